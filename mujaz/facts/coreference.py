"""Who is who: joins the mentions of one person across an article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from mujaz.facts.candidates import AGAINST_REASONS, Candidate
from mujaz.facts.english import PARTICLES
from mujaz.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mujaz.facts.names import Span


_ARTICLE = re.compile("^(?:al|el|ad|an|ar|as|ash|at|az)-")
_ARTICLES = frozenset({"al", "el"})


@dataclass(slots=True)
class Cluster:
    """All mentions of one person."""

    mentions: list[Candidate]
    spans: list[tuple[Candidate, Span]] = field(default_factory=list)
    evidence: float = 0.0
    reasons: list[str] = field(default_factory=list)

    @property
    def fullest(self) -> tuple[str, ...]:
        """The longest form of the name in English; of equally long ones the most frequent, then the first."""
        counted = Counter(c.words for c in self.mentions)
        return max(counted, key=lambda words: (len(words), counted[words]))


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names differ in nothing but a middle name, an initial or an accent, or one ends the other.

    "Ben Romdhane" ends "Habib Ben Romdhane"; without its particle it would be a lone surname.
    """
    a, b = _key(one), _key(other)
    short, long = sorted((a, b), key=len)
    if len(short) < len(long) and short == long[-len(short) :] and short[0] in PARTICLES:
        return True
    if a[-1] != b[-1] or min(len(a), len(b)) == 1:
        return False
    return a[0] == b[0] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0])


def cluster(found: Sequence[Candidate]) -> list[Cluster]:
    """Join mentions of one person: full names first, then each lone name to the nearest fuller one before it."""
    clusters: list[Cluster] = []
    for candidate in found:
        if len(_key(candidate.words)) > 1:
            home = next((c for c in clusters if _same_person(c.fullest, candidate.words)), None)
            if home:
                home.mentions.append(candidate)
            else:
                clusters.append(Cluster([candidate]))
    folded = {id(c): _key(c.fullest) for c in clusters}
    full = [c for c in clusters if not any(AGAINST_REASONS.intersection(m.reasons) for m in c.mentions)]
    lone = {_key(candidate.words)[0] for candidate in found if len(_key(candidate.words)) == 1}
    for candidate in found:
        if len(_key(candidate.words)) > 1:
            continue
        word = _key(candidate.words)[0]
        homes = [c for c in full if word == folded[id(c)][-1]] or [c for c in full if word == folded[id(c)][0]]
        homes = [c for c in homes if not _short(c, word, lone)] or homes
        homes = homes or [c for c in full if word in folded[id(c)]]
        homes = homes or [c for c in clusters if folded[id(c)] == [word]]
        if homes:
            before = [c for c in homes if _first(c) <= candidate.reading.number]
            best = max(before, key=_last_before(candidate)) if before else min(homes, key=_first)
            best.mentions.append(candidate)
        else:
            clusters.append(Cluster([candidate]))
            folded[id(clusters[-1])] = [word]
    return clusters


def _short(one: Cluster, word: str, lone: set[str]) -> bool:
    """Whether another part of the name than `word` stands for the person: "Castillo" for Roberto Castillo Morales."""
    return any(part in lone for part in _key(one.fullest)[1:-1]) and word == _key(one.fullest)[-1]


@lru_cache(maxsize=2_000)
def _key(words: tuple[str, ...]) -> list[str]:
    """The words of a name for comparison, without an article that stands apart: "El Shenawy" is one word."""
    apart = len(words) > 1 and fold(words[0]) in _ARTICLES
    return [_bare(w).rstrip(".") for w in words[apart:]]


def _bare(word: str) -> str:
    """A word of a name for comparison: folded, and without the Arabic article, "Sisi" for "el-Sisi"."""
    return _ARTICLE.sub("", fold(word))


def _first(cluster: Cluster) -> int:
    return min(c.reading.number for c in cluster.mentions)


def _last_before(candidate: Candidate) -> Callable[[Cluster], tuple[int, int]]:
    def position(cluster: Cluster) -> tuple[int, int]:
        numbers = [
            (m.reading.number, m.first)
            for m in cluster.mentions
            if (m.reading.number, m.first) < (candidate.reading.number, candidate.first)
        ]
        return max(numbers, default=(-1, -1))

    return position

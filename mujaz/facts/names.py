"""Where an Arabic sentence writes an English name: the words, without clitics and words that are glued to them.

What counts as the same name is said by `mujaz.skeleton`. The article of a name may be written in one language alone and
is written as it sounds in the other (الدامر is "Ad-Damer", الخليل is "Khalil"), so names are compared without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

from mujaz.facts.exonyms import is_of_a_reign, respelled
from mujaz.gazetteer import arabic_key, arabic_words, stems
from mujaz.skeleton import LATIN_WORD, arabic_skeleton, latin_skeletons, similarity
from mujaz.text import fold, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME_WORD = 0.7
SAME_NAME = 0.74
_CLITIC_COST = 0.02
_GLUE_COST = 0.04
_WORD_FOR_WORD = 0.1
_CONJUNCT_COST = 0.06
# Words that are found glued to a name where a space was forgotten.
_GLUED_BEFORE = ("السيد", "الرئيس", "الوزير")
_GLUED_AFTER = ("في", "من", "ان", "علي", "الي", "بان", "الذي", "التي", "عضو", "عضوه", "قد")
_AFTER_NAMES = re.compile("(?:ب|ل|ف)?[إأ]ن(?:ه|ها|هم|ه)?(?![\u0621-\u064a])")
_LIKE_AFTER = frozenset({"in", "an", "en", "un", "ann", "anne"})  # Moon Jae-in
_EDGE = 0.65
_CLITIC_SOUNDS = {"و": "wouv", "ف": "fvp", "ب": "bpv", "ل": "l", "ك": "ckqgx"}
_TWO = 2
_ALI = frozenset({"Ali", "Aly"})  # whose letters are those of على, "on", too
_IN_NO_NAME = frozenset("وفاه مقتل في من علي الي عن مع قد كان كانت التي الذي هذا هذه بعد قبل عند حين كما لكن".split())
# Parts of names that Arabic may write as one word with the next.
_MERGED = frozenset({"abdul", "abdel", "abd", "mac", "van", "von", "bin", "ben", "abu", "saint"})
_ARTICLE = re.compile(r"(?:a[lndrstz]|ash|adh|e[lndrstz]|esh)[- ](?=\w)", re.IGNORECASE)
_SHORTEST_BARE = 2


def _opening(skeleton: str) -> str:
    """The class of the first consonant; two names that do not open alike are not the same."""
    return next((c for c in skeleton if c.isupper()), "")


def _open_alike(arabic: str, latin: str) -> bool:
    """Whether two skeletons open with one class of sounds; ث, a T, may open as S: عثمان is Osman."""
    opening = _opening(arabic)
    return opening == _opening(latin) or (_opening(latin) == "S" and arabic.lstrip("v").startswith("Th"))


def _edges_match(arabic: Sequence[str], latin: Sequence[str]) -> bool:
    """Whether the names begin alike and end alike, a word on one side being allowed to be two on the other."""
    return all(
        any(_alike(arabic[a], latin[b]) for a, b in ((one, one), (one, two), (two, one)))
        for one, two in ((slice(0, 1), slice(0, 2)), (slice(-1, None), slice(-2, None)))
    )


def _alike(arabic: Sequence[str], latin: Sequence[str]) -> bool:
    keys = [arabic_skeleton("".join((_bare(arabic[0]) or arabic[0], *arabic[1:]))), arabic_skeleton("".join(arabic))]
    return any(
        _open_alike(key, s) and Indel.normalized_similarity(key, s) >= _EDGE
        for s in latin_skeletons("".join(latin))
        for key in dict.fromkeys(keys)
    )


def _word_for_word(arabic: Sequence[str], latin: Sequence[str]) -> bool:
    """Whether each word writes its fellow: خه ليفنغ is "He Lifeng" rather than ليفنغ."""
    return len(arabic) == len(latin) and all(_alike([a], [b]) for a, b in zip(arabic, latin, strict=True))


def _bare(key: str) -> str:
    """A word without its article, or an empty string where it has none."""
    return key[2:] if key.startswith("ال") and len(key) - 2 >= _SHORTEST_BARE else ""


def _as_in(key: str, latin: str) -> str:
    """A word without its article where the Latin word beside it has none; a name keeps it nevertheless in its span."""
    bare = _bare(key)
    return bare if bare and _open_alike(arabic_skeleton(bare), latin_skeletons(latin)[0]) else key


def _cores(key: str) -> Iterator[tuple[str, int, int]]:
    """A word, and what it is without clitics before it or a word glued to it; with the letters cut on both sides."""
    for stem, cut in stems(key):
        if len(stem) + cut == len(key):
            yield stem, cut, 0
    for title in _GLUED_BEFORE:
        if key.startswith(title) and len(key) - len(title) > _TWO:
            yield key[len(title) :], len(title), 0
    for word in _GLUED_AFTER:
        if key.endswith(word) and len(key) - len(word) > _TWO:
            yield key[: -len(word)], 0, len(word)


def _cost(latin: str, word: str, cut: int, tail: int) -> float:
    """What it costs to leave out letters: a little for clitics with which the name may begin, more for glued words.

    وايد may be Wade, so و is kept; وإميلي cannot be more like Emily with it than without it.
    """
    if tail or cut > _TWO:
        return _GLUE_COST
    if not cut:
        return 0.0
    return _CLITIC_COST * cut if fold(latin)[0] in _CLITIC_SOUNDS.get(word[0], "") else -_CLITIC_COST


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an Arabic segment that write a name: `text` stands from `start` to `end`, in characters."""

    start: int
    end: int
    text: str
    score: float


class ArabicSide:
    """One Arabic segment made ready to be searched for names: the words, and the skeletons of their stems."""

    def __init__(self, text: str) -> None:
        """Split the text into words and strip the clitics each may carry."""
        self.text = text
        self.words = arabic_words(text)
        self._choices: list[str] = []
        self._owners: list[tuple[int, int, int]] = []
        self._known: dict[str, tuple[Span, ...]] = {}
        for number, word in enumerate(self.words):
            for stem, cut, tail in _cores(word.key):
                for form in (stem, _bare(stem)) if not tail else (stem,):
                    skeleton = arabic_skeleton(form)
                    if skeleton:
                        self._choices.append(skeleton)
                        self._owners.append((number, cut, tail))

    def word_at(self, offset: int) -> int:
        """The number of the word that holds this character, or the next one."""
        return next((n for n, w in enumerate(self.words) if w.end > offset), len(self.words))

    def adjacent(self, left: int) -> bool:
        """Whether the word at `left` and the next stand side by side with nothing but a space or hyphen between."""
        between = self.text[self.words[left].end : self.words[left + 1].start]
        return between.strip(" -\u00a0\u200c") == ""

    def find(self, name: str) -> tuple[Span, ...]:
        """Every place where the Arabic writes this English name, the best first.

        A name of several words must stand in neighbouring words in the same order; one English word may take two
        Arabic ones and the other way round, when the whole is similar enough.
        """
        if name not in self._known:
            found = self._find(name)
            if not found or is_of_a_reign(name):
                found += tuple(s for form in respelled(name) for s in self._find(form))
            self._known[name] = tuple(sorted(found, key=lambda s: -s.score))
        return self._known[name]

    def _find(self, name: str) -> tuple[Span, ...]:
        bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else ""
        words = LATIN_WORD.findall(name)
        if not words or not self.words:
            return ()
        if bare:
            found = [s for s in self.find(bare) if arabic_key(s.text).startswith("ال")]
            spans = list(dict.fromkeys([*found, *self._runs(name, words)]))
        elif len(words) == 1:
            spans = [self._span(n, n, cut, tail, score) for n, (score, cut, tail) in self._hits(words[0]).items()]
        else:
            spans = self._runs(name, words)
        return tuple(spans)

    def extended(self, span: Span, known: set[str]) -> Span:
        """The span with the words before it that are written in `known`, as دونالد before ترامب."""
        first = self.word_at(span.start)
        start = span.start
        while first and start == self.words[first].start and self.adjacent(first - 1):
            cut = next((c for stem, c in stems(self.words[first - 1].key) if stem in known), None)
            if cut is None:
                break
            first -= 1
            start = self.words[first].start + cut
        return Span(start, span.end, strip_marks(self.text[start : span.end]), span.score)

    def _hits(self, word: str, cutoff: float = SAME_WORD) -> dict[int, tuple[float, int, int]]:
        """Word number → (similarity, letters to cut before, and after) for every word that may write `word`."""
        best: dict[int, tuple[float, int, int]] = {}
        for skeleton in latin_skeletons(word):
            found = extract(
                skeleton, self._choices, scorer=Indel.normalized_similarity, score_cutoff=cutoff, limit=None
            )
            for _, score, index in found:
                number, cut, tail = self._owners[index]
                if not _open_alike(self._choices[index], skeleton):
                    continue
                rank = score - _cost(word, self.words[number].key, cut, tail)
                if rank > best.get(number, (0.0, 0, 0))[0]:
                    best[number] = (rank, cut, tail)
        return best

    def _runs(self, name: str, words: Sequence[str]) -> list[Span]:
        spans: list[Span] = []
        merged = int(len(words) > _TWO or any(len(w) <= _TWO or w.lower() in _MERGED for w in words))
        never = _IN_NO_NAME.difference({"علي"} if _ALI.intersection(words) else ())
        anchors: set[int] = set()
        for offset, word in enumerate(words):
            for number in self._hits(word, SAME_WORD - 0.1):
                anchors.update(range(max(0, number - offset - 1), min(number, number - offset + 1) + 1))
        for first in anchors:
            for last in range(first + len(words) - 1 - merged, min(len(self.words), first + len(words) + 1)):
                keys = [w.key for w in self.words[first : last + 1]]
                ends = words[-1].lower() not in _LIKE_AFTER and _AFTER_NAMES.match(self.text, self.words[last].start)
                if last > first and ends:
                    continue  # العيداني إن
                if never.isdisjoint(keys) and all(self.adjacent(n) for n in range(first, last)):
                    spans += self._alike(name, words, first, last)
        return spans

    def _alike(self, name: str, words: Sequence[str], first: int, last: int) -> Iterator[Span]:
        """The words from `first` to `last` as a writing of the name, whole and without what may be glued to them."""
        keys = [w.key for w in self.words[first : last + 1]]
        for stem, cut, tail in _cores(keys[0]):
            if last > first and (tail or (stem in _IN_NO_NAME and stem != keys[0])):
                continue
            tails = {(keys[-1], 0)}
            if last > first:
                tails = {(core, back) for core, front, back in _cores(keys[-1]) if not front}
            for ending, back in tails:
                parts = [_as_in(stem, words[0])]
                parts += [*keys[1:-1], _as_in(ending, words[-1])] if last > first else []
                score = similarity(" ".join(parts), name) - _cost(name, keys[0], cut, tail or back)
                if last > first and ending.startswith("و") and fold(words[-1])[0] not in _CLITIC_SOUNDS["و"]:
                    score -= _CONJUNCT_COST  # الصبري وعدد
                if score >= SAME_NAME and _edges_match(parts, words):
                    score += _WORD_FOR_WORD * _word_for_word(parts, words)
                    yield self._span(first, last, cut, tail or back, score)

    def _span(self, first: int, last: int, cut: int, tail: int, score: float) -> Span:
        start, end = self.words[first].start + cut, self.words[last].end - tail
        return Span(start, end, strip_marks(self.text[start:end]), score)

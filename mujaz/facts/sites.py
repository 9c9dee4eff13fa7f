"""Sites: streets, squares, stadiums, airports, dams and the like, that both languages call by their kind and name.

"Charles Helou Bridge" beside جسر شارل الحلو, "Merowe airport" beside مطار مروي. Who or what a site is named after is
part of its name and no fact of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.facts.document import in_set
from mujaz.facts.english import joined
from mujaz.skeleton import similarity
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mujaz.entries import PlaceKind
    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run, Token
    from mujaz.facts.names import Span
    from mujaz.gazetteer import Word

_WELL_SPELLED = 0.82
_ALL_SPELLED = 0.95
_STREETS = (" Street", " Road", " Avenue", " Lane", " Square", " Bridge")
_AT_A_SITE = frozenset({"at", "in", "on", "near", "outside", "of", "along", "around", "from", "to", "over", "inside"})
_AT_THE = ("in the ", "at the ", "near the ", "outside the ", "to the ", "inside the ", "from the ")
_OF = frozenset({"de", "du", "del", "della"})
_TRANSLATED = 2  # the most words of a translated name before its head


@dataclass(frozen=True, slots=True)
class _Words:
    """The table sites.tsv: English words with their Arabic ones, which are folded and with and without the article."""

    heads: Mapping[str, frozenset[str]]  # what sites are called after their name, in Arabic before it
    adjectives: Mapping[str, frozenset[str]]  # between name and head in English, after the name in Arabic
    of_a_town: frozenset[str]  # "the Abu Hamad market" is one in Abu Hamad
    leading: frozenset[str]  # heads that stand before the name in English too
    venues: frozenset[str]
    inside: frozenset[str]  # Arabic words that say where something is


@cache
def _words() -> _Words:
    """The packaged table, read once in a process."""
    pairs: dict[str, dict[str, frozenset[str]]] = {"head": {}, "adjective": {}}
    sets: dict[str, frozenset[str]] = {}
    for line in lexicon.read("sites.tsv"):
        part, english, arabic = line.split("\t")
        keys = lexicon.definite(arabic.split()) if part == "head" else lexicon.folded(arabic)
        if part in pairs:
            pairs[part].update(dict.fromkeys(english.split(), keys))
        else:
            sets[part] = keys or frozenset(english.split())
    return _Words(pairs["head"], pairs["adjective"], sets["of_a_town"], sets["leading"], sets["venue"], sets["inside"])


@dataclass(frozen=True, slots=True)
class Unlisted:
    """One mention of a place: character ranges in both texts, the names there, and the id they give."""

    id: str
    kind: PlaceKind
    arabic: tuple[int, int]
    english: tuple[int, int]
    name_ar: str
    name_en: str


def found(
    reading: Reading, kind: PlaceKind, arabic: tuple[int, int], english: tuple[int, int], name_ar: str = ""
) -> Unlisted:
    """The place that stands in these ranges."""
    name = reading.pair.en[slice(*english)]
    return Unlisted(
        slugify(fold(name)), kind, arabic, english, name_ar or reading.pair.ar[slice(*arabic)], name_en=name
    )


def site(document: Document, reading: Reading, run: Run) -> Unlisted | None:
    """The site that a run of capitals names, its head in the run or in small letters right after it."""
    tokens, first, last = reading.tokens, run.first, run.last
    after, adjectives = _following(reading, last)
    english = (tokens[first].start, tokens[last].end)
    if tokens[first].lower in _words().leading and last > first:
        head, first = tokens[first].lower, first + 1
        first += first < last and tokens[first].lower in _OF  # Canal de Saint-Quentin
    elif tokens[last].lower in _words().heads and last > first:
        head, last = tokens[last].lower, last - 1
    elif after and after.text in _words().heads and not _is_adjective(document, tokens[last].text):
        head, english = after.text, (english[0], after.end)
        if head in _words().of_a_town and document.gazetteer.lookup(reading.phrase(first, last), "en"):
            return None  # "the Abu Hamad market" is one in Abu Hamad
    else:
        return _owned(document, reading, run) or _of_justice(reading, run) or _venue(reading, run, english)
    first, last = _core(document, reading, (first, last), adjectives)
    if head == "city" and not adjectives:
        return None  # a town: its name is told by the words around it
    if first == last and tokens[first].lower in _words().adjectives and first and tokens[first - 1].possessive:
        adjectives |= _words().adjectives[tokens[first].lower]
        first = last = first - 1  # Palermo's Military Hospital
        english = (tokens[first].start, english[1])
    name = reading.phrase(first, last)
    place = _headed(document, reading, english, name, head, frozenset(adjectives)) or _whole(reading, english)
    place = place or _verbatim(reading, english, name, head)
    return place or _translated(reading, english, head, plain=last - first < _TRANSLATED)


def _core(document: Document, reading: Reading, run: tuple[int, int], adjectives: set[str]) -> tuple[int, int]:
    """The tokens of a site's name alone: no title before it, no adjective, whose Arabic is added to `adjectives`."""
    tokens, (first, last) = reading.tokens, run
    while last > first and tokens[last].lower in _words().adjectives:
        adjectives |= _words().adjectives[tokens[last].lower]
        last -= 1
    while last > first and tokens[first].lower in _words().adjectives:
        adjectives |= _words().adjectives[tokens[first].lower]
        first += 1
    while first < last and tokens[first].lower in document.lexicon.title_en | document.lexicon.honorific_en:
        first += 1
    return first, last


def _owned(document: Document, reading: Reading, run: Run) -> Unlisted | None:
    """A site whose name is its owner's, which an apostrophe joins to it: "Martyrs' Square" beside ساحة الشهداء."""
    at, head = run.last, reading.tokens[run.last].lower
    if head not in _words().heads or run.last > run.first or not at or not reading.tokens[at - 1].capital:
        return None
    owner = reading.tokens[at - 1]
    if not owner.possessive and reading.pair.en[owner.end : reading.tokens[at].start] not in {"' ", "’ "}:
        return None
    whole = next((r.first for r in reading.runs if r.last == at - 1), at - 1)  # St George's Square
    english = (reading.tokens[whole].start, reading.tokens[at].end)
    place = _headed(document, reading, english, reading.phrase(whole, at - 1), head, frozenset())
    return place or _translated(reading, (owner.start, reading.tokens[at].end), head)


def _is_adjective(document: Document, word: str) -> bool:
    """Whether a capital says of which nation a site is: "the Kazakh market", "a Welsh bridge"."""
    return bool(document.gazetteer.nationality(word, "en")) or word.endswith(("ish", "lsh", "ese"))


def _following(reading: Reading, last: int) -> tuple[Token | None, set[str]]:
    """The word behind the run, adjectives like "refugee" and "international" between them skipped."""
    tokens, adjectives = reading.tokens, set[str]()
    while last + 1 < len(tokens) and joined(reading.pair.en, tokens[last], tokens[last + 1]):
        last += 1
        if tokens[last].text not in _words().adjectives:
            return tokens[last], adjectives
        adjectives |= _words().adjectives[tokens[last].text]
    return None, adjectives


def _headed(
    document: Document,
    reading: Reading,
    english: tuple[int, int],
    core: str,
    head: str,
    adjectives: frozenset[str],
) -> Unlisted | None:
    """A site with its Arabic head, titles between that and the name, adjectives after it."""
    words = reading.arabic.words
    for spelled in reading.arabic.find(core)[:2]:
        at = reading.word_at(spelled.start) - 1
        while at > 0 and in_set(words[at].key, document.lexicon.honorific_ar) and not reading.gap_ar(at).strip():
            at -= 1
        if at >= 0 and in_set(words[at].key, _words().heads[head]) and not reading.gap_ar(at).strip():
            return found(
                reading, "other", (_begins(words[at], head), _end(reading, spelled, adjectives, head)), english
            )
    return None


def _verbatim(reading: Reading, english: tuple[int, int], name: str, head: str) -> Unlisted | None:
    """A site with its Arabic head, whose name the Arabic leaves in Latin letters: فندق Adlon."""
    at = reading.pair.ar.find(f" {name}")
    word = next((w for w in reading.arabic.words if w.end == at), None)
    if word is None or not in_set(word.key, _words().heads[head]):
        return None
    return found(reading, "other", (_begins(word, head), at + 1 + len(name)), english)


def _begins(word: Word, head: str) -> int:
    """Where an Arabic head word begins, a clitic before it left out."""
    return word.start + (word.key not in _words().heads[head])


def _end(reading: Reading, spelled: Span, adjectives: frozenset[str], head: str) -> int:
    """Where the Arabic name ends with the adjectives that the English has before the head, or the head itself."""
    words, at = reading.arabic.words, reading.word_at(spelled.end - 1)
    while (
        at + 1 < len(words)
        and not reading.gap_ar(at).strip()
        and (words[at + 1].key in adjectives or similarity(words[at + 1].key, head) >= _WELL_SPELLED)
    ):
        at += 1
    return words[at].end if at > reading.word_at(spelled.end - 1) else spelled.end


def _of_justice(reading: Reading, run: Run) -> Unlisted | None:
    """A site that is called after what it is for or holds: "the Palace of Justice" beside قصر العدل."""
    tokens, first = reading.tokens, run.last
    head = tokens[first].lower
    following = next((r for r in reading.runs if r.first == first + 2), None)
    if head not in _words().heads or following is None or following.last > following.first:
        return None
    if tokens[first + 1].text != "of":
        return None
    english = (tokens[first].start, tokens[following.last].end)
    return _translated(reading, english, head, plain=reading.pair.en[: english[0]].lower().endswith(_AT_THE))


def is_at(reading: Reading, run: Run) -> bool:
    """Whether something is at what a run of capitals names, "the" left out."""
    before = reading.tokens[run.first - 1].lower if run.first else ""
    before = reading.tokens[run.first - 2].lower if before == "the" and run.first > 1 else before
    return before in _AT_A_SITE


def _venue(reading: Reading, run: Run, english: tuple[int, int]) -> Unlisted | None:
    """A venue that the Arabic calls one before its name and the English does not: ملعب لو غولف ناسيونال."""
    if not is_at(reading, run):
        return None
    spelled = next(iter(reading.arabic.find(reading.pair.en[slice(*english)])), None)
    at = reading.word_at(spelled.start) if spelled and spelled.score >= _WELL_SPELLED else 0
    if spelled and at and in_set(reading.arabic.words[at - 1].key, _words().venues):
        gap = reading.gap_ar(at - 1).strip(' "«“')
        return None if gap else found(reading, "other", (spelled.start, spelled.end), english, spelled.text)
    return None


def _translated(reading: Reading, english: tuple[int, int], head: str, *, plain: bool = True) -> Unlisted | None:
    """A site whose name is translated, "Gold Souk" beside سوق الذهب: the one such head there with a definite noun."""
    words = reading.arabic.words
    heads = [n for n, w in enumerate(words[:-1]) if in_set(w.key, _words().heads[head]) and not w.key.startswith("ال")]
    capital = any(t.lower == head and t.capital for t in reading.tokens if english[0] <= t.start < english[1])
    if not plain or len(heads) != 1 or not capital:
        return None
    at = heads[0]
    cue = reading.pair.ar[words[at].start] == "ب" or (at and in_set(words[at - 1].key, _words().inside))
    if not cue or reading.gap_ar(at).strip() or not words[at + 1].key.startswith("ال"):
        return None
    return found(reading, "other", (_begins(words[at], head), words[at + 1].end), english)


def _whole(reading: Reading, english: tuple[int, int]) -> Unlisted | None:
    """A site that Arabic spells with its head, where both languages say "at" it: ستامفورد بريدج."""
    name = reading.pair.en[slice(*english)]
    whole = next(iter(reading.arabic.find(name)), None)
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= english[0])
    before = reading.tokens[first - 1].lower if first else ""
    if whole and whole.score >= _ALL_SPELLED and name.endswith(_STREETS):
        return found(reading, "other", (whole.start, whole.end), english, whole.text)  # Valley Road: فالي رود
    if whole is None or whole.score < _WELL_SPELLED or before not in _AT_A_SITE:
        return None
    words, at = reading.arabic.words, reading.word_at(whole.start)
    cued = at and words[at - 1].key in _words().inside and words[at].start == whole.start
    return found(reading, "other", (whole.start, whole.end), english, whole.text) if cued else None

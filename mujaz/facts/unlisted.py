"""Places that no gazetteer has, which both languages mark as places: by a head word, a preposition or the place around.

"Pinellas County" beside مقاطعة بينيلاس, "John Street", "Stamford Bridge" after "at" and في, "Birkenhead" in
"in Birkenhead, Merseyside".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.facts.document import in_set
from mujaz.facts.english import joined
from mujaz.gazetteer import arabic_key
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.names import Span
    from mujaz.facts.spans import Taken
    from mujaz.gazetteer import PlaceKind

SURELY_IN = frozenset({"in", "near", "outside", "around"})
_WELL_SPELLED = 0.82
_LONGEST_NAME = 4
_REGION_HEADS = frozenset(
    {"county", "province", "state", "district", "region", "island", "islands", "bay", "peninsula", "valley", "coast"}
    | {"prefecture", "oblast", "parish", "gulf", "hills"},
)
_CITY_HEADS = frozenset({"city", "town", "village", "borough", "heights", "springs"})
_LEADING_HEADS = frozenset({"lake", "mount", "mt", "cape", "gulf"})
# Sites: what they are called after their name, and the Arabic words that stand before it.
_SITES = {
    head: frozenset(arabic_key(form) for word in arabic.split() for form in (word, f"ال{word}"))
    for heads, arabic in (
        ("street road avenue lane highway boulevard mews motorway", "شارع طريق جادة حارة ممر"),
        ("square plaza", "ميدان ساحة"),
        ("bridge", "جسر ملعب"),
        ("stadium arena stadio estadio park racecourse speedway", "ملعب استاد إستاد ستاد صالة حلبة مضمار حديقة متنزه"),
        ("garden gardens", "حديقة حدائق"),
        ("castle", "قلعة قصر"),
        ("station", "محطة"),
    )
    for head in heads.split()
}
_LEADING_SITES = frozenset({"stadio", "estadio"})
_AT_A_SITE = frozenset({"at", "in", "on", "near", "outside", "of", "along", "around", "from"})
_IN_AR = frozenset(map(arabic_key, "في على قرب عند بمدينة مدينة بلدة قرية إلى".split()))
_SCORE = re.compile(r"\b(?:win|won|victory|triumph|defeat|defeated|loss|lost|draw|drew|beaten) at $")
_VERBATIM = re.compile("(?:في|على|قرب|بلدة|مدينة|قرية|و) ?$")


@dataclass(frozen=True, slots=True)
class Unlisted:
    """One mention of a place: character ranges in both texts, the names there, and the id they give."""

    id: str
    kind: PlaceKind
    arabic: tuple[int, int]
    english: tuple[int, int]
    name_ar: str
    name_en: str


def unlisted(document: Document, reading: Reading, taken: Taken) -> Iterator[Unlisted]:
    """Every such place of one pair; `taken` are the ranges of people and organisations."""
    if reading.headline:
        return
    text, tokens = reading.pair.en, reading.tokens
    for run in reading.runs:
        start, end = tokens[run.first].start, tokens[run.last].end
        known = any(m.start <= start and end <= m.end for m in reading.places_en)
        if known or "-" in text[start : start + 2] or taken.overlaps(reading.pair.id, "en", start, end):
            continue
        words = [t.lower for t in tokens[run.first : run.last + 1]]
        leads = words[0] in _LEADING_HEADS | _LEADING_SITES
        head = words[0] if leads else words[-1]
        place = None
        if len(words) > 1 and head in _SITES:
            core = reading.phrase(run.first + leads, run.last - (not leads))
            place = _site(reading, (start, end), core, head)
        elif len(words) > 1 and (leads or head in document.lexicon.place_head_en):
            core = reading.phrase(run.first + leads, run.last - (not leads))
            place = _headed(document, reading, (start, end), core, head)
        elif head not in document.lexicon.place_head_en and len(words) <= _LONGEST_NAME:
            name = reading.phrase(run.first, run.last)
            place = _verbatim(reading, (start, end), name) or _located(document, reading, (start, end), name)
        if place and not taken.overlaps(reading.pair.id, "ar", *place.arabic):
            yield place


def followed(reading: Reading, end: int) -> bool:
    """Whether another known place follows after a comma: "Lima, Peru"."""
    return any(m.start == end + 2 and reading.pair.en[end : end + 2] == ", " for m in reading.places_en)


def _before(reading: Reading, start: int) -> str:
    """The English word before a character."""
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= start)
    return reading.tokens[first - 1].lower if first else ""


def _found(
    reading: Reading, kind: PlaceKind, arabic: tuple[int, int], english: tuple[int, int], name_ar: str = ""
) -> Unlisted:
    name = reading.pair.en[slice(*english)]
    return Unlisted(
        slugify(fold(name)), kind, arabic, english, name_ar or reading.pair.ar[slice(*arabic)], name_en=name
    )


def _site(reading: Reading, english: tuple[int, int], core: str, head: str) -> Unlisted | None:
    """A street, a stadium and the like: with its Arabic head, or spelled whole where both languages say "at" it."""
    words = reading.arabic.words
    for spelled in reading.arabic.find(core)[:1]:
        at = reading.word_at(spelled.start)
        if at and in_set(words[at - 1].key, _SITES[head]) and not reading.gap_ar(at - 1).strip():
            start = words[at - 1].start + (words[at - 1].key not in _SITES[head])
            return _found(reading, "other", (start, spelled.end), english)
    whole = next(iter(reading.arabic.find(reading.pair.en[slice(*english)])), None)
    if whole is None or whole.score < _WELL_SPELLED or _before(reading, english[0]) not in _AT_A_SITE:
        return None
    at = reading.word_at(whole.start)
    cued = at and words[at - 1].key in _IN_AR and words[at].start == whole.start
    return _found(reading, "other", (whole.start, whole.end), english, whole.text) if cued else None


def _verbatim(reading: Reading, english: tuple[int, int], name: str) -> Unlisted | None:
    """A name that the Arabic leaves in Latin letters, where both languages say "in" or "at" it."""
    before = _before(reading, english[0])
    if before not in SURELY_IN | {"at"} or name.isupper() or not name.replace(" ", "").isalpha():
        return None
    at = reading.pair.ar.find(name)
    if at < 0 or not _VERBATIM.search(reading.pair.ar[:at]):
        return None
    return _found(reading, "city", (at, at + len(name)), english)


def _headed(document: Document, reading: Reading, english: tuple[int, int], core: str, head: str) -> Unlisted | None:
    """A name with a head word of nature or administration in both languages."""
    spelled = next(iter(reading.arabic.find(core)), None)
    if spelled is None:
        return None
    words = reading.arabic.words
    at = reading.word_at(spelled.start)
    if not at or not in_set(words[at - 1].key, document.lexicon.place_head_ar) or reading.gap_ar(at - 1).strip():
        return None
    start = words[at - 1].start + (words[at - 1].key not in document.lexicon.place_head_ar)
    kind: PlaceKind = "region" if head in _REGION_HEADS else "city" if head in _CITY_HEADS else "other"
    return _found(reading, kind, (start, spelled.end), english)


def _located(document: Document, reading: Reading, english: tuple[int, int], core: str) -> Unlisted | None:
    """A run after "in" that the Arabic spells after في, بلدة and the like, or that a known place follows."""
    words = core.split()
    if any(w.isupper() for w in words) or any(w.lower() in document.lexicon.not_name_en for w in words):
        return None
    if any(document.gazetteer.nationality(w, "en") for w in words):
        return None
    spelled = next(iter(reading.arabic.find(core)), None)
    if spelled is None or spelled.score < _WELL_SPELLED:
        return None
    if any(m.start <= spelled.start and spelled.end <= m.end for m in reading.places_ar):
        return None  # the Arabic names a place that the English does not
    if not _is_located(document, reading, english, spelled):
        return None
    kind: PlaceKind = "other" if _before(reading, english[0]) == "at" else "city"
    return _found(reading, kind, (spelled.start, spelled.end), english, spelled.text)


def _is_located(document: Document, reading: Reading, english: tuple[int, int], spelled: Span) -> bool:
    """Whether the words before the name, in both languages, say that something is there."""
    lexicon, words_ar = document.lexicon, reading.arabic.words
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= english[0])
    before = _before(reading, english[0])
    follows = followed(reading, english[1])
    at = reading.word_at(spelled.start)
    headed = at and in_set(words_ar[at - 1].key, lexicon.place_head_ar - {arabic_key("مطار"), arabic_key("حي")})
    score = _SCORE.search(reading.pair.en[: english[0]])  # a triumph at a club's
    venue = document.sports and not score and before == "at" and at and words_ar[at - 1].key == arabic_key("في")
    located = venue or before in SURELY_IN or (follows and before in lexicon.place_preposition_en)
    parted = first and not joined(reading.pair.en, reading.tokens[first - 1], reading.tokens[first])
    if not headed and (not located or parted):
        return False
    heads = lexicon.place_head_ar | {arabic_key("في"), "قرب"}
    if before in {"near", "outside"} or follows:
        heads = lexicon.place_cue_ar | heads
    cue = at and in_set(words_ar[at - 1].key, heads) and not reading.gap_ar(at - 1).strip()
    glued = reading.pair.ar[words_ar[at].start : spelled.start] in {"ب", "وب"}
    return bool(cue or glued)

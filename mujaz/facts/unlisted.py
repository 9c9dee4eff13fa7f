"""Places that no gazetteer has, which both languages mark as places: by a head word, a preposition or the place around.

"Pinellas County" beside مقاطعة بينيلاس, "Birkenhead" in "in Birkenhead, Merseyside", "Ad-Damer" in a list of towns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.facts.document import in_set
from mujaz.facts.english import Run, joined
from mujaz.facts.sites import Unlisted, found
from mujaz.gazetteer import arabic_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.names import Span
    from mujaz.facts.spans import Taken
    from mujaz.gazetteer import PlaceKind

SURELY_IN = frozenset({"in", "near", "outside", "around"})
_WELL_SPELLED = 0.82
_HEADED_SPELLED = 0.75
_LONGEST_NAME = 4
_REGION_HEADS = frozenset(
    {"county", "province", "state", "district", "region", "island", "islands", "bay", "peninsula", "valley", "coast"}
    | {"prefecture", "oblast", "parish", "gulf", "hills", "governorate"},
)
_CITY_HEADS = frozenset({"city", "town", "village", "borough", "heights", "springs"})
_LEADING_HEADS = frozenset({"lake", "mount", "mt", "cape", "gulf", "jebel", "jabal"})
_SCORE = re.compile(r"\b(?:win|won|victory|triumph|defeat|defeated|loss|lost|draw|drew|beaten) at $")
_VERBATIM = re.compile("(?:في|على|قرب|بلدة|مدينة|قرية|و) ?$")
_DATELINE = re.compile(
    r"(?:/[A-Z]+)? ?(?:\([^()]{2,30}\) ?){0,2}[-–—] "
    r"|, (?:[A-Z][a-z]+,? )?[A-Z][a-z]{2,8}\.? \d{1,2}\b| ?\([A-Z]{2,9}\) ?[-–—]",
)
_LIST_EN = frozenset({", ", " and ", ", and ", " or ", " & "})
LIST_AR = frozenset({" و", "، و", "، ", " أو ", ", ", " – ", "-", " - "})
_QUARTERS = frozenset({"district", "neighbourhood", "neighborhood", "quarter", "suburb", "area"})
_OFFICES = frozenset(map(arabic_key, "مديرية مركز جماعة لواء شعبية".split()))  # districts in some countries only
_AMONG = frozenset(map(arabic_key, "بينها منها أبرزها أهمها بينهما".split()))
_AREAS = frozenset(
    "village town city hamlet commune municipality suburb district locality province island camp port neighbourhood "
    "neighborhood governorate county prefecture region department villages towns cities communes districts provinces "
    "governorates camps islands departments localities municipalities".split(),
)


def unlisted(document: Document, reading: Reading, taken: Taken, ends: tuple[set[int], set[int]]) -> Iterator[Unlisted]:
    """Every such place of one pair; `taken` are the ranges of people, organisations and sites.

    `ends` are where the places that are certain end in the Arabic and the English.
    """
    if reading.headline:
        return
    for run in reading.runs:
        start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
        known = any(m.start <= start and end <= m.end for m in reading.places_en)
        if known or "-" in reading.pair.en[start : start + 2] or taken.overlaps(reading.pair.id, "en", start, end):
            continue
        for place in (_one(document, reading, run, ends),):
            if place and not taken.overlaps(reading.pair.id, "ar", *place.arabic):
                ends[0].add(place.arabic[1])
                ends[1].add(place.english[1])
                yield place


def _one(document: Document, reading: Reading, run: Run, ends: tuple[set[int], set[int]]) -> Unlisted | None:
    """The place that a run of capitals names, if it does; `ends` are where other places end in both languages."""
    tokens = reading.tokens
    start, end = tokens[run.first].start, tokens[run.last].end
    words = [t.lower for t in tokens[run.first : run.last + 1]]
    leads = words[0] in _LEADING_HEADS
    head = words[0] if leads else words[-1]
    if len(words) > 1 and (leads or head in document.lexicon.place_head_en):
        core = reading.phrase(run.first + leads, run.last - (not leads))
        return _headed(document, reading, (start, end), core, head)
    if head in document.lexicon.place_head_en or len(words) > _LONGEST_NAME:
        return None
    name = reading.phrase(run.first, run.last)
    return _verbatim(reading, (start, end), name) or _located(document, reading, (start, end), name, ends)


def dateline(reading: Reading, start: int, end: int) -> bool:
    """Whether the name opens the sentence as the place of writing: "CAIRO –", "Tunis, Sept 3 (TAP) -"."""
    text = reading.pair.en
    opens = not start or (start < _LONGEST_DATELINE and text[start - 1] == "/" and text[:start].isupper())
    return opens and _DATELINE.match(text, end) is not None


_LONGEST_DATELINE = 20


def followed(reading: Reading, end: int) -> bool:
    """Whether another known place follows after a comma: "Lima, Peru"."""
    return any(m.start == end + 2 and reading.pair.en[end : end + 2] == ", " for m in reading.places_en)


def _before(reading: Reading, start: int) -> str:
    """The English word before a character."""
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= start)
    return reading.tokens[first - 1].lower if first else ""


def _verbatim(reading: Reading, english: tuple[int, int], name: str) -> Unlisted | None:
    """A name that the Arabic leaves in Latin letters, where both languages say "in" or "at" it."""
    before = _before(reading, english[0])
    if before not in SURELY_IN | {"at"} or name.isupper() or not name.replace(" ", "").isalpha():
        return None
    at = reading.pair.ar.find(name)
    if at < 0 or not _VERBATIM.search(reading.pair.ar[:at]):
        return None
    return found(reading, "city", (at, at + len(name)), english)


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
    return found(reading, kind, (start, spelled.end), english)


def _located(
    document: Document, reading: Reading, english: tuple[int, int], core: str, ends: tuple[set[int], set[int]]
) -> Unlisted | None:
    """A run after "in" that the Arabic spells after في, بلدة and the like, or that a known place follows."""
    opens = dateline(reading, *english)
    for word in core.split():
        lower = word.lower() in document.lexicon.not_name_en or document.gazetteer.nationality(word, "en")
        if lower or (word.isupper() and not opens):
            return None
    spelled = next(iter(reading.arabic.find(core)), None)
    if spelled is None or spelled.score < _HEADED_SPELLED or _names_another(reading, english, spelled):
        return None
    at, words_ar = reading.word_at(spelled.start), reading.arabic.words
    headed = bool(at) and not reading.gap_ar(at - 1).strip()
    headed = headed and _is_area(document, reading, words_ar[at - 1].key, english)
    if not headed and (
        spelled.score < _WELL_SPELLED or not (opens or _is_located(document, reading, english, spelled, ends))
    ):
        return None
    kind: PlaceKind = "other" if _before(reading, english[0]) == "at" else "city"
    return found(reading, kind, (spelled.start, spelled.end), english, spelled.text)


def _names_another(reading: Reading, english: tuple[int, int], spelled: Span) -> bool:
    """Whether the Arabic names a place that the English does not, or a person: "spokesman in Gaza Mahmoud Basal"."""
    if any(m.start <= spelled.start and spelled.end <= m.end for m in reading.places_ar):
        return True
    if arabic_key(spelled.text) in lexicon.load().place_head_ar:
        return True  # مدينة is "city", not Medinah
    at = reading.word_at(spelled.start)
    known = any(m.start == english[0] and m.end < english[1] for m in reading.places_en)
    return known and "PER" in reading.labels[at : at + len(spelled.text.split())]


def _is_area(document: Document, reading: Reading, key: str, english: tuple[int, int]) -> bool:
    """Whether the Arabic word before a name makes it a place's; for حي the English must say so too."""
    following = next((t.text for t in reading.tokens if t.start > english[0] and t.start >= english[1]), "")
    if key == arabic_key("حي") or key.endswith((" حي", "بحي")):
        return following in _QUARTERS or _before(reading, english[0]) in SURELY_IN
    if in_set(key, _OFFICES) and following in _QUARTERS | _AREAS:
        return True
    return in_set(key, document.lexicon.place_head_ar - {arabic_key("مطار")})


def _area_of(reading: Reading, english: tuple[int, int]) -> bool:
    """Whether the English says "the village of", "the commune of"."""
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= english[0])
    return first > 1 and reading.tokens[first - 1].text == "of" and reading.tokens[first - 2].text in _AREAS


def _among(document: Document, reading: Reading, at: int) -> bool:
    """Whether the Arabic name is one of several areas: أربع مقاطعات، بينها X."""
    keys = [w.key for w in reading.arabic.words[max(0, at - _LONGEST_NAME) : at]]
    return bool(keys) and keys[-1] in _AMONG and any(in_set(k, document.lexicon.place_head_ar) for k in keys[:-1])


def _is_located(
    document: Document, reading: Reading, english: tuple[int, int], spelled: Span, ends: tuple[set[int], set[int]]
) -> bool:
    """Whether the words before the name, in both languages, say that something is there."""
    lexicon, words_ar = document.lexicon, reading.arabic.words
    first = next(n for n, t in enumerate(reading.tokens) if t.start >= english[0])
    before = _before(reading, english[0])
    follows = followed(reading, english[1])
    at = reading.word_at(spelled.start)
    listed_en = any(reading.pair.en[end : english[0]] in _LIST_EN for end in ends[1])
    listed_ar = any(reading.pair.ar[end : spelled.start] in LIST_AR for end in ends[0])
    listed = listed_en and listed_ar and reading.pair.en[english[1] : english[1] + 1] != ":"
    if listed or _area_of(reading, english) or _among(document, reading, at):
        return True
    score = _SCORE.search(reading.pair.en[: english[0]])  # a triumph at a club's
    venue = document.sports and not score and before == "at" and at and words_ar[at - 1].key == arabic_key("في")
    located = venue or before in SURELY_IN or (follows and before in lexicon.place_preposition_en)
    parted = first and not joined(reading.pair.en, reading.tokens[first - 1], reading.tokens[first])
    glued = reading.pair.ar[words_ar[at].start : spelled.start] in {"ب", "وب"}
    tagged = not located and not parted and before in lexicon.place_preposition_en and not document.sports
    tagged = tagged and reading.labels[at] == "LOC"
    if parted or not (located or tagged):
        return False
    heads = lexicon.place_head_ar | {arabic_key("في"), "قرب"}
    if tagged or before in {"near", "outside"} or follows:
        heads = lexicon.place_cue_ar | heads
    cue = at and in_set(words_ar[at - 1].key, heads) and not reading.gap_ar(at - 1).strip()
    return bool(cue or glued or listed_ar)

"""Places that no gazetteer has, which both languages mark as places: by a head word, a preposition or the place around.

"Pinellas County" beside مقاطعة بينيلاس, "Birkenhead" in "in Birkenhead, Merseyside", "Ad-Damer" in a list of towns.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.facts.document import in_set
from mujaz.facts.located import SURELY_IN, after, before, dateline, is_area, is_listed, is_located, reaches
from mujaz.facts.sites import Unlisted, found
from mujaz.gazetteer import arabic_key
from mujaz.towns import is_town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.entries import PlaceKind
    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run
    from mujaz.facts.located import Ends
    from mujaz.facts.names import Span
    from mujaz.facts.spans import Taken

_WELL_SPELLED = 0.78
_HEADED_SPELLED = 0.75
_TOWN_SPELLED = 0.7  # of a name that towns bear, where both languages say that something is there
_ALL_SPELLED = 0.95
_LONGEST_NAME = 4
_REGION_HEADS = frozenset(
    {"county", "province", "state", "district", "region", "island", "islands", "bay", "peninsula", "valley", "coast"}
    | {"prefecture", "oblast", "parish", "gulf", "hills", "governorate"},
)
_CITY_HEADS = frozenset({"city", "town", "village", "borough", "heights", "springs"})
_NATURE = frozenset("river mountain mountains island islands lake valley desert forest bay strait jungle canal".split())
_LEADING_HEADS = frozenset(
    {"lake", "mount", "mt", "cape", "gulf", "jebel", "jabal", "river", "lough", "loch", "county", "isle", "point"}
)
_LATE_HEADS = frozenset({"point", "cove", "gap", "heath", "hill", "moor", "wood", "glen", "cities", "towns", "sound"})
_OF = frozenset({"gulf", "bay", "isle", "strait", "straits", "cape", "sea", "lake", "firth", "mouth", "port", "island"})
_VERBATIM = re.compile("(?:في|على|قرب|من|بلدة|مدينة|قرية|و) ?$")


def unlisted(document: Document, reading: Reading, taken: Taken, ends: Ends) -> Iterator[Unlisted]:
    """Every such place of one pair; `taken` are the ranges of people, organisations and sites.

    `ends` are where the places that are certain end in the Arabic and the English.
    """
    behind = 0
    for run in reading.runs:
        start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
        # In sport a city that nothing has placed is a team: "at Liverpool".
        known = any(
            m.start <= start and end <= m.end and (document.sports or m.end in ends[1]) for m in reading.places_en
        )
        known |= start < behind
        if known or "-" in reading.pair.en[start : start + 2] or taken.overlaps(reading.pair.id, "en", start, end):
            continue
        place = _one(document, reading, run, ends)
        if place and not taken.overlaps(reading.pair.id, "ar", *place.arabic):
            ends[0].add(place.arabic[1])
            ends[1].add(place.english[1])
            behind = place.english[1]
            yield place


def _one(document: Document, reading: Reading, run: Run, ends: Ends) -> Unlisted | None:
    """The place that a run of capitals names, if it does; `ends` are where other places end in both languages."""
    tokens = reading.tokens
    start, end = tokens[run.first].start, tokens[run.last].end
    words = [t.lower for t in tokens[run.first : run.last + 1]]
    leads = words[0] in _LEADING_HEADS
    head = words[0] if leads else words[-1]
    name = reading.phrase(run.first, run.last)
    if len(words) > 1 and (leads or head in document.lexicon.place_head_en | _LATE_HEADS):
        core = reading.phrase(run.first + leads, run.last - (not leads))
        named = _headed(document, reading, (start, end), core, head) or _located(
            document, reading, (start, end), name, ends
        )
        return named or _sounded(document, reading, (start, end), name)
    if len(words) == 1 and words[0] in _OF and (whole := _of(document, reading, run)):
        return whole
    if head in document.lexicon.place_head_en or len(words) > _LONGEST_NAME:
        return None
    return _verbatim(reading, (start, end), name, ends) or _located(document, reading, (start, end), name, ends)


def _sounded(document: Document, reading: Reading, english: tuple[int, int], name: str) -> Unlisted | None:
    """A name whose head word the Arabic spells with the rest, which no person's name has: إيتي باي is "Etty Bay"."""
    spelled = next(iter(reading.arabic.find(name)), None)
    if document.sports or spelled is None or spelled.score < _ALL_SPELLED:
        return None
    at = reading.word_at(spelled.start)
    if "PER" in reading.labels[at : at + len(spelled.text.split())]:
        return None
    return found(reading, "other", (spelled.start, spelled.end), english, spelled.text)


def _of(document: Document, reading: Reading, run: Run) -> Unlisted | None:
    """A name with "of" between its head and the rest: "the Gulf of Riga" beside خليج ريغا."""
    following = next((r for r in reading.runs if r.first == run.last + 2), None)
    if following is None or reading.tokens[run.last + 1].text != "of":
        return None
    english = (reading.tokens[run.first].start, reading.tokens[following.last].end)
    core = reading.phrase(following.first, following.last)
    return _headed(document, reading, english, core, reading.tokens[run.last].lower)


def _verbatim(reading: Reading, english: tuple[int, int], name: str, ends: Ends) -> Unlisted | None:
    """A name that the Arabic leaves in Latin letters, where both languages say "in", "at" or "from" it, or list it."""
    at = reading.pair.ar.find(name)
    if at < 0 or name.isupper() or not name.replace(" ", "").isalpha():
        return None
    arabic = (at, at + len(name))
    cued = before(reading, english[0]) in SURELY_IN | {"at", "from"} and _VERBATIM.search(reading.pair.ar[:at])
    return found(reading, "city", arabic, english) if cued or is_listed(reading, english, arabic, ends) else None


def _headed(document: Document, reading: Reading, english: tuple[int, int], core: str, head: str) -> Unlisted | None:
    """A name with a head word of nature or administration in both languages."""
    spelled = next(iter(reading.arabic.find(core)), None)
    at = reading.word_at(spelled.start) if spelled else 0
    key = reading.key_before(at)
    if spelled is None or not in_set(key, document.lexicon.place_head_ar):
        return None
    start = reading.arabic.words[at - 1].start + (key not in document.lexicon.place_head_ar)
    kind: PlaceKind = "region" if head in _REGION_HEADS else "city" if head in _CITY_HEADS else "other"
    return found(reading, kind, (start, spelled.end), english)


def _located(document: Document, reading: Reading, english: tuple[int, int], core: str, ends: Ends) -> Unlisted | None:
    """A run after "in" that the Arabic spells after في, بلدة and the like, or that a known place follows."""
    opens = dateline(reading, *english)
    spelled = next(iter(reading.arabic.find(core)), None)
    words = core.split()
    sounds = spelled is not None and spelled.score >= _ALL_SPELLED and len(words) > 1  # بيغ ستون غاب, نيو رود
    for word in words:
        lower = word.lower() in document.lexicon.not_name_en or document.gazetteer.nationality(word, "en")
        if (lower and not sounds) or (word.isupper() and not opens):
            return None
    town = is_town(core)
    least = _TOWN_SPELLED if town else _HEADED_SPELLED
    if spelled is None or spelled.score < least or _names_another(reading, english, spelled):
        return None
    if spelled.text.startswith("و") and spelled.start - 1 in ends[0]:
        spelled = replace(spelled, start=spelled.start + 1, text=spelled.text[1:])  # "and" before an O: وأمبدة
    at, words_ar = reading.word_at(spelled.start), reading.arabic.words
    headed = bool(at) and not reading.gap_ar(at - 1).strip()
    headed = headed and is_area(document, reading, words_ar[at - 1].key, english)
    if not headed:
        arabic = (spelled.start, spelled.end)
        well = town or spelled.score >= _WELL_SPELLED
        if not well or not (opens or is_located(document, reading, english, arabic, ends)):
            town |= reading.labels[at] == "LOC" or core.startswith(("St ", "St. "))
            town &= spelled.score >= _HEADED_SPELLED
            if not (town and reaches(document, reading, english, arabic)):
                return None
    nature = after(reading, english[1]) in _NATURE or before(reading, english[0]) == "at"
    kind: PlaceKind = "other" if nature else "city"
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

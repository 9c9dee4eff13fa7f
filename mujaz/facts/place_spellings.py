"""How the Arabic writes a place that the English names, where it is not written as the gazetteer has it.

In other letters, as "the Kingdom", or inside words that were run together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz import gazetteer
from mujaz.facts import glued
from mujaz.facts.document import in_set
from mujaz.facts.english import opens_sentence
from mujaz.facts.organisations_lexicon import known as known_bodies
from mujaz.facts.plausible import DIRECTIONS
from mujaz.gazetteer import arabic_key, stems
from mujaz.towns import is_town

if TYPE_CHECKING:
    from mujaz.entries import Entry
    from mujaz.facts.document import Document, Reading
    from mujaz.facts.names import Span
    from mujaz.facts.spans import Taken
    from mujaz.gazetteer import Match

Hit = tuple[int, int, str]  # where it stands, and the name there

WELL_SPELLED = 0.82
_SAME_SPELLING = 0.86
_CUED_SPELLING = 0.75
_SHORT = 4
_ADJECTIVE_AR = re.compile("ال.+(?:ي|ية)$")
# Countries that their own newspapers call "the Kingdom" or "the Sultanate".
_REALMS = {"SA": "المملكة", "JO": "المملكة", "MA": "المملكة", "BH": "المملكة", "OM": "السلطنة"}


def other_writing(document: Document, reading: Reading, match: Match, entry: Entry, taken: Taken) -> Hit | None:
    """Where the Arabic names the place of an English match in a way that the gazetteer does not have; or None."""
    return _spelled(document, reading, match) or _kingdom(reading, entry) or _run_together(reading, entry, match, taken)


def preposition(document: Document, reading: Reading, start: int) -> str:
    """The place preposition before this English character, directions and "the" between them skipped."""
    at = next((n for n, t in enumerate(reading.tokens) if t.start >= start), len(reading.tokens)) - 1
    while at >= 0 and (reading.tokens[at].lower in DIRECTIONS or reading.tokens[at].lower == "the"):
        at -= 1
    word = reading.tokens[at].lower if at >= 0 else ""
    return word if word in document.lexicon.place_preposition_en else ""


def by_sound(reading: Reading, taken: Taken) -> dict[tuple[int, int], tuple[int, int]]:
    """The English runs that may be places in letters that the gazetteer does not have, by the Arabic they write."""
    written: dict[tuple[int, int], tuple[int, int]] = {}
    places = [m for m in reading.places_en if not m.entries[0].division]  # Nizhny Novgorod is not Novgorod
    for run in reading.runs:
        first = run.first
        while first < run.last and reading.tokens[first].lower in DIRECTIONS:
            first += 1
        start, end = reading.tokens[first].start, reading.tokens[run.last].end
        if opens_sentence(reading.pair.en, reading.tokens[first]) and not is_town(reading.pair.en[start:end]):
            continue  # "Similar bones" beside سيمور
        if end - start < _SHORT or any(m.start < end and start < m.end for m in places):
            continue
        name = reading.pair.en[start:end]
        if taken.overlaps(reading.pair.id, "en", start, end) or known_bodies().lookup(name, "en"):
            continue
        if any(gazetteer.load().nationality(word, "en") for word in name.split()):
            continue
        span = next(iter(reading.arabic.find(name)), None)
        if span and span.score >= WELL_SPELLED:
            written.setdefault((span.start, span.end), (start, end))
    return written


def _spelled(document: Document, reading: Reading, match: Match) -> Hit | None:
    """Where the Arabic spells an English place name that the gazetteer has in other letters or not at all."""
    span = next(iter(reading.arabic.find(match.name)), None)
    if span is None or document.gazetteer.nationality(span.text, "ar"):
        return None
    cued = bool(preposition(document, reading, match.start)) and _cued(document, reading, span)
    enough = _CUED_SPELLING if cued else WELL_SPELLED
    if span.score < (enough if match.entries[0].kind == "city" else _SAME_SPELLING):
        return None
    if match.entries[0].kind != "city" and _ADJECTIVE_AR.match(span.text):
        return None  # الأوروبي is no Europe
    if arabic_key(span.text) in document.lexicon.place_head_ar:
        return None
    return (span.start, span.end, span.text) if len(match.name) > _SHORT or cued else None


def _cued(document: Document, reading: Reading, span: Span) -> bool:
    """Whether a word like في, إلى or مدينة stands before the Arabic name."""
    at = reading.word_at(span.start)
    return in_set(reading.key_before(at), document.lexicon.place_cue_ar)


def _kingdom(reading: Reading, entry: Entry) -> Hit | None:
    """Where the Arabic calls the country "the Kingdom" and nothing more: not المملكة المتحدة or المملكة المغربية."""
    realm = _REALMS.get(entry.country, "") if entry.kind == "country" else ""
    words = reading.arabic.words if realm else ()
    for n, word in enumerate(words):
        bare = n + 1 == len(words) or reading.gap_ar(n).strip() or not words[n + 1].key.startswith("ال")
        cut = next((cut for stem, cut in stems(word.key) if stem == arabic_key(realm)), None)
        if cut is not None and bare:
            return word.start + cut, word.end, realm
    return None


def _run_together(reading: Reading, entry: Entry, match: Match, taken: Taken) -> Hit | None:
    """Where the place stands inside Arabic words whose spaces were lost."""
    hit = glued.known(reading.arabic, entry.ar)
    if hit is None and " " in match.name:
        hit = glued.spelled(reading.arabic, match.name)
    return None if hit is None or taken.overlaps(reading.pair.id, "ar", *hit[:2]) else hit

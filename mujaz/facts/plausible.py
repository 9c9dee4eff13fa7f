"""Whether what the gazetteer knows is a place where it stands, and no part of a longer name or of a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.facts.document import in_set
from mujaz.facts.english import Run
from mujaz.facts.located import TOURNAMENTS
from mujaz.gazetteer import arabic_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Token
    from mujaz.facts.spans import Taken
    from mujaz.gazetteer import Match

_CONSTITUENCY = re.compile(r"\b[RDI]-$")  # Senator Jeff Flake (R-Arizona)
_NAMED_AFTER = re.compile(r" (?:Cross|Cup|Day|Station|University|Street|Square|Park|House|Line|Falls|Times|Post)\b")
_BASED = re.compile(r"-(?:based|born|registered|wide)\b")
_TITLE_ENDS = re.compile("(?: [^ «»“”\"']+){0,2}[»”\"']")
_QUOTES = frozenset("«\"“”»'")
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "downtown"}
    | {"northwest", "northeast", "southwest", "southeast", "upper", "lower", "mainland", "rural"},
)


def plausible_ar(reading: Reading, match: Match, taken: Taken) -> bool:
    """Whether the Arabic match is a place: no newspaper in quotation marks, no birthplace for Muscat."""
    text, start, end = reading.pair.ar, match.start, match.end
    if taken.overlaps(reading.pair.id, "ar", start, end):
        return False
    if start and text[start - 1] in _QUOTES and _TITLE_ENDS.match(text, end):
        return False  # a newspaper: «الشرق الأوسط», «اليمن اليوم»
    following = text[end : end + 5].lstrip()
    return not (arabic_key(match.name) == "مسقط" and following.startswith("رأس"))


def plausible_division(document: Document, reading: Reading, match: Match, country: int) -> bool:
    """Whether two things say that a division of a country is named: its country, a word like محافظة, the tagger.

    Of several divisions of one name its country, which the article names `country` times, must be told.
    """
    at, words = reading.word_at(match.start), reading.arabic.words
    last = at + len(match.name.split())
    headed = any(in_set(word.key, document.lexicon.place_head_ar) for word in words[max(0, at - 1) : last])
    tagged = "LOC" in reading.labels[at:last]
    return headed + tagged + (country > 0) > 1 and (country > 0 or len(match.entries) == 1)


def plausible_en(reading: Reading, match: Match, taken: Taken) -> bool:
    """Whether the English match is a name of its own and no part of a longer one."""
    text, start, end = reading.pair.en, match.start, match.end
    church = text.startswith("St", start) and text[end : end + 1] in {"'", "’"}  # at St. Martin's
    if hyphened(reading, match):
        return not taken.overlaps(reading.pair.id, "en", start, end)
    hyphen = text[end : end + 1] == "-" and not _BASED.match(text, end)
    if church or hyphen or taken.overlaps(reading.pair.id, "en", start, end):
        return False
    if _CONSTITUENCY.search(text[:start]):
        return True
    tokens = reading.tokens
    run = next((r for r in reading.runs if tokens[r.first].start < end and tokens[r.last].end > start), None)
    if run is None:
        return False
    ids = {e.id for e in match.entries}
    if reading.headline and (
        not match.entries[0].doubtful or any(e.id in ids for m in reading.places_ar for e in m.entries)
    ):
        return not _NAMED_AFTER.match(text, end) and not any(
            t.end == start - 1 and t.text.isupper() for t in tokens
        )  # not BBC Scotland
    return _fills(reading, _before_person(reading, run, match, taken), match)


def _before_person(reading: Reading, run: Run, match: Match, taken: Taken) -> Run:
    """The run as far as the place goes where a person's name follows: "spokesman in Gaza Mahmoud Basal"."""
    behind = [n for n in range(run.first, run.last + 1) if reading.tokens[n].start >= match.end]
    if behind and all(
        taken.overlaps(reading.pair.id, "en", reading.tokens[n].start, reading.tokens[n].end) for n in behind
    ):
        return Run(run.first, behind[0] - 1)
    return run


def hyphened(reading: Reading, match: Match) -> bool:
    """Whether the place is half of two that a hyphen joins: "the Jounieh-Tripoli highway"."""
    token = next(t for t in reading.tokens if t.end > match.start)
    inside = [m for m in reading.places_en if token.start <= m.start and m.end <= token.end]
    return match in inside and len(inside) == token.text.count("-") + 1 > 1


def _fills(reading: Reading, run: Run, match: Match) -> bool:
    """Whether the match is all of a run of capitals but for a direction before it or another place beside it."""
    tokens, start, end = reading.tokens, match.start, match.end
    first, last = run.first, run.last
    while first < last and tokens[first].lower in DIRECTIONS and tokens[first].start < start:
        first += 1
    while last > first and tokens[last].lower in TOURNAMENTS and tokens[last].start > end:
        last -= 1  # the Madrid Masters
    if tokens[first].start >= start and (tokens[last].end <= end or _BASED.match(reading.pair.en, end)):
        return True
    after = next((t for t in tokens[first : last + 1] if t.start >= end), None)
    if tokens[first].start >= start and after and after.lower in lexicon.load().title_en:
        return True  # "Arizona Sen. Jeff Flake"
    # "made Berlin Moscow's captive", but not the towns in "Oakley Green".
    beside = all(_covered(t, reading.places_en) for t in tokens[first : last + 1])
    return beside and tokens[last].possessive


def _covered(token: Token, matches: Sequence[Match]) -> bool:
    return any(m.start <= token.start and token.end <= m.end for m in matches)

"""The line of place, date and agency before the first sentence of a newswire's story: "CAIRO, Nov. 3 (Reuters) - "."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz import gazetteer
from mujaz.datewords import months
from mujaz.text import arabic_letters

if TYPE_CHECKING:
    from mujaz.model import Side

_LONGEST = 80  # letters before the dash
_FEWEST = 3  # words that can be a headline
_DASH = re.compile(r"(?:(?<=\))| )(?:--|[-–—]) ?(?:[-–—] )?(?<= )")
_NOT_IN_ONE = re.compile(r"[؛;:!?؟«»“”\"]")
_BRACKETS = re.compile(r"\(([^()]{2,30})\)")
_NOT_A_PLACE = re.compile(r"[\d,،/(]")
_LAND = re.compile(r"[,،] (?:[A-Z](?=[a-z.])|[ء-ي])[\w.]*(?: [\w.]+){0,2}")
_MOST_WORDS = 3  # in the name of a place
_AGENCIES = frozenset(
    (
        "رويترز،أ ف ب،أ.ف.ب،فرانس برس،أ ب،أ.ب،أسوشيتد برس،د ب أ،د.ب.أ،أ ش أ،أ.ش.أ،شينخوا،الأناضول،بترا،وام،"
        "واس،سانا،وفا،واع،كونا،قنا،وات،وكالات،الوكالات،reuters،ap،afp،dpa،xinhua،tass،anadolu،aa،upi،ani،pti،wam،spa،sana،"
        "wafa،mena،petra"
    ).split("،"),
)


def without_dateline(text: str) -> str:
    """The text from behind its dateline on; all of it where it has none."""
    rest = text
    for _ in range(2):  # "عمان - بترا - قال…"
        dash = _DASH.search(rest, 0, _LONGEST)
        if dash is None or rest[dash.end() :][:1].islower() or not _is_dateline(rest[: dash.start()]):
            break
        rest = rest[dash.end() :].lstrip()
    return rest if len(rest.split()) >= _FEWEST else text


def _is_dateline(line: str) -> bool:
    if _NOT_IN_ONE.search(line):
        return False
    side: Side = "ar" if arabic_letters(line) else "en"
    agency = any(_is_agency(words) for words in _BRACKETS.findall(line))
    bare = _BRACKETS.sub(" ", line).strip()
    if not bare or _is_agency(bare):
        return agency or bool(bare)
    place = _NOT_A_PLACE.split(bare, maxsplit=1)[0].strip()
    dated = re.search(r"\d", bare) is not None and bool(months(bare, side))
    known = _is_city(place, side)
    if agency or (dated and (known or "(" in line)):
        return len(place.split()) <= _MOST_WORDS or dated
    if known and (bare == place or "(" in line):
        return True
    land = _LAND.fullmatch(bare, len(place))
    return land is not None and (known or (place.isascii() and place.isupper()))


def _is_agency(words: str) -> bool:
    return words.strip().lower() in _AGENCIES


def _is_city(name: str, side: Side) -> bool:
    """Whether a name is some city's too; in English its first letter must be a capital."""
    if not name or not (side == "ar" or name[0].isupper()):
        return False
    return any(entry.kind == "city" for entry in gazetteer.load().lookup(name, side))

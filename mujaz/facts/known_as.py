"""Names that somebody goes by: "Mohamed Hamdan Dagalo, known as Hemedti" is one person."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Pair, Person

_KNOWN_AS = {
    "en": re.compile(
        r",? \(?(?:who (?:is|was) )?(?:(?:also|better|best|widely|popularly|commonly|more commonly) )?"
        r"(?:known as|nicknamed|a\.?k\.?a\.?) [\"'“‘«]?"
    ),
    "ar": re.compile(r"،? \(?(?:و?هو )?(?:المعروف|المعروفة|الملقب|الملقبة|الشهير|الشهيرة) (?:باسم |ب)ـ?[\"“«]?"),
}
_LONGEST = 60  # characters between the two names


def joined(people: Sequence[Person], pairs: Sequence[Pair]) -> tuple[Person, ...]:
    """The people, whoever is somebody else's other name made one with them."""
    out = list(people)
    telling = [pair for pair in pairs if any(_KNOWN_AS[side].search(text) for side, text in pair.sides)]
    for other in people if telling else ():
        owner = next((one for one in out if one.id != other.id and _is_called(one, other, telling)), None)
        if owner and other in out:
            out.remove(other)
            out[out.index(owner)] = _both(owner, other)
    return tuple(out)


def _is_called(one: Person, other: Person, pairs: Sequence[Pair]) -> bool:
    """Whether only "known as" stands between a mention of one and a mention of the other."""
    for pair in pairs:
        for side, text in pair.sides:
            ends = [m.end for m in one.mentions if (m.segment_id, m.language) == (pair.id, side)]
            starts = [m.start for m in other.mentions if (m.segment_id, m.language) == (pair.id, side)]
            if any(0 < b - a < _LONGEST and _KNOWN_AS[side].fullmatch(text, a, b) for a in ends for b in starts):
                return True
    return False


def _both(one: Person, other: Person) -> Person:
    return replace(
        one,
        mentions=tuple(dict.fromkeys((*one.mentions, *other.mentions))),
        aliases_ar=tuple(dict.fromkeys((*one.aliases_ar, other.ar, *other.aliases_ar))),
        aliases_en=tuple(dict.fromkeys((*one.aliases_en, other.en, *other.aliases_en))),
        role_ar=one.role_ar or other.role_ar,
        role_en=one.role_en or other.role_en,
    )

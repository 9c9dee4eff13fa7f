"""Roads that have a number for a name: "U.S. Highway 119" beside الطريق السريع الأمريكي 119."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.sites import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.document import Reading
    from mujaz.facts.sites import Unlisted

_ENGLISH = re.compile(
    r"\b(?:(?:U\.S\.|US|State|County|Interstate|National) )?(?:Highway|Route|Road|Interstate|Freeway) (\d{1,4})\b"
    r"|\b([AMBNEI]-?\d{1,4})\b(?: (?:motorway|road|highway|dual carriageway))?"
)
# الطريق السريع رقم 119: what kind of road, then the number.
_ARABIC = "(?:[وبل]?ال|لل|[وبل])?طريق(?: [\u0621-\u064a]+){0,3} ?"
_CLITICS = "وب"


def roads(reading: Reading) -> Iterator[Unlisted]:
    """The numbered roads that both languages name."""
    for english in _ENGLISH.finditer(reading.pair.en):
        number = english[1] or english[2]
        arabic = re.search(
            rf"(?<![\u0621-\u064a]){_ARABIC}\(?(?:{re.escape(number)}|{number.replace('-', '')})\b", reading.pair.ar
        )
        if arabic:
            start = arabic.start() + (arabic[0][0] in _CLITICS)
            yield found(reading, "other", (start, arabic.end()), english.span())

"""The numbers that a time of day may be written with in the other language.

"الثامنة والنصف" is 8:30 and 20:30, "السابعة إلا ربعا" is 6:45, "a quarter to seven"; 17:45 is "1745 GMT".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.check.sides import Side

_NOON, _HOUR = 12, 60
_LATE = 30  # from this minute on, a time may be told from the next hour

_FIGURES = re.compile(r"(?<![\d.:])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d:.]\d|\d)")
# "1745 GMT": a number to look at, a time to mean.
RUN_TOGETHER = re.compile(r"(?<!\d)([01]\d|2[0-4])([0-5]\d)(?= ?(?:GMT|UTC|BST|hours|hrs|ت\.?غ|بتوقيت))")

_HOURS_AR = "واحده اولي|ثانيه|ثالثه|رابعه|خامسه|سادسه|سابعه|ثامنه|تاسعه|عاشره|حاديه عشره?|ثانيه عشره?"
_HOUR_OF = {name: n for n, names in enumerate(_HOURS_AR.split("|"), 1) for name in names.split()[:1]}
_PARTS_AR = {"نصف": 30, "ثلث": 20, "ربع": 15, "خمس": 5, "عشر": 10, "عشرين": 20, "خمسه": 5, "عشره": 10}
_SPOKEN_AR = re.compile(
    rf"ال({'|'.join(_HOUR_OF)})(?: (عشره?))? (?:(و) ?|(الا) )(?:ال)?({'|'.join(_PARTS_AR)})ا?(?![ء-ي])"
)
_NAMES_EN = "one two three four five six seven eight nine ten eleven twelve".split()
_PARTS_EN = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_SPOKEN_EN = re.compile(rf"\b({'|'.join(_PARTS_EN)}) (past|to) ({'|'.join(_NAMES_EN)}|\d\d?)\b", re.IGNORECASE)


def evidence(side: Side) -> Iterator[float]:
    """Every number that a time of day in the text may be told with."""
    for hour, minute in _times(side):
        for shifted in (hour, hour + _NOON, hour - _NOON):
            yield from (shifted, shifted * 100 + minute)
        yield minute
        if minute >= _LATE:
            yield from (hour + 1, hour + 1 - _NOON, hour + 1 + _NOON, _HOUR - minute)


def _times(side: Side) -> Iterator[tuple[float, float]]:
    for pattern in (_FIGURES, RUN_TOGETHER):
        for match in pattern.finditer(side.text):
            yield float(match[1]), float(match[2])
    if side.language == "ar":
        for match in _SPOKEN_AR.finditer(side.folded):
            part, hour = _PARTS_AR[match[5]], _HOUR_OF[match[1]] + (10 if match[2] else 0)
            yield from (((hour, part),) if match[3] else ((hour - 1 or _NOON, _HOUR - part),))
        return
    for match in _SPOKEN_EN.finditer(side.text):
        part, name = _PARTS_EN[match[1].lower()], match[3].lower()
        hour = int(name) if name.isdigit() else _NAMES_EN.index(name) + 1
        yield from (((hour, part),) if match[2].lower() == "past" else ((hour - 1 or _NOON, _HOUR - part),))

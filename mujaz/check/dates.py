"""Do both sides name the same months and weekdays?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz import datewords
from mujaz.check.sides import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.check.sides import Side, Sides

SHORTEST_NAME = 5
_BARE_WEEKDAYS = {name.removeprefix("ال"): number for name, number in datewords.WEEKDAYS_AR.items()}
_NAME = "|".join(_BARE_WEEKDAYS)
_EVERY = re.compile(rf"(?<!\w)(?:كل|اول|ثاني|ثالث|رابع|اخر|يوم) ({_NAME})(?: و({_NAME}))?(?!\w)")
_WEEKDAY = "|".join(datewords.WEEKDAYS_AR)
_NIGHT = re.compile(rf"(?<!\w)ليل\w* ({_WEEKDAY})[\Wـ]+(?:الي |علي )?({_WEEKDAY})(?!\w)")
# محرم and صفر are ordinary words too, so a day or a year must stand with the month.
_HIJRI_MONTH = "|".join(datewords.HIJRI_MONTHS_AR)
_HIJRI = re.compile(
    rf"(?:(?<!\d)\d{{1,2}}(?: من)?(?: شهر)? (?:{_HIJRI_MONTH})(?!\w)(?: (?:عام |سنه )?1[34]\d\d)?"
    rf"|(?<!\w)(?:{_HIJRI_MONTH}) (?:عام |سنه )?1[34]\d\d)(?!\d)"
)
NUMERIC_DATE = re.compile(r"(?<!\d)(?:\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}-\d{1,2}-\d{1,2}|9/11)(?!\d)")


def dates(pair: Sides) -> Problem | None:
    """Months and weekdays, whichever of their names or abbreviations stands for them; Hijri months aside."""
    both = pair.arabic_and_english
    if both is None:
        return None
    arabic, english = _named(both[0]), _named(both[1])
    if english:
        arabic |= _without_article(both[0]) & english
        for night in _overnight(both[0]):
            arabic -= night - english if night & english else set()
        if arabic.isdisjoint(datewords.MONTHS_EN) and hijri(both[0]):
            english -= set(datewords.MONTHS_EN)
    english -= {name for name in english if name not in arabic and _run_together(name, both[0])}
    # Mrs May is no month, though one who translates her as مايو may think so.
    arabic -= {name for name in arabic if name not in english and re.search(rf"\b{name}\b", both[1].text)}
    arabic, english = arabic - _in_figures(both[1]), english - _in_figures(both[0])
    source, target = (arabic, english) if pair.source is both[0] else (english, arabic)
    missing, added = ", ".join(sorted(source - target)), ", ".join(sorted(target - source))
    if missing and added:
        return Problem("dates", "warning", f"{added} where the original has {missing}")
    if missing:
        return Problem("dates", "warning", f"missing: {missing}")
    return Problem("dates", "warning", f"not in the original: {added}") if added else None


def _named(side: Side) -> set[str]:
    """The months and weekdays of a text by their English names."""
    months = {datewords.MONTHS_EN[number - 1] for number in gregorian_months(side)}
    return months | {datewords.WEEKDAYS_EN[word.value - 1] for word in datewords.weekdays(side.text, side.script)}


def gregorian_months(side: Side) -> set[int]:
    """The months named in a text, Hijri ones aside."""
    return {word.value for word in datewords.months(side.text, side.script) if word.calendar == "gregorian"}


def hijri(side: Side) -> list[re.Match[str]]:
    """The days, months and years of the Hijri calendar in an Arabic text, each date one match."""
    return list(_HIJRI.finditer(side.folded)) if side.language == "ar" else []


def _overnight(side: Side) -> Iterator[set[str]]:
    """The two weekdays of a night, "ليل الثلاثاء - الأربعاء", where English may name one."""
    for match in _NIGHT.finditer(side.folded) if side.language == "ar" else ():
        yield {datewords.WEEKDAYS_EN[datewords.WEEKDAYS_AR[name] - 1] for name in match.groups()}


def _without_article(side: Side) -> set[str]:
    """The weekdays of "every Tuesday" and "the first Monday", which Arabic says without ال."""
    found = _EVERY.finditer(side.folded) if side.language == "ar" else ()
    return {datewords.WEEKDAYS_EN[_BARE_WEEKDAYS[name] - 1] for m in found for name in m.groups() if name}


def _in_figures(side: Side) -> set[str]:
    """The months that numeric dates of a text can mean, day first or month first."""
    parts = {int(part) for match in NUMERIC_DATE.finditer(side.text) for part in re.split("[/.-]", match[0])}
    return {datewords.MONTHS_EN[n - 1] for n in parts if 1 <= n <= len(datewords.MONTHS_EN)}


def _run_together(name: str, arabic: Side) -> bool:
    """Whether the Arabic has the name inside a longer word, its spaces lost: "يومالخميسأنه"."""
    letters = arabic.folded
    tables = (datewords.MONTHS_EN, datewords.MONTHS_AR), (datewords.WEEKDAYS_EN, datewords.WEEKDAYS_AR)
    return any(
        word in letters
        for english, forms in tables
        for word, number in forms.items()
        if english[number - 1 : number] == (name,) and len(word) >= SHORTEST_NAME
    )

"""Numbers and dates of English text in Arabic words of our own, for an article without a translation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from mujaz import units
from mujaz.facts.captions import AGE_WHAT, caption, governed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mujaz.facts.datephrases import Phrase
    from mujaz.model import Qualifier
    from mujaz.quantities import Quantity


def what(quantity: Quantity, *, aged: bool) -> str:
    """What a number counts, where its unit is known: جنود, بالمئة, سنوات العمر."""
    unit = units.load().by_key.get(quantity.unit)
    if aged or unit is None:
        return AGE_WHAT["ar"] if aged else ""
    single = unit.kind in {"currency", "percent"}
    return unit.ar[0] if single else caption([*unit.ar[0].split()], one=quantity.values == (1,))


def number(quantity: Quantity, counted: str, *, at_least: bool = False) -> str:
    """A number with what it counts: "up to 12,000 soldiers" is ما يصل إلى 12,000 جندي."""
    if quantity.kind == "vague":
        named = f" {counted}" if counted in AGE_WHAT.values() else f" ال{counted}" if counted else ""
        return f"{_VAGUE[quantity.value]}{named}" if quantity.value in _VAGUE else ""
    figures = "–".join(f"{value:,.0f}" if value == int(value) else f"{value:,}" for value in quantity.values)
    noun = "عاما" if counted == AGE_WHAT["ar"] else governed(counted, quantity.values[-1])
    if quantity.values[-1] == 2:  # noqa: PLR2004 - the dual has no numeral
        noun = ""
    bound = "ما لا يقل عن" if at_least else _QUALIFIERS[quantity.qualifier]
    return " ".join(filter(None, (bound, figures, noun)))


def day(phrase: Phrase) -> str:
    """A date: "last Friday" is الجمعة; empty for a stretch that the tables have no words for."""
    weekday = _names("days")[phrase.weekday - 1] if phrase.weekday else ""
    if phrase.unit and phrase.month is None:
        if phrase.unit == "day":
            return " ".join(filter(None, (weekday, _DAYS.get(phrase.shift, ""))))
        noun = _UNITS.get(phrase.unit, "")
        return _SHIFTS[phrase.shift].format(noun) if noun and phrase.shift in _SHIFTS else ""
    days = f"{phrase.day}–{phrase.day_end}" if phrase.day_end else f"{phrase.day or ''}"
    month = _names("months")[phrase.month - 1] if phrase.month else ""
    if phrase.month_end:
        month = f"{month}–{_names('months')[phrase.month_end - 1]}"
    year = f"{phrase.year}–{phrase.year_end}" if phrase.year_end else f"{phrase.year or ''}"
    if phrase.unit == "year" and phrase.shift in _SHIFTS:
        year = f"من {_SHIFTS[phrase.shift].format('عام')}"
    return " ".join(filter(None, (weekday, days, month, year)))


@cache
def _names(kind: str) -> tuple[str, ...]:
    """Months from January, or days from Monday, as CLDR has them."""
    names: Mapping[int, str]
    names = get_month_names("wide", locale="ar") if kind == "months" else get_day_names("wide", locale="ar")
    return tuple(names[number] for number in sorted(names))


_QUALIFIERS: dict[Qualifier, str] = {
    "exact": "", "about": "نحو", "more_than": "أكثر من", "less_than": "أقل من", "up_to": "ما يصل إلى",
}  # fmt: skip
_VAGUE = {
    10.0: "عشرات", 12.0: "عشرات", 100.0: "مئات", 1e3: "آلاف", 1e4: "عشرات آلاف", 1e5: "مئات آلاف", 1e6: "ملايين",
    1e9: "مليارات",
}  # fmt: skip
_DAYS = {-2: "أول أمس", -1: "أمس", 0: "اليوم", 1: "غدا", 2: "بعد غد", None: ""}
_UNITS = {"week": "أسبوع", "month": "شهر", "year": "عام", "season": "موسم", "decade": "عقد"}
_SHIFTS = {-1: "ال{} الماضي", 0: "هذا ال{}", 1: "ال{} المقبل"}

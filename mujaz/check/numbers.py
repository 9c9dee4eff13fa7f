"""Does each side state the numbers of the other?

A *claim* (a number in digits, a number word from two up) must be answered by *evidence* on the other side: any number
read there, in any form it may take in translation ("8 p.m." for 20:00, two days for 48 hours), and any word that holds
one ("both", "decade", "twice"; a dual, عقد, ثمانينيات). Evidence is generous, as a changed number betrays itself twice:
the new value lacks evidence in the original, and the old one in the translation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz import datewords, quantities
from mujaz.check import clock, tables
from mujaz.check.dates import NUMERIC_DATE, gregorian_months, hijri
from mujaz.check.sides import Problem
from mujaz.text import western_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.check.sides import Side, Sides
    from mujaz.quantities import Quantity

_EVER_CLAIMED = frozenset({"cardinal", "score", "year", "date", "time", "identifier", "ordinal"})
_FIRST_ORDINAL = 3
_CENTURY, _NOON, _MINUTES, _HUNDRED_PERCENT = 100, 12, 60, 100
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
# ثمانينيات may be an age or a decade of these centuries.
_DECADES_OF = frozenset({0, 1800, 1900, 2000})
# A Hijri year begins between these two Gregorian ones: 33 of them are 32 of the sun.
_HIJRI_EPOCH, _HIJRI_CYCLE = 621, 33
# The measures of one kind, in its smallest one.
_MEASURES = (
    {"minute": 1, "hour": 60, "day": 1440, "night": 1440, "week": 10080},
    {"month": 1, "year": 12, "decade": 120, "century": 1200},
    {"kg": 1, "tonne": 1000},
    {"cm": 1, "m": 100, "km": 100_000},
    {"hectare": 1, "km2": 100},
)

_DIGITS = re.compile(r"\d+")
# Telephone numbers are grouped at will.
_DIGIT_GAP = re.compile(r"(?<=\d)[ -](?=\d)")
_LONG_RUN = re.compile(r"\d{6,}")
_NUMBER_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
_HIJRI_YEAR = re.compile(r"1[34]\d\d")
_HIJRI_AFTER = re.compile(r"\s*(?:هـ|ه(?!\w)|هجري|AH\b|A\.H\.)")
# "ساعة ونصف", "يومين وربع": what is counted may have no number but its dual.
_AND_A_PART = re.compile(r"\band a (?P<en>half|quarter)\b|(?P<dual>(?:ان|ين))? و(?P<ar>نصف|ربع)ا?(?!\w)")
_PARTS = {"half": 0.5, "quarter": 0.25, "نصف": 0.5, "ربع": 0.25}
_BETWEEN_FIGURES = re.compile(r"[\s.,'’٬٫]")
_FIGURES = re.compile(r"\d+(?:[\s.,'’٬٫]\d+)*")
_LONG_YEARS = re.compile(r"(?<!\d)(\d\d)\d\d[-–/](\d\d)(?!\d)")
# "نكسة 67", "حرب أكتوبر 73"
_SHORT_YEAR = re.compile(r"(?:عام|سنة|حرب|نكسة|هزيمة|ثورة|انتفاضة|أكتوبر|حزيران|جيل) (\d\d)(?!\d|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,3})(?![\d.,])")
_DECADE_OF_LIFE = re.compile(r"عقد\w* \W*$")
_PER_HUNDRED = re.compile(r"(?:من|في|ب)\s?$")
_ROMAN = re.compile(r"\b(?=[XVI])(X{0,3}(?:IX|IV|V?I{0,3}))\b")
# "أبو سبع", "بن خمسة": a name.
_SON_OF = re.compile(r"(?<!\w)[وبلفك]?(?:أبو|أبي|أبا|أم|ابن|بن|بنت|بني|آل|بو)\s$")
_FREEZING = re.compile(r"(?:تحت|فوق|دون|below|above|sub|over|under)[ -]?(?:ال)?$", re.IGNORECASE)
# "أجزاء من المئة", "تحت الصفر": a hundredth and the freezing point count nothing.
_SET_ASIDE_AFTER = {_CENTURY: _PER_HUNDRED, 0.0: _FREEZING}
_SHARE_BEFORE = re.compile(r"نسب\w*\W+(?:\w+\W+){0,2}$|%\W*$|من (?:كل|أصل|بين)\W+$|\b(?:in|of) $")
_SCALE_LETTERS = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12}
_SCALE_AFTER = re.compile(rf"\s?({'|'.join(_SCALE_LETTERS)})\b", re.IGNORECASE)


def numbers(pair: Sides) -> Problem | None:
    """Numbers of one side that nothing on the other side answers."""
    source, target = pair.source.prose, pair.target.prose
    if pair.arabic_and_english is None:
        return _figures(source.text, target.text)
    read = {side.language: quantities.read(side.text, side.script) for side in (source, target)}
    missing = list(dict.fromkeys((*_unanswered(source, target, read), *_no_longer_percent(source, target, read))))
    added = list(dict.fromkeys((*_unanswered(target, source, read), *_no_longer_percent(target, source, read))))
    if missing and added:
        return Problem("numbers", "error", f"{', '.join(added)} where the original has {', '.join(missing)}")
    if missing:
        return Problem("numbers", "error", f"missing: {', '.join(missing)}")
    return Problem("numbers", "error", f"not in the original: {', '.join(added)}") if added else None


def _figures(source: str, target: str) -> Problem | None:
    """Between languages whose number words are not known: figures of one side where the other has different ones.

    Separators are set aside, as "1 500", "1.500" and "1,500" are one number. A figure that one side alone has may be
    a word on the other.
    """
    both = (western_digits(side) for side in (source, target))
    said, told = ([_BETWEEN_FIGURES.sub("", found) for found in _FIGURES.findall(side)] for side in both)
    missing = [figure for figure in dict.fromkeys(said) if figure not in told]
    added = [figure for figure in dict.fromkeys(told) if figure not in said]
    if missing and added:
        return Problem("numbers", "error", f"{', '.join(added)} where the original has {', '.join(missing)}")
    return None


def _unanswered(here: Side, there: Side, read: dict[str, tuple[Quantity, ...]]) -> Iterator[str]:
    """The claims of one side, as an editor would write them, that the other has no evidence for."""
    others = read[there.language]
    hijri_dates, answering = hijri(here), hijri(there)
    hijri_years = {float(year) for date in answering for year in _HIJRI_YEAR.findall(date[0])}
    instead: frozenset[str] = frozenset()
    if answering and not gregorian_months(there):
        instead = frozenset({"date"} if hijri_years else {"date", "year"})
    claims = [
        quantity
        for quantity in read[here.language]
        if _is_claim(here, there, quantity, others) and not _is_hijri(here, quantity, hijri_dates, instead=instead)
    ]
    if not claims:
        return
    evidence = {
        _key(form) for quantity in others for value in quantity.values for form in _forms(there, quantity, value)
    }
    evidence |= {float(digits) for digits in _DIGITS.findall(there.text)}
    if NUMERIC_DATE.search(here.text):
        evidence |= {float(month.value) for month in datewords.months(there.text, there.script)}
    runs = _LONG_RUN.findall(_DIGIT_GAP.sub("", there.text))
    evidence |= set(clock.evidence(there))
    evidence |= {year for hijri_year in hijri_years for year in _gregorian(hijri_year)}
    evidence |= {float(match[1] + match[2]) for match in _LONG_YEARS.finditer(there.text)}
    evidence |= {century + float(short) for short in _SHORT_YEAR.findall(there.text) for century in (1900, 2000)}
    evidence |= {float(part.ljust(3, "0")) for _, part in _DECIMAL.findall(there.text)}
    evidence |= {_roman(numeral) for numeral in _ROMAN.findall(there.text)} if there.language == "en" else set()
    evidence |= set(_with_parts(there, evidence))
    scores = any(quantity.kind == "score" for quantity in others)
    wholes = {value for quantity in others for value in quantity.values if not value % 1}
    for quantity in claims:
        for value in _claimed(here, quantity):
            if _key(value) in evidence or _key(_scaled(here, quantity, value)) in evidence:
                continue
            if any(f"{value:.15g}" in run for run in runs) or _in_two_units(value, wholes):
                continue
            if quantity.kind == "year" and value < _CENTURY and not evidence.isdisjoint((1900 + value, 2000 + value)):
                continue
            # In a score only a score answers, and a day is a figure: duals and "both" stand in too many sentences.
            strict = (quantity.kind == "date" and value > 1) or (scores and quantity.kind == "score")
            if strict or not _in_words(there, _key(value)):
                yield f"{value:.15g}" if quantity.kind in {"year", "identifier", "time"} else f"{value:,.15g}"


def _no_longer_percent(here: Side, there: Side, read: dict[str, tuple[Quantity, ...]]) -> Iterator[str]:
    """Percentages of one side that the other side has as plain numbers; "from 10 to 20%" is percent twice."""
    own, others = read[here.language], read[there.language]
    share = {value for quantity in own if quantity.unit == "%" for value in quantity.values}
    if not share:
        return
    plain = {value for quantity in own if quantity.unit != "%" for value in quantity.values}
    for at, quantity in enumerate(others):
        if quantity.kind not in {"cardinal", "date"} or quantity.value not in share - plain or quantity.unit == "%":
            continue
        near = [q for q in others[max(0, at - 1) : at + 2] if q.unit == "%"]
        if near or _SHARE_BEFORE.search(there.text[max(0, quantity.start - 24) : quantity.start]):
            continue
        if not any(quantity.value in q.values for q in others if q.unit == "%"):
            yield f"{quantity.value:,.15g}%"


def _is_claim(here: Side, there: Side, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the other side must have it.

    Not "one", often a pronoun; not a conversion in brackets that the other side leaves out; a first or second only
    where the other side counts too.
    """
    if quantity.kind not in _EVER_CLAIMED or _counts_nothing(here, quantity):
        return False
    if quantity.kind == "ordinal" and quantity.value < _FIRST_ORDINAL:
        return any(other.kind == "ordinal" for other in others)
    if not quantity.unit or _NUMBER_IN_BRACKETS.search(there.text):
        return True
    return not any(m.start() < quantity.start < m.end() for m in _NUMBER_IN_BRACKETS.finditer(here.text))


def _is_hijri(here: Side, quantity: Quantity, dates: Sequence[re.Match[str]], *, instead: frozenset[str]) -> bool:
    """Whether it is a Hijri year or date, or of a kind that stands `instead` of one on the other side."""
    if _FIRST_YEAR <= quantity.value <= _LAST_YEAR and _HIJRI_AFTER.match(here.text, quantity.number_end):
        return True
    if quantity.kind in instead:
        return True
    return any(date.start() <= quantity.start < date.end() for date in dates)


def _counts_nothing(here: Side, quantity: Quantity) -> bool:
    """Whether a number is a part of an expression: per hundred, below zero, the fifth decade of a life, a name."""
    before = here.text[max(0, quantity.start - 12) : quantity.start]
    if here.language == "ar" and _SON_OF.search(before):
        return True
    aside = _SET_ASIDE_AFTER.get(quantity.value) or (_DECADE_OF_LIFE if quantity.kind == "ordinal" else None)
    return aside is not None and aside.search(before) is not None


def _claimed(here: Side, quantity: Quantity) -> Iterator[float]:
    """The values the other side must have: of a time the hour and the minutes, each apart."""
    if together := clock.RUN_TOGETHER.match(here.text, quantity.start):
        yield from (part for part in map(float, together.groups()) if part)
        return
    for value in quantity.values:
        if quantity.kind != "time":
            yield value
            continue
        hour, minutes = (float(part) for part in f"{value:.2f}".split("."))
        yield from (part for part in (hour, minutes) if part)


def _forms(side: Side, quantity: Quantity, value: float) -> Iterator[float]:
    """A number as the other language may put it."""
    yield value
    yield _scaled(side, quantity, value)
    if quantity.kind == "fraction":
        yield value * _HUNDRED_PERCENT
    elif quantity.kind == "time":
        hour, minutes = (float(part) for part in f"{value:.2f}".split("."))
        for other in (hour, hour + _NOON, hour - _NOON):
            yield from (other, other * 100 + minutes)
        yield minutes
    elif _FIRST_YEAR <= value <= _LAST_YEAR:
        yield from _forms_of_four_figures(side, quantity, value)
    elif quantity.kind == "year":
        yield from (1900 + value, 2000 + value)
    if quantity.unit == "cent":
        yield value / _CENTURY
    for units in _MEASURES:
        if quantity.unit in units:
            yield from (value * units[quantity.unit] / other for other in units.values())


def _forms_of_four_figures(side: Side, quantity: Quantity, value: float) -> Iterator[float]:
    """A year, or what looks like one, as the other language may put it."""
    # "1950-53", "the 19th century", a time written without a colon, 1439 AH
    yield from (value % _CENTURY, value // _CENTURY + 1)
    if quantity.kind != "year" and value % _CENTURY < _MINUTES:
        yield from (value // 100, (value // 100) % _NOON)
    if _HIJRI_AFTER.match(side.text, quantity.number_end):
        yield from _gregorian(value)


def _gregorian(hijri_year: float) -> tuple[float, ...]:
    """The Gregorian years that share days with a Hijri one, a conversion's error allowed for."""
    begin = hijri_year - hijri_year // _HIJRI_CYCLE + _HIJRI_EPOCH
    return (begin, begin + 1, begin + 2)


def _scaled(side: Side, quantity: Quantity, value: float) -> float:
    """The value of "3.2m people", where m is not metres if the other language has the millions."""
    if side.language != "en" or not (scale := _SCALE_AFTER.match(side.text, quantity.number_end)):
        return value
    return value * _SCALE_LETTERS[scale[1].lower()]


def _with_parts(side: Side, values: set[float]) -> Iterator[float]:
    """A half or a quarter more, in "a year and a half" and كيلوغراما ونصف, in units, scales, years and hours."""
    for match in _AND_A_PART.finditer(side.text):
        part = _PARTS[match["en"] or match["ar"]]
        for value in (1.0, *((2.0,) if match["dual"] else ()), *values):
            more = value + part
            yield from (more, more * 10, more * 12, more * 60, more * 100, more * 1e3, more * 1e6, more * 1e9)


def _in_two_units(value: float, wholes: set[float]) -> bool:
    """Whether a decimal is told in two numbers: 2.3 tonnes are طنان و300 كيلوغرام."""
    whole, _, part = f"{value:.10g}".partition(".")
    if not part or "e" in part or float(whole) not in wholes | {1.0, 2.0}:
        return False
    return not wholes.isdisjoint((float(part), float(part.ljust(3, "0"))))


def _roman(numeral: str) -> float:
    """The value of the Roman numeral of a king or a war, up to 39."""
    tens = numeral.count("X") * 10 - (20 if "IX" in numeral else 0)
    ones = {"IX": 9, "IV": 4}.get(numeral[-2:])
    if ones is None:
        ones = numeral.count("I") + 5 * numeral.count("V")
    return float(tens + ones + (10 if "IX" in numeral else 0))


def _in_words(side: Side, value: float) -> bool:
    """Whether a word of the text can stand for a number, generously."""
    words = tables.load()
    if any(word.search(side.text) for word in words.numbers[side.script].get(value, ())):
        return True
    century = value - value % _CENTURY
    if side.language != "ar" or value % 10 or century not in _DECADES_OF:
        return False
    decades = {words.decades[word] for word in words.decade.findall(side.text)}
    return value % _CENTURY in decades or (value == century > 0 and "القرن" in side.text)


def _key(value: float) -> float:
    """A value as it is compared: nine significant digits."""
    return float(f"{value:.9g}")

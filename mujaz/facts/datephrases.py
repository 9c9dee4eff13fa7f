"""Date expressions of a text, not yet resolved: calendar dates, weekdays, and what is relative to the day of writing.

Weekdays, days, months and years that stand together are one phrase ("Friday, 15 November 2024"); a relative word next
to them joins in: it lends a month its year ("ديسمبر من العام الماضي") and a weekday its day ("اليوم الجمعة").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from mujaz import datewords
from mujaz.facts.relative import Relative, relatives
from mujaz.quantities import read
from mujaz.text import fold_same_length, western_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.model import Side


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date as stated.

    A calendar phrase has any of `weekday` (ISO) to `year`; `day_end`, `month_end` and `year_end` end a span. A relative
    phrase has a `unit` ("day", "week", "month", "year", or a stretch that is never resolved) and a `shift` in that
    unit: 0 is this one, -1 the last, None points at no single one. `part`: only a part of the month or year is meant.
    `anchored`: it counts from the date named before ("the following day"), not from the day of writing.
    `weekday_end` ends a run of weekdays, `current`: its own words say it is this month's or this year's, `starts`:
    something begins on it ("اعتبارا من").
    `future`: what its own words say of the direction ("المقبل", "last"); `ahead`: the sentence looks ahead ("will"),
    `behind`: it tells of the past ("laid off in January").
    """

    start: int
    end: int
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    day_end: int | None = None
    month_end: int | None = None
    year_end: int | None = None
    unit: str = ""
    shift: int | None = None
    part: bool = False
    anchored: bool = False
    future: bool | None = None
    ahead: bool = False
    behind: bool = False
    weekday_end: int | None = None
    current: bool = False
    starts: bool = False

    @property
    def relative(self) -> bool:
        """Whether it can only be read from the day of writing; a month or day without its year is not relative."""
        return bool(self.unit) or not (self.day or self.month or self.year)


class _Atom(NamedTuple):
    kind: Literal["weekday", "day", "month", "year", "relative"]
    value: int
    start: int
    end: int
    phrase: Phrase | None = None


def phrases(text: str, language: Side) -> tuple[Phrase, ...]:
    """Every date expression of a text, in order, none overlapping."""
    folded = fold_same_length(text) if language == "ar" else text
    found: list[Phrase] = []
    chain: list[_Atom] = []
    numeric = list(_numeric(folded))
    for atom in _atoms(text, language):
        if any(one.start < atom.end and atom.start < one.end for one in numeric):
            continue
        if chain and not _follows(folded, chain, atom, language):
            found.append(_phrase(folded, chain, language))
            chain = []
        chain.append(atom)
    if chain:
        found.append(_phrase(folded, chain, language))
    return tuple(_of_month_before(folded, sorted([*found, *numeric], key=lambda one: one.start)))


def _numeric(text: str) -> Iterator[Phrase]:
    """Dates in digits alone: 15/11/2024, day first unless that cannot be, and 2024-11-15."""
    for match in _NUMERIC.finditer(western_digits(text)):
        if match["iso"]:
            year, month, day = (int(match[name]) for name in ("iso", "iso_month", "iso_day"))
        else:
            day, month, year = (int(match[name]) for name in ("first", "second", "year"))
            day, month = (month, day) if month > _MONTHS >= day else (day, month)
        if 1 <= month <= _MONTHS and 1 <= day <= _DAYS:
            yield Phrase(match.start(), match.end(), day=day, month=month, year=year)


def _of_month_before(text: str, found: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, a bare day ("يوم 14 منه") taken for one of the month named before it, or for the end of its span."""
    out: list[Phrase] = []
    month: Phrase | None = None
    for phrase in found:
        month = phrase if phrase.month else month
        if phrase.month or phrase.unit or not phrase.day or not month:
            out.append(phrase)
        elif (
            month.day and out[-1] is month and _AND_DAY.fullmatch(text, month.end, phrase.end) and _between(text, month)
        ):
            out[-1] = month = replace(month, day_end=phrase.day, end=phrase.end)
        else:
            out.append(replace(phrase, month=month.month, year=month.year, future=month.future))
    return out


def _between(text: str, first: Phrase) -> bool:
    return _BETWEEN["ar"].search(text[: first.start]) is not None


def _atoms(text: str, language: Side) -> list[_Atom]:
    """What dates are made of, in order; longer relative expressions win over the atoms inside them."""
    atoms = [_Atom("relative", 0, item.start, item.end, _of_relative(item)) for item in relatives(text, language)]
    taken = [(atom.start, atom.end) for atom in atoms]
    words = [_Atom("weekday", w.value, w.start, w.end) for w in datewords.weekdays(text, language)]
    months = datewords.months(text, language)
    words += [_Atom("month", w.value, w.start, w.end) for w in months if w.calendar == "gregorian"]
    hijri = [(w.start - _BESIDE, w.end + _BESIDE) for w in months if w.calendar == "hijri"]
    for quantity in read(text, language):
        beside = any(start <= quantity.start <= end for start, end in hijri)
        if beside or (quantity.kind == "year" and _HIJRI_YEAR.match(text, quantity.end)):
            continue
        if quantity.kind == "date" and quantity.value <= _DAYS:
            words.append(_Atom("day", int(quantity.value), quantity.start, quantity.end))
        elif quantity.kind == "year" and _YEARS[0] <= quantity.value <= _YEARS[1]:
            words.append(_Atom("year", int(quantity.value), quantity.start, quantity.end))
        elif quantity.kind == "year" and quantity.start and text[quantity.start - 1] in "-–/":
            words.append(_Atom("year", -int(quantity.value), quantity.start, quantity.end))
    atoms += [word for word in words if not any(start < word.end and word.start < end for start, end in taken)]
    return sorted(atoms, key=lambda atom: atom.start)


def _of_relative(item: Relative) -> Phrase:
    return Phrase(
        item.start, item.end, month=item.month, year=item.year, month_end=item.month_end, year_end=item.year_end,
        unit=item.unit, shift=item.shift, part=item.part, anchored=item.anchored,
    )  # fmt: skip


def _follows(text: str, chain: Sequence[_Atom], atom: _Atom, language: Side) -> bool:
    """Whether the atom belongs to the same date as the chain before it."""
    last = chain[-1]
    gap = text[last.end : atom.start]
    kinds = [one.kind for one in chain]
    if atom.kind == last.kind and atom.kind != "relative":
        run = (
            _is_run(text, last, atom, language)
            if atom.kind == "weekday"
            else _SPAN[language].fullmatch(gap) is not None
            and not (atom.kind == "year" and _AND.fullmatch(gap) and not _BETWEEN[language].search(text[: last.start]))
        )
        return run and kinds.count(atom.kind) == 1
    if atom.kind in kinds or (last.kind, atom.kind) not in _ORDER or not _GAP[language].fullmatch(gap):
        return False
    if (last.kind, atom.kind) == ("month", "day"):
        return language == "en" and _MONTH_DAY.fullmatch(gap) is not None
    if atom.kind == "relative":
        unit = atom.phrase.unit if atom.phrase else ""
        return (last.kind, unit) in {("month", "year"), ("weekday", "day"), ("day", "month")}
    if last.kind == "relative":
        return atom.kind == "weekday" and last.phrase is not None and last.phrase.unit == "day"
    return True


def _is_run(text: str, first: _Atom, last: _Atom, language: Side) -> bool:
    """Whether two weekdays are the ends of a run: "from … to", "between … and", "ليل السبت الأحد"."""
    gap = text[first.end : last.start]
    if _TO[language].fullmatch(gap):
        return True
    if not gap.strip(" /-–"):
        return last.value == first.value % 7 + 1
    return _SPAN[language].fullmatch(gap) is not None and _BETWEEN[language].search(text[: first.start]) is not None


def _phrase(text: str, chain: Sequence[_Atom], language: Side) -> Phrase:
    """One phrase of a chain of atoms, with the words around it that belong to it."""
    phrase = next((atom.phrase for atom in chain if atom.phrase), Phrase(0, 0))
    values: dict[str, int] = {}
    for atom in chain:
        values[f"{atom.kind}_end" if atom.kind in values else atom.kind] = atom.value
    year, year_end = values.get("year", phrase.year), values.get("year_end", phrase.year_end)
    if year and year_end and year_end <= 0:  # the second half of 2017-18
        year_end = year // 100 * 100 - year_end
    phrase = replace(
        phrase,
        start=chain[0].start,
        end=chain[-1].end,
        weekday=values.get("weekday"),
        weekday_end=values.get("weekday_end"),
        day=values.get("day"),
        day_end=values.get("day_end"),
        month=values.get("month", phrase.month),
        month_end=values.get("month_end", phrase.month_end),
        year=year,
        year_end=year_end,
    )
    return _widened(text, phrase, language)


def _widened(text: str, phrase: Phrase, language: Side) -> Phrase:
    """The phrase with "early", "يوم", "morning", "الماضي" and the like taken in."""
    start, end, part, future, current = phrase.start, phrase.end, phrase.part, phrase.future, False
    after = _AFTER[language].match(text, end)
    if after and (phrase.weekday or phrase.month) and not phrase.unit:
        end = after.end()
        future = True if after["next"] else False if after["last"] else None
        current = "now" in after.groupdict() and after["now"] is not None
    before = _BEFORE[language].search(text[max(0, start - 40) : start])
    if before and not (phrase.unit and not phrase.weekday):
        named = before.groupdict()
        if not (named["of_day"] and not phrase.weekday):
            start -= len(before[0])
            part = part or bool(named["part"])
        future = True if named.get("next") else False if named.get("last") else future
    return replace(phrase, start=start, end=end, part=part, future=future, current=current)


_DAYS, _MONTHS, _YEARS = 31, 12, (1000, 2100)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d)[-/](?P<iso_month>\d{1,2})[-/](?P<iso_day>\d{1,2}))(?![\d/-])"
)
_BESIDE = 10  # characters: the day and the year of a Hijri date, which is not resolved
_HIJRI_YEAR = re.compile(r"\s*(?:هـ|هجري|للهجرة)")
_ORDER = frozenset({
    ("weekday", "day"), ("weekday", "month"), ("day", "month"), ("month", "day"), ("month", "year"), ("day", "year"),
    ("month", "relative"), ("day", "relative"), ("relative", "weekday"), ("weekday", "relative"),
})  # fmt: skip
_GAP: dict[str, re.Pattern[str]] = {
    "ar": re.compile(
        r"[\s،,(/-]*(?:الموافق(?:\s+لل?)?|من|في|شهر|عام|سنه|لعام|العام|ب|ل|يوم|المقبل|القادم|الماضي|\s)*\s*[بل]?"
    ),
    "en": re.compile(r"(?:st|nd|rd|th)?[\s,(]*(?:(?:of|the|in|on)\s+)*"),
}
_MONTH_DAY = re.compile(r"\s+(?:the\s+)?")
_SPAN: dict[str, re.Pattern[str]] = {
    "ar": re.compile(r"\s*(?:[-–/]|و?(?:الي|حتي)|و)\s*[بل]?"),
    "en": re.compile(r"\s*(?:[-–/]|and|to|through|until)\s*"),
}
_AND = re.compile(r"\s+(?:and\s+|و)")
_AND_DAY = re.compile(r"\s+و(?:ال)?[ء-ي\d]+")
_TO: dict[str, re.Pattern[str]] = {
    "ar": re.compile(r"\s*(?:الي|حتي)\s+(?:يوم\s+)?"),
    "en": re.compile(r"\s+(?:to|through|until)\s+"),
}
_BETWEEN: dict[str, re.Pattern[str]] = {
    "ar": re.compile(r"(?<![ء-ي])(?:ما\s+)?بين\s+(?:(?:يومي|عامي)\s+)?$"),
    "en": re.compile(r"\bbetween\s+$", re.IGNORECASE),
}
_BEFORE: dict[str, re.Pattern[str]] = {
    "ar": re.compile(
        r"(?:(?P<part>(?:اوائل|اوايل|اواخر|مطلع|بدايه|منتصف|نهايه)\s+(?:من\s+)?(?:شهر\s+|عام\s+|سنه\s+|العام\s+)?)"
        r"|(?P<of_day>(?:(?:صباح|مساء|ظهر|عصر|فجر|ليل|ليله|بعد\s+ظهر)\s+)?(?:من\s+)?(?:يوم\s+)?(?<=\s))"
        r"|(?:شهر|عام|سنه|العام)\s+)$",
    ),
    "en": re.compile(
        r"(?i:\b(?:(?P<part>(?:early|late|mid)[\s-]+(?:in\s+)?|(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+)"
        r"|(?P<last>last\s+|this\s+past\s+)|(?P<next>next\s+|this\s+coming\s+)|(?P<of_day>(?:this\s+)))$)",
    ),
}
_AFTER: dict[str, re.Pattern[str]] = {
    "ar": re.compile(
        r"\s+(?:(?P<last>ال(?:ماضي|منصرم|فايت|سابق|منقضي|فارط))|(?P<next>ال(?:مقبل|قادم|تالي))|(?P<now>ال(?:جاري|حالي)))ه?(?![ء-ي])",
    ),
    "en": re.compile(
        r"(?:['’]s)?\s+(?:(?P<last>last(?!-)|gone)|(?P<next>next)|morning|afternoon|evening|night|lunchtime)\b"
    ),
}

"""Dates as facts: read in both languages, aligned, and resolved against the day of publication where it is known."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mujaz.datewords import MONTHS_AR, MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN
from mujaz.facts.datephrases import Phrase, phrases
from mujaz.model import Date, Finding, Mention
from mujaz.text import fold_same_length, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.model import Pair


def dates(pairs: Sequence[Pair], published: date | None) -> tuple[tuple[Date, ...], tuple[Finding, ...]]:
    """The dates that an article states, in order, with findings on weekdays and on dates that differ.

    A month or weekday that the translation gives another name is left to `mujaz.check`.

    Args:
        pairs: The article's segments.
        published: Its day of publication; without it relative dates and missing years stay unresolved.
    """
    rows: list[Date] = []
    findings: list[Finding] = []
    for pair in pairs:
        for arabic, translated in sorted(_aligned(pair), key=lambda couple: couple[0].start):
            rows.append(_row(pair, arabic, translated, published))
            findings.extend(_findings(pair, arabic, translated, published))
    return tuple(rows), tuple(findings)


def resolve(phrase: Phrase, published: date | None) -> tuple[str | None, str | None]:
    """ISO start and end of a date phrase; None where it cannot be told; partial without a year ("--10-01").

    A weekday is the last one up to the day of publication, unless the text looks ahead. A month or day without a year
    is the one nearest to publication within two months, else the last one, unless the text looks ahead.
    """
    if phrase.unit and phrase.month is None:
        return _relative(phrase, published) if published else (None, None)
    if phrase.month is None and phrase.year is None:
        if published is None or phrase.weekday is None:
            return None, None
        return _weekday(phrase.weekday, phrase, published).isoformat(), None
    year = phrase.year
    if year is None and published:
        year = published.year + (phrase.shift or 0) if phrase.unit == "year" else _year(phrase, published)
    return _calendar(phrase, year)


def _calendar(phrase: Phrase, year: int | None) -> tuple[str, str | None]:
    head = f"{year:04}" if year else "-"
    if phrase.month is None:
        return head, f"{phrase.year_end:04}" if phrase.year_end else None
    if phrase.month_end and not phrase.day and year and phrase.month_end != phrase.month:
        return f"{head}-{phrase.month:02}-01", f"{head}-{phrase.month_end:02}-{_days(year, phrase.month_end):02}"
    last = phrase.month_end or phrase.month
    if not phrase.day or phrase.day > _days(year, phrase.month):  # no "31 November"
        return f"{head}-{phrase.month:02}", None
    ends = phrase.day_end is not None and phrase.day_end <= _days(year, last)
    return f"{head}-{phrase.month:02}-{phrase.day:02}", f"{head}-{last:02}-{phrase.day_end:02}" if ends else None


def _days(year: int | None, month: int) -> int:
    return calendar.monthrange(year or _LEAP_YEAR, month)[1]


def _weekday(weekday: int, phrase: Phrase, published: date) -> date:
    """The day of a weekday: today at the latest, unless the sentence looks ahead; "last" and "next" are never today."""
    today = published.isoweekday()
    if phrase.future:
        return published + timedelta(days=(weekday - today - 1) % 7 + 1)
    if phrase.future is False:
        return published - timedelta(days=(today - weekday - 1) % 7 + 1)
    return published + timedelta(days=(weekday - today) % 7 - (0 if phrase.ahead or weekday == today else 7))


def _year(phrase: Phrase, published: date) -> int:
    """The year that a month, or a day of one, is most likely meant in."""
    month, day = phrase.month or 1, phrase.day or 15
    options = [
        date(year, month, min(day, calendar.monthrange(year, month)[1]))
        for year in (published.year - 1, published.year, published.year + 1)
    ]
    if not phrase.day and month == published.month and phrase.future is None:
        return published.year
    past, ahead = [o for o in options if o <= published], [o for o in options if o > published]
    if phrase.future is not None or phrase.ahead:
        soon = phrase.future or (phrase.future is None and ahead[0] - published <= _SOON)
        return ahead[0].year if soon else past[-1].year
    if phrase.behind:
        return past[-1].year
    nearest = min(options, key=lambda option: abs(option - published))
    return nearest.year if abs(nearest - published) <= _NEAR else past[-1].year


def _relative(phrase: Phrase, published: date) -> tuple[str | None, str | None]:
    shift = phrase.shift
    if shift is None:
        return None, None
    if phrase.unit == "day":
        return (published + timedelta(days=shift)).isoformat(), None
    if phrase.unit == "week":
        monday = published - timedelta(days=published.isoweekday() - 1) + timedelta(weeks=shift)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if phrase.unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return f"{months // 12:04}-{months % 12 + 1:02}", None
    return (f"{published.year + shift:04}", None) if phrase.unit == "year" else (None, None)


def _aligned(pair: Pair) -> Iterator[tuple[Phrase, Phrase | None]]:
    """Each date of the original with its counterpart in the translation, the likest first."""
    arabic = [phrase if pair.en else _directed(phrase, pair.ar, _AHEAD_AR) for phrase in phrases(pair.ar, "ar")]
    free = [_directed(phrase, pair.en, _AHEAD_EN) for phrase in phrases(pair.en, "en")]
    likeness = sorted(
        (
            (_likeness(phrase, free[j]), -i, -j)
            for i, phrase in enumerate(arabic)
            for j in range(max(0, i - _APART), min(len(free), i + _APART))
        ),
        reverse=True,
    )
    twins: dict[int, int] = {}
    for score, i, j in likeness:
        if score > 0 and -i not in twins and -j not in twins.values():
            twins[-i] = -j
    for i, phrase in enumerate(arabic):
        twin = free[twins[i]] if i in twins else None
        if twin or not pair.en or not phrase.unit:
            yield phrase, twin
    taken = [(phrase.start, phrase.end) for phrase in arabic]
    for j, phrase in enumerate(free):
        found = _run_together(pair.ar, phrase) if j not in twins.values() else None
        if found and not any(start < found.end and found.start < end for start, end in taken):
            yield found, phrase


def _run_together(text: str, translated: Phrase) -> Phrase | None:
    """The Arabic of a date whose word was typed into its neighbours ("يومالخميسأنه"); only looked for in such text."""
    folded, offsets = without_marks(fold_same_length(text))
    if max(map(len, folded.split()), default=0) < _TOO_LONG:
        return None
    names = [name for name, day in WEEKDAYS_AR.items() if day == translated.weekday]
    names += [name for name, month in MONTHS_AR.items() if month == translated.month and len(name) > 3]  # noqa: PLR2004 - "ماي"
    if translated.unit in _UNITS_AR and translated.shift in _WHICH_AR:
        names.append(_WHICH_AR[translated.shift].format(_UNITS_AR[translated.unit]))
    match = re.search("|".join(names), folded) if names else None
    if match is None or translated.day or translated.year:
        return None
    return replace(translated, start=offsets[match.start()], end=offsets[match.end() - 1] + 1)


def _directed(phrase: Phrase, text: str, ahead: re.Pattern[str]) -> Phrase:
    """The phrase with the direction that its sentence gives it, where its own words give none."""
    if phrase.future is not None or phrase.unit or phrase.year:
        return phrase
    before = text[max(0, phrase.start - _SENTENCE) : phrase.start].rpartition(". ")[2]
    around = fold_same_length(before + text[phrase.start : phrase.end + 30])
    if ahead.search(around):
        return replace(phrase, ahead=True)
    verbs = _TENSE_EN.findall(before[-_CLAUSE:].lower())
    return replace(phrase, behind=bool(verbs) and verbs[-1] not in _PRESENT_EN)


def _likeness(one: Phrase, other: Phrase) -> float:
    """How well two phrases say the same: shared parts less parts that differ; 0 and less is no match."""
    if one.unit or other.unit:
        if one.unit == other.unit:
            return 3.0 - (one.shift != other.shift) if one.month == other.month else 1.0
        if "span" in {one.unit, other.unit} or {one.unit, other.unit} <= _STRETCHES:
            return 0.5 * bool(one.unit and other.unit)
        return 0.4 * bool(one.weekday == other.weekday is not None or one.month == other.month is not None)
    score = 0.0
    for name in ("weekday", "day", "month", "year", "year_end"):
        here, there = getattr(one, name), getattr(other, name)
        if here is not None and there is not None:
            score += 1.0 if here == there else -0.7
    same_shape = (one.month is None, one.day is None, one.year is None) == (
        other.month is None,
        other.day is None,
        other.year is None,
    )
    return score if score > 0 else 0.1 * same_shape


def _row(pair: Pair, arabic: Phrase, translated: Phrase | None, published: date | None) -> Date:
    mentions = [Mention(pair.id, "ar", arabic.start, arabic.end)]
    best, agreed, text_en = arabic, False, ""
    if translated:
        mentions.append(Mention(pair.id, "en", translated.start, translated.end))
        text_en = pair.en[translated.start : translated.end]
        agreed = _agree(arabic, translated, published)
        best = _merged(arabic, translated) if agreed else arabic
    elif not pair.en:
        text_en = _in_english(arabic, fold_same_length(pair.ar[arabic.start : arabic.end]))
    start, end = resolve(best, published)
    text_ar = pair.ar[arabic.start : arabic.end]
    return Date(pair.id, text_ar, text_en, tuple(mentions), agreed, start, end, best.relative)


def _agree(one: Phrase, other: Phrase, published: date | None) -> bool:
    """Whether two phrases can mean the same date."""
    if one.unit != other.unit:
        return bool(one.unit and other.unit) or (one.weekday is not None and one.weekday == other.weekday)
    if one.year and other.year and (one.year_end or other.year_end):
        return one.year <= (other.year_end or other.year) and other.year <= (one.year_end or one.year)
    values = [
        (getattr(one, name), getattr(other, name)) for name in ("weekday", "day", "month", "year", "day_end", "shift")
    ]
    return all(a is None or b is None or a == b for a, b in values) or resolve(one, published) == resolve(
        other, published
    )


def _merged(one: Phrase, other: Phrase) -> Phrase:
    """What both say together: a weekday from one, a year from the other."""
    if one.unit or other.unit:
        return one if one.unit else other
    return replace(
        one,
        weekday=one.weekday or other.weekday,
        day=one.day or other.day,
        month=one.month or other.month,
        year=one.year or other.year,
        day_end=one.day_end or other.day_end,
        month_end=one.month_end or other.month_end,
        year_end=one.year_end or other.year_end,
        part=one.part or other.part,
        future=other.future if one.future is None else one.future,
        ahead=one.ahead or other.ahead,
        behind=one.behind or other.behind,
    )


def _findings(pair: Pair, arabic: Phrase, translated: Phrase | None, published: date | None) -> Iterator[Finding]:
    stated = pair.ar[arabic.start : arabic.end]
    named_alike = translated and arabic.month == translated.month and arabic.weekday == translated.weekday
    if translated and named_alike and not _agree(arabic, translated, published):
        there = pair.en[translated.start : translated.end]
        yield Finding(pair.id, "date", "warning", f"the translation has “{there}” where the original has “{stated}”")
    day = _fixed_day(arabic, published)
    if day and arabic.weekday and day.isoweekday() != arabic.weekday:
        really = WEEKDAYS_EN[day.isoweekday() - 1]
        yield Finding(pair.id, "weekday", "warning", f"“{stated}”: {day.isoformat()} is a {really}")


def _fixed_day(phrase: Phrase, published: date | None) -> date | None:
    """The one day that a phrase names besides its weekday: a full date, or today where publication is known."""
    if phrase.unit == "day" and phrase.shift is not None and published:
        return published + timedelta(days=phrase.shift)
    if phrase.day and phrase.month and phrase.year and not phrase.day_end:
        days = calendar.monthrange(phrase.year, phrase.month)[1]
        return date(phrase.year, phrase.month, phrase.day) if phrase.day <= days else None
    return None


def _in_english(phrase: Phrase, stated: str) -> str:
    """The date in English words of our own, for an article without a translation; empty for a stretch without one."""
    part = next((english for arabic, english in _PARTS_EN if phrase.part and arabic in stated), "")
    if phrase.unit and phrase.month is None:
        count = -(phrase.shift or 0)
        names = _DAYS_EN if phrase.unit == "day" else _SHIFTS_EN
        if phrase.unit == "span" or phrase.shift not in names:
            return f"{count} {phrase.unit}s ago" if count > 1 else ""
        relative = names[phrase.shift] + ("" if phrase.unit == "day" else f" {phrase.unit}")
        weekday = WEEKDAYS_EN[phrase.weekday - 1] if phrase.weekday else ""
        return ", ".join(filter(None, (f"{part} {relative}".strip(), weekday)))
    day = f"{phrase.day}–{phrase.day_end}" if phrase.day_end else f"{phrase.day}" if phrase.day else ""
    month = MONTHS_EN[phrase.month - 1] if phrase.month else ""
    if phrase.month and phrase.month_end:
        month = f"{month}–{MONTHS_EN[phrase.month_end - 1]}"
    year = f"{phrase.year}–{phrase.year_end}" if phrase.year_end else f"{phrase.year}" if phrase.year else ""
    if phrase.unit == "year" and phrase.shift in _SHIFTS_EN:
        year = f"{_SHIFTS_EN[phrase.shift]} year"
    weekday = WEEKDAYS_EN[phrase.weekday - 1] if phrase.weekday else ""
    return ", ".join(filter(None, (weekday, " ".join(filter(None, (part, day, month, year))))))


_TOO_LONG = 16  # letters: longer words of news prose are words run together
_UNITS_AR = {"week": "اسبوع", "month": "شهر", "year": "(?:عام|سنه)"}
_WHICH_AR = {-1: "ال{}الماضيه?", 0: "هذ[اه]ال{}", 1: "ال{}ال(?:مقبل|قادم)ه?"}
_APART = 8  # places that a date may move in its sentence when it is translated
_LEAP_YEAR = 2000  # stands in for the year of "29 February"
_NEAR = timedelta(days=60)
_SOON = timedelta(days=215)  # a "will" in the sentence reaches no further than this; December of next year says so
_STRETCHES = frozenset(
    {"week", "weekend", "season", "summer", "spring", "autumn", "fall", "winter", "term", "month", "year"}
)
_SHIFTS_EN = {-1: "last", 0: "this", 1: "next"}
_PARTS_EN = (
    ("سابق", "earlier"), ("لاحق", "later"), ("مبكر", "early"), ("متاخر", "late"), ("اوايل", "early"), ("مطلع", "early"),
    ("بدايه", "early"), ("اواخر", "late"), ("نهايه", "late"), ("منتصف", "mid"),
)  # fmt: skip
_DAYS_EN = {
    -2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "the day after tomorrow",
}  # fmt: skip
_AHEAD_EN = re.compile(
    r"\b(?:will|coming|won['’]t|shall|upcoming|scheduled|slated|set\s+to|due\s+to|expected\s+to|to\s+be\s+held|plans?\s+to"
    r"|for\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!['’]s))\b",
)
# The verb before a month without a year tells its direction; verbs of speech stand outside what is said.
_SENTENCE, _CLAUSE = 160, 100  # characters before the date
_PRESENT_EN = frozenset("is are be to has have can could would may might hopes expects plans wants".split())
_TENSE_EN = re.compile(
    rf"\b({'|'.join(sorted(_PRESENT_EN))}|was|were|had|did|went|came|took|held|began|met|won|lost|left|fell|rose|made|became|hit|laid|paid|sent|gave|got|saw"
    r"|grew|broke|brought|built|bought|caught|fought|flew|found|kept|led|put|ran|sank|shot|sold|spent|struck|wrote"
    r"|(?!announced|reported|added|warned|scheduled|expected|planned|need|united|red)\w{2,}ed)\b",
)
# Without a translation to ask: a future verb after "that" or at the start, or a word that says it is planned.
_AHEAD_AR = re.compile(
    r"(?:^|(?:^|\s)(?:ان|انه|انها|انهم|التي|الذي)\s+|(?<![ء-ي])و)س[يتن][ء-ي]{3,}|(?<![ء-ي])و?(?:سوف|من\s+المقرر|من\s+المتوقع"
    r"|من\s+المنتظر|المرتقبه?|المزمع)(?![ء-ي])",
)

"""Which day, month or year a date phrase means, told from the day of publication and from the dates around it."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.datephrases import Phrase


class Now(NamedTuple):
    """What relative dates count from: the day of writing or speaking, the date named before, days named in full."""

    today: date | None
    anchor: str | None = None
    fixed: frozenset[date] = frozenset()


def fixed_days(found: Sequence[Phrase], published: date | None) -> frozenset[date]:
    """The days next to publication that the article names in full ("1 October"): a weekday may mean one of them."""
    days = (resolve(phrase, published)[0] for phrase in found if phrase.day and phrase.month and not phrase.day_end)
    near = [date.fromisoformat(day) for day in days if published and day and _WHOLE_DAY.fullmatch(day)]
    return frozenset(day for day in near if published and abs(day - published) < timedelta(days=7))


def resolve(phrase: Phrase, published: date | None) -> tuple[str | None, str | None]:
    """ISO start and end of a date phrase; None where it cannot be told; partial without a year ("--10-01").

    A weekday is the last one up to the day of publication, unless the text looks ahead. A month or day without a year
    is the one nearest to publication within two months, else the last one, unless the text looks ahead. What lies
    before the year 1 ("12,000 years ago") or after 9999 cannot be told.
    """
    try:
        return _resolve(phrase, published)
    except (OverflowError, ValueError):
        return None, None


def _resolve(phrase: Phrase, published: date | None) -> tuple[str | None, str | None]:
    if phrase.anchored:
        return None, None
    if phrase.unit and phrase.month is None:
        return _relative(phrase, published) if published else (None, None)
    if phrase.month is None and phrase.year is None:
        if published is None or phrase.weekday is None:
            return None, None
        day = _weekday(phrase.weekday, phrase, published)
        days = (phrase.weekday_end - phrase.weekday) % 7 if phrase.weekday_end else 0
        return day.isoformat(), (day + timedelta(days=days)).isoformat() if days else None
    year = phrase.year
    if year is None and published:
        year = published.year + (phrase.shift or 0) if phrase.unit == "year" else _year(phrase, published)
    return _calendar(phrase, year)


def resolve_among(phrase: Phrase, now: Now) -> tuple[str | None, str | None]:
    """As `resolve`, with what the rest of the article tells."""
    if phrase.anchored:
        try:
            return _from_anchor(phrase, now.anchor or "")
        except (OverflowError, ValueError):
            return None, None
    start, end = resolve(phrase, now.today)
    if phrase.weekday and phrase.future is None and not (phrase.unit or phrase.day or phrase.month or end):
        named = [day for day in now.fixed if day.isoweekday() == phrase.weekday]
        return (named[0].isoformat(), None) if len(named) == 1 else (start, end)
    return start, end


def _from_anchor(phrase: Phrase, anchor: str) -> tuple[str | None, str | None]:
    """The day after a day, or some years before a year."""
    if phrase.unit == "day" and _WHOLE_DAY.fullmatch(anchor) and phrase.shift is not None:
        return (date.fromisoformat(anchor) + timedelta(days=phrase.shift)).isoformat(), None
    if phrase.unit == "year" and anchor[:4].isdigit() and phrase.shift is not None:
        if phrase.month:
            return _calendar(phrase, int(anchor[:4]) + phrase.shift)
        return _iso_year(int(anchor[:4]) + phrase.shift), None
    return None, None


def _calendar(phrase: Phrase, year: int | None) -> tuple[str, str | None]:
    head = _iso_year(year) if year is not None else "-"
    if phrase.month is None:
        return head, _iso_year(phrase.year_end) if phrase.year_end else None
    if phrase.month_end and not phrase.day and year and phrase.month_end != phrase.month:
        return f"{head}-{phrase.month:02}-01", f"{head}-{phrase.month_end:02}-{_days(year, phrase.month_end):02}"
    last = phrase.month_end or phrase.month
    if not phrase.day or phrase.day > _days(year, phrase.month):  # no "31 November"
        return f"{head}-{phrase.month:02}", None
    ends = phrase.day_end is not None and phrase.day_end <= _days(year, last)
    return f"{head}-{phrase.month:02}-{phrase.day:02}", f"{head}-{last:02}-{phrase.day_end:02}" if ends else None


def _iso_year(year: int) -> str:
    return f"{date(year, 1, 1).year:04}"


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
    nearest = min(options, key=lambda option: abs(option - published))
    if phrase.current:
        return nearest.year
    if not phrase.day and month == published.month and phrase.future is None:
        return published.year
    past, ahead = [o for o in options if o <= published], [o for o in options if o > published]
    if phrase.future is not None or phrase.ahead:
        soon = phrase.future or (phrase.future is None and ahead[0] - published <= _SOON)
        return ahead[0].year if soon else past[-1].year
    if phrase.behind:
        return past[-1].year
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
        return _calendar(replace(phrase, month=months % 12 + 1), months // 12)
    return (_iso_year(published.year + shift), None) if phrase.unit == "year" else (None, None)


_LEAP_YEAR = 2000  # stands in for the year of "29 February"
_NEAR = timedelta(days=60)
_SOON = timedelta(days=215)  # a "will" in the sentence reaches no further than this; December of next year says so
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.relative import relatives
from mujaz.text import strip_marks, without_marks

if TYPE_CHECKING:
    from mujaz.model import Side


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "the day before yesterday", [("the day before yesterday", "day", -2)]),
        ("en", "a month ago, decades ago", [("a month ago", "month", -1), ("decades ago", "span", None)]),
        ("en", "more than two years ago", [("more than two years ago", "span", None)]),
        ("en", "over the past two decades", [("the past two decades", "span", None)]),
        ("ar", "أوّل من أمس وغدًا", [("أوّل من أمس", "day", -2), ("غدًا", "day", 1)]),
        ("ar", "للأسبوع الماضي وبالشهر المقبل", [("للأسبوع الماضي", "week", -1), ("الشهر المقبل", "month", 1)]),
        ("ar", "قبل ثلاث سنوات ومنذ عامين", [("قبل ثلاث سنوات", "year", -3), ("منذ عامين", "year", -2)]),
        ("ar", "قبل أسبوع من الاقتراع", [("قبل أسبوع", "span", None)]),
        ("ar", "قبل شهر من الآن", [("قبل شهر", "month", -1)]),
        ("ar", "في اليوم التالي وفي المصري اليوم", [("اليوم التالي", "day", 1)]),
    ],
)  # fmt: skip
def test_relative_dates(language: Side, text: str, found: list[tuple[str, str, int | None]]) -> None:
    assert [(text[one.start : one.end], one.unit, one.shift) for one in relatives(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("en", "in the early 1980s and the 19th century", [(1980, 1989), (1801, 1900)]),
        ("ar", "في ستينيات القرن الماضي والقرن الحادي والعشرين", [(1960, 1969), (2001, 2100)]),
        ("ar", "في أربعينيات القرن التاسع عشر", [(1840, 1849)]),
    ],
)
def test_decades_and_centuries(language: Side, text: str, years: list[tuple[int, int]]) -> None:
    assert [(one.year, one.year_end) for one in relatives(text, language)] == years


@given(st.text("أمسغداً ًٌـ ال", max_size=30))
def test_offsets_without_marks_lead_back(text: str) -> None:
    plain, offsets = without_marks(text)
    assert plain == strip_marks(text) == "".join(text[at] for at in offsets)

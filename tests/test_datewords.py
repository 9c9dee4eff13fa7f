from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.datewords import MONTHS_AR, MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN, DateWord, months, weekdays

if TYPE_CHECKING:
    from mujaz.model import Side


def values(found: tuple[DateWord, ...], text: str) -> list[tuple[int, str]]:
    return [(word.value, text[word.start : word.end]) for word in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "في أغسطس 2023 ولأكتوبر", [(8, "أغسطس"), (10, "أكتوبر")]),
        ("ar", "15 تشرين الثاني/نوفمبر", [(11, "تشرين الثاني/نوفمبر")]),
        ("ar", "أيلول (سبتمبر) الماضي", [(9, "أيلول (سبتمبر)")]),
        ("ar", "منذ كانون الأول", [(12, "كانون الأول")]),
        ("ar", "في مارس الماضي مارس ضغوطا", [(3, "مارس")]),
        ("ar", "زار أب ابنه في ٢ آب", [(8, "آب")]),
        ("ar", "شهر رمضان وقال رمضان صبحي", [(9, "رمضان")]),
        ("en", "In May the March on Rome may march", [(5, "May")]),
        ("en", "Theresa May spoke on 3 May and in March", [(5, "May"), (3, "March")]),
        ("en", "on Sept. 11, Nov 3 and in mid-December", [(9, "Sept."), (11, "Nov"), (12, "December")]),
        ("en", "April Jones met the June summit", [(6, "June")]),
    ],
)
def test_months(language: Side, text: str, expected: list[tuple[int, str]]) -> None:
    assert values(months(text, language), text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "اليوم الجمعة وصباح الإثنين وبالسبت", [(5, "الجمعة"), (1, "الإثنين"), (6, "السبت")]),
        ("ar", "بعد صلاة الجمعة قال أحد", []),
        ("en", "on Friday's Black Friday, Tues. and Sunday Times", [(5, "Friday"), (2, "Tues.")]),
    ],
)
def test_weekdays(language: Side, text: str, expected: list[tuple[int, str]]) -> None:
    assert values(weekdays(text, language), text) == expected


@given(st.sampled_from(sorted(MONTHS_AR)), st.integers(1, 28), st.sampled_from(["", "و", "ل", "ب"]))
def test_every_arabic_month_is_found_next_to_a_day(name: str, day: int, clitic: str) -> None:
    text = f"يوم {day} {clitic}{name} 2024"
    assert values(months(text, "ar"), text) == [(MONTHS_AR[name], name)]


@given(st.sampled_from(MONTHS_EN), st.integers(1, 28))
def test_every_english_month_is_found_next_to_a_day(name: str, day: int) -> None:
    for text in (f"on {name} {day}", f"on {day} {name}", f"in {name} 2020"):
        assert values(months(text, "en"), text) == [(MONTHS_EN.index(name) + 1, name)]


@given(st.sampled_from(sorted(WEEKDAYS_AR)), st.sampled_from(WEEKDAYS_EN))
def test_every_weekday_is_found(arabic: str, english: str) -> None:
    assert [word.value for word in weekdays(f"يوم {arabic}", "ar")] == [WEEKDAYS_AR[arabic]]
    assert [word.value for word in weekdays(f"on {english}.", "en")] == [WEEKDAYS_EN.index(english) + 1]


@given(
    st.text("مارس آب تشرين الأول نوفمبر/ (May Marchon0-9.", max_size=30),
    st.sampled_from(
        [
            ("ar", "في 3 مارس 2020"),
            ("ar", "تشرين الأول/أكتوبر 2020"),
            ("ar", "يوم الأحد"),
            ("en", "on 3 May"),
            ("en", "on Friday"),
        ]
    ),
    st.text("مارس ./ May0-9", max_size=9),
)
def test_offsets_stand_inside_any_text(before: str, date: tuple[Side, str], after: str) -> None:
    language, words = date
    text = f"{before} {words} {after}"
    found = (*months(text, language), *weekdays(text, language))
    assert found
    assert all(0 <= word.start < word.end <= len(text) for word in found)

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.datewords import MONTHS_AR, MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN
from mujaz.facts.dates import dates
from mujaz.model import Date, Finding, Pair

PUBLISHED = date(2024, 11, 15)  # a Friday
TABLE = Path(__file__).parents[1] / "data" / "dates" / "cases.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def found(
    arabic: str, english: str = "", published: date | None = PUBLISHED
) -> tuple[tuple[Date, ...], tuple[Finding, ...]]:
    return dates((Pair("p1s1", arabic, english),), published)


def shown(row: Date) -> str:
    value = (row.start or "?") + (f"..{row.end}" if row.end else "")
    marks = f"{' relative' if row.relative else ''}{'' if row.agreed else ' not agreed'}"
    return f"{value} | {row.text_ar} | {row.text_en}{marks}"


@pytest.mark.parametrize(("arabic", "english", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_extracts_the_cases(arabic: str, english: str, expected: str) -> None:
    assert " ;; ".join(map(shown, found(arabic, english)[0])) == expected


@given(DAYS, st.sampled_from(sorted(MONTHS_AR)), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩"]))
def test_reads_back_full_dates(day: date, name: str, digits: str) -> None:
    day = day.replace(month=MONTHS_AR[name], day=min(day.day, 28))
    written = f"{day.day} {name} {day.year}".translate(str.maketrans("0123456789", digits))
    (row,), _ = found(
        f"وقع ذلك في {written} هناك", f"It happened on {MONTHS_EN[day.month - 1]} {day.day}, {day.year} there"
    )
    assert row.start == day.isoformat()
    assert row.agreed
    assert row.text_ar == written


ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()


@given(DAYS, st.sampled_from(sorted(MONTHS_AR)))
def test_reads_back_days_in_words(day: date, name: str) -> None:
    day = day.replace(month=MONTHS_AR[name], day=min(day.day, 28))
    tens, unit = divmod(day.day, 10)
    if day.day <= 10:
        words = ORDINALS[day.day - 1]
    elif not unit:
        words = "العشرين"
    else:
        stem = "الحادي" if unit == 1 else ORDINALS[unit - 1]
        words = f"{stem} عشر" if tens == 1 else f"{stem} والعشرين"
    (row,), _ = found(f"وقع ذلك في {words} من {name} {day.year} هناك")
    assert row.start == day.isoformat()


@given(DAYS, st.sampled_from(sorted(WEEKDAYS_AR)))
def test_a_weekday_is_the_last_one(published: date, name: str) -> None:
    (row,), _ = found(f"وصل الوفد يوم {name}", published=published)
    assert row.start is not None
    day = date.fromisoformat(row.start)
    assert day.isoweekday() == WEEKDAYS_AR[name]
    assert published - timedelta(days=6) <= day <= published
    assert row.text_en == WEEKDAYS_EN[day.isoweekday() - 1]


def test_without_a_publication_date_nothing_relative_is_resolved() -> None:
    rows, _ = found("قال يوم الجمعة إن الاجتماع في أكتوبر", published=None)
    assert [(row.start, row.relative) for row in rows] == [(None, True), ("--10", False)]


SPANS = st.sampled_from(["قبل {} عام", "قبل {} يوم", "قبل {} أسبوع", "قبل {} شهر"])
NEAR = st.sampled_from(["غدا", "أمس", "يوم الأحد المقبل", "العام المقبل", "الأسبوع الماضي", "في ديسمبر", "في 1 يناير"])
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?")


@given(
    st.lists(SPANS | NEAR, min_size=1, max_size=3),
    st.integers(2, 10**12),
    st.dates() | st.sampled_from([date.min, date.max]),
)
def test_no_day_is_too_far_from_publication_to_be_told_or_left(texts: list[str], count: int, published: date) -> None:
    rows, _ = found("، ".join(texts).format(*[count] * len(texts)), "", published)
    assert rows
    assert all(ISO.fullmatch(day) for row in rows for day in (row.start, row.end) if day)


def test_what_was_before_the_calendar_has_no_year() -> None:
    (row,), _ = found("نُقش ذلك قبل 12000 عام", "It was carved 12000 years ago")
    assert (row.start, row.end) == (None, None)


def test_a_weekday_that_contradicts_the_date_is_a_finding() -> None:
    _, findings = found("يجتمع اليوم الخميس بعد لقاء الجمعة 14 نوفمبر 2024")
    assert [finding.message for finding in findings] == [
        "“اليوم الخميس”: 2024-11-15 is a Friday",
        "“الجمعة 14 نوفمبر 2024”: 2024-11-14 is a Thursday",
    ]


def test_a_translation_with_another_date_is_a_finding() -> None:
    (row,), (finding,) = found("وصل في 3 مايو 2019", "He arrived on May 4, 2019")
    assert row.start == "2019-05-03"
    assert not row.agreed
    assert "May 4, 2019" in finding.message


@pytest.mark.parametrize("text", ["قرأها في المصري اليوم", "مرتين في اليوم", "اليوم العالمي للمرأة", "السيدة مايو"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text)[0] == ()


@given(
    st.lists(
        st.sampled_from(
            "اليوم الجمعة 15 نوفمبر 2024 الماضي قبل عامين منذ القرن last Friday May 3 2019 ago two the".split()
        ),
        max_size=9,
    )
)
def test_every_mention_is_a_stretch_of_its_text(words: list[str]) -> None:
    text = " ".join(words)
    for row in found(text, text)[0]:
        for mention in row.mentions:
            assert text[mention.start : mention.end] == (row.text_ar if mention.language == "ar" else row.text_en)

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.numbers import numbers
from mujaz.model import Number, Pair

TABLE = Path(__file__).parents[1] / "data" / "numbers" / "cases.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def shown(row: Number) -> str:
    value = f"{row.value:,g}" + ("" if row.value_max is None else f"..{row.value_max:,g}")
    parts = [
        value,
        row.qualifier,
        row.text_ar,
        row.text_en,
        row.what_ar,
        row.what_en,
        "" if row.agreed else "not agreed",
    ]
    return " | ".join(parts)


def rows(arabic: str, english: str = "") -> tuple[Number, ...]:
    return numbers((Pair("p1s1", arabic, english),))[0]


@pytest.mark.parametrize(("arabic", "english", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_extracts_the_cases(arabic: str, english: str, expected: str) -> None:
    assert " ;; ".join(map(shown, rows(arabic, english))) == expected


def test_opposite_bounds_are_a_finding() -> None:
    pair = Pair("p1s1", "قتل ما لا يقل عن 12 شخصا", "Fewer than 12 people were killed")
    (row,), (finding,) = numbers((pair,))
    assert row.agreed
    assert finding.segment_id == "p1s1"
    assert finding.severity == "warning"
    assert "Fewer than 12 people" in finding.message


@given(st.integers(13, 999), st.integers(13, 999))
def test_a_translation_that_says_another_number_is_not_agreed(first: int, second: int) -> None:
    (row,) = rows(f"وصل {first} جنديا أمس", f"{second} soldiers arrived yesterday")
    assert row.value == first
    assert row.agreed == (first == second)


@given(
    st.lists(
        st.sampled_from("12 ألفا و500 جندي بنسبة 3 % شخصين الثالثة أكثر من 5-7 two $5m 20-year-old of the".split()),
        max_size=9,
    )
)
def test_every_mention_is_a_stretch_of_its_text(words: list[str]) -> None:
    text = " ".join(words)
    for row in rows(text, text):
        for mention in row.mentions:
            stretch = text[mention.start : mention.end]
            assert stretch == (row.text_ar if mention.language == "ar" else row.text_en)
            assert stretch.strip() == stretch != ""


def test_scores_of_a_football_match_count_goals() -> None:
    pairs = [
        Pair("p1s1", "فاز الفريق 2-1", "The team won 2-1"),
        Pair("p1s2", "سجل المهاجم هدفين", "The striker scored two goals"),
        Pair("p1s3", "تصدى الحارس للكرة", "The goalkeeper made a save"),
    ]
    assert [(row.value, row.what_en, row.what_ar) for row in numbers(pairs)[0]] == [
        (2, "goals", "أهداف"),
        (1, "goals", "أهداف"),
        (2, "goals", "أهداف"),
    ]


def test_a_share_is_of_the_whole_named_in_the_sentence_before() -> None:
    pairs = [
        Pair("p1s1", "يؤيد 41% من المستطلعين القرار", "41 percent of respondents support the decision"),
        Pair("p1s2", "ويرفضه 38%", "Some 38 percent said they oppose it"),
    ]
    assert [row.what_en for row in numbers(pairs)[0]] == ["percent of respondents"] * 2

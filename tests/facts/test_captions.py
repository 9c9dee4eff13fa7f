from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.captions import caption, governed, plain_ar, plain_en, repeats

TABLE = Path(__file__).parents[1] / "data" / "captions" / "cases.tsv"
CASES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("words", "plural", "value", "expected"), CASES)
def test_the_caption_and_what_a_numeral_makes_of_it(words: str, plural: str, value: str, expected: str) -> None:
    assert caption(words.split()) == plural
    assert governed(plural, float(value)) == expected


def test_one_is_counted_in_the_singular() -> None:
    assert caption(["شخصًا"], one=True) == "شخص"
    assert caption([]) == governed("", 3) == ""


@pytest.mark.parametrize(
    ("stated", "what", "value", "repeated"),
    [
        ("18 عاماً", "أعوام", 18, True), ("يومين", "أيام", 2, True), ("two-day", "days", 2, True),
        ("6 مسؤولين", "مسؤولون", 6, True), ("34 شخصا", "قتلى", 34, False), ("12,000", "soldiers", 12000, False),
    ],
)  # fmt: skip
def test_a_caption_that_the_number_already_says(stated: str, what: str, value: float, *, repeated: bool) -> None:
    assert repeats(stated, what, value) == repeated


@pytest.mark.parametrize(
    ("what", "plain"),
    [
        ("countries of the Association", "countries"), ("miles of coastline", "miles of coastline"),
        ("round of Group C", "round"), ("percent of the votes", "percent of the votes"),
        ("anniversary of Catalonia's", "anniversary"), ("days of national", "days"),
        ("ranked Russian", ""), ("clear of Jeddah", ""), ("clear chances", "clear chances"),
    ],
)  # fmt: skip
def test_an_english_caption_stands_alone(what: str, plain: str) -> None:
    assert plain_en(what) == plain


@pytest.mark.parametrize(
    ("what", "plain"),
    [
        ("أبنائها", "أبناء"), ("أطفالها", "أطفال"), ("اجتماعها", "اجتماع"), ("أولادي", "أولاد"),
        ("المسؤولون الأمريكيون", "مسؤولون أمريكيون"), ("بالمائة من الأصوات", "بالمائة من الأصوات"),
        ("أميال في الساعة", "أميال في الساعة"), ("سنوات العمر", "سنوات العمر"), ("أمتار شرقية", "أمتار"),
        ("يومياً", ""), ("سيمثلان", ""), ("ألف", ""), ("نحن", ""),
    ],
)  # fmt: skip
def test_an_arabic_caption_stands_alone(what: str, plain: str) -> None:
    assert plain_ar(what) == plain


def test_what_is_numbered_keeps_its_article() -> None:
    assert plain_ar("الدقيقة", definite=True) == "الدقيقة"


@given(st.text("countries of the A s'", max_size=30), st.text("الأبناءها من في", max_size=20))
def test_cutting_twice_cuts_no_more(english: str, arabic: str) -> None:
    assert plain_en(plain_en(english)) == plain_en(english)
    assert len(plain_ar(arabic)) <= len(arabic) + 1

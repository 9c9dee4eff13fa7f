from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.plain_captions import plain_ar, plain_en


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

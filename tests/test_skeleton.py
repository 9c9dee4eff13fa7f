from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.skeleton import similarity


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("إندونسيا", "Indonesia"),
        ("أوزباكستان", "Uzbekistan"),
        ("ميكرونيسيا", "Micronesia"),
        ("روزينبيرغ", "Rosenberg"),
        ("ليوبانشوى", "Liupanshui"),
        ("سولت لايك سيتي", "Salt Lake City"),
        ("زاراتي", "Zárate"),
    ],
)
def test_one_name_in_two_scripts(arabic: str, latin: str) -> None:
    assert similarity(arabic, latin) >= 0.85


@pytest.mark.parametrize(("arabic", "latin"), [("ليما", "Paris"), ("موسكو", "Berlin"), ("الخرطوم", "Jakarta")])
def test_two_names(arabic: str, latin: str) -> None:
    assert similarity(arabic, latin) < 0.7


@given(st.text(max_size=40), st.text(max_size=40))
def test_is_a_share_for_any_two_texts(arabic: str, latin: str) -> None:
    assert 0.0 <= similarity(arabic, latin) <= 1.0

"""Spellings that readers take for one word meet; words that are not the same stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.site import search, words

TABLE = Path(__file__).parents[1] / "data" / "site" / "words.tsv"
SETS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("row", SETS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_forms_of_a_word_meet(row: list[str]) -> None:
    relation, first, *others = row
    (one,) = words.words(first)
    for other in others:
        (two,) = words.words(other)
        if relation == "bare":
            assert words.bare(two) == words.stem(one)
        else:
            key = getattr(words, relation)
            assert key(two) == key(one) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزير", "زيرو"),
        ("ولد", "لد"),
        ("كوريا", "كورونا"),
        ("news", "new"),
        ("كوريا", "الفورية"),
        ("الكوريين", "وري"),
        ("ماي", "بالمائة"),
        ("U.S.", "s"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    """Nothing that one stands under is anything that the other does."""
    assert not {*search.entries_of(one)} & {*search.entries_of(other)}


def test_short_words_have_no_sound() -> None:
    assert words.sound("مصر") == ""
    assert words.sound("korea") == ""


@given(st.text())
def test_white_space_always_parts_words(text: str) -> None:
    """The index takes texts apart at white space first, because most pieces come again and again."""
    assert words.words(text) == [word for part in text.split() for word in words.words(part)]

"""What is said of a date, out of a longer sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.site.excerpts import excerpt

LONG = (
    "The coach, who came from Spain, took office on May 1, when the club was last, and has won twelve games since then."
)


@pytest.mark.parametrize(
    ("text", "words", "longest", "found"),
    [
        (LONG, "May 1", 200, LONG),
        (LONG, "May 1", 60, "The coach, who came from Spain, took office on May 1 …"),
        (LONG, "May 1", 50, "… who came from Spain, took office on May 1 …"),
        (LONG, "Spain", 40, "The coach, who came from Spain …"),
        (LONG, "twelve", 45, "… and has won twelve games since then."),
        ("one two three four five six seven eight nine ten", "six", 20, "… four five six seven …"),
        ("قال إنه سيعود، وإن الاجتماع القادم يوم 3 مايو، ثم سافر.", "3 مايو", 36, "… وإن الاجتماع القادم يوم 3 مايو …"),
        ("On May 25, 2026, it rained, and it snowed, and then there was sun.", "May 25, 2026", 30,
         "On May 25, 2026, it rained …"),
    ],
)  # fmt: skip
def test_the_clause_around_the_words(text: str, words: str, longest: int, found: str) -> None:
    start = text.index(words)
    assert excerpt(text, start, start + len(words), longest).replace("\u00a0", " ") == found


@given(st.text("ab ,.،:–", max_size=80), st.integers(0, 90), st.integers(1, 20), st.integers(1, 40))
def test_what_it_is_about_is_always_in_it(text: str, start: int, length: int, longest: int) -> None:
    found = excerpt(text, start, start + length, longest).replace("\u00a0", " ")
    assert text[start : start + length].strip(" ,،:–") in found
    assert found.removeprefix("… ").removesuffix(" …") in text

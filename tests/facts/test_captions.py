from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.facts.captions import caption, governed, repeats

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

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.facts.captions import caption, governed

TABLE = Path(__file__).parents[1] / "data" / "captions" / "cases.tsv"
CASES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("words", "plural", "value", "expected"), CASES)
def test_the_caption_and_what_a_numeral_makes_of_it(words: str, plural: str, value: str, expected: str) -> None:
    assert caption(words.split()) == plural
    assert governed(plural, float(value)) == expected


def test_one_is_counted_in_the_singular() -> None:
    assert caption(["شخصًا"], one=True) == "شخص"
    assert caption([]) == governed("", 3) == ""

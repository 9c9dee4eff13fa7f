from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.facts import lexicon
from mujaz.facts.standing import is_fragment, is_headline, points_back, stands_alone
from mujaz.model import Pair

TABLE = Path(__file__).parents[1] / "data" / "standing" / "cases.tsv"
CASES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]


def verdict(pair: Pair) -> str:
    if not stands_alone(pair, lexicon.load()):
        return "leans"
    if is_fragment(pair):
        return "fragment"
    return "points back" if points_back(pair.en) else "alone"


@pytest.mark.parametrize(("arabic", "english", "expected"), CASES)
def test_whether_a_sentence_stands_alone(arabic: str, english: str, expected: str) -> None:
    assert verdict(Pair("p1s1", arabic, english)) == expected


def test_a_headline_ends_without_the_full_stop_that_the_others_have() -> None:
    whole = [Pair(f"p{n}s1", "وصل الوزير إلى برغن.", "The minister arrived.") for n in (2, 3)]
    headline = Pair("p1s1", "الوزير في برغن", "Minister in Bergen")
    assert is_headline([headline, *whole])
    assert not is_headline([headline, headline])
    assert not is_headline(whole)
    assert not is_headline([headline])

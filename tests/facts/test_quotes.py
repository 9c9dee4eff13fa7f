from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.quotes import quotes
from mujaz.model import Pair, Person, Quote

CASES = sorted((Path(__file__).parents[1] / "data" / "quotes").glob("*.txt"))
SULLIVAN = Person(
    "sullivan", "جيك سوليفان", "Jake Sullivan", (), agreed=True, aliases_ar=("سوليفان",), aliases_en=("Sullivan",)
)
HADDAD = Person("haddad", "ليلى حداد", "Leila Haddad", (), agreed=True, role_en="Minister of Energy")


def shown(row: Quote) -> str:
    speaker = f"{row.speaker_en} / {row.speaker_ar}" if row.speaker_en or row.speaker_ar else "?"
    return f"{row.segment_id} {speaker}{'' if row.agreed else ' (not agreed)'}: {row.text_en} | {row.text_ar}"


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_extracts_the_case(case: Path) -> None:
    """A case is its segments, the Arabic over the English and a blank line between; after "==" what is found."""
    text, expected = case.read_text(encoding="utf-8").split("\n==\n")
    blocks = [block.split("\n") for block in text.split("\n\n")]
    pairs = [Pair(f"p{n}s1", block[0], "".join(block[1:])) for n, block in enumerate(blocks, 1)]
    assert "\n".join(map(shown, quotes(pairs, (SULLIVAN, HADDAD)))) == expected.rstrip("\n")


MARKS = st.sampled_from(["“{}”", '"{}"', "«{}»"])
WORDS = st.lists(st.sampled_from("نحن نعمل من أجل السلام دائما".split()), min_size=5, max_size=9).map(" ".join)


@given(WORDS, MARKS, st.integers(1, 4))
def test_a_quotation_gives_one_row_a_segment(words: str, marks: str, segments: int) -> None:
    whole = marks.format("\n".join([words] * segments)).split("\n")
    pairs = [Pair(f"p1s{n}", text, "") for n, text in enumerate([f"قال سوليفان: {whole[0]}", *whole[1:]], 1)]
    rows = quotes(pairs, (SULLIVAN,))
    assert [row.text_ar for row in rows] == [words] * segments
    assert {row.speaker_en for row in rows} == {"Jake Sullivan"}


@given(st.lists(st.text("قال \"'“”«».,a s", max_size=30), max_size=5))
def test_offsets_stand_inside_any_text(texts: list[str]) -> None:
    pairs = [Pair(f"p{n}s1", text, text) for n, text in enumerate(texts)]
    length = {pair.id: len(pair.ar) for pair in pairs}
    for row in quotes(pairs, (SULLIVAN,)):
        for mention in row.mentions:
            assert 0 <= mention.start < mention.end <= length[row.segment_id]

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.quotemarks import spans

if TYPE_CHECKING:
    from mujaz.model import Side


def found(texts: list[str], language: Side = "en") -> list[tuple[int, str]]:
    return [(span.segment, texts[span.segment][span.start : span.end]) for span in spans(texts, language)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and “no” and «maybe».', ["yes", "no", "maybe"]),
        ("He said 'it's the players' choice.'", ["it's the players' choice."]),
        ("The players' choice and rock 'n' roll", []),
        ('to have a one two," said Hamilton.', ["to have a one two,"]),
        ('Mercedes" team orders', []),
        ('"a "b c d e f" g," he said', ['a "b c d e f" g,']),
    ],
)
def test_one_sentence(text: str, quoted: list[str]) -> None:
    assert [words for _, words in found([text])] == quoted


def test_a_quotation_goes_on_until_it_is_closed() -> None:
    assert found(["قال: «واحد", "اثنان", "ثلاثة» وغادر"], "ar") == [(0, "واحد"), (1, "اثنان"), (2, "ثلاثة")]
    assert len({span.group for span in spans(["قال: «واحد", "اثنان» وغادر"], "ar")}) == 1


def test_a_long_quotation_is_whole() -> None:
    sentences = ['"We came to play.', *["And so we did."] * 8, 'We can push on now."']
    assert [number for number, _ in found(sentences)] == list(range(10))


def test_an_opening_mark_ends_what_was_never_closed() -> None:
    assert found(['"one', '"two" three']) == [(0, "one"), (1, "two")]


def test_a_quotation_that_is_never_closed_stays_in_its_sentence() -> None:
    assert found(['"one', "two", "three"]) == [(0, "one")]


@given(st.lists(st.text("a 's\"“”«».,", max_size=25), max_size=9))
def test_spans_hold_words_without_white_space_at_the_edges(texts: list[str]) -> None:
    for span in spans(texts, "en"):
        words = texts[span.segment][span.start : span.end]
        assert words.strip() == words
        assert any(map(str.isalnum, words))

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.base import Profile, Request
from mujaz.engines.chunks import pack, split
from tests.engines.fakes import SENTENCES, requests

ARABIC = st.text(alphabet="ابتثجحخدذر ً ُ .،؟! \u200c", max_size=200)
TEXTS = ARABIC | st.text(max_size=200) | st.lists(st.sampled_from(SENTENCES), max_size=9).map(" ".join)


@given(TEXTS, st.integers(1, 120), st.none() | st.integers(4, 200))
def test_every_piece_fits_and_nothing_is_lost(text: str, chars: int, size: int | None) -> None:
    pieces = split(text, chars, size)
    assert all(pieces)
    assert all(len(piece) <= chars for piece in pieces)
    assert all(size is None or len(piece.encode()) <= size for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(TEXTS)
def test_what_fits_is_left_as_it_is(text: str) -> None:
    assert split(text, 10_000) == ((text.strip(),) if text.strip() else ())


@given(st.lists(st.text(alphabet="ابتثج", min_size=1, max_size=9), max_size=40), st.integers(9, 60))
def test_words_that_fit_are_never_cut(words: list[str], chars: int) -> None:
    assert " ".join(split(" ".join(words), chars)) == " ".join(words)


def test_sentences_are_kept_whole_where_they_fit() -> None:
    assert split(" ".join(SENTENCES[:3]), 50) == SENTENCES[:3]


def test_a_clause_is_the_next_best_place() -> None:
    assert split("قال الوزير، وهو غاضب جدا، إنه سيعود غدا", 28) == ("قال الوزير، وهو غاضب جدا،", "إنه سيعود غدا")


def test_a_word_too_long_is_cut_between_letters_not_before_their_marks() -> None:
    pieces = split("مُ" * 40, 15)
    assert all(unicodedata.category(piece[0]) == "Lo" for piece in pieces)


def test_500_bytes_are_250_arabic_letters() -> None:
    assert [len(piece) for piece in split("م" * 600, 499, 500)] == [250, 250, 100]


@pytest.mark.parametrize(
    ("profile", "sizes"),
    [
        (Profile(name="x"), [1] * 8),
        (Profile(name="x", max_batch=3), [3, 3, 2]),
        (Profile(name="x", max_batch=9, max_chars=100), [3, 3, 2]),
        (Profile(name="x", max_batch=9, max_bytes=130), [2, 2, 2, 2]),
    ],
)
def test_batches_keep_the_order_and_the_limits(profile: Profile, sizes: list[int]) -> None:
    sentences = requests(*["م" * 30] * 8)
    batches = list(pack(sentences, profile))
    assert [len(batch) for batch in batches] == sizes
    assert tuple(request for batch in batches for request in batch) == sentences


def test_a_batch_is_of_one_pair_of_languages() -> None:
    mixed = [Request("1", "أ", "ar", "en"), Request("2", "ب", "ar", "fr"), Request("3", "ج", "ar", "fr")]
    assert [len(batch) for batch in pack(mixed, Profile(name="x", max_batch=9))] == [1, 2]


@pytest.mark.parametrize(("prompted", "sizes"), [(True, [2, 1]), (False, [3])])
def test_an_engine_that_reads_the_context_gets_one_story_at_a_time(prompted: bool, sizes: list[int]) -> None:  # noqa: FBT001
    mixed = [Request(str(n), "أ", "ar", "en", document=name) for n, name in enumerate(["lima", "lima", "quito"])]
    assert [len(b) for b in pack(mixed, Profile(name="x", max_batch=9, prompted=prompted))] == sizes

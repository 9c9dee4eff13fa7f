from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import text
from tests.support.values import texts

ANY = st.text() | texts | st.text("ab\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\ud800 \n")


@given(ANY)
def test_cleaning_twice_is_cleaning_once(value: str) -> None:
    once = text.clean(value)
    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(ANY)
def test_cleaned_text_holds_nothing_invisible(value: str) -> None:
    cleaned = text.clean(value)
    assert not set(cleaned) & set("\u200b\u200e\u200f\u202a\u202e\u2066\ufeff\u00ad\x00\x1b\t\r")
    assert not [c for c in cleaned if unicodedata.category(c) == "Cs" or ord(c) & 0xFFFE == 0xFFFE]
    assert not text.NOT_XML.search(cleaned)
    assert "  " not in cleaned


@given(ANY)
def test_cleaning_loses_no_letter_or_digit(value: str) -> None:
    def letters(value: str) -> list[str]:
        return [c for c in unicodedata.normalize("NFC", value) if c.isalnum()]

    assert letters(text.clean(value)) == letters(value)


@given(ANY)
def test_folding_twice_is_folding_once(value: str) -> None:
    assert text.fold(text.fold(value)) == text.fold(value)


@given(ANY)
def test_same_length_folding_keeps_offsets(value: str) -> None:
    assert len(text.fold_same_length(value)) == len(value)
    assert len(text.western_digits(value)) == len(value)


@pytest.mark.parametrize(
    "spellings",
    [
        ("أمريكا", "امريكا", "أَمريكا", "أمـريكا"),
        ("كوريّة", "كورية", "كوريه"),
        ("٢٠٢٣", "2023", "۲۰۲۳"),
        ("Élysée", "elysee"),
    ],
)
def test_spellings_that_readers_take_for_the_same(spellings: tuple[str, ...]) -> None:
    assert len({text.fold(spelling) for spelling in spellings}) == 1


def test_words_that_differ_stay_different() -> None:
    assert len({text.fold(word) for word in ("أمريكا", "أميركا", "أفريقيا", "كوريا", "سوريا")}) == 5


@given(ANY)
def test_a_slug_is_safe_in_an_address(value: str) -> None:
    slug = text.slugify(value)
    assert text.slugify(slug) == slug
    assert not set(slug) & set("/\\?#%&. \n\"'<>:")


@given(st.text(alphabet="كلمة ﷺ a-ö", min_size=200, max_size=600), ANY)
def test_a_slug_fits_a_file_name_and_stays_its_own(value: str, end: str) -> None:
    slug = text.slugify(value + end)
    assert len(slug.encode()) <= 240
    assert text.slugify(slug) == slug
    others = {text.slugify(f"{'x' * 300}{n}") for n in range(3)}
    assert len(others) == 3


@given(st.text(alphabet="أبتثجح ـًٌ\t\n ", max_size=20))
def test_a_memory_key_ignores_space_and_tatweel_only(value: str) -> None:
    key = text.memory_key(value)
    assert key == text.memory_key(f"  {value}ـ\n")
    assert [c for c in key if c != " "] == [
        c for c in unicodedata.normalize("NFC", value.replace("ـ", "")) if not c.isspace()
    ]


@given(st.lists(st.text("abé", min_size=1, max_size=3), min_size=1, max_size=6), st.text("abé ", max_size=20))
def test_an_alternation_finds_what_the_longest_first_finds(words: list[str], inside: str) -> None:
    plain = "|".join(sorted(words, key=len, reverse=True))
    assert re.findall(text.alternation(words), inside) == re.findall(plain, inside)

"""What an editor may write into data/words.tsv is found, and what would never be found is no word of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from mujaz.facts.lexicon import Lexicon, load, read
from mujaz.facts.organisations_lexicon import heads, heads_en
from mujaz.facts.speech import verbs
from mujaz.gazetteer import arabic_key

if TYPE_CHECKING:
    from mujaz.model import Side

SETS = [field.name for field in fields(Lexicon)]
LETTERS = {"ar": re.compile("[ء-ي]+(?: [ء-ي]+)*"), "en": re.compile(r"[^A-Zء-ي]+")}


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_written_in_the_letters_of_its_language(name: str) -> None:
    words = getattr(load(), name)
    assert words
    assert [word for word in words if not LETTERS[name[-2:]].fullmatch(word)] == []


def test_arabic_is_found_however_it_is_spelled() -> None:
    assert {"اضاف", "قال"} <= load().attribution_ar  # أضاف in the file
    assert {"التقي", "التقت", "التقوا"} <= load().verb_ar


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_verb_of_attribution_is_one(language: Side) -> None:
    words = load()
    told = {"en": words.attribution_en | words.participle_en, "ar": words.attribution_ar | words.participle_ar}
    only_before = {"راي", "رات", "رفع"}  # "رأى … أن …", "رفع … شعار"
    assert [word for word in sorted(told[language] - only_before) if not verbs(language).fullmatch(word)] == []


def test_head_words_stand_in_both_languages() -> None:
    assert {"وزاره", "الوزاره"} <= heads()["ministry"]
    assert all(forms and all(map(LETTERS["ar"].fullmatch, forms)) for forms in heads().values())
    assert heads_en() > set(heads())


def test_no_set_has_a_word_twice() -> None:
    """However it is spelled: مستشاره is no other word than مستشارة here."""
    written = Counter(
        (name, arabic_key(word) if name.endswith("_ar") else word)
        for name, words in (line.split("\t") for line in read("words.tsv"))
        for word in words.split("|")
    )
    assert [word for word, times in written.items() if times > 1] == []

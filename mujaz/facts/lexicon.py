"""The word lists that the extractors lean on, from data/words.tsv: titles, roles, verbs of speech, what is no name.

What each set is for stands beside it in that file. A word is added there and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mujaz.gazetteer import arabic_key

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words; English in lower case, Arabic folded as `gazetteer.arabic_key` folds."""

    # Beside names of people.
    honorific_en: frozenset[str]
    honorific_ar: frozenset[str]
    title_en: frozenset[str]
    bare_title_ar: frozenset[str]
    rank_ar: frozenset[str]
    role_en: frozenset[str]
    role_modifier_en: frozenset[str]
    role_ar: frozenset[str]
    role_prefix_ar: frozenset[str]
    role_stop_ar: frozenset[str]
    office_ar: frozenset[str]
    office_field_en: frozenset[str]
    speech_en: frozenset[str]
    speech_ar: frozenset[str]
    # Names of people, and what is none.
    given_en: frozenset[str]
    surname_en: frozenset[str]
    famous_ar: frozenset[str]
    verblike_name_ar: frozenset[str]
    function_en: frozenset[str]
    not_name_en: frozenset[str]
    not_name_ar: frozenset[str]
    verb_ar: frozenset[str]
    # Places.
    place_preposition_en: frozenset[str]
    place_head_en: frozenset[str]
    place_head_ar: frozenset[str]
    place_cue_ar: frozenset[str]
    of_a_town_en: frozenset[str]
    thing_before_en: frozenset[str]
    thing_after_en: frozenset[str]
    title_in_names_en: frozenset[str]
    kin_en: frozenset[str]
    several_en: frozenset[str]
    common_place_ar: frozenset[str]
    headed_place_ar: frozenset[str]
    # Bodies and things.
    body_cue_ar: frozenset[str]
    company_cue_ar: frozenset[str]
    medium_cue_ar: frozenset[str]
    thing_cue_ar: frozenset[str]
    common_body_ar: frozenset[str]
    spelled_head_en: frozenset[str]
    not_body_en: frozenset[str]
    press_en: frozenset[str]
    sport_en: frozenset[str]
    # Quotations.
    attribution_en: frozenset[str]
    attribution_ar: frozenset[str]
    participle_en: frozenset[str]
    participle_ar: frozenset[str]
    titled_ar: frozenset[str]
    not_subject_ar: frozenset[str]
    speaker_end_ar: frozenset[str]
    # Numbers.
    phrase_end_en: frozenset[str]
    phrase_end_ar: frozenset[str]
    numbered_ar: frozenset[str]
    ordinal_name_ar: frozenset[str]
    not_dual_ar: frozenset[str]
    not_sound_plural_ar: frozenset[str]
    # Sentences that lean on others.
    leaning_ar: frozenset[str]
    connective_ar: frozenset[str]


def folded(words: str) -> frozenset[str]:
    """A few Arabic words, as a module that alone needs them lists them, in folded form."""
    return frozenset(map(arabic_key, words.split()))


def definite(nouns: Iterable[str]) -> frozenset[str]:
    """Arabic nouns in folded form, each with the article and without."""
    return frozenset(arabic_key(form) for noun in nouns for form in (noun, f"ال{noun.removeprefix('ال')}"))


def read(name: str) -> list[str]:
    """The lines of a packaged table, without its comments."""
    text = files("mujaz.data").joinpath(name).read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def load() -> Lexicon:
    """The packaged word lists, read once in a process."""
    sets: dict[str, list[str]] = {"given_en": read("given_names.txt"), "surname_en": read("surnames.txt")}
    for line in read("words.tsv"):
        name, words = line.split("\t")
        sets.setdefault(name, []).extend(words.split("|"))
    sets["verb_ar"] += [verb.removesuffix("ى") + ending for verb in sets["verb_ar"] for ending in ("ت", "ا", "وا")]
    return Lexicon(
        **{name: frozenset(map(arabic_key, words) if name.endswith("_ar") else words) for name, words in sets.items()}
    )


@cache
def words_ar() -> frozenset[str]:
    """Every Arabic word of the lists, folded."""
    words = load()
    return frozenset().union(*(getattr(words, field.name) for field in fields(words) if field.name.endswith("_ar")))

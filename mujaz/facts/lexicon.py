"""The word lists that name extraction leans on: titles, roles, speech verbs, given names, words that name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mujaz.gazetteer import arabic_key


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words; English in lower case, Arabic folded as `gazetteer.arabic_key` folds."""

    honorific_en: frozenset[str]
    title_en: frozenset[str]
    role_en: frozenset[str]
    role_modifier_en: frozenset[str]
    speech_en: frozenset[str]
    function_en: frozenset[str]
    not_name_en: frozenset[str]
    given_en: frozenset[str]
    surname_en: frozenset[str]
    place_preposition_en: frozenset[str]
    place_head_en: frozenset[str]
    of_a_town_en: frozenset[str]
    sport_en: frozenset[str]
    honorific_ar: frozenset[str]
    role_ar: frozenset[str]
    role_prefix_ar: frozenset[str]
    role_stop_ar: frozenset[str]
    speech_ar: frozenset[str]
    place_head_ar: frozenset[str]
    place_cue_ar: frozenset[str]
    common_place_ar: frozenset[str]
    headed_place_ar: frozenset[str]
    body_cue_ar: frozenset[str]
    thing_cue_ar: frozenset[str]
    common_body_ar: frozenset[str]
    medium_cue_ar: frozenset[str]
    bare_title_ar: frozenset[str]
    company_cue_ar: frozenset[str]


def read(name: str) -> list[str]:
    """The lines of a packaged table, without its comments."""
    text = files("mujaz.data").joinpath(name).read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def load() -> Lexicon:
    """The packaged word lists, read once in a process."""
    sets = dict(line.split("\t") for line in read("words.tsv"))

    def english(name: str) -> frozenset[str]:
        return frozenset(sets[name].split("|"))

    def arabic(name: str) -> frozenset[str]:
        return frozenset(arabic_key(word) for word in sets[name].split("|"))

    return Lexicon(
        honorific_en=english("honorific_en"),
        title_en=english("title_en"),
        role_en=english("role_en"),
        role_modifier_en=english("role_modifier_en"),
        speech_en=english("speech_en"),
        function_en=english("function_en"),
        not_name_en=english("not_name_en"),
        given_en=english("given_en") | frozenset(read("given_names.txt")),
        surname_en=frozenset(read("surnames.txt")),
        place_preposition_en=english("place_preposition_en"),
        place_head_en=english("place_head_en"),
        of_a_town_en=english("of_a_town_en"),  # who and what is called after its town: "an Evarts man"
        sport_en=english("sport_en"),
        honorific_ar=arabic("honorific_ar"),
        role_ar=arabic("ar_role"),
        role_prefix_ar=arabic("ar_role_prefix"),
        role_stop_ar=arabic("ar_role_stop"),
        speech_ar=arabic("speech_ar"),
        place_head_ar=arabic("ar_place_head"),
        place_cue_ar=arabic("place_cue_ar"),
        common_place_ar=arabic("common_place_ar"),  # far more often words than the places of that spelling
        headed_place_ar=arabic("headed_place_ar"),  # places only after a word like مدينة: القصر is "the palace" too
        body_cue_ar=arabic("body_cue_ar"),
        common_body_ar=arabic("common_body_ar"),  # bodies named by ordinary words, so only beside a translation
        medium_cue_ar=arabic("medium_cue_ar"),  # what is said of a body before its name in quotation marks
        thing_cue_ar=arabic("thing_cue_ar"),  # what bears a person's name without being one: streets, ships, prizes
        bare_title_ar=arabic("bare_title_ar"),
        company_cue_ar=arabic("company_cue_ar"),
    )

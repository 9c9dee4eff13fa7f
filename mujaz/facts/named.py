"""The persons of an article where its sentences name them, and whether they are women or men."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from mujaz.facts import lexicon
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Pair, Person, Side

Gender = Literal["m", "f", ""]


class Named(NamedTuple):
    """A person where a text names them."""

    start: int
    end: int
    person: Person


class People:
    """Finds the persons of an article by any of their forms; a surname counts where only one person has it."""

    def __init__(self, people: Sequence[Person], pairs: Sequence[Pair] = ()) -> None:
        """Index the names of `people` in both languages; `pairs` tell who is a woman and who a man."""
        self._people = people
        self._tables = {language: _forms(people, language) for language in ("ar", "en")}
        self._patterns = {
            "ar": _pattern(self._tables["ar"], r"(?<![ء-ي])[وف]?[بلك]?(?P<name>", r")(?![ء-ي])"),
            "en": _pattern(self._tables["en"], r"(?<!\w)(?P<name>", r")(?!\w)"),
        }
        self._pairs = pairs

    @cached_property
    def _genders(self) -> dict[str, Gender]:
        """The gender of each person by what stands before the name most often, or by the role."""
        votes: dict[str, int] = {}
        for pair in self._pairs:
            for language, text in _sides(pair):
                for name in self.find(text, language):
                    before = text[max(0, name.start - TITLE) : name.start]
                    signs = [bool(_SIGNS[language, gender].search(before)) for gender in ("f", "m")]
                    votes[name.person.id] = votes.get(name.person.id, 0) + signs[0] - signs[1]
        for person in self._people:
            words = set(re.findall(r"[\w-]+", person.role_en.casefold()))
            words.add(_PARENTS.get(person.en.partition(" ")[0], ""))
            told = bool(words & _FEMALE) - bool(words & _MALE)
            votes[person.id] = votes.get(person.id, 0) + _ROLE_VOTES * told
        return {key: "f" if count > 0 else "m" for key, count in votes.items() if count}

    def by_role(self, words: str, language: Side) -> Person | None:
        """The one person whose role the words are ("The President", "رئيس الوزراء"), where only one has it."""
        if language == "ar":
            fitting = [p for p in self._people if p.role_ar and words in fold_same_length(p.role_ar)]
        else:
            head = words.rsplit(maxsplit=1)[-1].casefold() if words[:4].casefold() == "the " and words[4:] else ""
            asked = {head, *_OWNERS.findall(words.casefold())} if head else set()
            fitting = [p for p in self._people if asked and asked <= _role_words(p.role_en)]
        return fitting[0] if len(fitting) == 1 else None

    def gender(self, person: Person) -> Gender:
        """Masculine or feminine where a title, a role or an Arabic verb tells; "" elsewhere."""
        return self._genders.get(person.id, "")

    def is_surely(self, speaker: tuple[str, str], gender: Gender) -> bool:
        """Whether the text tells that the speaker is a person of this gender."""
        person = next((p for p in self._people if (p.ar, p.en) == speaker), None)
        return person is not None and self.gender(person) == gender

    def may_be(self, speaker: tuple[str, str], gender: Gender) -> bool:
        """Whether "he" or "she" can stand for the speaker: one of the persons, or words for a human being."""
        person = next((p for p in self._people if (p.ar, p.en) == speaker), None)
        if person:
            return not gender or self.gender(person) in {"", gender}
        words = re.findall(r"[\w-]+", speaker[1])
        if not words:
            return not any(speaker)
        told = {"f" for word in words if word in _FEMALE} | {"m" for word in words if word in _MALE}
        if told:
            return not gender or gender in told
        if len(words) > 1 and (len(words[-1]) == 1 or words[0].casefold() in lexicon.load().given_en):
            return True  # "Meriem T."
        return words[-1] in lexicon.load().role_en

    def find(self, text: str, language: Side) -> list[Named]:
        """Every mention of a person in the text (Arabic folded by `fold_same_length`), the longest form first."""
        pattern = self._patterns[language]
        table = self._tables[language]
        found = pattern.finditer(text) if pattern else ()
        named = [Named(m.start("name"), m.end("name"), table[" ".join(m["name"].split())]) for m in found]
        return named if language == "ar" else [name for name in named if not _is_relative(text, name)]


def _role_words(role: str) -> set[str]:
    """The words of a role, owners marked as such: "the directorate's spokesman" is no directorate."""
    return set(re.findall(r"[\w-]+['’]s|[\w-]+", role.casefold()))


def _is_relative(text: str, name: Named) -> bool:
    """Whether somebody else of the same surname is named: "his brother, Bill Smith"."""
    before = _WORD_BEFORE.search(text, max(0, name.start - TITLE), name.start)
    return (
        before is not None
        and " " not in text[name.start : name.end]
        and before["word"].casefold() in lexicon.load().given_en
        and before["word"] not in name.person.en
    )


def _sides(pair: Pair) -> tuple[tuple[Side, str], ...]:
    return ("ar", fold_same_length(pair.ar)), ("en", pair.en)


def _forms(people: Sequence[Person], language: Side) -> dict[str, Person]:
    """Each spelling that names exactly one person; full names and aliases before surnames."""
    table: dict[str, Person] = {}
    surnames: dict[str, set[str]] = {}
    for person in people:
        names = (person.ar, *person.aliases_ar) if language == "ar" else (person.en, *person.aliases_en)
        for name in filter(None, names):
            key = " ".join((fold_same_length(name) if language == "ar" else name).split())
            table.setdefault(key, person)
            surnames.setdefault(key.split()[-1], set()).add(person.id)
    for person in people:
        name = person.ar if language == "ar" else person.en
        words = (fold_same_length(name) if language == "ar" else name).split()
        if len(words) > 1 and len(words[-1]) > 2 and len(surnames[words[-1]]) == 1:  # noqa: PLR2004 - not "Jr", "un"
            table.setdefault(words[-1], person)
    return table


def _pattern(table: dict[str, Person], before: str, after: str) -> re.Pattern[str] | None:
    names = sorted(table, key=len, reverse=True)
    return (
        re.compile(before + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + after)
        if names
        else None
    )


TITLE = 30  # characters: room for a title before a name
_ROLE_VOTES = 3
_PARENTS = {"Umm": "mother", "Um": "mother", "Abu": "father"}
_OWNERS = re.compile(r"[\w-]+['’]s")
_WORD_BEFORE = re.compile(r"(?P<word>[A-Z][\w’'-]+)\s+$")
_SPEECH_AR = "قال|اضاف|صرح|اكد|اوضح|اعلن|ذكر|اشار|كتب|تابع|رد|حذر|شدد|غرد|زعم|اعتبر|افاد|علق|وصف|ادلي|يقول"
_BETWEEN_AR = r"\s+(?:[ء-ي]+\s+){0,2}$"
_SIGNS: dict[tuple[str, str], re.Pattern[str]] = {
    ("en", "f"): re.compile(r"\b(?:M(?:r?s|iss)|Lady|Dame|Queen|Princess|Sister)\.?\s+(?:[A-Z]\w+\s+)?$"),
    ("en", "m"): re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Father)\.?\s+(?:[A-Z]\w+\s+)?$"),
    ("ar", "f"): re.compile(
        rf"(?<![ء-ي])[وف]?(?:السيده|الانسه|الملكه|الاميره|تقول|تضيف|(?:{_SPEECH_AR}|ادل)ت){_BETWEEN_AR}"
    ),
    ("ar", "m"): re.compile(rf"(?<![ء-ي])[وف]?(?:السيد|الملك|الامير|{_SPEECH_AR}){_BETWEEN_AR}"),
}
_FEMALE = frozenset(
    (
        "woman girl mother daughter sister wife widow aunt grandmother niece girlfriend fiancee actress spokeswoman"
        " chairwoman businesswoman congresswoman queen princess duchess stepmother ex-wife waitress heroine"
    ).split()
)
_MALE = frozenset(
    (
        "man boy father son brother husband widower uncle grandfather nephew boyfriend fiance actor spokesman chairman"
        " businessman congressman king prince duke stepfather ex-husband gunman fisherman priest imam rabbi pope"
    ).split()
)

"""Who is said to speak: a speaker in both languages, and what one segment tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

    from mujaz.facts.named import Gender, Named
    from mujaz.model import Person


class Speaker(NamedTuple):
    """A speaker in both languages; either may be empty where only the other names one."""

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one segment says of the speaker.

    `speaker` where it names one, `known` when that is a person of the article, `pronoun` for "he said" and for words
    that stand for a person named before ("the president"), `gender` of the pronoun. `weak`: no speech verb, only a
    person beside the quotation.
    """

    speaker: Speaker | None = None
    pronoun: bool = False
    known: bool = False
    gender: Gender = ""
    weak: bool = False


def speaker(person: Person) -> Speaker:
    """A person of the article as a speaker."""
    return Speaker(person.ar, person.en)


def known(person: Person) -> Attribution:
    """A person of the article speaks."""
    return Attribution(speaker(person), known=True)


def between(text: str, verb: re.Match[str], name: Named) -> str:
    """The text between a verb and a name, whichever comes first."""
    return text[min(verb.end(), name.end) : max(verb.start(), name.start)]


QUOTED = "•"  # stands for each character of a quotation
REACH = 90  # characters between a speech verb and its subject, an apposition among them

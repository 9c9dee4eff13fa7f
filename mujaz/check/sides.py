"""A sentence beside its translation, as the checks read it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mujaz import text

if TYPE_CHECKING:
    from mujaz.model import Severity, Term
    from mujaz.model import Side as Language

_MAY_BE_LINK = re.compile("[@/]|www", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'،؛»«”“]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[\w./?=&%#~-]+",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[«“\"](?P<said>[^«»“”\"]*)[»”\"]")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """What one check holds against one translation; the message names both readings, for an editor."""

    check: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class Side:
    """One side of a pair: `text` levelled by `sides`, `language` a primary subtag ("ar", not "ar-SA")."""

    text: str
    language: str

    @property
    def script(self) -> Language:
        """`ar` for Arabic, `en` for every other language: the two that numbers, dates and names are read in."""
        return "ar" if self.language == "ar" else "en"

    @cached_property
    def links(self) -> list[str]:
        """The URLs and addresses in it, as they stand."""
        return _LINK.findall(self.text) if _MAY_BE_LINK.search(self.text) else []

    @cached_property
    def prose(self) -> Side:
        """The same without links and addresses, whose digits and words mean nothing."""
        return Side(_LINK.sub(" ", self.text), self.language) if self.links else self

    @cached_property
    def folded(self) -> str:
        """The text with Arabic letters levelled, every offset kept."""
        return text.fold_same_length(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case, an apostrophe inside a word kept ("don't")."""
        return _TOKEN.findall(self.text.lower())


@dataclass(frozen=True)
class Sides:
    """Both sides and the glossary; `raw` is the translation as it came, for what cleaning would hide."""

    source: Side
    target: Side
    raw: str
    terms: tuple[Term, ...] = ()

    @cached_property
    def arabic_and_english(self) -> tuple[Side, Side] | None:
        """The Arabic side, then the English one; None for any other pair of languages."""
        sides = {self.source.language: self.source, self.target.language: self.target}
        return (sides["ar"], sides["en"]) if sides.keys() == {"ar", "en"} else None


def sides(
    source: str, target: str, *, source_language: str, target_language: str, terms: tuple[Term, ...] = ()
) -> Sides:
    """Both texts ready to compare: NFKC, nothing invisible, no tatweel or vowel marks, straight apostrophes."""
    return Sides(
        Side(_level(source), text.primary(source_language)),
        Side(_level(target), text.primary(target_language)),
        target,
        terms,
    )


def _level(raw: str) -> str:
    return text.strip_marks(unicodedata.normalize("NFKC", text.clean(raw))).replace("’", "'")

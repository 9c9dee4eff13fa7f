"""Glossary terms put in place before a text goes to an engine that cannot be told about them.

A name's agreed form in the target language is written into the source sentence, where translation models copy it; a
term that must stay as it is in a foreign script is replaced by a token. Both are looked for in the answer: if one is
missing the answer is not used, and the sentence is sent again as it was.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.text import DIACRITICS, TATWEEL, arabic_letters, fold, fold_same_length, strip_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Term

_MARKS = f"[{DIACRITICS}{TATWEEL}]*"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with terms in place, and what must be found in its translation: pairs of (pattern, final form)."""

    text: str
    expected: tuple[tuple[re.Pattern[str], str], ...] = ()

    def restore(self, translation: str) -> str | None:
        """The translation with every term in its final form, or None when one is missing."""
        for pattern, form in self.expected:
            translation, found = pattern.subn(form.replace("\\", r"\\"), translation)
            if not found:
                return None
        return translation


def prepare(text: str, glossary: Sequence[Term]) -> Prepared:
    """Put the names and the protected terms of the glossary in place, the longest form first.

    Only whole words count: a form with a clitic attached is left to the engine and to the checks. Ordinary words
    (`kind` "term") are left alone too, because their English form depends on the sentence around them.
    """
    forms = {
        fold_same_length(strip_marks(form)): term
        for term in glossary
        if term.protect or (term.kind != "term" and term.en)
        for form in term.ar
        if form.strip()
    }
    if not forms:
        return Prepared(text)
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(f"({_letters(form)})" for form in longest_first) + r")(?!\w)")
    parts: list[str] = []
    expected: dict[str, tuple[re.Pattern[str], str]] = {}
    end = 0
    for match in pattern.finditer(fold_same_length(text)):
        term = forms[longest_first[(match.lastindex or 1) - 1]]
        original = text[match.start() : match.end()]
        sent, must = _stand_in(term, original, (text, *expected))
        expected[sent] = must
        parts += text[end : match.start()], sent
        end = match.end()
    return Prepared("".join((*parts, text[end:])), tuple(expected.values()))


def terms_in(text: str, glossary: Sequence[Term]) -> tuple[Term, ...]:
    """The terms of which some form occurs in the text, clitics or not: those to tell a language model about."""
    folded = fold(text)
    return tuple(term for term in glossary if any(form.strip() and fold(form) in folded for form in term.ar))


def _stand_in(term: Term, original: str, taken: Sequence[str]) -> tuple[str, tuple[re.Pattern[str], str]]:
    """What to send in place of a term, different from all that is taken, and what its translation must hold."""
    if not term.protect:
        return term.en, (_loosely(term.en), term.en)
    if not arabic_letters(original):
        return original, (_loosely(original), original)
    number = next(n for n in itertools.count() if not any(f"TRM{n}" in other for other in taken))
    return f"TRM{number}", (re.compile(rf"\bTRM\s?{number}(?!\d)", re.IGNORECASE), original)


def _loosely(form: str) -> re.Pattern[str]:
    """A form whatever its case and white space."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, form.split())) + r"(?!\w)", re.IGNORECASE)


def _letters(form: str) -> str:
    """A pattern for a form, whatever marks its letters carry."""
    return r"\s+".join("".join(re.escape(letter) + _MARKS for letter in word) for word in form.split())

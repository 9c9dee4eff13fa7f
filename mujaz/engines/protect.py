"""Glossary terms put in place before a text goes to an engine that cannot be told about them.

The agreed form of a name or a word in the target language is written into the source sentence, where translation
models copy it; a term that must stay as it is in a foreign script is replaced by a token. Both are looked for in the
answer: if one is missing the answer is not used, and the sentence is sent again as it was.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.text import DIACRITICS, TATWEEL, arabic_letters, fold, fold_same_length, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mujaz.model import Term

_MARKS = f"[{DIACRITICS}{TATWEEL}]*"
_CLITICS = tuple(filter(None, map("".join, itertools.product(("", "و", "ف"), ("", "ب", "ل", "ك")))))
_CLITIC_KINDS = {"person", "place"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with terms in place, and what must be found in its translation: pairs of (pattern, final form).

    Where there is no final form, what was found stays as it is: a word may begin a sentence.
    """

    text: str
    expected: tuple[tuple[re.Pattern[str], str | None], ...] = ()

    def restore(self, translation: str) -> str | None:
        """The translation with every term in its final form, or None when one is missing."""
        for pattern, form in self.expected:
            final = r"\g<0>" if form is None else form.replace("\\", r"\\")
            translation, found = pattern.subn(final, translation)
            if not found:
                return None
        return translation


@dataclass(frozen=True, slots=True)
class _Form:
    """What may stand in a text for a term: a form of it, perhaps with a clitic; some are seen, but left alone."""

    text: str
    term: Term
    clitic: str = ""
    left_alone: bool = False


def prepare(text: str, glossary: Sequence[Term]) -> Prepared:
    """Put the terms of the glossary in place, the longest form first.

    Only whole words count, but a name of several words may have one letter attached, which is sent as a word of its
    own: وجو بايدن as "و Joe Biden". A shorter name with a letter attached is too easily another word, and two letters
    are more than an engine makes sense of: these are left to the engine and to the checks. An ordinary word (`kind`
    "term") is put in place where it stands in a form that the glossary lists; an engine that inflects it there gets
    the sentence again as it was.
    """
    forms = {
        fold_same_length(strip_marks(form)): _Form(form, term)
        for term in glossary
        if term.protect or term.en
        for form in term.ar
        if form.strip()
    }
    if not forms:
        return Prepared(text)
    forms = dict(_with_clitics(forms)) | forms
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(f"({_letters(form)})" for form in longest_first) + r")(?!\w)")
    parts: list[str] = []
    expected: dict[str, tuple[re.Pattern[str], str | None]] = {}
    end = 0
    for match in pattern.finditer(fold_same_length(text)):
        form = forms[longest_first[(match.lastindex or 1) - 1]]
        if form.left_alone:
            continue
        original = form.text if form.clitic else text[match.start() : match.end()]
        sent, must = _stand_in(form, original, (text, *expected))
        expected[sent] = must
        parts += text[end : match.start()], f"{form.clitic} {sent}" if form.clitic else sent
        end = match.end()
    return Prepared("".join((*parts, text[end:])), tuple(expected.values()))


def _with_clitics(forms: Mapping[str, _Form]) -> Iterator[tuple[str, _Form]]:
    """Names of several words with what may be attached to them, as it is spelled.

    What is not to be put in place is there too: of a longer name, its shorter form must not be.
    """
    for name, form in forms.items():
        if form.term.kind in _CLITIC_KINDS and len(name.split()) > 1:
            for clitic in _CLITICS:
                bare = name.removeprefix("ا") if clitic.endswith("ل") and name.startswith("ال") else name
                clear = len(clitic) == 1 and clitic != name[0]
                yield clitic + bare, replace(form, clitic=clitic, left_alone=not clear)


def terms_in(text: str, glossary: Sequence[Term]) -> tuple[Term, ...]:
    """The terms of which some form occurs in the text, clitics or not: those to tell a language model about."""
    folded = fold(text)
    return tuple(term for term in glossary if any(form.strip() and fold(form) in folded for form in term.ar))


def _stand_in(form: _Form, original: str, taken: Sequence[str]) -> tuple[str, tuple[re.Pattern[str], str | None]]:
    """What to send in place of a term, different from all that is taken, and what its translation must hold."""
    if not form.term.protect:
        english = _english(form)
        return english, (_loosely(english), None if form.term.kind == "term" else english)
    if not arabic_letters(original):
        return original, (_loosely(original), original)
    number = next(n for n in itertools.count() if not any(f"TRM{n}" in other for other in taken))
    return f"TRM{number}", (re.compile(rf"\bTRM\s?{number}(?!\d)", re.IGNORECASE), original)


def _english(form: _Form) -> str:
    """The agreed form; for a surname alone the surname, if the glossary allows it: هانتر بايدن is not Joe Biden."""
    term = form.term
    if term.kind == "person" and any(fuller.endswith(f" {form.text}") for fuller in term.ar):
        return next((alias for alias in term.aliases_en if term.en.endswith(f" {alias}")), term.en)
    return term.en


def _loosely(form: str) -> re.Pattern[str]:
    """A form whatever its case and white space."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, form.split())) + r"(?!\w)", re.IGNORECASE)


def _letters(form: str) -> str:
    """A pattern for a form, whatever marks its letters carry."""
    return r"\s+".join("".join(re.escape(letter) + _MARKS for letter in word) for word in form.split())

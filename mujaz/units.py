"""The units and countable nouns of news, in Arabic and English, from data/units.tsv.

A unit names what a number counts: percent, money, time, measures, people and the things that are counted most.
It lets an article without a translation still say "3 hours" or "12,000 soldiers" in the other language.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mujaz.numerals import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mujaz.model import Side

_LONGEST = 3  # words in the longest unit ("ميل في الساعة")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `key` is "%", an ISO 4217 or SI code where there is one, else an English word.

    `kind` is percent, currency, time, measure, people or thing; `ar` and `en` hold the forms, citation form first;
    `en_one` is the English singular, `abbreviations` are written directly after (or, for money, before) the digits.
    """

    key: str
    kind: str
    ar: tuple[str, ...]
    en: tuple[str, ...]
    en_one: str
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """Finds units in running words; build it with `load()`."""

    ar: Mapping[str, Unit]
    en: Mapping[str, Unit]
    by_abbreviation: Mapping[str, Unit]
    by_key: Mapping[str, Unit]

    def match(self, words: Sequence[str], language: Side) -> tuple[Unit, int] | None:
        """The unit that the first words spell, and how many words it takes; the longest wins.

        `words` are folded (Arabic) or lower case (English).
        """
        table = self.ar if language == "ar" else self.en
        for count in range(min(_LONGEST, len(words)), 0, -1):
            unit = table.get(" ".join(words[:count]))
            if unit:
                return unit, count
        return None


@cache
def load() -> Units:
    """Read the packaged table."""
    by_key: dict[str, Unit] = {}
    ar: dict[str, Unit] = {}
    en: dict[str, Unit] = {}
    short: dict[str, Unit] = {}
    table = files("mujaz.data").joinpath("units.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        abbreviations = _forms(row["en_abbreviations"])
        unit = Unit(row["key"], row["kind"], _forms(row["ar"]), _forms(row["en"]), row["en_one"], abbreviations)
        by_key[unit.key] = unit
        for form in unit.ar:
            for spelling in _definite(fold_words(form)):
                ar.setdefault(spelling, unit)
        for form in (*unit.en, unit.en_one):
            en.setdefault(form.lower(), unit)
        short.update(dict.fromkeys(unit.abbreviations, unit))
    return Units(ar, en, short, by_key)


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split(",") if form)


def _definite(form: str) -> tuple[str, ...]:
    """The form as it is and with the article on every word ("المتر المكعب")."""
    words = form.split()
    if any(word in {"في", "من"} or word.startswith("بال") for word in words):
        return (form,)
    return form, " ".join("ال" + word for word in words)

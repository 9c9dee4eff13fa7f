"""Which way round an article is read: the extractors know Arabic and English, whichever of them is the original."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from mujaz.model import Date, Mention, Number, Organisation, Pair, Person, Place, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mujaz.model import FactEdits, Facts, Side, Term

Row = TypeVar("Row", Person, Place, Organisation, Number, Date, Quote)

_OTHER: dict[Side, Side] = {"ar": "en", "en": "ar"}


def turned_pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Each pair with its sides exchanged."""
    return tuple(Pair(pair.id, pair.en, pair.ar) for pair in pairs)


def turned_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The glossary for the other direction: what was to be said is what is looked for."""
    return tuple(
        replace(
            term,
            ar=(term.en, *term.aliases_en),
            en=term.ar[0],
            aliases_en=term.ar[1:],
            role_ar=term.role_en,
            role_en=term.role_ar,
        )
        for term in terms
    )


def turned_edits(edits: FactEdits) -> FactEdits:
    """What an editor hides and adds, in the words of the other direction."""
    rows = tuple((kind, tuple((_twin(key) or key, value) for key, value in row)) for kind, row in edits.add)
    return replace(edits, add=rows)


def turned(facts: Facts) -> Facts:
    """The facts with source and target exchanged; twice turned they are as they were."""
    return replace(
        facts,
        people=tuple(map(_turned, facts.people)),
        places=tuple(map(_turned, facts.places)),
        organisations=tuple(map(_turned, facts.organisations)),
        numbers=tuple(map(_turned, facts.numbers)),
        dates=tuple(map(_turned, facts.dates)),
        quotes=tuple(map(_turned, facts.quotes)),
    )


def _turned(row: Row) -> Row:
    """One fact: every field of one language takes the value of its twin."""
    names = {field.name for field in fields(row)}
    twins = {name: _twin(name) for name in names if _twin(name) in names}
    values = {name: getattr(row, twin) for name, twin in twins.items()}
    mentions = tuple(Mention(m.segment_id, _OTHER[m.language], m.start, m.end) for m in row.mentions)
    return replace(row, mentions=mentions, **values)


def _twin(name: str) -> str:
    """The field of the other language: "role_en" of "role_ar", "en" of "ar"; empty where a field has no language."""
    stem, _, language = name.rpartition("_")
    other = {"ar": "en", "en": "ar"}.get(language)
    return "" if other is None else f"{stem}_{other}" if stem else other

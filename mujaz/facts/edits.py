"""The facts that the .yml of an article hides or adds."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from mujaz.facts.glossed import is_part, joined, names_of, uncovered
from mujaz.model import Date, Facts, Finding, Mention, Number, Organisation, Person, Place, Quote
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mujaz.model import FactEdits, Kind, Pair

Fact = TypeVar("Fact", Person, Place, Organisation, Number, Date, Quote)


def edited(facts: Facts, edits: FactEdits, pairs: Sequence[Pair]) -> Facts:
    """The facts without what the article's editor hides and with what he adds.

    An added row takes the place of what was found under the same source form in the same segment.
    """
    hidden = {fold(name) for name in edits.hide}

    def shown(found: Sequence[Fact]) -> list[Fact]:
        return [fact for fact in found if not any(fold(text) in hidden for text in _texts_of(fact))]

    added = [(kind, dict(row)) for kind, row in edits.add]

    def rows(kind: Kind) -> list[dict[str, str]]:
        return [row for k, row in added if k == kind]

    own_people = [_person(r, pairs) for r in rows("people")]
    own_places = [_place(r, pairs) for r in rows("places")]
    own_bodies = [_organisation(r, pairs) for r in rows("organisations")]
    own: tuple[Person | Place | Organisation, ...] = (*own_people, *own_places, *own_bodies)
    said = [_spoken(quote, facts.people, own_people, hidden) for quote in shown(facts.quotes)]
    return replace(
        facts,
        people=uncovered(_with(shown(facts.people), own_people), own),
        places=uncovered(_with(shown(facts.places), own_places), own),
        organisations=uncovered(_with(shown(facts.organisations), own_bodies), own),
        numbers=_with(shown(facts.numbers), [_number(r, pairs) for r in rows("numbers")]),
        dates=_with(shown(facts.dates), [_date(r, pairs) for r in rows("dates")]),
        quotes=_with(said, [_quote(r, pairs) for r in rows("quotes")]),
    )


def _spoken(quote: Quote, found: Sequence[Person], added: Sequence[Person], hidden: Collection[str]) -> Quote:
    """The quotation with its speaker as the editor has him: nobody who is hidden, and what he calls him."""
    person = next((one for one in found if (one.ar, one.en) == (quote.speaker_ar, quote.speaker_en)), None)
    row = next((row for row in added if person and _is_double(row, person)), None)
    if row:
        return replace(quote, speaker_ar=row.ar, speaker_en=row.en)
    names = names_of(person) if person else (quote.speaker_ar, quote.speaker_en)
    unknown = any(fold(name) in hidden for name in names if name)
    return replace(quote, speaker_ar="", speaker_en="") if unknown else quote


def hides_nothing(facts: Facts, edits: FactEdits) -> tuple[Finding, ...]:
    """Warnings for what the article's editor hides and the article does not have, as `facts` found it."""
    kinds = (facts.people, facts.places, facts.organisations, facts.numbers, facts.dates, facts.quotes)
    known = {fold(text): text for kind in kinds for fact in kind for text in _texts_of(fact)}
    findings = []
    for text, where in zip(edits.hide, edits.hide_at, strict=True):
        if fold(text) not in known:
            near = get_close_matches(fold(text), known, n=1)
            hint = f"; did you mean “{known[near[0]]}”?" if near else ""
            message = f"{where} hides “{text}”, which is no fact of this article{hint}"
            findings.append(Finding("", "facts", "warning", message))
    return tuple(findings)


def _texts_of(fact: Person | Place | Organisation | Number | Date | Quote) -> tuple[str, ...]:
    """What a fact can be hidden by: a form of its name, or its words, in either language."""
    if isinstance(fact, Number | Date | Quote):
        return tuple(text for text in (fact.text_ar, fact.text_en) if text)
    return names_of(fact)


def _with(found: list[Fact], added: Sequence[Fact]) -> tuple[Fact, ...]:
    """What was found with the editor's rows, each in the place of its double or at the end."""
    for row in added:
        home = next((n for n, other in enumerate(found) if _is_double(row, other)), None)
        if home is None:
            found.append(row)
        else:
            found[home] = _completed(row, found[home])
    return tuple(found)


def _is_double(row: Fact, found: Fact) -> bool:
    """Whether an editor's row is about what was found: the same source form in the same segment."""
    if isinstance(row, Number | Date | Quote) and isinstance(found, Number | Date | Quote):
        return row.segment_id == found.segment_id and fold(row.text_ar) == fold(found.text_ar)
    if isinstance(row, Number | Date | Quote) or isinstance(found, Number | Date | Quote):
        return False
    if is_part(found, row):
        return True
    together = {m.segment_id for m in row.mentions} & {m.segment_id for m in found.mentions}
    return bool(together) and fold(row.ar) in {fold(text) for text in (found.ar, *found.aliases_ar)}


def _completed(row: Fact, found: Fact) -> Fact:
    """An editor's row with what it does not say of a name and the article does; of statements the row is all."""
    if isinstance(row, Person | Place | Organisation) and isinstance(found, type(row)):
        aliases_ar = tuple(dict.fromkeys((*row.aliases_ar, *found.aliases_ar)))
        aliases_en = tuple(dict.fromkeys((*row.aliases_en, *found.aliases_en)))
        row = replace(joined(row, found), aliases_ar=aliases_ar, aliases_en=aliases_en)
    if isinstance(row, Place) and isinstance(found, Place):
        return replace(
            row,
            kind=row.kind or found.kind,
            country=row.country or found.country,
            lat=found.lat if row.lat is None else row.lat,
            lon=found.lon if row.lon is None else row.lon,
        )
    return row


def _literal(pairs: Sequence[Pair], row: dict[str, str], arabic: str, english: str) -> tuple[Mention, ...]:
    """Where the added fact's own words and aliases stand, in its segments or anywhere when the row names none."""
    found: list[Mention] = []
    for pair in pairs:
        if pair.id in row.get("segments", pair.id).split():
            for (language, text), words in zip(pair.sides, (arabic, english), strict=True):
                spans = _spans(text, words, _aliases(row, f"aliases_{language}"))
                found += (Mention(pair.id, language, *span) for span in spans)
    return tuple(found)


def _spans(text: str, words: str, aliases: Sequence[str]) -> list[tuple[int, int]]:
    """Where a fact's words stand first, and its aliases as whole words, one attached letter allowed; longest first."""
    taken: list[tuple[int, int]] = []
    for form in sorted(filter(None, {words, *aliases}), key=len, reverse=True):
        whole = rf"(?<!\w)[وفبلك]?({re.escape(form)})(?!\w)" if form != words else f"({re.escape(form)})"
        free = (
            m.span(1) for m in re.finditer(whole, text) if not any(m.start(1) < b and a < m.end(1) for a, b in taken)
        )
        taken += islice(free, 1 if form == words else None)
    return sorted(taken)


def _aliases(row: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(filter(None, row.get(key, "").split("\n")))


def _names(
    row: dict[str, str], pairs: Sequence[Pair]
) -> tuple[str, str, str, tuple[Mention, ...], bool, tuple[str, ...], tuple[str, ...]]:
    """What every added name has: id, both forms, where they stand, that the editor vouches for it, and its aliases."""
    arabic, english = row.get("ar", ""), row.get("en", "")
    name = row.get("id") or slugify(fold(english or arabic))
    aliases = _aliases(row, "aliases_ar"), _aliases(row, "aliases_en")
    return name, arabic, english, _literal(pairs, row, arabic, english), True, *aliases


def _person(row: dict[str, str], pairs: Sequence[Pair]) -> Person:
    return Person(*_names(row, pairs), role_ar=row.get("role_ar", ""), role_en=row.get("role_en", ""))


def _place(row: dict[str, str], pairs: Sequence[Pair]) -> Place:
    return Place(
        *_names(row, pairs),
        kind=row.get("place_kind", ""),
        country=row.get("country", ""),
        lat=_figure(row.get("lat")),
        lon=_figure(row.get("lon")),
    )


def _organisation(row: dict[str, str], pairs: Sequence[Pair]) -> Organisation:
    return Organisation(*_names(row, pairs))


def _texts(row: dict[str, str], pairs: Sequence[Pair]) -> tuple[str, str, str, tuple[Mention, ...]]:
    """What every added statement has: its segment, its text in both languages, and where these stand."""
    arabic, english = row.get("text_ar", ""), row.get("text_en", "")
    mentions = _literal(pairs, row, arabic, english)
    segment = next(iter(row.get("segments", "").split()), "") or next(
        (m.segment_id for m in mentions), pairs[0].id if pairs else ""
    )
    return segment, arabic, english, mentions


def _number(row: dict[str, str], pairs: Sequence[Pair]) -> Number:
    segment, arabic, english, mentions = _texts(row, pairs)
    return Number(
        segment,
        _figure(row.get("value")) or 0.0,
        arabic,
        english,
        mentions,
        agreed=True,
        value_max=_figure(row.get("value_max")),
        what_ar=row.get("what_ar", ""),
        what_en=row.get("what_en", ""),
    )


def _date(row: dict[str, str], pairs: Sequence[Pair]) -> Date:
    return Date(*_texts(row, pairs), agreed=True, start=row.get("start"), end=row.get("end"))


def _quote(row: dict[str, str], pairs: Sequence[Pair]) -> Quote:
    return Quote(*_texts(row, pairs), speaker_ar=row.get("speaker_ar", ""), speaker_en=row.get("speaker_en", ""))


def _figure(text: str | None) -> float | None:
    """A number as an editor writes it, or None."""
    try:
        return float(text.replace(",", "")) if text else None
    except ValueError:
        return None

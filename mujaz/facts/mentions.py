"""Further mentions of people who are certain, and sentences whose two sides name different people."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from mujaz.facts import roles_ar
from mujaz.facts.names import Span
from mujaz.gazetteer import arabic_key, stems
from mujaz.model import Finding, Mention, Organisation, Person, Place
from mujaz.text import strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.spans import Taken
    from mujaz.model import Pair

Named = TypeVar("Named", Person, Place, Organisation)
_SHORTEST = 3


def mention_again(document: Document, persons: Sequence[Person], taken: Taken) -> tuple[Person, ...]:
    """The people with every further place where a known form of their name stands, in either language.

    A form that two people share (وايد for Wade and Wayde) tells nothing and is not looked for.
    """
    arabic = _unshared(persons, "ar")
    english = {f: i for f, i in _unshared(persons, "en").items() if f.lower() not in document.lexicon.function_en}
    more: dict[str, list[tuple[Mention, str]]] = {p.id: [] for p in persons}
    for reading in document.readings:
        for person, mention in (*_arabic(reading, arabic), *_english(reading, english)):
            if not taken.holds(mention):
                text = reading.pair.ar if mention.language == "ar" else reading.pair.en
                more[person].append((mention, strip_marks(text[mention.start : mention.end])))
                taken.add([mention])
    return tuple(_with(p, more[p.id]) for p in persons)


def _with(person: Person, more: Sequence[tuple[Mention, str]]) -> Person:
    """The person with further mentions, and the forms of the name that only they show."""
    known = {person.ar, person.en, *person.aliases_ar, *person.aliases_en}
    new = [(m.language, form) for m, form in dict.fromkeys(more) if form not in known]
    return replace(
        person,
        mentions=(*person.mentions, *(m for m, _ in more)),
        aliases_ar=tuple(dict.fromkeys((*person.aliases_ar, *(form for side, form in new if side == "ar")))),
        aliases_en=tuple(dict.fromkeys((*person.aliases_en, *(form for side, form in new if side == "en")))),
    )


def _unshared(persons: Sequence[Person], language: str) -> dict[str, str]:
    """One-word forms that belong to one person only, as keys to that person's id."""
    owners: dict[str, set[str]] = {}
    for person in persons:
        forms = (person.ar, *person.aliases_ar) if language == "ar" else (person.en, *person.aliases_en)
        for form in forms:
            words = form.split()
            for word in {words[-1], *(words if len(words) == 1 else ())}:
                owners.setdefault(arabic_key(word) if language == "ar" else word, set()).add(person.id)
    return {form: next(iter(ids)) for form, ids in owners.items() if len(ids) == 1 and len(form) >= _SHORTEST}


def _arabic(reading: Reading, forms: Mapping[str, str]) -> Iterator[tuple[str, Mention]]:
    for word in reading.arabic.words:
        hit = next(((stem, cut) for stem, cut in stems(word.key) if stem in forms), None)
        if hit and len(hit[0]) > _SHORTEST:
            yield forms[hit[0]], Mention(reading.pair.id, "ar", word.start + hit[1], word.end)


def _english(reading: Reading, forms: Mapping[str, str]) -> Iterator[tuple[str, Mention]]:
    for token in reading.tokens:
        if token.text in forms:
            yield forms[token.text], Mention(reading.pair.id, "en", token.start, token.end)


def roles_again(document: Document, persons: Sequence[Person]) -> tuple[Person, ...]:
    """The people with the Arabic role that a further mention states, where the first ones stated none."""
    readings = {r.pair.id: r for r in document.readings}
    spans = {(p.id, m): _span(readings[m.segment_id], m) for p in persons for m in p.mentions if m.language == "ar"}
    out = []
    for person in persons:
        found = person.role_ar
        for (owner, mention), span in spans.items():
            if found or owner != person.id:
                continue
            others = [s for (_, m), s in spans.items() if m.segment_id == mention.segment_id]
            found = roles_ar.role(document, readings[mention.segment_id], span, others)
        out.append(replace(person, role_ar=found))
    return tuple(out)


def _span(reading: Reading, mention: Mention) -> Span:
    return Span(mention.start, mention.end, strip_marks(reading.pair.ar[mention.start : mention.end]), 1.0)


def contradictions(persons: Sequence[Person], pairs: Sequence[Pair]) -> tuple[Finding, ...]:
    """Sentences where the original names one person and the translation, instead, another one of the same article."""
    findings = []
    for pair in pairs:
        if not pair.en:
            continue
        sides = Counter((p.id, m.language) for p in persons for m in p.mentions if m.segment_id == pair.id)
        by_id = {p.id: p for p in persons}
        original = [i for i, side in sides if side == "ar" and (i, "en") not in sides]
        translated = [i for i, side in sides if side == "en" and (i, "ar") not in sides]
        if len(original) == 1 and len(translated) == 1:
            one, other = by_id[original[0]], by_id[translated[0]]
            message = f"the original names {one.ar} ({one.en}), the translation {other.en} ({other.ar})"
            findings.append(Finding(pair.id, "people", "warning", message))
    return tuple(findings)


def in_order(found: Sequence[Named], pairs: Sequence[Pair]) -> tuple[Named, ...]:
    """Facts by where their first mention stands, the original's before the translation's."""
    numbers = {pair.id: n for n, pair in enumerate(pairs)}

    def first(one: Named) -> tuple[int, bool, int]:
        return min(
            ((numbers[m.segment_id], m.language == "en", m.start) for m in one.mentions), default=(len(pairs), True, 0)
        )

    return tuple(sorted(found, key=first))

"""Bodies of a country in small letters: "China's foreign ministry" beside وزارة الخارجية الصينية."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.facts.english import joined
from mujaz.facts.lexicon import definite
from mujaz.facts.organisations_lexicon import known
from mujaz.gazetteer import arabic_key, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.document import Document, Reading

# What a country has one of, and its Arabic, whose last word is the country's adjective.
_BODIES = {
    english: definite(arabic.split())
    for english, arabic in (
        ("ministry", "وزارة"),
        ("army", "جيش"),
        ("navy", "بحرية"),
        ("coastguard", "خفر"),
        ("coast guard", "خفر"),
        ("parliament", "برلمان"),
        ("central bank", "بنك مصرف"),
        ("air force", "سلاح"),
        ("intelligence service", "مخابرات استخبارات"),
        ("embassy", "سفارة"),
        ("police", "شرطة"),
    )
}
_LONGEST = 5

Range = tuple[int, int]


def national(document: Document, reading: Reading) -> Iterator[tuple[Range, Range]]:
    """The character ranges of every such body in both languages, the Arabic first."""
    tokens, text = reading.tokens, reading.pair.en
    for at, token in enumerate(tokens):
        country = _country(document, reading, at)
        last = at
        while country and last + 1 < len(tokens) and last - at < _LONGEST:
            owned = token.possessive and last == at
            if not (owned or joined(text, tokens[last], tokens[last + 1])):
                break
            last += 1
            keys = _BODIES.get(tokens[last].lower) or _BODIES.get(f"{tokens[last - 1].lower} {tokens[last].lower}")
            found = _arabic(document, reading, keys, country) if keys and tokens[last].text.islower() else None
            if found:
                yield found, (_start(reading, at), tokens[last].end)
                break


def police(reading: Reading) -> Iterator[tuple[Range, Range]]:
    """The police of every place that both languages name so: "Milwaukee police" beside شرطة ميلووكي."""
    for english in reading.places_en:
        end = english.end + len(" police")
        if reading.pair.en[english.end : end + 1].rstrip(" .,'’") != " police":
            continue
        ids = {e.id for e in english.entries}
        for arabic in reading.places_ar:
            at = reading.word_at(arabic.start)
            if reading.key_before(at) == arabic_key("شرطة") and ids & {e.id for e in arabic.entries}:
                yield (reading.arabic.words[at - 1].start, arabic.end), (english.start, end)


def branches(document: Document, reading: Reading) -> Iterator[tuple[Range, Range]]:
    """Every listed body that both languages name with its country."""
    for arabic in known().find(reading.pair.ar, "ar"):
        for english in known().find(reading.pair.en, "en"):
            if {e.id for e in arabic.entries} & {e.id for e in english.entries}:
                found = _branch(document, reading, (arabic.start, arabic.end), (english.start, english.end))
                yield from (found,) if found else ()


def _branch(document: Document, reading: Reading, arabic: Range, english: Range) -> tuple[Range, Range] | None:
    """A listed body with its country: "Kenya Red Cross" beside الصليب الأحمر الكيني."""
    tokens, words = reading.tokens, reading.arabic.words
    at = next((n for n, t in enumerate(tokens) if t.start >= english[0]), 0)
    last = next((n for n, w in enumerate(words) if w.end >= arabic[1]), len(words))
    first, end, arab = at, last, arabic_key("العربي")
    if first > 1 and tokens[first - 1].text == "Arab" and end + 1 < len(words) and words[end + 1].key == arab:
        first, end = first - 1, end + 1
    if not first or end + 1 >= len(words) or reading.gap_ar(end).strip():
        return None
    owner = tokens[first - 1]
    countries = {e.country for e in document.gazetteer.lookup(owner.text, "en") if e.kind == "country"}
    countries |= {document.gazetteer.nationality(owner.text, "en")} - {""}
    if not joined(reading.pair.en, owner, tokens[first]) or not countries:
        return None
    if document.gazetteer.nationality(words[end + 1].key, "ar") not in countries:
        return None
    return (arabic[0], words[end + 1].end), (owner.start, english[1])


def _country(document: Document, reading: Reading, at: int) -> str:
    """The country that a token names as owner or as an adjective of nationality."""
    token = reading.tokens[at]
    if not token.possessive:
        return document.gazetteer.nationality(token.text, "en") or ""
    owner = next((m for m in reading.places_en if m.end == token.end), None)
    return owner.entries[0].country if owner and owner.entries[0].kind == "country" else ""


def _start(reading: Reading, at: int) -> int:
    """Where the owner begins: "South Korea's"."""
    end = reading.tokens[at].end
    return next((m.start for m in reading.places_en if m.end == end), reading.tokens[at].start)


def _arabic(document: Document, reading: Reading, keys: frozenset[str], country: str) -> Range | None:
    """The Arabic body: from its head to the adjective of that country."""
    words = reading.arabic.words
    for n, word in enumerate(words):
        cut = next((c for stem, c in stems(word.key) if stem in keys), None)
        last = n
        while cut is not None and last + 1 < len(words) and last - n < _LONGEST and not reading.gap_ar(last).strip():
            last += 1
            if document.gazetteer.nationality(words[last].key, "ar") == country:
                return word.start + cut, words[last].end
    return None

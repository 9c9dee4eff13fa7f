"""A capital and a country of one name in a text without a translation: عمان is Amman or Oman, as the article tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.gazetteer import Gazetteer, Match


def settle(document: Document) -> None:
    """Leave of each such name the place that is meant: that of the nationality before it, or the only country named.

    A name that may be either is no place.
    """
    alone = [reading for reading in document.readings if not reading.pair.en]
    if any(_countries(match) for reading in alone for match in reading.places_ar):
        named = _named(document.readings, document.gazetteer)
        for reading in alone:
            reading.places_ar = tuple(_settled(reading, document.gazetteer, named))


def _settled(reading: Reading, places: Gazetteer, named: Counter[str]) -> Iterator[Match]:
    for match in reading.places_ar:
        countries = _countries(match)
        if not countries:
            yield match
            continue
        at = reading.word_at(match.start)
        before = places.nationality(reading.arabic.words[at - 1].key, "ar") if at else ""
        fitting = [before] if before in countries else [country for country in countries if named[country]]
        if len(fitting) == 1:
            yield replace(match, entries=tuple(e for e in match.entries if e.country == fitting[0]))


def _countries(match: Match) -> tuple[str, ...]:
    """The countries that a name may mean or lie in, where it is a country's and another's capital; else none."""
    country = match.entries[0]
    if country.kind != "country" or not any(e.capital and e.country != country.country for e in match.entries):
        return ()
    return tuple(dict.fromkeys(e.country for e in match.entries))


def _named(readings: Sequence[Reading], places: Gazetteer) -> Counter[str]:
    """How often an article names each country, itself or by its adjective or its places, in words of one meaning."""
    counted: Counter[str] = Counter()
    for reading in readings:
        for match in reading.places_ar:
            if len({e.country for e in match.entries}) == 1:
                counted[match.entries[0].country] += 1
        counted.update(filter(None, (places.nationality(word.key, "ar") for word in reading.arabic.words)))
    return counted

"""Which place of one name is meant, told by the countries that the article names without doubt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mujaz.entries import CITY_RANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.entries import Entry
    from mujaz.facts.document import Document


_SMALL = CITY_RANK + 4_000
"""The rank of a city that 4,000 in the table are larger than: Tripoli in Lebanon is larger, Athens in Georgia not."""
_LARGE = CITY_RANK + 2_000
"""The rank up to which a city is so well known that a small namesake is not meant, whatever country is named."""


def countries(document: Document) -> Counter[str]:
    """How often each country is named without doubt; this decides between places of one name."""
    counted: Counter[str] = Counter()
    for reading in document.readings:
        for match in reading.places_en or reading.places_ar:
            # Lebanon is a town of Ohio too, but Georgia a state.
            towns = match.entries[0].kind == "country" and all(e.doubtful for e in match.entries[1:])
            countries = {e.country for e in match.entries[: 1 if towns else None]}
            if len(countries) == 1 and not match.entries[0].doubtful:
                counted.update(countries)
    return counted


def choose(entries: Sequence[Entry], known: Counter[str]) -> Entry:
    """The place meant: a country or region by rank, of cities and divisions the one in a country that it names."""
    cities = [e for e in entries if e.kind == "city" and known[e.country]]
    # Moscow, Idaho, or Geneva, Illinois, is not meant by a story that names America; Birmingham, Alabama, may be.
    largest = min((e.rank for e in cities), default=_SMALL)
    famous = [e for e in entries if e.kind == "city" and e.rank < _LARGE and not known[e.country]]
    by_hand = all(e.rank < CITY_RANK for e in famous)  # of whose size nothing is known
    certain = {e.id for e in famous} if largest >= (_LARGE if by_hand else _SMALL) else set()
    return min(
        entries,
        key=lambda e: (
            e.doubtful and known[e.country] == 0 and e.id not in certain,
            e.division and known[e.country] == 0,
            _georgia(e, known),
            -known[e.country] if e.kind == "country" else 0,  # of two Congos the one that the article names in full
            e.rank,
        ),
    )


def _georgia(entry: Entry, known: Counter[str]) -> bool:
    """Whether a country shares its name with a region of a country that the article names."""
    return entry.kind == "country" and known["US"] > 0 and entry.country == "GE"

"""Whom and which places English sentences name that have no Arabic beside them.

The gazetteer has the Arabic names of places; a person's name stays in Latin letters, for no spelling is guessed.
Nothing of this is agreed. Numbers and dates are read where those of other sentences are, and said by `in_arabic`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.entries import KNOWN_CITY
from mujaz.facts import roles
from mujaz.facts.candidates import FULL_NAME, candidates
from mujaz.facts.coreference import cluster
from mujaz.facts.namesakes import choose, countries
from mujaz.facts.place_spellings import preposition
from mujaz.facts.plausible import plausible_en
from mujaz.model import Mention, Person, Place
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.candidates import Candidate
    from mujaz.facts.coreference import Cluster
    from mujaz.facts.document import Document, Reading
    from mujaz.facts.spans import Taken
    from mujaz.gazetteer import Match

_CERTAIN = frozenset({"title", "role before", "age", "who"})


def people(document: Document, taken: Taken) -> tuple[Person, ...]:
    """Everybody whom a title, an age or the like shows to be a person, in sentences without an Arabic side."""
    if all(reading.pair.ar for reading in document.readings):
        return ()
    found = [c for c in candidates(document) if not c.reading.pair.ar]
    titles = document.lexicon.title_en | document.lexicon.role_en
    free = [c for c in found if not taken.holds(_mention(c)) and c.words[-1].lower() not in titles]
    return tuple(_person(document, one) for one in cluster(free) if _is_certain(one))


def _is_certain(one: Cluster) -> bool:
    reasons = {reason for c in one.mentions for reason in c.reasons}
    evidence = max(c.evidence for c in one.mentions) + min(0.0, *(c.evidence for c in one.mentions))
    if len(one.fullest) == 1:
        return evidence >= FULL_NAME and "title" in reasons
    return evidence >= FULL_NAME and bool(reasons & _CERTAIN or {"given name", "speech"} <= reasons)


def _person(document: Document, one: Cluster) -> Person:
    name = " ".join(one.fullest)
    stated = dict.fromkeys(role for c in one.mentions if (role := roles.english(document, c)))
    return Person(
        id=slugify(fold(name)),
        ar=name,
        en=name,
        mentions=tuple(dict.fromkeys(map(_mention, one.mentions))),
        agreed=False,
        aliases_en=tuple(form for form in dict.fromkeys(c.text for c in one.mentions) if form != name),
        role_en=next(iter(stated), ""),
    )


def _mention(candidate: Candidate) -> Mention:
    tokens = candidate.reading.tokens
    return Mention(candidate.reading.pair.id, "en", tokens[candidate.first].start, tokens[candidate.last].end)


def places(document: Document, known: tuple[Place, ...], taken: Taken) -> tuple[Place, ...]:
    """Countries, and cities after a preposition of place, that `known` does not have."""
    if all(reading.pair.ar for reading in document.readings):
        return ()
    found: dict[str, Place] = {}
    ids = {place.id for place in known}
    named = countries(document)
    for reading in document.readings:
        for match in _in_english(document, reading, taken):
            entry = choose(match.entries, named)
            if entry.id in ids or not entry.ar:
                continue
            mention = Mention(reading.pair.id, "en", match.start, match.end)
            one = found.get(entry.id)
            mentions = (*one.mentions, mention) if one else (mention,)
            found[entry.id] = Place(
                entry.id, entry.ar[0], one.en if one else match.name, mentions, agreed=False,
                kind=entry.kind, country=entry.country, lat=entry.lat, lon=entry.lon,
            )  # fmt: skip
    return tuple(found.values())


def _in_english(document: Document, reading: Reading, taken: Taken) -> Iterator[Match]:
    """The places that a sentence without an Arabic side names beyond doubt."""
    for match in reading.places_en if not reading.pair.ar and not reading.headline else ():
        entry = match.entries[0]
        where = bool(preposition(document, reading, match.start)) and not document.sports
        large = entry.capital or entry.rank < KNOWN_CITY
        if plausible_en(reading, match, taken) and (entry.kind == "country" or (where and large)):
            yield match

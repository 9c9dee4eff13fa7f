"""Places as an article names them, gathered mention by mention, and what becomes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mujaz.facts.namesakes import choose
from mujaz.gazetteer import arabic_key
from mujaz.model import Mention, Place
from mujaz.skeleton import similarity
from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.entries import Entry
    from mujaz.facts.document import Document, Reading
    from mujaz.facts.sites import Unlisted

_SAME = 0.7
_ABBREVIATION = 4  # the fewest letters of a name in capitals that is no abbreviation


@dataclass(slots=True)
class Gathered:
    """One place as an article names it: surfaces by language with where they stand."""

    entry: Entry | None
    kind: str
    ar: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    located: bool = False
    order: tuple[int, int] = (0, 0)

    @property
    def doubtful(self) -> bool:
        """Whether the name by itself says little, as with cities and the divisions of countries."""
        return self.entry.doubtful if self.entry else self.kind == "city"


def certain(
    document: Document, reading: Reading, place: Unlisted, known: Counter[str], found: dict[str, Gathered]
) -> None:
    """Take a place that both sides mark as one, under the gazetteer's id where that has its English name.

    `known` says how often the article names each country.
    """
    entries = document.gazetteer.lookup(place.name_en, "en")
    several = len(entries) > 1 and entries[0].division
    entry = choose(entries, known) if entries and not several else None
    key, kind = (entry.id, entry.kind) if entry else (place.id, place.kind)
    one = found.setdefault(key, Gathered(entry, kind, order=(reading.number, place.arabic[0])))
    one.located = True
    add(one, reading, "ar", *place.arabic, place.name_ar)
    add(one, reading, "en", *place.english, place.name_en)


def add(one: Gathered, reading: Reading, language: str, start: int, end: int, name: str) -> None:
    """Note one mention and the form of the name there."""
    side = "ar" if language == "ar" else "en"
    (one.ar if side == "ar" else one.en).append(name)
    mention = Mention(reading.pair.id, "ar" if side == "ar" else "en", start, end)
    if mention not in one.mentions:
        one.mentions.append(mention)


def merge_counties(found: dict[str, Gathered]) -> None:
    """Take "Sarasota" for short where the article has "Sarasota County"."""
    for key, one in list(found.items()):
        home = next(
            (found[f"{slugify(fold(n))}-county"] for n in one.en if f"{slugify(fold(n))}-county" in found), None
        )
        if home and home is not one:
            home.ar += one.ar
            home.en += one.en
            home.mentions += one.mentions
            del found[key]


def _forms(names: Iterator[str] | Sequence[str]) -> list[str]:
    """The forms of a name, the most frequent first; an abbreviation only leads when there is nothing else."""
    counted = Counter(names)
    return sorted(counted, key=lambda n: (n.replace(".", "").isupper() and n.isascii(), -counted[n]))


def _cased(name: str, entry: Entry | None) -> str:
    """A name in the capitals of a dateline as it is written elsewhere: "BEIRUT" is Beirut, "UAE" stays."""
    known = next((form for form in (entry.en if entry else ()) if form.lower() == name.lower()), "")
    return known or (name.title() if len(name) >= _ABBREVIATION else name)


def _is_name(form: str, entry: Entry) -> bool:
    """Whether an Arabic form is a country's own name, in any spelling."""
    own = arabic_key(form) in set(map(arabic_key, entry.ar))
    return own or any(similarity(form, name) >= _SAME for name in entry.en)


def place(key: str, one: Gathered) -> Place:
    """The fact that a gathered place becomes: its most frequent forms, and what the gazetteer knows of it."""
    entry = one.entry
    arabic, english = _forms(one.ar), _forms(one.en)
    if entry and entry.kind == "region" and english and english[0].endswith("."):
        english.insert(0, entry.en[0])  # Ky.
    if entry and entry.kind == "country":
        arabic.sort(key=lambda form: not _is_name(form, entry))
        arabic[:0] = () if _is_name(arabic[0], entry) else entry.ar[:1]  # "the Kingdom" is no name of Jordan
    if english and english[0].isupper() and (cased := _cased(english[0], entry)) != english[0]:
        english.insert(0, cased)
    return Place(
        id=key,
        ar=arabic[0],
        en=english[0] if english else (entry.en[0] if entry else ""),
        mentions=tuple(one.mentions),
        agreed=bool(english),
        aliases_ar=tuple(arabic[1:]),
        aliases_en=tuple(english[1:]),
        kind=one.kind,
        country=entry.country if entry else "",
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
    )

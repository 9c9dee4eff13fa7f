"""Places and the tables that hold them.

Country names come from CLDR through Babel, their other names, nationality adjectives and the regions from tables of our
own, cities from GeoNames, the divisions of countries from CLDR and the centres of countries from Natural Earth;
mujaz/data/README.md says which is which.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from babel import Locale

from mujaz.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

PlaceKind = Literal["country", "region", "city", "other"]

# CLDR codes that are no places: the unions, the pseudo-locales and the unknown region.
_NO_PLACES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
CITY_RANK = 10_000
# The rank up to which the name of a city is enough, without words that say what it is.
KNOWN_CITY = CITY_RANK + 600
# Behind the cities of some size: Córdoba is a city before it is a department of Colombia.
_DIVISION_RANK = CITY_RANK + 4_000
_COUNTRY_RANK, _REGION_RANK, _TOWN_RANK = 0, 1_000, 11_000
# How many times likelier a capital is meant than its size says: Kingston is, Plymouth of Montserrat is not.
_CAPITAL = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One place; the first form of each language is the one to show, `ar` may be empty for small cities.

    `country` is an ISO 3166-1 alpha-2 code or empty, coordinates are degrees or None, `rank` is lower for the place
    more likely to be meant: countries, then regions, then cities by population, with the divisions of countries among
    them.
    """

    id: str
    kind: PlaceKind
    country: str
    ar: tuple[str, ...]
    en: tuple[str, ...]
    lat: float | None
    lon: float | None
    capital: bool
    rank: int

    @property
    def division(self) -> bool:
        """Whether it is a division of a country that only subdivisions.tsv has: Waikato, but not Texas."""
        return self.kind == "region" and self.rank == _DIVISION_RANK

    @property
    def doubtful(self) -> bool:
        """Whether the name by itself says little, as with cities and divisions: people are called so too."""
        return self.kind == "city" or self.division


def lines(name: str) -> list[str]:
    """The lines of a packaged table, without its comments."""
    text = files("mujaz.data").joinpath(name).read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def split(cell: str) -> tuple[str, ...]:
    """The names in a cell of a table."""
    return tuple(cell.split("|")) if cell else ()


def countries(rows: dict[str, list[str]]) -> Iterator[Entry]:
    """Every country, with its other names from `rows` of country_names.tsv."""
    points = {
        code: (float(lat), float(lon)) for code, lat, lon in (line.split("\t") for line in lines("country_points.tsv"))
    }
    arabic, english = Locale("ar").territories, Locale("en").territories
    for code in sorted(set(arabic) - _NO_PLACES):
        if code.isdigit():
            continue
        _, more_ar, more_en, _, _ = rows.get(code, ["", "", "", "", ""])
        names = {"ar": split(more_ar), "en": split(more_en)}
        for side, name in (("ar", arabic[code]), ("en", english[code].replace(" & ", " and ").replace("’", "'"))):
            awkward = "(" in name or " SAR " in name or " - " in name
            # "Hong Kong SAR China" and "Myanmar (Burma)" are right, but nobody writes so.
            names[side] = (*names[side], name) if awkward and names[side] else (name, *names[side])
        lat, lon = points.get(code, (None, None))
        yield Entry(
            id=slugify(fold(names["en"][0])),
            kind="country",
            country=code,
            ar=names["ar"],
            en=names["en"],
            lat=lat,
            lon=lon,
            capital=False,
            rank=_COUNTRY_RANK,
        )


def regions() -> Iterator[Entry]:
    """Every place of regions.tsv."""
    for rank, line in enumerate(lines("regions.tsv"), _REGION_RANK):
        kind, country, lat, lon, arabic, english = line.split("\t")
        if kind not in {"region", "city", "town", "other"}:
            raise ValueError(kind)
        small = kind == "town"  # a city that shares its name with people and words, so ranks behind the large ones
        en = split(english)
        yield Entry(
            id=slugify(fold(en[0])) + (f"-{country.lower()}" if country else ""),
            kind="city" if small else kind,  # type: ignore[arg-type] # checked above, which mypy does not follow
            country=country,
            ar=split(arabic),
            en=en,
            lat=float(lat),
            lon=float(lon),
            capital=False,
            rank=rank + _TOWN_RANK if small else rank,
        )


def city(rank: int, line: str) -> Entry:
    """The city of one line of cities.tsv, which so many are larger than."""
    country, capital, lat, lon, english, arabic = line.split("\t")
    return Entry(
        id=f"{slugify(fold(english))}-{country.lower()}",
        kind="city",
        country=country,
        ar=tuple(arabic.split("|")) if arabic else (),
        en=(english,),
        lat=float(lat),
        lon=float(lon),
        capital=bool(capital),
        rank=CITY_RANK + (rank // _CAPITAL if capital else rank),
    )


def division(line: str) -> Entry:
    """The division of a country that one line of subdivisions.tsv is."""
    country, lat, lon, english, arabic = line.split("\t")
    en = split(english)
    return Entry(
        id=f"{slugify(fold(en[0]))}-{country.lower()}",
        kind="region",
        country=country,
        ar=split(arabic),
        en=en,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        capital=False,
        rank=_DIVISION_RANK,
    )

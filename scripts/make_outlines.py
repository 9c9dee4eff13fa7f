"""Derive mujaz/data/outlines.json, the land and the borders that maps are drawn over.

    python scripts/make_outlines.py WORLD_ATLAS

The argument is the folder of the npm package world-atlas (2.0.2), which carries Natural Earth 1:110m (public domain) as
TopoJSON; it is not needed at run time. Rings and lines are kept in tenths of a degree, which is finer than the source,
and go on past 180° where they cross it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "mujaz" / "data" / "outlines.json"
TENTHS = 10

Line = list[tuple[int, int]]


def arcs_of(topology: dict[str, Any]) -> list[Line]:
    """Every arc of a topology in tenths of a degree, east and north positive."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((round((x * scale_x + move_x) * TENTHS), round((y * scale_y + move_y) * TENTHS)))
        lines.append(line)
    return lines


def ring(numbers: list[int], arcs: list[Line]) -> Line:
    """One ring from its arcs; a negative number is an arc read backwards."""
    points: Line = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def unwrapped(line: Line) -> Line:
    """The same line with no jump from one edge of the map to the other."""
    points = line[:1]
    for (before, _), (x, y) in pairwise(line):
        around = round((before - x) / (360 * TENTHS))
        points.append((points[-1][0] + x - before + around * 360 * TENTHS, y))
    return points


def thinned(line: Line) -> list[int]:
    """First point, then steps, flat, without steps of no length; a step across 180° goes on past it."""
    line = unwrapped(line)
    steps = [line[0], *((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(line) if (ax, ay) != (bx, by))]
    return [number for step in steps for number in step]


def land(topology: dict[str, Any]) -> list[list[int]]:
    """The outer rings of all land, Antarctica aside; lakes are too small to matter at this scale."""
    arcs = arcs_of(topology)
    polygons = topology["objects"]["land"]["geometries"][0]["arcs"]
    rings = [ring(part, arcs) for polygon in polygons for part in polygon]
    return [thinned(points) for points in rings if max(y for _, y in points) > -60 * TENTHS]


def borders(topology: dict[str, Any]) -> list[list[int]]:
    """The lines that two countries share."""
    uses: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        uses.update(number if number >= 0 else ~number for polygon in polygons for part in polygon for number in part)
    return [thinned(line) for n, line in enumerate(arcs_of(topology)) if uses[n] > 1]


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    made = {
        "land": land(json.loads((folder / "land-110m.json").read_text("utf-8"))),
        "borders": borders(json.loads((folder / "countries-110m.json").read_text("utf-8"))),
    }
    rows = [
        f' "{key}": [\n' + ",\n".join(f"  {json.dumps(line)}" for line in lines) + "\n ]" for key, lines in made.items()
    ]
    DATA.write_text("{\n" + ",\n".join(rows).replace(", ", ",") + "\n}\n", "utf-8")
    print(f"{DATA.name}: {len(made['land'])} rings, {len(made['borders'])} borders, {DATA.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""Outlines of land and borders inside a window on the world, as the data of SVG paths.

The projection is equirectangular, true to shape at the middle of the window. Outlines are Natural Earth 1:110m
(mujaz/data/README.md).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

WIDTH, HEIGHT, WORLD_HEIGHT = 480, 300, 210
TENTHS = 10
STEP, WORLD_STEP = 1.6, 2.6
"""Shorter steps of an outline are left out: one or two pixels on a phone."""


@dataclass(frozen=True, slots=True)
class Window:
    """What part of the world is shown: its middle, and its width in degrees of longitude there."""

    lon: float
    lat: float
    span: float
    tall: int = HEIGHT

    @property
    def whole(self) -> bool:
        """Whether it is the whole world."""
        return self.span >= 360  # noqa: PLR2004 - once around

    @property
    def height(self) -> int:
        """In units; the whole world needs less."""
        return WORLD_HEIGHT if self.whole else self.tall

    @property
    def scale(self) -> float:
        """Units a degree of latitude."""
        return WIDTH / (self.span * self.squeeze)

    @property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return math.cos(math.radians(self.lat))

    def project(self, lon: float, lat: float) -> Point:
        """Where a point falls, in units from the upper left corner."""
        return (
            WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale,
            self.height / 2 - (lat - self.lat) * self.scale,
        )


WORLD = Window(10.0, 12.0, 360.0)


@lru_cache(512)
def outlines(window: Window, step: float = STEP) -> tuple[str, str]:
    """Land and borders inside a window as the data of two SVG paths."""
    step = WORLD_STEP if window.whole else step
    rings = [_clipped(points, window.height) for points in _projected("land", window)]
    land = [path for ring in rings if ring and (path := _path(ring, step))]
    if window.whole:
        return "".join(f"{path}z" for path in land), ""
    runs = [run for points in _projected("borders", window) for run in _inside(points, window.height)]
    return "".join(f"{path}z" for path in land), "".join(_path(run, step) for run in runs)


@cache
def _lines(kind: str) -> tuple[tuple[Box, tuple[Point, ...]], ...]:
    """The stored lines in degrees, each with its bounds (west, south, east, north)."""
    text = (files("mujaz.data") / "outlines.json").read_text("utf-8")
    found = []
    for numbers in json.loads(text)[kind]:
        x = y = 0
        points = []
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            points.append((x / TENTHS, y / TENTHS))
        xs, ys = zip(*points, strict=True)
        found.append(((min(xs), min(ys), max(xs), max(ys)), tuple(points)))
    return tuple(found)


def _projected(kind: str, window: Window) -> Iterator[list[Point]]:
    """The lines that may show in a window, in units; one that lies across 180° shows on either side of the map."""
    half_height = window.height / window.scale / 2
    # As `project` has it, with what is the same for every point worked out once: there are ten thousand of them.
    across, up = WIDTH / window.span, window.scale
    west_edge, north_edge = window.lon - window.span / 2, window.lat + half_height
    for (west, south, east, north), points in _lines(kind):
        if south > window.lat + half_height or north < window.lat - half_height:
            continue
        for around in (-360, 0, 360):
            if west + around < window.lon + window.span / 2 and east + around > window.lon - window.span / 2:
                start = west_edge - around
                yield [((lon - start) * across, (north_edge - lat) * up) for lon, lat in points]


def _clipped(points: list[Point], height: int) -> list[Point]:
    """A ring cut to the box, edge by edge (Sutherland and Hodgman, 1974); a little beyond it, to hide the cut."""
    for axis, limit, sign in ((0, -2.0, 1), (0, WIDTH + 2.0, -1), (1, -2.0, 1), (1, height + 2.0, -1)):
        points = _cut(points, axis, limit, sign)
    return points


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for before, point in pairwise([points[-1], *points] if points else []):
        was_in, is_in = ((p[axis] - limit) * sign >= 0 for p in (before, point))
        if was_in != is_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if is_in:
            kept.append(point)
    return kept


def _inside(points: list[Point], height: int) -> Iterator[list[Point]]:
    """The stretches of a line that touch the box."""
    run: list[Point] = []
    for before, point in pairwise(points):
        if any(0 <= x <= WIDTH and 0 <= y <= height for x, y in (before, point)):
            run = run or [before]
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(points: Sequence[Point], step: float) -> str:
    """Path data in whole units, each point as a step from the one before; empty for what is too small to see."""
    start = (round(points[0][0]), round(points[0][1]))
    x, y = start
    steps = ""
    for px, py in points[1:]:
        if math.hypot(px - x, py - y) >= step:
            dx, dy = round(px) - x, round(py) - y
            x, y = x + dx, y + dy
            steps += f"{'' if dx < 0 or not steps else ' '}{dx}{'' if dy < 0 else ' '}{dy}"
    return f"M{start[0]} {start[1]}l{steps}" if steps else ""

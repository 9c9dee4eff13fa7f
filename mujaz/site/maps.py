"""Maps of a story's places: outlines cropped to the region, pins, and labels that keep out of each other's way.

The projection is equirectangular, true to shape at the middle of the window. Windows come in few sizes and snap to a
grid, so that stories about one region share one drawing. Outlines are Natural Earth 1:110m (mujaz/data/README.md).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

WIDTH, HEIGHT, WORLD_HEIGHT = 480, 300, 210
SPANS = (18.0, 27.0, 40.0, 60.0, 90.0, 135.0, 200.0)
"""Widths of windows in degrees of longitude at their middle; what needs more gets the whole world."""

GRID = 6
ROOM = 1.45
TENTHS = 10
FURTHEST = 60.0
GLYPH = 0.56
"""The usual width of a letter, in parts of the size of its type."""

LINE = 1.2
"""From one line of labels to the next, in parts of the size of their type."""

STEP, WORLD_STEP = 1.6, 2.6
"""Shorter steps of an outline are left out: one or two pixels on a phone."""


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in units: of the type of labels, and of a pin from its middle to its edge."""

    type: float = 15.0
    pin: float = 4.5


@dataclass(frozen=True, slots=True)
class Place:
    """What to pin: `label` is in the language `lang`, written in `direction`; `href` is its dossier; degrees."""

    label: str
    lang: str
    direction: str
    href: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map; `side` says where its label stands: "right", "left", "above", "below", or "" for none.

    `leader` is the path of the line to a label that stands further off; empty where it stands beside its pin.
    """

    place: Place
    x: int
    y: int
    side: str
    label_x: int
    label_y: int
    leader: str = ""

    @property
    def anchor(self) -> str:
        """SVG's text-anchor, which counts from where the label's own writing begins."""
        if self.side not in {"left", "right"}:
            return "middle"
        return "start" if (self.side == "right") == (self.place.direction == "ltr") else "end"


@dataclass(frozen=True, slots=True)
class Window:
    """What part of the world is shown: its middle, and its width in degrees of longitude there."""

    lon: float
    lat: float
    span: float

    @property
    def whole(self) -> bool:
        """Whether it is the whole world."""
        return self.span >= 360  # noqa: PLR2004 - once around

    @property
    def height(self) -> int:
        """In units; the whole world needs less."""
        return WORLD_HEIGHT if self.whole else HEIGHT

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


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: two paths and the pins, in a box of `WIDTH` by `HEIGHT` units."""

    land: str
    borders: str
    pins: tuple[Pin, ...]
    height: int
    look: Look
    width: int = WIDTH


def draw(places: Sequence[Place], look: Look | None = None) -> Map | None:
    """The map of some places; None without any. Places that share a point share a pin, the first gives it its name."""
    look = look or Look()
    if not places:
        return None
    window = window_for([(p.lon, p.lat) for p in places])
    land, borders = outlines(window)
    return Map(land, borders, _pins(places, window, look), window.height, look)


def window_for(points: Sequence[Point]) -> Window:
    """The smallest window that shows all points with room for their labels; it may lie across 180°."""
    west, east = _shortest_arc([lon for lon, _ in points])
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    lat = max(-FURTHEST, min(FURTHEST, (south + north) / 2))
    # A degree of latitude takes more units than one of longitude, and there is less height than width.
    squeeze = math.cos(math.radians(lat))
    tall = 2 * max(north - lat, lat - south)
    needed = max(east - west, tall * WIDTH / HEIGHT / squeeze) * ROOM
    span = next((span for span in SPANS if span >= needed), None)
    if span is None:
        return WORLD
    return Window(_snapped((west + east) / 2, span / GRID), _snapped(lat, span / GRID), span)


def _snapped(value: float, grid: float) -> float:
    return round(value / grid) * grid


def _shortest_arc(lons: Sequence[float]) -> tuple[float, float]:
    """From the western to the eastern end of the shortest stretch of the equator that holds all longitudes."""
    ordered = sorted({lon % 360 for lon in lons})
    gaps = [(b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360])]
    gap, start = max(gaps)
    west = (start + 180) % 360 - 180
    return west, west + 360 - gap


# ------------------------------------------------------------------ outlines


@lru_cache(512)
def outlines(window: Window) -> tuple[str, str]:
    """Land and borders inside a window as the data of two SVG paths."""
    step = WORLD_STEP if window.whole else STEP
    rings = [_clipped(points, window.height) for points in _projected("land", window)]
    land = [path for ring in rings if ring and (path := _path(ring, step))]
    if window.whole:
        return "".join(f"{path}z" for path in land), ""
    runs = [run for points in _projected("borders", window) for run in _inside(points)]
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
    for (west, south, east, north), points in _lines(kind):
        if south > window.lat + half_height or north < window.lat - half_height:
            continue
        for around in (-360, 0, 360):
            if west + around < window.lon + window.span / 2 and east + around > window.lon - window.span / 2:
                yield [window.project(lon + around, lat) for lon, lat in points]


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


def _inside(points: list[Point]) -> Iterator[list[Point]]:
    """The stretches of a line that touch the box."""
    run: list[Point] = []
    for before, point in pairwise(points):
        if any(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in (before, point)):
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


# ------------------------------------------------------------------ pins and labels


def _pins(places: Sequence[Place], window: Window, look: Look) -> tuple[Pin, ...]:
    spots: dict[tuple[int, int], Place] = {}
    for place in places:
        lon = window.lon + (place.lon - window.lon + 180) % 360 - 180
        x, y = window.project(lon, place.lat)
        # Only what lies beyond the last degrees that are drawn is moved to the edge.
        x, y = min(max(x, look.pin), WIDTH - look.pin), min(max(y, look.pin), window.height - look.pin)
        spots.setdefault((round(x), round(y)), place)
    taken: dict[tuple[int, int], list[Box]] = {
        (x, y): [(x - look.pin, y - look.pin, x + look.pin, y + look.pin)] for x, y in spots
    }
    pins = []
    for (x, y), place in spots.items():
        others = [box for spot, boxes in taken.items() if spot != (x, y) for box in boxes]
        labels = [box for boxes in taken.values() for box in boxes[1:2]]
        pin, boxes = _labelled(place, (x, y), window.height, look, (others, labels))
        taken[x, y] += boxes
        pins.append(pin)
    return tuple(pins)


def _labelled(
    place: Place, at: Point, height: int, look: Look, taken: tuple[Sequence[Box], Sequence[Box]]
) -> tuple[Pin, list[Box]]:
    """A pin with its label where that fits first, and what label and line take; without a label where it fits nowhere.

    `taken` is where the label cannot stand, and of that what other labels take: no line can run there.
    """
    x, y = round(at[0]), round(at[1])
    width = len(place.label) * look.type * GLYPH
    for side, label_x, label_y, end in _spots(x, y, look):
        west = {"right": label_x, "left": label_x - width}.get(side, label_x - width / 2)
        box = (west, label_y - look.type * 0.9, west + width, label_y + look.type * 0.3)
        line = _along((x, y), end) if end else []
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= height
        if not inside or _overlaps(box, taken[0]):
            continue
        # Where pins crowd, a line has to pass some of them and their lines; it must not end at one.
        if not any(_overlaps(part, taken[1]) for part in line[:4]) and not any(
            _overlaps(p, taken[0]) for p in line[4:]
        ):
            leader = f"M{x} {y}L{round(end[0])} {round(end[1])}" if end else ""
            return Pin(place, x, y, side, round(label_x), round(label_y), leader), [box, *line]
    return Pin(place, x, y, "", x, y), []


def _along(start: Point, end: Point) -> list[Box]:
    """Small boxes that cover a line, an eighth of it each."""
    points = [(start[0] + (end[0] - start[0]) * n / 8, start[1] + (end[1] - start[1]) * n / 8) for n in range(9)]
    return [(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(points)]


def _spots(x: int, y: int, look: Look) -> Iterator[tuple[str, float, float, Point | None]]:
    """Where a pin's label may stand, best first: side, anchor point, and where the line to it ends if it needs one."""
    away = look.pin + look.type / 5
    drop = look.type * 0.35
    yield "right", x + away, y + drop, None
    yield "left", x - away, y + drop, None
    yield "above", x, y - away - 1, None
    yield "below", x, y + away + look.type * 0.8, None
    for out, lines in ((1, (1, -1, 2, -2, 3, -3)), (3, (0, 1, -1, 2, -2, 3, -3, 4, -4))):
        for line, (side, sign) in product(lines, (("right", 1), ("left", -1))):
            end = y + line * look.type * LINE
            label_x = x + sign * (away + look.type * out)
            yield side, label_x, end + drop, (label_x - sign, end)


def _overlaps(box: Box, taken: Sequence[Box]) -> bool:
    return any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken)

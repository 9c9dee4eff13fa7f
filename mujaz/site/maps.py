"""Maps of a story's places: outlines cropped to the region, pins, and labels that keep out of each other's way.

Windows come in few sizes and snap to a grid, so that stories about one region share one drawing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from mujaz.site.outlines import HEIGHT, STEP, WIDTH, WORLD, Window, outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

SPANS = (18.0, 27.0, 40.0, 60.0, 90.0, 135.0, 200.0)
"""Widths of windows in degrees of longitude at their middle; what needs more gets the whole world."""

FEW = 3
"""From so many places on a region has a map of the full width of a phone."""

GRID = 6
ROOM = 1.45
FURTHEST = 60.0
NARROW, WIDE, LATIN_GLYPH = 0.45, 0.75, 0.64
"""The width of narrow and other Arabic letters and of a Latin one, in parts of the size of their type."""

_ARABIC = "\u0600"  # the first of its letters
_NARROW = frozenset("اأإآلدذرزوؤيىئبتثنهةء ")
"""99.4 % of the gazetteer's Arabic names are no wider in Noto Naskh Arabic than their letters are so taken to be."""

LATIN_DOWN = 0.5
"""The most that Latin letters take below their line, in parts of the size of their type."""

EDGE = 4
"""Units that stay free between a label and the edge."""

LINE = 1.2
"""From one line of labels to the next, in parts of the size of their type."""


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in units: of the type of labels, of a pin from its middle to its edge, of the drawing's height.

    `up` and `down` are the room that labels take above and below their line, in parts of their type; `spans` the
    widths that the window may have, in degrees, and what needs more gets the whole world. Outlines leave out what is
    shorter than `step`. On a `keyed` map a name that finds no room gives way to a number, and a pin that finds none
    for that is left out.
    """

    type: float = 15.0
    pin: float = 4.5
    up: float = 0.9
    down: float = 0.3
    spans: tuple[float, ...] = SPANS
    tall: int = HEIGHT
    step: float = STEP
    keyed: bool = False


DESK = Look()
PHONE = Look(18.5, 6.0, up=1.15, down=0.7, spans=(27.0, 40.0, 60.0), tall=290, keyed=True)
"""The width of a phone: type of 11 pixels where that is 290; `up` and `down` hold a whole line."""

ALONE = replace(PHONE, spans=(40.0, 60.0, 90.0))
LOCATOR = Look(39.0, 11.0, up=1.15, down=0.7, spans=(90.0, 135.0), tall=330, step=4.0, keyed=True)
"""Half the width of a phone, for one place or two; closer, a country would fill it and not be known by its shape."""


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

    `leader` is the path of the line to a label that stands further off; empty where it stands beside its pin. `key` is
    the number that stands in place of the name, 0 for none.
    """

    place: Place
    x: int
    y: int
    side: str
    label_x: int
    label_y: int
    leader: str = ""
    key: int = 0

    @property
    def label(self) -> str:
        """What stands on the map."""
        return str(self.key or self.place.label)

    @property
    def glyphs(self) -> float:
        """The width of the label in parts of the size of its type, as it is before anybody draws it."""
        return sum(NARROW if letter in _NARROW else WIDE if letter >= _ARABIC else LATIN_GLYPH for letter in self.label)

    @property
    def anchor(self) -> str:
        """SVG's text-anchor, which counts from where the label's own writing begins."""
        if self.side not in {"left", "right"}:
            return "middle"
        return "start" if (self.side == "right") == (bool(self.key) or self.place.direction == "ltr") else "end"


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: two paths and the pins, in a box of `WIDTH` by `HEIGHT` units."""

    land: str
    borders: str
    pins: tuple[Pin, ...]
    height: int
    look: Look
    width: int = WIDTH

    @property
    def half(self) -> bool:
        """Whether it takes half the width of a phone."""
        return self.look is LOCATOR


def draw(places: Sequence[Place], look: Look = DESK) -> Map | None:
    """The map of some places; None without any. Places that share a point share a pin, the first gives it its name."""
    return _drawn(places, look) if places else None


def _drawn(places: Sequence[Place], look: Look, keys: int = 0) -> Map:
    """The map of at least one place; `keys` is the last number that another map has given to a pin."""
    window = window_for([(p.lon, p.lat) for p in places], look)
    land, borders = outlines(window, look.step)
    return Map(land, borders, _pins(places, window, look, keys), window.height, look)


def panels(places: Sequence[Place], most: int) -> tuple[Map, ...]:
    """The places in as many maps as it takes to show each region closely, those with most places first.

    A region of one place or two gets a map of half the width, unless it is the only one.
    """
    groups = regions(tuple((p.lon, p.lat) for p in places))
    small = LOCATOR if len(groups) > 1 else ALONE
    found: list[Map] = []
    keys = 0
    for group in groups[:most]:
        drawing = _drawn([places[n] for n in group], small if len(group) < FEW else PHONE, keys)
        found.append(drawing)
        keys = max([keys, *(pin.key for pin in drawing.pins)])
    return tuple(found)


@lru_cache(1024)
def regions(points: tuple[Point, ...]) -> tuple[tuple[int, ...], ...]:
    """Points in groups that fit the windows of a phone, by their numbers: each joins the group that it widens least."""
    groups: list[list[int]] = []
    for n, point in enumerate(points):
        joined = [(_needed([*(points[m] for m in group), point], PHONE.tall), group) for group in groups]
        needed, nearest = min(joined, key=lambda row: row[0], default=(math.inf, []))
        if needed <= PHONE.spans[-1]:
            nearest.append(n)
        else:
            groups.append([n])
    return tuple(map(tuple, sorted(groups, key=lambda group: -len(group))))


def window_for(points: Sequence[Point], look: Look = DESK) -> Window:
    """The smallest window that shows all points with room for their labels; it may lie across 180°."""
    west, east, lat, _ = _bounds(points)
    needed = _needed(points, look.tall)
    span = next((span for span in look.spans if span >= needed), None)
    if span is None:
        return WORLD
    return Window(
        _snapped((west + east) / 2, span / GRID), _snapped(lat, span / GRID * look.tall / WIDTH), span, look.tall
    )


def _bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Western and eastern end of the points, their middle latitude, and twice what they need to either side of it."""
    west, east = _shortest_arc([lon for lon, _ in points])
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    lat = max(-FURTHEST, min(FURTHEST, (south + north) / 2))
    return west, east, lat, 2 * max(north - lat, lat - south)


def _needed(points: Sequence[Point], tall: int) -> float:
    """How many degrees of longitude a window for these points is wide, with room for their labels."""
    west, east, lat, high = _bounds(points)
    # A degree of latitude takes more units than one of longitude, and there is less height than width.
    return max(east - west, high * WIDTH / tall / math.cos(math.radians(lat))) * ROOM


def _snapped(value: float, grid: float) -> float:
    return round(value / grid) * grid


def _shortest_arc(lons: Sequence[float]) -> tuple[float, float]:
    """From the western to the eastern end of the shortest stretch of the equator that holds all longitudes."""
    ordered = sorted({lon % 360 for lon in lons})
    gaps = [(b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360])]
    gap, start = max(gaps)
    west = (start + 180) % 360 - 180
    return west, west + 360 - gap


# ------------------------------------------------------------------ pins and labels


def _pins(places: Sequence[Place], window: Window, look: Look, keys: int) -> tuple[Pin, ...]:
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
    pins = {spot: _labelled(Pin(place, *spot, "", *spot), window.height, look, taken) for spot, place in spots.items()}
    if not look.keyed:
        return tuple(pins.values())
    for spot, pin in pins.items():
        if not pin.side:
            pins[spot] = _labelled(replace(pin, key=keys + 1), window.height, look, taken)
            keys += bool(pins[spot].side)
    return tuple(pin for pin in pins.values() if pin.side)


def _labelled(pin: Pin, height: int, look: Look, taken: dict[tuple[int, int], list[Box]]) -> Pin:
    """A pin with its label where that fits first, without a side where it fits nowhere.

    `taken` is the room that every pin takes: its own first, then its label's, then its line's; the label's is added.
    """
    x, y = pin.x, pin.y
    others = [box for spot, boxes in taken.items() if spot != (x, y) for box in boxes]
    # No line can run through another label.
    labels = [box for spot, boxes in taken.items() if spot != (x, y) for box in boxes[1:2]]
    latin = pin.key or pin.place.direction == "ltr"
    width = pin.glyphs * look.type
    down = look.type * min(look.down, LATIN_DOWN if latin else look.down)
    for side, label_x, label_y, end in _spots(x, y, look):
        west = {"right": label_x, "left": label_x - width}.get(side, label_x - width / 2)
        box = (west, label_y - look.type * look.up, west + width, label_y + down)
        line = _along((x, y), end) if end else []
        inside = box[0] >= EDGE and box[1] >= EDGE and box[2] <= WIDTH - EDGE and box[3] <= height - EDGE
        if not inside or _overlaps(box, others):
            continue
        # Where pins crowd, a line has to pass some of them and their lines; it must not end at one.
        if not any(_overlaps(part, labels) for part in line[:4]) and not any(_overlaps(p, others) for p in line[4:]):
            leader = f"M{x} {y}L{round(end[0])} {round(end[1])}" if end else ""
            taken[x, y] += [box, *line]
            return replace(pin, side=side, label_x=round(label_x), label_y=round(label_y), leader=leader)
    return pin


def _along(start: Point, end: Point) -> list[Box]:
    """Small boxes that cover a line, an eighth of it each."""
    points = [(start[0] + (end[0] - start[0]) * n / 8, start[1] + (end[1] - start[1]) * n / 8) for n in range(9)]
    return [(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(points)]


def _spots(x: int, y: int, look: Look) -> Iterator[tuple[str, float, float, Point | None]]:
    """Where a pin's label may stand, best first: side, anchor point, and where the line to it ends if it needs one."""
    away = look.pin + look.type / 5
    drop = look.type * 0.35
    step = max(LINE, look.up + look.down)
    yield "right", x + away, y + drop, None
    yield "left", x - away, y + drop, None
    yield "above", x, y - away - 1 - look.type * (look.down - 0.3), None
    yield "below", x, y + away + look.type * (look.up - 0.1), None
    for out, lines in ((1, (1, -1, 2, -2, 3, -3)), (3, (0, 1, -1, 2, -2, 3, -3, 4, -4))):
        for line, (side, sign) in product(lines, (("right", 1), ("left", -1))):
            end = y + line * look.type * step
            label_x = x + sign * (away + look.type * out)
            yield side, label_x, end + drop, (label_x - sign, end)


def _overlaps(box: Box, taken: Sequence[Box]) -> bool:
    return any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken)

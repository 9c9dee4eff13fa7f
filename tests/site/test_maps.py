"""Maps: every pin in the picture, no label over another, the Pacific in one piece, few bytes."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.site import extras, maps, outlines

degrees = st.tuples(st.floats(-180, 180, allow_nan=False), st.floats(-70, 80, allow_nan=False))
FIJI, SAMOA = (178.0, -17.8), (-172.4, -13.6)


def places(*points: tuple[float, float], label: str = "مكان") -> list[maps.Place]:
    return [maps.Place(f"{label} {n}", "ar", "rtl", "#", lat, lon) for n, (lon, lat) in enumerate(points)]


def box(pin: maps.Pin, look: maps.Look = maps.DESK) -> tuple[float, float, float, float]:
    """Where the label is drawn, from its anchor."""
    width = pin.glyphs * look.type
    west = {"right": pin.label_x, "left": pin.label_x - width}.get(pin.side, pin.label_x - width / 2)
    down = min(look.down, maps.LATIN_DOWN) if pin.key else look.down
    return west, pin.label_y - look.type * look.up, west + width, pin.label_y + look.type * down


@settings(max_examples=150, deadline=None)
@given(st.lists(degrees, min_size=1, max_size=12))
def test_every_pin_is_in_the_picture_and_no_label_lies_over_another(points: list[tuple[float, float]]) -> None:
    drawing = maps.draw(places(*points))
    assert drawing is not None
    for pin in drawing.pins:
        assert 0 <= pin.x <= drawing.width
        assert 0 <= pin.y <= drawing.height
    assert_apart([box(pin) for pin in drawing.pins if pin.side])


def assert_apart(boxes: list[tuple[float, float, float, float]]) -> None:
    for one, other in combinations(boxes, 2):
        overlap_x = min(one[2], other[2]) - max(one[0], other[0])
        overlap_y = min(one[3], other[3]) - max(one[1], other[1])
        assert min(overlap_x, overlap_y) <= 1  # anchors are rounded to whole units


@settings(max_examples=100, deadline=None)
@given(st.lists(degrees, min_size=1, max_size=30))
def test_on_a_phone_every_pin_is_named_or_numbered_in_a_map_of_its_region(points: list[tuple[float, float]]) -> None:
    drawn = maps.panels(places(*points), len(points))
    keys = [pin.key for panel in drawn for pin in panel.pins if pin.key]
    assert keys == list(range(1, len(keys) + 1))
    for panel in drawn:
        assert all(pin.side and 0 <= pin.x <= panel.width and 0 <= pin.y <= panel.height for pin in panel.pins)
        assert_apart([box(pin, panel.look) for pin in panel.pins])


def test_a_phone_gets_a_map_of_each_region_the_fullest_first() -> None:
    """Two Koreas and Japan, Moscow and its neighbours, and Peru: three maps, no world."""
    points = [ELSEWHERE[0], *CROWDED, ELSEWHERE[1], *ELSEWHERE[3:6]]
    drawn = maps.panels(places(*points), 9)
    assert [(len(panel.pins), panel.half) for panel in drawn] == [(5, False), (3, False), (2, True)]
    assert [len(panel.pins) for panel in maps.panels(places(*points), 2)] == [5, 3]
    assert all(panel.height < outlines.WIDTH for panel in drawn)


def test_a_phone_gets_a_wide_map_of_the_only_region() -> None:
    (panel,) = maps.panels(places((35.5, 33.9)), 9)
    assert not panel.half


def test_a_name_without_room_gives_way_to_a_number_on_a_phone() -> None:
    crowd = [(35.0 + n / 50, 33.0 + n / 50) for n in range(14)]
    (panel,) = maps.panels(places(*crowd, label="A long name of a place"), 9)
    assert {bool(pin.key) for pin in panel.pins} == {True, False}


CROWDED = [(127.2, 40.2), (125.8, 39.0), (127.9, 36.5), (138.0, 36.7), (126.9, 37.6)]
ELSEWHERE = [(-77.0, -12.0), (-74.4, -9.2), (-99.1, 39.5), (37.6, 55.8), (36.2, 51.7), (31.3, 49.2), (99.1, 61.7)]


def test_neighbours_on_the_map_of_all_places_have_their_labels() -> None:
    """Five places within ten degrees: a label that has no room beside its pin stands further off, with a line."""
    drawing = maps.draw(places(*CROWDED, *ELSEWHERE, label="Some Place Name"), extras.ATLAS)
    assert drawing is not None
    assert [pin.place.label for pin in drawing.pins if not pin.side] == []
    lines = [pin.leader for pin in drawing.pins if pin.leader]
    assert lines
    assert all(re.fullmatch(r"M\d+ \d+L\d+ \d+", line) for line in lines)


def test_a_label_that_fits_nowhere_is_left_out() -> None:
    drawing = maps.draw(places((35.5, 33.9), label="x" * 60))
    assert drawing is not None
    assert [(pin.side, pin.leader) for pin in drawing.pins] == [("", "")]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(20, 45), st.floats(25, 45)), min_size=2, max_size=12))
def test_no_line_to_a_label_runs_through_another_label(points: list[tuple[float, float]]) -> None:
    drawing = maps.draw(places(*points, (-70.0, 0.0)))
    assert drawing is not None
    labelled = [pin for pin in drawing.pins if pin.side]
    for pin in labelled:
        x0, y0, x1, y1 = (int(n) for n in re.findall(r"\d+", pin.leader) or "0000")
        for other in labelled:
            west, north, east, south = box(other)
            middle = [(x0 + (x1 - x0) * part / 8, y0 + (y1 - y0) * part / 8) for part in range(1, 8)]
            crossed = [1 for x, y in middle if west + 1 < x < east - 1 and north + 1 < y < south - 1]
            assert other is pin or not pin.leader or not crossed


def test_no_line_ends_at_the_pin_of_another_place() -> None:
    levant = [(35.9, 31.9), (35.2, 31.8), (36.3, 33.5), (35.5, 33.9), (31.2, 30.0), (31.0, 27.0), (35.0, 29.5)]
    drawing = maps.draw(places(*levant, (-70.0, 0.0), (140.0, 0.0)), extras.ATLAS)
    assert drawing is not None
    assert all(pin.side for pin in drawing.pins)
    for pin in drawing.pins:
        if pin.leader:
            x, y = map(int, re.findall(r"\d+", pin.leader)[2:])
            others = [(other.x, other.y) for other in drawing.pins if other is not pin]
            assert min(math.dist((x, y), other) for other in others) > extras.ATLAS.pin


def test_places_on_both_sides_of_180_degrees_are_neighbours() -> None:
    drawing = maps.draw(places(FIJI, SAMOA))
    assert drawing is not None
    assert maps.window_for([FIJI, SAMOA]).span < 40
    fiji, samoa = drawing.pins
    assert fiji.x < samoa.x


@pytest.mark.parametrize("points", [[(35.5, 33.9)], [(10.0, 50.0), (30.0, 40.0)], [(100.0, 30.0)], [FIJI, SAMOA]])
def test_a_region_takes_few_bytes(points: list[tuple[float, float]]) -> None:
    drawing = maps.draw(places(*points))
    assert drawing is not None
    assert 0 < len(drawing.land) + len(drawing.borders) < 6000


def test_the_whole_world_takes_few_bytes() -> None:
    drawing = maps.draw(places((-77, 39), (116, 40), (18, -34)))
    assert drawing is not None
    assert drawing.height == outlines.WORLD_HEIGHT
    assert 2000 < len(drawing.land) < 7000


def test_no_outline_leaves_the_picture_or_crosses_it_at_a_jump() -> None:
    """Where rings wrapped around 180° were not unwrapped, a line would run through the whole picture."""
    for point in (FIJI, SAMOA, (179.0, 67.0), (-170.0, 66.0)):
        land, _ = outlines.outlines(maps.window_for([point]))
        for ring in filter(None, land.split("z")):
            numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
            xs = [sum(numbers[::2][: n + 1]) for n in range(len(numbers) // 2)]
            assert all(-3 <= x <= outlines.WIDTH + 3 for x in xs)


def test_neighbouring_stories_share_a_drawing() -> None:
    assert maps.window_for([(35.5, 33.9)]) == maps.window_for([(36.2, 33.5)])


def test_places_at_one_point_share_a_pin() -> None:
    drawing = maps.draw(places((35.5, 33.9), (35.5, 33.9)))
    assert drawing is not None
    assert [pin.place.label for pin in drawing.pins] == ["مكان 0"]


def test_an_anchor_counts_from_where_the_writing_begins() -> None:
    arabic, latin = (maps.Place("x", lang, way, "#", 0, 0) for lang, way in (("ar", "rtl"), ("en", "ltr")))
    assert maps.Pin(arabic, 0, 0, "right", 0, 0).anchor == maps.Pin(latin, 0, 0, "left", 0, 0).anchor == "end"
    assert maps.Pin(arabic, 0, 0, "left", 0, 0).anchor == maps.Pin(latin, 0, 0, "right", 0, 0).anchor == "start"
    assert maps.Pin(arabic, 0, 0, "above", 0, 0).anchor == "middle"


def test_no_places_no_map() -> None:
    assert maps.draw([]) is None

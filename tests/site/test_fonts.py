"""The Arabic face: every letter of the news, every joining rule, few bytes, the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # it has no types

from mujaz.site import fonts


def unicode_range(code_points: tuple[int, ...]) -> str:
    """Sorted code points as CSS names them: U+20-22,U+600."""
    runs: list[list[int]] = []
    for point in code_points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{start:X}" if start == end else f"U+{start:X}-{end:X}" for start, end in runs)


@pytest.fixture(scope="module")
def face() -> bytes:
    return fonts.cut(fonts.needed())


def test_it_is_small(face: bytes) -> None:
    assert face[:4] == b"wOF2"
    assert len(face) < 28_000


def test_it_has_the_letters_marks_and_digits_and_joins_them(face: bytes) -> None:
    font = TTFont(BytesIO(face))
    assert set(map(ord, fonts.LETTERS + fonts.MARKS + fonts.DIGITS + fonts.PUNCTUATION)) <= set(font.getBestCmap())
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig", "ccmp"} <= features
    positions = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"mark", "mkmk"} <= positions


def test_one_file_holds_every_weight(face: bytes) -> None:
    axis = TTFont(BytesIO(face))["fvar"].axes[0]
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_the_same_code_points_give_the_same_bytes(face: bytes) -> None:
    assert fonts.cut(fonts.needed()) == face


def test_the_cache_is_used_and_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fonts.cached(tmp_path, (0x627,))
    monkeypatch.setattr(fonts, "cut", lambda _points: b"cut anew")
    assert fonts.cached(tmp_path, (0x627,)) == first
    assert fonts.cached(tmp_path, (0x627, 0x628)) == b"cut anew"


def test_ranges_are_written_as_css_names_them() -> None:
    assert unicode_range((0x20, 0x21, 0x22, 0x600)) == "U+20-22,U+600"


def test_the_stylesheet_names_the_code_points_of_the_face() -> None:
    style = (Path(__file__).parents[2] / "templates" / "styles" / "frame.css").read_text("utf-8")
    ranges = re.findall(r"unicode-range: ([^;}\s]+)", style)
    assert len(ranges) == 5
    assert set(ranges) == {unicode_range(fonts.needed())}

"""Social cards: Arabic that joins, headlines that fit, the same bytes, drawn once."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from mujaz.site import cards
from tests.support import sites

TITLES = [("قمة في طوكيو تجمع قادة ثلاث دول", "rtl"), ("Tokyo summit brings three leaders together", "ltr")]


def ink(blob: bytes, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part of a card are not paper."""
    return sum(image_histogram(Image.open(BytesIO(blob)).crop(box)))


def image_histogram(image: Image.Image) -> list[int]:
    return image.histogram()[:200]


def test_a_card_is_a_small_png_of_the_size_that_previews_take() -> None:
    blob = cards.draw("موجز", TITLES)
    image = Image.open(BytesIO(blob))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(blob) < 40_000
    assert cards.draw("موجز", TITLES) == blob


def test_arabic_is_shaped() -> None:
    """Joined letters take less room than the same letters kept apart."""
    pen = ImageDraw.Draw(Image.new("L", cards.SIZE))
    face = cards._face(cards.SIZES[0][0], 700)
    assert pen.textlength("سلام", face, direction="rtl") < pen.textlength(
        "س\u200cل\u200cا\u200cم", face, direction="rtl"
    )


def test_arabic_stands_at_the_right_and_latin_at_the_left() -> None:
    rtl, ltr = cards.draw("x", [("سلام", "rtl")]), cards.draw("x", [("peace", "ltr")])
    left, right = (0, 180, 600, 580), (600, 180, 1200, 580)
    assert ink(rtl, left) == 0 < ink(rtl, right)
    assert ink(ltr, right) == 0 < ink(ltr, left)


@pytest.mark.parametrize("title", ["كلمة " * 60, "word " * 80, "x" * 300])
def test_a_long_headline_stays_on_the_card(title: str) -> None:
    direction = "rtl" if "ك" in title else "ltr"
    pen = ImageDraw.Draw(Image.new("L", cards.SIZE))
    lines = cards.wrapped(pen, title, cards._face(cards.SIZES[0][0], 700), direction)
    assert len(lines) <= cards.MOST_LINES
    if " " in title:
        assert lines[-1].endswith("…")
        assert all(cards._fits(pen, line, cards._face(cards.SIZES[0][0], 700), direction) for line in lines)


def test_every_story_has_a_card_that_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = replace(sites.site(tmp_path), cards=True)
    folder = site.out / cards.FOLDER
    cards.publish(site)
    assert {path.stem for path in folder.iterdir()} == set(site.library.by_slug)
    stamps = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    monkeypatch.setattr(cards, "draw", lambda *_: pytest.fail("drawn again"))
    cards.publish(site)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps
    first = next(folder.iterdir())
    first.unlink()
    assert sorted(cards.publish(site)) == sorted(f"cards/{slug}.png" for slug in site.library.by_slug)
    assert {path.stem for path in folder.iterdir()} == set(site.library.by_slug), "from the cache, without drawing"


def test_cards_are_drawn_anew_when_what_draws_them_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = replace(sites.site(tmp_path), cards=True)
    cards.publish(site)
    monkeypatch.setattr(cards, "draw", lambda *_: b"drawn anew")
    other = tmp_path / "cards.py"
    other.write_text(f"{Path(cards.__file__).read_text('utf-8')}\n", "utf-8")
    monkeypatch.setattr(cards, "__file__", str(other))
    cards._drawn_by.cache_clear()
    cards.publish(site)
    cards._drawn_by.cache_clear()
    assert {path.read_bytes() for path in (site.out / cards.FOLDER).iterdir()} == {b"drawn anew"}


def test_without_shaping_there_are_no_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = replace(sites.site(tmp_path), cards=True)
    monkeypatch.setattr(cards, "available", lambda: False)
    cards.publish(site)
    assert not (site.out / cards.FOLDER).exists()


def test_only_a_site_with_an_address_names_its_cards(tmp_path: Path) -> None:
    site = replace(sites.site(tmp_path), cards=True)
    assert cards.address(site, "summit-tokyo") == "https://example.org/repo/cards/summit-tokyo.png"
    assert cards.address(site, "unknown") == ""
    assert cards.address(replace(site, cards=False), "summit-tokyo") == ""
    homeless = replace(site, settings=replace(site.settings, site_url=""))
    assert cards.address(homeless, "summit-tokyo") == ""

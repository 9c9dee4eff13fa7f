"""Social cards: a picture of each story's two headlines, for the previews that other sites make of a link.

Pillow shapes the Arabic through Raqm, which its wheels bundle; without either there are no cards, for unjoined letters
are worse than none. A card is kept in .cache by the hash of what it shows and of what draws it, and one that stands
where it should is not looked at again, so that a build draws what is new (13 ms a card) and stats the rest.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pylopdf_fonts_ar import serif_path

from mujaz.publish import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import ImageDraw, ImageFont

    from mujaz.site.sheets import Site

FOLDER = "cards"
SIZE = (1200, 630)
MARGIN = 80
PAPER, INK, ACCENT = (252, 251, 247), (29, 27, 24), (143, 29, 24)
LABEL = 30
SIZES = ((68, 44), (58, 40), (48, 34))
"""Sizes of the two headlines; long ones are set in smaller type."""

LEADING = 1.55
MOST_LINES = 4

# Shades are places in a palette that runs from ink to paper; the first place is the accent.
_ACCENT, _INK, _QUIET, _PAPER = 0, 1, 90, 255


@cache
def available() -> bool:
    """Whether this machine can draw Arabic."""
    if find_spec("PIL") is None:
        return False
    from PIL import features  # noqa: PLC0415 - Pillow is optional

    return bool(features.check("raqm"))


@cache
def _drawn_by() -> str:
    """The hash of what draws: this module and the libraries that it draws with."""
    libraries = f"{version('pillow')} {version('pylopdf-fonts-ar')}"
    return hashlib.blake2b(Path(__file__).read_bytes() + libraries.encode(), digest_size=12).hexdigest()


def pictured(site: Site) -> frozenset[str]:
    """The slugs of the stories that have a card: all, where cards are wanted and can be drawn."""
    return frozenset(site.library.by_slug) if site.cards and available() else frozenset()


def address(site: Site, slug: str) -> str:
    """Where a story's card stands, as previews need it; empty where it has none or the site has no address."""
    return f"{site.url}{FOLDER}/{quote(slug)}.png" if site.url and slug in pictured(site) else ""


def publish(site: Site) -> list[str]:
    """Write OUT/cards/SLUG.png for every story; returns their paths in OUT."""
    slugs = pictured(site)
    # One site may be built into several folders: what stands is known for each.
    place = hashlib.blake2b(str(site.out).encode(), digest_size=6).hexdigest()
    index = site.settings.cache / FOLDER / f"{place}.json"
    standing = _standing(index)
    keys: dict[str, str] = {}
    for story in site.library.stories if slugs else ():
        titles = [(title, site.strings[code].direction) for code in site.languages if (title := story.titles.get(code))]
        key = hashlib.blake2b(repr((_drawn_by(), site.name, titles)).encode(), digest_size=12).hexdigest()
        path = site.out / FOLDER / f"{story.slug}.png"
        if standing.get(story.slug) != key or not path.exists():
            kept = index.with_name(f"{key}.png")
            if not kept.exists():
                write(kept, draw(site.name, titles))
            write(path, kept.read_bytes())
        keys[story.slug] = key
    if keys or standing:
        write(index, json.dumps(keys, ensure_ascii=False, sort_keys=True))
    return [f"{FOLDER}/{slug}.png" for slug in keys]


def _standing(index: Path) -> dict[str, str]:
    """Which card stands for which story, by slug; nothing where that is not known."""
    try:
        kept = json.loads(index.read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def draw(name: str, titles: Sequence[tuple[str, str]]) -> bytes:
    """A card as PNG: the site's name, then headlines with their directions ("rtl" or "ltr"), the first the largest."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - Pillow is optional

    shades = Image.new("L", SIZE, _PAPER)
    pen = ImageDraw.Draw(shades)
    y = MARGIN - 24
    _write_line(pen, name, y, _face(LABEL, 600), _QUIET, titles[0][1])
    y += 60
    pen.line((MARGIN, y, SIZE[0] - MARGIN, y), fill=_ACCENT, width=4)
    y += 28
    for lines, face, shade, direction in _set(pen, titles, SIZE[1] - MARGIN // 2 - y):
        for line in lines:
            _write_line(pen, line, y, face, shade, direction)
            y += round(face.size * LEADING)
        y += 20
    card = Image.frombytes("P", SIZE, shades.tobytes())
    ramp = [round(ink + (paper - ink) * n / 255) for n in range(1, 256) for ink, paper in zip(INK, PAPER, strict=True)]
    card.putpalette([*ACCENT, *ramp])
    buffer = BytesIO()
    card.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _set(
    pen: ImageDraw.ImageDraw, titles: Sequence[tuple[str, str]], room: float
) -> list[tuple[list[str], ImageFont.FreeTypeFont, int, str]]:
    """The headlines as lines in the largest type that leaves them in `room`, else in the smallest."""
    blocks: list[tuple[list[str], ImageFont.FreeTypeFont, int, str]] = []
    for large, small in SIZES:
        blocks = []
        for number, (title, direction) in enumerate(titles):
            face = _face(small, 500) if number else _face(large, 700)
            blocks.append((wrapped(pen, title, face, direction), face, _QUIET if number else _INK, direction))
        if sum(len(lines) * face.size * LEADING + 20 for lines, face, _, _ in blocks) <= room:
            break
    return blocks


def wrapped(pen: ImageDraw.ImageDraw, text: str, face: ImageFont.FreeTypeFont, direction: str) -> list[str]:
    """A headline as lines that fit the card, the last with an ellipsis where there are too many."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(pen, longer, face, direction):
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        last = lines[MOST_LINES - 1]
        while not _fits(pen, f"{last}…", face, direction) and " " in last:
            last = last.rpartition(" ")[0]
        lines = [*lines[: MOST_LINES - 1], f"{last}…"]
    return lines


def _fits(pen: ImageDraw.ImageDraw, text: str, face: ImageFont.FreeTypeFont, direction: str) -> bool:
    return pen.textlength(text, face, direction=direction) <= SIZE[0] - 2 * MARGIN


def _write_line(
    pen: ImageDraw.ImageDraw, text: str, y: int, face: ImageFont.FreeTypeFont, shade: int, direction: str
) -> None:
    x, anchor = (SIZE[0] - MARGIN, "ra") if direction == "rtl" else (MARGIN, "la")
    pen.text((x, y), text, shade, face, anchor, direction=direction)


@cache
def _face(size: int, weight: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - Pillow is optional

    face = ImageFont.truetype(str(serif_path()), size, layout_engine=ImageFont.Layout.RAQM)
    face.set_variation_by_axes([weight])
    return face

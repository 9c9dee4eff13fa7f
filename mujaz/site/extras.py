"""What stands around the pages: the face, the stylesheet, metadata, maps, search, feeds, cards, the offline worker.

`plugin` calls these three: `assets` before pages are made, `head` for each page, `after` when all are written.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from mujaz.publish import write
from mujaz.site import cards, feeds, fonts, maps, metadata, search
from mujaz.site.views import by_alphabet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mujaz.site.library import Named
    from mujaz.site.sheets import Sheet, Site

FACE = "assets/naskh.woff2"
STYLE = "assets/site.css"
STYLES = ("frame", "story", "lists", "media")
"""The parts of the stylesheet in styles/, as they follow each other: later rules win."""

WORKER = "sw.js"
ONLY_SEARCH = ("assets/fold.js", "assets/search.js")
ATLAS = maps.Look(type=6.5, pin=2.2)
MOST_PINS, MOST_ON_A_PHONE = 60, 40
STORY_PANELS, ATLAS_PANELS = 6, 8
MOST_LISTED = 300


def assets(site: Site) -> Mapping[str, bytes]:
    """Generated files that pages refer to, by their path in the site."""
    return {FACE: fonts.cached(site.settings.cache, fonts.needed()), STYLE: style(site.settings.theme)}


def style(theme: Sequence[Path]) -> bytes:
    """The stylesheet, each part from the first folder of the theme that has it."""
    found = [[path for folder in theme if (path := folder / "styles" / f"{name}.css").is_file()] for name in STYLES]
    return b"".join(paths[0].read_bytes() for paths in found if paths)


def head(site: Site, sheet: Sheet, briefing: Mapping[str, object] | None) -> Mapping[str, object]:
    """What a page's template finds in `extra`: its metadata, and its map where it has one."""
    lang = sheet.lang or site.settings.source
    if sheet.slug and briefing is not None:
        story = site.library.by_slug[sheet.slug]
        places = [named for named in story.named if named.kind == "places"]
        found = _on_map(site, lang, places)
        return {
            "metadata": metadata.of_story(site, lang, story, briefing, cards.address(site, story.slug)),
            **(_maps(found, maps.DESK, STORY_PANELS) if site.map else {}),
        }
    return {"metadata": metadata.of_page(site, lang)}


def atlas(site: Site, lang: str) -> Mapping[str, object]:
    """The map of all stories: a pin for each of the places named most, and a list of them with their numbers."""
    counted: dict[str, tuple[int, Named]] = {}
    for story in site.library.stories:
        for named in story.named:
            if named.kind == "places" and named.lat is not None:
                counted[named.path] = (counted.get(named.path, (0, named))[0] + 1, named)
    ordered = sorted(counted.values(), key=lambda row: (-row[0], row[1].path))[:MOST_LISTED]
    listed = [(place, number) for number, named in ordered for place in _on_map(site, lang, [named])]
    pinned = [place for place, _ in listed[:MOST_PINS]]
    few = sorted(listed[:MOST_ON_A_PHONE], key=_in_the_list)
    return {
        **_maps(pinned, ATLAS, ATLAS_PANELS, few=[place for place, _ in few]),
        "listed": sorted(listed, key=_in_the_list),
        "left": max(0, len(counted) - MOST_LISTED),
    }


def _in_the_list(row: tuple[maps.Place, int]) -> tuple[int, str]:
    """The key that sorts places by how many stories name them, and else by the alphabet."""
    return -row[1], by_alphabet(row[0].label)


def _maps(
    places: Sequence[maps.Place], look: maps.Look, most: int, few: Sequence[maps.Place] | None = None
) -> Mapping[str, object]:
    """A map as a desk shows it, as a phone does in at most `most` panels, and the keys of its numbers by address.

    A phone shows only the places `few`, if given, else all. Where one panel shows all, it serves both and the map is
    None.
    """
    panels = maps.panels(places if few is None else few, most)
    numbered = {pin.place.href: pin.key for panel in panels for pin in panel.pins if pin.key}
    one = len(panels) == 1 and few is None
    return {"map": None if one else maps.draw(places, look), "panels": panels, "numbered": numbered, "places": places}


def after(site: Site, pages: Iterable[str]) -> list[str]:
    """Write what needs the whole site; `pages` are all its other files. Nothing that is the same is written again.

    Returns every file that it stands for, by its path in the site; what is no longer among them is left for others to
    remove.
    """
    known = list(pages)
    write(site.out / WORKER, _worker(site, known))
    found = search.build(site.library, site.languages, site.out, site.settings.cache) if site.search else []
    return [WORKER, *found, *feeds.publish(site, known), *cards.publish(site)]


def _on_map(site: Site, lang: str, places: Sequence[Named]) -> list[maps.Place]:
    found = []
    for named in places:
        code = lang if named.names.get(lang) else site.other(lang)
        label = named.names.get(code)
        if label and named.lat is not None and named.lon is not None:
            direction = site.strings[code].direction
            found.append(maps.Place(label, code, direction, f"{lang}/{named.url}/", named.lat, named.lon))
    return found


def _worker(site: Site, pages: Iterable[str]) -> str:
    """The service worker with the version of the theme and the assets that come with it."""
    script = (files("mujaz.site") / "sw.js").read_text("utf-8")
    own = sorted(page for page in pages if page.startswith("assets/") and page not in ONLY_SEARCH)
    return script.replace("{version}", site.theme).replace("{assets}", json.dumps(own)[1:-1])

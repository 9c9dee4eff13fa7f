"""However many stories a site has, the first view of each of its pages stays small, and so do feeds and sitemaps."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from mujaz.site import feeds, pages
from tests.site import house
from tests.support import crowd

if TYPE_CHECKING:
    from pathlib import Path

STORIES = 430
FIRST_VIEW = 60 * 1024


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of more than a year of stories that have a person, a place and a topic in common."""
    root = tmp_path_factory.mktemp("large")
    return house.mkdocs_build(house.project(root, crowd.stories(STORIES), extras=True))


def compressed(path: Path) -> int:
    """What a server sends of a file; fonts and pictures are compressed already."""
    blob = path.read_bytes()
    return len(blob) if path.suffix in {".woff2", ".png"} else len(gzip.compress(blob, 6, mtime=0))


def first_view(site: Path, name: str) -> int:
    """A page with everything that a browser fetches to show it."""
    page = house.parse(site / name)
    wanted = [e.get("href") for e in page.iter("link") if e.get("rel") in {"stylesheet", "preload", "icon"}]
    wanted += [e.get("src") for tag in ("script", "img") for e in page.iter(tag)]
    names = {urljoin(f"/{name}", link).lstrip("/") for link in wanted if link}
    return compressed(site / name) + sum(compressed(site / asset) for asset in names)


@pytest.fixture(scope="module")
def largest(large: Path) -> list[str]:
    """The largest page of each kind in each language."""
    found: dict[str, tuple[int, str]] = {}
    for path in large.glob("*/**/index.html"):
        name = path.relative_to(large).as_posix()
        lang, kind, *rest = name.split("/")
        key = f"{lang} {kind} {len(rest)}"
        found[key] = max(found.get(key, (0, "")), (path.stat().st_size, name))
    return [name for _, name in found.values()]


def test_the_first_view_of_every_page_is_small_at_any_size_of_site(large: Path, largest: list[str]) -> None:
    kinds = {name.split("/")[1] for name in largest}
    assert {"index.html", "days", "timeline", "map", "people", "places", "topics", "briefings"} <= kinds
    sizes = {name: first_view(large, name) for name in largest}
    assert {name: size for name, size in sizes.items() if size > FIRST_VIEW} == {}


def test_a_heavy_page_is_seen(large: Path) -> None:
    """All the passages of a dossier on one page, as it would be without its pages."""
    folder = large / "ar" / "people" / "laila-mansour"
    whole = b"".join(path.read_bytes() for path in folder.rglob("index.html"))
    assert len(gzip.compress(whole, 6)) > FIRST_VIEW


def test_no_list_grows_with_the_site(large: Path, largest: list[str]) -> None:
    """A page has no more links than its kind may have, whatever it lists."""
    most = {"days": 366, "map": 360, "people": 500}
    for name in largest:
        links = [a for main in house.parse(large / name).iter("main") for a in main.iter("a")]
        assert len(links) <= most.get(name.split("/")[1], pages.REGISTER) + 20, name


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_day_can_be_reached_from_the_list_of_days(large: Path, lang: str) -> None:
    days = {path.name for path in (large / lang / "days").glob("*-*")}
    assert len(days) == STORIES
    listed = house.parse(large / lang / "days" / "index.html")
    years = [large / lang / "days" / "index.html", *(large / lang / "days").glob("[0-9][0-9][0-9][0-9]/index.html")]
    assert len(years) == 2
    assert "/days/2021/" in "".join(str(a.get("href")) for a in listed.iter("a"))
    assert days == {
        str(a.get("href")).rstrip("/").rpartition("/")[2]
        for path in years
        for a in house.parse(path).iter("a")
        if "/days/2" in str(a.get("href")) and "-" in str(a.get("href"))
    }


def test_the_timeline_leads_to_every_year(large: Path) -> None:
    page = house.parse(large / "en" / "timeline" / "index.html")
    (years,) = (nav for nav in page.iter("nav") if nav.get("class") == "years")
    assert [house.text(a) for a in years.iter("a")] == ["2022", "2021"]
    assert house.broken_links(large, "/repo/", ["en/timeline/index.html", "en/days/index.html"]) == []


@pytest.mark.parametrize("path", ["places", "map"])
def test_what_a_long_list_leaves_out_it_says(large: Path, path: str) -> None:
    page = house.parse(large / "en" / path / "index.html")
    (left,) = (p for p in page.iter("p") if p.get("class") == "left")
    assert (
        house.text(left) == f"{STORIES + 1 - pages.REGISTER} more names are not listed here; search finds them. Search"
    )


def test_feeds_hold_the_newest_only(large: Path) -> None:
    for lang in ("ar", "en"):
        assert len(json.loads((large / lang / "feed.json").read_bytes())["items"]) == feeds.NEWEST
        assert compressed(large / lang / "feed.xml") < FIRST_VIEW

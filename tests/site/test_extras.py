"""What stands around the pages, after edits: the same as a fresh build gives, and nothing left over."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from mujaz.site import extras
from mujaz.site.build import build
from tests.site import house
from tests.support import newsroom, sites

if TYPE_CHECKING:
    from pathlib import Path


def with_everything(root: Path) -> Path:
    house.project(root, newsroom.briefings(), extras=True)
    file = root / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("cards: false", "cards: true"), "utf-8")
    return root


def test_after_an_edit_and_a_removal_the_site_is_what_a_fresh_build_gives(tmp_path: Path) -> None:
    root = with_everything(tmp_path / "kept")
    build(root)
    stories = root / "content" / "briefings"
    data = stories / "beirut-port.json"
    document = json.loads(data.read_text("utf-8"))
    document["title"]["en"] = "Another headline"
    data.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    for suffix in ("md", "json"):
        (stories / f"summit-tokyo.{suffix}").unlink()
    build(root)
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
    assert house.snapshot(root / "site") == house.snapshot(house.mkdocs_build(fresh))
    assert house.broken_links(root / "site", "/repo/") == []
    left = {path.stem for path in stories.glob("*.json")}
    assert {path.stem for path in (root / "site" / "cards").iterdir()} == left
    assert not (root / "site" / "en" / "briefings" / "summit-tokyo").exists()


def test_every_card_that_a_page_names_is_there(tmp_path: Path) -> None:
    root = with_everything(tmp_path)
    build(root)
    named = {
        e.get("content")
        for _, page in house.pages(root / "site")
        for e in page.iter("meta")
        if e.get("property") == "og:image"
    }
    there = {f"https://example.org/repo/cards/{quote(path.name)}" for path in (root / "site" / "cards").iterdir()}
    assert named == there
    assert len(there) == len(newsroom.briefings())


@pytest.mark.parametrize("name", ["sw.js", "en/feed.xml", "sitemap.xml", "robots.txt", "search/index.json", "404.html"])
def test_what_was_deleted_by_hand_comes_back(tmp_path: Path, name: str) -> None:
    root = with_everything(tmp_path)
    build(root)
    before = house.snapshot(root / "site")
    (root / "site" / name).unlink()
    build(root)
    assert house.snapshot(root / "site") == before


def test_a_leaf_and_a_card_that_were_deleted_by_hand_come_back(tmp_path: Path) -> None:
    root = with_everything(tmp_path)
    build(root)
    before = house.snapshot(root / "site")
    for name in ("search/leaves", "search/stories", "cards"):
        next((root / "site" / name).iterdir()).unlink()
        build(root)
        assert house.snapshot(root / "site") == before


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("search: true", "search: false", "search"),
        ("cards: true", "cards: false", "cards"),
        ("site_url: https://example.org/repo/", "site_url: ''", "sitemap.xml"),
    ],
)
def test_what_is_switched_off_goes(tmp_path: Path, before: str, after: str, gone: str) -> None:
    root = with_everything(tmp_path / "kept")
    build(root)
    assert (root / "site" / gone).exists()
    file = root / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")
    build(root)
    assert not (root / "site" / gone).exists()
    shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("site", ".cache"))
    assert house.snapshot(root / "site") == house.snapshot(house.mkdocs_build(tmp_path / "fresh"))


def test_the_worker_names_the_assets_and_its_version(tmp_path: Path) -> None:
    site = sites.site(tmp_path)
    named = extras.after(site, ["assets/site.css", "assets/search.js", "ar/index.html"])
    assert sorted(named) == sorted(house.snapshot(site.out))
    script = (site.out / "sw.js").read_text("utf-8")
    assert 'const VERSION = "theme"' in script
    assert 'const ASSETS = ["assets/site.css"]' in script


def test_the_places_of_the_map_are_listed_in_the_alphabet_of_the_page(tmp_path: Path) -> None:
    site = sites.site(tmp_path)
    for lang, names in (("ar", ["فيجي", "كوريا الشمالية"]), ("en", ["Fiji", "North Korea"])):
        listed = [place.label for place, _ in extras.atlas(site, lang)["listed"]]  # type: ignore[attr-defined] # a list
        assert [label for label in listed if label in names] == names
    arabic = [place.label for place, _ in extras.atlas(site, "ar")["listed"]]  # type: ignore[attr-defined] # a list
    assert arabic.index("سيول") < arabic.index("طوكيو") < arabic.index("مصر")


def test_the_parts_of_the_stylesheet_are_one_file_and_a_theme_may_bring_its_own(tmp_path: Path) -> None:
    theme, own = newsroom.ROOT / "templates", tmp_path / "theme"
    assert {f"{name}.css" for name in extras.STYLES} == {path.name for path in (theme / "styles").iterdir()}
    (own / "styles").mkdir(parents=True)
    (own / "styles" / "media.css").write_text("/* own */", "utf-8")
    whole, changed = extras.style([theme]), extras.style([own, theme])
    assert changed == whole.removesuffix((theme / "styles" / "media.css").read_bytes()) + b"/* own */"
    root = house.project(tmp_path / "project", newsroom.briefings()[:1])
    assert (house.mkdocs_build(root) / "assets" / "site.css").read_bytes() == whole
    (root / "content" / "assets").mkdir()
    (root / "content" / "assets" / "site.css").write_text("/* all of it */", "utf-8")
    assert (house.mkdocs_build(root) / "assets" / "site.css").read_text("utf-8") == "/* all of it */"

"""What a built site says to machines: sitemap, feeds, alternates and linked data that agree with its pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped] # it has no types
import pytest

from mujaz.site import feeds
from tests.site import house

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open

BASE = "https://example.org/repo/"
NAMES = {"s": feeds.SITEMAP, "x": feeds.XHTML}
STORY = "briefings/summit-tokyo/"


def local(site: Path, url: str) -> Path:
    assert url.startswith(BASE), url
    path = site / unquote(url.removeprefix(BASE))
    return path / "index.html" if url.endswith("/") else path


def sitemap(site: Path) -> dict[str, dict[str, str]]:
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    return {
        url.findtext("s:loc", "", NAMES): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }


def test_the_sitemap_has_every_page_of_both_languages_and_nothing_else(site: Path) -> None:
    listed = {local(site, url) for url in sitemap(site)}
    assert listed
    assert listed == {path for lang in ("ar", "en") for path in (site / lang).rglob("index.html")}


def test_twins_name_each_other_in_the_sitemap_and_in_the_pages(site: Path) -> None:
    urls = sitemap(site)
    for url, twins in urls.items():
        for code in set(twins) - {"x-default"}:
            assert urls[twins[code]] == twins, url
    for name, page in house.pages(site):
        if name.startswith(("ar/", "en/")):
            alternates = {e.get("hreflang"): e.get("href") for e in page.iter("link") if e.get("hreflang")}
            canonical = next(e.get("href") for e in page.iter("link") if e.get("rel") == "canonical")
            assert alternates == urls[str(canonical)], name


def test_every_link_of_the_feeds_leads_to_a_page(site: Path) -> None:
    for lang in ("ar", "en"):
        parsed = feedparser.parse((site / lang / "feed.xml").read_bytes())
        assert not parsed.bozo
        links = [link.href for entry in parsed.entries for link in entry.links]
        links += [item["url"] for item in json.loads((site / lang / "feed.json").read_text("utf-8"))["items"]]
        assert links
        assert all(local(site, link).is_file() for link in links)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_linked_data_is_read_and_logs_nothing(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/{STORY}")
    document: dict[str, Any] = json.loads(page.inner_text("script[type='application/ld+json']") or "{}")
    assert document["inLanguage"] == lang
    assert document["headline"] == page.inner_text("h1")
    assert page.get_attribute("meta[property='og:title']", "content") == document["headline"]
    assert document["url"] == page.get_attribute("link[rel=canonical]", "href")


def test_every_page_has_a_description_and_its_feeds(site: Path) -> None:
    for name, page in house.pages(site):
        if name.startswith(("ar/", "en/")):
            metas = {e.get("name"): e.get("content") for e in page.iter("meta")}
            assert metas["description"], name
            kinds = {e.get("type") for e in page.iter("link") if e.get("rel") == "alternate"}
            assert {"application/atom+xml", "application/feed+json"} <= kinds, name

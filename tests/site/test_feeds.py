"""Feeds that readers accept, a sitemap with twins, and nothing written twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped] # it has no types
import jsonschema  # type: ignore[import-untyped] # it has no types
import pytest

from mujaz.model import State
from mujaz.site import catalogue, feeds
from mujaz.text import script_of
from tests.site import house
from tests.support import newsroom, sites

if TYPE_CHECKING:
    from mujaz.site.sheets import Site

PAGES = ("index.html", "404.html", "ar/index.html", "en/index.html", "ar/about/index.html", "ar/قمر/index.html",
         "en/قمر/index.html", "assets/site.css")  # fmt: skip
ATOM = {"a": feeds.ATOM}
SITEMAP = {"s": feeds.SITEMAP, "x": feeds.XHTML}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sites.site(tmp_path)


def test_a_feed_reader_takes_the_atom_feed(site: Site) -> None:
    parsed = feedparser.parse(feeds.atom(site, "en"))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.language == "en"
    first = parsed.entries[0]
    assert first.title == "Tokyo summit brings leaders of three countries together"
    assert first.link == first.id == "https://example.org/repo/en/briefings/summit-tokyo/"
    assert first.published == "2024-11-16T00:00:00Z"
    assert "About 1,200 journalists" not in first.summary
    assert "“We must cooperate,”" in first.summary
    assert [tag.term for tag in first.tags] == ["دبلوماسية", "آسيا"]
    assert [link.href for link in first.links if link.rel == "related"] == [
        "https://example.org/repo/ar/briefings/summit-tokyo/"
    ]


def test_both_feeds_have_every_dated_story_newest_first(site: Site) -> None:
    for lang in site.languages:
        atom = [entry.id for entry in feedparser.parse(feeds.atom(site, lang)).entries]
        document = json.loads(feeds.json_feed(site, lang))
        assert [item["id"] for item in document["items"]] == atom
        assert len(atom) == 5
        assert document["version"] == "https://jsonfeed.org/version/1.1"
        dates = [item["date_published"] for item in document["items"]]
        assert dates == sorted(dates, reverse=True)


def test_no_sign_that_xml_cannot_hold_breaks_a_feed(site: Site) -> None:
    story = site.library.stories[0]
    odd = replace(story, titles=dict.fromkeys(site.languages, "a\uffff\x08b"), tags={"t\x1bag": None})
    entry = feedparser.parse(feeds.atom(sites.over(site, replace(site.library, stories=(odd,))), "en")).entries[0]
    assert (entry.title, entry.tags[0].term) == ("ab", "tag")


def test_a_headline_without_translation_is_marked_as_the_other_language(site: Site) -> None:
    entries = feedparser.parse(feeds.atom(site, "en")).entries
    waiting = next(entry for entry in entries if "%D9%82%D9%85%D8%B1" in entry.id)
    assert waiting.title == "مصر تطلق قمرا صناعيا جديدا"
    assert waiting.title_detail.language == "ar"


def test_a_machine_translation_says_so_in_the_feed(site: Site) -> None:
    summaries = {item["id"]: item["content_text"] for item in json.loads(feeds.json_feed(site, "en"))["items"]}
    state = site.strings["en"]["state_draft"]
    assert f"({state})" in summaries["https://example.org/repo/en/briefings/beirut-port/"]
    assert f"({state})" not in summaries["https://example.org/repo/en/briefings/summit-tokyo/"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_json_feed_follows_its_schema(lang: str, site: Site) -> None:
    schema = json.loads((Path(__file__).parent.parent / "data/site/json-feed-1.1.schema.json").read_text("utf-8"))
    document = json.loads(feeds.json_feed(site, lang))
    assert document["items"]
    jsonschema.Draft202012Validator(schema).validate(document)
    del document["items"][0]["id"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(document)


def test_the_sitemap_names_each_page_with_its_twins(site: Site) -> None:
    ((name, text),) = feeds.sitemaps(site, PAGES)
    assert name == "sitemap.xml"
    urls = {
        url.findtext("s:loc", "", SITEMAP): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
        }
        for url in ET.fromstring(text).findall("s:url", SITEMAP)  # noqa: S314 - our own text
    }
    base = "https://example.org/repo/"
    moon = "%D9%82%D9%85%D8%B1/"
    assert urls[f"{base}en/{moon}"] == {
        "ar": f"{base}ar/{moon}", "en": f"{base}en/{moon}", "x-default": f"{base}ar/{moon}"
    }  # fmt: skip
    assert urls[f"{base}ar/"] == {"ar": f"{base}ar/", "en": f"{base}en/", "x-default": base}
    assert urls[f"{base}ar/about/"] == {"ar": f"{base}ar/about/", "x-default": f"{base}ar/about/"}
    assert len(urls) == 5


def test_a_sitemap_too_long_becomes_several(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_URLS", 2)
    made = dict(feeds.sitemaps(site, PAGES))
    assert sorted(made) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    listed = ET.fromstring(made["sitemap.xml"]).findall("s:sitemap/s:loc", SITEMAP)  # noqa: S314 - our own text
    assert [loc.text for loc in listed] == [f"https://example.org/repo/sitemap-{n}.xml" for n in (1, 2, 3)]


def test_a_sitemap_with_long_addresses_keeps_below_the_size_of_a_file(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_BYTES", 900)
    made = dict(feeds.sitemaps(site, PAGES))
    parts = [text for name, text in made.items() if name != "sitemap.xml"]
    assert len(parts) > 1
    assert all(len(text.encode()) < 900 + 300 for text in parts)
    assert sum(text.count("<url>") for text in parts) == 5


def test_nothing_is_written_twice_and_all_is_named(site: Site) -> None:
    named = feeds.publish(site, PAGES)
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*") if path.is_file()}
    assert sorted(named) == sorted(path.relative_to(site.out).as_posix() for path in before)
    assert feeds.publish(site, PAGES) == named
    assert {path: path.stat().st_mtime_ns for path in site.out.rglob("*") if path.is_file()} == before
    assert "Sitemap: https://example.org/repo/sitemap.xml" in (site.out / "robots.txt").read_text()


def test_an_item_says_which_language_it_is_in(site: Site) -> None:
    """A story that is not translated stands in the English feed in Arabic, and says so."""
    story = newsroom.briefings()[0]
    waiting = tuple(replace(t, text="", state=State.PENDING) for t in story.translations)
    house.put(site.settings.root, replace(story, title_en="", title_state=State.PENDING, translations=waiting))
    site = sites.over(site, catalogue.read(site.settings))
    url = f"https://example.org/repo/en/{site.library.by_slug[story.article.slug].url}/"
    (item,) = (item for item in json.loads(feeds.json_feed(site, "en"))["items"] if item["url"] == url)
    assert item["language"] == "ar"
    entries = ET.fromstring(feeds.atom(site, "en")).findall("a:entry", ATOM)  # noqa: S314 - our own text
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    said = {}
    for entry in entries:
        for part in ("a:title", "a:summary"):
            found = entry.find(part, ATOM)
            assert found is not None
            said[entry.findtext("a:id", "", ATOM), part] = found.get(lang)
            assert (found.get(lang) == "ar") == (script_of(found.text or "") == "ar")
    assert (said[url, "a:title"], said[url, "a:summary"]) == ("ar", "ar")
    assert None in said.values()


def test_a_summary_keeps_to_one_language(site: Site) -> None:
    story = site.library.stories[0]
    half = replace(story, points=[{**story.points[0], "en": None}, *story.points[1:]])
    told, spoken = feeds.summary(site, half, "en")
    assert spoken == "en"
    assert len(told.splitlines()) == len(feeds.summary(site, story, "en")[0].splitlines()) - 1


def test_a_site_without_an_address_has_no_feeds(site: Site) -> None:
    assert feeds.publish(replace(site, settings=replace(site.settings, site_url="")), PAGES) == []
    assert not list(site.out.rglob("*"))

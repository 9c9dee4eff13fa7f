"""Feeds and the sitemap: Atom (RFC 4287) and JSON Feed 1.1 for each language, sitemaps with their alternates.

All of them need absolute addresses, so a site whose configuration does not say where it will stand has none.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from mujaz.model import State
from mujaz.publish import write
from mujaz.text import NOT_XML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mujaz.site.library import Story
    from mujaz.site.sheets import Site

NEWEST = 30
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MOST_URLS, MOST_BYTES = 40_000, 40_000_000
"""The protocol allows 50,000 addresses and 50 MB in one file; an Arabic address takes six bytes a letter."""


def publish(site: Site, pages: Iterable[str]) -> list[str]:
    """Write feeds, sitemap and robots.txt; `pages` are the index.html files of the site. Returns what was written."""
    made = dict(_made(site, pages)) if site.url else {}
    for name, text in made.items():
        write(site.out / name, text)
    return list(made)


def _made(site: Site, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for lang in site.languages:
        yield f"{lang}/feed.xml", atom(site, lang)
        yield f"{lang}/feed.json", json_feed(site, lang)
    yield from sitemaps(site, pages)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n"


def atom(site: Site, lang: str) -> str:
    """The newest dated stories as Atom; a story without a date has no place in a feed."""
    stories = _newest(site)
    home = f"{site.url}{lang}/"
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    _add(feed, "title", site.name)
    _add(feed, "id", home)
    _add(feed, "link", rel="alternate", type="text/html", hreflang=lang, href=home)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{home}feed.xml")
    _add(feed, "updated", _time(stories[0].published if stories else None))
    _add(_add(feed, "author"), "name", site.name)
    for story in stories:
        url = f"{home}{story.url}/"
        entry = _add(feed, "entry")
        code = _language(story, lang, site)
        _add(entry, "title", story.titles[code] or "", **({} if code == lang else {"xml:lang": code}))
        _add(entry, "id", url)
        _add(entry, "link", rel="alternate", type="text/html", hreflang=lang, href=url)
        twin = site.other(lang)
        _add(entry, "link", rel="related", type="text/html", hreflang=twin, href=f"{site.url}{twin}/{story.url}/")
        _add(entry, "updated", _time(story.published))
        _add(entry, "published", _time(story.published))
        for tag in _tags(story, lang, site):
            _add(entry, "category", term=tag)
        told, spoken = summary(site, story, lang)
        _add(entry, "summary", told, **({} if spoken == lang else {"xml:lang": spoken}))
    ET.indent(feed, " ")
    return f"{XML}{ET.tostring(feed, encoding='unicode')}\n"


def _tags(story: Story, lang: str, site: Site) -> list[str]:
    """The tags of a story, translated where an editor did so."""
    return [
        translation if translation and lang == site.settings.target else tag for tag, translation in story.tags.items()
    ]


def json_feed(site: Site, lang: str) -> str:
    """The newest dated stories as JSON Feed."""
    home = f"{site.url}{lang}/"
    items = [
        {
            "id": f"{home}{story.url}/",
            "url": f"{home}{story.url}/",
            "title": story.titles[_language(story, lang, site)],
            "content_text": summary(site, story, lang)[0],
            "date_published": _time(story.published),
            "language": _language(story, lang, site),
            "tags": _tags(story, lang, site),
        }
        for story in _newest(site)
    ]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": home,
        "feed_url": f"{home}feed.json",
        "language": lang,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def summary(site: Site, story: Story, lang: str) -> tuple[str, str]:
    """The key points that there are in a language, and how far they were checked; and which language that is.

    While none is translated that is the other one: plain text has one language, and a feed reader is told it.
    """
    spoken = lang if any(point.get(lang) for point in story.points) else site.other(lang)
    lines = [text for point in story.points if (text := point.get(spoken))]
    if lang == site.settings.target and story.state != State.REVIEWED:
        lines.append(f"({site.strings[spoken][f'state_{story.state}']})")
    return "\n".join(lines), spoken


def sitemaps(site: Site, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every page with its twins: one file, or an index over several where one may not hold them all."""
    parts = list(_parts(_entries(site, set(pages))))
    if len(parts) == 1:
        yield "sitemap.xml", _urlset(parts[0])
        return
    index = ET.Element("sitemapindex", {"xmlns": SITEMAP})
    for number, part in enumerate(parts, 1):
        _add(_add(index, "sitemap"), "loc", f"{site.url}sitemap-{number}.xml")
        yield f"sitemap-{number}.xml", _urlset(part)
    yield "sitemap.xml", f"{XML}{ET.tostring(index, encoding='unicode')}\n"


def _parts(entries: Iterable[str]) -> Iterator[Sequence[str]]:
    """Entries in runs, each small enough for one file; one run where there are none."""
    part: list[str] = []
    held = 0
    for entry in entries:
        if part and (len(part) == MOST_URLS or held + len(entry) > MOST_BYTES):
            yield part
            part, held = [], 0
        part.append(entry)
        held += len(entry) + 1  # an entry is ASCII: its addresses are quoted
    yield part


def _entries(site: Site, pages: set[str]) -> Iterator[str]:
    """An entry for each page, twins beside each other; written as text, for there may be tens of thousands."""
    base = escape(site.url)
    paths = sorted({path for page in pages if (path := _under_language(page, site)) is not None})
    for path in paths:
        here = quote(path)
        twins = [code for code in site.languages if f"{code}/{path}index.html" in pages]
        links = [
            *((code, f"{base}{code}/{here}") for code in twins),
            ("x-default", f"{base}{twins[0]}/{here}" if path else base),
        ]
        alternates = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in links)
        for code in twins:
            yield f"<url><loc>{base}{code}/{here}</loc>{alternates}</url>"


def _urlset(entries: Sequence[str]) -> str:
    body = "\n".join(entries)
    return f'{XML}<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">\n{body}\n</urlset>\n'


def _under_language(page: str, site: Site) -> str | None:
    """The folder of a page under its language, None for a page of no language."""
    lang, slash, path = page.partition("/")
    return path.removesuffix("index.html") if slash and lang in site.languages and path.endswith("index.html") else None


def _newest(site: Site) -> Sequence[Story]:
    return [story for story in site.library.stories if story.published][:NEWEST]


def _language(story: Story, lang: str, site: Site) -> str:
    return lang if story.titles.get(lang) else site.other(lang)


def _time(day: str | None) -> str:
    """A day as RFC 3339 has it; a feed without stories was last changed at the beginning of time."""
    return f"{day or '1970-01-01'}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """A child that holds what XML can of a text."""
    child = ET.SubElement(parent, name, {key: NOT_XML.sub("", value) for key, value in attributes.items()})
    child.text = NOT_XML.sub("", text) or None
    return child

"""What pages say to machines: a description, Open Graph, and schema.org's NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import get_global
from markupsafe import Markup

from mujaz.model import State
from mujaz.site.rows import is_machine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mujaz.site.library import Story
    from mujaz.site.sheets import Site

LONGEST_DESCRIPTION = 300
LONGEST_HEADLINE = 110
MACHINE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
_TYPES = {"people": "Person", "places": "Place", "organisations": "Organization"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What partials/metadata.html shows; `title` and `linked_data` are empty on pages that are not stories."""

    title: str
    description: str
    kind: str
    locale: str
    other_locale: str
    image: str
    linked_data: Markup


def of_page(site: Site, lang: str) -> Metadata:
    """The metadata of a page that is not a story."""
    text = site.strings[lang]["colophon"]
    return Metadata("", text, "website", _locale(lang), _locale(site.other(lang)), "", Markup(""))


def of_story(site: Site, lang: str, story: Story, briefing: Mapping[str, object], image: str = "") -> Metadata:
    """The metadata of a story's page in one language; `image` is the address of its card."""
    other = site.other(lang)
    points = " ".join(point.get(lang) or point.get(other) or "" for point in story.points)
    title = story.titles.get(lang) or story.titles.get(other) or ""
    description = _short(points or title, LONGEST_DESCRIPTION)
    document = json.dumps(_article(site, lang, story, briefing, image), ensure_ascii=False, separators=(",", ":"))
    # Text that could end the script element is written as JSON escapes.
    safe = document.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Metadata(title, description, "article", _locale(lang), _locale(other), image, Markup(safe))  # noqa: S704 - escaped in the line above


def _article(site: Site, lang: str, story: Story, briefing: Mapping[str, object], image: str) -> Mapping[str, object]:
    """The story as schema.org sees it: the original, or a translation of it."""
    source, target = site.languages
    urls = {code: f"{site.url}{code}/{story.url}/" for code in site.languages} if site.url else {}
    title = story.titles.get(lang) or story.titles.get(site.other(lang)) or ""
    twin = {"@type": "NewsArticle", "inLanguage": site.other(lang), **_only({"@id": urls.get(site.other(lang))})}
    return _only(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": urls.get(lang),
            "url": urls.get(lang),
            "headline": _short(title, LONGEST_HEADLINE),
            "inLanguage": lang,
            "datePublished": story.published,
            "image": image or None,
            "author": {"@type": "Person", "name": briefing["author"]} if briefing.get("author") else None,
            "sourceOrganization": {"@type": "Organization", "name": story.source} if story.source else None,
            "publisher": _only({"@type": "Organization", "name": site.name, "url": site.url or None}),
            "isBasedOn": briefing.get("url"),
            "keywords": ", ".join(story.tags) or None,
            "mentions": [
                {"@type": _TYPES[named.kind], "name": name}
                for named in story.named
                if (name := named.names.get(lang) or named.names.get(site.other(lang)))
            ]
            or None,
            "workTranslation": twin if lang == source else None,
            **(_translated(briefing, story, twin, site) if lang == target else {}),
        }
    )


def _translated(
    briefing: Mapping[str, object], story: Story, original: Mapping[str, object], site: Site
) -> Mapping[str, object]:
    """Who translated: people only where every sentence was checked by one, otherwise that a machine did."""
    segments = briefing.get("segments")
    rows = [row for row in (segments if isinstance(segments, list) else ()) if isinstance(row, dict)]
    reviewers = dict.fromkeys(reviewer for row in rows if (reviewer := str(row.get("reviewer") or "")))
    machine = any(is_machine(str(row.get("origin") or "")) for row in rows)
    checked = story.state == State.REVIEWED
    line = "line_draft" if machine else "line_unchecked"
    people = [{"@type": "Person", "name": name} for name in reviewers]
    return {
        "translationOfWork": original,
        "translator": people or None if checked else None,
        "digitalSourceType": MACHINE if machine and not checked else None,
        "creditText": None if checked else site.strings[site.settings.target][line],
    }


def _only(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _short(text: str, most: int) -> str:
    """The text, cut at a word where it is too long."""
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


@lru_cache(16)
def _locale(code: str) -> str:
    """A language with its most likely territory, as Open Graph wants it: ar_EG, en_US."""
    named = Locale.parse(code, sep="-")
    likely = Locale.parse(get_global("likely_subtags").get(named.language, named.language))
    territory = named.territory or likely.territory
    return f"{named.language}_{territory}" if territory else named.language

"""Metadata: what is a translation of what, who translated, and nothing that could end its element."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mujaz.site import metadata
from tests.support import sites

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.site.sheets import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sites.site(tmp_path)


def linked(site: Site, lang: str, slug: str) -> dict[str, Any]:
    about = metadata.of_story(site, lang, site.library.by_slug[slug], site.library.briefing(slug))
    document: dict[str, Any] = json.loads(about.linked_data)
    return document


def test_original_and_translation_point_at_each_other(site: Site) -> None:
    original, translation = (linked(site, lang, "summit-tokyo") for lang in ("ar", "en"))
    assert original["@type"] == translation["@type"] == "NewsArticle"
    assert (original["inLanguage"], translation["inLanguage"]) == ("ar", "en")
    assert original["workTranslation"]["@id"] == translation["@id"]
    assert translation["translationOfWork"]["@id"] == original["@id"]
    assert "translationOfWork" not in original
    assert "workTranslation" not in translation
    assert original["datePublished"] == "2024-11-16"
    assert original["isBasedOn"] == "https://news.example/summit"
    assert {"@type": "Person", "name": "Joe Biden"} in translation["mentions"]


def test_a_translator_is_named_only_where_people_checked_everything(site: Site) -> None:
    assert linked(site, "en", "summit-tokyo")["translator"] == [{"@type": "Person", "name": "محرر"}]
    draft = linked(site, "en", "beirut-port")
    assert "translator" not in draft
    assert draft["digitalSourceType"] == metadata.MACHINE
    assert draft["creditText"] == site.strings["en"]["line_draft"]
    assert "digitalSourceType" not in linked(site, "ar", "beirut-port")


def test_an_edit_on_the_page_names_no_translator(site: Site) -> None:
    document = {"segments": [{"origin": "human"}]}
    about = metadata.of_story(site, "en", site.library.by_slug["summit-tokyo"], document | {"author": "", "url": None})
    assert "translator" not in json.loads(about.linked_data)


def test_nothing_is_said_that_is_not_known(site: Site) -> None:
    document = linked(site, "ar", "old-library")
    assert not {"datePublished", "author", "isBasedOn", "sourceOrganization", "image", "keywords"} & set(document)
    homeless = replace(site, settings=replace(site.settings, site_url=""))
    assert not {"@id", "url"} & set(linked(homeless, "ar", "old-library"))


def test_text_cannot_end_the_element(site: Site) -> None:
    story = replace(site.library.by_slug["summit-tokyo"], titles={"ar": "</script><b>&", "en": "x"})
    about = metadata.of_story(site, "ar", story, site.library.briefing("summit-tokyo"))
    assert "<" not in about.linked_data
    assert json.loads(about.linked_data)["headline"] == "</script><b>&"


def test_descriptions_are_key_points_of_bounded_length(site: Site) -> None:
    story = site.library.by_slug["summit-tokyo"]
    about = metadata.of_story(site, "en", story, {})
    assert about.description.startswith("Japanese Prime Minister Shigeru Ishiba met")
    assert len(about.description) <= metadata.LONGEST_DESCRIPTION
    assert (about.locale, about.other_locale) == ("en_US", "ar_EG")

"""Texts that no person would type: a whole site is built over them, and whoever reads it finds nothing odd."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from mujaz.markdown import read_text
from mujaz.site.build import build as build_site
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, Translator, build, files, make, page, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.config import Settings

LONG = "كلمة طويلة " * 40


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE}, yml={"bridge": "date: 2024-11-15\n"})


def test_a_name_longer_than_a_folder_s_stops_no_site(tmp_path: Path) -> None:
    sentence = f"وصل {LONG.strip()} إلى القاهرة."
    row = f"{{kind: people, ar: {LONG.strip()}, segments: [p1s1]}}"
    settings = make(
        tmp_path,
        {"long.txt": sentence + "\n", "bridge.txt": BRIDGE},
        yml={"long": f"tags: [{LONG}, {LONG}أخرى]\nfacts: {{add: [{row}]}}\n"},
    )
    (settings.translations / "glossary.yml").write_text(
        f"- ar: [وزارة النقل المصرية]\n  en: {'Ministry of Transport ' * 20}\n  kind: organisation\n", "utf-8"
    )
    assert build(settings).failed == ()
    assert build_site(settings.root).problems == ()
    assert len(list((settings.site / "ar" / "topics").glob("*/index.html"))) == 2
    assert list((settings.site / "ar" / "people").glob("*/index.html"))
    assert list((settings.site / "ar" / "organisations").glob("ministry-of-transport*/index.html"))


def test_signs_that_nobody_sees_reach_neither_pages_nor_feeds(settings: Settings) -> None:
    (settings.seeds / "bridge.txt").write_text(BRIDGE.replace("جسر", "جس\uffffر"), "utf-8")
    build(settings, Translator())
    po = settings.translations / "bridge.po"
    rewrite(po, "an old bridge", "an \\bold \u202ebridge\U0001fffe")
    edited = po.read_bytes()
    assert build(settings).failed == ()
    assert po.read_bytes() == edited  # the editor's text stays as it was written
    assert build_site(settings.root).problems == ()
    for feed in settings.site.rglob("feed.xml"):
        assert len(ET.parse(feed).findall("{*}entry")) == 1  # noqa: S314 (we wrote it)
    text = "".join(path.read_text("utf-8") for path in settings.site.rglob("*") if path.suffix in {".html", ".json"})
    assert "an old bridge" in text
    assert not set("\uffff\b\u202e\U0001fffe") & set(text)


def test_a_page_whose_translation_holds_such_signs_takes_an_edit_and_settles(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(settings.translations / "bridge.po", "an old bridge", "an old \u202ebridge")
    build(settings)
    rewrite(page(settings, "bridge"), "an old bridge", "an ancient \u202ebridge")
    assert build(settings).failed == ()
    assert "an ancient bridge" in (settings.translations / "bridge.po").read_text("utf-8")
    [first, second] = json.loads((settings.briefings / "bridge.json").read_bytes())["segments"]
    assert first["en"] == ENGLISH[first["ar"]].replace("old", "ancient")
    assert (first["state"], second["state"]) == ("reviewed", "draft")
    before = files(settings, "content", "translations")
    assert build(settings).composed == 0
    assert files(settings, "content", "translations") == before


def test_an_edited_page_is_shown_without_them_before_it_is_taken_in(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(page(settings, "bridge"), "an old bridge", "an ancient &#8238;bridge&#55296;")
    assert "\u202e" in read_text("> ا\n\n" + "an ancient &#8238;bridge\n")[0][0].target
    build_site(settings.root)
    text = (settings.site / "en" / "briefings" / "bridge" / "index.html").read_text("utf-8")
    assert "an ancient bridge" in text
    assert build(settings).failed == ()


def test_a_translation_of_nothing_that_can_be_seen_is_none(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(settings.translations / "bridge.po", ENGLISH["ويعبر الجسر 12 ألف سيارة في اليوم."], "\u202e\u2066")
    assert build(settings).failed == ()
    [_, second] = json.loads((settings.briefings / "bridge.json").read_bytes())["segments"]
    assert (second["en"], second["state"]) == (None, "pending")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_of_publication_is_too_early_or_late(day: str, tmp_path: Path) -> None:
    text = "زارها أمس الأحد وقال إنه يعود غدا. وأعلن أنه سافر قبل ثلاث سنوات وسيسافر الأسبوع المقبل.\n"
    settings = make(tmp_path, {"news.txt": text}, yml={"news": f"date: {day}\n"})
    assert build(settings).failed == ()
    assert build_site(settings.root).problems == ()

"""How far a translation can be trusted: every page says it, in words, wherever the translation stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mujaz.model import Finding
from tests.site import house

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("lang", "words"), [("ar", ("مسودة", "بانتظار الترجمة")), ("en", ("draft", "translation pending"))]
)
def test_what_is_not_reviewed_says_so_in_words(site: Path, lang: str, words: tuple[str, str]) -> None:
    page = house.parse(site / lang / "briefings" / "ferry" / "index.html")
    marks = [house.text(mark) for mark in house.by_class(page, "mark") if mark.get("lang")]
    assert [mark.partition(" ·")[0] for mark in marks] == [words[0], words[0], words[1], words[1]]
    assert "Google Translate" in marks[0]


@pytest.mark.parametrize(
    ("lang", "words", "line"),
    [
        ("en", "draft · numbers differ", "2 of 6 sentences checked"),
        ("ar", "مسودة · اختلاف في الأرقام", "الجمل المراجَعة: 2 من 6"),
    ],
)
def test_a_sentence_that_failed_a_check_says_so_wherever_it_stands(
    site: Path, lang: str, words: str, line: str
) -> None:
    page = house.parse(site / lang / "briefings" / "trust" / "index.html")
    (row,) = [row for row in house.by_class(page, "row") if row.get("id") == "p2s2"]
    assert row.get("class") == "row draft"
    assert house.text(house.by_class(row, "mark")[0]).startswith(words)
    assert line in house.text(house.by_class(page, "meta")[0])
    points = [house.text(mark) for mark in house.by_class(house.by_class(page, "points")[0], "mark")]
    assert points == ([words] if lang == "en" else [])  # the Arabic page quotes the original


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", [[], ["draft"], ["draft · numbers differ"], ["translation pending"]]), ("ar", [[], [], [], []])],
)
def test_a_quotation_says_how_far_its_translation_can_be_trusted(site: Path, lang: str, said: list[list[str]]) -> None:
    """Checked, draft, failing a check, not translated; the Arabic page quotes the original."""
    page = house.parse(site / lang / "briefings" / "trust" / "index.html")
    quotes = house.by_class(page, "quote")
    assert [[house.text(mark) for mark in house.by_class(quote, "mark")] for quote in quotes] == said
    for mark in (mark for quote in quotes for mark in house.by_class(quote, "mark")):
        assert mark.get("lang", lang) == lang


def test_every_quoted_sentence_says_where_it_is_a_draft(site: Path) -> None:
    """Key points, the dossier, the timeline."""
    page = house.parse(site / "en" / "briefings" / "dam" / "index.html")
    points = house.by_class(house.by_class(page, "points")[0], "mark")
    assert [house.text(mark) for mark in points] == ["draft", "draft"]
    assert [house.text(mark) for mark in house.by_class(house.by_class(page, "chronicle")[0], "mark")] == ["draft"]
    dossier = house.parse(site / "en" / "people" / "laila-mansour" / "index.html")
    waiting = next(e for e in house.by_class(dossier, "passage") if "Return" in house.text(e))
    assert [house.text(mark) for mark in house.by_class(waiting, "mark")] == ["translation pending"]
    timeline = house.parse(site / "en" / "timeline" / "index.html")
    coming = next(row for row in timeline.iter("li") if "second phase" in house.text(row))
    assert [house.text(mark) for mark in house.by_class(coming, "mark")] == ["draft"]
    front = house.parse(site / "en" / "index.html")
    assert [house.text(mark) for mark in house.by_class(house.by_class(front, "gist")[0], "mark")] == ["draft", "draft"]


def test_a_story_with_a_failed_check_is_nowhere_called_checked(tmp_path: Path) -> None:
    briefing = next(b for b in house.everything() if b.article.slug == "council")
    wrong = tuple(Finding(key, "numbers", "error", "x") for key in ("title", "p1s1"))
    site = house.mkdocs_build(house.project(tmp_path, [replace(briefing, findings=wrong)]))
    page = house.parse(site / "en" / "briefings" / "council" / "index.html")
    line = house.text(house.by_class(page, "meta")[0])
    assert "not checked yet" in line
    assert "1 sentence failed an automatic check" in line
    assert "headline not checked" in line
    (data,) = [e.text for e in page.iter("script") if e.get("type") == "application/ld+json"]
    assert "translator" not in json.loads(data or "")
    front = house.parse(site / "en" / "index.html")
    assert [house.text(state) for state in house.by_class(front, "state")] == ["draft"]
    assert [house.text(mark) for mark in house.by_class(house.by_class(front, "gist")[0], "mark")] == [
        "draft · numbers differ"
    ]
    assert not house.by_class(house.by_class(house.parse(site / "ar" / "index.html"), "gist")[0], "mark")


def test_a_story_without_facts_or_translation_still_reads(site: Path) -> None:
    page = house.parse(site / "en" / "briefings" / "موجة-حر" / "index.html")
    (headline,) = page.iter("h1")
    assert house.text(headline) == '<b>موجة حر</b> & "قيظ"'
    (tongue,) = [e for e in headline.iter() if e.get("lang")]
    assert (tongue.get("lang"), tongue.get("dir")) == ("ar", "rtl")
    assert "not translated yet" in house.text(page)
    assert "Undated" in house.text(page)
    assert not house.by_class(page, "figures")


@pytest.mark.parametrize(
    ("lang", "some", "none"),
    [("en", "2 sentences await translation", "not translated yet"), ("ar", "جملتان بانتظار الترجمة", "لم يُترجَم بعد")],
)
def test_a_list_says_how_much_waits_in_the_words_of_the_story(site: Path, lang: str, some: str, none: str) -> None:
    for slug, path, words in (("ferry", "days/2024-11-17", some), ("موجة-حر", "days/undated", none)):
        story = house.parse(site / lang / "briefings" / slug / "index.html")
        assert words in house.text(house.by_class(story, "meta")[0])
        listed = house.parse(site / lang / path / "index.html")
        assert words in [house.text(state) for state in house.by_class(listed, "state")]

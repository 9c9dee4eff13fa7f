"""Every page of a site: languages, directions, links, structure."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.site import house
from tests.support import newsroom

if TYPE_CHECKING:
    from pathlib import Path

DIRECTION = {"ar": "rtl", "en": "ltr"}
EXPECTED = [
    "briefings/{slug}/",
    "people/laila-mansour/",
    "places/al-mina/",
    "organisations/arab-development-fund/",
    "topics/مياه/",
    "people/",
    "places/",
    "organisations/",
    "topics/",
    "timeline/",
    "days/",
    "days/2024-11-18/",
    "days/undated/",
    "about/",
    "",
]


def test_the_site_has_every_kind_of_page_in_both_languages(site: Path) -> None:
    slugs = [briefing.article.slug for briefing in house.everything()]
    paths = {path.format(slug=slug) for path in EXPECTED for slug in slugs}
    missing = [
        f"{lang}/{path}" for lang in DIRECTION for path in paths if not (site / lang / path / "index.html").exists()
    ]
    assert not missing
    assert (site / "index.html").exists()
    assert (site / "404.html").exists()
    assert {path.stem for path in (site / "briefings").glob("*.json")} == set(slugs)


def test_nothing_of_the_theme_but_its_assets_is_published(site: Path) -> None:
    strangers = [
        path
        for path in house.snapshot(site)
        if not path.startswith(("ar/", "en/", "assets/", "briefings/"))
        and path not in {"index.html", "404.html", "robots.txt", "sitemap.xml", "sw.js"}
    ]
    assert not strangers


def test_every_link_and_anchor_resolves_under_a_prefix(site: Path) -> None:
    assert house.broken_links(site, "/repo/") == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>x</title><a href="nowhere/">x</a><a href="#none">y</a>'
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert len(house.broken_links(tmp_path, "/repo/")) == 2


def test_every_page_says_its_language_and_direction(site: Path) -> None:
    for name, page in house.pages(site):
        lang = name.partition("/")[0] if "/" in name else "ar"
        assert (page.get("lang"), page.get("dir")) == (lang, DIRECTION[lang]), name


def test_languages_and_directions_go_together_and_fit_the_script(site: Path) -> None:
    for name, page in house.pages(site):
        for element in page.iter():
            lang = element.get("lang")
            if lang is None:
                continue
            assert element.get("dir") == DIRECTION[lang], (name, element.tag, house.text(element))


def test_both_languages_name_each_other(site: Path) -> None:
    for name, page in house.pages(site):
        if name == "404.html":
            continue
        links = {e.get("hreflang"): e.get("href") for e in page.iter("link") if e.get("rel") == "alternate"}
        assert {"ar", "en", "x-default"} <= set(links), name
        if "/" in name:
            path = name.partition("/")[2].removesuffix("index.html")
            for lang in DIRECTION:
                assert unquote(links[lang] or "") == f"https://example.org/repo/{lang}/{path}"
                assert (site / lang / path / "index.html").exists()


def test_every_page_has_one_headline_and_unique_ids(site: Path) -> None:
    for name, page in house.pages(site):
        ids = [e.get("id") for e in page.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), name
        assert len(list(page.iter("h1"))) == 1, name
        levels = [int(e.tag[1]) for e in page.iter() if e.tag in {"h1", "h2", "h3", "h4"}]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (name, levels)


def test_nothing_inline_that_the_policy_forbids(site: Path) -> None:
    for name, page in house.pages(site):
        assert not [e for e in page.iter() if e.get("style") or any(key.startswith("on") for key in e.keys())], name  # noqa: SIM118 - Element is no mapping
        assert not [e for e in page.iter("script") if e.text and e.get("type") != "application/ld+json"], name
        policy = [e.get("content") for e in page.iter("meta") if e.get("http-equiv") == "Content-Security-Policy"]
        assert policy, name
        assert "default-src 'none'" in (policy[0] or "")
        assert "unsafe" not in (policy[0] or "")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_row_holds_one_sentence_in_both_languages(site: Path, lang: str) -> None:
    for briefing in house.everything():
        page = house.parse(site / lang / "briefings" / briefing.article.slug / "index.html")
        rows = house.by_class(page, "row")
        assert [row.get("id") for row in rows] == [segment.id for segment in briefing.article.segments]
        said = {translation.segment_id: translation for translation in briefing.translations}
        for row, segment in zip(rows, briefing.article.segments, strict=True):
            source, target = house.by_class(row, "src")[0], house.by_class(row, "dst")[0]
            assert (source.get("lang"), target.get("lang")) == ("ar", "en")
            assert house.text(source) == " ".join(segment.text.split())
            assert said[segment.id].text in house.text(target)
            first = house.by_class(row, "s")[0]
            assert first.get("lang") == lang


def test_a_stretch_of_days_is_one_on_the_timeline_on_the_page_and_in_the_markdown(tmp_path: Path) -> None:
    briefing = next(b for b in house.everything() if b.facts.dates and b.facts.dates[0].start)
    week = replace(briefing.facts.dates[0], start="2026-11-09", end="2026-11-15", relative=True)
    root = house.project(tmp_path, [replace(briefing, facts=replace(briefing.facts, dates=(week,)))])
    site = house.mkdocs_build(root)
    for lang, words in (("ar", "9 نوفمبر 2026 – 15 نوفمبر 2026"), ("en", "9 November 2026 – 15 November 2026")):
        assert words in house.text(house.parse(site / lang / "timeline" / "index.html"))
        assert words in house.text(house.parse(site / lang / "briefings" / briefing.article.slug / "index.html"))
    page = (root / "content" / "briefings" / f"{briefing.article.slug}.md").read_text("utf-8")
    assert f"{week.text_en} (2026-11-09 – 2026-11-15)" in page


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_fact_jumps_to_its_sentence(site: Path, lang: str) -> None:
    page = house.parse(site / lang / "briefings" / "dam" / "index.html")
    rows = [item for kind in house.by_class(page, "kind") for item in kind.iter("li")]
    assert len(rows) == 2 + 2 + 3 + 3 + 1 + 1
    for row in [*rows, *house.by_class(page, "quote")]:
        assert [a for a in row.iter("a") if (a.get("href") or "").startswith("#p")], house.text(row)


def test_what_is_still_to_come_is_only_what_lies_after_publication(site: Path) -> None:
    page = house.parse(site / "en" / "briefings" / "dam" / "index.html")
    (coming,) = house.by_class(page, "next")
    (row,) = coming.iter("li")
    assert house.text(row).startswith("March 2025 ")
    assert "the second phase, due to start in March 2025." in house.text(row)
    page = house.parse(site / "en" / "briefings" / "summit-tokyo" / "index.html")
    assert len(house.by_class(page, "next")) == 1
    assert not house.by_class(house.parse(site / "en" / "briefings" / "beirut-port" / "index.html"), "next")


def test_the_front_page_is_the_newest_day_and_ends(site: Path) -> None:
    page = house.parse(site / "en" / "index.html")
    assert house.text(next(iter(page.iter("h1")))) == "Monday, 18 November 2024"
    assert [house.text(next(iter(lead.iter("h2")))) for lead in house.by_class(page, "lead")] == [
        "Wadi al-Nakheel dam opens after seven years of work"
    ]
    assert len(house.by_class(page, "done")) == 1
    days = [house.text(next(iter(day.iter("h3")))) for day in house.by_class(page, "day")]
    assert days[0] == "17 November 2024"
    assert days[-1] == "Undated"


def test_a_dossier_gathers_what_every_story_says(site: Path) -> None:
    page = house.parse(site / "ar" / "people" / "laila-mansour" / "index.html")
    assert house.text(next(iter(page.iter("h1")))) == "ليلى منصور"
    passages = house.by_class(page, "passage")
    about = [b for b in house.everything() if any(person.id == "laila-mansour" for person in b.facts.people)]
    assert len(passages) == len(about)
    assert "هذا السد وعدٌ" in house.text(passages[0])
    assert "وزارت ليلى منصور الجزيرة" in house.text(passages[1])
    assert house.text(house.by_class(page, "meta")[0]).startswith(str(len(about)))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_sentence_that_names_somebody_can_be_reached(site: Path, lang: str) -> None:
    story = next(b for b in house.everything() if b.article.slug == "many-mentions")
    anchors = [segment.id for segment in story.article.segments]
    page = house.parse(site / lang / "briefings" / "many-mentions" / "index.html")
    (row,) = house.by_class(page, "people")[0].iter("li")
    assert [a.get("href") for a in row.iter("a") if "#" in str(a.get("href"))] == [f"#{anchor}" for anchor in anchors]
    page = house.parse(site / lang / "people" / "laila-mansour" / "index.html")
    passage = next(
        e
        for e in house.by_class(page, "passage")
        if "many-mentions" in "".join(str(a.get("href")) for a in e.iter("a"))
    )
    said = {str(a.get("href")).partition("#")[2] for a in house.by_class(passage, "said")[0].iter("a")}
    assert said == set(anchors)


@pytest.mark.parametrize(
    ("lang", "names"),
    [("ar", ["فيجي", "القاهرة", "القدس", "كانبيرا"]), ("en", ["Cairo", "Canberra", "Damascus", "Egypt", "Fiji"])],
)
def test_places_in_equally_many_stories_stand_in_the_alphabet_of_the_page(
    site: Path, lang: str, names: list[str]
) -> None:
    page = house.parse(site / lang / "places" / "index.html")
    listed = [house.text(next(row.iter("a"))) for row in house.by_class(page, "index")[0].iter("li")]
    assert listed[0] in {"الميناء", "al-Mina"}  # in two stories
    assert listed[listed.index(names[0]) :][: len(names)] == names


def test_a_translation_can_be_improved_where_it_stands(site: Path) -> None:
    page = house.parse(site / "en" / "briefings" / "dam" / "index.html")
    links = [e.get("href") for e in page.iter("a") if e.get("class") == "improve"]
    assert links == ["https://github.com/example/news/edit/main/content/briefings/dam.md"]


def test_404_speaks_both_languages_from_the_root(site: Path) -> None:
    page = house.parse(site / "404.html")
    assert {e.get("lang") for e in page.iter("section")} == {"ar", "en"}
    assert {e.get("href") for e in page.iter("a")} == {"/repo/ar/", "/repo/en/"}


def test_json_is_published_as_it_is(site: Path) -> None:
    for briefing in newsroom.briefings():
        slug = briefing.article.slug
        published = site / "briefings" / f"{slug}.json"
        assert json.loads(published.read_bytes())["slug"] == slug
        assert published.read_bytes() == (site.parent / "content" / "briefings" / f"{slug}.json").read_bytes()


def test_a_range_has_the_direction_of_the_page_and_a_point_that_waits_that_of_its_language(tmp_path: Path) -> None:
    stories = {briefing.article.slug: briefing for briefing in house.everything()}
    dam, ferry = stories["dam"], stories["ferry"]
    first, *others = dam.facts.numbers
    ranged = replace(dam, facts=replace(dam.facts, numbers=(replace(first, value_max=1_400_000.0), *others)))
    site = house.mkdocs_build(
        house.project(tmp_path, [ranged, replace(ferry, facts=replace(ferry.facts, key_points=("p2s1",)))])
    )
    for lang, direction in DIRECTION.items():
        page = house.parse(site / lang / "briefings" / "dam" / "index.html")
        figures = [next(figure.iter("bdi")) for figure in house.by_class(page, "digits")]
        assert [(house.text(f).count("–"), f.get("dir")) for f in figures] == [(1, direction), (0, None), (0, None)]
        point = next(
            house.by_class(house.parse(site / lang / "briefings" / "ferry" / "index.html"), "points")[0].iter("li")
        )
        assert point.get("dir") == (None if lang == "ar" else "rtl")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_name_of_the_site_says_which_half_is_in_the_other_language(site: Path, lang: str) -> None:
    page = house.parse(site / lang / "index.html")
    (name,) = house.by_class(page, "name")
    assert house.text(name) == "موجز · mujaz"
    assert [(half.get("lang"), house.text(half)) for half in name.iter("bdi")] == [
        ("en", "mujaz") if lang == "ar" else ("ar", "موجز")
    ]


@pytest.mark.parametrize(("lang", "words"), [("ar", "البحث"), ("en", "Search")])
def test_the_title_of_the_search_page_says_what_it_is_for(tmp_path: Path, lang: str, words: str) -> None:
    site = house.mkdocs_build(house.project(tmp_path, newsroom.briefings()[:1], extras=True))
    title = next(house.parse(site / lang / "search" / "index.html").iter("title"))
    assert house.text(title) == f"{words} · موجز · mujaz"


def test_the_tab_key_goes_through_the_list_and_not_the_map(tmp_path: Path) -> None:
    site = house.mkdocs_build(house.project(tmp_path, newsroom.briefings(), extras=True))
    for path in ("map", "briefings/summit-tokyo"):
        page = house.parse(site / "en" / path / "index.html")
        (drawn,) = (figure for figure in page.iter("figure") if "map" in (figure.get("class") or "").split())
        pins = [
            link for svg in drawn.iter() if svg.tag.endswith("svg") for link in svg.iter() if link.tag.endswith("a")
        ]
        assert pins
        assert {pin.get("tabindex") for pin in pins} == {"-1"}
        targets = {link.get("href") for link in page.iter("a") if not link.get("tabindex")}
        assert {pin.get("href") for pin in pins} <= targets


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ar", "هذه كل الأخبار التي لا تاريخ لها."), ("en", "These are all the stories without a date.")],
)
def test_stories_without_a_date_are_of_no_day(site: Path, lang: str, words: str) -> None:
    page = house.parse(site / lang / "days" / "undated" / "index.html")
    assert house.text(house.by_class(page, "done")[0]) == words


@pytest.mark.parametrize(
    ("path", "lang", "over", "name", "twin"),
    [
        ("مياه", "en", "Topic", "Water", "مياه"),
        ("مياه", "ar", "موضوع", "مياه", "Water"),
        ("اقتصاد", "en", "Topic, named in Arabic", "اقتصاد", ""),
        ("اقتصاد", "ar", "موضوع", "اقتصاد", ""),
    ],
)
def test_a_topic_has_the_name_that_an_editor_gave_it_in_each_language(
    site: Path, path: str, lang: str, over: str, name: str, twin: str
) -> None:
    page = house.parse(site / lang / "topics" / path / "index.html")
    said = [house.text(found[0]) if (found := house.by_class(page, which)) else "" for which in ("over", "twin")]
    heading = next(page.iter("h1"))
    assert (said[0], house.text(heading)) == (over, name)
    assert said[1] == twin or not twin
    assert [e.get("lang") for e in heading.iter("bdi")] == (["ar"] if name == path and lang == "en" else [])
    assert name in house.text(house.parse(site / lang / "topics" / "index.html"))

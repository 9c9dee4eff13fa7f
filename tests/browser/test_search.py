"""Search: any spelling, either language, from either language's page; few bytes; a link to the story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

TABLE = Path(__file__).parents[1] / "data" / "site" / "queries.tsv"
QUERIES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
MOST = 120 * 1024


def slugs(page: Page) -> list[str]:
    links = page.eval_on_selector_all("#results h2 a", "links => links.map(link => link.pathname)")
    return [unquote(link).rstrip("/").rpartition("/")[2] for link in links]


def ask(page: Page, query: str) -> list[str]:
    page.evaluate("document.getElementById('search-status').textContent = ''")
    page.fill("#q", query)
    page.press("#q", "Enter")
    page.wait_for_selector("#search-status:not(:empty)")
    return slugs(page)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_query_finds_its_story(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/search/")
    wrong = {}
    for query, first, *others in QUERIES:
        found = ask(page, query)
        if found[:1] != ([] if first == "-" else [first]) or not set(others) <= set(found):
            wrong[query] = found
    assert QUERIES
    assert wrong == {}


def test_the_address_of_a_search_can_be_shared(open_page: Open) -> None:
    page = open_page(f"en/search/?q={quote('إيشيبا')}")
    page.wait_for_selector("#results mark")
    text = page.inner_text("#results")
    assert "قمة في طوكيو تجمع قادة ثلاث دول" in text
    assert "Tokyo summit brings leaders of three countries together" in text
    page.wait_for_selector("#results .sentence p[lang=ar] mark >> text=إيشيبا")
    assert page.input_value("#q") == "إيشيبا"
    page.click("#results h2 a")
    page.wait_for_url("**/en/briefings/summit-tokyo/#p*")


def test_a_result_is_in_both_languages_with_the_sentence_that_matches(open_page: Open) -> None:
    page = open_page("ar/search/?q=damascus")
    page.wait_for_selector("#results .sentence mark")
    assert page.inner_text("#results .sentence p[lang=ar]") == "ويبعد المرفأ عن دمشق نحو ساعتين."
    assert page.inner_text("#results .sentence p[lang=en] mark") == "Damascus"
    assert page.get_attribute("#results .sentence p[lang=en]", "dir") == "ltr"
    href = page.get_attribute("#results h2 a", "href") or ""
    assert href.endswith("/ar/briefings/beirut-port/#p2s1")


def test_typing_is_enough(open_page: Open) -> None:
    page = open_page("en/search/")
    page.type("#q", "damas")
    page.wait_for_selector("#results h2 a")
    assert slugs(page) == ["beirut-port"]
    assert page.url.endswith("?q=damas")


def test_a_whole_word_finds_no_word_that_only_begins_like_it(open_page: Open) -> None:
    page = open_page("ar/search/")
    assert "old-library" not in ask(page, "كوريا")
    assert ask(page, "كورونا") == ["old-library"]
    assert ask(page, "كورون") == ["old-library"]


def test_nothing_found_is_said(open_page: Open) -> None:
    page = open_page("en/search/?q=xylophone")
    page.wait_for_selector("#search-status >> text=xylophone")
    assert slugs(page) == []


def test_markup_in_a_query_stays_text(open_page: Open) -> None:
    page = open_page(f"en/search/?q={quote('<img> بيروت')}")
    page.wait_for_selector("#results li")
    assert page.query_selector("#results img, #search-status img") is None


def test_the_first_query_stays_in_its_budget(open_page: Open) -> None:
    page = open_page("en/search/")
    page.wait_for_load_state("networkidle")
    open_page.server.forget()
    ask(page, "Beirut port")
    page.wait_for_load_state("networkidle")
    assert 0 < open_page.server.sent() < MOST


def test_a_missing_index_is_said(open_page: Open) -> None:
    open_page.server.refused.add("search/index.json")
    page = open_page("en/search/?q=beirut", errors_expected=True)
    page.wait_for_selector("#search-status >> text=could not be fetched")


@pytest.mark.parametrize(
    ("query", "said"),
    [("first sentence editor", []), ("nobody read third", ["draft"]), ("mistakes", ["draft · numbers differ"])],
)
def test_a_result_says_how_far_its_sentence_can_be_trusted(open_page: Open, query: str, said: list[str]) -> None:
    page = open_page(f"en/search/?q={quote(query)}")
    page.wait_for_selector("#results .sentence mark")
    assert page.locator("#results li >> nth=0 >> .sentence .mark").all_inner_texts() == said


def test_both_titles_of_a_result_begin_at_the_same_edge(open_page: Open) -> None:
    for lang in ("ar", "en"):
        page = open_page(f"{lang}/search/?q=tokyo")
        page.wait_for_selector("#results .sentence p")
        boxes = [page.locator(f"#results li >> nth=0 >> {which}").bounding_box() for which in ("h2 a", ".twin bdi")]
        edges = [box["x"] + (box["width"] if lang == "ar" else 0) for box in boxes if box]
        assert abs(edges[0] - edges[1]) <= 1


def test_a_result_says_that_its_sentence_is_not_translated_yet(open_page: Open) -> None:
    page = open_page(f"ar/search/?q={quote('السادسة')}")
    page.wait_for_selector("#results .sentence mark")
    found = page.locator("#results .sentence p[lang=en] .mark")
    assert found.inner_text() == "بانتظار الترجمة"
    assert found.get_attribute("lang") == "ar"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_title_that_is_not_translated_gives_no_mark_to_a_sentence(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/search/?q={quote('قمرا')}")
    page.wait_for_selector("#results .sentence p[lang=en]")
    (said,) = page.locator("#results li >> nth=0 >> .mark").all_inner_texts()
    assert said == {"ar": "مسودة", "en": "draft"}[lang]

"""Letters on a page: large ones, those of the other language, digits that belong together, and what lies over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import browser as browsers
from scripts.loopback import serve
from tests.browser import checks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from scripts.loopback import Loopback
    from tests.browser.conftest import Open, Watch

STORY = "briefings/summit-tokyo/"
LARGE = (
    "", STORY, "briefings/council/", "briefings/dam/", "people/", "organisations/", "map/", "timeline/", "about/",
)  # fmt: skip

# Sentences and their numbers that the copy button lies over.
UNDER_THE_BUTTON = """(row) => {
  const over = row.querySelector(".copy").getBoundingClientRect(), range = document.createRange();
  const hit = (box) => box.left < over.right - 1 && box.right > over.left + 1
    && box.top < over.bottom - 4 && box.bottom > over.top + 4;
  return [...document.querySelectorAll(".row > :is(.s, .n)")].filter((text) => {
    range.selectNodeContents(text);
    return [...range.getClientRects()].some(hit);
  }).map((text) => text.textContent.slice(0, 30));
}"""


@pytest.fixture(scope="module")
def magnified(chromium: Browser, executable: Path) -> Iterator[Browser]:
    """A browser whose reader asked for letters twice as large."""
    flags = [*browsers.FLAGS, "--blink-settings=defaultFontSize=32"]
    started = chromium.browser_type.launch(executable_path=executable, args=flags)
    yield started
    started.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_letters_twice_as_large_scroll_no_page_sideways(site: Path, magnified: Browser, lang: str) -> None:
    with serve(site) as server:
        page = magnified.new_page(viewport={"width": 390, "height": 844})
        wrong = {}
        for path in LARGE:
            page.goto(f"{server.url}{lang}/{path}")
            assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
            wrong[path] = checks.too_wide(page, (320, 390))
        page.close()
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [320, 390, 600])
def test_the_copy_button_lies_over_no_letter(open_page: Open, lang: str, width: int) -> None:
    page = open_page(f"{lang}/briefings/long-points/", viewport={"width": width, "height": 844})
    for mode in ("side", "line"):
        page.click(f".modes label.{mode}")
        page.mouse.move(0, 0)  # the button goes to the row beneath the pointer too
        for row in page.query_selector_all(".row"):
            number = row.query_selector(".n")
            assert number
            number.focus()
            assert row.evaluate(UNDER_THE_BUTTON) == []


def test_a_button_over_letters_is_seen(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport={"width": 320, "height": 844})
    page.click(".modes label.side")
    page.focus("#p2s1 .n")
    page.eval_on_selector("#p2s1 .copy", "(button) => { button.style.insetInlineStart = '20px'; }")
    assert page.locator("#p2s1").evaluate(UNDER_THE_BUTTON) != []


LINES = """(e) => {
  const range = document.createRange();
  range.selectNodeContents(e);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
}"""


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_count_of_stories_is_one_line(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/organisations/", viewport={"width": 320, "height": 844})
    counts = page.eval_on_selector_all(".index li > span:last-child", f"(all) => all.map({LINES})")
    assert set(counts) == {1}


def test_digits_that_a_dash_joins_stay_on_one_line(folder_page: tuple[Path, Loopback, Page, Watch], site: Path) -> None:
    folder, server, page, _watch = folder_page
    style = (site / "assets" / "site.css").read_text("utf-8")
    body = '<p><b>33-11</b> <span class="nb">33-11</span></p>'
    (folder / "index.html").write_text(
        f"<!doctype html><style>{style}p{{width:3ch;overflow-wrap:normal}}</style>{body}", "utf-8"
    )
    page.goto(server.url)
    assert page.eval_on_selector("b", LINES) == 2
    assert page.eval_on_selector(".nb", LINES) == 1


@pytest.mark.parametrize(("lang", "other"), [("en", "rtl"), ("ar", "ltr")])
def test_what_is_in_the_other_language_begins_its_lines_on_its_own_side(open_page: Open, lang: str, other: str) -> None:
    page = open_page(f"{lang}/briefings/council/", viewport={"width": 390, "height": 844})
    edges = """(e) => { const range = document.createRange(); range.selectNodeContents(e);
      return [...range.getClientRects()].map((line) => [Math.round(line.left), Math.round(line.right)]); }"""
    ends = page.eval_on_selector(".head .twin bdi", edges)
    assert len(ends) >= 2
    side = {end[1 if other == "rtl" else 0] for end in ends}
    assert max(side) - min(side) <= 1
    # One line of it stands beneath what it goes with.
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{open_page.server.url}{lang}/briefings/ferry/")
    headline, twin = (page.locator(f".head {which}").bounding_box() for which in ("h1", ".twin"))
    assert headline
    assert twin
    assert twin["width"] < headline["width"] / 2
    start = [box["x"] + (box["width"] if lang == "ar" else 0) for box in (headline, twin)]
    assert abs(start[0] - start[1]) <= 1


FIRST_IS_LEFT = """(e) => {
  const range = document.createRange(), text = e.firstChild;
  const [first, , last] = [0, 1, 2].map((n) => {
    range.setStart(text, n);
    range.setEnd(text, n + 1);
    return range.getBoundingClientRect().left;
  });
  return first < last;
}"""


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "after letters"])
@pytest.mark.parametrize(("lang", "direction", "word"), [("ar", "rtl", "فوز"), ("en", "ltr", "won")])
@pytest.mark.parametrize("page_lang", ["ar", "en"])
def test_joined_digits_run_in_the_direction_of_their_language(
    folder_page: tuple[Path, Loopback, Page, Watch],
    site: Path,
    page_lang: str,
    lang: str,
    direction: str,
    word: str,
    *,
    alone: bool,
) -> None:
    folder, server, page, _watch = folder_page
    style = (site / "assets" / "site.css").read_text("utf-8")
    before = "" if alone else word
    body = f'<p lang="{lang}" dir="{direction}">{before} <span class="nb">3-1</span></p>'
    html = f'<!doctype html><html lang="{page_lang}"><style>{style}</style>{body}</html>'
    (folder / "index.html").write_text(html, "utf-8")
    page.goto(server.url)
    assert page.eval_on_selector(".nb", FIRST_IS_LEFT) == (lang == "en")

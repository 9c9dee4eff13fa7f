"""Reading a story: modes without JavaScript, the place kept, keys, permalinks, copying, remembering, print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

STORY = "briefings/summit-tokyo/"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SHOWN = {"original": (True, False), "translation": (False, True), "side": (True, True), "line": (True, True)}


def shown(page: Page, row: str = "p2s1") -> tuple[bool, bool]:
    return page.is_visible(f"#{row} .src"), page.is_visible(f"#{row} .dst")


def left(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"]


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("mode", SHOWN)
def test_every_mode_shows_what_it_says(open_page: Open, mode: str, options: dict[str, bool]) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK, **options)
    page.click(f".modes label.{mode}")
    assert shown(page) == SHOWN[mode]


def test_side_by_side_rows_are_aligned_and_line_by_line_is_stacked(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK)
    page.click(".modes label.side")
    for row in ("p1s1", "p2s1"):
        assert abs(top(page, f"#{row} .src") - top(page, f"#{row} .dst")) < 20
        assert left(page, f"#{row} .src") != left(page, f"#{row} .dst")
    page.click(".modes label.line")
    assert top(page, "#p1s1 .src") != top(page, "#p1s1 .dst")


def test_the_arabic_page_mirrors_the_english_one(open_page: Open) -> None:
    edges = {}
    for lang in ("ar", "en"):
        page = open_page(f"{lang}/{STORY}", viewport=DESK)
        assert page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
        edges[lang] = left(page, ".points") < left(page, ".box")
    assert edges == {"ar": False, "en": True}


def test_a_phone_starts_with_the_readers_language_and_a_tap_shows_the_other(open_page: Open) -> None:
    for lang, expected in (("en", (False, True)), ("ar", (True, False))):
        page = open_page(f"{lang}/{STORY}", viewport=PHONE, has_touch=True)
        assert shown(page) == expected
        page.tap(f"#p2s1 .{'dst' if lang == 'en' else 'src'}")
        assert shown(page) == (True, True)


@pytest.mark.parametrize(
    ("lang", "viewport", "mode"),
    [("en", PHONE, "translation"), ("ar", PHONE, "original"), ("en", DESK, "side"), ("ar", DESK, "side")],
)
def test_without_javascript_the_mode_that_is_shown_looks_chosen(
    open_page: Open, lang: str, viewport: dict[str, int], mode: str
) -> None:
    page = open_page(f"{lang}/{STORY}", viewport=viewport, java_script_enabled=False)
    weight = "(e) => getComputedStyle(e).fontWeight"
    chosen = [m for m in SHOWN if page.eval_on_selector(f".modes .{m} span", weight) == "600"]
    assert chosen == [mode]


def test_changing_the_mode_keeps_the_place(open_page: Open) -> None:
    page = open_page(f"en/{STORY}#p3s1", viewport={"width": 800, "height": 400})
    page.press("body", "3")
    before = top(page, "#p3s1")
    page.press("body", "4")
    assert abs(top(page, "#p3s1") - before) <= 2


def test_keys_move_between_sentences_and_choose_modes(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK)
    page.press("body", "j")
    page.press("body", "j")
    assert page.evaluate("() => document.activeElement.closest('.row').id") == "p1s2"
    page.press("body", "k")
    assert page.evaluate("() => document.activeElement.closest('.row').id") == "p1s1"
    page.press("body", "1")
    assert shown(page) == SHOWN["original"]
    page.press("body", "?")
    assert page.is_visible("#help")
    page.keyboard.press("Escape")
    page.press("body", "/")
    page.wait_for_url("**/en/search/")


def test_the_mode_is_remembered(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK)
    page.click(".modes label.original")
    page.goto(f"{open_page.server.url}en/briefings/beirut-port/")
    assert shown(page, "p1s1") == SHOWN["original"]


def test_one_click_copies_both_sides_and_the_address(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK, permissions=["clipboard-read", "clipboard-write"])
    page.hover("#p2s1")
    page.click("#p2s1 .copy")
    page.wait_for_selector("#p2s1 .copy >> text=Copied")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert "وقال إيشيبا: «لا بد من التعاون بيننا»." in text
    assert "“We must cooperate,” Ishiba said." in text
    assert text.endswith("/en/briefings/summit-tokyo/#p2s1")


def test_a_linked_sentence_is_tinted_on_both_sides(open_page: Open) -> None:
    page = open_page(f"en/{STORY}#p2s1", viewport=DESK)
    page.wait_for_timeout(300)  # the tint fades in
    colour = "(e) => getComputedStyle(e).backgroundColor"
    tinted = page.eval_on_selector("#p2s1", colour), page.eval_on_selector("#p2s1 .dst", colour)
    plain = page.eval_on_selector("#p1s1", colour), page.eval_on_selector("#p1s1 .dst", colour)
    assert tinted != plain


def test_a_sentence_that_waits_shows_the_original_and_says_so(open_page: Open) -> None:
    page = open_page("en/briefings/قمر-صناعي/", viewport=PHONE)
    assert page.is_visible("#p1s2 .src")
    assert "pending" in page.inner_text("#p1s2")
    assert "draft" in page.inner_text("#p1s1").lower()


STATES = {
    "p1s1": "checked",
    "p1s2": "checked",
    "p2s1": "draft",
    "p2s2": "draft · numbers differ",
    "p3s1": "translation pending",
    "p3s2": "translation pending",
}
MADE = {
    "p1s1": " by محرر · translated by a person",
    "p1s2": " · translated by a person",
    "p2s1": " · Google Translate",
}


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with JavaScript", "without"])
def test_a_phone_says_the_state_of_every_sentence_without_a_tap(open_page: Open, options: dict[str, bool]) -> None:
    page = open_page("en/briefings/trust/", viewport=PHONE, **options)
    assert {row: page.inner_text(f"#{row} .mark") for row in STATES} == STATES
    assert all(page.is_visible(f"#{row} .mark") for row in STATES)
    page = open_page("ar/briefings/trust/", viewport=PHONE, **options)
    page.click(".modes label.translation")
    assert page.inner_text("#p2s2 .mark") == "مسودة · اختلاف في الأرقام"


def test_paper_says_the_state_of_every_sentence_and_by_whom(open_page: Open) -> None:
    for viewport in (PHONE, DESK):
        page = open_page("en/briefings/trust/", viewport=viewport)
        page.emulate_media(media="print")
        said = {row: page.inner_text(f"#{row} .mark") for row in (*MADE, "p3s1")}
        assert said == {row: STATES[row] + MADE.get(row, "") for row in said}
        assert all(page.is_visible(f"#{row} .mark") for row in said)


def test_the_first_tab_stop_skips_to_the_text_and_is_seen(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index] # it has a box: it is visible
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_print_has_both_languages_and_no_controls(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK)
    page.click(".modes label.original")
    page.emulate_media(media="print")
    assert shown(page) == (True, True)
    assert not page.is_visible(".controls")
    assert not page.is_visible(".bar nav")
    assert page.is_visible(".address")


DOTS = """() => [...document.querySelectorAll(".meta, .also")].flatMap((row) => {
  const clip = getComputedStyle(row).clipPath, rtl = getComputedStyle(row).direction === "rtl";
  const inset = clip.match(/[-\\d.]+px/gu).map(parseFloat)[rtl ? 1 : 3];
  const frame = row.getBoundingClientRect();
  const edge = rtl ? frame.right - inset : frame.left + inset;
  const seen = (item) => (rtl ? item.getBoundingClientRect().right <= edge : item.getBoundingClientRect().left >= edge);
  const tops = new Set([...row.children].map((item) => Math.round(item.getBoundingClientRect().top)));
  return [[tops.size, [...row.children].filter((item) => !seen(item)).length]];
})"""


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_line_begins_or_ends_with_a_dot(open_page: Open, lang: str) -> None:
    """Every line's first item has its dot beyond the edge, every other item before it, where it is seen."""
    page = open_page(f"{lang}/briefings/endless-points/", viewport=PHONE)
    lines = page.evaluate(DOTS)
    assert lines
    assert all(count == hidden for count, hidden in lines)
    assert lines[0][0] > 1


def test_dots_are_not_read_out_and_a_link_behind_one_shows_its_whole_focus(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=PHONE)
    assert "·" not in page.locator(".head .meta").aria_snapshot()
    page.focus(".head .meta a")
    room = "(e) => { const s = getComputedStyle(e); return parseFloat(s.outlineWidth) + parseFloat(s.outlineOffset); }"
    inset = "(e) => parseFloat(getComputedStyle(e).clipPath.match(/[-\\d.]+px/gu)[3])"
    cut = page.eval_on_selector(".head .meta", inset) - page.eval_on_selector(
        ".head .meta > *", "(e) => parseFloat(getComputedStyle(e).paddingInlineStart)"
    )
    assert page.eval_on_selector(".head .meta a", room) <= -cut


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))


def test_paper_is_used_from_the_first_sheet_on(open_page: Open) -> None:
    """Facts follow the key points on the first sheet; in rows that cannot be cut they took a sheet of their own."""
    page = open_page("en/briefings/dam/", viewport=DESK)
    most = sheets(page)
    assert most == 3
    page.evaluate("""() => {
      const sheet = [...document.styleSheets].at(-1);
      sheet.insertRule("@media print { .box { columns: auto; break-inside: avoid } }", sheet.cssRules.length);
    }""")
    assert sheets(page) > most


def test_paper_has_the_map_of_a_desk(open_page: Open) -> None:
    page = open_page("en/briefings/many-mentions/", viewport=PHONE)
    assert page.is_visible(".map .panels")
    page.emulate_media(media="print")
    assert page.is_visible(".map .wide")
    assert not page.is_visible(".map .panels")


def test_a_map_of_one_region_is_the_same_on_a_phone_a_desk_and_paper(open_page: Open) -> None:
    page = open_page(f"en/{STORY}", viewport=DESK)
    for viewport, media in ((DESK, "screen"), (PHONE, "screen"), (DESK, "print")):
        page.set_viewport_size(viewport)  # type: ignore[arg-type] # a size
        page.emulate_media(media=media)  # type: ignore[arg-type] # one of two words
        assert page.locator(".map svg:visible").count() == page.locator(".map svg").count() == 1

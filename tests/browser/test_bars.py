"""The bars of the site, each with a control that shows that it can fail."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from scripts.loopback import serve
from tests.browser import checks
from tests.site import house

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from scripts.loopback import Loopback
    from tests.browser.conftest import Open, Watch

STORY = "briefings/summit-tokyo/"
KINDS = (
    "", STORY, "briefings/قمر-صناعي/", "briefings/many-mentions/", "briefings/trust/", "days/",
    "people/", "people/shigeru-ishiba/", "places/", "places/tokyo/", "organisations/", "topics/",
    "organisations/transport-ministry/", "timeline/", "map/", "topics/آسيا/", "search/?q=tokyo", "about/",
    "briefings/endless-points/", "briefings/one-word/", "briefings/موجة-حر/",
)  # fmt: skip
PAGES = (*(f"{lang}/{path}" for lang in ("ar", "en") for path in KINDS), "", "404.html")
WIDTHS = (320, 390, 768, 1024, 1280, 1920)
FIRST_VIEW = 60 * 1024
SHIFT = 0.01

Served = tuple["Path", "Loopback", "Page", "Watch"]


def page_of(served: Served, body: str, head: str = "") -> Page:
    """A page with this body, for a control."""
    folder, server, page, _watch = served
    html = f'<html lang="en"><meta charset="utf-8"><title>x</title>{head}<main><h1>x</h1>{body}</main></html>'
    (folder / "index.html").write_text(f"<!doctype html>{html}", "utf-8")
    page.goto(server.url)
    return page


# ------------------------------------------------------------------ accessibility


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(open_page: Open, scheme: str, width: int, half: int) -> None:
    """In halves, so that two cores share the work."""
    wrong = {}
    viewport = {"width": width, "height": 800}
    page = open_page("", bypass_csp=True, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    for path in PAGES[half::2]:
        page.goto(open_page.server.url + path)
        wrong[path] = checks.violations(page) + checks.contrast_of_arabic(page)
    assert {path: found for path, found in wrong.items() if found} == {}


def test_axe_sees_an_image_without_alt(folder_page: Served) -> None:
    page = page_of(folder_page, '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')
    assert any(found.startswith("image-alt") for found in checks.violations(page))


def test_a_pale_arabic_heading_is_seen_only_in_latin_letters(folder_page: Served) -> None:
    page = page_of(
        folder_page, '<h2 lang="ar" dir="rtl">عنوان باهت</h2>', "<style>h2{color:#ccc;background:#fff}</style>"
    )
    assert any(found.startswith("color-contrast") for found in checks.contrast_of_arabic(page))


# ------------------------------------------------------------------ weight and stillness


@pytest.mark.parametrize("path", ["ar/", "en/", f"ar/{STORY}", f"en/{STORY}", "en/map/"])
def test_the_first_view_is_light(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    sent = {entry.path: entry.size for entry in open_page.server.log}
    assert any("naskh" in name for name in sent)
    assert sum(sent.values()) <= FIRST_VIEW, sent


def test_the_weight_is_seen(folder_page: Served) -> None:
    folder, server, _page, _watch = folder_page
    (folder / "big.png").write_bytes(bytes(FIRST_VIEW + 1))
    page = page_of(folder_page, '<img src="big.png" alt="">')
    page.wait_for_load_state("networkidle")
    assert server.sent() > FIRST_VIEW


FALLBACKS = {
    "as it is": lambda css: css,
    "another fallback": lambda css: re.sub(r'local\("Noto Sans Arabic[^)]*"\)', 'local("missing")', css),
}


@pytest.mark.parametrize("fallback", FALLBACKS)
@pytest.mark.parametrize("viewport", [(390, 844), (1280, 800)], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", [f"ar/{STORY}", f"en/{STORY}", "ar/"])
def test_nothing_moves_when_the_face_comes_late(
    site: Path, tmp_path: Path, watched: Callable[..., tuple[BrowserContext, Watch]], path: str,
    viewport: tuple[int, int], fallback: str,
) -> None:  # fmt: skip
    assert shift_with(FALLBACKS[fallback], site, tmp_path, watched, path, viewport) <= SHIFT


def test_a_careless_fallback_moves_things(
    site: Path, tmp_path: Path, watched: Callable[..., tuple[BrowserContext, Watch]]
) -> None:
    def careless(css: str) -> str:
        return re.sub(r"(size-adjust|ascent-override|descent-override): [^;]*;", "", css).replace("optional", "swap")

    assert shift_with(careless, site, tmp_path, watched, f"ar/{STORY}", (390, 844)) > SHIFT


def shift_with(
    change: Callable[[str], str], site: Path, folder: Path, watched: Callable[..., tuple[BrowserContext, Watch]],
    path: str, viewport: tuple[int, int],
) -> float:  # fmt: skip
    """The layout shift of a page whose stylesheet was changed and whose face comes half a second late."""
    shutil.copytree(site, folder / "site")
    style = folder / "site" / "assets" / "site.css"
    style.write_text(change(style.read_text("utf-8")), "utf-8")
    with serve(folder / "site") as server:
        server.delays["naskh"] = 0.5
        context, _watch = watched(server.origin, viewport={"width": viewport[0], "height": viewport[1]})
        page = context.new_page()
        page.goto(server.url + path, wait_until="domcontentloaded")
        page.wait_for_load_state("networkidle")
        return checks.layout_shift(page)


# ------------------------------------------------------------------ layout


def test_no_page_scrolls_sideways(open_page: Open) -> None:
    page = open_page("")
    wrong = {}
    for path in PAGES:
        page.goto(open_page.server.url + path)
        wrong[path] = checks.too_wide(page, WIDTHS)
    assert {path: found for path, found in wrong.items() if found} == {}


def test_the_map_of_all_places_takes_the_whole_measure(open_page: Open) -> None:
    page = open_page("en/map/", viewport={"width": 1280, "height": 800})
    drawing, frame = (page.locator(which).bounding_box() for which in (".map .wide", "main"))
    assert drawing is not None
    assert frame is not None
    assert drawing["width"] >= frame["width"] - 32 - 1


MAPPED = ("map/", STORY, "briefings/many-mentions/", "briefings/pacific-cable/", "briefings/pyongyang-marathon/")


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [320, 360, 390, 700])
def test_every_map_can_be_read_on_a_phone(open_page: Open, lang: str, width: int) -> None:
    page = open_page(f"{lang}/map/", viewport={"width": width, "height": 844})
    for path in MAPPED:
        page.goto(f"{open_page.server.url}{lang}/{path}")
        assert checks.labels(page) == [], path


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [800, 960, 1280])
def test_every_map_can_be_read_on_a_desk(open_page: Open, lang: str, width: int) -> None:
    page = open_page(f"{lang}/map/", viewport={"width": width, "height": 800})
    for path in MAPPED:
        page.goto(f"{open_page.server.url}{lang}/{path}")
        assert checks.labels(page, ink=0.6) == [], path


def test_a_name_in_the_other_language_is_as_large_on_the_map(open_page: Open) -> None:
    for lang, other in (("en", "ar"), ("ar", "en")):
        page = open_page(f"{lang}/map/", viewport={"width": 390, "height": 844})
        size = "(e) => getComputedStyle(e).fontSize"
        own = page.eval_on_selector(".panels text", size)
        page.eval_on_selector(".panels a", "(e, lang) => e.setAttribute('lang', lang)", other)
        assert page.eval_on_selector(".panels a text", size) == own


def test_labels_that_nobody_can_read_are_seen(folder_page: Served) -> None:
    pins = (
        '<a><text x="10" y="40">small</text></a><a><text x="12" y="44">over it</text></a>'
        '<a><text x="90" y="20">too far out</text></a><a><circle r="2"/><title>Nowhere</title></a>'
    )
    svg = f'<svg viewBox="0 0 100 50" width="100" font-size="8">{pins}</svg>'
    page = page_of(folder_page, f'<div class="map">{svg}</div>')
    found = checks.labels(page)
    assert {"small: 8.0 px", "small over over it", "too far out: out", "Nowhere: no label"} <= set(found)
    assert checks.labels(page_of(folder_page, "")) == ["no map with a label"]
    assert checks.labels(page_of(folder_page, f'<div class="map" hidden>{svg}</div>')) == ["no map with a label"]


def test_a_wide_element_and_text_at_the_edge_are_seen(folder_page: Served) -> None:
    style = "<style>body{margin:20px}.wide{width:700px}.edge{margin:0 -20px}</style>"
    page = page_of(folder_page, '<div class="wide">x</div>', style)
    assert checks.too_wide(page, (320, 1280)) == ['320: <div class="wide">x</div>', "scrolls"]
    page = page_of(folder_page, '<p class="edge">x</p>', style)
    assert checks.too_wide(page, (320,)) == ['320: <p class="edge">x</p>']


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_screen_of_a_story_on_a_desk(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/{STORY}", viewport={"width": 1280, "height": 800})
    asked = (
        ".bar",
        "h1",
        ".head .twin",
        ".head .meta",
        ".points li",
        ".box .people",
        ".box .places",
        ".box .dates",
        ".box .numbers",
    )
    assert checks.below(page, asked, 800) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("slug", ["summit-tokyo", "long-points", "endless-points"])
def test_the_first_screen_of_a_story_on_a_phone(open_page: Open, lang: str, slug: str) -> None:
    page = open_page(f"{lang}/briefings/{slug}/", viewport={"width": 390, "height": 844})
    assert checks.below(page, (".bar", "h1", ".head .meta", ".points li"), 844) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_key_points_as_long_as_those_of_agencies_are_whole_on_a_phone(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/briefings/long-points/", viewport={"width": 390, "height": 844})
    assert checks.cut(page, ".points p") == []
    assert page.locator(".points label").count() == 0


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with JavaScript", "without"])
def test_a_longer_key_point_is_unfolded_by_a_click_or_a_key(open_page: Open, options: dict[str, bool]) -> None:
    page = open_page("en/briefings/endless-points/", viewport={"width": 390, "height": 844}, **options)
    folded = page.locator(".points .long")
    assert len(checks.cut(page, ".points p")) == folded.count() == 2
    page.get_by_label("Show the whole sentence").nth(1).focus()
    page.keyboard.press("Space")
    page.click(".points .long >> nth=0 >> label")
    assert checks.cut(page, ".points p") == []
    assert not page.is_visible(".points label")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.reload()
    assert checks.cut(page, ".points p") == []
    assert not page.is_visible(".points :is(label, input)")


def test_a_text_that_is_cut_is_seen(folder_page: Served) -> None:
    page = page_of(folder_page, f"<p>{'long ' * 90}</p>", "<style>p{height:30px;overflow:hidden}</style>")
    assert checks.cut(page, "p") == [("long " * 8)]
    assert checks.cut(page, ".none") == [".none: missing"]


def test_what_is_below_the_first_screen_is_seen(folder_page: Served) -> None:
    page = page_of(folder_page, '<p class="low">x</p>', "<style>.low{margin-top:900px}</style>")
    low, none = checks.below(page, ("h1", ".low", ".none"), 800)
    assert low.startswith(".low: ends at ")
    assert none == ".none: missing"


RUNNING = {
    "about/": ".prose p, .prose li",
    "briefings/long-points/": ".points p, .rows .s",
    "briefings/dam/": ".quote blockquote, .rows .s",
    "people/laila-mansour/": ".said p",
    "timeline/": ".events p",
    "search/?q=mediterranean": ".sentence p",
}
MEASURE = 68


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_line_of_running_text_is_too_long_to_read(open_page: Open, lang: str) -> None:
    page = open_page(f"{lang}/", viewport={"width": 1280, "height": 800})
    fullest = {}
    for path, selector in RUNNING.items():
        page.goto(f"{open_page.server.url}{lang}/{path}")
        page.wait_for_selector(f":is({selector}):visible")
        fullest[path] = checks.fullest_line(page, selector)
        for mode in ("line", "original", "translation") if ".rows" in selector else ():
            page.click(f".modes .{mode}")
            fullest[f"{path} {mode}"] = checks.fullest_line(page, ".rows .s")
    assert {path: letters for path, letters in fullest.items() if not 20 < letters <= MEASURE} == {}


def test_a_line_that_is_too_long_is_seen(folder_page: Served) -> None:
    page = page_of(folder_page, f"<p>{'x' * (MEASURE + 1)}</p>")
    assert checks.fullest_line(page, "p") == MEASURE + 1


@pytest.mark.parametrize("path", ["briefings/موجة-حر/", "days/undated/"])
def test_an_arabic_headline_on_an_english_page_keeps_its_leading(open_page: Open, path: str) -> None:
    page = open_page(f"en/{path}", viewport={"width": 390, "height": 844})
    ratio = "(e) => { const s = getComputedStyle(e); return parseFloat(s.lineHeight) / parseFloat(s.fontSize); }"
    headings = page.locator(":is(h1, h2, h3):has(bdi[lang=ar])")
    assert headings.count() > 0
    assert all(heading.evaluate(ratio) >= 1.45 for heading in headings.all())


def test_a_map_takes_the_colours_that_a_reader_chose(open_page: Open) -> None:
    fills = []
    for forced in ("none", "active"):
        page = open_page("en/map/", viewport={"width": 390, "height": 844}, forced_colors=forced, color_scheme="dark")
        look = "(e) => [getComputedStyle(e).fill, getComputedStyle(e.closest('svg')).backgroundColor]"
        fills.append(page.eval_on_selector(".panels text", look))
    assert fills[0] != fills[1]
    assert len(set(fills[1])) == 2


# ------------------------------------------------------------------ links and markup


def test_every_page_is_valid_and_every_link_leads_somewhere(site: Path) -> None:
    assert house.broken_links(site, "/repo/") == []


def test_a_broken_link_and_a_missing_anchor_are_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<!doctype html><title>x</title><a href="no/">x</a><a href="#no">y</a>')
    assert house.broken_links(tmp_path, "/repo/") == ["index.html: no/", "index.html: #no, no such anchor"]


def test_invalid_markup_is_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><p><div></p>")
    with pytest.raises(AssertionError):
        house.broken_links(tmp_path, "/repo/")

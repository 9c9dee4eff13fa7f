"""What the bars measure, as functions from a page to what is wrong with it, so that each can be shown a bad page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it has no types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST: dict[str, Any] = {"type": "rule", "values": ["color-contrast"]}

# axe cannot see joined letters, so a second run reads the same page in Latin ones.
TO_LATIN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/[\\u0600-\\u06ff]/g, "n");
}"""

SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 100);
})"""

TOO_WIDE = """() => document.scrollingElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width && (box.right > innerWidth + 1 || box.left < -1);
    }).slice(0, 3).map((e) => `${innerWidth}: ${e.outerHTML.slice(0, 80)}`)
    || [`${innerWidth}`]
  : []"""

BELOW = """([selectors, height]) => selectors.flatMap((selector) => {
  const found = [...document.querySelectorAll(selector)].slice(0, 4);
  if (!found.length) return [`${selector}: missing`];
  const bottom = Math.max(...found.map((e) => e.getBoundingClientRect().bottom));
  return bottom > height ? [`${selector}: ends at ${Math.round(bottom)}`] : [];
})"""


def violations(page: Page, only: dict[str, Any] | None = None) -> list[str]:
    """What axe-core finds: rule and the elements, one line each."""
    found = Axe().run(page, options={"runOnly": only or {"type": "tag", "values": RULES}})
    return [
        f"{rule['id']}: {node['html'][:120]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def contrast_of_arabic(page: Page) -> list[str]:
    """Contrast violations with Arabic letters replaced by Latin ones; the page is spoilt afterwards."""
    page.evaluate(TO_LATIN)
    return violations(page, CONTRAST)


def layout_shift(page: Page) -> float:
    """The sum of layout shifts since the page was opened."""
    return float(page.evaluate(SHIFTS))


def too_wide(page: Page, widths: Sequence[int]) -> list[str]:
    """Elements that make the page scroll sideways at one of these widths."""
    wrong: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        wrong += page.evaluate(TOO_WIDE)
    return wrong


def below(page: Page, selectors: Sequence[str], height: int) -> list[str]:
    """Which of these (their first four elements) are missing or end below `height` without scrolling."""
    wrong: list[str] = page.evaluate(BELOW, [list(selectors), height])
    return wrong

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

# What makes the page scroll sideways, and text that is cut at an edge or touches it where nothing scrolls.
TOO_WIDE = """() => {
  const range = document.createRange();
  const boxes = (element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    return texts.flatMap((node) => { range.selectNodeContents(node); return [...range.getClientRects()]; });
  };
  const seen = (element) => element.checkVisibility() && getComputedStyle(element).position !== "absolute";
  // A drawing cuts off what lies beyond its frame; LABELS looks at what it must not cut.
  const all = [...document.querySelectorAll("body *")].filter((element) => !element.ownerSVGElement);
  const wrong = all.filter((element) => {
    const box = element.getBoundingClientRect();
    const out = box.width && (box.right > innerWidth + 1 || box.left < -1);
    const cut = boxes(element).some((text) => text.width && (text.right > innerWidth - 4 || text.left < 4));
    return seen(element) && (out || cut);
  });
  const scrolls = document.scrollingElement.scrollWidth > innerWidth;
  const named = wrong.slice(0, 3).map((element) => `${innerWidth}: ${element.outerHTML.slice(0, 80)}`);
  return scrolls ? [...named, "scrolls"] : named;
}"""

BELOW = """([selectors, height]) => selectors.flatMap((selector) => {
  const found = [...document.querySelectorAll(selector)].slice(0, 4);
  if (!found.length) return [`${selector}: missing`];
  const bottom = Math.max(...found.map((e) => e.getBoundingClientRect().bottom));
  return bottom > height ? [`${selector}: ends at ${Math.round(bottom)}`] : [];
})"""

# Texts that end before their end.
CUT = """(selector) => {
  const shown = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  if (!shown.length) return [`${selector}: missing`];
  return shown
    .filter((e) => getComputedStyle(e).overflow !== "visible" && e.scrollHeight > e.clientHeight + 2)
    .map((e) => e.textContent.slice(0, 40));
}"""

# Labels of the maps that are seen: too small, over each other, out of the drawing; and pins that have none.
LABELS = """([smallest, ink]) => {
  const shown = [...document.querySelectorAll(".map svg")].filter((svg) => svg.checkVisibility());
  return shown.some((svg) => svg.querySelector("text")) ? shown.flatMap(wrongIn) : ["no map with a label"];
  function wrongIn(svg) {
    const wrong = [], frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map((text) => {
      const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
      if (size < smallest) wrong.push(`${text.textContent}: ${size.toFixed(1)} px`);
      const box = text.getBoundingClientRect(), room = box.height * (1 - ink) / 2;
      const [top, bottom] = [box.top + room, box.bottom - room];
      const across = box.left < frame.left || box.right > frame.right;
      if (across || top < frame.top || bottom > frame.bottom) wrong.push(`${text.textContent}: out`);
      return { text: text.textContent, left: box.left, right: box.right, top, bottom };
    });
    boxes.forEach((a, n) => boxes.slice(n + 1).forEach((b) => {
      const over = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      if (over) wrong.push(`${a.text} over ${b.text}`);
    }));
    for (const a of svg.querySelectorAll("a")) if (!a.querySelector("text")) wrong.push(`${a.textContent}: no label`);
    return wrong;
  }
}"""

# The number of letters on the fullest line of some texts; marks above and below letters are none.
FULLEST = """(selector) => {
  const range = document.createRange();
  let most = 0;
  for (const text of document.querySelectorAll(selector)) {
    if (!text.checkVisibility()) continue;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), lines = new Map();
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      for (let at = 0; at < data.length; at += 1) {
        if (/\\p{M}/u.test(data[at])) continue;
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getClientRects()[0];
        const line = box && Math.round(box.bottom / 12);
        if (box) lines.set(line, (lines.get(line) ?? 0) + 1);
      }
    }
    most = Math.max(most, ...lines.values());
  }
  return most;
}"""


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
    """What sticks out of the window or touches its edge at one of these widths, and whether the page scrolls."""
    wrong: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        wrong += page.evaluate(TOO_WIDE)
    return wrong


def below(page: Page, selectors: Sequence[str], height: int) -> list[str]:
    """Which of these (their first four elements) are missing or end below `height` without scrolling."""
    wrong: list[str] = page.evaluate(BELOW, [list(selectors), height])
    return wrong


def cut(page: Page, selector: str) -> list[str]:
    """The beginnings of those of these texts that do not show their end; that they are missing where none is seen."""
    found: list[str] = page.evaluate(CUT, selector)
    return found


def labels(page: Page, smallest: float = 11, ink: float = 1) -> list[str]:
    """What is wrong with the labels of the maps that a page shows; that there is no map is wrong too.

    `ink` is the part of the height of a line that letters take; 1 keeps whole lines apart.
    """
    wrong: list[str] = page.evaluate(LABELS, [smallest, ink])
    return wrong


def fullest_line(page: Page, selector: str) -> int:
    """How many letters stand on the fullest line of these texts; 0 where there are none."""
    return int(page.evaluate(FULLEST, selector))

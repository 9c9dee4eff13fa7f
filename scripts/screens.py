"""Pictures of every kind of page, to look at: `make screens`.

    python -m scripts.screens [SITE] [OUT]

SITE is a built site (default: site), OUT a folder (default: screens). Each kind of page is taken in both
languages, on a phone and on a desk, in light and dark; the first page of a kind stands for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from scripts import browser
from scripts.loopback import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

VIEWPORTS = {"phone": (390, 844), "desk": (1280, 800)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def kinds(site: Path) -> Iterator[tuple[str, str]]:
    """Name and address of one page of each kind."""
    for home in sorted(site.glob("*/index.html")):
        lang = home.parent.name
        if not (home.parent / "search").is_dir() and not (home.parent / "briefings").is_dir():
            continue
        yield f"home.{lang}", f"{lang}/"
        for folder in sorted(path for path in home.parent.iterdir() if path.is_dir()):
            query = f"?q={quote(a_word(site))}" if folder.name == "search" else ""
            members = sorted(page.parent for page in folder.glob("*/index.html"))
            if (folder / "index.html").exists():
                yield f"{folder.name}.{lang}", f"{folder.relative_to(site).as_posix()}/{query}"
            if members:
                yield f"{folder.name}.one.{lang}", f"{members[0].relative_to(site).as_posix()}/"
    yield "root", ""
    yield "404", "404.html"


def a_word(site: Path) -> str:
    """Something to search for: the first word of the newest headline."""
    blocks = sorted(site.glob("search/stories/*.json"), key=lambda path: int(path.stem))
    if not blocks:
        return ""
    titles = json.loads(blocks[-1].read_text("utf-8"))[-1]["title"]
    return next((title.split()[0] for title in titles.values() if title), "")


def main() -> int:
    """Take them; exits 1 without a browser or a site."""
    site, out = (
        Path(sys.argv[n]) if len(sys.argv) > n else Path(default) for n, default in ((1, "site"), (2, "screens"))
    )
    path = browser.find()
    if not path or not site.is_dir():
        print(browser.ADVICE if not path else f"there is no site at {site}: run `make site` first", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    with serve(site) as server, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(browser.FLAGS))
        for device, (width, height) in VIEWPORTS.items():
            for scheme in SCHEMES:
                page = started.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name, address in kinds(site):
                    page.goto(server.url + address, wait_until="networkidle")
                    page.screenshot(path=out / f"{name}.{device}.{scheme}.png", full_page=True)
                page.close()
        started.close()
    print(f"{sum(1 for _ in out.glob('*.png'))} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

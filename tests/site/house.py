"""Sites built for the tests of the site, and their pages as parsed documents."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib  # type: ignore[import-untyped] # it has no types
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mujaz.compose import compose
from mujaz.publish import write
from tests.support import newsroom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from mujaz.model import Briefing

CONFIGURATION = """\
site_name: موجز · mujaz
site_url: {site_url}
docs_dir: content
repo_url: https://github.com/example/news
edit_uri: edit/main/content/
theme: {{name: null, custom_dir: {theme}}}
plugins:
  - mujaz: {{search: {extras}, map: {extras}, cards: false}}
"""


def put(root: Path, briefing: Briefing) -> None:
    """Compose a briefing into a project."""
    page = compose(briefing)
    write(root / "content" / "briefings" / f"{page.slug}.md", page.markdown)
    write(root / "content" / "briefings" / f"{page.slug}.json", page.json)


def project(
    root: Path,
    briefings: Iterable[Briefing] = (),
    *,
    site_url: str = "https://example.org/repo/",
    extras: bool = False,
) -> Path:
    """A project with these briefings and the hand-written pages; `extras` switches search and maps on."""
    theme = newsroom.ROOT / "templates"
    switch = "true" if extras else "false"
    write(root / "mkdocs.yml", CONFIGURATION.format(site_url=site_url, theme=theme, extras=switch))
    for page in (newsroom.ROOT / "content").glob("*.*.md"):
        write(root / "content" / page.name, page.read_bytes())
    for briefing in briefings:
        put(root, briefing)
    return root


def everything() -> tuple[Briefing, ...]:
    """The newsroom's stories and the odd ones."""
    return newsroom.briefings() + newsroom.briefings(newsroom.ODDITIES)


def mkdocs_build(root: Path) -> Path:
    """What `mkdocs build --strict` does; returns the folder of the site."""
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return root / "site"


def snapshot(site: Path) -> Mapping[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def parse(path: Path) -> Element:
    """A page as a document; it must be valid enough to have no parse error."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(path.read_bytes(), transport_encoding="utf-8")
    assert not parser.errors, (path, parser.errors)
    root: Element = document
    return root


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    """Every page with its address under the site."""
    found = sorted(site.rglob("*.html"))
    assert found, f"there is no page in {site}"
    for path in found:
        yield path.relative_to(site).as_posix(), parse(path)


def by_class(root: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def text(element: Element) -> str:
    """All the text in an element, white space levelled."""
    return " ".join("".join(element.itertext()).split())


def broken_links(site: Path, prefix: str, names: Iterable[str] = ()) -> list[str]:
    """Links and anchors of a site (or of some of its pages), served under `prefix`, that lead nowhere in it."""

    @cache
    def anchors(name: str) -> set[str | None]:
        return {e.get("id") for e in parse(site / name).iter() if e.get("id")}

    broken = []
    for name in names or [name for name, _ in pages(site)]:
        here = f"http://site{prefix}{name.removesuffix('index.html')}"
        for element in parse(site / name).iter():
            for key in ("href", "src"):
                link = element.get(key)
                if link is None or (urlsplit(link).scheme and not link.startswith("https://example.org/repo/")):
                    continue
                link = link.replace("https://example.org/repo/", f"http://site{prefix}")
                address, anchor = urldefrag(urljoin(here, link))
                path = unquote(urlsplit(address).path)
                target = path.removeprefix(prefix)
                target += "index.html" if target.endswith("/") or not target else ""
                if not path.startswith(prefix) or not (site / target).is_file():
                    broken.append(f"{name}: {link}")
                elif anchor and unquote(anchor) not in anchors(target):
                    broken.append(f"{name}: {link}, no such anchor")
    return broken

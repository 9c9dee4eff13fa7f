"""The article in a web page, or in a piece of one: its paragraphs, its headline, what it says of itself.

Where the page marks its article, or holds nothing but text, every block of it is a paragraph. Elsewhere trafilatura
judges which blocks belong to the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SILENT = frozenset("script style noscript template svg title figcaption".split())
_FURNITURE = frozenset("nav aside footer form button select textarea header".split())
_CONTAINERS = _SILENT | _FURNITURE | {"figure", "article", "main", "a"}
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BREAKS = _HEADINGS | frozenset(
    """p li blockquote pre div section article main header ul ol dl dt dd table caption thead tbody tfoot tr td th
    figure br hr nav aside footer form button address details summary""".split(),
)
_LISTED = frozenset({"li", "dt", "dd", "tr"})
_CELL = 80  # the most letters in a cell of a row that is read as one line: longer ones are of a page laid out in tables
_END = 30  # so many letters at either end tell which block it is
_FIELDS = {"title": "title", "date": "date", "source": "sitename", "url": "url", "author": "author"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or row of a table; `within` are the elements around it that matter."""

    text: str
    tag: str
    within: frozenset[str]
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Webpage:
    """An article as its page has it: `found` is its metadata, `left_out` the text that was not taken for part of it."""

    paragraphs: Sequence[str]
    found: Mapping[str, object]
    left_out: Sequence[str] = ()


def blocks_of(html: str) -> list[Block]:
    """Everything that is text on a page, in its order, without captions; the cells of a row are one block."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    parser.end_block()
    return parser.blocks


def article_of(html: str, address: str | None = None) -> Webpage:
    """The article of a page; without paragraphs where there is none."""
    import trafilatura  # noqa: PLC0415 (a tenth of a second to load, for web pages only)

    document = trafilatura.bare_extraction(html, url=address, with_metadata=True, include_comments=False)
    found = {key: value for key, name in _FIELDS.items() if (value := getattr(document, name, None))}
    piece = "<title" not in html.lower()
    blocks, plain = _region(blocks_of(html), piece=piece)
    left_out: Sequence[str] = ()
    if not plain:
        blocks, left_out = _judged(blocks, _letters(getattr(document, "text", None) or ""))
    headline = next((block for block in blocks if block.tag == "h1"), None)
    said = found.pop("title", None)
    if headline is None and said:
        headline = next((block for block in blocks if block.text == said), None)
        # Without a title of its own, a page is called by any of its headings.
        if piece and headline and headline is not blocks[0]:
            headline = said = None
    if title := headline.text if headline else said:
        found["title"] = title
    return Webpage([block.text for block in blocks if block is not headline], found, left_out)


def _region(blocks: Sequence[Block], *, piece: bool) -> tuple[Sequence[Block], bool]:
    """The blocks among which the article is, and whether all of them are of it: in a piece of a page, links are too."""
    around = {name for block in blocks for name in block.within}
    articles = {name for name in around if name.startswith("article")}
    for region in (*(articles if len(articles) == 1 else ()), "main"):
        inside = [block for block in blocks if region in block.within]
        if 2 * _size(inside) > _size([block for block in blocks if not block.linked and not block.within & _FURNITURE]):
            blocks = [replace(b, within=b.within - {"header"}) if b.tag == "h1" else b for b in inside]
            break
    nothing_else = not any((block.linked and not piece) or block.within & _FURNITURE for block in blocks)
    return blocks, nothing_else and len({a for b in blocks for a in b.within if a.startswith("article")}) <= 1


def _judged(blocks: Sequence[Block], extracted: str) -> tuple[Sequence[Block], Sequence[str]]:
    """The blocks that are of the article by what was extracted from its page, and what may be missed among them."""
    own = [block for block in blocks if not block.linked and not block.within & _FURNITURE]
    kept = [n for n, block in enumerate(own) if _stands_in(_letters(block.text), extracted)]
    if not kept:
        return (), ()
    listed = {n for n in range(kept[0], kept[-1]) if own[n].tag in _LISTED}  # trafilatura drops many
    kept = sorted(listed.union(kept))
    out = [n for n in range(len(own)) if n not in set(kept)]
    around = [n for n in out if not kept[0] < n < kept[-1]]
    if 4 * _size([own[n] for n in around]) < _size([own[n] for n in kept]):  # a page has some words around an article
        out = [n for n in out if n not in set(around)]
    return [own[n] for n in kept], [own[n].text for n in out]


def _stands_in(letters: str, extracted: str) -> bool:
    return letters[:_END] in extracted or letters[-_END:] in extracted


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


class _Parser(HTMLParser):
    """Cuts a page into blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._unlinked = False
        self._tag = ""
        self._open: list[str] = []
        self._articles = 0
        self._rows: list[list[int]] = []  # of each open table, where the cells of its row begin among the blocks

    def handle_data(self, data: str) -> None:
        if not _SILENT.intersection(self._open):
            self._text.append(data)
            self._unlinked = self._unlinked or ("a" not in self._open and not data.isspace())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "br" and self._tag in _HEADINGS:
            self._text.append(" ")
        elif tag in _BREAKS:
            self.end_block()
            self._tag = tag
        if tag == "table":
            self._rows.append([])
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append(len(self.blocks))
        if tag in _CONTAINERS:
            self._articles += tag == "article"
            self._open.append(f"article {self._articles}" if tag == "article" else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.end_block()
            self._tag = ""
        if tag in {"tr", "table"}:
            self._end_row()
        if tag == "table" and self._rows:
            self._rows.pop()
        at = next((n for n in reversed(range(len(self._open))) if self._open[n].split()[0] == tag), None)
        if at is not None:
            del self._open[at:]

    def end_block(self) -> None:
        """Whatever text came since the last block is one."""
        if text := " ".join("".join(self._text).split()):
            self.blocks.append(Block(text, self._tag, frozenset(self._open), linked=not self._unlinked))
        self._text.clear()
        self._unlinked = False

    def _end_row(self) -> None:
        """Make one block of a row whose cells hold a few words each."""
        starts = self._rows[-1] if self._rows else []
        if len(starts) > 1:
            cells = self.blocks[starts[0] :]
            sizes = [end - start for start, end in zip(starts, [*starts[1:], len(self.blocks)], strict=True)]
            if cells and max(sizes) == 1 and all(len(cell.text) <= _CELL for cell in cells):
                text, linked = " | ".join(cell.text for cell in cells), all(cell.linked for cell in cells)
                self.blocks[starts[0] :] = [replace(cells[0], text=text, tag="tr", linked=linked)]
        starts.clear()

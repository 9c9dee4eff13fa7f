"""The Markdown of a briefing's text: written and read back in one place, so that text can only ever be text.

A paragraph is a block quote with the original and, under it, a paragraph with the translation; one sentence a line:

    > أول جملة.
    > ثاني جملة.

    First sentence.
    …

The line is the unit of alignment. `…` alone stands for a sentence that has no translation to publish; a paragraph
without any has nothing under its quote. `read_text(write_text(rows)) == rows` for any text.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

MISSING = "…"

_INLINE = re.compile(r"[\\`*_\[\]|]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# Anything that could end or reshape a line, or that an editor would not see.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\xa0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LEADING = re.compile(r"(?P<mark>[#+=:~-])|(?P<list>\d+)(?P<dot>[.)])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#(\d+)|(lt|gt|amp));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&"}


class MarkdownError(ValueError):
    """The text part does not have its shape; `line` counts from 1 within it."""

    def __init__(self, message: str, line: int) -> None:
        """Remember where."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and what stands for it in the other language: empty while there is nothing to publish."""

    source: str
    target: str


def escape(text: str) -> str:
    """One line of Markdown that shows exactly `text`, in CommonMark, in Python-Markdown and in `unescape`.

    Punctuation that has no meaning where it stands is left alone, so that the line reads well unrendered.
    """
    if text == MISSING:
        return f"&#{ord(MISSING)};"
    line = re.sub(r"[<>&]", lambda m: _ENTITIES[m[0]], text)
    line = _INLINE.sub(r"\\\g<0>", line)
    line = _INVISIBLE.sub(lambda m: f"&#{ord(m[0])};", line)
    if "~~" in line:
        line = line.replace("~", "&#126;")
    if line.count("$") > 1:
        line = line.replace("$", "&#36;")
    if line.startswith(" "):
        line = "&#32;" + line[1:]
    if line.endswith(" "):
        line = line[:-1] + "&#32;"
    if opening := _LEADING.match(line):
        if opening["mark"]:
            return f"&#{ord(line[0])};{line[1:]}"
        return f"{opening['list']}\\{line[opening.start('dot') :]}"
    return line


def unescape(line: str) -> str:
    """The text that a line written by `escape` shows."""
    return _ESCAPED.sub(lambda m: m[1] or (_NAMED[m[3]] if m[3] else _character(m[2])), line)


def write_text(paragraphs: tuple[tuple[Row, ...], ...]) -> str:
    """The text part of a page; ends with a line break unless there are no paragraphs."""
    blocks = []
    for rows in paragraphs:
        blocks.append("".join(f"> {escape(row.source)}\n" for row in rows))
        if any(row.target for row in rows):
            blocks.append("".join(f"{escape(row.target) if row.target else MISSING}\n" for row in rows))
    return "\n".join(blocks)


def read_text(text: str) -> tuple[tuple[Row, ...], ...]:
    """The paragraphs that a text part shows, the inverse of `write_text`.

    Raises:
        MarkdownError: A quote and the lines under it do not pair up, or something stands where nothing should.
    """
    paragraphs: list[tuple[Row, ...]] = []
    blocks = list(_blocks(text))
    position = 0
    while position < len(blocks):
        start, lines = blocks[position]
        if not lines[0].startswith(">"):
            raise MarkdownError("a translation stands here without an original above it", start)
        sources = [_quoted(line, start + n) for n, line in enumerate(lines)]
        targets = [""] * len(sources)
        position += 1
        if position < len(blocks) and not blocks[position][1][0].startswith(">"):
            start, lines = blocks[position]
            if len(lines) != len(sources):
                stand = (
                    "1 line of translation stands" if len(lines) == 1 else f"{len(lines)} lines of translation stand"
                )
                under = "1 sentence" if len(sources) == 1 else f"{len(sources)} sentences"
                raise MarkdownError(f"{stand} under {under}", start)
            targets = ["" if line.strip() == MISSING else unescape(line.strip(" ")) for line in lines]
            position += 1
        paragraphs.append(tuple(Row(*pair) for pair in zip(sources, targets, strict=True)))
    return tuple(paragraphs)


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Runs of lines without a blank one, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(" \r"):
            fresh = True
        elif fresh or line.startswith(">") != blocks[-1][1][-1].startswith(">"):
            blocks.append((number, [line.rstrip("\r")]))
            fresh = False
        else:
            blocks[-1][1].append(line.rstrip("\r"))
    return blocks


def _quoted(line: str, number: int) -> str:
    if not line.startswith(">"):
        raise MarkdownError("a line of the original lacks its `> `", number)
    return unescape(line[1:].strip(" "))


def _character(code: str) -> str:
    number = int(code[:8])
    return chr(number) if number <= sys.maxunicode else "\ufffd"

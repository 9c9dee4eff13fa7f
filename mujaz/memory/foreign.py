"""Sentences as other tools' files hold them, and the XML that two of the three formats are written in."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.text import NOT_XML

if TYPE_CHECKING:
    from mujaz.memory.po import Entry

TOOL = "mujaz"
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a file says of one sentence; `comments` are in the words of the PO, `line` is where it stands there.

    `previous` and `previous_source` are the translation of the sentence as it was before it changed.
    """

    source: str
    target: str
    final: bool
    comments: tuple[str, ...] = ()
    previous: str = ""
    previous_source: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came back: the name of the seed it belongs to, its target language where it says, its sentences."""

    name: str
    language: str
    units: tuple[Unit, ...]
    file: str


def add_notes(unit: ET.Element, entry: Entry) -> None:
    """The comments of an entry: ours in a note of our own, an editor's one by one."""
    editors = mem.notes(entry)
    ours = [comment for comment in entry.comments if comment not in editors]
    if ours:
        add_text(unit, "note", "\n".join(ours), {"from": TOOL} if unit.tag == "trans-unit" else {})
    for comment in editors:
        if comment.strip():
            add_text(unit, "note", comment)


def add_text(parent: ET.Element, tag: str, text: str, attributes: dict[str, str] | None = None) -> None:
    """A child that holds a text; what XML cannot hold becomes U+FFFD."""
    ET.SubElement(parent, tag, attributes or {}).text = NOT_XML.sub("\ufffd", text)


def inner(element: ET.Element | None) -> str:
    """All text inside an element."""
    return "" if element is None else "".join(element.itertext())


def tree(blob: bytes, file: str) -> tuple[ET.Element, dict[ET.Element, int]]:
    """An XML document and the line of each element; a document type is refused, and entities with it."""
    builder = ET.TreeBuilder()
    lines: dict[ET.Element, int] = {}
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def name(tag: str) -> str:
        return "{" + tag if "}" in tag else tag

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = builder.start(name(tag), {name(key): value for key, value in attributes.items()})
        lines[element] = parser.CurrentLineNumber

    def refuse(*_: object) -> None:
        hint = "remove the <!DOCTYPE …> line; translation files need none"
        raise TranslationFileError("has a document type", file=file, line=parser.CurrentLineNumber, hint=hint)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: builder.end(name(tag))
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(blob, True)  # noqa: FBT003 (the second argument of Parse has no name: it is the end)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        raise TranslationFileError(f"is not well-formed XML: {problem}", file=file, line=error.lineno) from None
    return builder.close(), lines

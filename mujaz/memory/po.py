r"""The PO file format: text to entries and back, losing nothing that an editor wrote.

Only the grammar of gettext is here; what the comments mean for a translation memory is in memory.py. polib would do
most of it, but drops `#~|` (the previous source of an obsolete entry) and comments after the last entry, and does not
say in which line a duplicate stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from mujaz.errors import TranslationFileError

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)")
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_PIECE = re.compile(r"[^\n]*\n|[^\n]+")
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?(?=[\s\"])\s*")
_REFERENCE = re.compile("[^\\s\u2068]*\u2068[^\u2069]*\u2069\\S*|\\S+")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_NAMES = {char: "\\" + name for name, char in _NAMED.items()}
_ASCII = 0x80
_NEARLY = 0.75  # "fuzy" and "fuz" are, "furry" is not


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a PO file, as the file says it.

    `source` is the msgid, `target` the msgstr, `previous` the source that the target was made for (`#| msgid`).
    `comments` are the translator's (`# `), `extracted` the program's (`#. `); `flags` are all but `fuzzy`.
    `context`, `plural` and `more` (the msgstr of further plural forms) are never written by mujaz, only kept.
    `line` is where the msgstr stands in the file it was read from, from 1; 0 for a new entry.
    """

    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    context: str | None = None
    plural: str | None = None
    more: tuple[str, ...] = ()
    previous_context: str | None = None
    previous_plural: str | None = None
    line: int = field(default=0, compare=False)


def parse(text: str, file: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Read a PO file: its entries in order, the header first if there is one, and comments after the last entry.

    Args:
        text: The file's text; a byte order mark and CRLF line ends are accepted.
        file: Its name, for messages.

    Raises:
        TranslationFileError: The text is not a PO file, two entries have one source, or a merge is unfinished.
    """
    parser = _Parser(file)
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        parser.feed(line, number)
    return parser.finish()


def serialise(entries: tuple[Entry, ...], tail: tuple[str, ...] = ()) -> str:
    """The one way entries are written: no wrapping, one reference a line, so that a change touches few lines."""
    blocks = ["\n".join(_lines(entry)) for entry in entries]
    if tail:
        blocks.append("\n".join(map(_comment, tail)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def file_reference(file: str, place: str) -> str:
    """`lima.txt:p3s2`; a name with white space is set between U+2068 and U+2069, as gettext does."""
    name = " ".join(file.split("\n"))
    return (f"\u2068{name}\u2069" if re.search(r"\s", name) else name) + f":{place}"


def _lines(entry: Entry) -> list[str]:
    """One entry as the lines of its block."""
    mark = "#~ " if entry.obsolete else ""
    before = "#~| " if entry.obsolete else "#| "
    lines = [_comment(comment) for comment in entry.comments]
    lines += [f"#. {_one_line(comment)}".rstrip(" ") for comment in entry.extracted]
    lines += [f"#: {reference}" for reference in entry.references]
    flags = (("fuzzy",) if entry.fuzzy else ()) + entry.flags
    if flags:
        lines.append("#, " + ", ".join(flags))
    for name, value in (
        ("msgctxt", entry.previous_context),
        ("msgid", entry.previous or None),
        ("msgid_plural", entry.previous_plural),
    ):
        lines += _field(before, name, value)
    lines += _field(mark, "msgctxt", entry.context)
    lines += _field(mark, "msgid", entry.source)
    if entry.plural is None:
        return lines + _field(mark, "msgstr", entry.target)
    lines += _field(mark, "msgid_plural", entry.plural)
    for number, target in enumerate((entry.target, *entry.more)):
        lines += _field(mark, f"msgstr[{number}]", target)
    return lines


def _field(mark: str, name: str, value: str | None) -> list[str]:
    """A keyword with its string; a text of several lines starts with an empty string, as everywhere in gettext."""
    if value is None:
        return []
    pieces = _PIECE.findall(value)
    if len(pieces) <= 1:
        return [f'{mark}{name} "{_escape(value)}"']
    return [f'{mark}{name} ""', *(f'{mark}"{_escape(piece)}"' for piece in pieces)]


def _comment(text: str) -> str:
    """A translator's comment; only the first kind of sign after `#` tells comments apart, so a space follows."""
    return f"# {_one_line(text)}" if text else "#"


def _one_line(text: str) -> str:
    """Comments cannot hold line ends."""
    return text.replace("\r", " ").replace("\n", " ")


def _escape(text: str) -> str:
    """Text as it stands between the quotes."""
    return _SPECIAL.sub(lambda match: _NAMES.get(match[0]) or f"\\{ord(match[0]):03o}", text)


class _Parser:
    """Takes line after line and gathers what belongs to one entry."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[Entry] = []
        self.seen: dict[tuple[str | None, str], int] = {}
        self.number = 0
        self.reset()

    def reset(self) -> None:
        """Begin a new entry."""
        self.notes: dict[str, list[str]] = {"#": [], "#.": [], "#:": [], "#,": []}
        self.fields: dict[str, list[str]] = {}
        self.marks: set[str] = set()
        self.open: list[str] | None = None
        self.line = 0

    def fail(self, message: str, hint: str = "") -> TranslationFileError:
        """An error at the line that is being read."""
        return TranslationFileError(message, file=self.file, line=self.number, hint=hint)

    def feed(self, raw: str, number: int) -> None:
        """Take one line."""
        self.number = number
        line = raw.strip(" \t\r\v\f")
        if not line:
            self.open = None
            return
        if line.startswith("#"):
            self.hash_line(line, raw.lstrip(" \t\r\v\f"))
        elif line.startswith(_CONFLICT):
            raise self.fail("the file holds an unfinished merge", "choose one of the two sides and remove the markers")
        else:
            self.text_line(line, "")

    def hash_line(self, line: str, raw: str) -> None:
        """A comment of any kind, or a field behind `#~` or `#|`."""
        for mark in ("#~|", "#|", "#~"):
            if line.startswith(mark):
                content = line[len(mark) :].strip()
                if content:
                    self.text_line(content, mark)
                return
        if self.fields.get("msgstr") or self.fields.get("msgstr[0]"):
            self.flush()
        self.open = None
        kind = "#," if line[:2] == "#=" else line[:2] if line[:2] in self.notes else "#"
        if kind == "#":
            self.notes["#"].append(raw[1:].removeprefix(" "))
        elif kind == "#.":
            self.notes["#."].append(line[2:].strip())
        elif kind == "#:":
            self.notes["#:"] += _REFERENCE.findall(line[2:])
        else:
            self.notes["#,"] += [self.known(flag) for item in line[2:].split(",") if (flag := item.strip())]

    def known(self, flag: str) -> str:
        """A flag as it stands; one that was meant to be `fuzzy` would pass a draft off as reviewed."""
        words = re.findall(r"\w+", flag.lower())
        if flag != "fuzzy" and any(get_close_matches(word, ["fuzzy"], cutoff=_NEARLY) for word in words):
            raise self.fail(
                f"the flag {flag!r} is nearly `fuzzy`", "write: #, fuzzy - or remove it where a person checked"
            )
        return flag

    def text_line(self, line: str, mark: str) -> None:
        """`msgid "…"` and its like, or a string that continues the one before."""
        before = "previous " if mark in ("#|", "#~|") else ""
        match = _FIELD.match(line)
        if match:
            name = match[1] + (f"[{int(match[2])}]" if match[2] else "")
            starts = before or match[1] in ("msgctxt", "msgid")
            if starts and any(key.startswith("msgstr") for key in self.fields):
                self.flush()
            if before + name in self.fields:
                raise self.fail(f"a second {name} for one entry", "an entry is one msgid and one msgstr")
            self.open = self.fields[before + name] = []
            if name.startswith("msgstr"):
                self.line = self.line or self.number
        if self.open is None:
            raise self.fail(
                "this is neither a comment nor msgid, msgstr or a text between quotation marks",
                'every line of text starts and ends with "',
            )
        if not before:
            self.marks.add(mark)
        string = line[match.end() :] if match else line
        quoted = _STRING.fullmatch(string)
        if not quoted:
            raise self.fail(
                "the text between quotation marks is not closed or goes on after its end",
                r"a quotation mark inside the text is written \"",
            )
        self.open.append(self.unescape(quoted[1]))

    def unescape(self, text: str) -> str:
        """The text that stands between two quotation marks."""
        return _ESCAPE.sub(self.escaped, text) if "\\" in text else text

    def escaped(self, match: re.Match[str]) -> str:
        """What one backslash means."""
        code = match[1]
        if code in _NAMED:
            return _NAMED[code]
        if code[0] in "01234567" or (code[0] == "x" and len(code) > 1):
            value = int(code[1:], 16) if code[0] == "x" else int(code, 8)
            if value < _ASCII:
                return chr(value)
        raise self.fail(f"\\{code} means nothing in a PO file", r"a backslash in the text is written \\")

    def flush(self) -> None:
        """The entry is complete: keep it."""
        got = {name: "".join(pieces) for name, pieces in self.fields.items()}
        if "msgid" not in got:
            raise self.fail("this entry has no msgid")
        plurals = [key for key in got if key.startswith("msgstr[")]
        if "msgstr" not in got and plurals != [f"msgstr[{n}]" for n in range(len(plurals) or 1)]:
            raise self.fail("this entry has no msgstr", 'an entry without a translation ends with msgstr ""')
        if len(self.marks) > 1:
            raise self.fail("this entry is obsolete in some lines and not in others", "start all or none with #~")
        key = (got.get("msgctxt"), got["msgid"])
        if key in self.seen:
            raise TranslationFileError(
                f"this source text stands in line {self.seen[key]} already",
                file=self.file, line=self.line, hint="keep one of the two entries",
            )  # fmt: skip
        self.seen[key] = self.line
        flags = tuple(flag for flag in self.notes["#,"] if flag != "fuzzy")
        self.entries.append(
            Entry(
                source=got["msgid"],
                target=got["msgstr"] if "msgstr" in got else got["msgstr[0]"],
                fuzzy="fuzzy" in self.notes["#,"],
                previous=got.get("previous msgid", ""),
                comments=tuple(self.notes["#"]),
                references=tuple(self.notes["#:"]),
                extracted=tuple(self.notes["#."]),
                flags=flags,
                obsolete="#~" in self.marks,
                context=got.get("msgctxt"),
                plural=got.get("msgid_plural"),
                more=tuple(got[name] for name in plurals[1:]),
                previous_context=got.get("previous msgctxt"),
                previous_plural=got.get("previous msgid_plural"),
                line=self.line,
            ),
        )
        self.reset()

    def finish(self) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Everything that was read."""
        if self.fields:
            self.flush()
        return tuple(self.entries), tuple(self.notes["#"])

"""Seeds to articles: decode, clean, find the metadata, segment.

A seed is NAME.txt (one paragraph a line), NAME.md or NAME.html, with an optional NAME.yml beside it. Nothing here
writes, and a seed is never changed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from mujaz import fact_rows, yamlfile
from mujaz.errors import SeedError
from mujaz.model import Article, FactEdits, Kind, Segment
from mujaz.segment import lead_clause, segment
from mujaz.text import clean, one_line, slugify
from mujaz.webpage import article_of, blocks_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SUFFIXES = (".txt", ".md", ".html")
_FACT_KEYS = ("hide", "add")
_KEYS = frozenset("title date source url author tags slug language segmentation facts".split())
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_KINDS = get_args(Kind)
_UNFIT = re.compile(r'["<>|:*?\\\x00-\x1f\x7f-\x9f]')
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def read_seed(path: Path, file: str = "", *, source: str = "ar", target: str = "en") -> Article:
    """The article that a seed holds.

    Args:
        path: The seed; NAME.yml beside it is read too.
        file: Its name for messages; the path's last part when empty.
        source: Language of the seed where its .yml does not say.
        target: The site's other language, for a title given in both.

    Raises:
        SeedError: It cannot be decoded, is empty, or its .yml says something that cannot be.
    """
    file = file or path.name
    if strange := _UNFIT.search(path.stem):
        raise SeedError(
            f"the name holds {strange[0]!r}, which Windows and GitHub's artifacts cannot hold",
            file=file,
            hint="rename the file, and its .yml and .po files with it",
        )
    text, found, front, left_out = _extract(path, decode(path.read_bytes(), file), file)
    sidecar = path.with_suffix(".yml")
    beside = file.removesuffix(path.suffix) + ".yml"
    yml = decode(sidecar.read_bytes(), beside) if sidecar.exists() else ""
    values = {**found, **_load(yml, beside)}
    meta = _Metadata(values, ((beside, yml), (file, front)))
    language = meta.text("language") or source
    if language != source:
        hint = f"this site translates from {source}; other languages need a site of their own"
        raise meta.error("language", f"the article is in {language!r}", hint=hint)
    lines = [line for line in clean(text).split("\n") if line]
    if not lines:
        raise SeedError("holds no text", file=file, hint="put one paragraph on each line")
    by_line = meta.choice("segmentation", ("sentence", "line")) == "line"
    paragraphs = tuple(
        tuple(Segment(f"p{n}s{m}", s) for m, s in enumerate((line,) if by_line else segment(line, language), 1))
        for n, line in enumerate(lines, 1)
    )
    title, title_translation = meta.title(language, target)
    tags = meta.tags(language, target)
    slug = meta.text("slug")
    if slug and slugify(slug) != slug:
        raise meta.error("slug", f"{slug!r} is not URL-safe", hint=f"write: slug: {slugify(slug) or path.stem}")
    return Article(
        name=path.stem,
        file=path.name,
        slug=slug or slugify(path.stem) or "briefing",
        language=language,
        title=title or lead_clause(paragraphs[0][0].text),
        paragraphs=paragraphs,
        title_given=bool(title),
        title_translation=title_translation or None,
        published=meta.date("date"),
        source=meta.text("source") or None,
        url=meta.url("url"),
        author=meta.text("author") or None,
        tags=tuple(tags),
        tag_translations=tuple(tags.values()),
        left_out=tuple(left_out),
        edits=meta.fact_edits({s.id: s.text for rows in paragraphs for s in rows}),
    )


def decode(blob: bytes, file: str) -> str:
    """Text from bytes in UTF-8, UTF-16 (with or without BOM) or Windows-1256.

    Raises:
        SeedError: The bytes are not text in any of them.
    """
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if blob.startswith(bom):
            return _strict(blob, encoding, file)
    if wide := _wide(blob):
        return _strict(blob, wide, file)
    try:
        text = blob.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(blob):
            hint = "save it again as UTF-8 text: part of it is cut off or damaged"
            raise SeedError(f"byte {error.start} is not UTF-8", file=file, hint=hint) from None
        text = _strict(blob, "windows-1256", file)
    if re.search("[\x00-\x08\x0e-\x1a\x1c-\x1f]", text):
        raise SeedError("is not a text file", file=file, hint="save it as UTF-8, UTF-16 or Windows-1256 text")
    return text


def _strict(blob: bytes, encoding: str, file: str) -> str:
    try:
        return blob.decode(encoding)
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8 text and run the build again"
        raise SeedError(f"byte {error.start} is not {encoding.upper()}", file=file, hint=hint) from None


def _is_damaged_utf8(blob: bytes) -> bool:
    """Whether most of the bytes beyond ASCII form letters in UTF-8, as they hardly ever do in Windows-1256."""
    beyond = sum(byte > 0x7F for byte in blob)  # noqa: PLR2004 (the last ASCII byte)
    return sum(map(len, _UTF8_LETTER.findall(blob))) > 0.9 * beyond


def _wide(blob: bytes) -> str:
    """UTF-16 without a BOM shows itself by the high bytes of its letters, all in two or three blocks."""
    if len(blob) < 4 or len(blob) % 2:  # noqa: PLR2004 (two characters are the least to judge by)
        return ""
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = blob[offset:4096:2]
        if sum(high.count(byte) for byte in (0x00, 0x06, 0x20)) > 0.95 * len(high):  # the rest: « » and the like
            return encoding
    return ""


def _extract(path: Path, text: str, file: str) -> tuple[str, dict[str, object], str, Sequence[str]]:
    """The article's text, one paragraph a line; the metadata in the seed itself, and as the YAML that it stands in.

    Last comes what was left out of a web page.
    """
    kind = path.suffix.lower()
    if kind == ".html":
        lines, found, left_out = _from_html(text, file)
        return lines, found, "", left_out
    if kind != ".md":
        return text, {}, "", ()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front = _FRONT.match(text)
    yml = f"\n{front[1]}" if front else ""  # its first line is the seed's second
    found = _load(yml, file)
    from markdown import markdown  # noqa: PLC0415 (only .md seeds need it, and it takes time to load)

    blocks = blocks_of(markdown(text[front.end() :] if front else text))
    if blocks and blocks[0].tag == "h1":
        found.setdefault("title", blocks.pop(0).text)
    return "\n".join(block.text for block in blocks), found, yml, ()


def _from_html(text: str, file: str) -> tuple[str, dict[str, object], Sequence[str]]:
    page = article_of(text)
    if not page.paragraphs:
        raise SeedError("no article found in the page", file=file, hint="save its text as a .txt seed instead")
    return "\n".join(page.paragraphs), dict(page.found), page.left_out


def _load(text: str, file: str) -> dict[str, object]:
    values = yamlfile.load(text, file, SeedError)
    yamlfile.refuse_unknown(values, _KEYS, file, text, SeedError)
    return values


class _Metadata:
    """The values of NAME.yml and of the seed itself, each checked as it is asked for.

    `sources` are the YAML texts that they stand in, with the names of their files; the first that has a key counts.
    """

    def __init__(self, values: Mapping[str, object], sources: Sequence[tuple[str, str]]) -> None:
        self._values, self._sources = values, sources

    def _source(self, key: str) -> tuple[str, str]:
        """The file that sets a key, and its text; the seed where none does."""
        return next((source for source in self._sources if yamlfile.line_of(key, source[1])), self._sources[-1])

    def error(self, key: str, message: str, hint: str = "") -> SeedError:
        file, text = self._source(key)
        return SeedError(f"{key}: {message}", file=file, line=yamlfile.line_of(key, text), hint=hint)

    def text(self, key: str) -> str:
        value = self._values.get(key)
        if value is None:
            return ""
        if not isinstance(value, str | int | float):
            raise self.error(key, "expected one line of text")
        return one_line(str(value))

    def title(self, source: str, target: str) -> tuple[str, str]:
        value = self._values.get("title")
        return self._both("title", value, source, target) if isinstance(value, dict) else (self.text("title"), "")

    def tags(self, source: str, target: str) -> Mapping[str, str]:
        """The tags, each with its translation where the editor gave one, else with an empty text."""
        value = self._values.get("tags") or []
        items = value if isinstance(value, list) else str(value).split(",")
        tags: dict[str, str] = {}
        for item in items:
            if isinstance(item, dict):
                first, second = self._both("tags", item, source, target)
            else:
                first, second = one_line(str(item)), ""
            if first or second:
                tags[first or second] = second or tags.get(first, "")
        return tags

    def _both(self, key: str, value: Mapping[object, object], source: str, target: str) -> tuple[str, str]:
        """What is given for each language."""
        if strange := set(value) - {source, target}:
            raise self.error(key, f"is given in {', '.join(map(str, strange))}", f"give it in {source} and {target}")
        both = (value.get(source), value.get(target))
        if not all(isinstance(part, str | None) for part in both):
            raise self.error(key, "expected text for each language")
        first, second = (one_line(str(part or "")) for part in both)
        return first, second

    def date(self, key: str) -> date | None:
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return datetime.fromisoformat(str(value)).date()
        except ValueError:
            raise self.error(key, f"{value!r} is not a date", hint="write for example: date: 2024-11-15") from None

    def url(self, key: str) -> str | None:
        value = self.text(key)
        if value and not re.match(r"https?://[^\s]+$", value):
            raise self.error(key, "is not a web address", hint="it starts with https:// or http://")
        return value or None

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.text(key) or allowed[0]
        if value not in allowed:
            raise self.error(key, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def fact_edits(self, sentences: Mapping[str, str]) -> FactEdits:
        value = self._values.get("facts") or {}
        if not isinstance(value, dict):
            raise self.error("facts", "expected `hide:` and `add:`")
        file, text = self._source("facts")
        for key in map(str, value):
            if key not in _FACT_KEYS:
                near = get_close_matches(key, _FACT_KEYS, n=1)
                hint = f"did you mean {near[0]}?" if near else "expected `hide:` and `add:`"
                line = yamlfile.line_below(text, "facts", key)
                raise SeedError(f"facts: unknown key {key!r}", file=file, line=line, hint=hint)
        hide, add = value.get("hide") or [], value.get("add") or []
        if not isinstance(hide, list) or not isinstance(add, list):
            raise self.error("facts", "`hide` and `add` are lists")
        rows = tuple(self._row(number, row, sentences) for number, row in enumerate(add))
        lines = yamlfile.lines_of_items(text, "facts", "hide")
        at = tuple(f"{file}:{line}" for line in lines)
        at = at if len(at) == len(hide) else (file,) * len(hide)  # a YAML merge key brings items from elsewhere
        return FactEdits(tuple(one_line(str(item)) for item in hide), rows, at)

    def _row(self, number: int, row: object, sentences: Mapping[str, str]) -> tuple[Kind, tuple[tuple[str, str], ...]]:
        if not isinstance(row, dict) or row.get("kind") not in _KINDS:
            raise self._row_error(number, f"each row of `add` needs a kind: {', '.join(_KINDS)}", "people")
        kind: Kind = row["kind"]
        fields = {str(key): clean(_plain(str(key), value)) for key, value in row.items() if key != "kind"}
        if problem := fact_rows.fault(kind, fields, sentences):
            raise self._row_error(number, problem, kind)
        return kind, tuple(fields.items())

    def _row_error(self, number: int, message: str, kind: Kind) -> SeedError:
        """An error in one row of `facts: add:`, at its line."""
        file, text = self._source("facts")
        lines = yamlfile.lines_of_items(text, "facts", "add")
        line = lines[number] if number < len(lines) else None
        hint = f"write for example: {fact_rows.EXAMPLES[kind]}"
        return SeedError(f"facts: {message}", file=file, line=line, hint=hint)


def _plain(key: str, value: object) -> str:
    """A list as its items parted by spaces, as segments are written; aliases, which hold spaces, by line breaks."""
    between = "\n" if key.startswith("aliases_") else " "
    return between.join(map(str, value)) if isinstance(value, list) else str(value)

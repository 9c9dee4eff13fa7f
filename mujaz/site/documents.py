"""SLUG.json and SLUG.md as the site takes them: checked, so that no file, whatever was done to it, stops a build.

The text of an article and its title must be whole, or the file is refused. A fact with a hole in it is left out, and
what is missing beside it is filled in, so that whoever reads a document finds every key with a value of its kind. An
edit of the Markdown is shown if it is one that the pipeline takes back; else the page is shown as it was composed.

What has no hole comes out as the very objects that went in, so that a document which was whole once can be taken from
its file as it is the next time.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from mujaz import absorb, compose
from mujaz.errors import EditedPageError
from mujaz.markdown import Row
from mujaz.model import State
from mujaz.text import one_line, utf8

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from mujaz.config import Settings

    Languages = tuple[str, str]
    Values = dict[str, object]
    Paragraphs = tuple[tuple[Row, ...], ...]

KINDS = ("people", "places", "organisations")
REBUILD = "build again"

_STATED = ("numbers", "dates", "quotes")
_TEXTS = {
    "people": ("", "role_"),
    "places": ("",),
    "organisations": ("",),
    "numbers": ("text_", "what_"),
    "dates": ("text_",),
    "quotes": ("text_", "speaker_"),
}
"""The texts of each kind of fact in both languages; without the first of them there is no fact."""

_ID = re.compile(r"p([1-9]\d{0,5})s([1-9]\d{0,5})", re.ASCII)
_WEB = re.compile(r"https?://[^\s/]", re.ASCII | re.IGNORECASE)
_VAST = 1e300
_STATES = {state.value: state.value for state in State}


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing with every key that docs/schema.md names and the site uses; `problem` tells of facts left out.

    It is `whole` when the file says just that, so that there is nothing to check when it is read again.
    """

    values: Mapping[str, object]
    problem: str = ""
    whole: bool = False


def read(path: Path, blob: bytes, settings: Settings) -> Document:
    """What the bytes of SLUG.json say; `path` is the file that they come from.

    Raises:
        EditedPageError: They are no briefing of version 1 in the site's languages with a whole text.
    """
    languages, file = settings.languages, settings.relative(path)
    given = _parsed(blob, file)
    title = _title(given.get("title"), languages, file)
    segments = _segments(given.get("segments"), languages, file)
    known = {str(segment["id"]) for segment in segments}
    facts = {kind: [_fact(kind, row, languages, known) for row in _items(given.get(kind))] for kind in _TEXTS}
    holes = sum(rows.count(None) for rows in facts.values())
    left_out = "1 fact in it is not whole and was" if holes == 1 else f"{holes} facts in it are not whole and were"
    values: Values = {
        "title": title,
        "published": _day(given.get("published")),
        **{key: text(given.get(key)) for key in ("seed", "body", "source", "author")},
        "url": _web_address(given.get("url")),
        "tags": (tags := _strings(given.get("tags"))),
        **_tags_translated(given, tags, settings.target),
        "state": _state(given.get("state")),
        "segments": segments,
        "key_points": [key for key in _strings(given.get("key_points")) if key in known],
        **{kind: [row for row in rows if row] for kind, rows in facts.items()},
        "findings": list(_findings(given.get("findings"))),
    }
    problem = EditedPageError(f"{left_out} left out", file=file, hint=REBUILD) if holes else ""
    return Document(values, str(problem), whole=_within(values, given))


def edited(path: Path, blob: bytes, values: Mapping[str, object], settings: Settings) -> tuple[Paragraphs | None, str]:
    """The text of a page that was edited by hand, None when its data says the same, and what is wrong with the page.

    Args:
        path: SLUG.md.
        blob: Its bytes.
        values: What `read` made of the SLUG.json beside it.
        settings: The project.
    """
    file = settings.relative(path)
    try:
        page = utf8(blob, file, EditedPageError)
        if not compose.untouched(page):
            _accept(page, json.dumps(values), settings, file)
            said = compose.parse(page, file).paragraphs
            return tuple(tuple(Row(row.source, one_line(row.target)) for row in rows) for rows in said), ""
    except EditedPageError as error:
        return None, str(error)
    return None, ""


def without_data(path: Path, settings: Settings) -> EditedPageError | None:
    """What is wrong with a page that has no data beside it; None where a person wrote it."""
    file = settings.relative(path)
    try:
        page = utf8(path.read_bytes(), file, EditedPageError)
        if not compose.is_composed(page):
            return None
        _accept(page, "", settings, file)
    except EditedPageError as error:
        return error
    except OSError as error:
        return unreadable(error, file)
    return EditedPageError("its data is missing", file=file, hint=REBUILD)


def unreadable(error: OSError, file: str) -> EditedPageError:
    """The message for a file that the system does not let us read."""
    return EditedPageError(f"cannot be read: {error.strerror}", file=file)


def is_by_hand(path: Path) -> bool:
    """Whether there is a page that a person wrote."""
    return path.is_file() and not compose.is_composed(path.read_bytes().decode(errors="replace"))


def dicts(value: object) -> list[Values]:
    """The rows of a list, none where it is no list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text(value: object) -> str | None:
    """A text that says something."""
    return value if isinstance(value, str) and value else None


def composed(values: Mapping[str, object], settings: Settings) -> Paragraphs:
    """The text of an article as its data has it."""
    rows = dicts(values["segments"])
    by_paragraph = groupby(rows, key=lambda row: str(row["id"]).partition("s")[0])
    return tuple(
        tuple(Row(str(row[settings.source]), str(row[settings.target] or "")) for row in group)
        for _, group in by_paragraph
    )


def _accept(page: str, document: str, settings: Settings, file: str) -> None:
    """Raise what the pipeline does on an edit that it cannot take back."""
    absorb.edits(page, document, source=settings.source, target=settings.target, file=file)


def _parsed(blob: bytes, file: str) -> Values:
    try:
        given = json.loads(blob)
        if b"\\u" in blob and b"\\ud" in blob.lower():
            json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise EditedPageError("holds text that is no Unicode", file=file, hint=REBUILD) from None
    except (ValueError, RecursionError) as error:
        raise EditedPageError(f"is not JSON: {error}", file=file, hint=REBUILD) from None
    if not isinstance(given, dict) or given.get("version") != compose.SCHEMA_VERSION:
        message = f"is not a briefing of version {compose.SCHEMA_VERSION}"
        raise EditedPageError(message, file=file, hint=REBUILD)
    return given


def _tags_translated(given: Mapping[str, object], tags: Sequence[str], target: str) -> Values:
    """The tags in the target language, where there is one for each or null."""
    key = f"tags_{target}"
    found = _items(given.get(key))
    return {key: [text(tag) for tag in found]} if found and len(found) == len(tags) else {}


def _title(given: object, languages: Languages, file: str) -> Values:
    if not isinstance(given, dict):
        raise EditedPageError("its title is missing", file=file, hint=REBUILD)
    _check_languages(given, languages, file)
    return {**_both(given, "", languages), "state": _state(given.get("state"))}


def _segments(given: object, languages: Languages, file: str) -> list[Values]:
    rows = dicts(given)
    segments: list[Values] = []
    last = (0, 0)
    for row in rows:
        _check_languages(row, languages, file)
        found = _ID.fullmatch(str(row.get("id")))
        here = (int(found[1]), int(found[2])) if found else last
        values = _both(row, "", languages)
        if here not in {(last[0], last[1] + 1), (last[0] + 1, 1)} or here[0] == 0 or not values[languages[0]]:
            raise EditedPageError("its sentences are not whole", file=file, hint=REBUILD)
        last = here
        reviewer = text(row.get("reviewer"))
        values["id"] = row["id"]
        values["state"] = _state(row.get("state")) if values[languages[1]] else _waiting(row.get("state"))
        values["origin"] = text(row.get("origin")) or ""
        if reviewer:
            values["reviewer"] = reviewer
        segments.append(row if _within(values, row) else values)
    if not rows or not isinstance(given, list) or len(rows) != len(given):
        raise EditedPageError("its sentences are missing", file=file, hint=REBUILD)
    return segments


def _check_languages(row: Mapping[str, object], languages: Languages, file: str) -> None:
    if languages[0] not in row or languages[1] not in row:
        raise EditedPageError(f"is not in {' and '.join(languages)}", file=file, hint=REBUILD)


def _fact(kind: str, given: object, languages: Languages, known: Collection[str]) -> Values | None:
    """A fact with all its keys; None where it says nothing or nobody can say what it is about."""
    row = given if isinstance(given, dict) else {}
    stated = _TEXTS[kind][0]
    values: Values = {}
    for prefix in _TEXTS[kind]:
        values |= _both(row, prefix, languages)
    if not any(values[stated + code] for code in languages):
        return None
    values["agreed"] = row.get("agreed") is not False
    if kind in _STATED:
        if text(row.get("segment")) not in known:
            return None
        mentions = list(_mentions(row, str(row["segment"]), languages))
        values |= {"segment": row["segment"], "mentions": mentions, **_measured(kind, row)}
    elif text(row.get("id")):
        values |= {f"aliases_{code}": _strings(row.get(f"aliases_{code}")) for code in languages}
        values["segments"] = [key for key in _strings(row.get("segments")) if key in known]
        values |= {"id": row["id"], **_located(kind, row)}
    else:
        return None
    return row if _within(values, row) else values


def _mentions(row: Mapping[str, object], segment: str, languages: Languages) -> Iterator[Values]:
    """Where a fact stands in its sentence, without what cannot be a place."""
    for mention in dicts(row.get("mentions")):
        start, end = mention.get("start"), mention.get("end")
        place = type(start) is int and type(end) is int and 0 <= start < end
        if place and mention.get("segment") == segment and mention.get("lang") in languages:
            yield mention


def _within(values: Values, given: Mapping[str, object]) -> bool:
    """Whether what was made of a row is what it says, word for word."""
    return values.items() <= given.items()


def _measured(kind: str, row: Mapping[str, object]) -> Values:
    if kind == "numbers":
        amounts: Values = {key: _number(row.get(key)) for key in ("value", "value_max")}
        return {**amounts, "qualifier": text(row.get("qualifier")) or "exact"}
    if kind == "dates":
        return {"start": text(row.get("start")), "end": text(row.get("end")), "relative": row.get("relative") is True}
    return {}


def _located(kind: str, row: Mapping[str, object]) -> Values:
    if kind == "people":
        return {"romanised": row.get("romanised") is True}
    if kind == "organisations":
        return {}
    lat, lon = _number(row.get("lat")), _number(row.get("lon"))
    on_earth = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180  # noqa: PLR2004 (degrees)
    where = {"lat": lat, "lon": lon} if on_earth else {"lat": None, "lon": None}
    return {"kind": text(row.get("kind")) or "", "country": text(row.get("country")) or "", **where}


def _findings(given: object) -> Iterator[Values]:
    for row in dicts(given):
        found: Values = {key: text(row.get(key)) or "" for key in ("segment", "check", "severity", "message")}
        yield found


def _both(row: Mapping[str, object], prefix: str, languages: Languages) -> Values:
    return {prefix + code: text(row.get(prefix + code)) for code in languages}


def _state(value: object) -> str:
    """A state; what cannot be known is not to be trusted."""
    return _STATES.get(value, State.DRAFT.value) if isinstance(value, str) else State.DRAFT.value


def _waiting(value: object) -> str:
    return State.STALE.value if value == State.STALE else State.PENDING.value


def _web_address(value: object) -> str | None:
    """An address that a page may link to: of the web, so that no link runs a script or opens a file."""
    address = text(value)
    return address if address and _WEB.match(address) else None


def _day(value: object) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -_VAST < value < _VAST else None


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _strings(value: object) -> list[str]:
    return [item for item in _items(value) if isinstance(item, str) and item]

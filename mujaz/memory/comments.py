"""What the comments of an entry record of its translation: parsed to a `Provenance`, and written from one.

Every other comment is the editor's and is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mujaz.memory.po import Entry


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a near match says; `score` is a similarity from 0 to 1, never a measure of meaning."""

    score: float
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the comments of an entry record of its translation.

    `engine` and `model` made it at the date `at` and `sha` is the digest of what they said; `reviewer` checked it.
    `terms` are the glossary terms of the source with their fingerprints; `held` are the checks it failed, `tried` the
    further engines that did no better. `redo` says that an engine is to translate it again. `reused` is the PO file it
    was copied from, and `reused_sha` the digest of the copy. `exported` is the state it was in and the digest of what
    it said when it was exported; only exported files have it.
    """

    engine: str = ""
    model: str = ""
    at: str = ""
    sha: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    redo: bool = False
    reused: str = ""
    reused_sha: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    exported: tuple[str, str] | None = None


_FIELDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], dict[str, object]]], ...] = (
    (
        re.compile(
            r"mt: engine=(?P<engine>\S+)(?: model=(?P<model>.*?))?(?: at=(?P<at>\S+))?(?: sha=(?P<sha>[0-9a-f]{8}))?"
        ),
        lambda found: found.groupdict(default=""),
    ),
    (
        re.compile(r"reviewed:(?= )(?: by=(?P<reviewer>.*?))?(?: at=(?P<reviewed_at>\S+))?"),
        lambda found: found.groupdict(default=""),
    ),
    (
        re.compile(r"terms: (.*)"),
        lambda found: {"terms": tuple(item.partition("=")[::2] for item in found[1].split())},
    ),
    (re.compile(r"held: (.*)"), lambda found: {"held": _list(found[1])}),
    (re.compile(r"tried: (.*)"), lambda found: {"tried": _list(found[1])}),
    (re.compile(r"redo"), lambda _: {"redo": True}),
    (
        re.compile(r"reused: from=(?P<reused>.*?) sha=(?P<reused_sha>[0-9a-f]{8})"),
        lambda found: found.groupdict(),
    ),
    (re.compile(r"exported: (\w+) sha=([0-9a-f]{8})"), lambda found: {"exported": (found[1], found[2])}),
)
_SUGGESTION = re.compile(r"suggestion \(([01]\.\d\d), (.*?)\): (.*)")
_OURS = (*(pattern for pattern, _ in _FIELDS), _SUGGESTION)


def provenance(entry: Entry) -> Provenance:
    """What the comments of an entry say of its translation; where a line stands twice the last one counts."""
    told: dict[str, Any] = {}
    for comment in entry.comments:
        for pattern, fields in _FIELDS:
            if match := pattern.fullmatch(comment):
                told |= fields(match)
                break
    found = filter(None, map(_SUGGESTION.fullmatch, entry.comments))
    return Provenance(**told, suggestions=tuple(Suggestion(float(s[1]), s[2], s[3]) for s in found))


def notes(entry: Entry) -> tuple[str, ...]:
    """The comments that an editor wrote."""
    return tuple(c for c in entry.comments if not any(pattern.fullmatch(c) for pattern in _OURS))


def record(entry: Entry, told: Provenance) -> Entry:
    """The entry with `told` in its comments, after the editor's own, which stay as they are."""
    return replace(entry, comments=notes(entry) + tuple(_written(told)))


def _written(told: Provenance) -> Iterable[str]:
    """The comment lines of a provenance, in one order."""
    if told.engine:
        parts = [f"mt: engine={_word(told.engine)}"]
        parts += [f"model={_plain(told.model)}"] if told.model else []
        parts += [f"at={_word(told.at)}"] if told.at else []
        parts += [f"sha={told.sha}"] if told.sha else []
        yield " ".join(parts)
    if told.reviewer or told.reviewed_at:
        by = f" by={_plain(told.reviewer)}" if told.reviewer else ""  # a final file need not say who reviewed it
        yield f"reviewed:{by}" + (f" at={_word(told.reviewed_at)}" if told.reviewed_at else "")
    if told.terms:
        yield "terms: " + " ".join(f"{name}={print_}" for name, print_ in told.terms)
    if told.held:
        yield "held: " + ", ".join(told.held)
    if told.tried:
        yield "tried: " + ", ".join(map(_plain, told.tried))
    if told.redo:
        yield "redo"
    if told.reused:
        yield f"reused: from={_plain(told.reused)} sha={told.reused_sha}"
    for suggestion in told.suggestions:
        yield f"suggestion ({suggestion.score:.2f}, {_plain(suggestion.file)}): {_plain(suggestion.text)}"
    if told.exported:
        yield "exported: {} sha={}".format(*told.exported)


def _list(text: str) -> tuple[str, ...]:
    """The values of a comment that has several."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _plain(text: str) -> str:
    """A value on one line."""
    return " ".join(text.split())


def _word(text: str) -> str:
    """A value without white space."""
    return "-".join(text.split())

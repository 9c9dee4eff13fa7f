"""Where quotations stand: the text between quotation marks, in both styles and across the sentences of one quotation.

Marks that say which way they face (“ ” « ») are trusted; a straight one (") is read by its neighbours, and by whether a
quotation is open. English single quotes count where they cannot be apostrophes. A quotation that is opened and not
closed goes on into the next sentences as far as one closes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Side

Facing = Literal["open", "close", "either", "none"]


@dataclass(frozen=True, slots=True)
class Span:
    """The quoted text of one segment, marks left out; the parts of one quotation share a `group`."""

    segment: int
    start: int
    end: int
    group: int


class _Mark(NamedTuple):
    start: int
    end: int
    facing: Facing


def spans(texts: Sequence[str], language: Side) -> list[Span]:
    """Every quotation of an article, segment by segment, in order."""
    found: list[Span] = []
    opened: tuple[int, int] | None = None  # segment and offset where the open quotation begins
    for number, text in enumerate(texts):
        marks = _marks(text, language)
        if opened and (number - opened[0] > _LONGEST or (marks and marks[0].facing == "open")):
            found.extend(_run(texts, opened, (opened[0], len(texts[opened[0]])), len(found)))
            opened = None
        if opened is None and _unopened(text, marks):
            opened = (number, 0)
        closed, opened = _segment(text, number, marks, opened)
        for first, last in closed:
            found.extend(_run(texts, first, last, len(found)))
    if opened:
        found.extend(_run(texts, opened, (opened[0], len(texts[opened[0]])), len(found)))
    return found


def _unopened(text: str, marks: Sequence[_Mark]) -> bool:
    """Whether an opening mark is missing, as in: … to have a one two," said Hamilton."""
    return (
        len(marks) % 2 == 1 and marks[0].facing == "close" and _SENTENCE_END.search(text[: marks[0].start]) is not None
    )


def _segment(
    text: str, number: int, marks: Sequence[_Mark], opened: tuple[int, int] | None
) -> tuple[list[tuple[tuple[int, int], tuple[int, int]]], tuple[int, int] | None]:
    """The quotations that a segment closes, from where they were opened, and where one is left open."""
    closed: list[tuple[tuple[int, int], tuple[int, int]]] = []
    depth, nested = int(opened is not None), 0
    for position, mark in enumerate(marks):
        left = len(marks) - position
        if opened is None:
            if mark.facing in {"open", "either"} or left % 2 == 0:
                opened, depth = (number, mark.end), 1
        elif mark.facing == "open" and _stray(text, opened, number, mark):
            opened = (number, mark.end)
        elif mark.facing == "open":
            depth, nested = depth + 1, mark.start
        else:
            depth -= 1
            if not depth or left == 1:
                begun = opened[1] if opened[0] == number else 0
                comma = _last_comma(text, begun, nested) if depth and nested else 0
                closed.append((opened, (number, comma or mark.start)))
                opened, depth = None, 0
    return closed, opened


def _last_comma(text: str, start: int, end: int) -> int:
    """Where a clause of narration begins before a mark inside a quotation whose own end is missing; 0 for none.

    "…ملطختين بالدم، ويشير إليه بلقبه "وو" goes back to telling with its comma.
    """
    clause = _NARRATION_AR.search(text, start, end)
    return clause.start() if clause else 0


def _run(texts: Sequence[str], first: tuple[int, int], last: tuple[int, int], group: int) -> list[Span]:
    """One span for each segment of a quotation, white space and empty segments left out."""
    out: list[Span] = []
    for number in range(first[0], last[0] + 1):
        start = first[1] if number == first[0] else 0
        end = last[1] if number == last[0] else len(texts[number])
        inside = texts[number][start:end]
        start += len(inside) - len(inside.lstrip(_EDGE))
        end -= len(inside) - len(inside.rstrip(_EDGE))
        if any(map(str.isalnum, inside)):
            out.append(Span(number, start, end, group))
    return out


def _stray(text: str, opened: tuple[int, int], number: int, mark: _Mark) -> bool:
    """Whether the open mark was a slip: only an attribution stands between it and this one ('"وقال ترامب "من …')."""
    between = text[opened[1] : mark.start]
    return opened[0] == number and len(between.split()) <= _ATTRIBUTION and _ATTRIBUTED.match(between) is not None


def _marks(text: str, language: Side) -> list[_Mark]:
    """The quotation marks of a text; where double ones stand, single ones are apostrophes or nested."""
    marks = [_Mark(m.start(), m.end(), _facing(text, m)) for m in _DOUBLE.finditer(text)]
    if marks or language == "ar":
        return [mark for mark in marks if mark.facing != "none" or len(marks) % 2 == 0]
    opening = _SINGLE_OPEN.search(text)
    closing = list(_SINGLE_CLOSE.finditer(text, opening.end() if opening else 0))
    if not opening:
        return [_Mark(m.start(), m.end(), "close") for m in closing if text[m.start() - 1] in ".,!?…"][-1:]
    marks = [_Mark(opening.start(), opening.end(), "open")]
    sure = [m for m in closing if text[m.start() - 1] != "s" or m.end() == len(text)] or closing[-1:]
    return marks + [_Mark(m.start(), m.end(), "close") for m in sure[:1]]


def _facing(text: str, match: re.Match[str]) -> Facing:
    """Which way a mark faces; "none" for a straight one that stands where no quotation can begin or end."""
    if match[0] in _OPENING or match[0] in _CLOSING:
        return "open" if match[0] in _OPENING else "close"
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    opens = (not before or before.isspace() or before in "([:،,—-–«") and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in ".,;:!?)،؛؟—-–")
    if opens == closes:
        return "either"
    if opens:
        return "open"
    return (
        "close"
        if not before.isalpha() or not after or not after.isspace()
        else "none"
        if _LOWER.match(text, match.end())
        else "close"
    )


_LONGEST = 12  # sentences that one quotation may run on for
_ATTRIBUTION = 10  # words
_ATTRIBUTED = re.compile(r"\s*[وف]?(?:قال|أضاف|أخبر|ذكر|صرح|تابع|أكد|أوضح|كتب|غرد|قائل|يقول|تقول)")
_NARRATION_AR = re.compile(r"[،,]\s*و[يت][ء-ي]{2,}\s[^،,\"“”«»]{0,40}$")
_EDGE = " \t\u00a0"
_OPENING, _CLOSING = "“«„", "”»"
_DOUBLE = re.compile(r"[“”«»„]|\"|''")
_LOWER = re.compile(r"\s[a-z]")
_SINGLE_OPEN = re.compile(
    r"(?<![\w.,!?])['‘](?=[^\W\d_]|\d\d\d)(?!(?:s|t|re|ve|ll|em|til|cause|n|d|m|twas|tis|\d0s)\b)"
)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_SENTENCE_END = re.compile(r"[.,!?،؟…]$")

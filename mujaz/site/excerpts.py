"""The part of a sentence that says something of a date: the clauses around the words that state it."""

from __future__ import annotations

import re

LONGEST = 120
"""How many characters an excerpt has at most, unless what it is about takes more."""

_BORDER = re.compile(r"(?<=[,;:.!?؟])\s+|(?<=[،؛])\s*|(?<=[,.!?؟][\"”»’])\s+|\s+(?=[–—]\s)")
_LOOSE_END = re.compile(r"[\s,;:،؛–—]+$")


def excerpt(text: str, start: int, end: int, longest: int = LONGEST) -> str:
    """The clause of a text that holds the words at `start`-`end`, and what there is room for before and after it.

    Three dots stand where something is left out. A clause that is too long is cut between words.
    """
    if len(text) <= longest:
        return text
    end = min(end, len(text))
    start = min(start, end)
    cuts = [0, *(m.end() for m in _BORDER.finditer(text) if m.end() <= start or m.start() >= end), len(text)]
    first = max(n for n, cut in enumerate(cuts) if cut <= start and n < len(cuts) - 1)
    last = min(n for n, cut in enumerate(cuts) if cut >= end)
    while first and cuts[last] - cuts[first - 1] <= longest:  # what goes before says who is spoken of
        first -= 1
    while last < len(cuts) - 1 and cuts[last + 1] - cuts[first] <= longest:
        last += 1
    low, high = cuts[first], cuts[last]
    if high - low > longest:
        low, high = _between_words(text, (low, high), (start, end), longest)
    found = text[low:high].strip()
    if high < len(text):
        found = _LOOSE_END.sub("", found) + "\u00a0…"
    return f"…\u00a0{found}" if low else found


def _between_words(text: str, clause: tuple[int, int], kept: tuple[int, int], longest: int) -> tuple[int, int]:
    """A stretch of a clause of about `longest` characters around what is kept, from one space to another."""
    (low, high), (start, end) = clause, kept
    if end - low > longest:
        low = max(low, min(start, end - longest * 2 // 3))
        low = min(start, text.find(" ", low - 1) + 1) if " " in text[low - 1 : start] else start
    if high - low > longest:
        high = max(end, text.rfind(" ", end, low + longest))
    return low, high

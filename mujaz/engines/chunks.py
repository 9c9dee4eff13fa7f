"""Texts cut and gathered to the size that an engine takes, counted in characters and in UTF-8 bytes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mujaz.engines.base import Profile, Request

# Where to cut, best first: after a sentence, after a clause, between words.
_BREAKS = tuple(re.compile(pattern) for pattern in (r"[.!?؟…][\"'»”)\]]*\s", r"[,;:،؛]\s", r"\s"))
_JOINERS = "\u200c\u200d"


def split(text: str, max_chars: int, max_bytes: int | None = None) -> tuple[str, ...]:
    """The text in as few pieces as its sentences allow, each within both limits, none empty.

    Joined with spaces the pieces give the text again, except that a word longer than a limit is cut between letters,
    never inside a character or before a combining mark that fits. Limits of four bytes and more can always be kept.
    """
    pieces = []
    rest = text.strip()
    while not _fits(rest, max_chars, max_bytes):
        end = _cut(rest, _longest_prefix(rest, max_chars, max_bytes))
        pieces.append(rest[:end].strip())
        rest = rest[end:].strip()
    return (*pieces, rest) if rest else tuple(pieces)


def pack(requests: Iterable[Request], profile: Profile) -> Iterator[tuple[Request, ...]]:
    """The requests in order, in batches of one language pair that keep within what one call of the engine takes.

    An engine that reads what is around a sentence gets batches of one document, so that it does not mix up two stories.
    """
    batch: list[Request] = []
    chars = size = 0
    for request in requests:
        more_chars, more_bytes = len(request.text), len(request.text.encode())
        full = (
            len(batch) >= profile.max_batch
            or chars + more_chars > profile.max_chars
            or (profile.max_bytes is not None and size + more_bytes > profile.max_bytes)
        )
        if batch and (full or _together(request, profile) != _together(batch[0], profile)):
            yield tuple(batch)
            batch, chars, size = [], 0, 0
        batch.append(request)
        chars, size = chars + more_chars, size + more_bytes
    if batch:
        yield tuple(batch)


def _together(request: Request, profile: Profile) -> tuple[str, str, str]:
    """What all requests of a batch must have in common."""
    return request.source, request.target, request.document if profile.prompted else ""


def _fits(text: str, max_chars: int, max_bytes: int | None) -> bool:
    return len(text) <= max_chars and (max_bytes is None or len(text.encode()) <= max_bytes)


def _longest_prefix(text: str, max_chars: int, max_bytes: int | None) -> int:
    """How many characters from the start fit, at least one."""
    if max_bytes is None:
        return max(1, max_chars)
    fitting = text.encode()[:max_bytes].decode(errors="ignore")
    return max(1, min(max_chars, len(fitting)))


def _cut(text: str, limit: int) -> int:
    """Where to cut so that at most `limit` characters come before."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, 0, limit + 1)]
        # A short first piece would waste a call; a blank is taken wherever it is.
        if ends and (ends[-1] * 2 > limit or pattern is _BREAKS[-1]):
            return ends[-1]
    end = limit
    while end > 1 and (unicodedata.category(text[end]).startswith("M") or text[end] in _JOINERS):
        end -= 1
    return end if end > 1 else limit

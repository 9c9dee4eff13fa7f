"""Offices with what they are for: "Minister of Youth and Sports", in capitals like the name that follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mujaz.facts.document import Reading
    from mujaz.facts.lexicon import Lexicon

_OF = re.compile(r"\b(?P<title>[A-Za-z-]+) (?:of|for|at) ")
_FIELDS = re.compile(r"(?:(?:[A-Z][\w’'-]*,?|the|and|&|of|for) )*(?<!, )")


def before(reading: Reading, first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The tokens of the office that goes on into a run of capitals: "Minister of Youth and | Sports Nora Bairakdar".

    The office ends behind words for fields of government, or where the Arabic spells what is left and not the whole.
    """
    title = _title(reading, first, lexicon) if first < last else None
    if title is None:
        return None
    words, name = reading.tokens, first
    governed = next((m for m in reading.places_en if m.start == words[first].start), None)
    if governed and governed.end < words[last].start:
        name = next(n for n, word in enumerate(words) if word.start >= governed.end)  # Governor of New York X
    while name < last and words[name].lower in lexicon.office_field_en:
        name += 1
    if not _is_name(reading, name, last, lexicon):
        name = next((at for at in range(name + 1, last) if _is_name(reading, at, last, lexicon)), name)
    return (title, name - 1) if name > first else None


def _title(reading: Reading, first: int, lexicon: Lexicon) -> int | None:
    """The token of the title whose fields go on right before token `first`."""
    start = reading.tokens[first].start
    text = reading.pair.en[:start]
    for match in _OF.finditer(text):
        title = match["title"].lower()
        if (title in lexicon.title_en or title in lexicon.role_en) and _FIELDS.fullmatch(text, match.end()):
            return next(n for n, token in enumerate(reading.tokens) if token.end > match.start())
    return None


def _is_name(reading: Reading, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a name seems to begin here: a given name or a title, or what the Arabic spells."""
    lower = reading.tokens[first].lower
    known = lower in lexicon.given_en or lower in lexicon.honorific_en or lower in lexicon.title_en
    return known or bool(reading.arabic.find(reading.phrase(first, last)))

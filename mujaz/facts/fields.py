"""Bodies of several fields: "Ministry of Transport, Communications and Information Technology" in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.organisations_lexicon import heads, known
from mujaz.gazetteer import load

if TYPE_CHECKING:
    from mujaz.facts.document import Reading
    from mujaz.facts.english import Run

_LINK = re.compile(r",? and | & |, ")
_LAST_LINK = re.compile(r",? and | & ")
_COMMA = re.compile(r"(?<=\w), (?=\w)")
_LONGEST = 4  # words of one field


def enumerated(reading: Reading, last: int) -> int:
    """The last token of ", X and Y" behind token `last`, 0 where no such row of fields follows."""
    following = (r for r in reading.runs if r.first > last)
    for commas, run in enumerate(following):
        link = reading.pair.en[reading.tokens[last].end : reading.tokens[run.first].start]
        if not _LINK.fullmatch(link) or not _is_field(reading, run):
            return 0
        last = run.last
        if _LAST_LINK.fullmatch(link):
            return last if commas else 0
    return 0


def _is_field(reading: Reading, run: Run) -> bool:
    """Whether a run names what a body is for, and no body, place or abbreviation."""
    tokens = reading.tokens[run.first : run.last + 1]
    start = tokens[0].start
    return (
        len(tokens) <= _LONGEST
        and not any(t.possessive or (t.text.isupper() and len(t.text) > 1) for t in tokens)
        and tokens[0].lower not in heads()
        and tokens[-1].lower not in heads()
        and not any(m.start == start for m in reading.places_en)
        and not known().lookup(reading.phrase(run.first, run.last), "en")
    )


def links(phrase: str) -> int:
    """How many further fields a name has: two in "for Science, Technology and Maritime Transport"."""
    return len(_LINK.findall(phrase))


def goes_on(name: str, short: str) -> bool:
    """Whether a name says more fields than a shorter one that it begins with; other bodies and places are no fields."""
    link = _LINK.match(name, len(short)) if name.startswith(short) else None
    if link is None:
        return False
    rest = name[link.end() :]
    return rest.split()[0].lower() not in heads() and not load().find(rest, "en") and not known().find(rest, "en")


def is_row(phrase: str) -> bool:
    """Whether commas stand between the fields of a name."""
    return _COMMA.search(phrase) is not None


def adds_field(reading: Reading, at: int) -> bool:
    """Whether an Arabic word adds a field that the next word closes: وتقنية المعلومات."""
    words = reading.arabic.words
    return (
        words[at].key.startswith("و")
        and not words[at].key.startswith("وال")
        and at + 1 < len(words)
        and not reading.gap_ar(at).strip()
        and words[at + 1].key.startswith("ال")
    )


def describes(noun: str, word: str) -> bool:
    """Whether a word is an adjective of the noun before it: الحيوانية of والثروة, where English says "Livestock"."""
    return noun.endswith("ه") and word.startswith("ال") and word.endswith("يه")


def links_ar(reading: Reading, first: int, last: int) -> int:
    """How many further fields the Arabic words of a name have."""
    words = reading.arabic.words
    return sum(words[n].key.startswith("وال") or adds_field(reading, n) for n in range(first + 1, last + 1))

"""Checks that ask whether a translation is one at all: present, in its language, not looping, not talking to us.

Each takes the `Sides` of one pair and returns a `Problem` or None.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mujaz import text
from mujaz.check import tables
from mujaz.check.sides import QUOTED, Problem
from mujaz.skeleton import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mujaz.check.sides import Side, Sides

    Found = re.Match[str]

# Measured on human pairs: shares of the target in the source's script above these are never a translation.
MOSTLY_SOURCE = 0.3
PARTLY_SOURCE = 0.05
SOURCE_RUN = 3
SAME_FROM = 4
FEWEST_REPEATED = 3
LOOKED_AT, LONGEST_PHRASE = 1500, 100
TAIL = 160
LENGTH_RATIO = (0.5, 3.0)
LENGTH_FROM = 20

_ARABIC_RUN = re.compile(rf"(?:[\u0620-\u06ff]{{2,}}[\s،]+){{{SOURCE_RUN - 1},}}[\u0620-\u06ff]{{2,}}")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
# Names may stand in Latin letters in Arabic text; two words in small letters among a few make a clause.
_GAP, _OTHERS = r"[\s,\"]+", r"(?:[A-Z0-9$£€][\w'.,-]*[\s,\"]+){0,4}"
_LATIN_RUN = re.compile(
    rf"(?<!\w)(?={_OTHERS}[a-z][a-z']+{_GAP}{_OTHERS}[a-z][a-z']+(?!\w|\.\w))"
    rf"[A-Za-z$£€][\w'.,-]*(?:{_GAP}[A-Za-z0-9$£€][\w'.,-]*){{{SOURCE_RUN - 1},}}"
)
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_]{2,}")
_HOST = re.compile(r"\b(?:[A-Za-z0-9-]+\.)+(?:com|org|net|info|gov|edu|tv)\b")
_LINK_EDGE = ".,;:!?)]}*_…؟"
_QUOTE_EDGE = " .\"'”»)"
_ANSWER = re.compile(r"\W*(?:yes|no|i|it|that|of course|maybe|perhaps|probably|definitely)\b[^.!]*[.!,]", re.IGNORECASE)
_MARK = re.compile(r"[\"“”„«»]|''|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_CAPITALS = re.compile(r"[A-Z][\w'&-]*(?: (?:(?:of|and|the) )?[A-Z0-9][\w'&-]*)*")
_LONGEST_NAME, _SAME_NAME = 3, 0.8


def empty(pair: Sides) -> Problem | None:
    """A translation must hold words, and not be what a service says when it gives none."""
    target = pair.target.text
    if not target:
        return Problem("empty", "error", "there is no translation")
    if not any(map(str.isalnum, target)) and any(map(str.isalpha, pair.source.text)):
        return Problem("empty", "error", f"the translation has no words, only {_short(target)}")
    words = tables.load()
    if len(pair.source.words) >= SAME_FROM and words.placeholder.match(target):
        return Problem("empty", "error", f"{_short(target)} stands in place of the translation")
    page = words.service_page.search(pair.raw) if not words.service_page.search(pair.source.text) else None
    page = page or _unspoken(pair, words.service_asides)
    if page:
        return Problem(
            "empty", "error", f"a message of the service stands in place of the translation: {_short(page[0])}"
        )
    return None


def untranslated(pair: Sides) -> Problem | None:
    """How much of the translation is still in the source's script, links and protected terms aside."""
    source, target = pair.source, pair.target
    rest = target.prose.text
    for term in pair.terms:
        if term.protect:
            for form in (*term.ar, term.en):
                rest = rest.replace(form, " ")
    if _same_text(pair):
        return Problem("untranslated", "error", "the translation is the original, word for word")
    if pair.arabic_and_english is None:
        return None
    arabic = text.arabic_letters(rest)
    foreign, run = (
        (arabic, _ARABIC_RUN.search(rest))
        if source.language == "ar"
        else (len(_LATIN_LETTER.findall(rest)), _LATIN_RUN.search(rest))
    )
    letters = sum(map(str.isalpha, rest))
    share = foreign / letters if letters else 0.0
    # Names and codes stay in Latin letters in Arabic text, so only running words count there.
    if share > MOSTLY_SOURCE and (source.language == "ar" or run):
        return Problem("untranslated", "error", f"{share:.0%} of the translation is in the language of the original")
    if run:
        return Problem("untranslated", "warning", f"left in the language of the original: {_short(run[0])}")
    if share > PARTLY_SOURCE and source.language == "ar":
        return Problem("untranslated", "warning", f"{share:.0%} of the translation is in the language of the original")
    return None


def links(pair: Sides) -> Problem | None:
    """The same URLs and e-mail addresses, however they are spelled; the handles and host names of the original too."""
    source, target = _links(pair.source), _links(pair.target)
    if problem := _difference("links", source, target):
        return problem
    # "Amazon.com" may well become أمازون, but Latin letters in Arabic text are there to be kept.
    kept = _HANDLE.findall(pair.source.text) + (_HOST.findall(pair.source.text) if pair.source.script == "ar" else [])
    lost = [name for name in kept if not re.search(rf"{re.escape(name)}(?!\w)", pair.target.text, re.IGNORECASE)]
    return Problem("links", "error", f"missing: {', '.join(lost)}") if lost else None


def loop(pair: Sides) -> Problem | None:
    """A phrase said again and again, more often than the original says anything."""
    found = _loop(pair.target.words)
    if not found:
        return None
    times, phrase = found
    own = _loop(pair.source.words)
    if own and own[0] >= times:
        return None
    return Problem("loop", "error", f"says {_short(' '.join(phrase))} {times} times in a row")


def chatter(pair: Sides) -> Problem | None:
    """Words about the translation, or to the reader of it, that the original does not have."""
    words = tables.load()
    source, target = pair.source.text, pair.target.text
    if (frame := words.framing.search(pair.raw)) and not words.framing.search(source):
        return Problem("chatter", "error", f"a code fence or a rule stands around the translation: {_short(frame[0])}")
    said = words.opening.match(target) or words.closing.search(target)
    if said and (words.opening.match(source) or words.closing.search(source)):
        return None
    said = said or _unspoken(pair, words.asides) or _unspoken(pair, words.afterwords, TAIL) or _answer(pair)
    if said:
        return Problem("chatter", "error", f"not in the original: {_short(said[0])}")
    lines = [line for line in target.split("\n") if line]
    if len(lines) > source.count("\n") + 1:
        return Problem("chatter", "error", f"not in the original: a new line, {_short(lines[-1])}")
    return None


def _answer(pair: Sides) -> Found | None:
    """An answer that stands in the place of the question."""
    asks = pair.source.text.rstrip(_QUOTE_EDGE).endswith("؟") and "?" not in pair.target.text
    return _ANSWER.match(pair.target.text) if asks else None


def _unspoken(pair: Sides, phrases: Iterable[tuple[re.Pattern[str], re.Pattern[str]]], tail: int = 0) -> Found | None:
    """What people may say too, where the original does not say it: at the beginning, or in so many last letters."""
    target, source = pair.target.text, pair.source.text
    for phrase, spoken in phrases:
        found = phrase.search(target, max(0, len(target) - tail)) if tail else phrase.match(target)
        if found and not spoken.search(source):
            return found
    return None


def length(pair: Sides) -> Problem | None:
    """The number of characters on both sides; human Arabic–English pairs lie between 0.49 and 1.8."""
    source, target = len(pair.source.text), len(pair.target.text)
    low, high = LENGTH_RATIO
    if source <= LENGTH_FROM or low <= target / source <= high:
        return None
    word = "short" if target < source else "long"
    return Problem("length", "warning", f"very {word}: {target} characters where the original has {source}")


def quotes(pair: Sides) -> Problem | None:
    """As many quotations; a mark whose partner stands in another sentence may be counted or not.

    Arabic quotes the names of firms, papers and ships, where English may not.
    """
    (low, high), (least, most) = _quotations(pair.source), _quotations(pair.target)
    if least <= high and low <= most:
        return None
    names_here, names_there = _quoted_names(pair.source, pair.target), _quoted_names(pair.target, pair.source)
    if least - names_there <= high and low - names_here <= most:
        return None
    return Problem("quotes", "warning", f"{_count(most, 'quotation')} where the original has {high or 'none'}")


def _quotations(side: Side) -> tuple[int, int]:
    marks = len(_MARK.findall(side.text))
    return marks // 2, (marks + 1) // 2


def _quoted_names(side: Side, other: Side) -> int:
    """How many quotations of an Arabic text only set off a name: after a word for what it is, or told by its sounds."""
    if side.language != "ar":
        return 0
    capitals = _CAPITALS.findall(other.text)
    return sum(
        tables.load().before_names.search(side.text[: found.start()]) is not None
        or any(similarity(found["said"], name) >= _SAME_NAME for name in capitals)
        for found in QUOTED.finditer(side.text)
        if len(found["said"].split()) <= _LONGEST_NAME
    )


def _links(side: Side) -> Counter[str]:
    found: Counter[str] = Counter()
    for match in side.links:
        link = unquote(match.rstrip(_LINK_EDGE))
        scheme, sign, rest = link.rpartition("://")
        host, slash, path = rest.partition("/")
        found[scheme.lower() + sign + host.lower() + (slash + path).rstrip("/")] = 1
    return found


def _difference(check: str, source: Counter[str], target: Counter[str]) -> Problem | None:
    """The error that names what only one side has, or None when both have the same."""
    missing, added = list(source - target), list(target - source)
    if missing and added:
        return Problem(check, "error", f"{', '.join(added)} where the original has {', '.join(missing)}")
    if missing:
        return Problem(check, "error", f"missing: {', '.join(missing)}")
    return Problem(check, "error", f"not in the original: {', '.join(added)}") if added else None


def _loop(words: Sequence[str]) -> tuple[int, Sequence[str]] | None:
    """The phrase that follows itself most often, where that is more than anybody would write."""
    best: tuple[int, Sequence[str]] | None = None
    if len(words) - len(set(words)) < FEWEST_REPEATED:
        return None
    # A runaway engine may go on for thousands of words; the beginning shows it as well.
    words = words[:LOOKED_AT]
    for size in range(1, min(LONGEST_PHRASE, len(words) // 2) + 1):
        for start, run in _runs(words, size):
            times = run // size + 1
            if _too_often(size, times) and (best is None or times > best[0]):
                best = times, words[start : start + size]
    return best


def _too_often(size: int, times: int) -> bool:
    """Three times and six words at least; a single word four times; a phrase of three words or more twice."""
    return (times >= 3 and times * size >= 6) or (size == 1 and times >= 4) or (size >= 3 and times >= 2)  # noqa: PLR2004  # the figures are the definition


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[int, int]]:
    """Where, and for how many words, the text equals itself `size` words later; at least `size` words."""
    start = 0
    for at in range(len(words) - size + 1):
        if at + size == len(words) or words[at] != words[at + size]:
            if at - start >= size:
                yield start, at - start
            start = at + 1


def _same_text(pair: Sides) -> bool:
    """Whether the engine gave back what it was given; a name or a code may well stay as it is."""
    source = pair.source
    return (
        source.language != pair.target.language
        and len(source.words) >= SAME_FROM
        and text.memory_key(source.text) == text.memory_key(pair.target.text)
    )


def _short(phrase: str, limit: int = 60) -> str:
    """A phrase in quotation marks, cut where it is too long for a message."""
    phrase = " ".join(phrase.split())
    return f"“{phrase[:limit].rstrip()}…”" if len(phrase) > limit else f"“{phrase}”"


def _count(number: int, noun: str) -> str:
    return f"no {noun}s" if number == 0 else f"{number} {noun}{'s' if number > 1 else ''}"

"""Cut paragraphs into sentences, in Arabic and English, at white space only.

`" ".join(segment(paragraph, language)) == paragraph` for every cleaned paragraph. No cut falls inside a quotation or a
bracket, after an abbreviation or an initial, inside a number, or after an ellipsis.
"""

from __future__ import annotations

import re

from mujaz.dateline import without_dateline
from mujaz.text import primary

_WINDOW = 120  # characters looked at on either side of a possible end
# A sentence ends with one of these and whatever closes around it; three dots do not end it.
_END = re.compile(r"(?P<dots>\.{2,}|…)?(?P<mark>[.!?؟۔]+)?(?P<close>[\"'”’»)\]]*) ")
# What follows a shortened state in a dateline: "SILVIS, Ill. -- The driver…", "MIAMI, Fla. (AP) — Police…".
_DATELINED = re.compile(r"(?:\([^()]{2,30}\) )?(?:--|[-–—]) ")
_OPENERS = {"“": "”", "«": "»", "(": ")", "[": "]"}
_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof st mt gen sen rep gov lt col sgt cpl capt cmdr adm maj rev hon pres supt insp det messrs
    jan feb mar apr jun jul aug sep sept oct nov dec no nos vol fig approx est dept univ inc ltd co corp bros vs v
    e.g i.e cf al viz""".split(),
)
# After these a sentence may well end ("in the U.S. The talks…"), so the next word decides.
_MAYBE = frozenset("u.s u.k u.n e.u u.s.a d.c a.m p.m ph.d jr sr inc ltd co corp etc b.c a.d".split())
_STARTERS = frozenset(
    """the a an he she it they we you i his her its their our this that these those there but and or so if when while
    in on at for from to as after before however meanwhile according some many most what who why how""".split(),
)
_SPEECH_EN = re.compile(r"(?:\w+ ){0,3}(?:said|says|asked|asks|added|told|cried|shouted|replied|wrote|tweeted)\b")
_SPEECH_AR = re.compile(r"و?(?:قال|قالت|سأل|سألت|أضاف|أضافت|تساءل|تساءلت|رد|ردت|صرح|كتب|كتبت|هتف|صاح)\b")
_ARABIC_INITIALS = re.compile(r"(?:^|[\s(«“\"])(?:[\u0621-\u064a]\.)*[\u0621-\u064a]{1,2}$")
_LATIN_INITIALS = re.compile(r"(?:^|[\s(“\"])(?:[A-Z]\.)*[A-Z]$")
_CLAUSE = re.compile(
    r"[،؛,;:]? (?=وسط|فيما|بينما|في الوقت|بعد أن|قبل أن|amid|as|while|after|before|which|who)|[،؛,;:—–] "
)


def segment(paragraph: str, language: str) -> tuple[str, ...]:
    """The sentences of one cleaned paragraph; none for an empty one.

    Args:
        paragraph: Text without line breaks, white space normalised by `text.clean`.
        language: Its code; anything but Arabic is cut by the English rules.
    """
    if not paragraph:
        return ()
    enclosed = _enclosed(paragraph)
    sentences, start = [], 0
    for match in _END.finditer(paragraph):
        mark = match["mark"]
        if not mark or match["dots"] or enclosed[match.end() - 1] or match.start() <= start:
            continue
        if not start and _DATELINED.match(paragraph, match.end()):
            continue
        before = paragraph[max(start, match.start() - _WINDOW) : match.start()]
        after = paragraph[match.end() : match.end() + _WINDOW]
        if _ends(before, mark, match["close"], after, primary(language)):
            sentences.append(paragraph[start : match.end() - 1])
            start = match.end()
    return (*sentences, paragraph[start:])


def lead_clause(sentence: str, limit: int = 90) -> str:
    """What of a sentence can stand as a headline: its beginning behind the dateline, in whole words.

    It has at most `limit` characters.
    """
    sentence = without_dateline(sentence).rstrip(" .،,؛;:")
    if len(sentence) <= limit:
        return sentence
    cuts = [match.start() for match in _CLAUSE.finditer(sentence, limit // 3, limit + 1)]
    if cuts:
        return sentence[: cuts[-1]].rstrip(" ،,؛;:—–")
    end = sentence.rfind(" ", 0, limit)
    return sentence[: end if end > 0 else limit].rstrip(" ،,؛;:") + "…"


def _ends(before: str, mark: str, close: str, after: str, language: str) -> bool:
    """Whether a sentence ends between `before` + `mark` + `close` and `after`."""
    if after[0].islower() and after[0].isascii():
        return False
    quoted = close.strip(")]")
    if quoted and mark[-1] in "!?؟":
        speech = _SPEECH_AR if language == "ar" else _SPEECH_EN
        if speech.match(after):
            return False
    return mark != "." or bool(close) or not _abbreviated(before, after, language)


def _abbreviated(before: str, after: str, language: str) -> bool:
    """Whether the full stop between `before` and `after` belongs to an abbreviation, an initial or a list number."""
    if before.strip().isdigit() or (language == "ar" and _ARABIC_INITIALS.search(before)):
        return True
    word = before[before.rfind(" ") + 1 :].strip('(“"«[').lower()
    next_word = after.split(" ", 1)[0].strip('.,;:"”').lower()
    if word in _MAYBE or (_LATIN_INITIALS.search(before) and word not in _ABBREVIATIONS and word != "i"):
        return next_word not in _STARTERS
    return word in _ABBREVIATIONS and (word != "no" or after[0].isdigit())


def _enclosed(text: str) -> bytearray:
    """For each character, whether a pair of quotation marks or brackets is open around it.

    An opening mark without a closing one encloses nothing, so a forgotten quote cannot swallow a paragraph.
    """
    inside = bytearray(len(text))
    stack: list[tuple[str, int]] = []
    straight: int | None = None
    for at, char in enumerate(text):
        if char in _OPENERS:
            stack.append((_OPENERS[char], at))
        elif char == '"':
            straight = _toggle(text, inside, straight, at)
        else:
            depth = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == char), None)
            if depth is not None:
                _mark(inside, stack[depth][1], at)
                del stack[depth:]
    return inside


def _toggle(text: str, inside: bytearray, opened: int | None, at: int) -> int | None:
    """A straight quote opens where a word may follow, else closes what is open."""
    if opened is None:
        return at if at + 1 < len(text) and text[at + 1] != " " else None
    if text[at - 1] == " " and at + 1 < len(text) and text[at + 1] != " ":
        return at  # the one before was never closed
    _mark(inside, opened, at)
    return None


def _mark(inside: bytearray, start: int, end: int) -> None:
    inside[start:end] = b"\x01" * (end - start)

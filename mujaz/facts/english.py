"""Runs of capitals: the proper names of an English sentence, before anybody knows what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.lexicon import Lexicon
    from mujaz.facts.names import ArabicSide

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Brig|Adm|Cmdr|Cpl|Eng|Amb|St|Mt|Ft|Jr|Sr)\.(?=\s)"
    r"|\b[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|[^\W\d_]+(?:[’'-][^\W\d_]+)*"
    r"|\d[\d,.]*",
    re.UNICODE,
)
_INNER_CAPITAL = re.compile("(?:[a-z]|(?:al|el|ad|an|ar|as|ash|at|az|d|l)[-'’])[A-Z]")  # eBay, al-Assad, d'Arc
_POSSESSIVE = re.compile("['’]s?$")
PARTICLES = frozenset(
    "de da del della der den van von bin ibn bint al el la le los las di du do dos das ter ten y abu ben st "
    "ould ag ait zu zur".split()
)
_HEADLINE_SHARE = 0.6
_HEADLINE_WORDS = 5
_LONG_WORD = 4
_CLOSING = re.compile(r"[.,!?][\"”’»]")
_MOST_PARTICLES = 2
_SHORT_WORD = 4  # letters of a function word that may be a name: He, An, So, Do, My


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets; `possessive` when an 's was taken off it."""

    text: str
    start: int
    end: int
    possessive: bool = False

    @property
    def lower(self) -> str:
        """Lower case without the dot of an abbreviation."""
        return self.text.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        """Whether it is written as a name."""
        return self.text[0].isupper() or _INNER_CAPITAL.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring capitalised tokens: `first` and `last` are token numbers, both inclusive."""

    first: int
    last: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of an English text."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        bare = _POSSESSIVE.sub("", word)
        found.append(Token(bare, match.start(), match.start() + len(bare), possessive=bare != word))
    return tuple(found)


def is_headline(text: str, words: Sequence[Token]) -> bool:
    """Whether nearly every long word is capitalised and no full stop ends it, so that capitals say nothing."""
    if text.rstrip("\"'”’ ").endswith((".", "!", "?")):
        return False
    long = [w for w in words if len(w.text) >= _LONG_WORD and w.text[0].isalpha()]
    return len(long) >= _HEADLINE_WORDS and sum(w.capital for w in long) > _HEADLINE_SHARE * len(long)


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether only a space stands between two tokens and the first is not possessive."""
    return not left.possessive and text[left.end : right.start] in {" ", "\u00a0", "-"}


def opens_sentence(text: str, token: Token) -> bool:
    """Whether the token is capitalised for its position: at the start, after a full stop, colon or opening quote."""
    before = text[: token.start].rstrip()
    return not before or before[-1] in ".!?:;\"'“”‘«-–—•" or text[token.start - 1] in "\"'“‘«("


def ends_quote(after: str) -> bool:
    """Whether what follows a name closes a quotation that it ends: '"near Dhobley," said Halima'."""
    return _CLOSING.match(after) is not None


def _can_belong(word: Token, lexicon: Lexicon) -> bool:
    """Whether the word may be part of a name: a capital, and not a function word, weekday or month."""
    return word.capital and (word.lower not in lexicon.function_en or (word.text.isupper() and len(word.text) > 1))


def _behind_particles(text: str, words: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """The number of the capital behind one or two particles that begin at `at`, "von der Leyen"; 0 without any."""
    for behind in range(at + 1, min(at + _MOST_PARTICLES, len(words) - 1) + 1):
        if words[behind - 1].lower not in PARTICLES or not joined(text, words[behind - 1], words[behind]):
            return 0
        if _can_belong(words[behind], lexicon):
            return behind
    return 0


def _capitals(text: str, words: Sequence[Token], lexicon: Lexicon) -> list[Run]:
    """The runs of capitals, function words at their edges left out; particles (de, van, al) may stand inside."""
    found: list[Run] = []
    at = 0
    while at < len(words):
        if not _can_belong(words[at], lexicon):
            at += 1
            continue
        last = at
        while last + 1 < len(words) and joined(text, words[last], words[last + 1]):
            following = words[last + 1]
            if _can_belong(following, lexicon) or following.text == "May":  # Theresa May
                last += 1
                continue
            name = _behind_particles(text, words, last + 1, lexicon)
            if not name:
                break
            last = name
        found.append(Run(at, last))
        at = last + 1
    return found


def runs(text: str, words: Sequence[Token], lexicon: Lexicon, arabic: ArabicSide) -> tuple[Run, ...]:
    """The runs of capitals; inside a sentence a function word before one is part of it where the Arabic spells it too.

    "He Lifeng" is a name, and so "Vice Premier He Lifeng" is one run.
    """
    found: list[Run] = []
    for run in _capitals(text, words, lexicon):
        first = run.first
        if _opens_a_name(text, words, run, lexicon, arabic):
            first -= 1
            if found and found[-1].last == first - 1 and joined(text, words[first - 1], words[first]):
                first = found.pop().first  # the titles: "Vice Premier He Lifeng"
        found.append(Run(first, run.last))
    return tuple(found)


def _opens_a_name(text: str, words: Sequence[Token], run: Run, lexicon: Lexicon, arabic: ArabicSide) -> bool:
    if not run.first:
        return False
    before, opening = words[run.first - 1], words[run.first]
    if (
        not before.text.istitle()
        or len(before.text) > _SHORT_WORD
        or before.lower not in lexicon.function_en
        or not joined(text, before, opening)
        or opens_sentence(text, before)
    ):
        return False
    return bool(arabic.find(text[before.start : words[run.last].end]))

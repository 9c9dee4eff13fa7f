"""Runs of capitals with the words before them that only the Arabic shows to be part of a name: "He Lifeng"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.facts import english
from mujaz.facts.english import Run, joined, opens_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.english import Token
    from mujaz.facts.lexicon import Lexicon
    from mujaz.facts.names import ArabicSide

_SHORT = 4  # letters of a function word that may be a name: He, An, So, Do, My


def runs(text: str, words: Sequence[Token], lexicon: Lexicon, arabic: ArabicSide) -> tuple[Run, ...]:
    """The runs of `english.runs`; a capitalised function word inside a sentence opens a name that the Arabic spells."""
    found: list[Run] = []
    for run in english.runs(text, words, lexicon):
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
        or len(before.text) > _SHORT
        or before.lower not in lexicon.function_en
        or not joined(text, before, opening)
        or opens_sentence(text, before)
    ):
        return False
    return bool(arabic.find(text[before.start : words[run.last].end]))

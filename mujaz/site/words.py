"""The words of a text as search knows them; templates/assets/fold.js gives the same for every string.

A word has a `stem`, the same for spellings and forms that readers take for one word, and sometimes a `sound`, the same
for the spellings of one foreign name. Both are approximations made for recall: an index and a query go through the
same functions, so what they do wrong they do on both sides.
"""

from __future__ import annotations

import re

from mujaz.text import fold

_WORD = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_DOTTED = re.compile("(?<![^\\W_])[a-z\u0621-\u064a](?:\\.[a-z\u0621-\u064a])+(?![^\\W_])")
_ARABIC_WORD = re.compile("[\u0621-\u064a\u0671-\u06d3]+")

# Before anything but the article, ف and ك are most often the word's own: فرنسا, كوريا. ماي is not مائة.
_CLITIC = re.compile("^(?:و(?=.{4})|ف(?=ال.{3})|[بكل]?ال(?=.{3})|لل(?=.{3}))")
_PREPOSITION = re.compile("^[بل](?=.{4})")
_PLURAL = re.compile("(?<=.{4})(?:ين|ون|ان|ات)$")
_ENDING = re.compile("(?<=.{3})(?<!^.اي)[اهي]+$")
_VOWELS = re.compile("[اويهء]")
_SAME_SOUND = str.maketrans("جگقكپڤچطثصذظض", "غغغغبفشتسسززد")
SHORTEST_NAME = 5
SHORTEST_SOUND = 3

_ENGLISH_ENDINGS = ((re.compile("(?<=..)ies$"), "y"), (re.compile("(?<=....)(?<!s)s$"), ""))


def words(text: str) -> list[str]:
    """The folded words of a text in order; 12,000 is one word, and so is U.S., the same as US."""
    folded = _GROUPED.sub("", fold(text))
    return _WORD.findall(_DOTTED.sub(lambda found: found[0].replace(".", ""), folded))


def stem(word: str) -> str:
    """A folded word without the Arabic conjunction, article and endings, or the English plural.

    Stripping starts over until nothing changes, so that واليابان, اليابان and يابان meet.
    """
    if not _ARABIC_WORD.fullmatch(word):
        for ending, instead in _ENGLISH_ENDINGS:
            if ending.search(word):
                return ending.sub(instead, word)
        return word
    return _without_ending(_without_clitics(word))


def bare(word: str) -> str:
    """The stem of an Arabic word that may begin with a preposition (بطوكيو, لكوريا), without it; else empty.

    Too bold to be the stem: بلد and كوريا begin with the same letters.
    """
    root = _without_clitics(word)
    return _without_ending(root[1:]) if _ARABIC_WORD.fullmatch(root) and _PREPOSITION.match(root) else ""


def sound(word: str) -> str:
    """The consonants of a long Arabic word, those that foreign names are spelt with in turn levelled; else empty.

    أمريكا and أميركا, بيونغ and بيونج meet here.
    """
    root = stem(word)
    if len(root) < SHORTEST_NAME - 1 or not _ARABIC_WORD.fullmatch(root):
        return ""
    bones = _VOWELS.sub("", root).translate(_SAME_SOUND)
    return bones if len(bones) >= SHORTEST_SOUND else ""


def _without_clitics(word: str) -> str:
    before = ""
    while word != before:
        before, word = word, _CLITIC.sub("", word)
    return word


def _without_ending(word: str) -> str:
    return _ENDING.sub("", _PLURAL.sub("", word))

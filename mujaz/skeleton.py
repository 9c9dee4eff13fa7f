"""Do an Arabic and a Latin spelling write the same name?

Both are brought to the sounds that transliteration keeps: consonants in classes that merge what the two scripts, and
the habits of different countries, confuse (ج/غ/ق/ك with g, j, k, q, c; ب with b, p; ف with f, v, ph), and three vowels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from mujaz.text import fold

if TYPE_CHECKING:
    from mujaz.model import Side

# Two long skeletons may differ in one sound; short ones are compared with their vowels, which are less reliable.
LONG = 4
SHORT_SIMILARITY = 0.75

_ARABIC = (("تش", "S"), ("تز", "s"), ("كس", "ks"))
_ARABIC_LETTERS = str.maketrans(
    "بپتطثدضذسصزظشجغقكگخفڤمنلروياهحعء",
    "bbttsddsssssSkkkkkkffmnlruia    ",
)
_LATIN = (
    ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "S"), ("ph", "f"), ("th", "t"), ("kh", "k"),
    ("gh", "k"), ("dh", "d"), ("zh", "S"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("cy", "si"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_LATIN_LETTERS = str.maketrans("bptdszgjkqcfvmnlrwuoiyeah", "bbtdsskkkkkffmnlruuuiiia ")
_NOT_SOUND = re.compile("[^abdfiklmnrstuS]")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aiu]")


def sounds(name: str, language: Side) -> str:
    """The sounds of a name in one string of class letters: "Lima" and "ليما" both give "lima"."""
    key = fold(name)
    for letters, sound in _ARABIC if language == "ar" else _LATIN:
        key = key.replace(letters, sound)
    key = key.translate(_ARABIC_LETTERS if language == "ar" else _LATIN_LETTERS)
    return _REPEATED.sub(r"\1", _NOT_SOUND.sub("", key))


def same_name(arabic: str, latin: str) -> bool:
    """Whether both can be spellings of one name; meant to confirm a name, not to find one."""
    left, right = sounds(arabic, "ar"), sounds(latin, "en")
    bones, other = _bones(left), _bones(right)
    if min(len(bones), len(other)) >= LONG:
        return Levenshtein.distance(bones, other, score_cutoff=1) <= 1
    if bones != other or not bones:
        return False
    return len(bones) == LONG - 1 or Levenshtein.normalized_similarity(left, right) >= SHORT_SIMILARITY


def _bones(key: str) -> str:
    return _REPEATED.sub(r"\1", _VOWELS.sub("", key))

"""Which Arabic and Latin spellings write the same name.

Two spellings are compared by their skeletons, strings in which every consonant gives two characters (its class and its
exact sound) and every run of vowels one. The indel similarity of two skeletons then weighs consonants over vowels and
gives half a point for a neighbouring sound (ج for g, ب for p, ث for s).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from mujaz.gazetteer import arabic_key
from mujaz.text import fold

_VOWEL = "v"
_ARABIC_SOUNDS = {
    **dict.fromkeys("اأإآىيوؤئعءة", _VOWEL),
    "ب": "Bb", "پ": "Bb", "ت": "Tt", "ط": "Tt", "ث": "Th", "د": "Td", "ض": "Td", "ذ": "Td", "ج": "Kj", "چ": "Sx",
    "غ": "Kg", "گ": "Kg", "ق": "Kk", "ك": "Kk", "خ": "Kh", "ح": "h", "ه": "h", "س": "Ss", "ص": "Ss", "ز": "Sz",
    "ظ": "Sz", "ش": "Sx", "ل": "Ll", "م": "Mm", "ن": "Nn", "ر": "Rr", "ف": "Ff", "ڤ": "Ff",
}  # fmt: skip
_LATIN_SOUNDS = {
    **dict.fromkeys("aeiouyw'", _VOWEL),
    "b": "Bb", "p": "Bb", "t": "Tt", "d": "Td", "j": "Kj", "g": "Kg", "k": "Kk", "q": "Kk", "c": "Kk", "h": "h",
    "s": "Ss", "z": "Sz", "l": "Ll", "m": "Mm", "n": "Nn", "r": "Rr", "f": "Ff", "v": "Ff", "x": "KkSs",
}  # fmt: skip
# Spellings with several readings; a name is compared in each. The first reading is the common one.
_READINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile("eh$"), ("a",)),
    (re.compile("^he$"), ("h", "خ")),
    (re.compile("tsh|t?sch"), ("ش",)),
    (re.compile("tch"), ("ش",)),
    (re.compile("ch"), ("ش", "k")),
    (re.compile("sh"), ("ش",)),
    (re.compile("ph"), ("f",)),
    (re.compile("q(?=i)"), ("ش", "k")),
    (re.compile("zh"), ("j",)),
    (re.compile("th"), ("ث", "t", "d", "z")),
    (re.compile("kh"), ("خ",)),
    (re.compile("gh"), ("غ", "")),
    (re.compile("ck"), ("k",)),
    (re.compile("(?<=[ao])lk"), ("lk", "k")),
    (re.compile("sc(?=[eiy])"), ("s",)),
    (re.compile("c(?=[eiy])"), ("s", "ش")),
    (re.compile("^j|j$|(?<=[aeiou])j"), ("j", "خ", "y")),
    (re.compile("tz$"), ("ts", "s")),
    (re.compile("(?<=[aeiou])h(?![aeiou])"), ("", "h")),
    (re.compile("(?<=[^aeiou])e$"), ("",)),
    (re.compile("(?<=[^aeiou])e(?=s$)"), ("",)),
    (re.compile("^w"), ("w", "v")),
    (re.compile("^x"), ("s", "ش")),
    (re.compile("^kn"), ("n",)),
    (re.compile("^wr"), ("r",)),
)
_MOST_READINGS = 6
_FINAL_HEH = re.compile("(?<=..)ه$")
_DOUBLED = re.compile(r"(.)\1+")
_SOUND_RUNS = re.compile(f"{_VOWEL}+")
LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)


VOWELS_AR = "اويء"


@lru_cache(maxsize=100)
def consonants(sound: str) -> str:
    """The folded Arabic letters of the class of one sound of a skeleton: "دذتطض" for "Td"."""
    return "".join(dict.fromkeys(arabic_key(c) for c, s in _ARABIC_SOUNDS.items() if s[0] == sound[0]))


@lru_cache(maxsize=20_000)
def arabic_skeleton(key: str) -> str:
    """The skeleton of one folded Arabic word; ه at its end is a vowel, for it is folded from ة more often than not."""
    plain = _FINAL_HEH.sub("ا", key.replace("تش", "ش"))
    sounds = "".join(_ARABIC_SOUNDS.get(c, "") for c in _DOUBLED.sub(r"\1", plain))
    return _SOUND_RUNS.sub(_VOWEL, sounds)


@lru_cache(maxsize=20_000)
def latin_skeletons(word: str) -> tuple[str, ...]:
    """The skeletons of one Latin word, one for each way its spelling may be read."""
    readings = [_DOUBLED.sub(r"\1", fold(word).replace("’", "'"))]
    for pattern, sounds in _READINGS:
        if any(pattern.search(r) for r in readings):
            readings = list(dict.fromkeys(pattern.sub(s, r) for s in sounds for r in readings))[:_MOST_READINGS]
    skeletons = ("".join(_LATIN_SOUNDS.get(c) or _ARABIC_SOUNDS.get(c, "") for c in r) for r in readings)
    return tuple(dict.fromkeys(_SOUND_RUNS.sub(_VOWEL, s) for s in skeletons))


@lru_cache(maxsize=20_000)
def similarity(arabic: str, latin: str) -> float:
    """How likely the Arabic words write the Latin ones, from 0 to 1; word breaks do not count."""
    key = arabic_skeleton("".join(arabic_key(w) for w in arabic.split()))
    spaced = latin_skeletons("".join(LATIN_WORD.findall(latin)))
    parts = [latin_skeletons(w)[0] for w in LATIN_WORD.findall(latin)]
    joined = _SOUND_RUNS.sub(_VOWEL, "".join(parts))
    return max((Indel.normalized_similarity(key, s) for s in (*spaced, joined) if s and key), default=0.0)

"""Arabic names in Latin letters, for readers who have no translation yet.

A reading aid, not a standard: long vowels are written a, i and o, emphatic letters like their plain neighbours, and a
short vowel is supplied where three consonants would meet or a word would have none. Frequent Arabic names have their
customary spelling from a short table.
"""

from __future__ import annotations

import re

from mujaz.gazetteer import arabic_key

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g",
}  # fmt: skip
_CUSTOMARY = {
    "محمد": "Mohammed", "احمد": "Ahmed", "محمود": "Mahmoud", "علي": "Ali", "حسن": "Hassan", "حسين": "Hussein",
    "عمر": "Omar", "عثمان": "Othman", "خالد": "Khaled", "عبد": "Abdul", "عبدالله": "Abdullah", "الله": "Allah",
    "ابراهيم": "Ibrahim", "يوسف": "Youssef", "مصطفي": "Mustafa", "سعيد": "Said", "صالح": "Saleh", "صلاح": "Salah",
    "سلمان": "Salman", "فيصل": "Faisal", "بشار": "Bashar", "الاسد": "al-Assad", "حمد": "Hamad", "تميم": "Tamim",
    "عبدالفتاح": "Abdel Fattah", "الفتاح": "Fattah", "السيسي": "el-Sisi", "نتنياهو": "Netanyahu", "هادي": "Hadi",
    "منصور": "Mansour", "ربه": "Rabbo", "كريم": "Karim", "جمال": "Jamal", "نبيل": "Nabil", "طارق": "Tariq",
    "وليد": "Walid", "سمير": "Samir", "فاطمه": "Fatima", "عائشه": "Aisha", "مريم": "Maryam", "ليلي": "Layla",
    "نور": "Nour", "هدي": "Huda", "ابو": "Abu", "بن": "bin", "ابن": "ibn", "جو": "Joe", "جون": "John", "جورج": "George",
    "ديفيد": "David", "مايكل": "Michael", "جيمس": "James", "روبرت": "Robert", "توماس": "Thomas", "بول": "Paul",
    "دونالد": "Donald", "جيك": "Jake", "مايك": "Mike", "ستيفن": "Stephen", "فلاديمير": "Vladimir", "كيم": "Kim",
}  # fmt: skip
_VOWELS = "aiou"
_CLUSTER = re.compile(r"([bcdfghjklmnpqrstvwxyz])(?=[bcdfghjklmnpqrstvwxyz]{2})")
_PAIRS = ("th", "kh", "dh", "sh", "gh", "ch")


def romanise(name: str) -> str:
    """The Arabic name in Latin letters, each word with a capital."""
    return " ".join(_word(arabic_key(word)) for word in name.split())


def _word(key: str) -> str:
    if key in _CUSTOMARY:
        return _CUSTOMARY[key]
    if key.startswith("ال") and len(key) > 4:  # noqa: PLR2004 - an article and a word
        return "al-" + _word(key[2:])
    letters = list(key.removesuffix("ه") + "a" if key.endswith("ه") and len(key) > 3 else key)  # noqa: PLR2004 - ة
    sounds = [c if c == "a" else _sound(letters, n) for n, c in enumerate(letters)]
    out = ""
    for n, sound in enumerate(sounds):
        previous = sounds[n - 1] if n else ""
        clash = bool(sound) and bool(previous) and sound[0] not in _VOWELS and previous[-1] not in _VOWELS
        # Two consonants may meet inside a word (Sullivan's "lv" does not, Trump's "mp" does) but not begin a short one.
        opens = n == 1 and (sound in "rl" or previous == "s")
        closes = n + 1 == len(sounds) and sound in {"n", "r", "l"} and previous not in {"r", "l", "n", "m"}
        if closes and clash:
            out += "e"
        elif (
            clash
            and not opens
            and (n == 1 or (n + 1 < len(sounds) and sounds[n + 1] and sounds[n + 1][0] not in _VOWELS))
        ):
            out += "a"
        out += sound
    out = re.sub(r"([aiou])\1+", r"\1", out)
    return out[:1].upper() + out[1:]


def _sound(letters: list[str], n: int) -> str:
    """One letter; و and ي are vowels between consonants and consonants beside vowels."""
    letter = letters[n]
    if letter not in "وي":
        return _LETTERS.get(letter, "")
    before = letters[n - 1] if n else ""
    after = letters[n + 1] if n + 1 < len(letters) else ""
    if not before or (after in {"ا", "ي", "و"} and after):
        return "w" if letter == "و" else "y"
    if before == "ا":
        return "w" if letter == "و" else "i"
    return "o" if letter == "و" else "i"

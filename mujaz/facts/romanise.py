"""Arabic names in Latin letters, for readers who have no translation yet.

A reading aid, not a standard. Names with their customary spelling come from a table; every other word is taken for an
Arabic name when it has the article or a letter that no foreign name is written with (ع ح ص ض ط ظ ق ذ), and for a
foreign one otherwise. Foreign names follow the habits of Arabic newsrooms backwards: إي is I, أو is O, و is o or u,
غ and a final ج after ن are g, a final مب is mp, وف is ov, and e parts consonants that cannot stand together.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts.lexicon import read
from mujaz.gazetteer import arabic_key
from mujaz.text import strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g",
}  # fmt: skip
_ARABIC_ONLY = frozenset("عحصضطظقذ")
# Parts of foreign names as Arabic writes them, tried in this order; the Latin stands for whole syllables.
_FOREIGN = tuple(
    (re.compile(arabic), latin)
    for arabic, latin in (
        ("^إيف(?=[اوي])", "iv"), ("^(?:إي|ايه?(?=[^ا-ي]|$))", "i"), ("^(?:أو|او)", "o"), ("^آ", "a"),
        ("^إ", "e"), ("^أي", "ai"), ("فيتش$", "vic"), ("(?<=.)تشي$", "cci"), ("تش", "ch"),
        ("وف(?=سكي$|$)", "ov"), ("وفا$", "ova"), ("يف$", "ev"), ("سكي$", "sky"), ("[سش]تاين$", "stein"),
        ("ب[يو]ر[غج]$", "berg"), ("سون$", "son"), ("مان$", "man"), ("مب$", "mp"), ("(?<=.)ن[غج]$", "ng"),
        ("^ماك(?=[^اويس])|^مك(?=[^اوي])", "mac"), ("يي", "ie"), ("(?<=[^اوي])يا$", "ia"),
        ("(?<=[^اوي])يو$", "io"), ("(?<=[^اوي])ي(?=[او])", "i"), ("ايا$", "aya"), ("او(?=.)", "au"),
        ("كس", "x"), ("^سب", "sp"), ("ج(?=[رل])|غ", "g"), ("(?<=^.)و(?=[اي])", "u"), ("يز$", "ez"),
    )
)  # fmt: skip
_PAIRS = ("th", "kh", "dh", "sh", "gh", "ch", "ph")
_VOWELS = "aiou"
_SERVANT = re.compile("عبدال.{3,}")
_REIGNS = (
    "الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split(),
    "II III IV V VI VII VIII IX X".split(),
)
_TEENS = (
    "الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع".split(),
    "XI XII XIII XIV XV XVI XVII XVIII XIX".split(),
)
# The ordinals of rulers, folded, in Roman numerals.
REIGNS = {arabic_key(word): numeral for word, numeral in zip(*_REIGNS, strict=True)} | {
    f"{arabic_key(word)} عشر": numeral for word, numeral in zip(*_TEENS, strict=True)
}
_BEFORE_R = frozenset("bcdfgkpt")


@cache
def _customary() -> dict[str, str]:
    """Frequent names as they are customarily spelled, by their folded Arabic."""
    rows = (line.split("\t") for line in read("romanised.tsv"))
    return {arabic_key(form): latin for arabic, latin in rows for form in arabic.split("|")}


@cache
def _attributes() -> dict[str, str]:
    """What follows "servant of" in names, without its article: Rahman, Aziz, Nasser."""
    return {arabic_key(arabic): latin for arabic, latin in (line.split("\t") for line in read("attributes.tsv"))}


def is_customary(key: str) -> bool:
    """Whether a folded Arabic word is a frequent name."""
    return key in _customary()


def romanise(name: str) -> str:
    """The Arabic name in Latin letters, each word with a capital."""
    words = name.split()
    whole = _customary().get(" ".join(arabic_key(word) for word in words))
    if whole:
        return whole
    for length in (2, 1):
        numeral = REIGNS.get(" ".join(arabic_key(word) for word in words[-length:])) if len(words) > length else None
        if numeral:
            return f"{romanise(' '.join(words[:-length]))} {numeral}"
    return " ".join(_words([strip_marks(word) for word in words]))


def _words(words: list[str]) -> Iterator[str]:
    """Each word in Latin letters; a custom for two words comes first, "servant of" makes one name with what follows.

    عبد الله is Abdullah, عبد الغفار is Abdel Ghaffar.
    """
    at = 0
    while at < len(words):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        both = _customary().get(f"{arabic_key(word)} {arabic_key(following)}")
        if both:
            yield both
        elif word == "عبد" and following.startswith("ال"):
            yield _servant_of(following)
        elif _SERVANT.match(arabic_key(word)):
            yield _servant_of(word.removeprefix("عبد"))  # written as one word: عبدالعزيز
        else:
            yield _word(word)
        at += 2 if both or (word == "عبد" and following.startswith("ال")) else 1


def _servant_of(attribute: str) -> str:
    """The name that "servant of" makes with an attribute that has its article."""
    bare = arabic_key(attribute.removeprefix("ال"))
    return f"Abdel {_attributes().get(bare) or _word(attribute.removeprefix('ال'), arabic=True)}"


def _word(word: str, *, arabic: bool = False) -> str:
    key = arabic_key(word)
    customary = _customary().get(key)
    if customary:
        return customary
    # ألبينس has its hamza, so it begins with no article.
    article = word.startswith("ال") and len(key) > 4  # noqa: PLR2004 - an article and a word
    if article:
        return "al-" + _word(word[2:], arabic=True)
    foreign = not arabic and _ARABIC_ONLY.isdisjoint(key)
    out = _foreign(word) if foreign else _spelled(key, "a")
    return out[:1].upper() + out[1:]


def _foreign(word: str) -> str:
    """A word that is taken for a foreign name: its known parts, and letter by letter between them."""
    parts = word
    for pattern, latin in _FOREIGN:
        parts = pattern.sub(latin, parts)
    return _spelled(arabic_key(parts), "e")


def _spelled(key: str, short: str) -> str:
    """Letter by letter, with a short vowel where consonants cannot stand together; Latin letters stay."""
    letters = list(key.removesuffix("ه") + "a" if key.endswith("ه") and len(key) > 3 else key)  # noqa: PLR2004 - ة
    sounds = [c if c.isascii() else _sound(letters, n) for n, c in enumerate(letters)]
    out = ""
    for n, sound in enumerate(sounds):
        previous = sounds[n - 1] if n else ""
        clash = bool(sound) and bool(previous) and sound[0] not in _VOWELS + "e" and previous[-1] not in _VOWELS + "e"
        clash &= previous + sound not in _PAIRS and not (letters[n].isascii() and letters[n - 1].isascii())
        # Two consonants may meet inside a word (Sullivan's "lv" does not, Trump's "mp" does) but not begin a short one.
        following = sounds[n + 1] if n + 1 < len(sounds) else ""
        opens = n == 1 and ((sound in "rl" and previous in _BEFORE_R) or previous == "s")
        opens &= not following or following[0] in _VOWELS + "ewy"
        closes = n + 1 == len(sounds) and sound in {"n", "r", "l"} and previous not in {"r", "l", "n", "m"}
        meets = n == 1 or (short == "a" and bool(following) and following[0] not in _VOWELS)
        if closes and clash:
            out += "e"
        elif clash and not opens and meets:
            out += short
        out += sound
    return re.sub(r"([aiou])\1+", r"\1", out)


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

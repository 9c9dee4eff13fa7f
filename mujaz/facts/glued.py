"""Names inside words that were run together: "فيسنغافورةوتحركات" holds Singapore, once the English says so.

Spaces are lost when a text is copied out of a page or a file; whole sentences then stand as one word. A name is looked
for there only when the English of the same pair has it and no word of the Arabic is that name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mujaz.gazetteer import arabic_key
from mujaz.skeleton import LATIN_WORD, VOWELS_AR, consonants, latin_skeletons
from mujaz.text import fold_same_length, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mujaz.facts.names import ArabicSide

_LONG = 9
_SHORTEST_NAME = 4
_MORE_LETTERS = 3
_CONSONANTS = 3
_SOUND = re.compile("v|h|[A-Z][a-z]")
_ADJECTIVE_ENDINGS = re.compile("ي(?:ه|ون|ين|ات|ا)?$|يا?ت")


def known(side: ArabicSide, forms: Iterable[str]) -> tuple[int, int, str] | None:
    """Where one of these Arabic names stands inside words run together, and which; or None."""
    if not any(len(w.key) >= _LONG for w in side.words):
        return None
    letters = [n for n, c in enumerate(side.text) if strip_marks(c)]
    text = fold_same_length("".join(side.text[n] for n in letters))
    for form in forms:
        pattern = _pattern(form)
        for match in pattern.finditer(text) if pattern else ():
            start, end = letters[match.start()], letters[match.end() - 1] + 1
            if _inside(side, start, end):
                return start, end, form
    return None


def spelled(side: ArabicSide, name: str) -> tuple[int, int, str] | None:
    """Where words run together spell this English name, and the Arabic name with its words parted; or None."""
    long = [w for w in side.words if len(w.key) >= _LONG]
    for pattern in _sounds(name) if long else ():
        for word in long:
            match = pattern.search(word.key)
            if match and word.end - word.start == len(word.key):
                start, end = word.start + match.start(), word.start + match.end()
                whole = (start, end) == (word.start, word.end) and match.re.groups > 1  # nothing but the name
                if whole or _inside(side, start, end):
                    parts = [
                        side.text[word.start + match.start(n) : word.start + match.end(n)]
                        for n in range(1, match.re.groups + 1)
                    ]
                    return start, end, strip_marks(" ".join(parts))
    return None


def _inside(side: ArabicSide, start: int, end: int) -> bool:
    """Whether the letters around a name show that words were run together, and not a longer word of its own."""
    before = next((w for w in side.words if w.start <= start < w.end), None)
    after = next((w for w in side.words if w.start < end <= w.end), None)
    if before is None or after is None or max(len(before.key), len(after.key)) < _LONG:
        return False
    left, right = side.text[before.start : start], arabic_key(side.text[end : after.end])
    if _ADJECTIVE_ENDINGS.match(right) and len(right) <= _MORE_LETTERS:
        return False
    return len(left) >= _MORE_LETTERS or len(right) >= _MORE_LETTERS


@lru_cache(maxsize=4_000)
def _pattern(form: str) -> re.Pattern[str] | None:
    """The name with its spaces optional; None for a name so short that any word may hold it."""
    key = arabic_key(form)
    if len(key.replace(" ", "")) < _SHORTEST_NAME:
        return None
    return re.compile(r"\s?".join(re.escape(word) for word in key.split()))


@lru_cache(maxsize=4_000)
def _sounds(name: str) -> tuple[re.Pattern[str], ...]:
    """The name's consonants in Arabic letters with vowels between them, a group a word, for each way to read it."""
    words = LATIN_WORD.findall(name)
    options: list[str] = [""]
    joint = ""
    for word in words:
        if word == "and":
            joint = "و"  # written with the word behind it
            continue
        parts = []
        for skeleton in latin_skeletons(word):
            sounds = _SOUND.findall(skeleton)
            if sum(s != "v" for s in sounds) >= _CONSONANTS or len(words) > 1:
                parts.append(f"({joint}" + "".join(_letters(sounds, n) for n in range(len(sounds))) + ")")
        joint = ""
        options = [left + part for left in options for part in parts][:_CONSONANTS]
    return tuple(re.compile(option) for option in options if option)


def _letters(sounds: list[str], n: int) -> str:
    """The Arabic letters that may write one sound; between consonants a vowel may be written or not."""
    if sounds[n] == "v":
        edge = n in {0, len(sounds) - 1}
        return f"[{VOWELS_AR}]{{1,3}}" if edge else f"[{VOWELS_AR}]{{0,3}}"
    following = n + 1 < len(sounds) and sounds[n + 1] != "v"
    return f"[{consonants(sounds[n])}]" + (f"[{VOWELS_AR}]?" if following else "")

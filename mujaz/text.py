"""Unicode and Arabic text: cleaning, folding and scripts, in one place for every stage.

`fold` has a mirror in templates/assets/fold.js that must give the same result for every string; a test compares them.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mujaz.errors import MujazError

TATWEEL = "\u0640"
DIACRITICS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
ZERO_WIDTH = "\u200b\u2060\ufeff\u00ad"

LONGEST_SLUG = 240
"""In bytes of UTF-8: file systems take 255 for a name, and an ending has to find room in it."""

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x85]")
_PLANES = "".join(f"{chr(n - 1)}{chr(n)}" for n in range(0xFFFF, 0x110000, 0x10000))  # each ends with two of them
_NO_CHARACTERS = f"\ud800-\udfff\ufdd0-\ufdef{_PLANES}"
_DROPPED = re.compile(f"[{BIDI_CONTROLS}{ZERO_WIDTH}{_NO_CHARACTERS}]")
# Joiners matter inside a word (Persian, emoji) and nowhere else.
_EDGE_JOINERS = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_MARKS = re.compile(f"[{DIACRITICS}{TATWEEL}]")
_LATIN = re.compile("[\0-\u024f]*")
_ARABIC_LETTER = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc\u0750-\u077f"  # Arabic, Arabic Supplement
    "\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]",  # Extended-A, presentation forms
)
_WORD = re.compile(r"\w+", re.UNICODE)

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold, not even escaped."""

_FOLDED_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي",
        **{chr(0x0660 + n): str(n) for n in range(10)},
        **{chr(0x06F0 + n): str(n) for n in range(10)},
        "٫": ".", "٬": ",", "٪": "%",
    },
)  # fmt: skip
_DIGITS = str.maketrans({chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)})


def utf8(blob: bytes, file: str, error: type[MujazError]) -> str:
    """Text from UTF-8, with or without the byte order mark that some editors begin a file with.

    Args:
        blob: The file's bytes.
        file: Its name, for messages.
        error: What to raise when they are not UTF-8; names the line.
    """
    try:
        return blob.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = blob.count(b"\n", 0, problem.start) + 1
        raise error("the file is not UTF-8", file=file, line=line, hint="save it as UTF-8") from None


def clean(text: str) -> str:
    r"""Text as a person would have typed it: NFC, one kind of white space, nothing invisible.

    Line breaks survive as "\n"; bidi controls, zero-width characters, soft hyphens, a BOM, C0/C1 controls and what
    Unicode says is no character go. Idempotent.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROLS.sub(" ", _DROPPED.sub("", text))
    text = _EDGE_JOINERS.sub("", unicodedata.normalize("NFC", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Clean text without line breaks: a sentence, a name, a translation."""
    return " ".join(clean(text).split())


def memory_key(text: str) -> str:
    """What two sentences must share to be the same sentence to the translation memory: NFC, white space, tatweel."""
    return " ".join(unicodedata.normalize("NFC", text.replace(TATWEEL, "")).split())


def strip_marks(text: str) -> str:
    """The text without Arabic diacritics and tatweel."""
    return _MARKS.sub("", text)


def alternation(patterns: Iterable[str]) -> str:
    """A regular expression for any of some, the longest first; each must begin with a plain letter.

    They are grouped by that letter, so that a word that none begins with is passed over at once: 141 speech verbs
    are found in a third of the time (8 ms instead of 24 ms for 2,080 sentences).
    """
    groups: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        groups.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items())


def without_marks(text: str) -> tuple[str, Sequence[int]]:
    """The text without Arabic diacritics and tatweel, and for each of its characters the offset in `text`."""
    if not _MARKS.search(text):
        return text, range(len(text))
    offsets: list[int] = []
    end = 0
    for mark in _MARKS.finditer(text):
        offsets.extend(range(end, mark.start()))
        end = mark.end()
    offsets.extend(range(end, len(text)))
    return _MARKS.sub("", text), offsets


def western_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits as 0-9; nothing else changes, so offsets hold."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """A form in which spellings that readers take for the same are the same; for search and comparison.

    Compatibility forms, case, Latin accents, Arabic diacritics, tatweel, hamza carriers, alef maqsura, ta marbuta and
    digits are levelled. Idempotent; never longer than its NFKD form.
    """
    if text.isascii():
        return text.lower()  # what the rest would give, in a tenth of the time
    text = unicodedata.normalize("NFKC", text)
    if _LATIN.fullmatch(text):  # the same in a third of the time
        return "".join([c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn"])
    text = unicodedata.normalize("NFD", _MARKS.sub("", text.translate(_FOLDED_LETTERS)).lower())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", text).translate(_FOLDED_LETTERS)


def fold_same_length(text: str) -> str:
    """Levels hamza carriers, alef maqsura, ta marbuta and digits one character for one, so that offsets hold."""
    return text.translate(_FOLDED_LETTERS)


def arabic_letters(text: str) -> int:
    """How many letters of the Arabic script the text holds."""
    return len(_ARABIC_LETTER.findall(text))


def script_of(text: str) -> str:
    """`ar` or `en`: the script that most letters of the text belong to; `en` when it has no letters."""
    letters = sum(map(str.isalpha, text))
    return "ar" if arabic_letters(text) * 2 > letters else "en"


def primary(language: str) -> str:
    """The language of a code without its region or script: "en" of "en-GB"."""
    return re.split("[-_]", language.lower(), maxsplit=1)[0]


def slugify(text: str) -> str:
    """A URL-safe name: ASCII letters, digits and hyphens; Arabic is kept as it is (percent-encoded by browsers).

    Returns an empty string when nothing usable is left. What is longer than a file's name can be is cut, and ends with
    a digest of the whole.
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()
    name = "-".join(_WORD.findall(text.replace("_", "-"))).strip("-")
    blob = name.encode()
    if len(blob) <= LONGEST_SLUG:
        return name
    digest = blake2b(blob, digest_size=4).hexdigest()
    return f"{blob[: LONGEST_SLUG - len(digest) - 1].decode(errors='ignore').rstrip('-')}-{digest}"

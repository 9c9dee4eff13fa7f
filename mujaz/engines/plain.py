"""Texts that need no engine: what has no letters, or none of the source language's script, stands in both languages."""

from __future__ import annotations

from mujaz import text as unicode
from mujaz.engines.base import Request, Result

ENGINE = "copy"
"""The name under which such texts are recorded."""

ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd"})
_PUNCTUATION = str.maketrans({"؟": "?", "،": ",", "؛": ";", "٪": "%", "٫": ".", "٬": ",", "۔": ".", "٭": "*"})


def carry_over(request: Request) -> Result | None:
    """The text itself where there is nothing to translate, in the target script's digits and punctuation; else None.

    That is a text without letters ("...", "2 - 1"), or, from a language in Arabic script, one without Arabic letters
    ("BBC News", "https://example.org/").
    """
    has_letters = any(map(str.isalpha, request.text))
    from_arabic = unicode.primary(request.source) in ARABIC_SCRIPT
    to_arabic = unicode.primary(request.target) in ARABIC_SCRIPT
    if has_letters and (not from_arabic or unicode.arabic_letters(request.text)):
        return None
    text = request.text if to_arabic else unicode.western_digits(request.text).translate(_PUNCTUATION)
    return Result(request.id, " ".join(text.split()), ENGINE)

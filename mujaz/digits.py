"""The value of a run of western digits with its separators, as Arabic and English write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mujaz.model import Side

# "20 000": thousands parted by a space, taken for one number where the last three digits leave no doubt.
SPACED = r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})*[ \u00a0\u202f]000(?!\d)"


def value_of(digits: str, language: Side) -> float | None:
    """The value of a run of western digits with separators, or None when it is no number (a date, a version).

    Grouped thousands and decimals are read as each language writes them; in Arabic also "12.000" and "350٫000" for
    thousands (three zeros), "3,5" for a decimal, and news agencies' "62ر31", which is 31.62.
    """
    digits = _SPACE.sub("", digits)
    if digits.isdigit():
        return float(digits)
    if digits[-1] in _FRACTIONS:
        whole_part = value_of(digits[:-1], language)
        return None if whole_part is None else whole_part + _FRACTIONS[digits[-1]]
    fraction, mark, whole = digits.partition("ر")
    if mark:
        digits = f"{whole}.{fraction}"
    digits = digits.replace("،", ",")
    if _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _DECIMAL.fullmatch(digits):
        return float(digits.replace(".", "") if language == "ar" and _ZEROS.fullmatch(digits) else digits)
    if _DOTTED.fullmatch(digits):
        return float(digits.replace(".", ""))
    comma = language == "ar" and digits.count(",") == 1 and "." not in digits
    return float(digits.replace(",", ".")) if comma else None


_SPACE = re.compile(r"[ \u00a0\u202f]")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_DECIMAL = re.compile(r"\d+\.\d+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_ZEROS = re.compile(r"[1-9]\d{0,2}\.000")

"""Does each side state the numbers of the other?

A *claim* (a number in digits, a number word from two up) must be answered by *evidence* on the other side: any number
read there, and any word that holds one ("both", "decade", "twice"; a dual, عقد, ثمانينيات). Evidence is generous, as a
changed number betrays itself twice: the new value lacks evidence in the original, the old one in the translation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz import check_words, quantities
from mujaz.check_sides import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.check_sides import Side, Sides
    from mujaz.quantities import Quantity

_EVER_CLAIMED = frozenset({"cardinal", "score", "year", "date", "time", "identifier", "ordinal"})
_FIRST_ORDINAL = 3
_CENTURY, _NOON = 100, 12
_DIGITS = re.compile(r"\d+")
_NUMBER_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
_CENTURY_BEFORE = re.compile(r"(?<!\w)[وفبل]?(?:ال|ل)?قرن(?:ين)?\s+$")
_HIJRI_AFTER = re.compile(r"\s*(?:هـ|ه(?!\w)|هجري)")


def numbers(pair: Sides) -> Problem | None:
    """Numbers of one side that nothing on the other side answers."""
    both = pair.arabic_and_english
    if both is None:
        return None
    read = {side.language: quantities.read(side.text, side.script) for side in both}
    missing = list(_unanswered(pair.source, pair.target, read))
    added = list(_unanswered(pair.target, pair.source, read))
    if missing and added:
        return Problem("numbers", "error", f"{', '.join(added)} where the original has {', '.join(missing)}")
    if missing:
        return Problem("numbers", "error", f"missing: {', '.join(missing)}")
    return Problem("numbers", "error", f"not in the original: {', '.join(added)}") if added else None


def _unanswered(here: Side, there: Side, read: dict[str, tuple[Quantity, ...]]) -> Iterator[str]:
    """The claims of one side, as an editor would write them, that the other has no evidence for."""
    claims = [quantity for quantity in read[here.language] if _is_claim(here, there, quantity, read[there.language])]
    if not claims:
        return
    evidence = {value for quantity in read[there.language] for value in map(_key, quantity.values)}
    evidence |= {float(digits) for digits in _DIGITS.findall(there.text)}
    in_words = _in_words(there)
    scores = any(quantity.kind == "score" for quantity in read[there.language])
    for quantity in claims:
        spelled = evidence if scores and quantity.kind == "score" else evidence | in_words
        for value in quantity.values:
            if not _answered(here, quantity, value, spelled):
                yield _written(quantity, value)


def _is_claim(here: Side, there: Side, quantity: Quantity, others: tuple[Quantity, ...]) -> bool:
    """Whether the other side must have it.

    Not "one", often a pronoun; not a Hijri year; not a conversion in brackets that the other side leaves out; a first
    or second only where the other side counts too.
    """
    if quantity.kind not in _EVER_CLAIMED:
        return False
    if quantity.kind == "ordinal" and quantity.value < _FIRST_ORDINAL:
        return any(other.kind == "ordinal" for other in others)
    if quantity.kind == "year" and _HIJRI_AFTER.match(here.text, quantity.number_end):
        return False
    if not quantity.unit or _NUMBER_IN_BRACKETS.search(there.text):
        return True
    return not any(m.start() < quantity.start < m.end() for m in _NUMBER_IN_BRACKETS.finditer(here.text))


def _answered(side: Side, quantity: Quantity, value: float, evidence: set[float]) -> bool:
    if _key(value) in evidence:
        return True
    if quantity.kind == "year":
        # "1950-53" for 1950 to 1953.
        return any(v % _CENTURY == value % _CENTURY and min(v, value) < _CENTURY for v in evidence)
    if quantity.kind == "time":
        hour, minutes = (int(part) for part in f"{value:.2f}".split("."))
        return {float(hour), float(hour + _NOON), float(hour - _NOON)} & evidence != set() and (
            not minutes or float(minutes) in evidence or float(hour * _CENTURY + minutes) in evidence
        )
    if side.language == "ar" and _CENTURY_BEFORE.search(side.text, 0, quantity.start):
        return any(v // _CENTURY + 1 == value for v in evidence)
    return False


def _in_words(side: Side) -> set[float]:
    """The numbers that words of a text can stand for, generously."""
    words = check_words.load()
    table = words.numbers[side.script]
    found = {_key(value) for pattern, values in table if pattern.search(side.text) for value in values}
    if side.language == "ar":
        for word in words.decade.findall(side.text):
            decade = words.decades[word]
            found |= {float(decade), 1800.0 + decade, 1900.0 + decade, 2000.0 + decade}
        if "القرن" in side.text:
            found |= {1800.0, 1900.0, 2000.0}
    return found


def _key(value: float) -> float:
    """A value as it is compared: nine significant digits."""
    return float(f"{value:.9g}")


def _written(quantity: Quantity, value: float) -> str:
    return f"{value:.15g}" if quantity.kind in {"year", "identifier", "time"} else f"{value:,.15g}"

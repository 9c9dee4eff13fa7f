"""The numbers of a story that its page sets large: which, and in whose digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING

from babel.numbers import format_compact_decimal

from mujaz.facts.captions import AGE_WHAT, governed
from mujaz.number_context import says_at_least
from mujaz.site.views import places_in, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mujaz.site.library import Sentences
    from mujaz.site.strings import Strings
    from mujaz.site.views import Ref, Speaker, Text

    Row = Mapping[str, object]

BIG = 3
"""How many figures are set large."""

SCORE = "score"
"""The key of a row that stands for two numbers with a dash between."""

_COMPACT, _DECIMALS = 1_000_000, 2
_QUALIFIERS = {"about": "about_number", "more_than": "more_than", "less_than": "less_than", "up_to": "up_to"}
_SCALES = (1.0, 1e3, 1e6, 1e9, 1e12)
_NUMERAL = re.compile(r"\d(?:[\d.,٫٬،]*\d)?")
_DASH = re.compile(r"\s?[-–—‑−]\s?")
_SCALE_WORD = re.compile(r"[\s-]*([^\W\d_]+)")
_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬،", "0123456789.,,")
_NATIVE = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
# A place in a row and no amount: 44th lap, الدورة 44. "الـ47" counts.
_PLACE = re.compile(r"\d(?:st|nd|rd|th)\b|(?<!\w)[وفبل]?(?:ال(?!ـ)|لل)\w+\s+\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number set large: its digits and scale ("1.5", "million"), what stands before it ("up to"), what it counts.

    `paired` are digits with a dash between, which run in the direction of the page.
    """

    digits: str
    scale: str
    qualifier: str
    what: str
    ref: Ref
    paired: bool = False


def numbers_of(briefing: Row, sentences: Sentences, languages: tuple[str, str]) -> Iterator[Row]:
    """The numbers of a story, a score (two that count nothing, with a dash between) as one row; source first."""
    held: Row | None = None
    for row in rows_of(briefing, "numbers"):
        if held is not None and (score := _score(held, row, sentences, languages)):
            held = score
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _score(one: Row, two: Row, sentences: Sentences, languages: tuple[str, str]) -> Row | None:
    """Two numbers as one where they are a score; None where they are not."""
    counted = any(row["value_max"] or row[f"what_{code}"] for row in (one, two) for code in languages)
    if counted or SCORE in one or one["segment"] != two["segment"]:
        return None
    _, sentence = sentences.get(str(one["segment"]), (0, {}))
    texts: dict[str, str] = {}
    for code in languages:
        text, places = str(sentence.get(code) or ""), [places_in(row, code) for row in (one, two)]
        if places[0] and places[1] and _DASH.fullmatch(text[places[0][1] : places[1][0]]):
            texts[f"text_{code}"] = f"{text[slice(*places[0])]}–{text[slice(*places[1])]}"
        elif text:
            return None
    if f"text_{languages[0]}" not in texts:
        return None
    return {**one, f"text_{languages[1]}": texts[f"text_{languages[0]}"], **texts, SCORE: two["value"]}


def is_age(row: Row) -> bool:
    """Whether a number is somebody's age."""
    return any(row.get(f"what_{code}") == what for code, what in AGE_WHAT.items())


class Figures:
    """Sets the numbers of one story large."""

    def __init__(self, speaker: Speaker, sentences: Sentences) -> None:
        """Take who speaks and the story's sentences."""
        self._speaker = speaker
        self._sentences = sentences
        self._translated = any(speaker.is_said(segment) for _, segment in sentences.values())

    def __call__(self, numbers: Sequence[Row], points: Sequence[str]) -> Iterator[Figure]:
        """The numbers worth setting large, each once: key points' first, ages last.

        They are written in digits, count something, and are said by the translation too, where the story has one.
        """
        rows = [row for row in numbers if self._worth(row)]
        rows.sort(key=lambda row: (is_age(row), row["segment"] not in points))
        seen: set[object] = set()
        for row in rows:
            key = (row["value"], row["value_max"], row.get(SCORE))
            if key not in seen and len(seen) < BIG:
                seen.add(key)
                yield self._figure(row)

    def _worth(self, row: Row) -> bool:
        texts = [text.text for text in self._texts(row)]
        if row["segment"] not in self._sentences or (self._translated and not row["agreed"]):
            return False
        if not any(_NUMERAL.search(text) for text in texts) or any(_PLACE.search(text) for text in texts):
            return False
        return SCORE in row or self._speaker.mine(row, "what_") is not None

    def _figure(self, row: Row) -> Figure:
        t = self._speaker.t
        what = self._speaker.mine(row, "what_")
        counted = row["value_max"] or row["value"]
        ref = self._speaker.ref(str(row["segment"]), self._sentences[str(row["segment"])][0])
        if SCORE in row:
            text = self._speaker.mine(row, "text_")
            return Figure(text.text if text else "", "", "", t["result"], ref, paired=True)
        digits, scale = self._digits(row)
        qualifier = _QUALIFIERS.get(str(row["qualifier"]), "exact")
        if qualifier == "more_than" and self._at_least(row):
            qualifier = "at_least"
        before, unit = t[qualifier], what.text if what else ""
        if is_age(row) and isinstance(counted, int | float):
            before, unit = f"{t['aged']} {before}".rstrip(), t("age_years", n=int(counted))
        elif what and what.lang == "ar" and isinstance(counted, int | float):
            unit = governed(unit, counted)
        return Figure(digits, scale, before, unit, ref, paired="–" in digits)

    def _digits(self, row: Row) -> tuple[str, str]:
        """The digits and the scale of a number: those of the text that the page quotes, where they are its value."""
        t = self._speaker.t
        text = self._speaker.mine(row, "text_")
        if text and (found := _written(text.text, row["value"], row["value_max"])):
            return found
        digits, scale = _span(amount(row["value"], t), amount(row["value_max"], t))
        return (digits.translate(_NATIVE) if self._in_native_digits() else digits), scale

    def _in_native_digits(self) -> bool:
        """Whether the text in the page's language has Arabic digits and no others."""
        code = self._speaker.t.language
        digits = "".join(c for _, said in self._sentences.values() for c in str(said.get(code) or "") if c.isdigit())
        return bool(digits) and not any(c.isascii() for c in digits) and "٠" <= min(digits) <= max(digits) <= "٩"

    def _at_least(self, row: Row) -> bool:
        """Whether a number that is bounded from below may be the bound itself, in the words of either language."""
        _, sentence = self._sentences.get(str(row["segment"]), (0, {}))
        return any(
            says_at_least(str(sentence.get(text.lang) or ""), text.text, "ar" if text.lang == "ar" else "en")
            for text in self._texts(row)
        )

    def _texts(self, row: Row) -> list[Text]:
        """The words of a number in either language."""
        return [text for text in self._speaker.both(row, "text_") if text]


def _written(text: str, value: object, most: object) -> tuple[str, str] | None:
    """The digits and the scale that a text has for a value or a range; None where they say something else."""
    ends = [end for end in (value, most) if isinstance(end, int | float)]
    numerals = list(_NUMERAL.finditer(text))
    if not ends or min(ends) < 0 or len(numerals) != len(ends):
        return None
    scales = [_scale(numeral[0], end) for numeral, end in zip(numerals, ends, strict=True)]
    word = _SCALE_WORD.match(text, numerals[-1].end())
    if None in scales or len(set(scales)) > 1 or (scales[0] != 1 and not word):
        return None
    return "–".join(numeral[0] for numeral in numerals), word[1] if word and scales[0] != 1 else ""


def _scale(numeral: str, value: float) -> float | None:
    """What a numeral is to be multiplied by to be the value: 1, a thousand, a million …; None where none fits."""
    plain = numeral.translate(_PLAIN)
    head, _, tail = plain.replace(",", ".").rpartition(".")
    whole = re.sub("[.,]", "", plain)
    grouped = re.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", plain)
    readings = [float(whole)] * bool(grouped) + [float(f"{head.replace('.', '')}.{tail}")] * bool(head)
    return next((scale for scale in _SCALES for read in readings if isclose(read * scale, value)), None)


def amount(value: object, t: Strings) -> str:
    """A value as a figure: 12,000; from a million on as 1.5 million."""
    if not isinstance(value, int | float):
        return ""
    if abs(value) < _COMPACT:
        return t.figure(value)
    # Rounded before its scale is chosen: else 999,999,999 would be 1000 million.
    thousands = (len(str(int(abs(value)))) - 1) // 3
    rounded = round(value, _DECIMALS - 3 * thousands)
    compact = format_compact_decimal(rounded, format_type="long", locale=t.locale, fraction_digits=_DECIMALS)
    return str(compact).replace("\u00a0", " ")


def _span(least: str, most: str) -> tuple[str, str]:
    """The digits and the scale of a figure, or of a range between two; `most` is empty where there is but one.

    Where the ends have different scales each keeps its own: 900 million – 1.2 billion.
    """
    digits, _, scale = least.partition(" ")
    if not most:
        return digits, scale
    last, _, last_scale = most.partition(" ")
    return (f"{digits}–{last}", scale) if scale == last_scale else (f"{least} – {most}", "")

"""Numerals written in words or digits, read into values by two small grammars, Arabic and English.

This knows only how numbers are spelt ("12 ألفا و500", "two and a half million"), not what they mean where they stand;
`mujaz.quantities` looks at the neighbours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from mujaz import number_words
from mujaz.digits import SPACED, value_of
from mujaz.number_words import Role, Word
from mujaz.text import DIACRITICS, TATWEEL, fold_same_length, strip_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mujaz.model import Side

Form = Literal["cardinal", "ordinal", "fraction", "vague", "one"]


class Token(NamedTuple):
    """A word or a run of digits: `text` is folded and without marks (Arabic) or lower case (English)."""

    text: str
    start: int
    end: int
    digits: bool


class Numeral(NamedTuple):
    """A numeral: `first` and `last` are token indexes, `scale` the last multiplier ("12 ألف" has 1000)."""

    value: float
    form: Form
    first: int
    last: int
    scale: float = 1.0


_HAMZA = "\ue000"
_TOKEN_AR = re.compile(
    rf"(?P<digits>(?:{SPACED}|\d+(?:[.,،]\d+|ر\d+)*)[½¼¾]?)|[A-Za-z\u00c0-\u024f]+"
    rf"|[\u0621-\u063a\u0641-\u064a\u0671-\u06d3{TATWEEL}{DIACRITICS}]+",
)
_TOKEN_EN = re.compile(rf"(?P<digits>(?:{SPACED}|\d+(?:[.,]\d+)*)[½¼¾]?)|[^\W\d_]+(?:['’][^\W\d_]+)?")


def fold_words(text: str) -> str:
    """Like `fold_same_length`, but the hamza of مئة stays: without it كمية, "quantity", would be "like a hundred"."""
    return fold_same_length(text.replace("ئ", _HAMZA)).replace(_HAMZA, "ئ")


def word_key(word: str) -> str:
    """An Arabic word as the tables of numbers have it: folded, without vowel marks."""
    return fold_words(strip_marks(word))


def tokens(text: str, language: Side) -> list[Token]:
    """The words and digit runs of a text with their offsets."""
    if language == "ar":
        folded = fold_words(text)
        return [Token(strip_marks(m[0]), m.start(), m.end(), bool(m["digits"])) for m in _TOKEN_AR.finditer(folded)]
    return [Token(m[0].lower(), m.start(), m.end(), bool(m["digits"])) for m in _TOKEN_EN.finditer(text)]


def numerals(text: str, words: Sequence[Token], language: Side) -> list[Numeral]:
    """Every numeral among the tokens of a text, longest first from the left, none overlapping."""
    table = number_words.table(language)
    found: list[Numeral] = []
    at = 0
    while at < len(words):
        token = words[at]
        if token.digits or token.text in table or token.text in _ARTICLES:
            numeral = _Reader(text, words, table, language, at).read()
            if numeral:
                found.append(numeral)
                at = numeral.last
        at += 1
    return found


class _Reader:
    """Reads one numeral from a position; `total` holds the closed groups, `group` the open one below a scale."""

    def __init__(
        self, text: str, words: Sequence[Token], table: Mapping[str, Word], language: Side, first: int
    ) -> None:
        self.text, self.words, self.table, self.language, self.first = text, words, table, language, first
        self.last = first - 1
        self.total = self.group = 0.0
        self.lowest = float("inf")
        self.scale = 1.0
        self.at, self.joined = first, False
        self.role: Role | Literal["digits", ""] = ""
        self.form: Form = "cardinal"

    def read(self) -> Numeral | None:
        at = self.first
        if self.language == "en" and self.words[at].text in _ARTICLES:
            at += 1  # "a hundred", "half a million" comes in through the fraction
            if not self._is(at, "hundred", "scale", "fraction") or self.words[at].text == "one":
                return None
        joined = False
        while at < len(self.words) and self._adjacent(at):
            token = self.words[at]
            if token.text in _AND and self.last >= self.first:
                joined, at = True, at + 1
                continue
            if joined and self.language == "en" and token.text == "a" and self._is(at + 1, "fraction"):
                at += 1
                continue
            if not self._take(at, joined=joined):
                break
            joined = False
            at = self.last + 1
        if self.last < self.first:
            return None
        if self.last == self.first and self.form == "one" and self.words[self.last].text in number_words.ONLY_COMPOUND:
            return None
        return Numeral(self.total + self.group, self.form, self.first, self.last, self.scale)

    def _adjacent(self, at: int) -> bool:
        """Whether only a space or a hyphen parts this token from the one before (always so for the first)."""
        if at <= self.first:
            return True
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        return (
            gap.isspace()
            or not gap
            or (gap == "-" and self.language == "en" and self.role in {"ten", "unit", "ordinal"})
            or (gap == "-" and self.language == "en" and self.role == "digits" and self._is(at, "scale"))
        )

    def _is(self, at: int, *roles: Role) -> bool:
        word = self.table.get(self.words[at].text) if at < len(self.words) else None
        return word is not None and word.role in roles

    def _take(self, at: int, *, joined: bool) -> bool:
        """Add the token to the numeral when the grammar lets it follow what is there."""
        token = self.words[at]
        if token.digits:
            return self._take_digits(at, joined=joined)
        word = self.table.get(token.text)
        if word is None or (word.governed and self.role):
            return False
        eleven = token.text == "واحد" and self._is(at + 1, "teen")  # "and eleven", spelt like "one"
        self.at, self.joined = at, bool(self.role) and (joined or word.joined or eleven)
        if self.joined and self.total and self.role in {"scale", "scales"} and self._begins_another(at):
            return False
        if not _TAKE[word.role](self, word):
            return False
        self.role = word.role
        self.last = max(self.last, at)
        return True

    def _take_digits(self, at: int, *, joined: bool) -> bool:
        value = value_of(self.words[at].text, self.language)
        if value is None:
            return False
        if self.role and (not joined or self.language == "en" or self.group or not self.total or value >= self.lowest):
            return False
        if self.role and self._begins_another(at):
            return False
        self.group, self.role, self.last = value, "digits", at
        return True

    def _begins_another(self, at: int) -> bool:
        """Whether a scale that the numeral has already had follows: "30 ألفا و40 ألف" are two numbers."""
        while at < len(self.words) and (
            self.words[at].digits or self.words[at].text in _AND or self._is(at, "unit", "teen", "ten", "hundred")
        ):
            at += 1
        return self._is(at, "scale", "scales") and self.table[self.words[at].text].value == self.lowest

    def take_unit(self, word: Word) -> bool:
        if not self.role:
            self.form = "one" if word.value == 1 else "cardinal"
        elif self.language == "en":
            if self.words[self.first].digits:
                return False  # "1.7 million four years ago"
            below_ten = word.value < 10 and self.role == "ten"  # noqa: PLR2004 - twenty-one
            if not below_ten and not ((self.role in {"hundred", "scale"}) and word.value < min(self.lowest, 100)):
                return False
        elif not self.joined or self.group % 100 or not (self.group or self.total):
            return False
        self.form = self.form if not self.role else "cardinal"
        self.group += word.value
        return True

    def take_teen(self, word: Word) -> bool:
        """عشر: ten on its own, or the second half of 11-19."""
        if not self.role or self.joined:
            return self.take_unit(word)
        if self.role not in {"unit", "ordinal"} or not 1 <= self.group % 100 <= 9:  # noqa: PLR2004 - 11 to 19
            return False
        self.group += 10
        self.form = "ordinal" if self.form == "ordinal" else "cardinal"
        return True

    def take_ten(self, word: Word) -> bool:
        if self.role:
            after_unit = self.joined and self.role in {"unit", "ordinal"} and 1 <= self.group % 100 <= 9  # noqa: PLR2004
            after_more = (
                (self.joined or self.language == "en") and not self.group % 100 and bool(self.group or self.total)
            )
            if not (after_unit and self.language == "ar") and not after_more:
                return False
            # "الثالثة وعشرين دقيقة" is twenty past three; the twenty-third is definite throughout.
            before = self.table.get(self.words[self.at - 1].text, _NONE)
            if self.form == "ordinal" and before.definite and not word.definite:
                return False
        self.group += word.value
        self.form = "ordinal" if self.form == "ordinal" else "cardinal"
        return True

    def take_hundred(self, word: Word) -> bool:
        if self.role and not self.joined:
            if word.value != 100 or not 1 <= self.group <= 99:  # noqa: PLR2004 - ثلاث مئة, five hundred
                return False
            self.group *= 100
        elif self.role and (self.group or not self.total):
            return False
        else:
            self.group += word.value
        self.form = "cardinal"
        return True

    def take_scale(self, word: Word) -> bool:
        if not self.role:
            self.total = word.value
        elif self.role == "fraction" and self.form == "fraction":
            self.total, self.group = self.group * word.value, 0.0
        elif self.role == "vague" or (not self.joined and not self.group and self.role == "scale"):
            self.total *= word.value
        elif self.joined and not self.group and self.total and word.value < self.lowest:
            self.total += word.value
        elif not self.joined and self.language == "ar" and self.group and self.total and word.value > self.lowest:
            self.total, self.group = (self.total + self.group) * word.value, 0.0  # ألفين ومئة مليار
        elif not self.joined and self.group and word.value < self.lowest:
            self.total += self.group * word.value
            self.group = 0.0
        else:
            return False
        self.form = self.form if self.role == "vague" else "cardinal"
        self.lowest = self.scale = word.value
        return True

    def take_scales(self, word: Word) -> bool:
        """A plural scale: with a multiplier it is a scale, alone it is "thousands"."""
        if self.role:
            return not (self.language == "en" and self.role != "vague") and self.take_scale(word)
        self.total = self.lowest = self.scale = word.value
        self.form = "vague"
        if self.language == "en":
            return self._of()
        return True

    def take_vague(self, word: Word) -> bool:
        """Tens, hundreds: alone, or of thousands."""
        if self.role or self.joined:
            return False
        self.total, self.form = word.value, "vague"
        return self._of() if self.language == "en" else True

    def _of(self) -> bool:
        """English plural scales chain with "of": hundreds of thousands; "tens" means nothing alone."""
        chained = self.at + 2 < len(self.words) and self.words[self.at + 1].text == "of"
        if chained and self._is(self.at + 2, "scales"):
            self.total *= self.table[self.words[self.at + 2].text].value
            self.last = self.at + 2
        return self.last > self.at or self.words[self.at].text != "tens"

    def take_dual(self, word: Word) -> bool:
        """ألفان, or ألفا: two thousand unless a multiplier stands before it."""
        if self.role and not self.joined and self.group:
            return self.take_scale(Word(word.value / 2, "scale"))
        if not self.role and self._accusative():
            return self.take_scale(Word(word.value / 2, "scale"))
        if self.role and not (self.joined and not self.group and word.value < self.lowest):
            return False
        self.total += word.value
        self.lowest = self.scale = word.value / 2
        return True

    def _accusative(self) -> bool:
        """Whether "ألفا" is one thousand: written ألفًا, or parted from what it counts, as no dual without ن can be."""
        word = self.words[self.at]
        if "\u064b" in self.text[word.start : word.end]:
            return True
        after = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        if after is None or not self.text[word.end : after.start].isspace():
            return word.text.endswith("ا")
        joined = after.text == "و" or self.table.get(after.text, _NONE).joined
        return joined and word.text.endswith("ا")

    def take_fraction(self, word: Word) -> bool:
        if not self.role:
            self.group, self.form = word.value, "fraction"
            return self.language == "ar" or self._fraction_en()
        own = self.language == "en" and self.words[self.at - 1].text not in _ARTICLES  # "and half a dozen" is another
        if not self.joined or own or self.form in {"fraction", "ordinal"}:
            return False
        if self.group:
            self.group += word.value
        else:
            self.total += word.value * self.lowest
            if (
                self.at + 1 < len(self.words)
                and self.table.get(self.words[self.at + 1].text, _NONE).value == self.lowest
            ):
                self.last = self.at + 1  # "مليون ونصف المليون"
        self.form = "cardinal"
        return True

    def _fraction_en(self) -> bool:
        """Half a million, quarter of a million: the scale is worth that part."""
        ahead = self.at + 1
        while ahead < len(self.words) and ahead < self.at + 3 and self.words[ahead].text in {"of", "a"}:
            ahead += 1
        if ahead > self.at + 1 and self._is(ahead, "scale") and self.words[ahead - 1].text == "a":
            scale = self.table[self.words[ahead].text].value
            self.total, self.group, self.scale, self.form = self.group * scale, 0.0, scale, "cardinal"
            self.last = ahead
        return True

    def take_quarters(self, word: Word) -> bool:
        """Two thirds, three quarters, ثلاثة أرباع."""
        if self.role != "unit" or self.joined or self.total or self.group >= 1 / word.value:
            return False
        self.group *= word.value
        self.form = "fraction"
        return True

    def take_ordinal(self, word: Word) -> bool:
        if self.role and not (
            self.language == "en" and self.role in {"ten", "hundred", "scale"} and not self.group % 10
        ):
            return self.role == "unit" and self.group == 1 and self._one_third(word)
        self.group += word.value
        self.form = "ordinal"
        return True

    def _one_third(self, word: Word) -> bool:
        """One third, one fifth."""
        if self.language != "en" or word.value <= 2:  # noqa: PLR2004 - there is no "one second" of a thing
            return False
        self.group, self.form = 1 / word.value, "fraction"
        return True


_TAKE: Mapping[Role, Callable[[_Reader, Word], bool]] = {
    "unit": _Reader.take_unit,
    "teen": _Reader.take_teen,
    "ten": _Reader.take_ten,
    "hundred": _Reader.take_hundred,
    "scale": _Reader.take_scale,
    "scales": _Reader.take_scales,
    "vague": _Reader.take_vague,
    "dual": _Reader.take_dual,
    "fraction": _Reader.take_fraction,
    "quarters": _Reader.take_quarters,
    "ordinal": _Reader.take_ordinal,
}
_NONE = Word(0.0, "unit")
_AND = {"و", "and"}
_ARTICLES = {"a", "an"}

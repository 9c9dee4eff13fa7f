"""Every number that a text states, in Arabic or English: its value, its unit, how exact it is, and what kind it is.

The kinds that a comparison of two languages should set aside (years, days of a month, clock times, identifiers,
ordinals, "one", fractions) are told from plain quantities by their neighbours; offsets are exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mujaz import datewords, units
from mujaz import number_context as context
from mujaz.numerals import Numeral, Token, numerals, tokens
from mujaz.text import fold_same_length, western_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Qualifier, Side

QuantityKind = Literal[
    "cardinal", "score", "vague", "one", "ordinal", "fraction", "year", "date", "time", "identifier",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated: `value` in plain units (12 ألف is 12000.0), `value_max` for the end of a range.

    `start` and `end` hold the number with its sign, scale, currency sign and unit of `unit`; `qualified` is where the
    words of the qualifier begin (or `start`). `unit` is a key of data/units.tsv or empty. `number_end` is where the
    digits and number words end. Kinds: `cardinal`, and half of a `score` (3-1), count; `vague` is "thousands";
    `one` is the word, often a pronoun; the others are set aside in comparisons.
    """

    value: float
    start: int
    end: int
    number_end: int
    qualified: int
    kind: QuantityKind = "cardinal"
    value_max: float | None = None
    qualifier: Qualifier = "exact"
    unit: str = ""

    @property
    def values(self) -> tuple[float, ...]:
        """The value, and the end of the range where there is one."""
        return (self.value,) if self.value_max is None else (self.value, self.value_max)


@lru_cache(maxsize=4096)  # the checks, the numbers and the dates of an article all read the same sentences
def read(text: str, language: Side) -> tuple[Quantity, ...]:
    """Every number stated in a text, in order of appearance, none overlapping.

    Arabic-Indic and Persian digits count as digits. A number glued to a Latin letter ("HER2") is an identifier.
    """
    words = tokens(text, language)
    found = numerals(text, words, language)
    return _Scene(text, language, words, found).quantities() if found else ()


class _Scene:
    """One text with its numerals; turns them into quantities by what stands around them."""

    def __init__(self, text: str, language: Side, words: Sequence[Token], found: Sequence[Numeral]) -> None:
        self.text = fold_same_length(text) if language == "ar" else western_digits(text)
        self.original, self.language, self.words, self.found = text, language, words, found
        self.masks = [
            (m.start(), m.end(), _MASKS[m.lastgroup]) for m in context.CLOCK_OR_DATE.finditer(self.text) if m.lastgroup
        ]
        self.months = datewords.months(text, language)
        self.titled = language == "en" and _is_title(text)

    def quantities(self) -> tuple[Quantity, ...]:
        drafts: list[Quantity] = []
        for numeral in self.found:
            if drafts and self.words[numeral.first].start < drafts[-1].end:
                continue  # inside the unit of the one before: "30 ثانية", "5 في المئة"
            if self.words[numeral.first].text in _PERCENT_WORDS and self._after_in(numeral):
                continue
            drafts.append(self._measure(numeral, drafts[-1] if drafts else None))
        return tuple(self._qualified(draft) for draft in self._joined(drafts))

    def _measure(self, numeral: Numeral, previous: Quantity | None) -> Quantity:
        """The numeral with its currency sign, suffix and unit, and its kind."""
        start, end = self.words[numeral.first].start, self.words[numeral.last].end
        value, kind = numeral.value, self._kind(numeral, start, end, previous)
        if kind == "ordinal" and context.ORDINAL_SUFFIX.match(self.text, end):
            return Quantity(value, start, end + 2, end + 2, start, kind)
        if kind not in {"cardinal", "one", "vague", "fraction"}:
            return Quantity(value, start, end, end, start, kind)
        whole = self._and_a_half(numeral, start, end, previous)
        if whole:
            return whole
        money = self._money(start)
        suffix = context.SCALE_SUFFIX.match(self.text, end)
        if suffix and (money or suffix["scale"] in {"bn", "tn", "mn"} or _PEOPLE_AFTER.match(self.text, suffix.end())):
            value, end = value * context.SCALE_VALUES[suffix["scale"].lower()], suffix.end()
        if money:
            sign_at = start - len(money[0])
            unit = units.load().by_abbreviation[money["sign"] or money["code"]].key
            return Quantity(value, sign_at, end, end, sign_at, kind, unit=unit)
        unit, unit_end = self._unit(numeral, end)
        if (
            unit
            and not unit.isupper()
            and not self.titled
            and self.original[unit_end - 1 : unit_end].isalpha()
            and self._capital(end)
        ):
            return Quantity(value, start, end, end, start, "identifier")  # the programme "60 Minutes"
        half = _AND_HALF.match(self.text, unit_end) if unit and value < _SMALL else None
        if half:
            value, unit_end = value + _PARTS[half["part"]], half.end()
        start -= _SIGN_BEFORE.search(self.text, max(0, start - 1), start) is not None
        return Quantity(value, start, unit_end, end, start, kind, unit=unit)

    def _money(self, start: int) -> re.Match[str] | None:
        """The sign or the letters of a currency right before a number."""
        money = context.CURRENCY_BEFORE.search(self.text[max(0, start - 7) : start])
        return money if money and (money["sign"] or money["code"] in units.load().by_abbreviation) else None

    def _and_a_half(self, numeral: Numeral, start: int, end: int, previous: Quantity | None) -> Quantity | None:
        """One and a half of a unit named once: "ساعة ونصف الساعة", "a metre and a half"."""
        if numeral.form != "fraction" or numeral.value != 0.5:  # noqa: PLR2004 - a half
            return None
        if self.language == "en":
            named = _A_UNIT_AND_EN.search(self.text[max(0, start - 30) : start])
            begin = start - len(named[0]) if named else 0
            unit = units.load().match([named["unit"]], "en") if named else None
        else:
            before = self.words[numeral.first - 1] if numeral.first and self.text[start] == "و" else None
            begin = before.start if before else 0
            unit = units.load().match([before.text], "ar") if before and not before.digits else None
            again = _DEFINITE_AFTER_AR.match(self.text, end)
            end = again.end() if again else end
        if unit is None or unit[0].kind in {"people", "thing"} or (previous and previous.end > begin):
            return None
        if self.language == "ar" and self.text[begin:start].rstrip().endswith(("ين", "ان", "ات")):
            return None  # "ساعتين ونصف" is two and a half
        return Quantity(1.5, begin, end, begin if self.language == "ar" else end, begin, unit=unit[0].key)

    def _unit(self, numeral: Numeral, end: int) -> tuple[str, int]:
        """The unit written after the number, and where it ends."""
        if self.text[end : end + 1] == "%" or self.text[end : end + 2] == " %":
            return "%", self.text.index("%", end) + 1
        start = self.words[numeral.first].start
        if _SIGN_BEFORE.search(self.text, max(0, start - 1), start):
            return "%", end
        short = _ABBREVIATION.match(self.text, end) if self.language == "en" else None
        unit = units.load().by_abbreviation.get(short["unit"] or short["glued"] or "%") if short else None
        if short and unit:
            return unit.key, short.end()
        words: list[Token] = []
        after = numeral.last + 1
        begin = end
        if numeral.form == "vague" and after < len(self.words) and self.words[after].text in {"of", "من"}:
            after, begin = after + 1, self.words[after].end
        for token in self.words[after : after + 3]:
            gap = self.text[words[-1].end if words else begin : token.start]
            if not (gap.isspace() or gap == "-" or (not gap and self.language == "ar")):
                break
            words.append(token)
        matched = units.load().match([word.text for word in words], self.language)
        if matched and matched[0].key == "day" and len(words) > 1 and words[1].text in datewords.WEEKDAYS_AR:
            return "", end  # "فاز 2-0 يوم السبت"
        return (matched[0].key, words[matched[1] - 1].end) if matched else ("", end)

    def _after_in(self, numeral: Numeral) -> bool:
        start = self.words[numeral.first].start
        return _IN_AR.search(self.text, max(0, start - 8), start) is not None

    def _capital(self, at: int) -> bool:
        """Whether a capitalised word of more than one letter stands here."""
        return _CAPITAL.match(self.original, at) is not None

    def _kind(self, numeral: Numeral, start: int, end: int, previous: Quantity | None) -> QuantityKind:
        mask = next((kind for first, last, kind in self.masks if first <= start < last), None)
        if mask is None and numeral.form in {"cardinal", "ordinal"}:
            mask = "time" if context.CLOCK_AFTER[self.language].match(self.text, end) else None
        if mask or self._is_day(numeral, start, end):
            return mask or "date"
        if numeral.form not in {"cardinal", "one"} or context.ORDINAL_SUFFIX.match(self.text, end):
            cue = context.cue(self.text[max(0, start - 28) : start], self.language)
            return numeral.form if numeral.form in {"vague", "fraction"} else cue or "ordinal"
        before = self.text[max(0, start - 28) : start]
        bare = self.words[numeral.first].digits and numeral.first == numeral.last
        if bare and self._is_year(numeral.value, start, end, previous):
            return "year"
        if self._is_identifier(numeral, before, end, bare=bare):
            return "identifier"
        if context.SEVERAL_BEFORE.search(before) and numeral.value in {100.0, 1e3, 1e6, 1e9, 12.0}:
            return "vague"
        return context.cue(before, self.language) or numeral.form

    def _in_month(self, number: Quantity) -> bool:
        """Whether it is half of a month's name ("تشرين الأول")."""
        return any(month.start <= number.start < month.end for month in self.months)

    def _is_day(self, numeral: Numeral, start: int, end: int) -> bool:
        """Whether the number is the day of a named month, or of the one named before ("يوم 14 منه")."""
        if not 1 <= numeral.value <= 31 or numeral.value % 1:  # noqa: PLR2004 - days of a month
            return False
        if context.DAY_OF_MONTH[self.language].match(self.text, end):
            return True
        if self.language == "ar" and context.OF_IT_AR.match(self.text, end):
            after_month = numeral.form == "ordinal" and any(month.end <= start for month in self.months)
            return after_month or context.DAY_BEFORE_AR.search(self.text[:start]) is not None
        for month in self.months:
            if 0 <= month.start - end <= _NEAR and _DAY_TO_MONTH.fullmatch(self.text, end, month.start):
                return True
            follows = self.language == "en" and 0 <= start - month.end <= _NEAR
            if follows and _MONTH_TO_DAY.fullmatch(self.text, month.end, start):
                return not self.text.startswith("%", end)
        return False

    def _is_year(self, value: float, start: int, end: int, previous: Quantity | None) -> bool:
        if previous and previous.kind == "year" and start - previous.end == 1 and self.text[previous.end] in "-–/":
            return True  # the second half of 2017-18
        if self.language == "en" and context.DECADE_AFTER.match(self.text, end):
            return True
        if not _YEARS[0] <= value <= _YEARS[1] or value % 1 or not self.text[start:end].isdigit():
            return False
        before = self.text[max(0, start - 28) : start]
        return (
            (self.language == "ar" and context.ERA_AFTER.match(self.text, end) is not None)
            or context.YEAR_BEFORE[self.language].search(before) is not None
            or any(_near_year(self.text, month.end, start) for month in self.months)
            or (_USUAL_YEARS[0] <= value <= _USUAL_YEARS[1] and not self._counts(before, start, end))
        )

    def _counts(self, before: str, start: int, end: int) -> bool:
        """Whether a bare number that could be a year counts something: money, a unit, a plural, an estimate."""
        if context.CURRENCY_BEFORE.search(before) or self.text.startswith("%", end):
            return True
        if context.qualifier(self.text, start, end, self.language)[0] not in {"exact", "up_to"}:
            return True
        words = [word for word in self.words if end < word.start <= end + 24][:3]
        unit = units.load().match([word.text for word in words], self.language)
        if unit and words[0].text != unit[0].en_one and self.text[end : words[0].start].isspace():
            return True
        return self.language == "en" and context.PLURAL_AFTER_EN.match(self.text, end) is not None

    def _is_identifier(self, numeral: Numeral, before: str, end: int, *, bare: bool) -> bool:
        if not self.words[numeral.first].digits:
            if self.language == "ar":
                return (context.GROUP_AR.search(before) or context.NAME_BEFORE_AR.search(before)) is not None
            start = self.words[numeral.first].start
            capital = self.original[start].isupper() and not self.titled
            return capital and bool(before) and _MID_SENTENCE.search(before) is not None
        money = self._money(self.words[numeral.first].start)
        channel = bare and self.language == "ar" and context.CHANNEL_BEFORE_AR.search(before)
        if (_GLUED_BEFORE.search(before) and not money) or context.IDENTIFIER_BEFORE[self.language].search(before):
            return True
        after = self.text[end : end + 12]
        glued = _LATIN_AFTER.match(after) and not (context.SCALE_SUFFIX.match(after) or _ABBREVIATION.match(after))
        if channel or glued:
            return True
        if self.language == "ar" or not bare or not context.CAPITAL_BEFORE.search(before) or self.titled:
            return False
        return not (self._unit(numeral, end)[0] or context.PLURAL_AFTER_EN.match(self.text, end) or after[:1] == "-")

    def _joined(self, drafts: list[Quantity]) -> list[Quantity]:
        """Ranges made one, scores told from ranges, days before a day of a month made dates."""
        out: list[Quantity] = []
        for draft in drafts:
            low = out[-1] if out else None
            if low is None:
                out.append(draft)
                continue
            gap, bare = self.text[low.end : draft.start], draft.kind == "cardinal" and not draft.unit
            if draft.kind == "date" and low.kind in {"cardinal", "ordinal"} and _DAY_LINK.fullmatch(gap):
                out[-1] = replace(low, kind=low.kind if self._in_month(low) else "date")
            elif low.kind == "date" and bare and context.ends_days(self.text, low, draft):
                draft = replace(draft, kind="date")  # noqa: PLW2901 - "May 5-7"
            elif low.unit == "foot" and not draft.unit and gap == "-":
                continue  # "6-foot-6" is one height
            elif low.kind == "identifier" and draft.kind == "cardinal" and gap == "-":
                draft = replace(draft, kind="identifier")  # noqa: PLW2901 - "737-800"
            elif low.kind == draft.kind == "cardinal" and low.value_max is None and self._same_unit(low, draft, gap):
                link = self._link(low, draft, gap)
                if link == "range":
                    draft = self._range(low, draft)  # noqa: PLW2901 - the pair takes the place of its second half
                    out.pop()
                elif link == "score":
                    out[-1] = replace(low, kind="score")
                    draft = replace(draft, kind="score")  # noqa: PLW2901 - likewise
            out.append(draft)
        return out

    def _same_unit(self, low: Quantity, high: Quantity, gap: str) -> bool:
        """Whether the low end of a range has the unit of the high one, or leaves it to that; "$5–10" has it once."""
        sign_once = low.start < low.number_end and not self.text[low.start].isalnum() and gap in {"-", "–"}
        return not low.unit or low.unit == high.unit or (not high.unit and sign_once)

    def _link(self, low: Quantity, high: Quantity, gap: str) -> Literal["range", "score", ""]:
        dash = _DASH.fullmatch(gap)
        scale = _scale(self.text[low.start : low.number_end], self.text[high.start : high.number_end], low, high)
        if dash and not high.unit and max(low.value, high.value) <= 200 and not (low.value % 1 or high.value % 1):  # noqa: PLR2004
            if low.value >= high.value or context.SCORE_CUE.search(self.text):
                return "score"
        elif self.language == "ar" and gap.isspace() and self._joined_word(high):
            gap += "و"
        if low.value * scale >= high.value:
            return ""
        before = self.text[max(0, low.start - 12) : low.start]
        if dash or (_OR_TO[self.language].fullmatch(gap) and not _FROM[self.language].search(before)):
            return "range"
        return "range" if _AND[self.language].fullmatch(gap) and _BETWEEN[self.language].search(before) else ""

    def _joined_word(self, quantity: Quantity) -> bool:
        return self.text[quantity.start] == "و" and not self.text.startswith("واحد", quantity.start)

    def _range(self, low: Quantity, high: Quantity) -> Quantity:
        scale = _scale(self.text[low.start : low.number_end], self.text[high.start : high.number_end], low, high)
        between = _BETWEEN[self.language].search(self.text[max(0, low.start - 12) : low.start])
        qualified = low.start - len(between[0]) if between else low.start
        ends = (low.value * scale, high.value)
        unit = high.unit or low.unit
        return replace(high, value=ends[0], value_max=ends[1], start=low.start, qualified=qualified, unit=unit)

    def _qualified(self, draft: Quantity) -> Quantity:
        if draft.kind == "vague":
            return replace(draft, qualifier="more_than")  # "thousands" is a thousand and more
        if draft.kind not in {"cardinal", "score", "one", "fraction"}:
            return draft
        name, start = context.qualifier(self.text, draft.qualified, draft.end, self.language)
        return replace(draft, qualifier=name, qualified=min(start, draft.qualified))


def _scale(low_text: str, high_text: str, low: Quantity, high: Quantity) -> float:
    """What the low end inherits from the high one: "20 إلى 30 ألفا" is 20,000 to 30,000."""
    for value, pattern in _SCALE_WORDS:
        if high.value >= value and pattern.search(high_text):
            return (
                value if low.value < value and not pattern.search(low_text) and low.value < high.value / value else 1.0
            )
    return 1.0


def _near_year(text: str, month_end: int, start: int) -> bool:
    return 0 <= start - month_end <= _NEAR and _MONTH_TO_YEAR.fullmatch(text, month_end, start) is not None


def _is_title(text: str) -> bool:
    """Whether a headline capitalises its words, so that capitals say nothing."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)  # noqa: PLR2004 - three words make a headline


_NEAR = 24  # characters between the parts of a date
_YEARS = (1000, 2100)  # what can be a year at all, where something says so
_USUAL_YEARS = (1900, 2099)  # what is a year unless something says no
_MASKS: dict[str, QuantityKind] = {"time": "time", "date": "date", "identifier": "identifier"}
_PERCENT_WORDS = frozenset({"المئه", "المائه"})  # after "in": the hundred of a percentage that is written otherwise
_SIGN_BEFORE = re.compile(r"(?<!\d)(?<!\d\s)%$")  # "%14", but not the sign of a number before
# "3 ساعات ونصف": the fraction comes after the unit, which may be named again.
_AND_HALF = re.compile(r"\s+و\s?(?P<part>نصف|ربع)(?:\s+ال[ء-ي]+)?(?![ء-ي])")
_PARTS = {"نصف": 0.5, "ربع": 0.25}
_SMALL = 100
_A_UNIT_AND_EN = re.compile(r"\ban?\s+(?P<unit>[a-z]+)\s+and\s+$")
_DEFINITE_AFTER_AR = re.compile(r"\s+ال[ء-ي]+")
_IN_AR = re.compile(r"في\s+$")
_ABBREVIATION = re.compile(
    r"(?:\s?(?P<unit>km/h|kph|mph|km|kg|cm|mm|lbs?|ft|sq\skm|sq\sm|MW|GW|°[CF]?)|(?P<glued>m|in|ha|mi|pc|C|F)|%)(?![a-zA-Z])"
)
_PEOPLE_AFTER = re.compile(
    r"\s+(?:people|viewers|users|followers|customers|workers|jobs|homes|children|passengers|voters)\b"
)
_DAY_TO_MONTH = re.compile(r"(?:st|nd|rd|th)?\s*(?:من\s+)?(?:of\s+)?(?:شهر\s+)?[بل]?")
_MONTH_TO_DAY = re.compile(r"\s+(?:the\s+)?")
_MONTH_TO_YEAR = re.compile(r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?\s*[,،]?\s*(?:(?:من|لل?|ال)?\s*(?:عام|سنه)\s+)?")
_DAY_LINK = re.compile(r"\s*(?:[-–]|و|and|to|الي|حتي)\s*")
_DASH = re.compile(r"\s?[-–−:]\s?")
_OR_TO: dict[str, re.Pattern[str]] = {"ar": re.compile(r"\s+(?:الي|او|حتي)\s+"), "en": re.compile(r"-?\s+(?:to|or)\s+")}
_AND: dict[str, re.Pattern[str]] = {"ar": re.compile(r"\s+(?:الي|و)\s*"), "en": re.compile(r"\s+and\s+")}
_FROM: dict[str, re.Pattern[str]] = {
    "ar": re.compile(r"(?<![ء-ي])من\s+$"),
    "en": re.compile(r"(?i:\b(?:from|by|rose|jumped|climbed|gained|added|fell|dropped|lost|slid|up|down)\s+)$"),
}
_BETWEEN: dict[str, re.Pattern[str]] = {
    "ar": re.compile(r"(?<![ء-ي])[وف]?(?:ما\s+)?بين\s+$"),
    "en": re.compile(r"(?i:\bbetween\s+)$"),
}
_GLUED_BEFORE = re.compile(
    r"(?:(?<=[ء-ي]\s)[A-Z]{2,3}\s|كيه\s|[A-Za-z]|(?<![a-z])[A-Z]\w*-|(?:(?!ال|[بلو]-)[ء-ي]{2}|[ء-ي]{3})-)$"
)
_CAPITAL = re.compile(r"\s(?!US\b)[A-Z][a-z]")
_LATIN_AFTER = re.compile(r"[A-Za-z]")
_MID_SENTENCE = re.compile(r"[\w,]\s+$")
_SCALE_WORDS = (
    (1e12, re.compile(r"(?i:تريليون|trillion|tn)")),
    (1e9, re.compile(r"(?i:مليار|ملايير|بليون|billion|bn)")),
    (1e6, re.compile(r"(?i:مليون|ملايين|million|m\b)")),
    (1e3, re.compile(r"(?i:الف|الاف|thousand|k\b)")),
)

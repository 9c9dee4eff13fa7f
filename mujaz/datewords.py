"""Month and weekday names of Arabic and English, found in running text with exact offsets.

Arabic has three living sets of Gregorian month names (Egypt and the Gulf, the Levant and Iraq, the Maghreb) and news
agencies often give two at once ("تشرين الثاني/نوفمبر"): such a pair is one month. Words that are also something else
("مارس", "آب", "May", "March") count only where their neighbours make them a month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from mujaz.text import DIACRITICS, TATWEEL, alternation, fold_same_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.model import Side

Calendar = Literal["gregorian", "hijri"]

MONTHS_AR: dict[str, int] = {
    "يناير": 1, "كانون الثاني": 1, "كانون ثاني": 1, "جانفي": 1,
    "فبراير": 2, "شباط": 2, "فيفري": 2,
    "مارس": 3, "اذار": 3,
    "ابريل": 4, "نيسان": 4, "افريل": 4,
    "مايو": 5, "ايار": 5, "ماي": 5, "نوار": 5,
    "يونيو": 6, "يونيه": 6, "حزيران": 6, "جوان": 6,
    "يوليو": 7, "يوليه": 7, "تموز": 7, "يوليوز": 7, "جويليه": 7,
    "اغسطس": 8, "اب": 8, "غشت": 8, "اوت": 8,
    "سبتمبر": 9, "ايلول": 9, "شتنبر": 9,
    "اكتوبر": 10, "تشرين الاول": 10, "تشرين اول": 10,
    "نوفمبر": 11, "تشرين الثاني": 11, "تشرين ثاني": 11, "نونبر": 11,
    "ديسمبر": 12, "كانون الاول": 12, "كانون اول": 12, "دجنبر": 12,
}  # fmt: skip
HIJRI_MONTHS_AR: dict[str, int] = {
    "محرم": 1, "صفر": 2, "ربيع الاول": 3, "ربيع الاخر": 4, "ربيع الثاني": 4, "جمادي الاولي": 5, "جمادي الاخره": 6,
    "جمادي الثانيه": 6, "رجب": 7, "شعبان": 8, "رمضان": 9, "شوال": 10, "ذو القعده": 11, "ذي القعده": 11,
    "ذو الحجه": 12, "ذي الحجه": 12,
}  # fmt: skip
WEEKDAYS_AR: dict[str, int] = {
    "الاثنين": 1, "الثلاثاء": 2, "الثلثاء": 2, "الاربعاء": 3, "الخميس": 4, "الجمعه": 5, "السبت": 6, "الاحد": 7,
}  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Also ordinary words or names: "practised", "father", "when", a car maker; "may", "march" and given names.
_DOUBTFUL_AR = {"مارس", "اب", "ماي", "اوت", "جوان", "نوار", "نيسان"}
_DOUBTFUL_EN = {"may", "march", "april", "june", "august"}
_VERBS_EN = {"may", "march"}

_AR_WORD_EDGE = f"\u0621-\u064a{DIACRITICS}{TATWEEL}"
_AR_BEFORE = f"(?<![{_AR_WORD_EDGE}])"
_AR_AFTER = f"(?![{_AR_WORD_EDGE}])"


@dataclass(frozen=True, slots=True)
class DateWord:
    """A month (1-12) or a weekday (ISO: Monday is 1) and where it stands, clitics left out.

    For a month given under two names at once, `start` and `end` hold both names.
    """

    value: int
    start: int
    end: int
    calendar: Calendar = "gregorian"


def months(text: str, language: Side) -> tuple[DateWord, ...]:
    """The months named in a text, in order; Hijri months only where the word "month" or a Hijri year marks them."""
    return _months_ar(text) if language == "ar" else _months_en(text)


def weekdays(text: str, language: Side) -> tuple[DateWord, ...]:
    """The weekdays named in a text, in order; a word that only names an institution ("صلاة الجمعة") is left out."""
    if language == "ar":
        found = _weekday_pattern_ar().finditer(fold_same_length(text))
        return tuple(DateWord(WEEKDAYS_AR[m["day"]], m.start("day"), m.end("day")) for m in found if not m["not"])
    return tuple(
        DateWord(_weekday_numbers_en()[m["day"].lower()[:3]], m.start("day"), m.end("day"))
        for m in _WEEKDAY_EN.finditer(text)
        if not m["not"] and not m["name"]
    )


def _months_ar(text: str) -> tuple[DateWord, ...]:
    folded = fold_same_length(text)
    found: list[DateWord] = []
    for match in _month_pattern_ar().finditer(folded):
        name = match["month"]
        if (name in _DOUBTFUL_AR and not _is_month_ar(text, folded, match)) or _MRS_MAY.search(folded[: match.start()]):
            continue
        word = DateWord(MONTHS_AR[name], match.start("month"), match.end("month"))
        previous = found[-1] if found else None
        if previous and previous.value == word.value and _SAME_MONTH.fullmatch(folded[previous.end : word.start]):
            end = word.end + (folded[word.end : word.end + 1] == ")" and "(" in folded[previous.end : word.start])
            found[-1] = DateWord(word.value, previous.start, end)
        else:
            found.append(word)
    found.extend(
        DateWord(HIJRI_MONTHS_AR[m["month"]], m.start("month"), m.end("month"), "hijri")
        for m in _hijri_pattern_ar().finditer(folded)
        if m["before"] or m["after"]
    )
    return tuple(sorted(found, key=lambda word: word.start))


def _is_month_ar(text: str, folded: str, match: re.Match[str]) -> bool:
    """Whether a doubtful word is a month: a number, "month" or another month's slash next to it, or a preposition."""
    before, after = folded[: match.start()], folded[match.end() :]
    if _MONTH_CUE_AFTER.match(after) or _MONTH_CUE_BEFORE.search(before[-16:]):
        return True
    # "في مارس" is a month, "في اب" is not unless it is spelt with its madda.
    name = text[match.start("month") : match.end("month")]
    return name in {"مارس", "آب", "نيسان", "ماي", "جوان", "أوت"} and _PREPOSITION_AR.search(before[-8:]) is not None


def _months_en(text: str) -> tuple[DateWord, ...]:
    return tuple(
        DateWord(_month_numbers_en()[m["month"].lower()[:3]], m.start("month"), m.end("month"))
        for m in _MONTH_EN.finditer(text)
        if m["month"].lower() not in _DOUBTFUL_EN or _is_month_en(text, m)
    )


def _is_month_en(text: str, match: re.Match[str]) -> bool:
    """Whether "May", "March", "June" … is a month and not a verb or a person."""
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 16]
    if _DAY_OR_YEAR_AFTER.match(after) or _DAY_BEFORE.search(before):
        return True
    if re.match(r"\s+[A-Z]", after) and not re.match(r"\s+(?:Fools|Day)\b", after):
        return False
    if re.search(r"\b[A-Z][\w.]*\s+$", before) and not _CUE_EN.search(before):
        return False
    return match["month"].lower() not in _VERBS_EN or _CUE_EN.search(before) is not None


def _alternatives(words: dict[str, int]) -> str:
    return alternation(re.escape(word).replace(r"\ ", r"\s+") for word in words)


@cache
def _month_pattern_ar() -> re.Pattern[str]:
    return re.compile(f"{_AR_BEFORE}[وف]?[بلك]?(?P<month>{_alternatives(MONTHS_AR)}){_AR_AFTER}")


@cache
def _hijri_pattern_ar() -> re.Pattern[str]:
    return re.compile(
        f"{_AR_BEFORE}(?P<before>(?:ال)?شهر\\s+|\\d\\s+|(?:غره|اول|مطلع)\\s+)?(?P<month>{_alternatives(HIJRI_MONTHS_AR)})"
        f"{_AR_AFTER}(?P<after>\\s+(?:(?:عام|سنه)\\s+)?1[34]\\d\\d|\\s+المبارك)?",
    )


@cache
def _weekday_pattern_ar() -> re.Pattern[str]:
    return re.compile(
        f"{_AR_BEFORE}(?P<not>(?:صلاه|خطبه|خطيب|سوره)\\s+)?[وف]?[بك]?(?P<day>{_alternatives(WEEKDAYS_AR)}){_AR_AFTER}",
    )


@cache
def _month_numbers_en() -> dict[str, int]:
    return {name[:3].lower(): n for n, name in enumerate(MONTHS_EN, 1)}


@cache
def _weekday_numbers_en() -> dict[str, int]:
    return {name[:3].lower(): n for n, name in enumerate(WEEKDAYS_EN, 1)}


def _year_or_day() -> Iterator[str]:
    yield r"\s*,?\s*(?:\d{4}\b|\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|per\s)))"
    yield r"\s+(?:this|last|next)\s+year"


_MRS_MAY = re.compile(r"(?:السيده|تيريزا|تريزا)\s+$")
_SAME_MONTH = re.compile(r"\s*(?:[/()-]\s*|(?:او|اي)\s+)|\s+")
_MONTH_CUE_BEFORE = re.compile(
    r"(?:\d\s*|[/(]\s*|شهر(?:ي|ا)?\s+|(?:اول|مطلع|اواخر|اوايل|منتصف|نهايه|بدايه)\s+(?:من\s+)?)$"
)
_MONTH_CUE_AFTER = re.compile(
    r"\s*(?:/|\d{4}|\(|(?:عام|سنه)\s|(?:ال)?(?:ماضي|مقبل|جاري|حالي|قادم|فايت|منصرم|منقضي|فارط)(?![ء-ي]))"
)
_PREPOSITION_AR = re.compile(r"(?:^|\s)[وف]?(?:في|من|منذ|حتي|خلال|بين|الي|قبل|بعد)\s+$")
_MONTH_EN = re.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|(?=\s+\d)))(?!\w)",
)
_WEEKDAY_EN = re.compile(
    r"\b(?P<not>Black\s+|Super\s+|Cyber\s+|Giving\s+)?"
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=s?\b)|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=,?\s))"
    r"(?P<name>\s+(?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Night\s+(?:Live|Football)|Star)\b)?",
)
_DAY_OR_YEAR_AFTER = re.compile("|".join(_year_or_day()))
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?$|\b(?:first|second|third|\w+th)\s+of\s+$")
_CUE_EN = re.compile(
    r"\b(?:in|of|since|until|till|by|last|next|this|early|late|mid|from|to|through|before|after|during|between|and|for"
    r"|[Oo]n|[Ii]n|[Ss]ince|[Ee]very|[Ll]ast|[Bb]y|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber)[\s-]+$",
)

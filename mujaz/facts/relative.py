"""Relative dates ("yesterday", "العام الماضي", "two years ago") and named spans (decades, centuries, quarters)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mujaz.quantities import read
from mujaz.text import fold_same_length, without_marks

if TYPE_CHECKING:
    from mujaz.model import Side


class Relative(NamedTuple):
    """A relative date or a named span, with where it stands.

    `unit` is day, week, month, year, or a stretch that is not resolved (season, weekend, decade …); `shift` counts
    units from the day of writing (0 is this one) and is None where no single one is meant. `part` is set for a part
    of the unit ("earlier this year"). A named span has `year` to `year_end`, or the months of one `year`. `anchored`:
    it counts from the date the text has just named ("the following morning") and not from the day of writing.
    """

    start: int
    end: int
    unit: str = ""
    shift: int | None = None
    part: bool = False
    year: int | None = None
    year_end: int | None = None
    month: int | None = None
    month_end: int | None = None
    anchored: bool = False


def relatives(text: str, language: Side) -> tuple[Relative, ...]:
    """Every relative date and named span of a text, in order, none overlapping."""
    if language == "en":
        lower = text.lower()
        if not any(word in lower for word in _HINTS_EN):
            return ()
        found = [_read_en(match) for match in _EN.finditer(text)]
        return tuple(item for item in found if item)
    plain, offsets = without_marks(fold_same_length(text))
    if not any(word in plain for word in _HINTS_AR):
        return ()
    found = [_read_ar(match) for match in _AR.finditer(plain)]
    ends = (*offsets[1:], len(text))  # a mark on the last letter belongs to it
    return tuple(item._replace(start=offsets[item.start], end=ends[item.end - 1]) for item in found if item)


def _read_en(match: re.Match[str]) -> Relative | None:
    at = (match.start(), match.end())
    if match["day"]:
        word = re.sub(r"\s+", " ", match["day"].lower())
        return Relative(*at, "day", next(shift for start, shift in _DAYS_EN if word.startswith(start)))
    if match["which"]:
        unit = _unit_en(match["unit"])
        return Relative(*at, unit, _WHICH_EN[match["which"].lower()], part=bool(match["part"]))
    whole = match["all"] or match["in_the"] or match["edge"]
    if whole:
        return Relative(*at, _unit_en(whole), 0, part=not match["all"])
    if match["span"]:
        return Relative(*at, "span")
    if match["ago_unit"]:
        return _ago(at, (match["ago"] or "").strip(), match["ago_unit"], "en")
    return _named(at, match, "en") or _anchored_en(at, match)


def _anchored_en(at: tuple[int, int], match: re.Match[str]) -> Relative | None:
    """Counted from the date that the text has just named: "the following day", "ten years earlier"."""
    if match["beside"]:
        unit, shift = _unit_en(match["beside_unit"]), _BESIDE_EN.get(match["beside"].lower(), 0)
        return Relative(*at, "day" if unit in _PARTS_OF_DAY else unit, shift, anchored=True)
    found = _ago(at, match["before"].strip(), match["before_unit"], "en")
    return found._replace(anchored=True) if found else None


def _read_ar(match: re.Match[str]) -> Relative | None:
    start = match.end("clitic")
    start -= (
        match["clitic"].endswith("ل") and match.string[start] == "ل"
    )  # للأسبوع: the article went into the preposition
    at = (start, match.end())
    if match["day"]:
        return Relative(*at, "day", next(shift for pattern, shift in _DAYS_AR if pattern.search(match["day"])))
    current = match["this"] or match["edge"]
    if current:
        unit = _unit_ar(current.split()[-1])
        return Relative(*at, unit, 0, part=bool(match["part"] or match["edge"]))
    if match["beside"]:
        unit = "year" if match["same_year"] else "day"
        return Relative(*at, unit, int(match["beside"].endswith("تالي")), anchored=True)
    if match["unit"]:
        which = match["which"]
        anchored = which.startswith(("التالي", "السابق"))
        return Relative(*at, _unit_ar(match["unit"]), _which_ar(which), part=bool(match["part2"]), anchored=anchored)
    # "a week before the meeting" is not a week ago
    of_event = match.string.startswith("قبل", start) and _OF_AN_EVENT_AR.match(match.string, match.end())
    if match["ago_unit"] and not of_event:
        return _ago(at, match["ago"].strip(), match["ago_unit"], "ar")
    stretch = "weekend" if match["weekend"] else "span" if match["span"] or match["ago_unit"] else ""
    return Relative(*at, stretch) if stretch else _named(at, match, "ar")


def _named(at: tuple[int, int], match: re.Match[str], language: Side) -> Relative | None:
    """A decade, a century, a season of a year, or a quarter or half of one."""
    if match["decade"]:
        year = int(match["decade"]) if language == "en" else _decade_ar(match["decade"], match["in_century"] or "")
        return Relative(*at, year=year, year_end=year + 9)
    if match["century"]:
        text = match["century"] + " " if language == "en" else "القرن " + match["century"]
        number = read(text, language)
        if not number:
            return None
        first = (int(number[0].value) - 1) * 100
        return Relative(*at, year=first + 1, year_end=first + 100)
    if match["season_year"]:
        return Relative(*at, part=True, year=int(match["season_year"]))
    if match["months"]:
        return _first_months(at, match["months"], match["months_of"], language)
    return _quarter(at, match["nth"].lower(), match["share"].lower(), match["of"]) if match["nth"] else None


def _decade_ar(stem: str, century: str) -> int:
    base = 1900 if not century or "العشرين" in century or "الماضي" in century else 1800
    return base + next(tens for word, tens in _DECADES_AR.items() if stem.startswith(word))


def _ago(at: tuple[int, int], amount: str, unit: str, language: Side) -> Relative | None:
    """Two years ago: the shift where the amount is exact, else a span."""
    name = _unit_en(unit) if language == "en" else _unit_ar(unit)
    exact = read(f"{amount} {unit}", language)
    count = exact[0].value if exact and exact[0].qualifier == "exact" else None
    if language == "ar" and not amount:
        count = 2 if unit.endswith("ين") else 1
    elif amount.lower() in {"a", "an", "one"}:
        count = 1
    elif exact and exact[0].kind not in {"cardinal", "one"}:
        return None
    if count is None or count % 1 or name not in {"day", "month", "year", "week"}:
        return Relative(*at, "span")
    return Relative(*at, name, -int(count))


def _quarter(at: tuple[int, int], nth: str, share: str, of: str) -> Relative:
    size = 3 if share not in {"half", "نصف"} else 6
    number = _NTH.get(nth, 12 // size)
    return _months_of(at, of, (number - 1) * size + 1, number * size)


def _first_months(at: tuple[int, int], count: str, of: str, language: Side) -> Relative | None:
    """The first nine months of a year."""
    number = read(f"{count} months" if language == "en" else f"{count.removeprefix('ال')} اشهر", language)
    last = int(number[0].value) if number else 0
    return _months_of(at, of, 1, last) if 1 < last <= _MONTHS else None


def _months_of(at: tuple[int, int], of: str, first: int, last: int) -> Relative:
    year = int(of) if of.isdigit() else None
    unit, shift = ("", None) if year else ("year", _which_of(of))
    return Relative(*at, unit, shift, year=year, month=first, month_end=last)


def _which_of(of: str) -> int:
    if of.lower().startswith("last") or "ماضي" in of:
        return -1
    return 1 if of.lower().startswith("next") or "مقبل" in of else 0


def _unit_en(word: str) -> str:
    return word.lower().rstrip("s") if word.lower() != "hours" else "hour"


def _unit_ar(word: str) -> str:
    return next((name for pattern, name in _UNITS_AR if pattern.match(word.removeprefix("ال"))), "span")


def _which_ar(word: str) -> int:
    stem = word.removeprefix("ال")
    if stem.startswith(("ماضي", "منصرم", "فايت", "سابق", "اخير", "منقضي", "فارط")):
        return -1
    return 0 if stem.startswith(("جاري", "حالي", "راهن")) else 1


# Every expression has one of these in it; most sentences have none, and need no closer look.
_HINTS_EN = (
    "day", "week", "month", "year", "decade", "centur", "hour", "season", "term", "quarter", "half", "ago", "tomorrow",
    "tonight", "night", "morning", "afternoon", "evening", "summer", "spring", "autumn", "fall", "winter", "0s",
    "christmas", "easter",
)  # fmt: skip
_HINTS_AR = (
    "يوم", "يام", "امس", "غد", "ليل", "صباح", "مساء", "سبوع", "سابيع", "شهر", "شهور", "عام", "اعوام", "سن", "موسم",
    "صيف", "شتاء", "خريف", "ربيع", "عقد", "عقود", "قرن", "ساع", "ينات", "ربع", "نصف", "ينيات",
)  # fmt: skip
_UNIT = "week(?:end)?|month|year|season|summer|spring|autumn|fall|winter|decade|century|term"
_COUNT = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple\s+of|dozen|\w+teen|\w+ty)"
)
_ABOUT_PART = r"(?:(?:early|earlier|mid|late|later)[\s-]+)?"
_EN = re.compile(
    rf"""\b(?:
    (?P<day>the\ day\ before\ yesterday|the\ day\ after\ tomorrow
        |(?:late\ |early\ )?(?:yesterday|tomorrow)(?:\s+(?:morning|afternoon|evening|night))?
        |(?:earlier\ |later\ )?today|tonight|last\ night|this\ (?:morning|afternoon|evening))
    |(?:(?P<part>early|earlier|late|later|mid)[\s-]+)?
        (?P<which>last|past|this|next|coming|current|ongoing)\s+(?P<unit>{_UNIT})(?!\s+ago)
    |(?:the\s+)?(?P<beside>following|previous|same|(?<=the\s)next|that)\s+
        (?P<beside_unit>day|morning|afternoon|evening|night|(?:(?<=following\s)|(?<=previous\s))(?:week|month|year|season)
            |(?:(?<=same\s)|(?<=that\s))year)
    |(?P<before>(?:an?|one|{_COUNT})\s+)(?P<before_unit>(?:week|month|year|decade)s?)\s+(?:previously|earlier|before(?=[,.]))
    |(?:earlier|later|early|late)\s+in\s+the\s+(?P<in_the>week|month|year)
    |(?:all|over\ the|at\ the)\s+(?P<all>weekend)
    |(?P<span>(?:the\s+)?(?:past|last|next|previous|coming|recent)\s+(?:(?:{_COUNT})\s+)+
        (?:day|week|month|year|decade|hour|season)s?)
    |(?P<ago>(?:(?:more\ than|over|about|almost|nearly|some|around|at\ least)\s+)?(?:an?|one|{_COUNT}|half\ a)\s+)?
        (?P<ago_unit>(?:day|week|month|year|decade|hour|centurie|century)s?)\s+ago
    |(?:the\s+)?{_ABOUT_PART}(?P<decade>1[5-9]\d0|20\d0)s
    |(?:the\s+)?{_ABOUT_PART}
        (?P<century>\d{{1,2}}(?:st|nd|rd|th)|twenty-first|twentieth|(?:four|fif|six|seven|eight|nine|t|eleven|twelf|\w+teen)th
            |ninth|first|second|third|fifth|eighth)[\s-]century(?!\s+(?:BC|B\.C|AH|A\.H))
    |(?:the\s+)?{_ABOUT_PART}
        (?:summer|spring|autumn|fall|winter|Christmas|Easter)\s+(?:of\s+)?(?P<season_year>\d{{4}})
    |(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?P<share>quarter|half)
        \s+of\s+(?:the\s+year\s+)?(?P<of>\d{{4}}|(?:last|this|next)\ year)
    |(?:the\s+)?first\s+(?P<months>{_COUNT})\s+months\s+of\s+(?P<months_of>\d{{4}}|(?:last|this|next|the)\ year)
    |(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+the\s+(?P<edge>year|month)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DAYS_EN = (
    ("the day before", -2), ("the day after", 2), ("early yes", -1), ("late yes", -1), ("yesterday", -1),
    ("early tom", 1), ("late tom", 1), ("tomorrow", 1), ("last night", -1), ("", 0),
)  # fmt: skip
_DAYS_AR = tuple(
    (re.compile(pattern), shift)
    for pattern, shift in (
        (r"اول\s+(?:من\s+)?امس|امس\s+الاول", -2), (r"بعد\s+غد", 2), ("غد", 1), (r"امس|ليله\s+الماضيه", -1), ("", 0),
    )
)  # fmt: skip
_WHICH_EN = {"last": -1, "past": -1, "this": 0, "current": 0, "ongoing": 0, "next": 1, "coming": 1}
_BESIDE_EN = {"following": 1, "next": 1, "previous": -1}
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
_MONTHS = 12
_NTH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4,
}  # fmt: skip
_DECADES_AR = {
    "عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60, "سبعين": 70, "ثمانين": 80, "تسعين": 90,
}  # fmt: skip
_UNITS_AR = tuple(
    (re.compile(f"(?:{words})(?:ا|ين|ان)?$"), name)
    for words, name in (
        ("يوم|ايام|ليله|ليالي", "day"), ("اسبوع|اسابيع", "week"), ("شهر|اشهر|شهور", "month"),
        ("عام|اعوام|سنه|سنوات|سنت", "year"), ("موسم", "season"), ("صيف", "summer"), ("شتاء", "winter"),
        ("خريف", "autumn"), ("ربيع", "spring"), ("عقد|عقود", "decade"), ("قرن|قرون", "century"), ("ساعه|ساعات", "hour"),
    )
)  # fmt: skip
_UNIT_AR = "اسبوع|شهر|عام|سنه|موسم|صيف|شتاء|خريف|ربيع|عقد|قرن"
_PART_AR = (
    r"(?:(?:وقت|ساعه)\s+(?:سابق|لاحق|مبكر|متاخر)ه?\s+(?:من\s+)?"
    r"|(?:اوائل|اوايل|اواخر|مطلع|بدايه|منتصف|نهايه)\s+(?:من\s+)?)"
)
_AGO_AR = "ايام|اسابيع|اشهر|شهور|سنوات|اعوام|عقود|ساعات|يومين|اسبوعين|شهرين|عامين|سنتين|عقدين|يوما|شهرا|عاما|اسبوعا"
_WHICH_AR = "ال(?:ماضي|منصرم|منقضي|فارط|فايت|سابق|مقبل|قادم|تالي|جاري|حالي|راهن|اخير)ه?"
_PAST_OR_NEXT = "(?:ماضي|مقبل|قادم|اخير)"
# Not today: "in the day", newspapers ("المصري اليوم"), "the next day", "World Day".
_NOT_AFTER = "".join(rf"(?<!{word}\s)" for word in ("في", "المصري", "اليمن", "الخليج", "روسيا", "اخبار", "ذلك", "طوال"))
_NOT_BEFORE = (
    r"(?!\s+(?:ال(?:تالي|اول|اخير|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر|واحد|عالمي|دولي|وطني|سابق|ذي|دراسي)"
    r"|نفس|ذات|بيوم))"
)
_OF_AN_EVENT_AR = re.compile(r"\s+من\s+(?!الان|اليوم)")
_AR = re.compile(
    rf"""(?<![ء-ي])(?P<clitic>[وف]?[بلك]?)(?:
    (?P<day>(?:(?:صباح|مساء|ظهر|عصر|فجر|ليل|ليله|يوم|بعد\s+ظهر)\s+)?
            (?:اول\s+(?:من\s+)?امس|امس\s+الاول|امس|الامس|بعد\s+غد|غدا|الغد|غد)
        |{_NOT_AFTER}(?:(?:وقت|ساعه)\s+(?:سابق|لاحق|مبكر)ه?\s+(?:من\s+)?)?(?:(?:صباح|مساء|ظهر|عصر|فجر)\s+)?
            (?:هذا\s+)?اليوم{_NOT_BEFORE}
        |الليله(?:\s+الماضيه)?|هذا\s+(?:الصباح|المساء))
    |(?P<part>{_PART_AR})?هذ[اه]\s+ال(?P<this>{_UNIT_AR})
    |(?P<part2>{_PART_AR})?(?:ال|(?<=ل)ل)(?P<unit>{_UNIT_AR})\s+
        (?P<which>{_WHICH_AR})
    |(?P<weekend>(?:عطله\s+)?نهايه\s+الاسبوع)
    |(?P<edge>(?:بدايه|مطلع|منتصف|نهايه|اواخر)\s+ال(?:عام|سنه|شهر))(?!\s+(?:ال|\d|هجري))
    |ال(?:اشهر|شهور)\s+(?P<months>ال[ء-ي]+)\s+الاولي\s+من\s+(?:(?:ال)?(?:عام|سنه)(?:\s+|(?=[.،؛]|\s*$)))?
        (?P<months_of>\d{{4}}|ال(?:ماضي|مقبل|جاري|حالي)ه?|(?<=عام)|(?<=سنه)|(?<=عام\s)|(?<=سنه\s))
    |(?P<beside>(?P<same_year>(?:نفس|ذات|ذلك|تلك)\s+ال(?:عام|سنه)(?!\s+{_WHICH_AR})|ال(?:عام|سنه)\s+(?:نفس|ذات)ها?)
        |(?:ذلك|نفس)\s+(?:اليوم|الصباح|المساء)|(?:تلك|نفس)\s+الليله
        |(?:اليوم|الصباح|المساء|الليله)\s+(?:التالي|نفس|ذات))ه?
    |(?P<span>ال(?:سنوات|اعوام|اشهر|شهور|اسابيع|ايام|عقود|ساعات|عامين|شهرين|اسبوعين|يومين|عقدين|سنتين|قرنين|عامان|شهران|اسبوعان|يومان)
            (?:\s+[ء-ي]+)?(?:\s+[ء-ي]+)?\s+ال{_PAST_OR_NEXT}(?:ه|ين|تين|ان)
        |ال[ء-ي]+(?:\s+(?:عشره?|وال[ء-ي]+))?\s+(?:شهرا|عاما|يوما|اسبوعا|سنه|ساعه)\s+ال{_PAST_OR_NEXT}ه?
        |ال[ء-ي]+\s+(?:اعوام|اشهر|ايام|سنوات|اسابيع|عقود)\s+ال{_PAST_OR_NEXT}ه)
    |(?:قبل|منذ)\s+(?P<ago>(?:(?:اكثر\s+من|نحو|حوالي|قرابه)\s+)?(?:\d+|[ء-ي]+)(?:\s+و?[ء-ي]+)?\s+|)
        (?P<ago_unit>{_AGO_AR}|(?:يوم|اسبوع|شهر|عام|سنه)(?=\s*[.،؛]|\s+(?:واحده?|من|في|علي)\s|\s*$))
    |(?:{_PART_AR})?(?:ال)?(?P<decade>(?:عشرين|ثلاثين|اربعين|خمسين|ستين|سبعين|ثمانين|تسعين)ي?ات)
        (?P<in_century>\s+(?:من\s+)?القرن\s+(?:الماضي|العشرين|ال[ء-ي]+\s+عشر))?(?!\s+من\s+(?:ال)?عمر)
    |(?:{_PART_AR})?القرن\s+
        (?P<century>ال(?:(?:حادي|واحد)\s+والعشرين|عشرين|(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)\s+عشر
            |اول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)(?:\s+(?:ال)?ميلاديه?)?)(?!\s+(?:قبل|ق\.?م|ال?هجري))
    |(?:صيف|شتاء|خريف|ربيع)\s+(?:عام\s+)?(?P<season_year>\d{{4}})
    |ال(?P<share>ربع|نصف|فصل|ثلاثي)\s+(?P<nth>ال(?:اول|ثاني|ثالث|رابع|اخير))\s+(?:من\s+)?(?:ال)?(?:عام|سنه)\s+
        (?P<of>\d{{4}}|ال(?:ماضي|مقبل|جاري|حالي)ه?)
    )(?![ء-ي])""",
    re.VERBOSE,
)

"""What the words around a numeral say of it: a year, a clock time, an identifier, or how exact it is.

Patterns of both languages; Arabic ones are written in folded letters (`text.fold_same_length`) and matched against
folded text, so that every offset holds in the original.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, Protocol

from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from mujaz.model import Qualifier, Side

_AR = r"(?:^|(?<=[^\u0621-\u064a]))[وف]?"


def _before(words: str, language: Side) -> re.Pattern[str]:
    """A pattern for words that end where the numeral begins; "|" parts them, a space is any white space."""
    spaced = words.replace(" ", r"\s+")
    # Arabic prepositions are written together with the numeral: "بـ 20", "لأكثر من".
    return re.compile(rf"{_AR}[بل]?(?:{spaced})\s*$" if language == "ar" else rf"(?i:\b(?:{spaced}))\s*$")


_QUALIFIERS_BEFORE: dict[Side, tuple[tuple[Qualifier, re.Pattern[str]], ...]] = {
    "ar": (
        ("up_to", _before(
            "(?:ما |قد |(?<!ل))[يت]صل(?:ون)?(?: عدد(?:هم|ها))? (?:ل|الي)(?: نحو| حوالي)?"
            "|ما وصل الي|حتي|بحد اقصي|كحد اقصي|اقصاها?"
            "|(?:ما )?لا [يت]تجاوز(?: عدد(?:هم|ها))?|(?:ما )?لا [يت]تخطي"
            "|(?:ما )?لا [يت]تعدي|(?:ما )?لا [يت]زيد (?:عن|علي)", "ar")),
        ("more_than", _before(
            "(?:ما )?لا [يت]قل(?: عدد(?:هم|ها))? عن|علي الاقل|اكثر (?:من|عن)|ازيد من|اعلي من|اكبر من|فوق|تخطت?"
            "|زادت? (?:عن|علي)"
            "|(?:ما |بما )?[يت]زيد(?: عدد(?:هم|ها))? (?:عن|علي)|(?:ما |بما )?[يت]فوق|(?:ما )?[يت]ربو (?:عن|علي)"
            "|(?:ما )?[يت]?تجاوزت?(?: عدد(?:هم|ها))?|ما ينيف (?:عن|علي)", "ar")),
        ("less_than", _before("اقل (?:بقليل )?من|(?:ما )?دون|ادني من|اصغر من|(?:ما )?[يت]قل عن", "ar")),
        ("about", _before(
            "(?:ما )?[يت]قدر (?:عدد(?:هم|ها) )?(?:بنحو|بحوالي|ب)ـ?|نحو|نحوا من|حوالي|قرابه?|زهاء|(?:ما )?[يت]قرب من"
            "|(?:ما )?[يت]قارب|(?:ما )?[يت]ناهز|في حدود|حدود|تقريبا|قريبا? من|بمعدل", "ar")),
    ),
    "en": (
        ("up_to", _before(
            "up to|as (?:many|much|high|long|far|low|few|little) as|at most|no more than|not more than"
            "|(?:a )?maximum of|(?:(?:does|do|did|should|must|will) )?not exceed(?:ing)?"
            "|no (?:larger|greater|higher|longer) than", "en")),
        ("more_than", _before(
            "more than|over|above|at least|in excess of|exceed(?:ing|ed|s)?|upwards? of|not? (?:fewer|less) than"
            "|(?:great|high|larg|long|old)er than|well over|just over|(?:a )?minimum of|surpass(?:ed|es|ing)"
            "|topp(?:ed|ing)", "en")),
        ("less_than", _before("(?:less|fewer|lower|smaller) than|just under|under|below|shy of|short of", "en")),
        ("about", _before(
            "about|around|approximately|roughly|nearly|almost|close to|near|circa|some|(?:an? )?estimated(?: at)?"
            "|an average of|or so|something like|in the region of|on the order of|~|virtually|a little over", "en")),
    ),
}  # fmt: skip
_QUALIFIERS_AFTER: dict[Side, tuple[tuple[Qualifier, re.Pattern[str]], ...]] = {
    "ar": (
        ("more_than", re.compile(r"(?:\s+\S+){0,3}?\s+(?:علي\s+الاقل|او\s+اكثر|فاكثر|فما\s+فوق)")),
        ("about", re.compile(r"(?:\s+\S+){0,3}?\s+تقريبا\b")),
        ("up_to", re.compile(r"(?:\s+\S+){0,3}?\s+(?:علي\s+الاكثر|كحد\s+اقصي|او\s+اقل|فاقل)")),
    ),
    "en": (
        ("more_than", re.compile(
            r"\+(?!\d)|(?:\s+[\w-]+){0,2}?\s+(?:or\s+(?:more|older|over|above|longer|higher)|at\s+least|plus)\b(?!\s+\d)")),
        ("about", re.compile(r"(?:\s+[\w-]+){0,2}?\s+or\s+so\b|-odd\b")),
        ("up_to", re.compile(r"(?:\s+[\w-]+){0,2}?\s+(?:or\s+(?:less|fewer|under|younger)|at\s+most)\b")),
    ),
}  # fmt: skip
_WINDOW = 44


class _Stretch(Protocol):
    """What has a place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def ends_days(text: str, first: _Stretch, last: _Stretch) -> bool:
    """Whether the number `last` ends a span of days that begins with the day `first`: "May 5-7", "July 1 and 10"."""
    gap = text[first.end : last.start]
    return gap in {"-", "–"} or bool(
        _TO_DAY_EN.fullmatch(gap) and _FROM_DAY_EN.search(text[: first.start]) and _ENDS_EN.match(text, last.end)
    )


_AT_LEAST_BEFORE_AR = _before("(?:ما )?لا [يت]قل(?: عدد(?:هم|ها))? عن|علي الاقل|بحد ادني|كحد ادني", "ar")

_AT_LEAST: dict[Side, re.Pattern[str]] = {
    "ar": re.compile(r"لا [يت]قل(?: عدد\w*)? عن|علي\s+(?:الاقل|اقل)|[بك]حد ادني|او\s+(?:اكثر|يزيد)|فاكثر|فما\s+فوق"),
    "en": re.compile(
        r"\b(?:at\s+least|or\s+more|no\s+(?:fewer|less)\s+than|not\s+less\s+than|a\s+minimum\s+of)\b", re.IGNORECASE
    ),
}


def qualifier(text: str, start: int, end: int, language: Side) -> tuple[Qualifier, int]:
    """How exact the number at `start`-`end` is said to be, and where the words that say so begin (or `start`)."""
    before = text[max(0, start - _WINDOW) : start]
    for name, pattern in _QUALIFIERS_BEFORE[language]:
        match = pattern.search(before)
        if match:
            return name, start - len(before) + match.start() + (match[0][0] == "و")
    after = text[end : end + _WINDOW]
    for name, pattern in _QUALIFIERS_AFTER[language]:
        if pattern.match(after):
            return name, start
    return "exact", start


def is_at_least(text: str, start: int, end: int) -> bool:
    """Whether folded Arabic text bounds the number at `start`-`end` from below and includes it: على الأقل, أو أكثر."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    return _AT_LEAST_BEFORE_AR.search(before) is not None or _QUALIFIERS_AFTER["ar"][0][1].match(after) is not None


def says_at_least(sentence: str, text: str, language: Side) -> bool:
    """Whether a number's words, or those around them in their sentence, bound it from below and include it."""
    at = sentence.find(text)
    near = sentence[max(0, at - _WINDOW) : at + len(text) + _WINDOW] if at >= 0 else text
    return _AT_LEAST[language].search(fold_same_length(near)) is not None


def cue(before: str, language: Side) -> Literal["ordinal", "time"] | None:
    """The kind that the word before an Arabic numeral gives it: a century ("القرن العشرين") or an hour."""
    if language == "en":
        return None
    return "ordinal" if _CENTURY_BEFORE_AR.search(before) else "time" if _HOUR_BEFORE_AR.search(before) else None


CLOCK_OR_DATE = re.compile(
    r"(?P<time>(?<!\d)\d{1,2}(?:[:.]\d\d){1,2}\s*(?:[ap]\.?m\b\.?|GMT|BST|ET\b|تغ|غرينتش)"
    r"|(?<!\d)\d{1,2}\s*[ap]\.?m\b\.?|(?<!\d)\d{1,2}:\d\d(?::\d\d)?\b)"
    r"|(?P<date>(?<!\d)\d{1,4}[/-]\d{1,2}[/-]\d{1,4}\b|(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}\b)"
    r"|(?P<identifier>(?:\+\d{1,3}[ -]?)?(?<!\d)0\d{2,4}(?:[ -]\d{2,})+\b|(?<!\d)\d{3}(?:[ -]\d{3,4}){2,}\b"
    r"|(?<!\d)\d+\+\d+\b|(?<!\d)\d+/\d+\b"
    r"|(?<!\d)0\d+\b(?!\.)|(?<!\d)\d+(?:-\d+){2,}\b)",
)

YEAR_BEFORE: dict[Side, re.Pattern[str]] = {
    "ar": re.compile(
        rf"{_AR}[بل]?(?:ال)?(?:عام|سنه|عامي|عاما)(?:\s+ال)?\s*$|(?:منذ|حتي|قبل|بعد|الي)\s+(?:ال)?(?:عام|سنه)\s*$"
    ),
    "en": re.compile(
        r"(?i:\b(?:in|since|by|until|till|during|the\s+year|year|early|late|mid|spring|summer|autumn|fall|winter|back\s+to))[\s-]+$"
    ),
}
DECADE_AFTER = re.compile(r"s(?![a-z])")
ERA_AFTER = re.compile(r"\s*(?:هـ?\b|هجري|للهجره|\(?م\)?(?![\u0621-\u064a])|للميلاد|ميلادي)")
# After a bare number of four digits, these make it a quantity and not a year: nouns in the plural.
PLURAL_AFTER_EN = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?!(?:is|was|has|its|this|as|us|yes|does|across|perhaps|plus|versus|towards|always)\b)[a-z]{2,}s\b"
    r"|\s+(?:people|men|women|children|police)\b"
)

IDENTIFIER_BEFORE: dict[Side, re.Pattern[str]] = {
    "ar": re.compile(
        rf"{_AR}[بل]?(?:(?:ال)?(?:رقم|ماده|قرار|غرفه|رحله|شارع|طريق|قناه|فقره|بند|نموذج|طراز|فرع|بوابه|راديو|سجل)"
        r"|مجموعه\s+(?:ال)?|الـ?رقم|بوينج|بوينغ|ايرباص|ميغ|ميج|سو|اف|اس|كوفيد|ابولو|فورمولا|ايفون|ويندوز)[\s-]*$",
    ),
    "en": re.compile(
        r"(?:\b(?:[Nn]os?\.|[Nn]umbers?|No|(?i:articles?|chapter|section|resolutions?|flight|route|room|highway|pages?|log|verse"
        r"|paragraph)|Interstate|Channel|Radio|Group\s+of|Boeing|Airbus|Apollo|Type|Phase|Level|Grade|Category|Class|Model"
        r"|Unit|Bus|Gate|Building|Terminal|Platform|Part|Volume|Formula|Act|Episode|Season|[Cc]all|[Dd]ial|[Cc]alling|Area)|#)\s*$",
    ),
}  # fmt: skip
# A channel by its letters: "بي بي سي 4"; not with "إن", which is "that" too.
CHANNEL_BEFORE_AR = re.compile(rf"{_AR}[بل]?(?:(?:ايه|اي|بي|سي|دي|اف|جي|اتش|ام|ار|اس|تي|دبليو|اكس)\s+){{2,4}}$")
GROUP_AR = re.compile(r"(?:مجموعه|دول)\s+(?:ال)?$")
_CENTURY_BEFORE_AR = re.compile(r"قرن\s+$")
_HOUR_BEFORE_AR = re.compile(rf"{_AR}[بل]?(?:ال)?ساعه\s+$")
SEVERAL_BEFORE = re.compile(rf"(?i:\b(?:several|a\s+few|few|many|couple(?:\s+of)?)\s+$)|{_AR}[بل]?(?:بضع|بضعه|عده)\s+$")
# A capitalised word right before digits names a thing (Nord Stream 2), unless it is one of these.
CAPITAL_BEFORE = re.compile(
    r"(?<![.!?:;\"“”'‘(]\s)(?<!^)\b(?!(?:The|A|An|In|On|At|By|Of|For|And|But|Or|To|From|With|Since|Until|About|Around|Over"
    r"|Some|Nearly|Almost|More|Than|Only|Just|All|Aged?|Least|Another|These|Those|Its|Their|His|Her|When|After|Before|That"
    r"|Under|Between|Up)\b)[A-Z][\w’']*\s+$",
)
SCORE_CUE = re.compile(
    r"(?i:\b(?:w[io]n(?:s|ning)?|beat(?:s|en|ing)?|lead(?:s|ing)?|led|los(?:e|t|s|ing)|defeat(?:s|ed)?|victor(?:y|ies)|draws?|drew"
    r"|scor(?:e|es|ed|ing)|goals?|triumphs?|half-?time|match(?:es)?|games?|sets?|final|league|cup|tie|vote[sd]?)\b)"
    r"|فوز|فاز|هزيم|هزم|خسر|خساره|تعادل|نتيجه|مبارا|هدف|تقدم|بفارق|سجل|ملعب|شوط",
)
ORDINAL_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
SCALE_SUFFIX = re.compile(r"(?P<scale>bn|tn|mn|m|b|k|K|M|B)\b")
SCALE_VALUES = {"bn": 1e9, "b": 1e9, "tn": 1e12, "mn": 1e6, "m": 1e6, "k": 1e3}
# A sign, or the letters that English newspapers of the region put before a sum: "SR7 billion".
CURRENCY_BEFORE = re.compile(
    r"(?:(?:\b(?:US|A|C|NZ|HK|S|AU|CA)\s?)?(?P<sign>[$£€¥₹₪])|\b(?P<code>[A-Z]{3}|SR|QR|KD|BD|RO|JD|LE|LL|TL|DT|Dhs?|Rs))\s?$"
)
CLOCK_AFTER: dict[Side, re.Pattern[str]] = {
    "ar": re.compile(r"\s+(?:صباحا|مساء|فجرا|ظهرا|عصرا|ليلا|بتوقيت|بالتوقيت)(?![ء-ي])"),
    "en": re.compile(r"\s+(?:o['’]clock|in\s+the\s+(?:morning|afternoon|evening))\b"),
}
# "يوم 14 منه" is a day of the month named before; "أبو سبع" is somebody's or some place's name.
DAY_OF_MONTH: dict[Side, re.Pattern[str]] = {
    "ar": re.compile(r"\s+من\s+(?:ال)?شهر\s+ال(?:جاري|حالي|ماضي|منصرم|مقبل|قادم)(?![ء-ي])"),
    "en": re.compile(r"(?:st|nd|rd|th)?\s+of\s+(?:this|last|next)\s+month\b"),
}
# "between July 1 and 10" has its month once.
_FROM_DAY_EN = re.compile(r"\b(?:between|from)\s+[A-Za-z]+\.?\s+$")
_TO_DAY_EN = re.compile(r"\s+(?:and|to)\s+")
_ENDS_EN = re.compile(r"\s*(?:$|[.,;:)]|(?:in|at|of|by|on|when|after|with|for)\b)")
DAY_BEFORE_AR = re.compile(r"(?<![ء-ي])(?:يوم|في|ال|الي|حتي|و)\s*$")
OF_IT_AR = re.compile(r"\s+منه(?![ء-ي])")
NAME_BEFORE_AR = re.compile(r"(?<![ء-ي])[وبل]?(?:ابو|ابي|ابا)\s+$")

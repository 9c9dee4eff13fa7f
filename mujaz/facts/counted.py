"""What a number counts: the noun phrase around it, in Arabic and English.

Not a parser: the words after (or, for Arabic ordinals and definite numbers, before) the number up to the first word
that cannot belong to the phrase. A short phrase that is right is worth more than a long one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mujaz import number_words, units
from mujaz.facts import lexicon
from mujaz.facts.captions import AGE_WHAT, noun
from mujaz.numerals import fold_words, word_key
from mujaz.text import DIACRITICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Side
    from mujaz.quantities import Quantity


class Counted(NamedTuple):
    """A noun phrase: its words, and how far the number with its head noun reaches in the text."""

    what: str
    start: int
    end: int


def counted(text: str, quantity: Quantity, language: Side) -> Counted:
    """What `quantity` counts in `text`; `what` is empty where nothing near it names it."""
    if is_age(text, quantity, language):
        old = _OLD_EN.match(text, quantity.end) if language == "en" else None
        return Counted(AGE_WHAT[language], quantity.qualified, old.end() if old else quantity.end)
    if quantity.kind == "score":
        return Counted("", quantity.qualified, quantity.end)
    return _counted_ar(text, quantity) if language == "ar" else _counted_en(text, quantity)


def is_age(text: str, quantity: Quantity, language: Side) -> bool:
    """Whether the number is somebody's age."""
    before, after = text[max(0, quantity.start - 24) : quantity.start], text[quantity.end : quantity.end + 14]
    if language == "en":
        if quantity.unit == "year":
            return _OLD_EN.match(after) is not None
        return (
            not quantity.unit
            and quantity.value < _OLDEST
            and (
                _AGED_EN.search(before) is not None
                or (_WAS_EN.search(before) is not None and _WHEN_EN.match(after) is not None)
                or (_NAME_COMMA_EN.search(before) is not None and _COMMA_EN.match(after) is not None)
            )
        )
    folded = word_key(before)
    if quantity.unit != "year":
        after = fold_words(after)
        aged = _AT_AGE_AR.search(folded) or _AGED_AFTER_AR.match(after)
        return not quantity.unit and quantity.value < _OLDEST and aged is not None
    return _AGED_AR.search(folded) is not None or _AGED_AFTER_AR.match(fold_words(after)) is not None


def english(unit_key: str, value: float) -> str:
    """The unit in English for a number without a translation: "soldiers", "percent"; empty when unknown."""
    unit = units.load().by_key.get(unit_key)
    if unit is None:
        return ""
    return unit.en_one if value == 1 or not unit.en else unit.en[0]


def _counted_en(text: str, quantity: Quantity) -> Counted:
    lead = _unit_name_en(text, quantity)
    governing = not lead and quantity.kind in {"cardinal", "ordinal"}
    hyphened = _COMPOUND_EN.match(text, quantity.number_end) if governing else None
    if hyphened:  # "a six-game series" counts games, "the 34th-minute opener" is of a minute
        plural = "s" if quantity.kind == "cardinal" else ""
        return Counted(f"{hyphened['noun']}{plural}", quantity.qualified, hyphened.end())
    end = head_end = quantity.end
    words = [lead] if lead else []
    if quantity.kind == "vague" and not lead:
        of = _OF_EN.match(text, end)
        if of is None:
            return Counted("", quantity.qualified, end)  # "thousands joined the march"
        end = of.end()
    linked = signed = bool(lead) and quantity.unit in _SIGNS_EN
    compound = text[quantity.number_end : quantity.number_end + 1] == "-" and bool(lead)
    for match in _WORD_EN.finditer(text, end) if not compound else ():
        word, gap = match[0].lower(), text[end : match.start()]
        if (
            len(words) == _LONGEST
            or not _GAP_EN.fullmatch(gap)
            or _ends_phrase(match[0], words, signed=signed, lead=lead)
        ):
            break
        if words and "-" not in word and word.endswith(("ed", "ing", "ly")) and gap.isspace():
            break  # a verb or an adverb
        linked = linked or word in _LINK_EN
        words.append(match[0])
        end = match.end()
        head_end = head_end if linked else end
    following = _WORD_EN.match(text, end + 1)
    if signed and lead != "percent" and len(words) == 2 and following:  # noqa: PLR2004 - the sign and a noun
        goes_on = following[0].lower() not in lexicon.load().phrase_end_en | _LINK_EN | {"a", "per"}
        words = words[:1] if goes_on else words  # not "USD ostrich-leather" of a jacket
    words = _with_head(words, lead)
    head_end = head_end if words else quantity.end
    among = _AMONG_EN.match(text, quantity.end) if not words else None
    if among:
        return Counted(among["noun"], quantity.qualified, quantity.end)  # "11 of them children"
    return Counted(" ".join(words), quantity.qualified, head_end)


def _with_head(words: list[str], lead: str) -> list[str]:
    """The words of a phrase up to the last that can be its head; none for a verb ("nine abstained")."""
    if not lead and len(words) == 1 and words[0].endswith("ed"):
        return []
    while words and words[-1].lower() in _NO_HEAD_EN:
        words.pop()
    return words


def _ends_phrase(text: str, words: Sequence[str], *, signed: bool, lead: str) -> bool:
    """Whether an English word cannot go on with the noun phrase; `lead` is the unit it begins with, maybe a sign."""
    word = text.lower()
    linking = _LINK_EN - _ARTICLES_EN
    if word in lexicon.load().phrase_end_en or word in number_words.table("en") or (word in _LINK_EN and not words):
        return True
    article = text in _ARTICLES_EN and bool(words) and words[-1] not in linking
    if ((word == "in" or article) and not signed) or (word in linking and linking & set(words)):
        return True  # "rifles in a sweep", "charges of murder in aid of", "14 firms a total of"
    if len(words) != 1 or not lead:
        return signed and lead != "percent" and len(words) == 2 and words[1].lower() not in _LINK_EN  # noqa: PLR2004 - "USD bond"
    if not signed:
        return word != "of"  # "three countries act": what is counted has been named
    if words == ["percent"] and word in _LINK_EN and word != "of":
        return True  # "23.7% in October"
    return text[0].isupper() or word in _TIMES_EN  # "$11 billion Nord Stream 2", "11.2% month on month"


def _unit_name_en(text: str, quantity: Quantity) -> str:
    """The unit as the text has it, or as a word where the text has only a sign ("$", "%")."""
    if quantity.unit in _SIGNS_EN and (quantity.unit == "%" or not text[quantity.start].isalnum()):
        return "percent" if quantity.unit == "%" else quantity.unit
    if quantity.unit and text[quantity.number_end : quantity.number_end + 1] == "-":
        return english(quantity.unit, quantity.value)  # "five-point" counts points
    unit = units.load().match([text[quantity.number_end : quantity.end].strip().lower()], "en")
    if unit and unit[0].kind == "measure" and quantity.value != 1 and _SINGULAR_EN.search(text[: quantity.end]):
        return english(quantity.unit, quantity.value)  # "a 550 pound hog"
    if quantity.unit and quantity.end == quantity.number_end > quantity.start:
        return english(quantity.unit, quantity.value)  # "SR7 billion", "an hour and a half"
    return text[quantity.number_end : quantity.end].strip().removeprefix("of ") if quantity.unit else ""


def _unit_name_ar(text: str, quantity: Quantity) -> str:
    if quantity.unit == "%":
        spelt = fold_words(text[quantity.number_end : quantity.end])
        return _PERCENT_AR if "مئ" not in spelt else "بالمئة"
    return _AND_PART_AR.sub("", text[quantity.number_end : quantity.end].strip()) if quantity.unit else ""


def _counted_ar(text: str, quantity: Quantity) -> Counted:
    backwards = quantity.kind in {"ordinal", "one"} or _DEFINITE_AR.match(
        fold_words(text[quantity.start : quantity.end])
    )
    if quantity.kind == "vague" and backwards:
        return Counted("", quantity.qualified, quantity.end)  # "انضم الآلاف"
    if is_numbered(text, quantity):
        return _before_ar(text, replace(quantity, end=quantity.number_end))  # "الدقيقة 89 يوم السبت" counts no days
    if backwards and (not quantity.unit or quantity.kind == "one"):
        return _before_ar(text, replace(quantity, end=quantity.number_end))
    end = head_end = quantity.end
    lead = _unit_name_ar(text, quantity)
    words = [lead.removeprefix("من ")] if lead else []
    percent = quantity.unit == "%"
    for match in _WORD_AR.finditer(text, end):
        word, gap = word_key(match[0]), text[end : match.start()]
        of = word == "من" and (not words or percent) and _OUT_OF_AR.match(text, match.end()) is None
        if len(words) == _LONGEST or (gap and not gap.isspace()) or (word in lexicon.load().phrase_end_ar and not of):
            break
        follows_of = words and words[-1] == "من"
        starts = not words or follows_of or (percent and len(words) == 1)
        if percent and len(words) == 1 and not of:
            break
        if _is_clitic(word) if starts and not lead else not starts and not _is_adjective(word, words):
            break
        words.append(match[0])
        end = match.end()
        head_end = head_end if lead and starts else end
    while words and words[-1] == "من":
        words.pop()
    return Counted(" ".join(words).removeprefix("من "), quantity.qualified, head_end if words else quantity.end)


def _is_clitic(word: str) -> bool:
    """Whether a folded word goes on after the number ("and …", "with a chant") instead of naming what it counts."""
    if noun([word]):
        return False
    return _CLITIC_AR.match(word) is not None or (word[:1] in {"ب", "ل"} and len(word) > 4)  # noqa: PLR2004 - بحث, بلد


def _is_adjective(word: str, words: Sequence[str]) -> bool:
    """Whether a folded word may be an adjective of the noun phrase so far: no verb, no adverb, no "to …"."""
    if _NO_ADJECTIVE_AR.match(word) or _ADJECTIVE_AR.search(word) is None:
        return False
    if word.startswith("ال") != fold_words(words[-1]).startswith("ال"):
        return False
    return not word.endswith("يا") or word_key(words[-1]).endswith(("ا", "ين"))


def is_numbered(text: str, quantity: Quantity) -> bool:
    """Whether an Arabic number follows its noun as an ordinal would: "الدقيقة 89" is minute 89, not 89 minutes."""
    return _numbered().search(word_key(text[max(0, quantity.start - 24) : quantity.start])) is not None


@cache
def _numbered() -> re.Pattern[str]:
    """What ends with a noun that a number follows, as an ordinal would: "الدقيقة 89"."""
    return re.compile(rf"(?<![ء-ي])[وفبل]?(?:ال|لل|ل)(?:{'|'.join(sorted(lexicon.load().numbered_ar))})\s+$")


def _before_ar(text: str, quantity: Quantity) -> Counted:
    """The noun before an ordinal or a definite number, with one adjective between: "المسؤولون الأمريكيون الثلاثة"."""
    before = list(_WORD_AR.finditer(text, max(0, quantity.start - 40), quantity.start))[-2:]
    words: list[str] = []
    start = quantity.start
    for match in reversed(before):
        word = word_key(match[0])
        if (
            not text[match.end() : start].isspace()
            or word in lexicon.load().phrase_end_ar
            or (words and _PREPOSITION_AR.match(fold_words(words[0])))
        ):
            break
        if words and not (_ADJECTIVE_AR.search(word_key(words[0])) and len(word) > 2):  # noqa: PLR2004 - a noun
            break
        words.insert(0, match[0])
        start = match.start()
    return Counted(_without_clitics(" ".join(words)), min(start, quantity.qualified), quantity.end)


def _without_clitics(phrase: str) -> str:
    """A noun phrase without the conjunction and the preposition written together with it: للحفرة is الحفرة."""
    head = word_key(phrase)
    if phrase[1:2] in {"أ", "إ", "آ"} and head[0] in "بلكوف":
        return phrase[1:]  # لألبومه: a hamza on an alif begins the word
    if head.startswith(("وال", "بال", "فال")):
        return phrase[1:]
    if head.startswith("لل"):
        return f"ا{phrase}" if head.startswith("للل") else f"ا{phrase[0]}{phrase[2:]}"
    joined = head[:1] in {"ل", "ب", "و"} and not noun(head.split()) and noun(head[1:].split())
    return phrase[1:] if joined else phrase


_PERCENT_AR = "بالمائة"
_OLDEST = 120
_LONGEST = 5
_SIGNS_EN = frozenset({"USD", "GBP", "EUR", "JPY", "INR", "shekel", "%"})
_OLD_EN = re.compile(r"[- ]olds?\b|\s+of\s+age\b")
_AGED_EN = re.compile(r"(?i:\b(?:aged?|age\s+of|turn(?:s|ed|ing)?)\s+)$")
_WAS_EN = re.compile(r"\b(?:was|is|were)\s+(?:only\s+|just\s+)?$")
_WHEN_EN = re.compile(r"\s+(?:when|at\s+the\s+time)\b")
_NAME_COMMA_EN = re.compile(
    r"(?:\b[A-Z][\w’'-]+|\b(?:man|woman|boy|girl|student|officer|mother|father|son|daughter)),\s+$"
)
_COMMA_EN = re.compile(r"\s*(?:,|\)|\.$|\s+and\b)")
_AT_AGE_AR = re.compile(r"(?<![ء-ي])[بف]?سن\s+(?:ال)?$")
_AGED_AR = re.compile(r"اعمار|عمر|[يت]بلغ\s+(?:حوالي\s+)?$|بالغه?\s+(?:حوالي\s+)?$|عن\s+$|سن\s+(?:ال)?\s*$|\($")
_AGED_AFTER_AR = re.compile(r"\s+من\s+(?:العمر|عمره|عمرها)")
_WORD_EN = re.compile(r"[^\W\d_][\w’'.]*(?<!\.)(?:-[^\W_]+)*")
_OF_EN = re.compile(r"\s+(?:of|more)\b")
_COMPOUND_EN = re.compile(r"-(?P<noun>[a-z]{2,}[^s\W])(?=\s[a-z])(?!ed\b)")
_GAP_EN = re.compile(r"\s+|-|")
_WORD_AR = re.compile(rf"[\u0621-\u064a\u0671{DIACRITICS}\u0640]+")
_DEFINITE_AR = re.compile(r"ال(?!اف|ف\b)[\u0621-\u064a]")
# A word that goes on after the number instead of naming what it counts: "and …", "in …", "to the …".
_CLITIC_AR = re.compile(
    r"و(?!فد|فود|زير|زراء|زار|ثيق|ثائق|رق|جب|سيل|سائل|لاي|لد|كال)\w{2}|لل\w{3}"
    r"|ب(?:ا(?!ب|حث|رج|خر)|س(?!تان)|ع(?!ث|وض)|ت|م|ش)\w{2}",
)
_ADJECTIVE_AR = re.compile(
    r"(?:ي|يه|يا|يين|يون|يات|جديد|جديده|اخر|اخري|اضافي|كبير|كبيره|صغيره?|مربعا?|مكعبا?|مختلفه?)$",
)
# Futures, and ل with a verbal noun: "فسنرى", "لتغطية"; an adverb after another noun than an accusative: "جزئيا".
_NO_ADJECTIVE_AR = re.compile(
    r"[وف]س[ينتا]\w{2}|س(?:ن(?!وي)|ي(?!اس|اح|اد))\w{2}|ف\w{5}|و(?!طن|زار|اسع|حيد|همي|اقع)|ل(?!بنان|يبي|اتين|وجست)\w|ي(?!من|ابان|وم|هود|ونان|سار|دوي)\w+ي$"
)
_AND_PART_AR = re.compile(r"\s+و\s?(?:نصف|ربع)(?:\s.*)?$")
_OUT_OF_AR = re.compile("\\s+(?:اصل|أصل|بين|أجل)(?![ء-ي])")
_PREPOSITION_AR = re.compile("(?:بال|لل|كال)[ء-ي]{2}")
_SINGULAR_EN = re.compile(r"[^s]$")
_LINK_EN = frozenset({"of", "the", "in", "a", "an"})
# What cannot be the head of a caption: "the two largest" of something.
_NO_HEAD_EN = _LINK_EN | {
    "largest", "biggest", "smallest", "main", "top", "best", "worst", "oldest", "latest", "new", "other", "such",
}  # fmt: skip
_ARTICLES_EN = frozenset({"the", "a", "an"})
# What follows a percentage or a sum and is not what it is of.
_TIMES_EN = frozenset("month year quarter week day monthly annually yearly year-on-year certain sure owned".split())
_AMONG_EN = re.compile(r"\s+of\s+(?:them|whom|which)\s+(?:were\s+|are\s+)?(?P<noun>[a-z]+(?:s|men|women|ren|people))\b")

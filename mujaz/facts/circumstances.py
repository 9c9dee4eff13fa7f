"""What happened to those whom a number counts ("34 people killed"), and what a percentage measures ("38 percent rise").

The words right beside the number tell; where the two languages tell different things, neither is believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mujaz import units
from mujaz.facts.captions import noun
from mujaz.numerals import fold_words
from mujaz.text import alternation, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(NamedTuple):
    """What befell people: `en` follows its noun, `ar` stands for "people" in that state, the others follow a noun."""

    en: str
    ar: str
    of_men: str
    of_women: str


class Said(NamedTuple):
    """One language's words around a number: `before` it, its caption so far, and `after` the noun it counts."""

    before: str
    what: str
    after: str


def with_state(arabic: Said, english: Said) -> tuple[str, str]:
    """The captions in both languages with the state of the people counted, or as they are."""
    if not (_are_people_ar(arabic.what) and _are_people_en(english.what)):
        return arabic.what, english.what
    if _MODAL_EN.match(english.after):
        return _others(arabic.what, english.what)  # "millions would have been killed"
    here, there = _state_ar(arabic), _state_en(english)
    if here is _STATES["injured"] and there is None and _ILL_EN.search(english.before[-_NEAR:] + english.after[:_NEAR]):
        here = _INFECTED  # أصيب is said of a disease too
    here, there = here or there, there or here
    if here is None or there is None or (here is not there and {here.en, there.en} != {"killed", "dead"}):
        return _others(arabic.what, english.what)
    people = "people" if english.what in _NOBODY_EN else english.what
    if not arabic.what or noun_key(arabic.what) in _PERSONS_AR:
        return here.ar, f"{people} {there.en}"
    found = noun(arabic.what.split())
    women = found is not None and found[0].human == "f"
    return f"{arabic.what} {here.of_women if women else here.of_men}", f"{people} {there.en}"


def _others(what_ar: str, what_en: str) -> tuple[str, str]:
    """Captions that only say "others" say people: آخرون are human."""
    if _key(what_ar) in _NOBODY_AR and what_en in _NOBODY_EN:
        return "أشخاص", "people"
    return what_ar, what_en


def with_change(arabic: Said, english: Said) -> tuple[str, str]:
    """The captions of a bare percentage with what it measures, a rise or a rate, or as they are."""
    here, there = _change(arabic.before, _CHANGES_AR), _change(english.before, _CHANGES_EN)
    if here and there and here[1] != there[1]:
        return arabic.what, english.what
    what_ar = f"{arabic.what} {here[0]}" if here and arabic.what in _PERCENT_AR else arabic.what
    what_en = f"{english.what} {there[0]}" if there and english.what == "percent" else english.what
    return what_ar, what_en


def noun_key(what: str) -> str:
    """The singular of a caption's first noun, or its first word."""
    words = what.split()
    found = noun(words) if words else None
    return found[0].singular if found else (words[0] if words else "")


def _are_people_ar(what: str) -> bool:
    found = noun(what.split()) if what else None
    return not what or _key(what) in _NOBODY_AR or (found is not None and bool(found[0].human) and not _told_ar(what))


def _told_ar(what: str) -> bool:
    return noun_key(what) in _STATED_AR


def _are_people_en(what: str) -> bool:
    if what in _NOBODY_EN:
        return True
    unit = units.load().match([what.lower().rsplit(maxsplit=1)[-1]], "en")
    return unit is not None and unit[0].kind == "people" and unit[0].key not in _STATED_EN


def _state_en(said: Said) -> State | None:
    match = _AFTER_EN.match(said.after) or _BEFORE_EN.search(said.before)
    return _STATES[match.lastgroup] if match and match.lastgroup else None


def _state_ar(said: Said) -> State | None:
    match = _AFTER_AR.match(_key(said.after)) or _BEFORE_AR.search(_key(said.before))
    return _STATES[match.lastgroup] if match and match.lastgroup else None


def _change(before: str, table: re.Pattern[str]) -> tuple[str, int] | None:
    """The noun of the last change or rate named before a percentage, and its direction: 1, -1 or 0."""
    text = _key(before) if table is _CHANGES_AR else before
    nouns = _NOUNS_AR if table is _CHANGES_AR else _NOUNS_EN
    level = _LEVEL.search(text) is not None  # "rose to 23 percent": no rise of 23 percent, but a rate may be named
    names = [match.lastgroup for match in table.finditer(text[-_NEAR:]) if match.lastgroup]
    found = [nouns[name] for name in names if not level or not nouns[name][1]]
    return found[-1] if found else None


def _key(text: str) -> str:
    return fold_words(strip_marks(text))


def _groups(table: Iterable[tuple[str, str]], form: str) -> str:
    """A pattern with a group for each row of a table, in the place of "…"."""
    rows = "|".join(f"(?P<{name}>{alternation(words.split('|'))})" for name, words in table)
    return form.replace("…", rows)


_NEAR = 70  # characters
_STATES = {
    "killed": State("killed", "قتلى", "قتلى", "قتيلات"),
    "dead": State("dead", "متوفون", "متوفون", "متوفيات"),
    "injured": State("injured", "مصابون", "مصابون", "مصابات"),
    "arrested": State("arrested", "موقوفون", "موقوفون", "موقوفات"),
    "missing": State("missing", "مفقودون", "مفقودون", "مفقودات"),
    "rescued": State("rescued", "أشخاص تم إنقاذهم", "تم إنقاذهم", "تم إنقاذهن"),
    "displaced": State("displaced", "نازحون", "نازحون", "نازحات"),
}
_INFECTED = State("infected", "مصابون", "مصابون", "مصابات")
_ILL_EN = re.compile(r"\b(?:ill|infect\w+|sick\w*|disease|virus|cholera|epidemic|outbreak|measles|fever|poison\w*)\b")
_NOBODY_EN = frozenset({"", "people", "others", "persons", "more", "more people", "other people"})
_NOBODY_AR = frozenset({"اخرين", "اخرون", "اخر", "منهم", "شخصا اخرين"})
_PERSONS_AR = frozenset({"شخص", "فرد", "إنسان", "آخرين", "آخرون", "منهم"})
_STATED_EN = frozenset(
    {"dead", "wounded", "martyr", "victim", "detainee", "prisoner", "displaced", "hostage", "refugee"}
)
_STATED_AR = frozenset(
    "قتيل جريح مصاب شهيد ضحية مفقود ناج غريق متوف معتقل موقوف محتجز مختطف رهينة أسير سجين نازح لاجئ".split()
)
_WERE = (
    r"(?:(?:were|was|are|is|have|has|had|been|being|remain|remained|still|also|all|reported|feared|confirmed|left)\s+)"
    r"{0,4}"
)
_AFTER_EN = re.compile(
    _groups(
        (
            ("killed", "killed|slain|massacred"),
            ("dead", "dead|died|perished|have died|had died"),
            ("injured", "injured|wounded|hurt"),
            ("arrested", "arrested|detained"),
            ("missing", "missing|unaccounted for"),
            ("rescued", "rescued"),
            ("displaced", "displaced"),
        ),
        rf"\s*(?:, \d+ of them \w+,)?\s*{_WERE}(?:\w+ly\s+)?(?:…)\b",
    )
)
_MODAL_EN = re.compile(r"\s*(?:would|could|might|may|can|will|should|must|(?:was|were|had)\s+not)\b")
_BEFORE_EN = re.compile(
    _groups(
        (
            ("killed", "killing|killed|kills|kill"),
            ("dead", "deaths of|death of|claimed the lives of"),
            ("injured", "injuring|injured|wounding|wounded|injures|wounds"),
            ("arrested", "arrested|arresting|detained|detaining|arrest of|arrests"),
            ("missing", "disappearance of"),
            ("rescued", "rescued|rescuing|rescue of"),
            ("displaced", "displaced|displacing|displaces"),
        ),
        r"(?<!was )(?<!were )(?<!been )\b(?:…)\s+(?:the\s+)?$",
    )
)
_BEFORE_AR = re.compile(
    _groups(
        (
            ("killed", "مقتل|قتل|قتلت|تقتل|يقتل|مصرع|لقي"),
            ("dead", "وفاه|توفي|اودي بحياه|اودت بحياه"),
            ("injured", "اصابه|اصيب|اصابت|جرح|جرحت"),
            ("arrested", "اعتقال|اعتقل|اعتقلت|توقيف|اوقف|اوقفت|القاء القبض علي|القت القبض علي|القي القبض علي"),
            ("missing", "فقدان|اختفاء|فقد"),
            ("rescued", "انقاذ|انقذ|انقذت"),
            ("displaced", "نزوح|تهجير|تشريد|نزح"),
        ),
        r"(?<![ء-ي])[وفبل]?(?:…)\s+[بل]?$",
    )
)
_AFTER_AR = re.compile(
    _groups(
        (
            ("killed", "مصرعهم|لقوا مصرعهم|قتلوا|حتفهم|لقوا حتفهم"),
            ("dead", "توفوا|فارقوا الحياه"),
            ("injured", "بجروح|بجراح|اصيبوا|جرحوا|مصابون"),
            ("missing", "في عداد المفقودين|مفقودين|مفقودون"),
        ),
        r"\s*(?:…)(?![ء-ي])",
    )
)
_NOUNS_EN = {
    "rise": ("rise", 1), "increase": ("increase", 1), "growth": ("growth", 1), "gain": ("gain", 1),
    "fall": ("fall", -1), "drop": ("drop", -1), "decline": ("decline", -1), "decrease": ("decrease", -1),
    "cut": ("cut", -1), "loss": ("loss", -1), "inflation": ("inflation", 0),
    "unemployment": ("unemployment", 0), "turnout": ("turnout", 0),
}  # fmt: skip
_UP_TO_NUMBER = r"[^.;:%\d]*$"
_CHANGES_EN = re.compile(
    _groups(
        (
            ("rise", "rise|rose|risen|rises|rising|climbed|jumped|surged|soared|up|rise of"),
            ("increase", "increase|increased|increases|increasing|increase of|raised|raise"),
            ("growth", "grow|grew|grown|growing|grows|growth of|expanded"),
            ("gain", "gained|gains|added|advanced"),
            ("fall", "fall|fell|fallen|falls|falling|down|slid|slipped|tumbled|fall of"),
            ("drop", "dropped|drop of|plunged"),
            ("decline", "decline|contract|contracted|declined|declines|declining|decline of|shrank"),
            ("decrease", "decreased|decrease of"),
            ("cut", "cut|cuts|cutting|slashed|reduced|reducing|lowered"),
            ("loss", "lost|shed|loss of"),
            ("inflation", "inflation"),
            ("unemployment", "unemployment"),
            ("turnout", "turnout"),
        ),
        rf"\b(?:…)\b(?={_UP_TO_NUMBER})",
    )
)
_NOUNS_AR = {
    "rise": ("ارتفاع", 1), "increase": ("زيادة", 1), "growth": ("نمو", 1), "climb": ("صعود", 1), "jump": ("قفزة", 1),
    "gain": ("مكاسب", 1), "fall": ("انخفاض", -1), "retreat": ("تراجع", -1), "drop": ("هبوط", -1), "cut": ("خفض", -1),
    "shrink": ("تقليص", -1), "loss": ("خسارة", -1), "inflation": ("تضخم", 0), "unemployment": ("بطالة", 0),
    "turnout": ("مشاركة", 0),
}  # fmt: skip
_CHANGES_AR = re.compile(
    _groups(
        (
            ("rise", "ارتفع|ارتفعت|يرتفع|ترتفع|ارتفاع|ارتفاعا|رفع|رفعت"),
            ("increase", "زاد|زادت|يزيد|تزيد|ازداد|زياده|ازدادت"),
            ("growth", "نما|نمت|ينمو|نمو|نموا"),
            ("climb", "صعد|صعدت|صعود|صعودا"),
            ("jump", "قفز|قفزت|قفزه"),
            ("gain", "ربح|كسب|مكاسب"),
            ("fall", "انخفض|انخفضت|ينخفض|انخفاض|انخفاضا"),
            ("retreat", "تراجع|تراجعت|يتراجع|تراجعا"),
            ("drop", "هبط|هبطت|هبوط|هبوطا"),
            ("cut", "خفض|خفضت|يخفض|تخفيض|خفضا"),
            ("shrink", "تقلص|تقلصت|تقليص|قلص|قلصت"),
            ("loss", "خسر|خسرت|خساره|فقد|فقدت"),
            ("inflation", "تضخم"),
            ("unemployment", "بطاله"),
            ("turnout", "نسبه المشاركه|نسبه الاقبال"),
        ),
        rf"(?<![ء-ي])[وفبل]?(?:ال)?(?:…)(?![ء-ي])(?={_UP_TO_NUMBER})",
    )
)
_LEVEL = re.compile(
    r"\b(?:to|at)\s+(?:(?:about|around|nearly|almost|some|just|over|more\s+than|at\s+least|an?)\s+)*$"
    r"|(?<![ء-ي])(?:الي|عند|لتصل|ليصل|لتبلغ|ليبلغ|بلغت?)\s+(?:[ء-ي]+\s+){0,2}$"
)
_PERCENT_AR = frozenset({"بالمائة", "بالمئة"})

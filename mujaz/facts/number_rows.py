"""One number as a fact: its words in both languages, how exact it is, and what it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz import units
from mujaz.facts import in_arabic
from mujaz.facts.captions import AGE_WHAT, caption, noun, plain_ar, plain_en
from mujaz.facts.circumstances import Said, with_change, with_state
from mujaz.facts.counted import Counted, counted, english, is_age, is_numbered
from mujaz.facts.duals import dual_caption, same_unit
from mujaz.model import Mention, Number
from mujaz.number_context import is_at_least, says_at_least
from mujaz.numerals import fold_words
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from mujaz.model import Pair, Qualifier
    from mujaz.quantities import Quantity


def row(pair: Pair, arabic: Quantity, translated: Quantity | None) -> Number:
    """The fact that a number of the original states, with its counterpart in the translation where there is one."""
    in_ar = counted(pair.ar, arabic, "ar")
    dual = arabic.number_end == arabic.start
    if dual:
        in_ar = Counted(pair.ar[arabic.start : arabic.end], arabic.qualified, arabic.end)
    if pair.ar[in_ar.start] == "و" and in_ar.start == arabic.start and _AND_AR.match(fold_words(pair.ar), in_ar.start):
        in_ar = in_ar._replace(start=in_ar.start + 1)  # "وثلاث سفن"
    mentions = [Mention(pair.id, "ar", in_ar.start, in_ar.end)]
    if translated:
        in_en = counted(pair.en, translated, "en")
        mentions.append(Mention(pair.id, "en", in_en.start, in_en.end))
        scale = next((number.unit for number in (arabic, translated) if number.unit in _SCALES), "")
        what_ar, what_en = _captions(pair, (arabic, translated), (in_ar, in_en))
        if scale:  # of Celsius, though one language only says so
            what_ar, what_en = _unit_ar(scale, one=False), english(scale, arabic.value)
        text_en, exactness = pair.en[in_en.start : in_en.end], translated.qualifier
        agreed = (translated.values == arabic.values or arabic.kind == "vague") and same_unit(arabic, translated)
    else:
        exactness, agreed = arabic.qualifier, False
        unit = arabic.unit or _counted_unit(in_ar.what)
        numbered = is_numbered(pair.ar, arabic)
        what_ar = _caption_ar(pair.ar, arabic, in_ar)
        unit = "" if what_ar == AGE_WHAT["ar"] else unit
        what_en = "" if pair.en else english(unit, 1.0 if arabic.kind == "ordinal" or numbered else arabic.value)
        what_en = AGE_WHAT["en"] if what_ar == AGE_WHAT["ar"] and not pair.en else what_en
        named = what_en if numbered else ""
        text_en = "" if pair.en else _in_english(arabic, what_en, at_least=_at_least(pair.ar, arabic), numbered=named)
        text_en += " below zero" if text_en and _BELOW_ZERO_AR.match(pair.ar, in_ar.end) else ""
    return Number(
        pair.id,
        arabic.value,
        pair.ar[in_ar.start : in_ar.end],
        text_en,
        tuple(mentions),
        agreed,
        arabic.value_max,
        exactness,
        plain_ar(what_ar, definite=arabic.kind == "ordinal" or dual or is_numbered(pair.ar, arabic)),
        plain_en(what_en),
    )


def row_in_english(pair: Pair, quantity: Quantity) -> Number:
    """The fact that a number states of which only the English is there, with Arabic words where its unit is known."""
    found = counted(pair.en, quantity, "en")
    what_ar = in_arabic.what(quantity, aged=is_age(pair.en, quantity, "en"))
    at_least = quantity.qualifier == "more_than" and says_at_least(pair.en, pair.en[found.start : found.end], "en")
    return Number(
        pair.id,
        quantity.value,
        in_arabic.number(quantity, what_ar, at_least=at_least),
        pair.en[found.start : found.end],
        (Mention(pair.id, "en", found.start, found.end),),
        agreed=False,
        value_max=quantity.value_max,
        qualifier=quantity.qualifier,
        what_ar=what_ar,
        what_en=english(quantity.unit, quantity.value) if quantity.unit in _SCALES else plain_en(found.what),
    )


def _captions(pair: Pair, both: tuple[Quantity, Quantity], found: tuple[Counted, Counted]) -> tuple[str, str]:
    """What a number counts in both languages; what one leaves out is said as the other has it."""
    (arabic, translated), (in_ar, in_en) = both, found
    aged = is_age(pair.en, translated, "en") or (is_age(pair.ar, arabic, "ar") and not translated.unit)
    if aged:
        return AGE_WHAT["ar"], AGE_WHAT["en"]
    if arabic.kind == "ordinal":
        return in_ar.what, in_en.what or ("place" if _PLACE_AR.match(fold_words(in_ar.what)) else "")
    if in_ar.what == AGE_WHAT["ar"]:  # "ties of thirty years": nobody's age
        in_ar = in_ar._replace(what=pair.ar[arabic.number_end : arabic.end].strip())
    what_ar = _caption_ar(pair.ar, arabic, in_ar)
    before_ar, before_en = pair.ar[: arabic.qualified], pair.en[: translated.qualified]
    if translated.unit == "%" or arabic.unit == "%":
        if not _OF_EN.match(pair.en, translated.end):
            what_ar = what_ar.partition(" من ")[0]  # "100 percent certain of …"
        return with_change(Said(before_ar, what_ar or "بالمائة", ""), Said(before_en, in_en.what or "percent", ""))
    if not in_en.what and arabic.unit and not is_numbered(pair.ar, arabic):
        in_en = in_en._replace(what=english(arabic.unit, 2 if arabic.kind == "score" else arabic.value))
    if not what_ar and arabic.kind == "score":
        what_ar = _unit_ar(arabic.unit, one=False)
    if not what_ar and translated.unit:
        what_ar = _unit_ar(translated.unit, one=translated.values == (1,))
    if arabic.kind in {"cardinal", "vague"} and arabic.value != 1:
        return with_state(
            Said(before_ar, what_ar, pair.ar[in_ar.end :]), Said(before_en, in_en.what, pair.en[in_en.end :])
        )
    return what_ar, in_en.what


def _caption_ar(text: str, number: Quantity, found: Counted) -> str:
    """The Arabic noun phrase as a caption: in the plural, but for money, percentages and what only numbers a thing."""
    unit = units.load().by_key.get(number.unit)
    if number.number_end == number.start:
        return dual_caption(text, number)
    as_it_is = number.kind in {"ordinal", "score"} or is_numbered(text, number) or (unit and unit.kind == "percent")
    if as_it_is or found.what in AGE_WHAT.values():
        return found.what
    if unit and unit.kind == "currency":
        own = text[number.number_end : number.end].strip().removeprefix("من ")
        return f"{unit.ar[0]} {found.what.removeprefix(own).strip().removesuffix('ا')}".strip()
    words = found.what.split()
    if not words and number.value_max:
        head = text[number.start : number.number_end].split(maxsplit=1)[0]
        words = [head] if noun([head]) else []  # "أسبوعين أو ثلاثة"
    elif text.find(found.what, found.start, found.end) < number.start:
        words = plain_ar(found.what).split()  # "المسؤولون الثلاثة"
    return caption(words, one=number.values == (1,))


def _unit_ar(key: str, *, one: bool) -> str:
    unit = units.load().by_key.get(key)
    if unit is None:
        return ""
    return unit.ar[0] if unit.kind == "currency" else caption([unit.ar[0]], one=one)


def _in_english(quantity: Quantity, what: str, *, at_least: bool = False, numbered: str = "") -> str:
    """The number in English words of our own, for an article without a translation: "up to 12,000 soldiers"."""
    if quantity.kind == "vague":
        return f"{_VAGUE_EN.get(quantity.value, f'{quantity.value:,.0f}s')}{f' of {what}' if what else ''}"
    bound = "at least" if at_least else _QUALIFIERS_EN[quantity.qualifier]
    figures = "–".join(f"{value:,.0f}" if value == int(value) else f"{value:,}" for value in quantity.values)
    if numbered:
        return f"{numbered} {figures}"
    if quantity.kind == "ordinal":
        return f"{figures}{_suffix(int(quantity.value))} {what}".strip()
    return " ".join(filter(None, (bound, figures, what)))


def _at_least(text: str, quantity: Quantity) -> bool:
    """Whether "more than" is said with the number itself included: على الأقل, ما لا يقل عن."""
    return quantity.qualifier == "more_than" and is_at_least(fold_same_length(text), quantity.start, quantity.end)


def _suffix(number: int) -> str:
    teen = number // 10 % 10 == 1
    return "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _counted_unit(what: str) -> str:
    """The unit of a noun that stands before its number ("تجربة سابعة")."""
    unit = units.load().match([fold_words(word) for word in what.split()], "ar")
    return unit[0].key if unit else ""


_QUALIFIERS_EN: dict[Qualifier, str] = {
    "exact": "", "about": "about", "more_than": "more than", "less_than": "less than", "up_to": "up to",
}  # fmt: skip
_VAGUE_EN = {
    10.0: "tens", 12.0: "dozens", 100.0: "hundreds", 1e3: "thousands", 1e4: "tens of thousands",
    1e5: "hundreds of thousands", 1e6: "millions", 1e7: "tens of millions", 1e8: "hundreds of millions",
    1e9: "billions",
}  # fmt: skip
_SCALES = frozenset({"celsius", "fahrenheit"})
_PLACE_AR = re.compile(r"[بل]?(?:ال)?(?:مركز|مرتبه)")
_AND_AR = re.compile("و(?!احد)")
_OF_EN = re.compile(r"\s+of\b")
_BELOW_ZERO_AR = re.compile("\\s+(?:مئوية\\s+)?(?:تحت|دون)\\s+الصفر(?![ء-ي])")

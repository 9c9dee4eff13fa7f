"""Numbers as facts: how much, how many, of what, aligned between the two languages.

What counts: quantities, ages, percentages, money, durations, measures, scores (two rows), ranks, and ordinals from the
fourth on. What does not: identifiers, dates, years, clock times, fractions and "one" as a pronoun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz import units
from mujaz.facts.counted import Counted, counted, english, is_numbered
from mujaz.model import Finding, Mention, Number
from mujaz.number_context import is_at_least, qualifier
from mujaz.numerals import fold_words, tokens
from mujaz.quantities import Quantity, read
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.model import Pair, Qualifier
    from mujaz.units import Unit


def numbers(pairs: Sequence[Pair]) -> tuple[tuple[Number, ...], tuple[Finding, ...]]:
    """The numbers that an article states, in order, and findings where the two languages bound one in opposite ways.

    A number that only the translation has is not stated by the article and left out; whether the values of both
    languages agree at all is checked by `mujaz.check`.
    """
    rows: list[Number] = []
    findings: list[Finding] = []
    football = _is_football(pairs)
    for pair, previous in zip(pairs, (None, *pairs), strict=False):
        for arabic, translated in _aligned(pair):
            row = _row(pair, arabic, translated)
            if football and "score" in {arabic.kind, translated.kind if translated else ""} and not row.what_ar:
                row = replace(row, what_ar="أهداف", what_en="goals")
            rows.append(_same_share(row, rows, pair, previous))
            if translated and {arabic.qualifier, translated.qualifier} in _OPPOSITES:
                findings.append(_opposite(pair, arabic, translated))
    return tuple(rows), tuple(findings)


def _is_football(pairs: Sequence[Pair]) -> bool:
    """Whether scores count goals: more than one sentence speaks of the game in English, one of goals in Arabic."""
    return sum(_GAME_EN.search(pair.en) is not None for pair in pairs) > 1 and any(
        _GOAL_AR.search(pair.ar) for pair in pairs
    )


def _same_share(row: Number, rows: Sequence[Number], pair: Pair, previous: Pair | None) -> Number:
    """A bare number counts what the one before it does: "… while 35 percent said", "… and 20 were injured"."""
    before = rows[-1] if rows else None
    if before and not row.what_en and not row.what_ar and before.segment_id == row.segment_id:
        end = next((mention.end for mention in row.mentions if mention.language == "en"), len(pair.en))
        counts_them = before.what_en in _PEOPLE_EN and _HARMED_EN.match(pair.en, end)
        return replace(row, what_en=before.what_en, what_ar=before.what_ar) if counts_them else row
    if before is None or row.what_en != "percent" or not before.what_en.startswith("percent of "):
        return row
    mention = next((mention for mention in row.mentions if mention.language == "en"), None)
    near = {pair.id, previous.id if previous else ""}
    if before.segment_id not in near or mention is None or not _OPINION_EN.match(pair.en, mention.end):
        return row
    return replace(
        row, what_en=before.what_en, what_ar=before.what_ar if row.what_ar in before.what_ar else row.what_ar
    )


def _aligned(pair: Pair) -> list[tuple[Quantity, Quantity | None]]:
    """Each number the original states as a fact, with its counterpart in the translation where there is one."""
    arabic, translated = list(read(pair.ar, "ar")), list(read(pair.en, "en"))
    free = list(translated)
    couples: list[tuple[Quantity, Quantity | None]] = []
    alone: list[Quantity] = []
    for quantity in _whole_ranges(arabic, translated):
        if _ZERO_POINT_AR.match(pair.ar, quantity.start) and not pair.en:
            continue
        twin = _twin(quantity, free)
        if twin:
            free.remove(twin)
            if _is_fact(pair, quantity, twin):
                couples.append((quantity, twin))
        elif quantity.kind in {"cardinal", "vague"} or (not pair.en and _is_fact(pair, quantity, None)):
            alone.append(quantity)
    couples += [(dual, twin) for twin, dual in _duals(pair, free)]
    free = [quantity for quantity in free if quantity.kind == "cardinal" and all(quantity is not t for _, t in couples)]
    for quantity in alone:
        other = next((other for other in free if quantity.unit and other.unit == quantity.unit), None)
        if other:
            free.remove(other)
        if other or not pair.en or quantity.unit or pair.ar[quantity.start].isdigit():
            couples.append((quantity, other))
    return sorted(couples, key=lambda couple: couple[0].start)


def _twin(quantity: Quantity, free: Sequence[Quantity]) -> Quantity | None:
    """The number of the translation with the same value; the same unit and kind are preferred."""
    if quantity.kind == "vague":
        values = _DOZENS if quantity.value in _DOZENS else {quantity.value}
        return next((other for other in free if other.kind == "vague" and other.value in values), None)
    same = [other for other in free if other.values == quantity.values and other.kind != "vague"]
    return min(same, key=lambda other: (other.kind != quantity.kind, other.unit != quantity.unit), default=None)


def _whole_ranges(arabic: Sequence[Quantity], translated: Sequence[Quantity]) -> Iterator[Quantity]:
    """The Arabic numbers, two of them made one where the translation has them as the ends of a range."""
    ranges = {other.values for other in translated if other.value_max is not None}
    skip = False
    for quantity, following in zip(arabic, [*arabic[1:], None], strict=False):
        if skip:
            skip = False
        elif following and quantity.value_max is None and (quantity.value, following.value) in ranges:
            skip = True
            unit = following.unit or quantity.unit
            yield replace(following, value=quantity.value, value_max=following.value, start=quantity.start,
                          qualified=quantity.qualified, qualifier=quantity.qualifier, unit=unit)  # fmt: skip
        else:
            yield quantity


def _is_fact(pair: Pair, arabic: Quantity, translated: Quantity | None) -> bool:
    """Whether the two readings together are a number worth a row."""
    kinds = {arabic.kind} | ({translated.kind} if translated else set())
    if translated and _ONE_IN_EN.search(pair.en[: translated.start]):
        return False  # "one in five children" counts no five children
    if kinds & {"ordinal"}:
        return not kinds & _ASIDE and _is_rank(pair, arabic, translated)
    if "one" in kinds:
        return translated is not None and _counts_one(pair.en, translated)
    if kinds & {"cardinal", "score"}:
        # One language may make a year or an identifier of what the other counts; two witnesses against are needed.
        if arabic.kind in _ASIDE:
            return translated is not None and bool(translated.unit or "," in pair.en[translated.start : translated.end])
        return translated is None or translated.kind not in _ASIDE
    return kinds == {"vague"}


def _is_rank(pair: Pair, arabic: Quantity, translated: Quantity | None) -> bool:
    """Ordinals are facts when they rank ("المركز الثالث") or number something from the fourth on."""
    if translated and (_NOT_COUNTED_EN.match(pair.en, translated.end) or translated.kind in _ASIDE):
        return False
    before = fold_words(pair.ar[max(0, arabic.start - 16) : arabic.start])
    ranked = pair.ar[arabic.start] != "ب" and _RANK_AR.search(before) is not None
    if translated and not ranked:
        ranked = _RANK_EN.match(pair.en, translated.end) is not None
    return ranked or (
        arabic.value >= _FIRST_NOTABLE_ORDINAL and (translated is not None or not _in_a_name(pair, arabic))
    )


def _in_a_name(pair: Pair, ordinal: Quantity) -> bool:
    """Whether a definite ordinal is part of a name: of a ruler (محمد السادس), of a conference, an army, a century.

    The noun that a definite ordinal counts is definite itself, and a personal name has no article.
    """
    if not _ARTICLE_AR.match(fold_words(pair.ar[ordinal.start : ordinal.end])):
        return False
    before = fold_words(pair.ar[: ordinal.start])
    return _DEFINITE_NOUN_AR.search(before) is None or _NAMED_BY_ORDINAL_AR.search(before) is not None


def _counts_one(text: str, one: Quantity) -> bool:
    """Whether the English "one" counts a noun and is not a pronoun."""
    return _ONE_NOUN_EN.match(text, one.number_end) is not None and _ONE_BEFORE_EN.search(text[: one.start]) is None


def _duals(pair: Pair, free: Sequence[Quantity]) -> Iterator[tuple[Quantity | None, Quantity]]:
    """Arabic duals ("شخصين"), each with a "two" of the translation; without a translation only known nouns count."""
    twos = [quantity for quantity in free if quantity.values in _TWO and quantity.kind == "cardinal"]
    if pair.en and not twos:
        return
    known: list[Quantity] = []
    possible: list[Quantity] = []
    folded = fold_same_length(pair.ar)
    for word in tokens(pair.ar, "ar"):
        bare = _without_clitics(word.text)
        if _DIGITS_AFTER_AR.match(pair.ar, word.end):
            continue  # "الدقيقتين 20 و67" are two minutes by their numbers
        if _DUAL_AR.fullmatch(bare) and not (bare.endswith(("تا", "تي")) and _ARTICLE_AR.match(word.text)):
            unit = units.load().match([bare], "ar")
            if unit and not pair.en and _maybe_plural(unit[0], bare):
                continue
            half = _AND_HALF_AR.match(pair.ar, word.end)
            end = half.end() if half else word.end
            key = unit[0].key if unit else ""
            name, begin = qualifier(folded, word.start, end, "ar")
            quantity = Quantity(2.5 if half else 2.0, word.start, end, word.start, begin, qualifier=name, unit=key)
            (known if unit else possible).append(quantity)
    if not pair.en:
        yield from ((None, dual) for dual in known)
        return
    for two in twos:
        near = two.start / max(1, len(pair.en)) * len(pair.ar)
        candidates = [dual for dual in known or possible if dual.value == two.value and _may_count(dual, two)]
        if candidates:
            best = min(candidates, key=lambda dual: (not _is_dual(pair.ar, dual), abs(dual.start - near)))
            (known or possible).remove(best)
            yield two, best


def _may_count(dual: Quantity, two: Quantity) -> bool:
    """Whether an Arabic dual can be what the English "two" counts: two years are سنتان and no other noun."""
    unit = next((unit for unit in units.load().ar.values() if unit.key == two.unit), None)
    return unit is None or unit.kind not in {"time", "measure", "currency"} or dual.unit == two.unit


def _is_dual(text: str, quantity: Quantity) -> bool:
    """Whether the form can be nothing but a dual: -ين is the sound plural as well."""
    return text[quantity.start : quantity.end].endswith(("تين", "تان", "ان"))


def _maybe_plural(unit: Unit, word: str) -> bool:
    """Whether a form in ين may as well be the sound plural: of people, unless the table has a dual in ان for it."""
    dual = f"{word.removesuffix('ين')}ان"
    return unit.kind == "people" and word.endswith("ين") and dual not in map(fold_words, unit.ar)


def _without_clitics(word: str) -> str:
    return _CLITICS_AR.sub("", word)


def _row(pair: Pair, arabic: Quantity, translated: Quantity | None) -> Number:
    in_ar = counted(pair.ar, arabic, "ar")
    if arabic.number_end == arabic.start:
        in_ar = Counted(_nominative(pair.ar[arabic.start : arabic.end]), arabic.qualified, arabic.end)
    mentions = [Mention(pair.id, "ar", in_ar.start, in_ar.end)]
    if translated:
        in_en = counted(pair.en, translated, "en")
        mentions.append(Mention(pair.id, "en", in_en.start, in_en.end))
        place = "place" if arabic.kind == "ordinal" and _PLACE_AR.match(fold_words(in_ar.what)) else ""
        what_en, text_en, exactness = in_en.what or place, pair.en[in_en.start : in_en.end], translated.qualifier
        agreed = translated.values == arabic.values or arabic.kind == "vague"
    else:
        exactness, agreed = arabic.qualifier, False
        unit = arabic.unit or _counted_unit(in_ar.what)
        numbered = is_numbered(pair.ar, arabic)
        what_en = "" if pair.en else english(unit, 1.0 if arabic.kind == "ordinal" or numbered else arabic.value)
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
        in_ar.what,
        what_en,
    )


def _nominative(dual: str) -> str:
    """A dual is its own noun; it is named as a dictionary would have it: عامين is عامان."""
    return f"{dual.removesuffix('ين')}ان" if dual.endswith("ين") and " " not in dual else dual


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


def _opposite(pair: Pair, arabic: Quantity, translated: Quantity) -> Finding:
    here, there = pair.ar[arabic.qualified : arabic.end], pair.en[translated.qualified : translated.end]
    message = f"the translation bounds a number the other way: “{there}” where the original has “{here}”"
    return Finding(pair.id, "number-bound", "warning", message)


_GAME_EN = re.compile(r"\b(?:goal(?:s|keepers?)?|equali[sz]ers?|midfielders?|strikers?|half-?time|headers?|offside)\b")
_GOAL_AR = re.compile(r"(?<![ء-ي])[وبلف]?(?:ال)?(?:هدف|أهداف)(?:ا|اً|ًا|ين)?(?![ء-ي])")
_ONE_IN_EN = re.compile(r"\bone\s+in\s+(?:every\s+)?$", re.IGNORECASE)
_PEOPLE_EN = frozenset(
    {"people", "persons", "men", "women", "children", "civilians", "soldiers", "passengers", "workers"}
)
_HARMED_EN = re.compile(
    r"\s+(?:(?:were|was|are|is|have\s+been|had\s+been)\s+)?(?:more\s+|others?\s+)?(?:\w+ly\s+)?"
    r"(?:injured|wounded|hurt|killed|dead|missing|arrested|detained|rescued|evacuated|died)\b"
)
_OPINION_EN = re.compile(
    r"\s+(?:said|say|think|thought|believed?|did|do|were|are|had|have|agreed?|opposed?|supported?)\b"
)
_TWO = ((2.0,), (2.5,))  # "ساعتين ونصف" is two and a half hours
_DOZENS = frozenset({10.0, 12.0})  # عشرات is translated as "dozens"
_FIRST_NOTABLE_ORDINAL = 4
_ASIDE = frozenset({"year", "date", "time", "identifier", "fraction"})
_OPPOSITES = ({"more_than", "less_than"}, {"more_than", "up_to"})
_QUALIFIERS_EN: dict[Qualifier, str] = {
    "exact": "", "about": "about", "more_than": "more than", "less_than": "less than", "up_to": "up to",
}  # fmt: skip
_VAGUE_EN = {
    10.0: "tens", 12.0: "dozens", 100.0: "hundreds", 1e3: "thousands", 1e4: "tens of thousands",
    1e5: "hundreds of thousands", 1e6: "millions", 1e7: "tens of millions", 1e8: "hundreds of millions",
    1e9: "billions",
}  # fmt: skip
_RANK_AR = re.compile(r"(?:مركز|مرتبه|ترتيب|مكانه?|ميلاد|مولد|ذكري)\S*\s+(?:ال)?$")
# A noun with the article or the suffix of a possessor right before: للمرة, ميلادها, في دورته.
_DEFINITE_NOUN_AR = re.compile(r"(?<![ء-ي])(?:[وف]?[بك]?ال|[وف]?لل)[ء-ي]{2,}\s+$|[ء-ي]{3,}(?:ته|ها|هم|نا)\s+$")
_NAMED_BY_ORDINAL_AR = re.compile(
    r"(?<![ء-ي])[وفبك]*(?:ال|لل)(?:موتمر|قمه|منتدي|مهرجان|معرض|حرب|جيش|فرقه|فوج|لواء|كتيبه|اسطول|فيلق|قرن|شارع|قناه"
    r"|جمهوريه|حي|طابق|ملك|بابا|امير|سلطان|امبراطور)(?:\s+(?:ال|لل)[ء-ي]+)?\s+$"
)
_PLACE_AR = re.compile(r"[بل]?(?:ال)?(?:مركز|مرتبه)")
_RANK_EN = re.compile(
    r"\s+(?:place|position|spot|birthday|anniversary|in\s+the\s+(?:world|table|standings|rankings?))\b"
)
_NOT_COUNTED_EN = re.compile(
    r"[-\s]+(?:century|quarter|circuit|amendment|street|avenue|st\.|floor|district|infantry|battalion|division|grade"
    r"|generation|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_ONE_NOUN_EN = re.compile(
    r"\s+(?!(?:of|another|thing|day|more|in|can|is|was|has|had|to|that|who|which|would|could|should|might|and|or|the|a|on|at|by"
    r"|for|with|from|but|as|else|reason|way|side|hand|such|after|point|time)\b)[a-z]+",
)
_ONE_BEFORE_EN = re.compile(r"(?i:\b(?:no|the|this|that|any|every|each|some|which|only)\s+)$")
_DUAL_AR = re.compile(r"[\u0621-\u064a]{3,}(?:ين|ان|تا|تي)")
_ARTICLE_AR = re.compile(r"[وفبك]*(?:ال|لل)")  # the construct state has no article: السوفييتي is no dual
_ZERO_POINT_AR = re.compile("(?:(?:تحت|فوق|دون)\\s+)?الصفر(?![ء-ي])")
_BELOW_ZERO_AR = re.compile("\\s+(?:مئوية\\s+)?(?:تحت|دون)\\s+الصفر(?![ء-ي])")
_DIGITS_AFTER_AR = re.compile(r"\s+\d")
_AND_HALF_AR = re.compile(r"\s+و\s?نصف(?:\s+ال[ء-ي]+)?(?![ء-ي])")
_CLITICS_AR = re.compile(r"^[وف]?(?:بال|كال|لل|ال|[بلك])?")

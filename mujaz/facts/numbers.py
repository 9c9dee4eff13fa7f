"""Numbers as facts: how much, how many, of what, aligned between the two languages.

What counts: quantities, ages, percentages, money, durations, measures, scores (two rows), ranks, and ordinals from the
fourth on. What does not: identifiers, dates, years, clock times, fractions and "one" as a pronoun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts.duals import ARTICLE_AR, dual_ranges, duals
from mujaz.facts.lexicon import load
from mujaz.facts.number_rows import row, row_in_english
from mujaz.facts.spans import Taken
from mujaz.model import Finding, Number
from mujaz.numerals import fold_words
from mujaz.quantities import Quantity, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.model import Pair


def numbers(pairs: Sequence[Pair], names: Taken | None = None) -> tuple[tuple[Number, ...], tuple[Finding, ...]]:
    """The numbers that an article states, in order, and findings where the two languages bound one in opposite ways.

    A number that only the translation has is not stated by the article and left out; whether the values of both
    languages agree at all is checked by `mujaz.check`.

    Args:
        pairs: The article's segments.
        names: Where persons and places are named; a number word inside a name counts nothing.
    """
    names = names or Taken()
    rows: list[Number] = []
    findings: list[Finding] = []
    football = _is_football(pairs)
    for pair, previous in zip(pairs, (None, *pairs), strict=False):
        if not pair.ar:
            rows += _in_english(pair, names)
        for arabic, translated in _aligned(pair, names):
            number = row(pair, arabic, translated)
            if football and "score" in {arabic.kind, translated.kind if translated else ""} and not number.what_ar:
                number = replace(number, what_ar="أهداف", what_en="goals")
            rows.append(_same_share(number, rows, pair, previous))
            if translated and {arabic.qualifier, translated.qualifier} in _OPPOSITES:
                findings.append(_opposite(pair, arabic, translated))
    return tuple(rows), tuple(findings)


def _in_english(pair: Pair, names: Taken) -> Iterator[Number]:
    """The numbers of a sentence that has no Arabic side: what is counted or measured, no ranks and no scores."""
    for quantity in read(pair.en, "en"):
        named = names.overlaps(pair.id, "en", quantity.start, quantity.number_end)
        if quantity.kind in {"cardinal", "vague"} and not named:
            yield row_in_english(pair, quantity)


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


def _aligned(pair: Pair, names: Taken) -> list[tuple[Quantity, Quantity | None]]:
    """Each number the original states as a fact, with its counterpart in the translation where there is one."""
    arabic = [one for one in read(pair.ar, "ar") if not names.overlaps(pair.id, "ar", one.start, one.number_end)]
    if " كل " in pair.ar:
        arabic = [one for one in arabic if not _ONE_IN_AR.search(fold_words(pair.ar[: one.start]))]  # "one in four"
    translated = list(read(pair.en, "en"))
    arabic = list(dual_ranges(pair, arabic, translated))
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
    couples += _goals_in_words(pair, free)
    taken = {couple[0].start for couple in couples} | {quantity.start for quantity in alone}
    couples += [(dual, twin) for twin, dual in duals(pair, free, names) if dual.start not in taken]
    free = [quantity for quantity in free if quantity.kind == "cardinal" and all(quantity is not t for _, t in couples)]
    for quantity in alone:
        other = next((other for other in free if quantity.unit and other.unit == quantity.unit), None)
        if other:
            free.remove(other)
        if other or not pair.en or quantity.unit or pair.ar[quantity.start].isdigit():
            couples.append((quantity, other))
    return sorted(couples, key=lambda couple: couple[0].start)


def _goals_in_words(pair: Pair, free: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The half of a score that Arabic has without a number: "بثلاثة أهداف مقابل هدف" is 3-1, "بهدفين نظيفين" 2-0."""
    for score in (quantity for quantity in free if quantity.kind == "score"):
        pattern = _GOALS_AR.get(score.value)
        said = pattern.search(fold_words(pair.ar)) if pattern else None
        if said:
            at = (said.start("goal"), said.end("goal"))
            yield Quantity(score.value, *at, at[1], at[0], kind="score", unit="goal"), score


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
    if not ARTICLE_AR.match(fold_words(pair.ar[ordinal.start : ordinal.end])):
        return False
    before = fold_words(pair.ar[: ordinal.start])
    return _DEFINITE_NOUN_AR.search(before) is None or _named_by_ordinal().search(before) is not None


@cache
def _named_by_ordinal() -> re.Pattern[str]:
    """What ends with a noun that an ordinal makes a name: "الجيش الثاني", "القرن الحادي والعشرون"."""
    nouns = "|".join(sorted(load().ordinal_name_ar))
    return re.compile(rf"(?<![ء-ي])[وفبك]*(?:ال|لل)(?:{nouns})(?:\s+(?:ال|لل)[ء-ي]+)?\s+$")


def _counts_one(text: str, one: Quantity) -> bool:
    """Whether the English "one" counts a noun and is not a pronoun."""
    return _ONE_NOUN_EN.match(text, one.number_end) is not None and _ONE_BEFORE_EN.search(text[: one.start]) is None


def _opposite(pair: Pair, arabic: Quantity, translated: Quantity) -> Finding:
    here, there = pair.ar[arabic.qualified : arabic.end], pair.en[translated.qualified : translated.end]
    message = f"the translation bounds a number the other way: “{there}” where the original has “{here}”"
    return Finding(pair.id, "number-bound", "warning", message)


_GAME_EN = re.compile(r"\b(?:goal(?:s|keepers?)?|equali[sz]ers?|midfielders?|strikers?|half-?time|headers?|offside)\b")
_GOALS_AR = {
    1.0: re.compile(r"(?<![ء-ي])(?:مقابل\s+|ل)(?P<goal>هدف)(?![ء-ي])"),
    0.0: re.compile(r"(?<![ء-ي])(?P<goal>(?:دون|بلا)\s+(?:رد|مقابل)|لا\s?شيء|نظيف(?:ه|ين)?)(?![ء-ي])"),
}
_GOAL_AR = re.compile(r"(?<![ء-ي])[وبلف]?(?:ال)?(?:هدف|أهداف)(?:ا|اً|ًا|ين)?(?![ء-ي])")
_ONE_IN_AR = re.compile(r"(?<![ء-ي])من\s+(?:بين\s+)?كل\s+$")
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
_DOZENS = frozenset({10.0, 12.0})  # عشرات is translated as "dozens"
_FIRST_NOTABLE_ORDINAL = 4
_ASIDE = frozenset({"year", "date", "time", "identifier", "fraction"})
_OPPOSITES = ({"more_than", "less_than"}, {"more_than", "up_to"})
_RANK_AR = re.compile(r"(?:مركز|مرتبه|ترتيب|مكانه?|ميلاد|مولد|ذكري)\S*\s+(?:ال)?$")
# A noun with the article or the suffix of a possessor right before: للمرة, ميلادها, في دورته.
_DEFINITE_NOUN_AR = re.compile(r"(?<![ء-ي])(?:[وف]?[بك]?ال|[وف]?لل)[ء-ي]{2,}\s+$|[ء-ي]{3,}(?:ته|ها|هم|نا)\s+$")
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
_ZERO_POINT_AR = re.compile("(?:(?:تحت|فوق|دون)\\s+)?الصفر(?![ء-ي])")

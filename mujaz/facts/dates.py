"""Dates as facts: read in both languages, aligned, and resolved against the day of publication where it is known."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mujaz.datewords import MONTHS_AR, MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN
from mujaz.facts import in_arabic
from mujaz.facts.datephrases import Phrase, phrases
from mujaz.facts.resolve import Now, fixed_days, resolve, resolve_among
from mujaz.model import Date, Finding, Mention
from mujaz.text import fold_same_length, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.model import Pair


def dates(pairs: Sequence[Pair], published: date | None) -> tuple[tuple[Date, ...], tuple[Finding, ...]]:
    """The dates that an article states, in order, with findings on weekdays and on dates that differ.

    A month or weekday that the translation gives another name is left to `mujaz.check`.

    Args:
        pairs: The article's segments.
        published: Its day of publication; without it relative dates and missing years stay unresolved.
    """
    rows: list[Date] = []
    findings: list[Finding] = []
    read = [_phrases(pair) for pair in pairs]
    fixed = fixed_days([phrase for both in read for phrase in both[-1]], published)
    before: list[Phrase] = []
    dated: list[Phrase] = []
    for pair, (arabic_phrases, english_phrases) in zip(pairs, read, strict=True):
        own = english_phrases or arabic_phrases
        aligned = _aligned(pair, arabic_phrases, english_phrases, published)
        for arabic, translated in sorted(aligned, key=lambda two: two[0].start):
            if _is_habit(pair.en, translated) or (pair.en and not translated and _is_name(pair.ar, arabic)):
                continue
            today = _day_of_speech(pair.en, translated, own, published)
            anchor = _anchor(translated or arabic, own, dated if arabic.unit == "year" and not arabic.shift else before)
            rows.append(
                _row(pair, arabic, translated, Now(today, resolve(anchor, published)[0] if anchor else None, fixed))
            )
            findings.extend(_findings(pair, arabic, translated, published))
        for phrase in english_phrases if not pair.ar else ():
            if not _is_habit(pair.en, phrase):
                today = _day_of_speech(pair.en, phrase, own, published)
                anchor = _anchor(phrase, own, dated if phrase.unit == "year" and not phrase.shift else before)
                rows.append(
                    _row_in_english(pair, phrase, Now(today, resolve(anchor, published)[0] if anchor else None, fixed))
                )
        before = own
        dated += [phrase for phrase in own if phrase.year]
    return tuple(rows), tuple(findings)


def _phrases(pair: Pair) -> tuple[list[Phrase], list[Phrase]]:
    """The dates of both languages with the direction that their sentences give them."""
    ahead = _AHEAD_BESIDE_AR if pair.en else _AHEAD_AR
    arabic = [_directed(phrase, pair.ar, ahead) for phrase in phrases(pair.ar, "ar")]
    return arabic, [_directed(phrase, pair.en, _AHEAD_EN) for phrase in phrases(pair.en, "en")]


def _is_name(text: str, phrase: Phrase) -> bool:
    """Whether Arabic words that have no date beside them in the translation are "the two", or M23 in marks."""
    two = phrase.weekday is not None and text[phrase.start : phrase.end].startswith("الاثنين")
    return two or (text[phrase.start - 1 : phrase.start] in _OPENED and text[phrase.end : phrase.end + 1] in _CLOSED)


def _is_habit(text: str, translated: Phrase | None) -> bool:
    """Whether the English names no single day: "on a Saturday", the programme "Today"."""
    if translated is None:
        return False
    before = text[: translated.start]
    if translated.unit == "day":
        return text.startswith("Today", translated.start) and _MID_SENTENCE.search(before) is not None
    return translated.weekday is not None and not translated.month and _ANY_EN.search(before) is not None


def _day_of_speech(text: str, phrase: Phrase | None, own: Sequence[Phrase], published: date | None) -> date | None:
    """The day that "yesterday" counts from inside a quotation: the weekday on which it was said, where that is told."""
    if not (published and phrase and phrase.unit == "day" and _quoted(text, phrase)):
        return published
    said = [one for one in own if one.weekday and not (one.unit or _quoted(text, one)) and _SAID_EN.search(text)]
    return date.fromisoformat(resolve(said[0], published)[0] or published.isoformat()) if len(said) == 1 else published


def _quoted(text: str, phrase: Phrase) -> bool:
    return len(_QUOTE_MARK.findall(text, 0, phrase.start)) % 2 == 1


def _anchor(phrase: Phrase, own: Sequence[Phrase], before: Sequence[Phrase]) -> Phrase | None:
    """The date that an anchored phrase counts from: the last one of its sentence, or of those `before`."""
    if not phrase.anchored:
        return None
    earlier = [one for one in (*before, *(one for one in own if one.start < phrase.start)) if not one.anchored]
    return earlier[-1] if earlier else None


def _aligned(
    pair: Pair, arabic: Sequence[Phrase], free: Sequence[Phrase], published: date | None
) -> Iterator[tuple[Phrase, Phrase | None]]:
    """Each date of the original with its counterpart in the translation, the likest first."""
    likeness = sorted(
        (
            (_likeness(phrase, free[j]) or _same_day(phrase, free[j], published), -i, -j)
            for i, phrase in enumerate(arabic)
            for j in range(max(0, i - _APART), min(len(free), i + _APART))
        ),
        reverse=True,
    )
    twins: dict[int, int] = {}
    for score, i, j in likeness:
        if score > 0 and -i not in twins and -j not in twins.values():
            twins[-i] = -j
    for i, phrase in enumerate(arabic):
        twin = free[twins[i]] if i in twins else None
        if twin or not pair.en or not phrase.unit:
            yield phrase, twin
    taken = [(phrase.start, phrase.end) for phrase in arabic]
    for j, phrase in enumerate(free):
        found = _run_together(pair.ar, phrase) if j not in twins.values() else None
        if found and not any(start < found.end and found.start < end for start, end in taken):
            yield found, phrase


def _same_day(one: Phrase, other: Phrase, published: date | None) -> float:
    """Something, where "yesterday" stands for the weekday that the translation names."""
    if one.anchored or one.unit != "day" or not other.weekday or not published:
        return 0.0
    return 0.3 * (resolve(one, published) == resolve(replace(other, ahead=False), published))


def _run_together(text: str, translated: Phrase) -> Phrase | None:
    """The Arabic of a date whose word was typed into its neighbours ("يومالخميسأنه"); only looked for in such text."""
    folded, offsets = without_marks(fold_same_length(text))
    if max(map(len, folded.split()), default=0) < _TOO_LONG:
        return None
    names = [name for name, day in WEEKDAYS_AR.items() if day == translated.weekday]
    names += [name for name, month in MONTHS_AR.items() if month == translated.month and len(name) > 3]  # noqa: PLR2004 - "ماي"
    if translated.unit in _UNITS_AR and translated.shift in _WHICH_AR:
        names.append(_WHICH_AR[translated.shift].format(_UNITS_AR[translated.unit]))
    match = re.search("|".join(names), folded) if names else None
    if match is None or translated.day or translated.year:
        return None
    return replace(translated, start=offsets[match.start()], end=offsets[match.end() - 1] + 1)


def _directed(phrase: Phrase, text: str, ahead: re.Pattern[str]) -> Phrase:
    """The phrase with the direction that its sentence gives it, where its own words give none."""
    if phrase.future is not None or phrase.unit or phrase.year:
        return phrase
    before = _SENTENCE_END.split(text[max(0, phrase.start - _SENTENCE) : phrase.start])[-1]
    if _STARTING.search(fold_same_length(before)):
        return replace(phrase, ahead=True, starts=True)
    before = _QUOTATION.sub("", before)  # what is quoted has a tense of its own
    if _QUOTE_MARK.search(before) and not _quoted(text, phrase):
        before = _QUOTE_MARK.split(before)[-1]
    if phrase.weekday and (_SAID_ON_EN.search(before) or _SAID_AFTER_EN.match(text, phrase.end)):
        return replace(phrase, behind=True)
    around = fold_same_length(before + text[phrase.start : phrase.end + 30])
    future = max((match.start() for match in ahead.finditer(around)), default=-1)
    past = max((match.start() for match in _PAST_EN.finditer(before)), default=-1)
    if future > past or _AHEAD_OF_EN.search(before) or _POSTPONED_EN.search(before):
        return replace(phrase, ahead=True)  # the nearest verb counts: "planned for Monday, was called off on Friday"
    return _told(phrase, before)


def _told(phrase: Phrase, before: str) -> Phrase:
    """The phrase with the direction of the verbs before it; a timetable looks ahead, and what was decided may."""
    verbs = _TENSE_EN.findall(before[-_CLAUSE:].lower())
    timetable = (phrase.weekday and _CLOCK_EN.search(before)) or _TIMETABLE_EN.search(before)
    if (timetable or _UNTIL_EN.search(before)) and not set(verbs) - _PRESENT_EN:
        return replace(phrase, ahead=True)  # a timetable: "face Napoli at 3 p.m. on Wednesday"
    if phrase.month and not phrase.weekday and _DECIDED_EN.search(before):
        return phrase
    return replace(phrase, behind=bool(verbs) and verbs[-1] not in _PRESENT_EN)


def _likeness(one: Phrase, other: Phrase) -> float:
    """How well two phrases say the same: shared parts less parts that differ; 0 and less is no match."""
    if one.unit or other.unit:
        if one.unit == other.unit:
            return 3.0 - (one.shift != other.shift) if one.month == other.month else 1.0
        if "span" in {one.unit, other.unit} or {one.unit, other.unit} <= _STRETCHES:
            return 0.5 * bool(one.unit and other.unit)
        return 0.4 * bool(one.weekday == other.weekday is not None or one.month == other.month is not None)
    score = 0.0
    for name in ("weekday", "day", "month", "year", "year_end"):
        here, there = getattr(one, name), getattr(other, name)
        if here is not None and there is not None:
            score += 1.0 if here == there else -0.7
    same_shape = (one.month is None, one.day is None, one.year is None) == (
        other.month is None,
        other.day is None,
        other.year is None,
    )
    return score if score > 0 else 0.1 * same_shape


def _row(pair: Pair, arabic: Phrase, translated: Phrase | None, now: Now) -> Date:
    mentions = [Mention(pair.id, "ar", arabic.start, arabic.end)]
    best, agreed, text_en = arabic, False, ""
    if translated:
        mentions.append(Mention(pair.id, "en", translated.start, translated.end))
        text_en = pair.en[translated.start : translated.end]
        agreed = _agree(arabic, translated, now.today)
        best = _merged(arabic, translated) if agreed else arabic
    elif not pair.en:
        text_en = _in_english(arabic, fold_same_length(pair.ar[arabic.start : arabic.end]))
    start, end = resolve_among(best, now)
    text_ar = pair.ar[arabic.start : arabic.end]
    return Date(pair.id, text_ar, text_en, tuple(mentions), agreed, start, end, best.relative)


def _row_in_english(pair: Pair, phrase: Phrase, now: Now) -> Date:
    start, end = resolve_among(phrase, now)
    mention = Mention(pair.id, "en", phrase.start, phrase.end)
    text_en = pair.en[phrase.start : phrase.end]
    return Date(pair.id, in_arabic.day(phrase), text_en, (mention,), agreed=False, start=start, end=end,
                relative=phrase.relative)  # fmt: skip


def _agree(one: Phrase, other: Phrase, published: date | None) -> bool:
    """Whether two phrases can mean the same date."""
    if one.unit != other.unit:
        alike = bool(one.unit and other.unit) or (one.weekday is not None and one.weekday == other.weekday)
        return alike or _same_day(one, other, published) > 0
    if one.year and other.year and (one.year_end or other.year_end):
        return one.year <= (other.year_end or other.year) and other.year <= (one.year_end or one.year)
    values = [
        (getattr(one, name), getattr(other, name)) for name in ("weekday", "day", "month", "year", "day_end", "shift")
    ]
    return all(a is None or b is None or a == b for a, b in values) or resolve(one, published) == resolve(
        other, published
    )


def _merged(one: Phrase, other: Phrase) -> Phrase:
    """What both say together: a weekday from one, a year from the other."""
    if one.unit or other.unit:
        if other.unit == "weekend":
            return other  # Arabic says "the end of the week"
        best = one if one.unit and not (one.anchored and other.unit and not other.anchored) else other
        return replace(best, anchored=True) if other.anchored and one.unit == other.unit else best
    return replace(
        one,
        weekday=one.weekday or other.weekday,
        day=one.day or other.day,
        month=one.month or other.month,
        year=one.year or other.year,
        day_end=one.day_end or other.day_end,
        month_end=one.month_end or other.month_end,
        year_end=one.year_end or other.year_end,
        part=one.part or other.part,
        weekday_end=one.weekday_end or other.weekday_end,
        current=one.current or other.current,
        future=other.future if one.future is None else one.future,
        ahead=other.ahead or one.starts or (one.ahead and not other.behind),
        behind=one.behind or other.behind,
    )


def _findings(pair: Pair, arabic: Phrase, translated: Phrase | None, published: date | None) -> Iterator[Finding]:
    stated = pair.ar[arabic.start : arabic.end]
    named_alike = translated and arabic.month == translated.month and arabic.weekday == translated.weekday
    if translated and named_alike and not _agree(arabic, translated, published):
        there = pair.en[translated.start : translated.end]
        yield Finding(pair.id, "date", "warning", f"the translation has “{there}” where the original has “{stated}”")
    day = _fixed_day(arabic, published)
    if day and arabic.weekday and day.isoweekday() != arabic.weekday:
        really = WEEKDAYS_EN[day.isoweekday() - 1]
        yield Finding(pair.id, "weekday", "warning", f"“{stated}”: {day.isoformat()} is a {really}")


def _fixed_day(phrase: Phrase, published: date | None) -> date | None:
    """The one day that a phrase names besides its weekday: a full date, or today where publication is known."""
    if phrase.unit == "day" and phrase.shift is not None and published:
        day, _ = resolve(phrase, published)
        return date.fromisoformat(day) if day else None
    if phrase.day and phrase.month and phrase.year and not phrase.day_end:
        days = calendar.monthrange(phrase.year, phrase.month)[1]
        return date(phrase.year, phrase.month, phrase.day) if phrase.day <= days else None
    return None


def _in_english(phrase: Phrase, stated: str) -> str:
    """The date in English words of our own, for an article without a translation; empty for a stretch without one."""
    part = next((english for arabic, english in _PARTS_EN if phrase.part and arabic in stated), "")
    if phrase.unit and phrase.month is None:
        count = -(phrase.shift or 0)
        names = _DAYS_EN if phrase.unit == "day" else _SHIFTS_EN
        if phrase.unit == "span" or phrase.shift not in names:
            return f"{count} {phrase.unit}s ago" if count > 1 else ""
        relative = names[phrase.shift] + ("" if phrase.unit == "day" else f" {phrase.unit}")
        weekday = WEEKDAYS_EN[phrase.weekday - 1] if phrase.weekday else ""
        return ", ".join(filter(None, (f"{part} {relative}".strip(), weekday)))
    day = f"{phrase.day}–{phrase.day_end}" if phrase.day_end else f"{phrase.day}" if phrase.day else ""
    month = MONTHS_EN[phrase.month - 1] if phrase.month else ""
    if phrase.month and phrase.month_end:
        month = f"{month}–{MONTHS_EN[phrase.month_end - 1]}"
    year = f"{phrase.year}–{phrase.year_end}" if phrase.year_end else f"{phrase.year}" if phrase.year else ""
    if phrase.unit == "year" and phrase.shift in _SHIFTS_EN:
        year = f"{_SHIFTS_EN[phrase.shift]} year"
    weekday = WEEKDAYS_EN[phrase.weekday - 1] if phrase.weekday else ""
    weekday += f"–{WEEKDAYS_EN[phrase.weekday_end - 1]}" if phrase.weekday_end else ""
    return ", ".join(filter(None, (weekday, " ".join(filter(None, (part, day, month, year))))))


_TOO_LONG = 16  # letters: longer words of news prose are words run together
_UNITS_AR = {"week": "اسبوع", "month": "شهر", "year": "(?:عام|سنه)"}
_WHICH_AR = {-1: "ال{}الماضيه?", 0: "هذ[اه]ال{}", 1: "ال{}ال(?:مقبل|قادم)ه?"}
_APART = 8  # places that a date may move in its sentence when it is translated
_STRETCHES = frozenset(
    {"week", "weekend", "season", "summer", "spring", "autumn", "fall", "winter", "term", "month", "year"}
)
_SHIFTS_EN = {-1: "last", 0: "this", 1: "next"}
_PARTS_EN = (
    ("سابق", "earlier"), ("لاحق", "later"), ("مبكر", "early"), ("متاخر", "late"), ("اوايل", "early"), ("مطلع", "early"),
    ("بدايه", "early"), ("اواخر", "late"), ("نهايه", "late"), ("منتصف", "mid"),
)  # fmt: skip
_DAYS_EN = {
    -2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "the day after tomorrow",
}  # fmt: skip
_AHEAD_EN = re.compile(
    r"\b(?:will|coming|won['’]t|shall|would\s+(?:not\s+)?be|(?:is|are)\s+to\s+[a-z]+|(?:forecast|expect|predict)(?:s|ed)?|upcoming|scheduled|slated|set\s+to|due\s+to|expected\s+to|to\s+be\s+held|plans?\s+to"
    r"|awaits?|next\s+(?:match|game|meeting|race|round|fight)|(?:[Ii]f|[Uu]nless)\s(?:the\s+)?\w+(?:\s+\w+)?\s+\w+s|for\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!['’]s))\b",
)
# The verb before a month without a year tells its direction; verbs of speech stand outside what is said.
_SENTENCE_END = re.compile(r"(?<![ap]\.m)(?<!\b[A-Z][a-z])\.\s")
_CLOCK_EN = re.compile(r"\bat\s+\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|[A-Z]{2,3}T)?\s+(?:on\s+)?$")
_ANY_EN = re.compile(r"\b(?:an?|every|each|any)\s+$", re.IGNORECASE)
_MID_SENTENCE = re.compile(r"[\w,]\s+$")
_SAID_EN = re.compile(r"\b(?:said|told|added|wrote|tweeted|announced|asked|declared)\b")
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
_SAID_ON_EN = re.compile(
    r"\b(?:said|told\s+(?:the\s+)?[\w-]+(?:\s[A-Z]\w+)*|added|wrote|tweeted|announced|declared)"
    r"(?:\s+in\s+an?\s+[\w-]+)?\s+(?:on|late|early)?\s*$"
)
_SAID_AFTER_EN = re.compile(
    r",?\s+(?:[\w.’'-]+\s+){1,4}?(?:said|told|announced|added|wrote|tweeted|declared|revealed|confirmed|warned)\b"
)
_PAST_EN = re.compile(r"\b(?:was|were|had|did|went|came|took|held|met|won|lost|died)\b")
_AHEAD_OF_EN = re.compile(r"\b[Aa]head\s+of\s+$")
_TIMETABLE_EN = re.compile(
    r"\b(?:faces?|takes?\s+(?:on|place)|plays?|hosts?|visits?|meets?|kicks\s+off|begins|starts|opens|returns|resumes|airs"
    r"|premieres|is\s+released|battles|ends|go(?:es)?\s+to\s+the\s+polls|arrives?|travels|flies|departs)\b"
)
_POSTPONED_EN = re.compile(
    r"\b(?:adjourned|postponed|deferred|rescheduled|put\s+off|pushed\s+back)\b[^.]*\b(?:to|until|till|for)\s+$"
)
# What is decided, banned or priced may lie ahead, whatever the tense: "agreed on a rise in December".
_DECIDED_EN = re.compile(
    r"\b(?:decided|agreed|approved|ordered|voted|planned|proposed|promised|pledged|vowed|invited|offered|set)\s+(?:to|on|an?|the)\b[^.;]*$"
    r"|\b(?:banned|barred|closed|extended|imposed|suspended|halted|prolonged|jailed|detained|delayed)\b[^.;]*\b(?:until|till|through)\s+$"
    r"|\bfor\s+$"
)
_UNTIL_EN = re.compile(r"\b(?:until|till)\s+$")
_STARTING = re.compile(
    r"(?<![ء-ي])(?:اعتبارا|ابتداء|بدءا)\s+(?:من\s+)?(?:يوم\s+|مطلع\s+|بدايه\s+)?$|\b(?:starting|effective)\s+(?:on\s+)?$"
)
_QUOTE_MARK = re.compile(r"[\"“”]")
_OPENED, _CLOSED = frozenset('«“"'), frozenset('»”"')
_SENTENCE, _CLAUSE = 160, 100  # characters before the date
_PRESENT_EN = frozenset("is are be to has have can could would may might hopes expects plans wants".split())
_TENSE_EN = re.compile(
    rf"\b({'|'.join(sorted(_PRESENT_EN))}|was|were|had|did|went|came|took|held|began|met|won|lost|left|fell|rose|made|became|hit|laid|paid|sent|gave|got|saw"
    r"|grew|broke|brought|built|bought|caught|fought|flew|found|kept|led|put|ran|sank|shot|sold|spent|struck|wrote"
    r"|(?!announced|reported|added|warned|scheduled|expected|planned|need|united|red)\w{2,}ed)\b",
)
# A future verb after "that", with و or at the start, or a word that says it is planned. Where English is beside it, a
# verb at the start tells nothing: many foreign names look like one (سيفولو).
_PLANNED_AR = r"(?<![ء-ي])و?(?:سوف|من\s+المقرر|من\s+المتوقع|من\s+المنتظر|المرتقبه?|المزمع)(?![ء-ي])"
_WILL_AR = r"(?:(?:^|\s)(?:ان|انه|انها|انهم|التي|الذي)\s+|(?<![ء-ي])و)س[يتن][ء-ي]{3,}"
_AHEAD_BESIDE_AR = re.compile(f"{_WILL_AR}|{_PLANNED_AR}")
_AHEAD_AR = re.compile(f"^س[يتن][ء-ي]{{3,}}|{_WILL_AR}|{_PLANNED_AR}")

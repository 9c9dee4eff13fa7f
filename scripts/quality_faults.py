"""The faults that quality_checks.py plants in human translations: for every check the ways in which engines go wrong.

A plant takes a source of randomness and both texts, and returns both with one fault, or None where it has no room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mujaz import gazetteer
from mujaz.datewords import MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from mujaz.entries import Entry

    Texts = tuple[str, str]
    Plant = Callable[[random.Random, str, str], Texts | None]

NUMBER_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion",
)  # fmt: skip
PREAMBLES = (
    "Here is the translation: {}", "Sure! Here's the English translation of the sentence:\n\n{}", "Translation: {}",
    "```\n{}\n```", "```english\n{}```", "**English translation:** {}", "{}\n\nLet me know if you need changes.",
    "{}\n\nNote: the original uses a literal expression here.", "{} (Note: this is a literal translation.)",
    "As an AI language model, I can translate this: {}", "The text translates to: {}", "English: {}",
    "I'm sorry, but I can't help with that request.", "The sentence in English would be: {}",
    "<think>The user wants a translation.</think>{}", "Sure! {}", "Translated from Arabic: {}", "Answer: {}",
    "Certainly! The translation is as follows: {}", "{} I hope this translation helps!", "~~~\n{}\n~~~", "`{}`",
    "Sure thing: {}", "Great question! {}", "[English] {}", "Got it. {}", "Of course. {}", "Sure - here it is: {}",
    "The original Arabic reads: {}", "{} (Translated from Arabic)", "{}\nI kept the names as they are.", "{}\n---",
    "{}\n\nConfidence: 95%", "{} Does this help?", "{} Please let me know if you need more.", "Happy to help! {}",
)  # fmt: skip
REFUSALS = (
    "I can't translate that.", "I am unable to translate this text.", "This text is in Arabic.", "[No translation]",
    "Could you please provide more context?",
    "The article discusses the political situation.", "How can I help you today?",
    "I'm just a language model.", "I must decline to translate this text.", "I apologize, but I can't help with this.",
    "Please provide the text you would like me to translate.", "It seems you have not provided any text to translate.",
)  # fmt: skip
SERVICE_PAGES = (
    "", "   ", "...", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT IN 10 HOURS",
    "<!DOCTYPE html><html><head><title>Error 429</title></head></html>", "429 Too Many Requests", '{"error": "limit"}',
    "Too many requests. Please try again later.", "Something went wrong.", "You are being rate limited",
    "Error 500 (Server Error)!!1500.That’s an error.", "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
)  # fmt: skip
LINKS = ("https://example.org/news/{}", "www.example.net/{}.html", "press-{}@example.org", "https://t.example/{}?a=1")
BIG_CITY = 10_400
# Cities whose name in running text is another word.
_ORDINARY = frozenset("university hurricane central federal union man officer male march van santa".split())


def changed_digit(rng: random.Random, source: str, target: str) -> Texts | None:
    """One digit of one number is another."""
    digits = [match.start() for match in re.finditer(r"\d", target)]
    if not digits:
        return None
    at = rng.choice(digits)
    return source, target[:at] + rng.choice([d for d in "123456789" if d != target[at]]) + target[at + 1 :]


def changed_number_word(rng: random.Random, source: str, target: str) -> Texts | None:
    """One number word is another."""
    return _swap(rng, source, target, NUMBER_WORDS)


def swapped_month(rng: random.Random, source: str, target: str) -> Texts | None:
    """One month is another; "May" and "March" only beside a figure."""
    safe = [m for m in MONTHS_EN if m not in {"May", "March"} or re.search(rf"\b{m}\s+\d", target)]
    return _swap(rng, source, target, safe)


def swapped_weekday(rng: random.Random, source: str, target: str) -> Texts | None:
    """One weekday is another."""
    return _swap(rng, source, target, WEEKDAYS_EN)


def swapped_name(rng: random.Random, source: str, target: str) -> Texts | None:
    """One place of the gazetteer is another of its kind, of those that news speaks of."""
    places = gazetteer.load()
    found = [match for match in places.find(target, "en") if _known(match.entries[0])]
    if not found:
        return None
    match = rng.choice(found)
    others = [
        e for code in _NEWS[match.entries[0].kind] for e in places.lookup(code, "en")[:1] if e not in match.entries
    ]
    new = rng.choice(others).en[0]
    return source, target[: match.start] + new + target[match.end :]


def dropped_negation(rng: random.Random, source: str, target: str) -> Texts | None:
    """The English lost a not, never or no."""
    found = list(re.finditer(r"\b(?:not|never|no) (?!\.)|n't\b|(?<=can)not\b", target))
    if not found:
        return None
    match = rng.choice(found)
    return source, target[: match.start()] + target[match.end() :]


def dropped_source_negation(rng: random.Random, source: str, target: str) -> Texts | None:
    """The Arabic lost a لم, لا, لن or ليس that its English still has."""
    found = list(re.finditer(r"(?<!\w)[وف]?(?:لم|لن|ليست?|لا(?! [يت]زال| سيما| بد)) ", source))
    if not found or not re.search(r"\b(?:not|never|no)\b|n't\b", target):
        return None
    match = rng.choice(found)
    return source[: match.start()] + source[match.end() :], target


def clause_left(rng: random.Random, source: str, target: str) -> Texts | None:
    """A clause of four to eight words stands in the language of the original."""
    words, original = target.split(), source.split()
    size = rng.randint(4, 8)
    if min(len(words), len(original)) < size + 2:
        return None
    at, there = rng.randrange(len(words) - size + 1), rng.randrange(len(original) - size + 1)
    return source, " ".join([*words[:at], *original[there : there + size], *words[at + size :]])


def repeated_phrase(rng: random.Random, source: str, target: str) -> Texts | None:
    """A phrase of one to five words is said three to six times, a single word more often."""
    words, size = target.split(), rng.randint(1, 5)
    if len(words) < size:
        return None
    at, times = rng.randrange(len(words) - size + 1), rng.randint(3, 6) if size > 1 else rng.randint(6, 10)
    return source, " ".join([*words[:at], *words[at : at + size] * times, *words[at + size :]])


def chatter(rng: random.Random, source: str, target: str) -> Texts | None:
    """The engine talks about its work."""
    return source, rng.choice(PREAMBLES).format(target)


def broken_link(rng: random.Random, source: str, target: str) -> Texts | None:
    """A link that both sides had is another, or gone, in the translation."""
    form, number = rng.choice(LINKS), rng.randint(1000, 9999)
    other = rng.choice([form.format(number + 1), ""])
    return f"{source} {form.format(number)}", f"{target} {other}"


def no_translation(rng: random.Random, source: str, target: str) -> Texts | None:
    """Nothing, or what a service says when it has nothing, stands in its place."""
    del target
    return source, rng.choice(SERVICE_PAGES)


def cut_short(rng: random.Random, source: str, target: str) -> Texts | None:
    """Only the first quarter of the translation is there."""
    del rng
    return (source, target[: len(source) // 4]) if len(source) > 60 else None  # noqa: PLR2004  # room for a quarter


def lost_quotes(rng: random.Random, source: str, target: str) -> Texts | None:
    """A direct quotation lost its marks on the English side."""
    del rng
    bare = re.sub('["“”]', "", target)
    return (source, bare) if len(target) - len(bare) > 1 and len(re.findall('["“”«»]', source)) > 1 else None


def changed_source_digit(rng: random.Random, source: str, target: str) -> Texts | None:
    """One digit of the original is another than the translation has."""
    changed = changed_digit(rng, target, source)
    return changed and (changed[1], target)


def ten_times(rng: random.Random, source: str, target: str) -> Texts | None:
    """A number has a zero more, or one less."""
    found = list(re.finditer(r"(?<![\w.,:/-])\d+(?:,\d{3})*(?![\w,:/-]|\.\d)", target))
    if not found:
        return None
    match = rng.choice(found)
    digits = match[0].replace(",", "")
    digits = digits[:-1] if digits.endswith("0") and len(digits) > 1 and rng.random() < 0.5 else f"{digits}0"  # noqa: PLR2004  # even odds
    return source, target[: match.start()] + (f"{int(digits):,}" if "," in match[0] else digits) + target[match.end() :]


def dropped_number(rng: random.Random, source: str, target: str) -> Texts | None:
    """A number in figures is gone."""
    return _drop(rng, source, target, r"(?<![\w.,])\d[\d,.]*(?<![.,])(?![\w-]) ?")


def added_number(rng: random.Random, source: str, target: str) -> Texts | None:
    """A number stands where there was none."""
    places = [match.start() for match in re.finditer(r"(?<=[a-z] )(?=[a-z])", target)]
    if not places:
        return None
    at, number = rng.choice(places), rng.choice([n for n in range(13, 990) if str(n) not in target])
    return source, f"{target[:at]}{number} {target[at:]}"


def share_for_number(rng: random.Random, source: str, target: str) -> Texts | None:
    """A percentage lost its sign, or a count has got one."""
    found = list(re.finditer(r"(?<=\d)(?:%| per ?cent\b)|(?<![\w.$£€,])\d{1,3}(?= [a-z]+s\b)", target))
    if not found:
        return None
    match = rng.choice(found)
    return source, target[: match.start()] + (f"{match[0]}%" if match[0].isdigit() else "") + target[match.end() :]


def swapped_city(rng: random.Random, source: str, target: str) -> Texts | None:
    """One city is another of the whole gazetteer, small or big."""
    found = [match for match in gazetteer.load().find(target, "en") if match.entries[0].kind == "city"]
    found = [match for match in found if match.entries[0].ar and match.name.lower() not in _ORDINARY]
    if not found:
        return None
    match, new = rng.choice(found), rng.choice(_cities())
    return source, target[: match.start] + new + target[match.end :]


def swapped_source_name(rng: random.Random, source: str, target: str) -> Texts | None:
    """The original names another place than the translation."""
    places = gazetteer.load()
    known = [match for match in places.find(source, "ar") if _known(match.entries[0])]
    found = [match for match in known if match.name == match.entries[0].ar[0]]
    if not found:
        return None
    match = rng.choice(found)
    entries = [e for code in _NEWS[match.entries[0].kind] for e in places.lookup(code, "en")[:1]]
    new = rng.choice([entry.ar[0] for entry in entries if entry not in match.entries])
    return source[: match.end - len(match.name)] + new + source[match.end :], target


def dropped_name(rng: random.Random, source: str, target: str) -> Texts | None:
    """A place is gone from the translation, with the preposition before it."""
    found = [match for match in gazetteer.load().find(target, "en") if _known(match.entries[0])]
    if not found:
        return None
    match = rng.choice(found)
    before = re.sub(r"\b(?:in|at|from|of|near|to) (?:the )?$", "", target[: match.start])
    return source, before + re.sub("^['’]s", "", target[match.end :])


def swapped_source_weekday(rng: random.Random, source: str, target: str) -> Texts | None:
    """The original has another weekday than the translation."""
    changed = _swap(rng, target, source, list(WEEKDAYS_AR))
    return changed and (changed[1], target)


def dropped_date(rng: random.Random, source: str, target: str) -> Texts | None:
    """A month or a weekday is gone."""
    safe = [m for m in MONTHS_EN if m not in {"May", "March"}]
    return _drop(rng, source, target, rf"(?:\bon )?\b(?:{'|'.join((*safe, *WEEKDAYS_EN))})\b ?")


def added_negation(rng: random.Random, source: str, target: str) -> Texts | None:
    """The English denies what the original says."""
    found = list(re.finditer(r"\b(?:is|was|are|were|will|has|have|had|could)(?= [a-z])(?! not| never| no\b)", target))
    if not found:
        return None
    match = rng.choice(found)
    return source, target[: match.end()] + rng.choice([" not", "n't", " never"]) + target[match.end() :]


def all_left(rng: random.Random, source: str, target: str) -> Texts | None:
    """The original, or the second half of it, stands in the place of the translation."""
    words, original = target.split(), source.split()
    half = [*words[: len(words) // 2], *original[len(original) // 2 :]]
    return source, " ".join(half) if rng.random() < 0.5 and len(original) > 6 else source  # noqa: PLR2004  # even odds, a clause


def no_answer(rng: random.Random, source: str, target: str) -> Texts | None:
    """The engine declines, asks or answers instead of translating."""
    del target
    return source, rng.choice(REFUSALS)


def added_link(rng: random.Random, source: str, target: str) -> Texts | None:
    """The translation has a link that the original has not."""
    return source, f"{target} {rng.choice(LINKS).format(rng.randint(1000, 9999))}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of going wrong and the check that is there for it.

    `counts` where the bar of that check is set for such faults: the bars speak of swapped names and dropped negations.
    """

    check: str
    plant: Plant
    counts: bool = True


FAULTS: dict[str, Fault] = {
    "changed digit": Fault("numbers", changed_digit),
    "changed source digit": Fault("numbers", changed_source_digit),
    "changed number word": Fault("numbers", changed_number_word),
    "ten times": Fault("numbers", ten_times),
    "dropped number": Fault("numbers", dropped_number),
    "added number": Fault("numbers", added_number),
    "share for number": Fault("numbers", share_for_number, counts=False),
    "swapped name": Fault("names", swapped_name),
    "swapped city": Fault("names", swapped_city),
    "swapped source name": Fault("names", swapped_source_name),
    "dropped name": Fault("names", dropped_name, counts=False),
    "swapped month": Fault("dates", swapped_month),
    "swapped weekday": Fault("dates", swapped_weekday),
    "swapped source weekday": Fault("dates", swapped_source_weekday),
    "dropped date": Fault("dates", dropped_date),
    "dropped negation": Fault("negation", dropped_negation),
    "dropped source negation": Fault("negation", dropped_source_negation),
    "added negation": Fault("negation", added_negation, counts=False),
    "clause left": Fault("untranslated", clause_left),
    "all left": Fault("untranslated", all_left),
    "repeated phrase": Fault("loop", repeated_phrase),
    "chatter": Fault("chatter", chatter),
    "no answer": Fault("chatter", no_answer),
    "broken link": Fault("links", broken_link),
    "added link": Fault("links", added_link),
    "no translation": Fault("empty", no_translation),
    "cut short": Fault("length", cut_short),
    "lost quotes": Fault("quotes", lost_quotes),
}
_NEWS = {
    "country": (
        "Egypt",
        "France",
        "Japan",
        "Russia",
        "Brazil",
        "Iran",
        "Turkey",
        "Nigeria",
        "India",
        "Germany",
        "Yemen",
    ),
    "region": ("Texas", "Scotland", "Bavaria", "Crimea", "Asia", "Quebec", "Catalonia", "Sicily", "Punjab", "Africa"),
    "city": ("Cairo", "Paris", "Tokyo", "Moscow", "Berlin", "Madrid", "Chicago", "Istanbul", "Baghdad", "Sydney"),
}


def _swap(rng: random.Random, source: str, target: str, words: Sequence[str]) -> Texts | None:
    """One of the words of a text is another of them."""
    found = list(re.finditer(rf"\b(?:{'|'.join(words)})\b", target))
    if not found:
        return None
    match = rng.choice(found)
    new = rng.choice([word for word in words if word != match[0]])
    return source, target[: match.start()] + new + target[match.end() :]


def _drop(rng: random.Random, source: str, target: str, pattern: str) -> Texts | None:
    """What the pattern finds is gone from the translation."""
    found = list(re.finditer(pattern, target))
    if not found:
        return None
    match = rng.choice(found)
    return source, target[: match.start()] + target[match.end() :]


@cache
def _cities() -> list[str]:
    """Every city of the gazetteer by its English name."""
    lines = files("mujaz.data").joinpath("cities.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[4] for line in lines if not line.startswith("#")]


def _known(entry: Entry) -> bool:
    return entry.kind in _NEWS and (entry.kind != "city" or entry.capital or entry.rank < BIG_CITY)

"""Measure the checks: faults planted in human translations that they catch, and untouched ones that they flag.

One fault of each kind is planted, with a fixed seed, in every human Arabic–English pair that has room for it. The rules
were written while looking at the others: every fourth article of that data is held out, and its figures must not fall
below the floors in quality_checks.toml.

    python scripts/quality_checks.py [--data FOLDER] [--show FAULT|CHECK] [--tuned]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz import gazetteer
from mujaz.check import CHECKS, check_pair, inconsistent
from mujaz.datewords import MONTHS_EN, WEEKDAYS_EN
from mujaz.model import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Texts = tuple[str, str]
    Plant = Callable[[random.Random, str, str], Texts | None]

HERE = Path(__file__).parent
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
    "Certainly! The translation is as follows: {}", "{} I hope this translation helps!",
)  # fmt: skip
SERVICE_PAGES = (
    "", "   ", "...", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT IN 10 HOURS",
    "<!DOCTYPE html><html><head><title>Error 429</title></head></html>", "429 Too Many Requests", '{"error": "limit"}',
    "Error 500 (Server Error)!!1500.That’s an error.", "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
)  # fmt: skip
LINKS = ("https://example.org/news/{}", "www.example.net/{}.html", "press-{}@example.org", "https://t.example/{}?a=1")
BIG_CITY = 10_400


@dataclass(frozen=True, slots=True)
class Human:
    """One pair as a person translated it."""

    article: str
    source: str
    target: str


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


FAULTS: dict[str, tuple[str, Plant]] = {
    "changed digit": ("numbers", changed_digit),
    "changed number word": ("numbers", changed_number_word),
    "swapped name": ("names", swapped_name),
    "swapped month": ("dates", swapped_month),
    "swapped weekday": ("dates", swapped_weekday),
    "dropped negation": ("negation", dropped_negation),
    "dropped source negation": ("negation", dropped_source_negation),
    "clause left": ("untranslated", clause_left),
    "repeated phrase": ("loop", repeated_phrase),
    "chatter": ("chatter", chatter),
    "broken link": ("links", broken_link),
    "no translation": ("empty", no_translation),
    "cut short": ("length", cut_short),
    "lost quotes": ("quotes", lost_quotes),
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


def main() -> int:
    """Print the tables; non-zero when a figure of the held-out articles is worse than its floor."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument(
        "--tuned", action="store_true", help="measure the half the rules were tuned on, without floors"
    )
    arguments.add_argument("--show", default="", help="print what this fault slipped past, or what this check flags")
    options = arguments.parse_args()
    path = options.data / "ntrex-dev" / "pairs.tsv"
    if not path.exists():
        print(f"not measured: {path} is not there")
        return 0
    floors = {} if options.tuned else tomllib.loads((HERE / "quality_checks.toml").read_text("utf-8"))
    pairs = _read(path, tuned=options.tuned)
    worse = _print_caught(pairs, options.seed, floors.get("caught", {}), options.show)
    worse += _print_flagged(pairs, floors.get("flagged", {}), options.show)
    for line in worse:
        print("below the floor:", line)
    return bool(worse)


def _read(path: Path, *, tuned: bool) -> list[Human]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    articles = sorted({row[0] for row in rows})
    held = set(articles[3::4])
    return [Human(row[0], row[2], row[3]) for row in rows if (row[0] in held) is not tuned]


def _checks(source: str, target: str) -> dict[str, str]:
    found = check_pair(source, target, source_language="ar", target_language="en", terms=())
    return {problem.check: problem.message for problem in found}


def _print_caught(pairs: Sequence[Human], seed: int, floors: dict[str, float], show: str) -> list[str]:
    """The faults planted and the share caught by the check that is there for them."""
    print(f"{'fault':26}{'check':14}{'planted':>8}{'caught':>8}{'floor':>8}")
    worse = []
    for fault, (check, plant) in FAULTS.items():
        rng = random.Random(f"{seed} {fault}")  # noqa: S311  # a repeatable choice, not a secret
        planted = [texts for pair in pairs if (texts := plant(rng, pair.source, pair.target))]
        missed = [texts for texts in planted if check not in _checks(*texts)]
        worse += _row(fault, check, len(planted), len(planted) - len(missed), floors.get(fault))
        if show == fault:
            print(*(f"    {target}\n    {source}\n" for source, target in missed), sep="\n")
    return [*worse, *_row_inconsistent(pairs, floors)]


def _row_inconsistent(pairs: Sequence[Human], floors: dict[str, float]) -> list[str]:
    """The same sentences in a second article, each with the translation of its neighbour."""
    first = [Pair(f"p{n}s1", pair.source, pair.target) for n, pair in enumerate(pairs, 1)]
    second = [Pair(pair.id, pair.ar, other.en) for pair, other in pairwise(first)]
    caught = inconsistent({"first": first, "second": second}).get("second", ())
    return _row("other translation", "inconsistent", len(second), len(caught), floors.get("other translation"))


def _row(fault: str, check: str, planted: int, caught: int, floor: float | None) -> list[str]:
    share = caught / planted if planted else 1.0
    print(f"{fault:26}{check:14}{planted:8}{share:8.1%}{'' if floor is None else f'{floor:8.1%}'}")
    return [f"{fault} {share:.3f} < {floor}"] if floor is not None and share < floor else []


def _print_flagged(pairs: Sequence[Human], ceilings: dict[str, float], show: str) -> list[str]:
    """The share of untouched pairs that each check flags; some of them hold real errors."""
    check_pair("نعم", "Yes", source_language="ar", target_language="en", terms=())
    begin = time.process_time()
    found = [_checks(pair.source, pair.target) for pair in pairs]
    seconds = time.process_time() - begin
    flags = Counter(check for problems in found for check in problems)
    print(f"\n{'untouched':26}{'check':14}{'pairs':>8}{'flagged':>8}{'ceiling':>8}")
    worse = []
    for check in ("empty", *CHECKS):
        share, ceiling = flags[check] / len(pairs), ceilings.get(check)
        print(f"{'':26}{check:14}{len(pairs):8}{share:8.1%}{'' if ceiling is None else f'{ceiling:8.1%}'}")
        if ceiling is not None and share > ceiling:
            worse.append(f"{check} flags {share:.3f} > {ceiling}")
        if show == check:
            for pair, problems in zip(pairs, found, strict=True):
                if check in problems:
                    print(f"    {problems[check]}\n    {pair.target}\n    {pair.source}\n")
    any_check = sum(map(bool, found)) / len(pairs)
    print(f"\n{seconds / len(pairs) * 1000:.2f} ms of CPU a pair, {any_check:.1%} of pairs flagged by any check")
    return worse


def _swap(rng: random.Random, source: str, target: str, words: Sequence[str]) -> Texts | None:
    """One of the words of a text is another of them."""
    found = list(re.finditer(rf"\b(?:{'|'.join(words)})\b", target))
    if not found:
        return None
    match = rng.choice(found)
    new = rng.choice([word for word in words if word != match[0]])
    return source, target[: match.start()] + new + target[match.end() :]


def _known(entry: gazetteer.Entry) -> bool:
    return entry.kind in _NEWS and (entry.kind != "city" or entry.capital or entry.rank < BIG_CITY)


if __name__ == "__main__":
    sys.exit(main())

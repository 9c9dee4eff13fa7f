"""Arabic duals, which state a two in the ending of a noun: "شخصين", and with a half "ساعتين ونصف الساعة"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from mujaz import units
from mujaz.facts import lexicon
from mujaz.facts.captions import caption, noun
from mujaz.gazetteer import arabic_key
from mujaz.number_context import qualifier
from mujaz.numerals import fold_words, tokens, word_key
from mujaz.quantities import Quantity
from mujaz.text import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.facts.captions import Noun
    from mujaz.facts.spans import Taken
    from mujaz.model import Pair
    from mujaz.numerals import Token
    from mujaz.units import Unit


ARTICLE_AR = re.compile(r"[وفبك]*(?:ال|لل)")  # the article, with what may stand before it


def duals(pair: Pair, free: Sequence[Quantity], names: Taken) -> Iterator[tuple[Quantity | None, Quantity]]:
    """Arabic duals, each with a "two" of the translation; without a translation only known nouns count.

    Args:
        pair: The segment in both languages.
        free: The numbers of the translation that answer no numeral of the original.
        names: Where names stand: "سلمان" is no dual.
    """
    twos = [quantity for quantity in free if quantity.values in _TWO and quantity.kind in {"cardinal", "score"}]
    if pair.en and not twos:
        return
    found = list(_candidates(pair, names))
    if not pair.en:
        yield from ((None, dual) for dual, _ in found if dual.unit)
        return
    for two in twos:
        near = two.start / max(1, len(pair.en)) * len(pair.ar)
        fitting = [
            (rank, dual)
            for dual, rank in found
            if dual.value == two.value
            and _may_count(dual, two)
            and (rank < _UNKNOWN or not _PEOPLE_AR.search(pair.ar[dual.start : dual.end]))
        ]
        if fitting:
            best = min(fitting, key=lambda one: (one[0], not is_dual(pair.ar, one[1]), abs(one[1].start - near)))
            found.remove(best[::-1])
            yield two, best[1]


def dual_ranges(pair: Pair, arabic: Sequence[Quantity], translated: Sequence[Quantity]) -> Iterator[Quantity]:
    """The Arabic numbers, one after a dual and "or" made a range with it: "أسبوعين أو ثلاثة" is two to three weeks."""
    text, ranges = pair.ar, {other.values for other in translated}
    for quantity in arabic:
        if pair.en and (2.0, quantity.value) not in ranges:
            yield quantity
            continue
        linked = _DUAL_AND_AR if text[quantity.start] == "و" else _DUAL_OR_AR
        before = linked.search(fold_words(text[: quantity.start]))
        known = noun([before["dual"]]) if before else None
        if before is None or known is None or quantity.value <= 2 or quantity.kind != "cardinal":  # noqa: PLR2004
            yield quantity
            continue
        unit = quantity.unit or _unit_key(known[0].singular)
        start = before.start("dual")
        yield replace(quantity, value=2.0, value_max=quantity.value, start=start, qualified=start, unit=unit)


def _unit_key(singular: str) -> str:
    unit = units.load().match([fold_words(singular)], "ar")
    return unit[0].key if unit else ""


def _candidates(pair: Pair, names: Taken) -> Iterator[tuple[Quantity, int]]:
    """Every word that may be a dual, with how doubtful it is: known nouns first, words of unknown pattern last."""
    folded = fold_same_length(pair.ar)
    theirs = _THEIRS_EN.search(pair.en) is not None
    last: Token | None = None
    for word in tokens(pair.ar, "ar"):
        possessed = _POSSESSED_AR.fullmatch(word.text)
        if not (possessed or _DUAL_AR.fullmatch(word.text)) or names.overlaps(pair.id, "ar", word.start, word.end):
            continue
        if _DIGITS_AFTER_AR.match(pair.ar, word.end):
            continue  # "الدقيقتين 20 و67" are two minutes by their numbers
        unit, begin, known = _noun(word)
        if possessed and not (theirs and noun([possessed["noun"]])):
            continue
        if not known and not possessed and (_no_dual(word.text) or _is_adjective(pair.ar, last, word)):
            continue
        if not pair.en and ((unit and _maybe_plural(unit, word.text)) or _maybe_mine(pair.ar, word)):
            continue
        last = word
        half = _AND_HALF_AR.match(pair.ar, word.end)
        end = half.end() if half else word.end
        name, qualified = qualifier(folded, begin, end, "ar")
        key = unit.key if unit else ""
        dual = Quantity(2.5 if half else 2.0, begin, end, begin, qualified, qualifier=name, unit=key)
        yield dual, 1 if possessed else 0 if known else _UNKNOWN


def _is_adjective(text: str, last: Token | None, word: Token) -> bool:
    """Whether the word goes with the dual right before it: "بنكين حكوميين"."""
    return last is not None and text[last.end : word.start].isspace()


def dual_caption(text: str, dual: Quantity) -> str:
    """What a dual counts as a caption: the plural of a known noun, with its adjective; else the dual itself."""
    head = text[dual.start : dual.end].split(maxsplit=1)[0]
    possessed = _POSSESSED_AR.fullmatch(word_key(head))
    if possessed and noun([possessed["noun"]]):
        return caption([possessed["noun"]])
    if not noun([head]):
        return f"{head.removesuffix('ين')}ان" if head.endswith("ين") else head
    adjective = _DUAL_ADJECTIVE_AR.match(fold_words(text), dual.end)
    return caption([head, adjective["word"]] if adjective else [head])


def _noun(word: Token) -> tuple[Unit | None, int, bool]:
    """The unit that a dual is of, where it begins without its clitics, and whether it is a known noun."""
    for clitics in _CLITICS:
        match = clitics.match(word.text)
        bare = word.text[match.end() :] if match else ""
        if len(bare) < _SHORTEST:
            continue  # بالين is no yen
        unit, known = units.load().match([bare], "ar"), noun([bare])
        if known and _is_whole(bare, known[0]):
            return None, word.start, False
        if match and (unit or known):
            unit = unit or (units.load().match([fold_words(known[0].singular)], "ar") if known else None)
            return unit[0] if unit else None, word.start + match.end(), True
    conjunction = _CONJUNCTION_AR.match(word.text)
    return None, word.start + (conjunction.end() if conjunction else 0), False


def _is_whole(word: str, known: Noun) -> bool:
    """Whether a word that ends like a dual is the singular or the plural itself: بيان, سكان."""
    whole = word_key(word).removeprefix("ال")
    return whole in map(fold_words, (known.singular, known.plural)) and whole != "بلدان"


def _no_dual(word: str) -> bool:
    """Whether a word only ends like a dual: of another pattern, or definite in the construct state (السوفييتي)."""
    bare = _CLITICS_AR.sub("", word)
    known = noun([bare]) if bare else None
    if (known and _is_whole(bare, known[0])) or not lexicon.load().not_dual_ar.isdisjoint(
        (arabic_key(bare), arabic_key(word))
    ):
        return True
    return word.endswith(("تا", "تي")) and ARTICLE_AR.match(word) is not None


def _may_count(dual: Quantity, two: Quantity) -> bool:
    """Whether an Arabic dual can be what the English "two" counts: two years are سنتان and no other noun."""
    if two.kind == "score":
        return dual.unit == "goal"
    return dual.unit == two.unit or not {dual.unit, two.unit} & _exact()


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may count the same: not five days and five weeks; degrees may be Celsius, riyals Saudi."""
    both = {one.unit, other.unit} - {""}
    if len(both) < 2 or not both & _exact():  # noqa: PLR2004 - two units that differ
        return True
    return not _names(one.unit).isdisjoint(_names(other.unit))


@cache
def _names(key: str) -> frozenset[str]:
    """The English words of a unit's names."""
    unit = units.load().by_key.get(key)
    words = frozenset(" ".join((*unit.en, unit.en_one)).lower().split()) if unit else frozenset()
    return words | _LIRAS if words & _LIRAS else words


@cache
def _exact() -> frozenset[str]:
    """Units that a translation keeps: time, measures, money."""
    return frozenset(unit.key for unit in units.load().by_key.values() if unit.kind in {"time", "measure", "currency"})


def is_dual(text: str, quantity: Quantity) -> bool:
    """Whether the form can be nothing but a dual: -ين is the sound plural as well."""
    return text[quantity.start : quantity.end].endswith(("تين", "تان", "ان"))


def _maybe_mine(text: str, word: Token) -> bool:
    """Whether a form in تي is as well "my": in the construct state a definite noun follows."""
    return word.text.endswith("تي") and _DEFINITE_AR.match(text, word.end) is None


def _maybe_plural(unit: Unit, word: str) -> bool:
    """Whether a form in ين may as well be the sound plural: of people, unless the table has a dual in ان for it."""
    dual = f"{_CLITICS_AR.sub('', word).removesuffix('ين')}ان"
    return unit.kind == "people" and word.endswith("ين") and dual not in map(fold_words, unit.ar)


_LIRAS = frozenset({"lira", "pounds"})  # ليرة is a pound in Beirut
_UNKNOWN = 2  # the rank of a noun that no table has
_SHORTEST = 4  # letters: يدين
_TWO = ((2.0,), (2.5,))  # "ساعتين ونصف" is two and a half hours
_DUAL_AR = re.compile(r"[\u0621-\u064a]{3,}(?:ين|ان|تا|تي)")
_DUAL_ADJECTIVE_AR = re.compile(r"\s+(?P<word>(?:ال)?[ء-ي]{2,}ي(?:ين|ان|تين|تان))(?![ء-ي])")
_DUAL_OR_AR = re.compile(r"(?<![ء-ي])[وفبل]?(?P<dual>[ء-ي]{3,}(?:ين|ان))\s+او\s+$")
_DUAL_AND_AR = re.compile(r"(?<![ء-ي])بين\s+(?P<dual>[ء-ي]{3,}(?:ين|ان))\s+$")
_THEIRS_EN = re.compile(r"\b(?:his|her|its|their|whose|my|our|['’]s)\s+two\b")
# Participles in -ين are people in the plural as often as two of them: الهاربين.
_PEOPLE_AR = re.compile(r"(?:^|ال|لل)(?:م[ء-ي]{3,}|[ء-ي]ا[ء-ي]{2})(?<!ت)ين$")
# "her two sons": a known noun in the dual, or as well the sound plural, with a possessor.
_POSSESSED_AR = re.compile(r"[وفبلك]?(?P<noun>[ء-ي]{3,})[يا](?:ه|ها|هم|نا)")
_DEFINITE_AR = re.compile(r"\s+ال[ء-ي]")
_DIGITS_AFTER_AR = re.compile(r"\s+\d")
_AND_HALF_AR = re.compile(r"\s+و\s?نصف(?:\s+ال[ء-ي]+)?(?![ء-ي])")
_CLITICS_AR = re.compile(r"^[وف]?(?:بال|كال|لل|ال|[بلك])?")
_CLITICS = (re.compile(""), re.compile("[وف]"), _CLITICS_AR)
_CONJUNCTION_AR = re.compile(r"و(?=ال)")  # elsewhere the و may be of the word: وفدان

"""The words that say who speaks: speech verbs of both languages, and what they tell of their subject.

Arabic is read in folded letters (`text.fold_same_length`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.text import alternation

if TYPE_CHECKING:
    from mujaz.model import Side


@cache
def verbs(language: Side) -> re.Pattern[str]:
    """What finds the verbs and phrases of telling in a text."""
    words = lexicon.load()
    if language == "en":
        told = sorted(words.attribution_en | words.participle_en)
        anywhere = alternation(_spaced(form) for verb in told for form in (verb, verb[0].upper() + verb[1:]))
        return re.compile(rf"\b(?:{anywhere})\b{_NAMELESS_EN}|{_READS_EN}")
    told = sorted(words.attribution_ar | words.participle_ar)
    anywhere = alternation(_spaced(verb) + _ONLY_AR.get(verb, "") for verb in told)
    return re.compile(
        rf"{_NOT_TOLD_AR}[وف]?(?:(?:{anywhere})(?:وا)?(?![ء-ي]){_NAMELESS_AR}|(?:وفقا|طبقا)\s+ل(?=[ء-ي]))"
    )


def is_participle(verb: str) -> bool:
    """Whether a verb leaves its subject to the one before it: "saying", "قائلا"."""
    words = lexicon.load()
    bare = verb[1:] if verb[0] in "وف" else verb
    return verb.lower() in words.participle_en or not words.participle_ar.isdisjoint((verb, bare))


def _spaced(phrase: str) -> str:
    return phrase.replace(" ", r"\s+")


ADDRESSING = frozenset({"told", "tells", "asked", "asks", "urged", "urges", "warned", "reminded", "assured"})
SOURCE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"^according\s+to$", re.IGNORECASE),
    "ar": re.compile(r"(?:وفقا|طبقا)\s+ل$|حسب$|بيان$|لسان$|نقلا\s+عن$"),
}
# "رفض كشف اسمه", "asked not to be named" tell nothing of what was said.
_NAMELESS_EN = r"(?!\s+(?:not\s+to\s+be|for\s+anonymity|to\s+remain)\b)"
_NAMELESS_AR = r"(?!\s+(?:[ء-ي]+\s+){0,3}(?:اسمه|اسمها|اسمهما|اسماءهم|اسمايهم|هويته|هويتها|هوياتهم)(?![ء-ي]))"
_READS_EN = r"(?<=[\"”]\s)reads?\b"  # "…," read one of the messages
# "ورد المدير قائلا" has "و" and "رد", "ورد في البيان" is one word.
_ANSWERING = r"(?=\s[^.•]{2,80}(?:قايلا|قايله|بالقول|بقولها|بقوله|موكدا|موكده)(?![ء-ي]))"
_NOT_TOLD_AR = (
    r"(?<![ء-ي])(?<!عدم )(?<!تم )(?<!جري )"
    rf"(?!وردت?(?![ء-ي])(?!{_ANSWERING})|[وف]?ردت?\s+ب(?:شكل|طريقه))"
)
# What has to follow some verbs, or may not: "كتب عليه", "رأى … أن …", "رفع … شعار".
_NOT_ON, _THAT = r"(?!\s+عليه)", r"(?=[^.،]{0,60}\sان\s)"
_ONLY_AR = {"كتب": _NOT_ON, "كتبت": _NOT_ON, "راي": _THAT, "رات": _THAT, "رفع": r"(?=\s+[ء-ي]+\s+شعار)"}

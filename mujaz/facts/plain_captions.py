"""Captions cut to what stands alone under a figure: rather short, or none, than odd."""

from __future__ import annotations

import re

from mujaz import number_words
from mujaz.facts.captions import noun
from mujaz.facts.counted import AGE_WHAT
from mujaz.numerals import fold_words
from mujaz.text import strip_marks


def plain_en(what: str) -> str:
    """An English caption without what only its sentence explains: "countries of the Association" are countries."""
    if _NO_NOUN_EN.match(what):
        return ""
    if not what.startswith("percent"):
        what = _OF_NAME_EN.sub("", what)
    what = _OWNER_LAST_EN.sub("", what)
    while _HANGING_EN.search(what):
        what = _HANGING_EN.sub("", what)
    return what


def plain_ar(what: str, *, definite: bool = False) -> str:
    """An Arabic caption without its article and without whose it is: أطفالها are أطفال; empty for what is no noun.

    Args:
        what: The words that the number governs, or that it stands after.
        definite: Whether the article stays, as with ordinals ("الدقيقة").
    """
    words = what.split()
    if not words or _key(words[0]) in _NO_NOUN_AR or _VERB_AR.match(_key(words[0])):
        return ""
    head = _without_owner(words[0])
    if head in _LENGTHS_AR:
        words = [word for word in words if _key(word) not in _DIRECTIONS_AR]
    if definite or what in AGE_WHAT.values() or not head.startswith("ال"):
        return " ".join((head, *words[1:]))
    until = next((number for number, word in enumerate(words) if word in {"من", "في"}), len(words))
    return " ".join((*map(_without_article, (head, *words[1:until])), *words[until:]))


def _without_owner(word: str) -> str:
    """The noun without the pronoun it ends with, where that leaves one that is known or a long one."""
    plain = strip_marks(word)
    if noun([plain]):
        return word
    for pronoun in ("هما", "ها", "هم", "هن", "ه", "ي"):
        stem = plain.removesuffix(pronoun)
        stem = f"{stem[:-1]}ء" if stem.endswith(("ئ", "ؤ")) else stem  # أبنائها are أبناء
        if stem != plain and noun([stem]):
            return stem
        if stem != plain and len(pronoun) > 1 and len(stem) > len("بيت"):
            return stem
    return word


def _without_article(word: str) -> str:
    return word.removeprefix("ال") if len(word) > len("الله") else word


def _key(word: str) -> str:
    return fold_words(strip_marks(word))


# "13th-ranked Russian", "five clear of Al-Ittihad"
_NO_NOUN_EN = re.compile(r"(?:ranked|seeded|placed|clear\s+of)\b")
_OF_NAME_EN = re.compile(r"\s+of\s+(?:(?:the|a|an)\b|[A-Z]).*")
_OWNER_LAST_EN = re.compile(r"(?:\s+of)?(?:\s+[\w-]+)?['’]s$")
# What a caption cannot end with: a link, or an adjective whose noun is cut off ("days of national" mourning).
_HANGING_EN = re.compile(r"\s+(?:of|the|in|a|an|(?<=of\s)\w+(?:al|ic|ous))$")
_NO_NOUN_AR = frozenset(
    "قرابه يوميا سنويا شهريا اسبوعيا نحن هم هي تحمل المقبله الماضيه القادمه الاخيره".split()
) | frozenset(number_words.table("ar"))
_LENGTHS_AR = frozenset({"أمتار", "كيلومترات", "أميال"})
_DIRECTIONS_AR = frozenset("شرقي غربي شمالي جنوبي شرقيه غربيه شماليه جنوبيه".split())
_VERB_AR = re.compile(r"س[يت]\w{3,}(?:ان|ون)$")  # "will appear", both of them

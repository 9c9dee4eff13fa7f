"""What an Arabic number counts, as a caption has it: the noun in the plural and the nominative.

"34 قتيلا" has the caption قتلى and "بنكين حكوميين" بنوك حكومية, as English has "people killed" and "banks"; the plurals
of Arabic nouns follow no rule and stand in data/plurals.tsv. A caption stands alone under its figure, so what only its
sentence explains is cut off: rather short, or none, than odd.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mujaz import number_words
from mujaz.facts import lexicon
from mujaz.numerals import fold_words, word_key
from mujaz.text import strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


AGE_WHAT = {"ar": "سنوات العمر", "en": "years of age"}


class Noun(NamedTuple):
    """A countable noun: `human` is m or f where adjectives agree as with persons, else empty."""

    singular: str
    plural: str
    human: str


def noun(words: Sequence[str]) -> tuple[Noun, int] | None:
    """The noun of the table that the first words are a form of, and how many of them it takes; the longest wins."""
    keys = [word_key(word) for word in words[:2]]
    if not keys:
        return None
    marked = _table().get(fold_words(words[0]))  # أسرّة, beds, is not أسرة, a family
    if marked and fold_words(words[0]) != keys[0]:
        return marked, 1
    for count in range(len(keys), 0, -1):
        rest = " ".join(keys[1:count])
        for base in _bases(keys[0]):
            found = _table().get(f"{base} {rest}".rstrip())
            if found:
                return found, count
    return None


def caption(words: Sequence[str], *, one: bool = False) -> str:
    """The words that a numeral governs as a caption; unknown nouns stay as they are, but for their case.

    Args:
        words: The noun phrase as it stands, the head first.
        one: Whether exactly one is counted, so that the singular is right.
    """
    found = noun(words)
    if found is None:
        return " ".join(_nominative(word) for word in words)
    head, count = found
    if one:
        return " ".join((head.singular, *words[count:]))
    return " ".join((head.plural, *_agreeing(words[count:], head.human)))


def governed(what: str, value: float) -> str:
    """A caption as the numeral right before it governs it: "6 مسؤولين", "34 قتيلا", "100 شركة"."""
    words = what.split()
    found = noun(words)
    if found is None:
        return what
    (singular, plural, _), count = found
    number = int(value) % 100 if value < _MILLION else 0
    if value == 2:  # noqa: PLR2004 - the dual
        return what
    if _FEW[0] <= number <= _FEW[1]:
        return " ".join((_genitive(plural), *(_genitive(word) for word in words[count:])))
    accusative = number > _FEW[1]
    head, *second = singular.split()
    adjective = bool(second) and plural.split()[-1] == f"{second[0]}ة"
    parts = [_accusative(head) if accusative and (adjective or not second) else head]
    parts += [_accusative(word) if accusative and adjective else word for word in second]
    feminine = head.endswith("ة")
    for word in words[count:]:
        if not word.endswith(("ة", "ون", "ات")):
            return " ".join((*parts, *words[words.index(word) :]))
        stem = word.removesuffix("ة").removesuffix("ون").removesuffix("ات")
        parts.append(f"{stem}ة" if feminine else _accusative(stem) if accusative else stem)
    return " ".join(parts)


def repeats(stated: str, what: str, value: float) -> bool:
    """Whether a number's words already have its caption in them: "18 عاما" says أعوام, "يومين" أيام, "two-day" days."""
    plain, words = strip_marks(stated), strip_marks(what)
    forms = {words, strip_marks(governed(what, value)), words.removesuffix("s")}
    dual = value == 2 and noun([words]) is not None and noun(plain.split()[-1:]) == noun([words])  # noqa: PLR2004
    return any(form in plain for form in forms) or dual


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
    if not words or _is_no_noun(words[0]):
        return ""
    head = _without_owner(words[0])
    dual = noun([head]) if definite and word_key(head).endswith(("تين", "تان")) else None
    head = f"ال{dual[0].singular}" if dual else head  # "الدقيقتين 20 و67" are minute 20 and minute 67
    if head in _LENGTHS_AR:
        words = [word for word in words if word_key(word) not in _DIRECTIONS_AR]
    if definite or what in AGE_WHAT.values() or not head.startswith("ال"):
        return " ".join((head, *words[1:]))
    until = next((number for number, word in enumerate(words) if word in {"من", "في"}), len(words))
    return " ".join((*map(_without_article, (head, *words[1:until])), *words[until:]))


def _is_no_noun(word: str) -> bool:
    """Whether a word is a verb, or has a preposition before it, and so names nothing that is counted."""
    key = word_key(word)
    if noun([word]):
        return False
    words = lexicon.load()
    verb = _VERB_AR.match(key) or key in words.verb_ar or key in words.speech_ar
    return bool(verb) or key in _NO_NOUN_AR or _WITH_PREPOSITION_AR.match(key) is not None


def _without_owner(word: str) -> str:
    """The noun without the pronoun it ends with, where that leaves one that is known or a long one."""
    plain = strip_marks(word)
    if noun([plain]):
        return word
    for pronoun in ("هما", "ها", "هم", "هن", "نا", "ه", "ي"):
        stem = plain.removesuffix(pronoun)
        stem = f"{stem[:-1]}ء" if stem.endswith(("ئ", "ؤ")) else stem  # أبنائها are أبناء
        if stem != plain and noun([stem]):
            return stem
        if stem != plain and stem.endswith(("ي", "و")) and (whole := _sound_plural(stem[:-1])):
            return whole  # موظفيها
        if stem != plain and len(pronoun) > 1 and pronoun != "نا" and len(stem) > len("بيت"):
            return stem
    return word


def _sound_plural(stem: str) -> str:
    """The plural in ون of a noun that has lost its ن before an owner; empty for a broken plural like مباني."""
    known = noun([stem])
    if known:
        return known[0].plural if known[0].plural.endswith("ون") else ""
    participle = stem.startswith("م") and len(stem) > len("مدني") and stem[-2] != "ا"
    return f"{stem}ون" if participle else ""


def _without_article(word: str) -> str:
    return word.removeprefix("ال") if len(word) > len("الله") else word


def _accusative(word: str) -> str:
    return word if word.endswith(("ة", "ى", "ا", "اء")) else f"{word}ا"


def _genitive(word: str) -> str:
    return f"{word.removesuffix('ون')}ين" if word.endswith("ون") else word


def _agreeing(words: Sequence[str], human: str) -> Iterator[str]:
    """The adjectives of a noun made to agree with its plural, up to the first whose plural is not regular."""
    for number, word in enumerate(words):
        if word in {"من", "في"}:
            yield from words[number:]
            return
        word = word.removeprefix("ال")  # noqa: PLW2901 - a caption is indefinite
        key = word_key(word)
        if key.startswith(_OF_TIME) or "وال" in key[2:]:
            return  # or words run together
        stem = key.removesuffix("ا") if key.endswith(("يا", "را", "دا")) else key
        if stem in _OTHER:
            yield "آخرون" if human == "m" else "أخرى"
        elif not human:
            yield word if key.endswith(("ه", "ات")) or word_key(word) in _FEMININE else f"{_bare(word)}ة"
        elif human == "f":
            if not key.endswith(("ه", "ات")):
                return
            yield word if key.endswith("ات") else f"{word[:-1]}ات"
        elif key.endswith(("ين", "ون")):
            yield _nominative(word)
        elif stem.endswith("ي") or (stem.startswith("م") and len(stem) > 3):  # noqa: PLR2004 - a participle
            yield f"{_bare(word)}ون"
        else:
            return


def _nominative(word: str) -> str:
    """The sound plural in its nominative: مسؤولين is مسؤولون."""
    key = word_key(word)
    regular = key.endswith("ين") and len(key) > 4 and key.removeprefix("ال") not in lexicon.load().not_sound_plural_ar  # noqa: PLR2004
    return f"{word.removesuffix('ين')}ون" if regular else word


def _bare(word: str) -> str:
    """An adjective without the ending of its case, gender and number."""
    plain = strip_marks(word)
    for ending in ("تين", "تان", "ين", "ان", "ا"):
        if plain.endswith(ending) and len(plain) > len(ending) + 2:
            return plain.removesuffix(ending)
    return plain


def _bases(key: str) -> Iterator[str]:
    """What the singular, or the plural of the table, may be that a folded form is of; the form itself first."""
    plain = key.removeprefix("ال")
    yield plain
    if plain.endswith("ا"):
        yield plain[:-1]
    if plain.endswith(("تين", "تان")):
        yield f"{plain[:-3]}ه"
    if plain.endswith(("ين", "ان")):
        yield from (plain[:-2], f"{plain[:-2]}ون", plain[:-2] + "ي")
    if plain.endswith(("تي", "تا")):
        yield f"{plain[:-2]}ه"


@cache
def _table() -> Mapping[str, Noun]:
    nouns = [Noun(*line.split("\t")) for line in lexicon.read("plurals.tsv")[1:]]
    table: dict[str, Noun] = {}
    for forms in (0, 1):  # a singular before the same letters as somebody's plural
        for one in nouns:
            table.setdefault(word_key(one[forms]), one)
            table.setdefault(fold_words(one[forms]), one)
    return table


_FEW = (3, 10)  # what a numeral of these counts stands in the plural
_MILLION = 1e6
_OTHER = frozenset({"اخر", "اخري", "اخرين", "اخرون", "اخران"})
_OF_TIME = ("ماضي", "مقبل", "قادم", "اخير")  # "the past two days" are days
_FEMININE = frozenset({"كبري", "صغري", "عظمي"})
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
# "will appear", both of them; "they crossed"; "they work", but not Yemenis
_VERB_AR = re.compile(r"س[يت]\w{3,}(?:ان|ون)$|\w{3,}وا$|ي\w{2,}[^يا]ون$")
# "with a mark": no noun of the table, and longer than what begins with ب by itself.
_WITH_PREPOSITION_AR = re.compile(r"ب(?![ادرطقلني])\w{4,}ه$")

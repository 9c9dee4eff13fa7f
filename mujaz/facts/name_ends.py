"""Where an Arabic name ends that no translation confirms: before a verb, a common noun, a title, a particle.

Statistical taggers run over these ends, for Arabic has no capitals; a name cut short is worth more than one too long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.document import in_set
from mujaz.facts.lexicon import folded
from mujaz.facts.roles_ar import is_title
from mujaz.facts.romanise import REIGNS, is_customary
from mujaz.gazetteer import arabic_key
from mujaz.text import strip_marks

if TYPE_CHECKING:
    from mujaz.facts.document import Document, Reading

_IMPERFECT = re.compile(r"س?[ين](?!ا)[^\s]{3,}$")
# Words of names that the next word always belongs to, and such as belong to the word before.
LINKS = folded("عبد أبو أبي بن ابن بنت أم آل ذو")
_BOUND = folded("الله الدين")
_NISBA = re.compile("ال[^\\s]{2,}ي$")
_SHORT_TITLE = 3
_QUOTED_SPEECH = re.compile('[:：]\\s*[«"“”‟„]\\s*$')
_THINGS = folded(
    "مؤشر مسجد جامع مرقد ضريح مستوصف مركز حي مخيم محطة مطار ميناء سد"
    " برنامج فيلم مسلسل ألبوم أغنية رواية مسرحية لوحة لعبة أسطوانات"
)
_BROADCAST = folded("راديو إذاعة قناة شاشة تلفزيون تليفزيون محطة نتفليكس")
_ON = arabic_key("على")
_RULED = folded("نظام فريق جماعة طائرة سيارة كتاب")
_FOREIGN_PARTS = folded("داو سان سانت")
_RULERS = folded("الملك ملك البابا بابا الأمير السلطان سلطان الإمبراطور إمبراطور الملكة القيصر")


def is_no_name(document: Document, key: str) -> bool:
    """Whether a folded word is a particle, a pronoun, a verb or a common word, and so no part of any name."""
    lexicon = document.lexicon
    if key in lexicon.not_name_ar or key in lexicon.role_stop_ar:
        return True
    if is_customary(key):
        return False
    if key in lexicon.verb_ar or in_set(key, lexicon.speech_ar):
        return True
    named = key in lexicon.verblike_name_ar or key.endswith(("ي", "و", "ه", "ن"))
    return _IMPERFECT.match(key) is not None and not named


def begins_speech(reading: Reading, at: int) -> bool:
    """Whether a word opens a quotation after a colon, where a sentence begins and seldom a name."""
    return _QUOTED_SPEECH.search(reading.pair.ar[: reading.arabic.words[at].start]) is not None


def ends_before(document: Document, reading: Reading, first: int, at: int) -> bool:
    """Whether a name that begins with word `first` ends before word `at`, whatever the tagger says of that."""
    words = reading.arabic.words
    key, previous = words[at].key, words[at - 1].key
    if previous in LINKS or key in LINKS or key in _BOUND:
        return is_no_name(document, key)
    return is_no_name(document, key) or (
        _ends_before_article(document, reading, first, at)
        if key.startswith("ال")
        # After a family name with its article nothing of the name follows, but for عبد الله صالح.
        else at - 1 > first and previous.startswith("ال") and words[at - 2].key not in LINKS and previous not in _BOUND
    )


def _ends_before_article(document: Document, reading: Reading, first: int, at: int) -> bool:
    """Whether a name ends before word `at`, which has the article: a title, a country's adjective, a common noun."""
    words = reading.arabic.words
    key = words[at].key
    if is_title(key, document.lexicon) and at + 1 < len(words) and reading.labels[at + 1] == "PER":
        return True
    if is_customary(key):
        return False
    if _is_nisba(reading, at):
        return bool(document.gazetteer.nationality(key, "ar")) and not is_family_name(document, reading, first, at)
    # "X الناصر" may be a name; "X بن Y المنتدى" and "ماكرون القمة" are a name and what its bearer does something to.
    return at - first > 1 or words[at - 1].key in document.lexicon.famous_ar


def _is_nisba(reading: Reading, at: int) -> bool:
    """Whether the word is a definite adjective in ي, as many family names are; المنتدى ends in another letter."""
    word = reading.arabic.words[at]
    return _NISBA.match(word.key) is not None and strip_marks(reading.pair.ar[word.start : word.end]).endswith("ي")


def is_family_name(document: Document, reading: Reading, first: int, at: int) -> bool:
    """Whether an adjective of origin after two words of a name is the family's: محمد شياع السوداني.

    It is when a title with a country of its own stands before the name, or the article has it alone after a speech
    verb or a title.
    """
    words = reading.arabic.words
    if at - first < 2 or reading.gap_ar(at - 1).strip() or not _is_nisba(reading, at):  # noqa: PLR2004 - two words of the name
        return False
    if document.gazetteer.nationality(reading.key_before(first), "ar"):
        return True
    key = words[at].key
    lexicon = document.lexicon
    for other in document.readings:
        for n, word in enumerate(other.arabic.words):
            if word.key == key:
                before = other.key_before(n)
                if in_set(before, lexicon.speech_ar) or in_set(before, lexicon.honorific_ar):
                    return True
    return False


def is_bound(key: str) -> bool:
    """Whether a word belongs to the name before it: ناصر الدين."""
    return key in _BOUND


def names_a_thing(document: Document, reading: Reading, at: int) -> bool:
    """Whether what stands before a name makes it a body's, a building's or an index's: مسجد الإمام الحسين."""
    words = reading.arabic.words
    if _in_a_title(reading.pair.ar, words[at].start):
        return True
    before = at - 1
    while before >= 0 and not reading.gap_ar(before).strip(' "«“') and at - before <= 2:  # noqa: PLR2004 - one title or name between
        key = words[before].key
        if in_set(key, _THINGS) or (in_set(key, document.lexicon.body_cue_ar) and key not in _RULED):
            return True
        if (
            not in_set(key, document.lexicon.honorific_ar)
            and reading.labels[before] != "PER"
            and key not in _FOREIGN_PARTS
        ):
            return False
        before -= 1
    return False


def is_broadcast(document: Document, reading: Reading, first: int, end: int) -> bool:
    """Whether what is named is on the air and says nothing: ديزرت آيلاند ديسكس على إذاعة بي بي سي."""
    words, after = reading.arabic.words, reading.word_at(end)
    return (
        after + 1 < len(words)
        and words[after].key == _ON
        and words[after + 1].key in _BROADCAST
        and not in_set(reading.key_before(first), document.lexicon.speech_ar)
        and not any(is_customary(word.key) or word.key in document.lexicon.famous_ar for word in words[first:after])
    )


def _in_a_title(text: str, start: int) -> bool:
    """Whether a word stands in «…» with a few others, so in the name of a thing or a body and not in speech."""
    opens, closes = text.rfind("«", 0, start), text.find("»", start)
    inside = text[opens + 1 : closes]
    return opens >= 0 and closes >= 0 and "»" not in inside and len(inside.split()) <= _SHORT_TITLE


def reign(reading: Reading, first: int, last: int) -> int:
    """How many words after a ruler's name number the reign: الملك تشارلز الثالث has one, ليو الرابع عشر two."""
    words = reading.arabic.words
    if reading.key_before(first) not in _RULERS:
        return 0
    for length in (2, 1):
        following = words[last + 1 : last + 1 + length]
        gaps = any(reading.gap_ar(last + n).strip() for n in range(length) if last + n + 1 < len(words))
        if len(following) == length and not gaps and " ".join(w.key for w in following) in REIGNS:
            return length
    return 0

"""What the Arabic text says a person is: the noun phrase before the name or set beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.document import in_set
from mujaz.facts.lexicon import folded
from mujaz.gazetteer import arabic_key, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.lexicon import Lexicon
    from mujaz.facts.names import Span

_ADJECTIVE_ENDS = ("ي", "يه")
_QUOTES = ' \u00a0"«“»)'
_WHO_IS = frozenset({"وهو", "وهي", "هو", "هي"})
_POLITE_AR = folded("السيد السيدة سيد سيدة الآنسة الأب الأخت آية الله")
_ONE_OF = frozenset({"احد", "احدي", "واحد", "واحده"})
_SEVERAL = re.compile("ال.+(?:ون|ين|ات|ه|اء)$|[^ا].*(?:اء|ي)$|كبار|ابرز|اهم|اكبر|اشهر")
_OPEN_ENDS_AR = frozenset({"من", "في", "باسم"})
_LONGEST_BEFORE = 7
_FAR_HEAD = 9
_AROUND_NAMES = frozenset({"", "«", "»", "(", ")", "–", "-"})  # inside رئيس شركة «سنشري» فلان
_PROTOCOL = re.compile("(?:صاحبة? (?:السمو|الجلالة|الفخامة)|فخامة|معالي|سعادة|سمو)")
_AT_A_COURT = arabic_key("لدى")
_ON_BEHALF = "باسم"
_ACTING = folded("القائم القائمة قائم قائمة المكلف المكلفة")
_DUTIES = folded("بأعمال بمهام بتسيير")
_FOR_A_WHILE = folded("بالإنابة بالنيابة بالوكالة")
_SPELLED_LETTER = 3  # letters of one in a name: إي.إف.جي
_OWNERS = ("هما", "هم", "ها", "نا", "ه", "ي")
_PARENTS = folded("أم أب")
# Words that no title holds: imperfect verbs, and nouns with the ب of "by" or the ل of "to".
_IMPERFECT = re.compile("ي(?!ا).{3,}(?<![يه])$")
_VERBAL = re.compile(_IMPERFECT.pattern + "|بال|بت|لت")
_EVALUATION_AR = folded("المحبوب المحبوبة المرغوب الموثوق المعروف المعروفة")
_NOT_AR = folded("غير الغير")
_BETWEEN_AR = re.compile(
    r"\s*[،,(-]?\s*(?:(?:و?(?:الذي|التي) (?:يبلغ|تبلغ)|و?البالغة?|و?(?:يبلغ|تبلغ))(?: من العمر| عمره| عمرها)? )?"
    r"\d{1,3} ?(?:عام|سن)\S*\)?"
    r"|\s*،\s*(?:الذي|التي) (?:كان|كانت|يعمل|تعمل)(?: (?:آنذاك|وقتها|حينها|سابقا|سابقًا))?(?= )"
    r"| (?:يوم )?(?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|اليوم|أمس)(?=،)",
)
_CLAUSE_AR = re.compile('[،؛:.("“”«»–—-]')


def role(document: Document, reading: Reading, span: Span, others: Sequence[Span] = ()) -> str:
    """The role in the Arabic sentence around one name, or an empty string; `others` are names that it cannot cross."""
    stated = before(document, reading, span, others)
    if stated and (
        arabic_key(stated) in document.lexicon.honorific_ar | document.lexicon.rank_ar or _PROTOCOL.match(stated)
    ):
        office = _after_ar(document, reading, span, others)
        return f"{office} ; {stated}" if office else stated  # الشيخ فلان رئيس الوزراء
    return (
        stated
        or _after_ar(document, reading, span, others)
        or _set_before_ar(document, reading, span, others)
        or _honorific_ar(document, reading, span)
    )


def is_title(key: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a role or, with clitics too, an honorific."""
    return key in lexicon.role_ar or in_set(key, lexicon.honorific_ar)


def _set_before_ar(document: Document, reading: Reading, span: Span, others: Sequence[Span]) -> str:
    """A role parted from the name by a comma, between it and a speech verb: وقال متحدث باسم البنك، توم بيرسون."""
    last = reading.word_at(span.start) - 1
    if last < 1 or reading.gap_ar(last).strip() not in {"،", ","}:
        return ""
    head = _head_before(document, reading, last, others)
    if not head or not in_set(reading.key_before(head), document.lexicon.speech_ar):
        return ""
    return _unclitic(reading, head, last, document.lexicon.role_ar)


def _honorific_ar(document: Document, reading: Reading, span: Span) -> str:
    """The honorific before a name that states no other role, الدكتور or القس; السيد states none."""
    at = reading.word_at(span.start)
    key = reading.key_before(at)
    stated = key in document.lexicon.honorific_ar and key not in _POLITE_AR
    return reading.arabic_phrase(at - 1, at - 1) if stated else ""


def before(document: Document, reading: Reading, span: Span, others: Sequence[Span] = ()) -> str:
    """The role that stands right before an Arabic name; names in `others` end it."""
    words, lexicon = reading.arabic.words, document.lexicon
    name = reading.word_at(span.start)
    if name >= len(words) or words[name].start != span.start:
        return ""  # a clitic parts the name from what stands before: للسيد بولتون
    last = name - 1
    while last >= 0 and words[last].key in lexicon.honorific_ar and words[last].key not in lexicon.role_ar:
        last -= 1
    if last > 1 and words[last - 1].key in _NOT_AR and words[last].key in _EVALUATION_AR:
        last -= 2  # لسلفه غير المحبوب
    if last < 0 or reading.gap_ar(name - 1).strip(_QUOTES) or in_set(words[last].key, lexicon.body_cue_ar):
        return ""
    if words[last].key in _OPEN_ENDS_AR or any(
        cut and stem in lexicon.honorific_ar for stem, cut in stems(words[last].key)
    ):
        return ""
    head = None
    if last and words[last].key in lexicon.honorific_ar | lexicon.rank_ar and not reading.gap_ar(last - 1).strip():
        head = _head_before(document, reading, last - 1, others)  # ولي العهد الأمير
    if head is None:
        head = _head_before(document, reading, last, others)
    if head is None or (head == last and _needs_owner(words[head].key, lexicon)):
        return ""
    return _unclitic(reading, head, last, lexicon.role_ar)


def _head_before(document: Document, reading: Reading, last: int, others: Sequence[Span]) -> int | None:
    """The word that begins the noun phrase ending at `last`: a role, and the roles that govern it (نائب الرئيس)."""
    words, lexicon = reading.arabic.words, document.lexicon
    head = None
    for at in range(last, max(-1, last - _FAR_HEAD), -1):
        key = words[at].key
        if any(o.start < words[at].end and words[at].start < o.end for o in others):
            break
        if at < last and reading.gap_ar(at).strip() not in _AROUND_NAMES:
            break
        if _parts_phrases(key, lexicon, inside=at < last):
            break
        if _is_head(key, lexicon.role_ar) and (
            head is None or key in lexicon.role_prefix_ar or words[head].key.endswith(_ADJECTIVE_ENDS)
        ):
            head = at  # of المحلل السياسي the first, of رئيس مكتب the first too
        elif head is not None and key != _ON_BEHALF:
            break
    if head is not None and head > 1 and reading.key_before(head) == _ON_BEHALF:
        speaker = next((n for n in (head - 2, head - 3) if n >= 0 and _is_head(words[n].key, lexicon.role_ar)), None)
        return head if speaker is None else speaker  # the spokesman of the commander is not the commander
    return head - 2 if head is not None and head > 1 and _acts(reading, head - 2) else head


def _acts(reading: Reading, at: int) -> bool:
    """Whether somebody who acts for the holder of an office is named from this word on: القائم بأعمال."""
    words = reading.arabic.words[at : at + 2]
    stems_of = {stem for stem, _ in stems(words[0].key)}
    return not _ACTING.isdisjoint(stems_of) and words[-1].key in _DUTIES and not reading.gap_ar(at).strip()


def _parts_phrases(key: str, lexicon: Lexicon, *, inside: bool) -> bool:
    """Whether a word ends the noun phrase to its left: a particle, a verb, or "and" with a new noun."""
    if (inside and key == _AT_A_COURT) or key in _FOR_A_WHILE:
        return False  # سفير الهند لدى المملكة, الوزير بالإنابة
    if key in lexicon.role_stop_ar or (_VERBAL.match(key) and not _at_a_body(key, lexicon)):
        return True
    return inside and key[0] == "و" and not key.startswith("وال") and not in_set(key, lexicon.role_ar)


def _at_a_body(key: str, lexicon: Lexicon) -> bool:
    """Whether a word with "at" is where somebody holds an office: بالغرفة, بالولاية."""
    cues = (lexicon.thing_cue_ar, lexicon.body_cue_ar, lexicon.place_head_ar, lexicon.office_ar)
    return key.startswith("بال") and any(key[3:] in words for words in cues)


def _after_ar(document: Document, reading: Reading, span: Span, others: Sequence[Span] = ()) -> str:
    words, lexicon = reading.arabic.words, document.lexicon
    between = _BETWEEN_AR.match(reading.pair.ar, span.end)
    end = between.end() if between else span.end
    first = reading.word_at(end)
    if first >= len(words):
        return ""
    gap = reading.pair.ar[end : words[first].start]
    if words[first].key in _WHO_IS and first + 1 < len(words) and not reading.gap_ar(first).strip():
        first += 1
    parent = first and words[first].key in _PARENTS and words[first - 1].key in _WHO_IS
    if reading.pair.ar.startswith("أمام", words[first].start):
        return ""  # "before" somebody, whose letters are those of an imam
    if words[first].key == "ملك" and words[first + 1 : first + 2] and words[first + 1].key.startswith("ل"):
        return ""  # "the property of", whose letters are those of a king
    one_of = parent or (words[first].key in _ONE_OF and first + 1 < len(words) and _SEVERAL.match(words[first + 1].key))
    if gap.strip() not in {"،", ",", "", "-", "–"} or not (
        words[first].key in lexicon.role_ar or one_of or _acts(reading, first)
    ):
        return ""
    last = first
    title = not between and not gap.strip()
    while (
        last + 1 < len(words)
        and not (title and _closed(words[last].key, words[last + 1].key, lexicon))
        and last - first < _LONGEST_BEFORE
        and not _ends_clause(reading, last)
        and words[last + 1].key not in lexicon.role_stop_ar
        and not in_set(words[last + 1].key, lexicon.speech_ar)
        and not _IMPERFECT.match(words[last + 1].key)
        and not (words[last].key.startswith("ال") and _is_object(document, words[last + 1].key))
    ):
        last += 1
    if title and any(words[first].start < o.start <= words[last].end + 1 for o in others):
        return ""  # the title of the next name: "استقبل X وزير الدفاع Y"
    return reading.arabic_phrase(first, last)


def _ends_clause(reading: Reading, at: int) -> bool:
    """Whether the clause ends behind a word, which the dot of a spelled letter does not do: إي.إف.جي."""
    gap = reading.gap_ar(at)
    spelled = gap == "." and len(reading.arabic.words[at].key) <= _SPELLED_LETTER
    return _CLAUSE_AR.search(gap) is not None and not spelled


def _closed(key: str, following: str, lexicon: Lexicon) -> bool:
    """Whether a title without a comma ends with this definite noun: رئيس مجلس الوزراء | أهمية المشروع."""
    goes_on = following.startswith(("ال", "وال", "ل", "و")) or in_set(following, lexicon.role_ar)
    return key.startswith("ال") and not goes_on


def _is_object(document: Document, key: str) -> bool:
    """Whether a word after a definite one is an indefinite accusative, so what the bearer does something to: نموا."""
    return len(key) > 3 and key.endswith("ا") and not key.startswith("ال") and not document.gazetteer.kinds(key)  # noqa: PLR2004 - a noun with its ending


def _needs_owner(key: str, lexicon: Lexicon) -> bool:
    """Whether the name after this noun is its owner's (نجل شارون, "Sharon's son") and not the bearer's."""
    definite = key.startswith(("ال", "بال", "لل", "فال")) or (key.startswith("وال") and key not in lexicon.role_ar)
    return (
        not definite
        and not key.endswith(("ه", "ها"))
        and not _owned(key, lexicon.role_ar)
        and not in_set(key, lexicon.bare_title_ar)
    )


def _is_head(key: str, heads: frozenset[str]) -> bool:
    if _owned(key, heads):
        return True
    return key in heads or (len(key) > 3 and key[0] in "وبلف" and key[1:] in heads) or _lil(key) in heads  # noqa: PLR2004 - a clitic and a word


def _owned(key: str, heads: frozenset[str]) -> bool:
    """Whether a word is a role with its owner, مهاجمه "his striker", كاتبتها "its secretary"."""
    for owner in _OWNERS:
        base = key.removesuffix(owner)
        if base != key and len(base) > 2 and not base.startswith("ال"):  # noqa: PLR2004 - no role is shorter
            return base in heads or (base.endswith("ت") and f"{base[:-1]}ه" in heads)
    return False


def _lil(key: str) -> str:
    """Write "للرئيس" as "الرئيس"."""
    return "ا" + key[1:] if key.startswith("لل") else key


def _unclitic(reading: Reading, first: int, last: int, heads: frozenset[str]) -> str:
    """The phrase without the clitic before its head."""
    phrase = reading.arabic_phrase(first, last)
    if phrase.count("«") > phrase.count("»"):
        phrase += "»"  # which stands behind the last word
    key = reading.arabic.words[first].key
    if key in heads or key in _ACTING or _owned(key, heads):
        return phrase
    return phrase[1:] if key[1:] in heads or key[1:] in _ACTING else "ا" + phrase[1:]

"""The subject of an Arabic speech verb: a person, a pronoun, or the words that describe somebody."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.facts.named import TITLE
from mujaz.facts.said import QUOTED, REACH, Attribution, Speaker, between, known, speaker
from mujaz.facts.speech import SOURCE, is_participle, verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.named import Named, People


def subject(text: str, outside: str, verb: re.Match[str], names: Sequence[Named], people: People) -> Attribution | None:
    """Arabic names its subject after the verb, or before it ("ترامب، وقال إن")."""
    if verb[0] in _IN_SAYING and verbs("ar").search(outside, 0, verb.start()):
        return None  # "رد النائب بالقول": the verb before tells who
    by_source = SOURCE["ar"].search(verb[0]) is not None
    plural = verb[0].endswith("وا")  # its subject is before it, and more than one person
    named = None if plural else _named(outside, verb, names, by_source=by_source)
    told_by = _SOURCE_AR.search(outside, 0, verb.start()) if verb[0].endswith(("قوله", "قولها")) else None
    words = (
        told_by or _before_relative(outside, verb) or (None if named else _THROUGH_AR.search(outside[: verb.start()]))
    )
    if words:
        return _words(text, words, people)
    if named:
        return named
    if verb[0] in _IN_SAYING or _THEN_AR.search(outside, 0, verb.start()):
        return _of_sentence(text, outside, verb, people)
    found = None if is_participle(verb[0]) else _beside(text, outside, verb, people, by_source=by_source)
    return found or (None if by_source else _left_out(text, outside, verb, people))


def _of_sentence(text: str, outside: str, verb: re.Match[str], people: People) -> Attribution | None:
    """The subject of the verb that the sentence begins with, or its topic ("أما مريم، فاكتفت بالقول")."""
    topic = TOPIC_AR.match(text)
    if topic:
        return Attribution(Speaker(topic["name"] or topic["who"], ""))
    head = max(_HEAD_AR.finditer(outside, 0, verb.start()), key=re.Match.end, default=None)
    words = _words_after().match(outside, head.end()) if head else None
    return _words(text, words, people) if words and _may_be_subject(words["who"]) else None


def _beside(text: str, outside: str, verb: re.Match[str], people: People, *, by_source: bool) -> Attribution | None:
    """The words for somebody right after the verb, else before it."""
    if verb[0].endswith("وا"):
        words = _PLURAL_BEFORE_AR.search(outside[: verb.start()])
        return _words(text, words, people) if words else None
    statement = _STATEMENT_AR.match(outside, verb.end())
    words = _words_after().match(outside, (statement or verb).end())
    if words and _may_be_subject(words["who"]):
        return _words(text, words, people, glued=by_source or statement is not None)
    words = None if by_source else _WORDS_BEFORE_AR.search(outside[: verb.start()])
    return _words(text, words, people) if words else None


def _named(outside: str, verb: re.Match[str], names: Sequence[Named], *, by_source: bool) -> Attribution | None:
    """The person nearest after the verb, else before it, that no preposition makes its object."""
    reach = TITLE if by_source else REACH
    after = [name for name in names if 0 <= name.start - verb.end() <= reach]
    before = [name for name in names if 0 <= verb.start() - name.end <= REACH]
    for name in after[:1] or (() if by_source else before[-1:]):
        gap = between(outside, verb, name)
        if by_source and "،" in gap:
            continue  # "وفقا لجريدة الصباح، عبر سوليفان": the source comes first
        if QUOTED not in gap and not (after and _OBJECT_AR.search(gap)):
            return Attribution(speaker(name.person), known=True, weak=not after)
    return None


def _before_relative(outside: str, verb: re.Match[str]) -> re.Match[str] | None:
    """Whom a relative clause tells of: "مدير المهرجان الذي أكد", "بيان للخارجية أكد"."""
    before = outside[: verb.start()]
    return _ANTECEDENT_AR.search(before) or _OF_STATEMENT_AR.search(before)


def _may_be_subject(words: str) -> bool:
    first = words.split(maxsplit=1)[0]
    return (
        first not in lexicon.load().not_subject_ar
        and not _MANNER_OF.fullmatch(words)
        and max(map(len, words.split())) < _TOO_LONG
    )


def _words(text: str, words: re.Match[str], people: People, *, glued: bool = False) -> Attribution:
    """The words for somebody, or the person whose role they are; `glued`: a preposition may be written with them."""
    who = _WITHOUT_OBJECT_AR.match(words["who"])
    person = people.by_role(words["who"], "ar")
    shown = text[words.start("who") : words.start("who") + (who.end() if who else len(words["who"]))]
    if (glued or words.re is _OF_STATEMENT_AR) and shown.startswith("ل"):
        shown = f"ا{shown.removeprefix('ل') if shown.startswith('لل') else shown}"  # للشرطة is ل and الشرطة
    return known(person) if person else Attribution(Speaker(shown, ""))


def _left_out(text: str, outside: str, verb: re.Match[str], people: People) -> Attribution:
    """The subject of the verb before, of the same gender, that "و" joins this one to; else whoever was spoken of."""
    feminine = _FEMININE_AR.search(verb[0]) is not None
    earlier = [one for one in verbs("ar").finditer(outside, 0, verb.start()) if _alike(one, feminine=feminine)]
    if earlier and verb[0][0] in "وف":
        shared = subject(text, outside, earlier[-1], (), people)
        if shared and shared.speaker:
            return shared
    return Attribution(pronoun=True, gender="f" if feminine else "")


def _alike(verb: re.Match[str], *, feminine: bool) -> bool:
    return not is_participle(verb[0]) and (_FEMININE_AR.search(verb[0]) is not None) == feminine


# "واكتفى المدير بالقول", "بدا القبطان متفائلا إذ قال": the subject of the verb that the sentence begins with.
_IN_SAYING = frozenset("بالقول بقوله بقولها".split())
_THROUGH_AR = re.compile(r"،\s*(?:عبر|علي\s+لسان|بلسان)\s+(?P<who>[ء-ي]+(?:\s+[ء-ي]+){0,4})،\s*$")
_THEN_AR = re.compile(r"(?<![ء-ي])اذ\s+$")
_HEAD_AR = re.compile(r"(?:^|[.؛]\s+)[وف]?[ء-ي]{3,}(?=\s)")
# "أما مريم ت.، وهي مرشحة، فقالت"
TOPIC_AR = re.compile(
    r"و?أم[اّ]+ (?P<who>[^،•]{3,60})،\s*(?:(?P<name>(?!وه[ويم])[ء-ي]+(?:\s+[ء-ي]+){1,4})،\s*)?(?=وه[ويم]|ف)"
)
_TOO_LONG = 16  # letters: words run together
_FEMININE_AR = re.compile(r"ت$|قايله|قولها|تقول")
_MANNER_OF = re.compile(r"[ء-ي]ا[ء-ي]{2}ا|م(?!ا)[ء-ي]{3,5}ا")  # "ساخرا": how it was said
_SOURCE_AR = re.compile(r"(?<![ء-ي])عن\s+(?P<who>[ء-ي]+(?:\s+[ء-ي]+){0,4}?)\s*$")
# After one of these comes an object, not the subject.
_OBJECT_AR = re.compile(
    r"(?<![ء-ي])(?:الي|عن|علي|ب?انه?ا?|ضد|مع)(?![ء-ي])|(?<![ء-ي])[لب]$|(?<![ء-ي])(?:من|باسم|بشان|حول)\s+$"
    r"|(?<![ء-ي])(?:شقيقه?|شقيقته?|والده?|والدته?|زوجه?|زوجته?|محاميه?|صديقه?|صديقته?|نجله?)ا?(?![ء-ي])"  # his brother
)
# "غير أن النقابة، المنضوية …، اعتبرت أن": what a clause begins with.
_WORDS_BEFORE_AR = re.compile(
    r"(?:^\s*|(?<![ء-ي])(?:ب?ان|لكن|ولكن|فيما|بينما)\s+)(?P<who>ال[ء-ي]+(?:\s+(?:ال|لل)[ء-ي]+){0,4})(?:،[^،•]{3,60}،)?\s+$"
)
# "غير أن زعماء عشائر في بيدوا وصفوا": a plural verb always comes after its subject.
_PLURAL_BEFORE_AR = re.compile(
    r"(?:^\s*و?|(?<![ء-ي])(?:ب?ان|لكن|ولكن|فيما|بينما|حيث)\s+|[.،]\s+و?)(?P<who>(?!(?:الذين|وقد|قد|غير|الا|و?لكن|فيما|بينما|حيث)\s)[ء-ي]{3,}(?:\s+[ء-ي]+){0,5}?)(?:،[^،•]{3,60}،)?\s+$"
)
# "وفق بيان للخارجية", "جاء في بيان صادر عن الجيش": whoever made the statement.
_STATEMENT_AR = re.compile(
    r"\s+(?:ال)?(?:بيان|تقرير|دراسه)(?=\s+(?:صادره?\s+)?(?:عن\s+|ل[ء-ي]))(?:\s+صادره?)?(?:\s+عن(?=\s))?"
)
# "مستشار قائدها، إدريس النور، الذي كتب", "بحسب مدير المهرجان الذي أكد"
_ANTECEDENT_AR = re.compile(
    r"(?:،\s*|(?<![ء-ي])(?:بحسب|حسب|وفق|لسان|عن)\s+)(?P<who>[ء-ي]+(?:\s+(?!الذي|التي)[ء-ي]+){0,4})،?\s*(?:الذي|التي)\s+$"
)
_OF_STATEMENT_AR = re.compile(
    r"(?<![ء-ي])(?:ال)?بيان\s+(?:(?:صادر\s+)?عن\s+|(?=ل[ء-ي]))(?P<who>[ء-ي]+(?:\s+ال[ء-ي]+){0,4})\s+$"
)
# "إدارة جامعة النور إغلاق أبوابها": after a definite word a verbal noun without its article begins the object.
_WITHOUT_OBJECT_AR = re.compile(
    r".*?(?<![ء-ي])ال[ء-ي]+(?=\s+(?!ال)(?:ا[ء-ي]{2}ا[ء-ي]|ت[ء-ي]{2}ي[ء-ي]|است[ء-ي]{2}ا[ء-ي]|ان[ء-ي]{2}ا[ء-ي])(?![ء-ي]))"
)
# More of what a subject ends before than lexicon.speaker_end_ar has.
_STOP_AR = (
    r"(?:(?<!ابو\s)(?<!ام\s)(?<!محمد\s)علي|(?<!احدي\s)(?<!احد\s)(?:ذلك|هذه|هذا)|لافت[ء-ي]+|يافط[ء-ي]+|مت[ء-ي]{3,4}ا)\b"
    r"|بقول|ل(?:ل?(?:وكاله|صحيفه|قناه|موقع|اذاعه|مجله|صحف)|لصحا)|حديث|كلمت|كلامه|تصريح|خطاب|قايل|مضيف|موكد|موضح|مشير"
    r"|ساخرا|مازحا|غاضبا|محذرا|مشددا|لافتا"
)


@cache
def _words_after() -> re.Pattern[str]:
    """A subject of up to five words right after its verb."""
    goes_on = rf"\s+(?!(?:{'|'.join(sorted(lexicon.load().speaker_end_ar))})\b|{_STOP_AR})[ء-ي]+"
    return re.compile(
        rf"(?:\s+|(?<=\sل))(?P<who>(?:مصدر|مصادر|مسوول|مسوولون|مسوولين)(?:{goes_on}){{0,2}}\s+في\s+(?:ال)?[ء-ي]+(?:\s+ال[ء-ي]+){{0,2}}"
        rf"|(?:ال)?(?:نايبه?|مسووله?)\s+عن\s+[ء-ي]+(?:{goes_on}){{0,3}}|[ء-ي]+(?:{goes_on}){{0,4}})"
    )

"""The subject of an Arabic speech verb: a person, a pronoun, or the words that describe somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.named import TITLE
from mujaz.facts.said import QUOTED, REACH, Attribution, Speaker, between, speaker
from mujaz.facts.speech import PARTICIPLE_AR, SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.named import Named, People


def subject(text: str, outside: str, verb: re.Match[str], names: Sequence[Named], people: People) -> Attribution | None:
    """Arabic names its subject after the verb, or before it ("ترامب، وقال إن")."""
    by_source = SOURCE["ar"].search(verb[0]) is not None
    reach = TITLE if by_source else REACH
    after = [name for name in names if 0 <= name.start - verb.end() <= reach]
    before = [name for name in names if 0 <= verb.start() - name.end <= REACH]
    source = _SOURCE_AR.search(outside, 0, verb.start())
    if source and verb[0].endswith(("قوله", "قولها")):
        return Attribution(Speaker(text[source.start("who") : source.end("who")], ""))
    for name in after[:1] or (() if by_source else before[-1:]):
        gap = between(outside, verb, name)
        if by_source and "،" in gap:
            continue  # "وفقا لجريدة الصباح، عبر سوليفان": the source comes first
        if QUOTED not in gap and not (after and _OBJECT_AR.search(gap)):
            return Attribution(speaker(name.person), known=True, weak=not after)
    words = None if PARTICIPLE_AR.search(verb[0]) else _WORDS_AR.match(outside, verb.end())
    if words and words["who"].split()[0] not in _NOT_SUBJECT_AR and max(map(len, words["who"].split())) < _TOO_LONG:
        person = people.by_role(words["who"], "ar")
        shown = text[words.start("who") : words.end("who")]
        if by_source and shown.startswith("ل"):
            shown = f"ا{shown.removeprefix('ل') if shown.startswith('لل') else shown}"  # للشرطة is ل and الشرطة
        who = Speaker(shown, "")
        return Attribution(speaker(person) if person else who, known=person is not None)
    if by_source:
        return None
    first = None if PARTICIPLE_AR.search(verb[0]) else _WORDS_BEFORE_AR.search(outside[: verb.start()])
    if first:
        return Attribution(Speaker(text[first.start("who") : first.end("who")], ""))
    return Attribution(pronoun=True, gender="f" if _FEMININE_AR.search(verb[0]) else "")


_TOO_LONG = 16  # letters: words run together
_FEMININE_AR = re.compile(r"ت$|قايله|قولها|تقول")
_NOT_SUBJECT_AR = frozenset(
    (
        "الاقتباس ورد موقع اعلن ذكر ان انه انها انهم بانه بان في عن علي من الي ايضا ذلك هذا ما لما الطلب اسمه اسمها"
        " هويته عليها عليه فيها فيه له لها لهم به بها"
    ).split()
)
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
_WORDS_AR = re.compile(
    r"(?:\s+|(?<=\sل))(?P<who>[ء-ي]+(?:\s+(?!ان\b|بالقول\b|بقول|ب?ما\b|حديث|كلمت|كلامه|تصريح|خطاب|في\b|عن\b|علي\b|الي\b|من\b|ب?انه?ا?\b|قايل|مضيف|موكد|موضح|مشير|ساخرا|مازحا|غاضبا|محذرا|مشددا|لافتا|عبر\b|خلال\b|امام\b)[ء-ي]+){0,3})"
)

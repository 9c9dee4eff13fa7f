"""Who said it: the speaker of a quotation, from the words around it, resolved to a person of the article.

The speech verb nearest to the quotation decides: its subject is a person, a pronoun (then whoever the text is about),
or some other words ("one woman"). Without a verb the last speaker goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from mujaz.facts import subjects_ar, subjects_en
from mujaz.facts.said import QUOTED, REACH, Attribution, Speaker, speaker
from mujaz.facts.speech import SOURCE, is_participle, verbs
from mujaz.text import fold_same_length, without_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.named import Named, People
    from mujaz.model import Side


def attribution(
    text: str,
    quoted: Sequence[tuple[int, int]],
    people: People,
    language: Side,
    own: Sequence[tuple[int, int]] = (),
) -> Attribution:
    """What the words outside the quotations (offsets in `quoted`) say about who speaks; those nearest to `own`."""
    if language == "ar":
        text, offsets = without_marks(text)
        quoted, own = ([(bisect_left(offsets, a), bisect_left(offsets, b)) for a, b in them] for them in (quoted, own))
    outside = text
    for start, end in quoted:
        if len(text[start:end].split()) < _FRAGMENT:
            continue  # a nickname or one word: 'by his surname "Wu"'
        outside = outside[:start] + QUOTED * (end - start) + outside[end:]
    if language == "ar":
        outside = fold_same_length(outside)
    names = people.find(outside, language)
    rest, by_source = Attribution(), False
    for verb in _verbs(text, outside, own or quoted, language):
        found = (
            subjects_en.subject(outside, verb, names, people)
            if language == "en"
            else subjects_ar.subject(text, outside, verb, names, people)
        )
        if found and found.speaker and rest.speaker and not (found.known or by_source):
            continue
        source = found is not None and SOURCE[language].search(verb[0]) is not None
        if found and not source and (found.speaker or not (rest.speaker or is_participle(verb[0]))):
            return found  # who said it comes before where it was read
        by_source = by_source or (source and not rest.speaker)
        rest = rest if rest.speaker else found or rest  # "قائلا" leaves its subject to the verb before
    return rest if rest.pronoun or rest.speaker or not quoted else _without_verb(text, outside, names, language) or rest


def _without_verb(text: str, outside: str, names: Sequence[Named], language: Side) -> Attribution | None:
    """A person beside the quotation, or the words before its colon."""
    if names:
        return Attribution(speaker(names[0].person), known=True, weak=True)
    heading = _BEFORE_COLON_AR.search(outside) if language == "ar" else None
    return Attribution(Speaker(text[heading.start("who") : heading.end("who")], "")) if heading else None


def _verbs(text: str, outside: str, quoted: Sequence[tuple[int, int]], language: Side) -> list[re.Match[str]]:
    """The speech verbs of a segment, those nearest to a quotation first.

    A verb after a quotation tells who said it only when a comma parts them, no "while"; else it is another's.
    """

    def distance(verb: re.Match[str]) -> int:
        return min((_distance(verb, start, end) for start, end in quoted), default=verb.start())

    def _distance(verb: re.Match[str], start: int, end: int) -> int:
        if verb.start() < end:
            return abs(start - verb.end())
        if language == "ar":  # "…»، قال" tells who said it, "…»، وقال" goes on with another
            joined = verb[0][0] in "وف" and verbs("ar").fullmatch(verb[0][1:]) is not None
            return verb.start() - end + REACH * (joined or _NEXT_CLAUSE["ar"].match(text, end) is not None)
        ended = (text[end - 1] in ",.!?…" or "," in text[end : end + 3]) and not _NEXT_CLAUSE["en"].match(text, end)
        return verb.start() - end + (0 if ended else REACH)

    told = verbs(language).finditer(outside)
    return sorted(
        (verb for verb in told if language == "ar" or not subjects_en.is_of_another(outside, verb)), key=distance
    )


_FRAGMENT = 2  # words
# "والصيادون: «البحر لم يعد كريما»": a headline leaves the verb out.
_BEFORE_COLON_AR = re.compile(
    rf"(?:^|[.،؛!؟]\s*)و?(?P<who>ال[ء-ي]+(?:ون|ين|ات|[ء-ي]{{2}}ا[ء-ي])(?:\s+ال[ء-ي]+|\s+[فب][ء-ي]+){{0,3}}):\s*[«“\"]?{QUOTED}"
)
_NEXT_CLAUSE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"[\s\"”’',]*(?:while|whereas|but|as|although|though|when|after|before|because|and)\b"),
    "ar": re.compile(r"[\s\"”»،]*(?:في\s+حين|فيما|بينما|لكن|ولكن|غير\s+أن|إلا\s+أن|بعدما|عندما)(?![ء-ي])"),
}

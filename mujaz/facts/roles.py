"""What the English text says a person is: the noun phrase before the name or set beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.candidates import Candidate
from mujaz.facts.english import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.document import Document, Reading

_LONGEST_ROLE = 12
_OPEN_ENDS = frozenset({"of", "and", "the", "for", "at", "in", "to", "with", "by", "a", "an", "or"})
_LONGEST_BEFORE = 7
# What opens no role: "with two others", "who owns a farm".
_NO_ROLE = frozenset({"and", "but", "or", "with", "as", "in", "to", "who", "whose", "whom", "which"})
_PARTS = frozenset({"at", "of", "in", "for", "on"})
_ORIGIN = re.compile(r" from the (?:village|town|city|district|province|state) of [A-Z].*$")
_VERBS_TOO = frozenset({"host", "lead", "head", "guard", "judge", "coach", "face"})
_VERB_BEFORE = frozenset("would will to could should must can may might".split())
_AGED = re.compile(r"^\d{1,3}-year-old ")
_OWNED_ROLE = re.compile(r"(?:[A-Z][\w-]* ){0,3}[A-Z][\w-]*['’]s? (?:[\w-]+ ){0,4}[\w-]+$")
_MINISTER = re.compile(r"\b([Mm]inister (?:of|for) [A-Z]\w+(?:, [A-Z]\w+)*,? and [A-Z]\w+), $")
_CLAUSE = re.compile(
    r"[,;:(\"“”–—]|(?<![A-Z])(?<!\bSt)(?<!\bDr)\.| - | who | which | that | when | where | after | before | while "
)
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|my)\s+", re.IGNORECASE)
_SEATS = frozenset({"MP", "MSP", "MEP", "AM", "TD"})
_POLITE = frozenset({"mr", "mrs", "ms", "miss", "saint"})
_EVALUATION = re.compile(
    r"^(?:(?:deeply|highly|hugely|very|widely|much|so|most|least) )?"
    r"(?:un|dis)?(?:popular|liked|loved|beloved|hated|famous|celebrated|respected|controversial|embattled|charismatic"
    r"|disgraced|beleaguered|notorious|outspoken|brilliant|great|beautiful|hapless|incompetent)(?: but [a-z]+)? ",
)
_DETERMINER = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|another|one(?: other)?)\s+(?!.*\b(?:the|a|an|his|her)\s)", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:,? (?:\(\d+\)|\d{1,2}|of [A-Z][\w ]+))?"
    r"(?:, (?:(?:who )?(?:is|was) |then )?| (?:is|was) (?=an? |the |one of ))",
)
_ANY_DETERMINER = re.compile(r"\b(?:the|an?|his|her|its|their|our|one|another)\s(?:other )?", re.IGNORECASE)
_FOR_A_BODY = re.compile(
    r"((?:[\w’'-]+ ){0,4}?[\w-]+)( (?:of|for|at|from|with) (?:(?!who\b|that\b|which\b)[\w’'&.-]+ ?)+)$"
)
_PARTICIPLE = re.compile(r"(?!during|king)[a-z]{3,}ing$|(?:based|born|accused|charged|known|named|appointed|elected)$")
_LIKE_A_ROLE = re.compile(
    "(?:ologist|ician|maker|keeper|worker|woman|man|mate|writer|holder|owner|goer|ographer|turned)$"
)


def english(document: Document, candidate: Candidate) -> str:
    """The role in the English sentence around one mention, or an empty string."""
    role = _before(document, candidate) or _after(document, candidate) or _honorific(document, candidate)
    polite = candidate.titles and candidate.reading.tokens[candidate.titles[1]].lower in document.lexicon.honorific_en
    if role and polite:
        office = _after(document, candidate)
        role = f"{office} ; {role}" if office and office != role else role  # "Sheikh X, Deputy Prime Minister"
    if role and candidate.titles and candidate.titles[0]:
        first = candidate.titles[0]
        wider = _set_before(document, Candidate(candidate.reading, first, candidate.last))
        role = f"{wider} ; {role}" if wider else role  # "spokesman for the guard, Brigadier X"
    return _AGED.sub("", _EVALUATION.sub("", role))


def _honorific(document: Document, candidate: Candidate) -> str:
    """The honorific before a name that states no other role, "Dr." or "Dame", or a seat after it; "Mr." states none."""
    if candidate.titles is None:
        after = candidate.reading.tokens[candidate.last + 1 : candidate.last + 2]
        return after[0].text if after and after[0].text in _SEATS else ""
    first, last = candidate.titles
    word = candidate.reading.tokens[last]
    stated = word.lower in document.lexicon.honorific_en and word.lower not in _POLITE
    return candidate.reading.phrase(first, last) if stated and first == last else ""


def _before(document: Document, candidate: Candidate) -> str:
    """A role that stands before the name: "US Energy Secretary", "the department's spokeswoman,"."""
    reading, lexicon = candidate.reading, document.lexicon
    text, words = reading.pair.en, reading.tokens
    if candidate.titles is None:
        return _set_before(document, candidate)
    first, head = candidate.titles
    apart = first > 0 and joined(text, words[first - 1], words[first]) and words[first - 1].text.islower()
    if apart and words[head].lower in lexicon.honorific_en and words[first - 1].lower in lexicon.role_en:
        first = head = first - 1  # "hospital director Dr. X"
    if not any(lexicon.role_en.intersection(words[n].lower.split("-")) for n in range(first, head + 1)):
        return ""
    while first and head - first < _LONGEST_BEFORE and joined(text, words[first - 1], words[first]):
        word = words[first - 1]
        if word.lower in lexicon.function_en or word.lower in lexicon.speech_en or not word.text[0].isalpha():
            break
        modifier = (
            word.lower in lexicon.role_modifier_en
            or word.lower in lexicon.role_en
            or word.capital
            or document.gazetteer.nationality(word.text, "en")
        )
        if not modifier or (word.lower in _VERBS_TOO and first > 1 and words[first - 2].lower in _VERB_BEFORE):
            break
        first -= 1
    two = head - first < 2 and first > 1 and words[first - 1].lower == "and" and words[first - 2].capital  # noqa: PLR2004
    plain = words[first].capital and words[first].lower not in lexicon.role_modifier_en
    if two and words[head].lower == "minister" and plain and first < head:
        first -= 2  # Culture and Arts Minister
    first = _owner(reading, first)
    role = reading.phrase(first, head)
    after = text[words[candidate.last].end :]
    place = re.match(r" of (?:the )?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)", after)
    return f"{role} of {place[1]}" if place and document.gazetteer.lookup(place[1], "en") else role


def _owner(reading: Reading, first: int) -> int:
    """The first token with the country before it, whose the office is: "North Korea's top diplomat"."""
    words = reading.tokens
    if not first or not words[first - 1].possessive or not words[first].text[0].islower():
        return first
    owner = next((m for m in reading.places_en if m.end == words[first - 1].end), None)
    if owner is None or owner.entries[0].kind != "country":
        return first
    return next(n for n, t in enumerate(words) if t.end > owner.start)


def _set_before(document: Document, candidate: Candidate) -> str:
    """A role parted from the name by a comma: "the department's spokeswoman, Heather Nauert"."""
    reading = candidate.reading
    text, words, first = reading.pair.en, reading.tokens, candidate.first
    if first and text[: words[first].start].endswith(" and "):
        first = next((r.first for r in reading.runs if r.last == first - 2), first)
    if not first or text[words[first - 1].end : words[first].start] != ", ":
        return ""
    head = words[first - 1]
    clause = _CLAUSE.split(text[: head.end])[-1]
    minister = _MINISTER.search(text[: words[first].start])
    if head.possessive or minister:
        return minister[1] if minister else ""
    if head.lower.endswith("s") and head.lower[:-1] in document.lexicon.role_en and head.text.islower():
        return head.text  # "two lawmakers, X and Y"
    if head.lower not in document.lexicon.role_en:
        return _of_a_body(document, clause)
    openings = list(_DETERMINER.finditer(clause))
    owned = _OWNED_ROLE.search(clause)
    phrase = clause[openings[-1].end() :] if openings else owned[0] if owned else ""
    wider = _of_a_body(document, clause)
    if phrase and wider.endswith(phrase):
        return wider  # the spokesman for the army commander is not the commander
    return phrase if 0 < len(phrase.split()) <= _LONGEST_BEFORE else ""


def _of_a_body(document: Document, clause: str) -> str:
    """A role with its place of work at the end of a clause: "said a spokesman for the bank"."""
    for opening in _ANY_DETERMINER.finditer(clause):
        match = _FOR_A_BODY.match(clause, opening.end())
        if match and match[1].split()[-1].lower() in document.lexicon.role_en:
            phrase = match[1] + match[2]
            return phrase if len(phrase.split()) <= _LONGEST_ROLE else ""
    return ""


def _after(document: Document, candidate: Candidate) -> str:
    """A role set beside the name after a comma: "Dieter Kempf, head of the Federation of German Industries"."""
    text, last = candidate.reading.pair.en, candidate.reading.tokens[candidate.last]
    rest = text[last.end :]
    beside = _BESIDE.match(rest)
    if not beside or last.possessive:
        return ""
    phrase = rest[beside.end() :]
    cut = _CLAUSE.search(phrase)
    phrase = _ORIGIN.sub("", phrase[: cut.start()] if cut else phrase)
    words = phrase.split()
    speech = next((n for n, w in enumerate(words) if w.lower() in document.lexicon.speech_en), len(words))
    words = words[:speech]
    if not words or words[0].lower() in _NO_ROLE:
        return ""
    words = words[: _verb(document, words)]
    if len(words) > _LONGEST_ROLE:
        words = words[: max((n for n, w in enumerate(words[:_LONGEST_ROLE]) if w in _PARTS), default=0)]
    while words and words[-1].lower() in _OPEN_ENDS:
        words.pop()
    if not words or len(words) > _LONGEST_ROLE or not _describes(document, " ".join(words)):
        return ""
    return _ARTICLE.sub("", " ".join(words)).rstrip(". ")


def _verb(document: Document, words: Sequence[str]) -> int:
    """How many words stand before the participle that says what somebody does: "a mechanic | recording the protest"."""
    found = (n for n, w in enumerate(words) if n and _PARTICIPLE.match(w) and _is_role(document, words[n - 1]))
    return next(found, len(words))


def _is_role(document: Document, word: str) -> bool:
    """Whether a word names a trade, an office or a kin, or is made like one."""
    last = word.lower().rpartition("-")[2]
    return (
        not document.lexicon.role_en.isdisjoint((word.lower(), last, last.removesuffix("s")))
        or _LIKE_A_ROLE.search(last) is not None
    )


def _describes(document: Document, phrase: str) -> bool:
    """Whether a phrase beside a name says who somebody is: its head is a role, one of several, or looks like one."""
    head_words = re.split(r" (?:of|for|at|in|from|with|to|and|on|who|under) ", phrase)[0].lower().split()
    heads = [re.sub("['’]s?$", "", w) for w in head_words]
    several = re.match(r"one of (?:[\w’'-]+ ){0,5}?([\w-]+)s\b(?: (?:of|for|at|in|from)|$)", phrase.lower())
    if several:
        return several[1] in document.lexicon.role_en
    if not heads:
        return False
    return heads[-1] in document.lexicon.role_en or (heads[0] in {"a", "an"} and _is_role(document, heads[-1]))

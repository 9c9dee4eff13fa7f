"""The subject of an English speech verb: a person, a pronoun, or the words that describe somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts import lexicon
from mujaz.facts.named import TITLE
from mujaz.facts.said import QUOTED, REACH, Attribution, Speaker, between, known
from mujaz.facts.speech import ADDRESSING, SOURCE, is_participle, verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.named import Gender, Named, People


def is_of_another(text: str, verb: re.Match[str]) -> bool:
    """Whether the verb tells of others' words or is none: "he was told", "what X had reported", "the reports"."""
    before = text[max(0, verb.start() - REACH) : verb.start()]
    if _WHAT.search(before) or _MANNER.match(text, verb.start()) or _NOUN.search(before):
        return True
    return not verb[0].endswith("ing") and _PASSIVE.search(before[-TITLE:]) is not None


def subject(outside: str, verb: re.Match[str], names: Sequence[Named], people: People) -> Attribution | None:
    """English names its subject before the verb, or right after it ("said Haddad", "according to Haddad")."""
    before, after = _PARENTHESIS.sub(" ", outside[: verb.start()]), outside[verb.end() :]
    subjects = [name for name in names if name.end <= verb.start() and may_be_subject(outside, name)]
    pronoun = _PRONOUN_BEFORE.search(before)
    if not before.rstrip()[-1:].isalpha():
        pronoun = pronoun or _PRONOUN_AFTER.match(after)
    if pronoun:
        return _antecedent(outside, pronoun, subjects, people) or _of_pronoun(pronoun, subjects, people)
    participle = is_participle(verb[0]) and not _QUOTED_AS.search(before)
    shared = participle or _SHARED_SUBJECT.search(before)
    told = _shared_subject(outside, verb, subjects, people) if shared else None
    if told:
        return told
    source = SOURCE["en"].search(verb[0]) is not None
    words = None if source else _words_before(before, verb[0])
    name = _apposed(outside, verb, words, names, subjects)
    begun = words.start("who") if words else 0
    if not name and (words is None or any(one.end > begun for one in subjects)):
        name = _nearest(outside, verb, names, subjects, source=source)
    if name:
        return known(name.person)
    follows = not participle and _may_follow(outside, verb)
    return _in_words(words or (_WORDS_AFTER.match(after) if follows else None), people)


def _of_pronoun(pronoun: re.Match[str], subjects: Sequence[Named], people: People) -> Attribution:
    earlier = next((name for name in subjects if _agree(people.gender(name.person), pronoun)), None)
    return known(earlier.person) if earlier else _unknown(pronoun)


def _apposed(
    outside: str, verb: re.Match[str], words: re.Match[str] | None, names: Sequence[Named], subjects: Sequence[Named]
) -> Named | None:
    """The person whom only an apposition parts from the verb: "Haddad, the minister (,) said"."""
    by_comma = (name for name in names if _APPOSED.fullmatch(outside, name.end, verb.start()))
    member = (name for name in subjects if _MEMBER.fullmatch(outside, name.end, verb.start()))
    unclosed = (name for name in subjects if words and outside[name.end : words.start("who")].strip() == ",")
    return next((name for found in (by_comma, member, unclosed) for name in found), None)


def _may_follow(outside: str, verb: re.Match[str]) -> bool:
    """Whether the subject may stand after the verb: "…," said Haddad."""
    if SOURCE["en"].search(verb[0]):
        return True
    before = outside[: verb.start()].rstrip()
    return verb[0].lower() not in ADDRESSING - {"asked", "asks"} and (not before or not before[-1].isalnum())


def _antecedent(outside: str, relative: re.Match[str], subjects: Sequence[Named], people: People) -> Attribution | None:
    """Whom "who" stands for: the name or the words right before it, an apposition left out."""
    if not relative[0].lower().startswith(("who", "which")):
        return None
    begin = relative.start()
    near = [name for name in subjects if _APPOSED_WHO.fullmatch(outside, name.end, begin)]
    if near:
        return known(near[-1].person)
    words = _BEFORE_WHO.search(outside[:begin])
    return _described(_IN_THE_WORDS_OF.sub("", words["who"]), people) if words else None


def _in_words(words: re.Match[str] | None, people: People) -> Attribution | None:
    """Somebody whom a noun phrase describes; "the son of …" is a person named before."""
    who = _MADE_BY.sub("", words["who"]) if words else ""
    if words is None or _barred(words).search(who):
        return None
    named = words.groupdict()
    rest = named.get("of") or ""
    if named.get("apposed"):
        return _described(named["apposed"], people)
    if who.rpartition(" ")[2] in _SPEAKS_FOR and rest:
        return Attribution(Speaker("", f"{who} {rest.strip()}"))
    return _described(who + ("" if rest.lstrip().startswith("in ") else rest), people)  # not where they are


def _barred(words: re.Match[str]) -> re.Pattern[str]:
    """What no subject has in it: a preposition, unless it is plain that the phrase is one ("said a source at …")."""
    return _NO_ONE_EN if words.re in {_WORDS_AFTER, _LISTED, _PARTED_SUBJECT} else _NOT_SUBJECT_EN


def _words_before(before: str, verb: str) -> re.Match[str] | None:
    """The noun phrase that a clause begins with and that ends at the verb, or that only a "who …" parts from it."""
    for pattern in (_STATEMENT_EN, _CITED, _THROUGH_EN, _LISTED, _PARTED_SUBJECT, _WORDS_BEFORE, _PLURAL_BEFORE):
        words = pattern.search(before)
        if words is None or _barred(words).search(words["who"]):
            continue
        if (
            pattern in {_STATEMENT_EN, _CITED, _LISTED}
            or verb.endswith("ing")
            or not _AFTER_PREPOSITION.search(before[: words.start("who")])
        ):
            return words  # "faced protesters shouting …"
    return None


def _nearest(
    outside: str, verb: re.Match[str], names: Sequence[Named], subjects: Sequence[Named], *, source: bool
) -> Named | None:
    """The person nearest to the verb: before it those that can be its subject first, after it where that is usual."""
    follows = _may_follow(outside, verb)
    near = [
        (verb.start() - name.end + _OBJECT_COST * (name not in subjects), name)
        for name in names
        if name.end <= verb.start() and not source
    ]
    near += [(name.start - verb.end() + _AFTER_COST, name) for name in names if name.start >= verb.end() and follows]
    reach = _SOURCE_REACH if source else REACH + _OBJECT_COST
    barrier = f",{QUOTED}" if source else QUOTED  # "according to the Post, Haddad …": the source comes first
    near = [
        (cost, name) for cost, name in near if cost <= reach and not set(barrier) & set(between(outside, verb, name))
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _shared_subject(outside: str, verb: re.Match[str], subjects: Sequence[Named], people: People) -> Attribution | None:
    """Who a sentence begins with, for a verb that has no subject of its own ("… and added", "…, saying")."""
    begin = max((m.end() for m in _SENTENCE_BREAK.finditer(outside, 0, verb.start())), default=0)
    earlier = [one for one in verbs("en").finditer(outside, begin, verb.start()) if not is_of_another(outside, one)]
    if earlier and is_participle(verb[0]):
        return subject(outside, earlier[-1], subjects, people)
    return _topic(outside, begin, verb, subjects, people) or _of_clause(outside, begin, verb, subjects, people)


def _topic(
    outside: str, begin: int, verb: re.Match[str], subjects: Sequence[Named], people: People
) -> Attribution | None:
    topic = TOPIC_EN.match(outside, begin, verb.start())
    if topic is None:
        return None
    named = next((name for name in subjects if name.start < topic.end()), None)
    return known(named.person) if named else _described(topic["name"] or topic["who"], people)


def _of_clause(
    outside: str, begin: int, verb: re.Match[str], subjects: Sequence[Named], people: People
) -> Attribution | None:
    head = _HEAD.match(outside, begin, verb.start())
    if head is None:
        return None
    first = next((name for name in subjects if head.start("head") <= name.start <= head.start("head") + TITLE), None)
    if first:
        return known(first.person)
    if head["pronoun"]:
        return _unknown(head)
    words = _CLAUSE_SUBJECT.match(outside, begin, verb.start())
    described = _described(head["who"], people) if head["who"] else None
    whole = words is not None and _OF.search(words["who"]) is not None  # "the captain of the ferry"
    if described and (described.known or (described.pronoun and not whole)):
        return described
    return _described(words["who"], people) if words else None


def _described(words: str, people: People) -> Attribution:
    """Somebody who is not named: a person whose role the words are, or the words themselves."""
    words = _JOINED.sub("", _IN_WRITING.sub("", words))
    person = people.by_role(_OF.split(words)[0], "en")
    if person:
        return known(person)
    bare = _LEADING_TITLE.sub("", words)
    gender: Gender = "f" if _WOMAN.search(words) else "m" if _MAN.search(words) else ""
    return Attribution(Speaker("", bare or words), pronoun=_stands_for_somebody(words), gender=gender)


def may_be_subject(text: str, name: Named) -> bool:
    """Whether a name is neither a possessor nor the object of a preposition."""
    return not (_POSSESSIVE.match(text, name.end) or _AFTER_PREPOSITION.search(text[: name.start]))


def _agree(gender: Gender, pronoun: re.Match[str]) -> bool:
    return not gender or _gender(pronoun[0]) in {"", gender}


def _gender(pronoun: str) -> Gender:
    words = pronoun.lower().split()
    return "f" if "she" in words else "m" if "he" in words else ""


def _unknown(pronoun: re.Match[str]) -> Attribution:
    return Attribution(pronoun=True, gender=_gender(pronoun[0]))


def _stands_for_somebody(words: str) -> bool:
    """Whether the words are "the president", "the 31-year-old": a person named before."""
    article, _, rest = words.partition(" ")
    head = _OF.split(rest)[0].rpartition(" ")[2]
    if article.casefold() == "the" and "-year-old" in rest:
        return True
    if article.casefold() != "the" or (head != head.casefold() and head != rest):
        return False  # "the National Hurricane Center" is a name
    if _OF_SOMEBODY.search(rest):
        return False  # "the wife of one of the victims"
    if _OF.search(rest) or "’s " in rest or "'s " in rest:
        return head in _KIN or head == "native"  # "the son of the late leader"
    if head.casefold() in _OTHERS:
        return False
    return head.casefold() in lexicon.load().role_en or bool(_WOMAN.search(words) or _MAN.search(words))


# "As for Meriem T., an independent candidate, she …"
TOPIC_EN = re.compile(
    r"As for (?P<who>[^,•]{3,60}),\s(?:(?P<name>[A-Z][\w'’-]+(?:\s+(?:al-|bin\s+)?[A-Z][\w'’.-]+)+),\s)?"
    r"(?=(?:[^,]+,\s)*?(?:s?he|they)\b)"
)
_AFTER_COST = 12  # a subject stands before its verb unless nothing else does
_NOBODY_EN = (
    r"^(?:It|Some(?:body|one)|That|This|What|There|Which|It['’]s|[JFMASOND]\w+(?:uary|ember|ober|ust|ly|ne|ay|rch|ril)|\w+day|(?:[Aa]\s+|[Tt]he\s+(?=report|rumou?r|figure|result|new|sign|banner|word|post|message|letter|mark|year|day|claim|charge|remark|comment|talk|image))\w+s)$"
    r"|\b(?:that|it)\b|\band$"
)
_NOT_SUBJECT_EN = re.compile(rf"{_NOBODY_EN}|\b(?:in|on|at|for|with|by|from|to)\b")
_NO_ONE_EN = re.compile(rf"{_NOBODY_EN}|\b(?:on|by|to)\b")  # after the verb "a spokesman for the club" is whole
_OBJECT_COST = 60  # a possessor or what follows a preposition is hardly ever the subject
_SOURCE_REACH = 40  # characters after "according to"
_ADVERBS = r"(?:(?:\w+ly|also|has|have|had|would|could|only|then|later|once|went\s+on\s+to|continued\s+to)\s+)*"
# "Paul Mills, Sainsbury's commercial director, said"
_APPOSED = re.compile(rf",(?!.*\bwhile\b)(?:[^.•]|(?<=\b\w\w)\.|(?<=\b\w)\.)+,\s+{_ADVERBS}")
# "Paul Mills, of the retailer Sainsbury's said"
_MEMBER = re.compile(rf",\s+(?:of|from|at|with|who)\s[^,.•]+\s+{_ADVERBS}")
_PRONOUN_BEFORE = re.compile(rf"(?i:\b(?:s?he|they|who|which|i|we)\s+{_ADVERBS}(?:keeps?\s+|is\s+|was\s+)?)$")
_PRONOUN_AFTER = re.compile(r"\s+(?:he|she|they)\b")
_SHARED_SUBJECT = re.compile(rf"\b(?:and|but|then)\s+{_ADVERBS}$")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# "The cousin" is somebody else than the person named before, "the minister" may be that person.
_OTHERS = frozenset(
    (
        "cousin brother sister mother father son daughter wife husband widow uncle aunt friend neighbour neighbor"
        " colleague spokesman spokesperson spokeswoman witness resident survivor passenger"
    ).split()
)
_KIN = frozenset("son daughter widow wife husband father mother".split())
_OF = re.compile(r"\s+(?:of|for|from|at|in|close\s+to|familiar\s+with)\s+")
_OF_SOMEBODY = re.compile(r"\bof\s+(?:one|an?|some|several|many|two)\b")
_PARENTHESIS = re.compile(r"\s+\([^()]*\)\s+$")
_SPEAKS_FOR = frozenset("spokesperson spokesman spokeswoman source sources official officials".split())
# "A statement by the army said"
_STATEMENT_EN = re.compile(r"\b[Ss]tatement\s+(?:by|from|of)\s+(?P<who>[^,•]{3,60}?)\s+(?:(?:that|which)\s+)?$")
# "the Authority for Research, Science and Technology announced": commas within a name.
_LISTED = re.compile(
    r"(?P<who>\b[Tt]he\s+(?:[A-Z][\w’'-]+\s+)+(?:(?:for|of)\s+(?:the\s+)?)?(?:[A-Z][\w’'-]+\s+)*[A-Z][\w’'-]+"
    rf"(?:,\s+[A-Z][\w’'-]+)+,?\s+and\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)\s+{_ADVERBS}$"
)
# "The agency quoted a military source as saying"
_CITED = re.compile(r"\b(?:quoted|quotes|quoting|cited|citing)\s+(?P<who>[^,.•]{3,60}?)\s+as\s+$")
# "Washington, through a spokesman, said"
_THROUGH_EN = re.compile(r"\bthrough\s+(?:an?|the|its|his|her)\s+(?P<who>[^,•]{3,60}),\s+$")
_SENTENCE_BREAK = re.compile(
    r"(?<![A-Z][a-z])(?<!\bMrs)(?<![A-Z])[.!?][\"”’']?\s+|;\s+|,[\"”’']?\s+(?:while|whereas|but)\s+(?!also\b|not\b)"
)
# A sentence may begin with "On Friday," or "Speaking in Lima," before its subject.
_HEAD = re.compile(
    r"[\s\"“]*(?:(?!The\b|He\b|She\b|They\b)[A-Z][\w'-]*ly,\s+|(?:In|On|At|After|Before|With|While|\w+ing)\s[^,•]{2,80},\s+)?"
    r"(?P<head>(?P<pronoun>(?:[Hh]e|[Ss]he|[Tt]hey)\b)|(?P<who>[Tt]he\s+[\w-]+)|)"
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_DAY_OR_MONTH = r"(?:\w+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
_AFTER_PREPOSITION = re.compile(
    r"\b(?:by|of|with|to|for|on|from|at|in|against|about|over|under|like|near|than|between|towards?|into|including)\s+"
    rf"(?:(?:the|a|his|her|their|its|former|president|presenter|host|leader|star|(?!{_DAY_OR_MONTH})[A-Z][\w.’'-]*)\s+){{0,3}}$"
)
_VERBLIKE = r"(?:was|were|is|are|has|had|have|who|which|that|and|but)\b"
_WORDS_BEFORE = re.compile(
    rf"(?<![\w-])(?P<who>(?:(?:[Oo]ne|[Aa]n?|[Tt]he|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir)\s+(?:(?!(?:who|which|that|was|were|is|are|has|had|have)\b)(?:(?:[A-Z]\.)+|[\w'’-]+)\s+){{0,4}}?(?!as\b|who\b)[\w'’-]+"
    rf"|[\w-]+\.(?:com|org|net)|(?:[A-Z][\w.-]*\s+)*[A-Z][\w.-]*['’]s\s+(?:[\w-]+\s+)?[a-z][\w-]+"
    rf"|(?:[A-Z][\w.'’-]+\s+(?:of\s+(?:the\s+)?)?){{0,5}}(?:al-|el-)?[A-Z][\w.'’-]+))"
    rf"(?P<of>\s+(?:in|of|for|at|from|close\s+to|familiar\s+with)\s+(?:the\s+|an?\s+|his\s+|her\s+)?[\w.-]+(?:\s+(?!{_VERBLIKE})[\w.-]+){{0,3}}?)?"
    rf"(?:,\s*(?:Dr\.?\s+|Mr\.?\s+|Mrs\.?\s+)?(?P<apposed>(?:[A-Z][\w’'-]+\s+)+(?:(?:bin|bint|ibn|de|van|von|der)\s+)*(?:(?:al|el|Al|El)-)?[A-Z][\w’'-]+),|,[^,•]+,[\"”’']?)?(?:\s+as)?\s+{_ADVERBS}$",
)
_PLURAL_BEFORE = re.compile(
    r"(?:^|[,;:•\"”]\s*|\b(?:and|as|but|while|when|where|that)\s+|(?<=\s))"
    rf"(?P<who>(?:(?-i:[A-Z])[\w-]+\s+)?(?:(?!\w+ly\s)[a-z-]+\s+)??(?:(?!(?:his|this|its|was|has|does|is|as|us|always|says)\s)[a-z][a-z-]+[^s\W]s|police|people|(?:[a-z-]+)?(?:women|men|people)))"
    rf"(?P<of>\s+(?:in|of|from|at|with)\s+(?:the\s+)?[\w-]+(?:\s+(?!{_VERBLIKE})[\w-]+){{0,2}}?)?"
    rf"\s+{_ADVERBS}$",
    re.IGNORECASE,
)
_PARTED_SUBJECT = re.compile(
    r"(?:^|[.!?][\"”]?\s+|,\s+)(?P<who>(?:[Oo]ne|[Aa]n?|[Tt]he|[Aa]nother)\s+(?:[\w'’-]+\s+){0,5}?[\w'’-]+)"
    rf"(?:,?\s+whom?\s[^•,]*,?|\s+[-–—]\s[^•]*\s[-–—])\s+{_ADVERBS}$"
)
_LEADING_TITLE = re.compile(
    r"^(?:[A-Z][\w.’'-]+\s+)*(?:Secretary\s+of\s+\w+|President|Minister|Secretary|Senator|Sen\.|Rep\.|Gov\.|Governor|General"
    r"|Chancellor|MP|Judge|Ambassador|Captain|Colonel|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Professor|Prof\.?)\s+(?=[A-Z])"
)
_PEOPLE_EN = (
    r"(?:eye-?)?witnesses|activists|experts|survivors|relatives|neighbou?rs|locals|workers|doctors|medics|analysts|observers"
    r"|villagers|farmers|protesters|demonstrators|organi[sz]ers|rescuers|passengers|parents|teachers|students|traders"
    r"|merchants|authorities|investigators|prosecutors|\w*men|\w*women"
)
# "said taxi driver Mahmoud": none of these words begins a role.
_NO_ROLE_EN = (
    "on|in|that|to|at|by|for|of|as|from|with|against|about|during|after|before|when|while|and|but"
    "|or|he|she|they|it|we|i|this|these|his|her|their|its|our|my|last|next|late"
)
# "said a spokesman for the ministry on Monday", "read one of the messages, which …"
_WORDS_AFTER = re.compile(
    r"\s+(?P<who>(?:(?:a|an|one|the|his|her|their|its)\s+(?:(?!(?:on|in\s+an?|during|as|when|after|before|while|who|which|that|to|told|from|against)\b)[\w'’.-]+\s+){0,10}?[\w'’-]+"
    r"(?=\s*(?:[,.;:•(–—]|$)|\s+(?:on|in|during|as|when|after|before|while|who|which|that|to|told|from|against)\b)"
    rf"|(?:[A-Z][\w.'’-]+\s?)*[A-Z][\w'’-]+|(?:[a-z-]+\s+){{0,2}}(?:sources|officials|residents|reports|police|{_PEOPLE_EN})"
    rf"|(?!(?:{_NO_ROLE_EN})\b)(?:[a-z-]+\s+){{1,3}}(?:(?:al-|el-)?[A-Z][\w.'’-]*\s?)*(?:al-|el-)?[A-Z][\w'’-]+))"
    r"(?P<of>\s+(?:in|at|from|close\s+to)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)?"
)
_NOUN = re.compile(
    r"\b(?:the|these|those|such|all|any|no|his|her|their|its|an?|of|media|press|news)\s+$", re.IGNORECASE
)
# "what the newspaper had reported", "responded in a measured manner", "his father is quoted as saying"
_WHAT = re.compile(r"\bwhat\s+(?:[\w'’-]+\s+){1,7}$")
_MANNER = re.compile(r"(?:responded|replied|answered)\s+(?:in|with)\s+(?:an?|its|his|her)\b")
_QUOTED_AS = re.compile(r"\bas\s+$")
# "the festival's director, who insisted", "Idris Nour, an adviser to its commander, who wrote"
_APPOSED_WHO = re.compile(r"(?:\s+\([^)]*\))?(?:,\s+(?:an?|the|his|her|its)\s[^,•]{3,70})?,?\s+")
_BEFORE_WHO = re.compile(
    r"\b(?P<who>(?:[Aa]n?|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+(?:(?!(?:who|that|which|by|to|with|on)\b)[\w'’.-]+\s+){0,6}?[\w'’-]+"
    r"|(?:[A-Z][\w.'’-]+\s+){1,4}[A-Z][\w.'’-]+)(?:,\s+(?:an?|the|his|her|its)\s[^,•]{3,70})?,?\s+$"
)
# "The ministry in a statement", "a report by the World Bank", "a Lebanese army statement": who made it speaks.
_IN_WRITING = re.compile(
    r"\s+in\s+an?\s+(?:\w+\s+)?(?:statement|letter|report|post|interview|speech)$|(?<=\w{4})\s+(?:statement|report)$"
)
_MADE_BY = re.compile(
    r"^(?:an?|the)\s+(?:[\w-]+\s+){0,2}?(?:report|statement|study|survey|letter|document)\s+"
    r"(?:(?:issued|released|published|prepared)\s+)?(?:by|from|of)\s+",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^(?:[Aa]nd|[Bb]ut|[Yy]et|[Ww]hile|[Mm]eanwhile|[Aa]s)\s+(?=\w)")
_IN_THE_WORDS_OF = re.compile(r"^the\s+(?:words|voice|mouth|person)\s+of\s+")
_WOMAN, _MAN = re.compile(r"\b(?:woman|girl)$"), re.compile(r"\b(?:man|boy)$")
# What a clause begins with, up to its verb: "A source at the club, who …", "the National Council (CNAPEST) deplored".
_CLAUSE_SUBJECT = re.compile(
    r"[\s\"“]*(?:(?:But|And|Yet|Meanwhile|However|Also)\b,?\s+)?"
    r"(?:(?:In|On|At|After|Before|With|While|For|As|Speaking|Addressing)\s[^,•]{2,80},\s+)?"
    r"(?P<who>(?!(?:It|There|This|That|What|He|She|They|In|On|At|After|For|As|If|When)\b)(?:(?!(?:who|which|that|was|were|is|are|has|had|have|will|would|said|says)\b|[a-z]+ed\b)[\w'’.&-]+\s+){0,9}?"
    r"(?!(?:who|which|of|for|at|in|the|a|an|to|on|and)\b)[\w'’.&-]+)"
    r"(?:\s+\([^)]*\))?(?:,\s+(?:who|whom|which|an?|the)\b|\s+(?:who|whom|which)\b"
    r"|\s+(?:\w+ly\s+)?(?:was|were|is|are|has|had|have|will|would|said|says|told|put|set|went|came|hit|gave|took|wept|stood|sat|rose|[a-z]+ed)\b)"
)

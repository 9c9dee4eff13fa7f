"""What the text says a person is: the noun phrase before the name or set beside it, in each language by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.candidates import Candidate
from mujaz.facts.document import in_set
from mujaz.facts.english import joined
from mujaz.gazetteer import arabic_key, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.lexicon import Lexicon
    from mujaz.facts.names import Span

_LONGEST_ROLE = 12
_OPEN_ENDS = frozenset({"of", "and", "the", "for", "at", "in", "to", "with", "by", "a", "an", "or"})
_ADJECTIVE_ENDS = ("ي", "يه")
_QUOTES = ' \u00a0"«“»”)'
_WHO_IS = frozenset({"وهو", "وهي", "هو", "هي"})
_POLITE_AR = frozenset(map(arabic_key, "السيد السيدة سيد سيدة الآنسة الأب الأخت آية الله".split()))
_ONE_OF = frozenset({"احد", "احدي", "واحد", "واحده"})
_SEVERAL = re.compile("ال.+(?:ون|ين|ات|ه|اء)$|[^ا].*(?:اء|ي)$|كبار|ابرز|اهم|اكبر|اشهر")
_OPEN_ENDS_AR = frozenset({"من", "في", "باسم"})
_LONGEST_BEFORE = 7
_FAR_HEAD = 9
_AROUND_NAMES = frozenset({"", "«", "»", "(", ")", '"', "“", "”", "–", "-"})  # inside رئيس شركة «سنشري» فلان
_RANKS = frozenset(
    map(
        arabic_key,
        "المهندس المهندسة الأستاذ اللواء العميد العقيد المقدم الرائد الفريق المشير المستشار المحامي الشيخ".split(),
    )
)
_OWNERS = ("هما", "هم", "ها", "نا", "ه", "ي")
_PARENTS = frozenset(map(arabic_key, "أم أب".split()))
_PARTS = frozenset({"at", "of", "in", "for", "on"})
_ORIGIN = re.compile(r" from (?:the (?:village|town|city|district|province|state) of )?[A-Z].*$")
_AGED = re.compile(r"^\d{1,3}-year-old ")
_OWNED_ROLE = re.compile(r"(?:[A-Z][\w-]* ){0,3}[A-Z][\w-]*['’]s? (?:[\w-]+ ){0,4}[\w-]+$")
_MINISTER = re.compile(r"\b([Mm]inister (?:of|for) [A-Z]\w+(?:, [A-Z]\w+)*,? and [A-Z]\w+), $")
_CLAUSE = re.compile(
    r"[,;:(\"“”–—]|(?<![A-Z])(?<!\bSt)(?<!\bDr)\.| - | who | which | that | when | where | after | before | while "
)
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|my)\s+", re.IGNORECASE)
# Words that no title holds: imperfect verbs, and nouns with the ب of "by" or the ل of "to".
_IMPERFECT = re.compile("ي(?!ا).{3,}(?<![يه])$")
_VERBAL = re.compile(_IMPERFECT.pattern + "|بال|بت|لت")
_SEATS = frozenset({"MP", "MSP", "MEP", "AM", "TD"})
_POLITE = frozenset({"mr", "mrs", "ms", "miss", "saint"})
_EVALUATION = re.compile(
    r"^(?:(?:deeply|highly|hugely|very|widely|much|so|most|least) )?"
    r"(?:un|dis)?(?:popular|liked|loved|beloved|hated|famous|celebrated|respected|controversial|embattled|charismatic"
    r"|disgraced|beleaguered|notorious|outspoken|brilliant|great|beautiful|hapless|incompetent)(?: but [a-z]+)? ",
)
_EVALUATION_AR = frozenset(
    map(arabic_key, "المحبوب المحبوبة المرغوب الموثوق المعروف المعروفة".split()),
)
_NOT_AR = frozenset(map(arabic_key, ("غير", "الغير")))
_DETERMINER = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|another|one(?: other)?)\s+(?!.*\b(?:the|a|an|his|her)\s)", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:,? (?:\(\d+\)|\d{1,2}|of [A-Z][\w ]+))?"
    r"(?:, (?:(?:who )?(?:is|was) |then )?| (?:is|was) (?=an? |the |one of ))",
)
_FOR_A_BODY = re.compile(
    r"(?:^|.*\b)(?:the|an?|his|her|its|their|our|one|another)\s(?:other )?((?:[\w’'-]+ ){0,4}?[\w-]+)"
    r"( (?:of|for|at|from|with) (?:(?!who\b|that\b|which\b)[\w’'&.-]+ ?)+)$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"(?!during|king)[a-z]{3,}ing$|(?:based|born|accused|charged|known|named|appointed|elected)$")
_LIKE_A_ROLE = re.compile(
    "(?:ologist|ician|maker|keeper|worker|woman|man|mate|writer|holder|owner|goer|ographer|turned)$"
)
_BETWEEN_AR = re.compile(
    r"\s*[،,(-]?\s*(?:(?:و?(?:الذي|التي) (?:يبلغ|تبلغ)|و?البالغة?|و?(?:يبلغ|تبلغ))(?: من العمر| عمره| عمرها)? )?"
    r"\d{1,3} ?(?:عام|سن)\S*\)?"
    r"|\s*،\s*(?:الذي|التي) (?:كان|كانت|يعمل|تعمل)(?: (?:آنذاك|وقتها|حينها|سابقا|سابقًا))?(?= )"
    r"| (?:يوم )?(?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|اليوم|أمس)(?=،)",
)
_CLAUSE_AR = re.compile('[،؛:.("“”«»–—-]')


def english(document: Document, candidate: Candidate) -> str:
    """The role in the English sentence around one mention, or an empty string."""
    role = _before(document, candidate) or _after(document, candidate) or _honorific(document, candidate)
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
    stated = word.lower in document.lexicon.honorific_en - _POLITE
    return candidate.reading.phrase(first, last) if stated and first == last else ""


def _before(document: Document, candidate: Candidate) -> str:
    """A role that stands before the name: "US Energy Secretary", "the department's spokeswoman,"."""
    reading, lexicon = candidate.reading, document.lexicon
    text, words = reading.pair.en, reading.tokens
    if candidate.titles is None:
        return _set_before(document, candidate)
    first, head = candidate.titles
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
        if not modifier:
            break
        first -= 1
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
    return phrase if 0 < len(phrase.split()) <= _LONGEST_BEFORE else ""


def _of_a_body(document: Document, clause: str) -> str:
    """A role with its place of work at the end of a clause: "said a spokesman for the bank"."""
    match = _FOR_A_BODY.search(clause)
    if not match or match[1].split()[-1].lower() not in document.lexicon.role_en:
        return ""
    phrase = match[1] + match[2]
    return phrase if len(phrase.split()) <= _LONGEST_ROLE else ""


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
    if not words or words[0].lower() in {"and", "but", "or", "with", "as", "in", "to"}:
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


def arabic(document: Document, reading: Reading, span: Span, others: Sequence[Span] = ()) -> str:
    """The role in the Arabic sentence around one name, or an empty string; `others` are names that it cannot cross."""
    return (
        arabic_before(document, reading, span, others)
        or _after_ar(document, reading, span, others)
        or _set_before_ar(document, reading, span, others)
        or _honorific_ar(document, reading, span)
    )


def _set_before_ar(document: Document, reading: Reading, span: Span, others: Sequence[Span]) -> str:
    """A role parted from the name by a comma, between it and a speech verb: وقال متحدث باسم البنك، توم بيرسون."""
    last = reading.word_at(span.start) - 1
    if last < 1 or reading.gap_ar(last).strip() not in {"،", ","}:
        return ""
    head = _head_before(document, reading, last, others)
    words, lexicon = reading.arabic.words, document.lexicon
    if not head or not in_set(words[head - 1].key, lexicon.speech_ar) or reading.gap_ar(head - 1).strip():
        return ""
    return _unclitic(reading, head, last, lexicon.role_ar)


def _honorific_ar(document: Document, reading: Reading, span: Span) -> str:
    """The honorific before a name that states no other role, الدكتور or القس; السيد states none."""
    at = reading.word_at(span.start)
    if not at or reading.gap_ar(at - 1).strip():
        return ""
    word = reading.arabic.words[at - 1]
    stated = document.lexicon.honorific_ar - _POLITE_AR
    return reading.pair.ar[word.start : word.end] if word.key in stated else ""


def arabic_before(document: Document, reading: Reading, span: Span, others: Sequence[Span] = ()) -> str:
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
    if last and words[last].key in lexicon.honorific_ar | _RANKS and not reading.gap_ar(last - 1).strip():
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
        elif head is not None:
            break
    return head


def _parts_phrases(key: str, lexicon: Lexicon, *, inside: bool) -> bool:
    """Whether a word ends the noun phrase to its left: a particle, a verb, or "and" with a new noun."""
    if key in lexicon.role_stop_ar or (_VERBAL.match(key) and not _at_a_body(key, lexicon)):
        return True
    return inside and key[0] == "و" and not key.startswith("وال") and not in_set(key, lexicon.role_ar)


def _at_a_body(key: str, lexicon: Lexicon) -> bool:
    """Whether a word with "at" is where somebody holds an office: بالغرفة, بالولاية."""
    cues = lexicon.thing_cue_ar | lexicon.body_cue_ar | lexicon.place_head_ar
    return key.startswith("بال") and key[3:] in cues | _OFFICES_AR


_OFFICES_AR = frozenset(
    map(arabic_key, "غرفة وزارة مجلس برلمان هيئة مديرية إدارة جيش حكومة جمعية نقابة حزب سفارة".split())
)


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
    one_of = parent or words[first].key in _ONE_OF and first + 1 < len(words) and _SEVERAL.match(words[first + 1].key)
    if gap.strip() not in {"،", ",", "", "-", "–"} or not (words[first].key in lexicon.role_ar or one_of):
        return ""
    last = first
    while (
        last + 1 < len(words)
        and last - first < _LONGEST_BEFORE
        and not _CLAUSE_AR.search(reading.gap_ar(last))
        and words[last + 1].key not in lexicon.role_stop_ar
        and not in_set(words[last + 1].key, lexicon.speech_ar)
        and not _IMPERFECT.match(words[last + 1].key)
        and not (words[last].key.startswith("ال") and _is_object(document, words[last + 1].key))
    ):
        last += 1
    title = not between and not gap.strip()
    if title and any(words[first].start < o.start <= words[last].end + 1 for o in others):
        return ""  # the title of the next name: "استقبل X وزير الدفاع Y"
    return reading.arabic_phrase(first, last)


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
        if base != key and len(base) > 2:  # noqa: PLR2004 - no role is shorter
            return base in heads or (base.endswith("ت") and f"{base[:-1]}ه" in heads)
    return False


def _lil(key: str) -> str:
    """Write "للرئيس" as "الرئيس"."""
    return "ا" + key[1:] if key.startswith("لل") else key


def _unclitic(reading: Reading, first: int, last: int, heads: frozenset[str]) -> str:
    """The phrase without the clitic before its head."""
    phrase = reading.arabic_phrase(first, last)
    key = arabic_key(reading.arabic.words[first].key)
    if key in heads or _owned(key, heads):
        return phrase
    return phrase[1:] if key[1:] in heads else "ا" + phrase[1:]

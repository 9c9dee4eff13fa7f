"""Names of bodies in one pair of sentences: head words and what belongs to them, abbreviations, spelled names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.facts import fields, lexicon
from mujaz.facts.document import in_set
from mujaz.facts.english import joined
from mujaz.facts.firms import announces, is_served
from mujaz.facts.national import branches, national
from mujaz.facts.organisations_lexicon import HEADS, HEADS_EN, LETTERS
from mujaz.facts.quoted_names import quoted
from mujaz.gazetteer import arabic_key, arabic_words, stems
from mujaz.skeleton import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run, Token
    from mujaz.facts.spans import Taken

_CONNECTORS = frozenset({"of", "for", "and", "the", "on", "in", "against", "to", "&"})
_LEADING = frozenset({"of", "for", "on", "against"})
_WELL_SPELLED = 0.8
_PART_SPELLED = 0.75
_MOST_WORDS = 9
_LONGEST_SPELLED = 4
_OFTEN = 3
_PURPOSE = 4
_INSIDE = frozenset({"in", "near", "at"})
_SPELLED_THE = frozenset({"ذا", "ذي", "ذه"})
_ACRONYM = re.compile(r"([A-Z][A-Z&]{1,5})(?: (News|Sports?|Radio|Television|World))?$")
_LATIN = re.compile(r"[A-Z][\w.&’'-]{2,}(?: [A-Z][\w.&’'-]*)*|[a-z]+[A-Z]\w+|[\w-]+\.(?:com|org|net)", re.ASCII)
_SITE = re.compile(r"\.(?:com|org|net)$", re.IGNORECASE)
_BODY_BEFORE = re.compile(
    r"\b(?:told|(?:quoted|published|reported|made|owned|run|founded) by|according to|"
    r"group|company|firm|startup|site|website|newspaper|magazine|channel|network|platform"
    r"|organi[sz]ation|charity|brand|party|pollster|(?:director|head|chief|founder|president|chairman|chairwoman"
    r"|spokesm[ae]n|spokeswom[ae]n|spokesperson|owner|editor|manager|executive|CEO) (?:of|for|at))(?: the)? $",
)
_SAYS = re.compile(r",? (?:said|says|reported|reports|announced|told|tweeted|wrote)\b")
_PRESS = frozenset(
    "news post times journal herald tribune gazette chronicle telegraph observer mirror express mail review examiner "
    "independent echo standard guardian".split(),
)
_LONGEST_PAPER = 5
_NO_BODY_ABBREVIATIONS = frozenset({"DNA", "HIV", "TV", "PM", "CEO", "AI", "US", "UK", "USA", "UAE", "GPS", "DJ", "IQ"})
_OFFICES_AR = frozenset(map(arabic_key, "وزير وزيرة وزراء وكيل وكيلة".split()))
_LETTER_KEYS = {letter: frozenset(map(arabic_key, names)) for letter, names in LETTERS.items()}
_HEAD_KEYS = {
    head: frozenset(arabic_key(form) for name in names for form in (name, "ال" + name.removeprefix("ال")))
    for head, names in HEADS.items()
}
_FINANCIAL = frozenset({"financial", "stock", "securities", "capital", "exchange"})
_AREA_OF = re.compile(
    r"\b(?:village|town|city|hamlet|commune|district|province|island|camp|port|region|site|ruins|Dar es) (?:of )?$"
)
_GENERAL = frozenset("general national central supreme high higher public joint united".split())
_PLAIN = frozenset({"community", "development", "services", "service", "force", "school"})
_SPELLED_HEADS = HEADS_EN - frozenset(HEADS)
_NO_BODIES = frozenset(
    "stadium arena theatre theater cup championship championships open league award awards prize festival games street "
    "road avenue square bridge tower hall palace airport station building gate boulevard drive lane act bill law "
    "treaty accord agreement amendment code day week war battle revolution crisis premiership prix project conference "
    "forum initiative mission program programme survey community front house command service force".split(),
)


@dataclass(frozen=True, slots=True)
class Body:
    """One body: character ranges in both texts and its English name."""

    arabic: tuple[int, int]
    english: tuple[int, int]
    name_en: str


def bodies(document: Document, reading: Reading) -> Iterator[Body]:
    """Every body that both sentences of a pair name, longer names first."""
    if not reading.pair.en or reading.headline:
        return
    for first, last in _phrases(reading):
        if _is_country(document, reading, first, last):
            continue  # the Soviet Union was a state
        span = _headed(document, reading, first, last)
        if span and not reading.tokens[last].lower.endswith(("-type", "-style", "-like")):
            start, end = reading.tokens[first].start, reading.tokens[last].end
            yield Body(span, (start, end), reading.pair.en[start:end])
    for run in map(reading.without_letters, reading.runs):
        start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
        name = reading.pair.en[start:end]
        letters = _ACRONYM.match(name)
        found = _abbreviation(reading, letters[1], letters[2] or "") if letters else _spelled(document, reading, run)
        if found:
            yield Body(found, (start, end), name)
    for arabic, english in (*branches(document, reading), *national(document, reading), *quoted(document, reading)):
        yield Body(arabic, english, reading.pair.en[slice(*english)])
    yield from _verbatim(document, reading)


def _verbatim(document: Document, reading: Reading) -> Iterator[Body]:
    """Names that the Arabic leaves in Latin letters, where a word beside them shows a body: "the group MoveOn"."""
    arabic, text = reading.pair.ar, reading.pair.en
    for match in _LATIN.finditer(arabic):
        name = match[0].rstrip(".")
        at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
        if at is None or name in _NO_BODY_ABBREVIATIONS:
            continue
        before = arabic_words(arabic[: match.start()])
        cued = bool(before) and in_set(before[-1].key, document.lexicon.company_cue_ar)
        if cued or _SITE.search(name) or _BODY_BEFORE.search(text[: at.start()]) or _SAYS.match(text[at.end() :]):
            yield Body((match.start(), match.start() + len(name)), at.span(), name)


def _phrases(reading: Reading) -> Iterator[tuple[int, int]]:
    """Token ranges of runs with a head word, with what follows after "of" or "for" and stands before "and"."""
    text, tokens = reading.pair.en, reading.tokens
    for number, run in enumerate(reading.runs):
        first, last = run.first, run.last
        following = reading.runs[number + 1] if number + 1 < len(reading.runs) else None
        if (
            following
            and following.first == last + 1
            and tokens[last].possessive
            and tokens[last].lower not in HEADS
            and tokens[following.last].lower in HEADS
            and text[tokens[last].end : tokens[following.first].start] in {"'s ", "’s ", "' ", "’ "}
            and not (following.last > following.first and _is_city(reading, run))
        ):
            yield first, following.last
        titled = next((n for n in range(first, last) if _before_title(tokens, n)), None)
        if titled and titled > first:
            yield first, titled  # "Qassim University President Dr. X"
        heads_first = tokens[last].lower in HEADS and "-" not in text[tokens[last].end : tokens[last].end + 1]
        if (heads_first or tokens[first].lower in HEADS) and titled != first:
            end = _extended(reading, last, number) if _opens_with_head(reading, last) else last
            row = fields.enumerated(reading, end) if end > last else 0
            yield from ((first, row), (first, end)) if row else ((first, end),)
        if (
            following
            and not heads_first
            and following.first == last + 2
            and tokens[last + 1].lower in {"and", "of", "for"}
            and text[tokens[last].end : tokens[following.first].start].strip() == tokens[last + 1].text
            and tokens[following.last].lower in HEADS
            and following.last > following.first
        ):
            yield first, following.last


def _is_city(reading: Reading, run: Run) -> bool:
    """Whether a run is a city, which owns no body with a name of its own: "Bangkok's Chulalongkorn University"."""
    start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
    return any(m.start == start and m.end == end and m.entries[0].kind == "city" for m in reading.places_en)


def _before_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a head word stands before the title of somebody who works there."""
    titles = lexicon.load().title_en
    return tokens[at].lower in HEADS and tokens[at].lower not in titles and tokens[at + 1].lower in titles


def _opens_with_head(reading: Reading, last: int) -> bool:
    """Whether the name goes on after its head: "Federation of", "Department for", "University of"."""
    tokens = reading.tokens
    return last + 1 < len(tokens) and tokens[last + 1].lower in _LEADING and tokens[last].lower in HEADS


def _extended(reading: Reading, last: int, number: int) -> int:
    """The last token of a name that goes on after "of": connectors and runs as long as they alternate."""
    tokens, text = reading.tokens, reading.pair.en
    first = reading.runs[number].first
    for parts, run in enumerate(reading.runs[number + 1 :]):
        between = tokens[last + 1 : run.first]
        whole = all(t.lower in _GENERAL for t in tokens[first : reading.runs[number].last])
        located = any(m.start == tokens[run.first].start for m in reading.places_en)
        if located and [t.text for t in between] == ["in"]:
            break  # a ministry in Baghdad has no Baghdad in its name
        policed = [t.lower for t in between] == ["and", "the"] and tokens[run.last].lower in HEADS
        if policed or (not whole and _is_another(reading, run, between, parts)):
            break
        if len(between) > 2 or not between or any(t.lower not in _CONNECTORS and t.text != "First" for t in between):  # noqa: PLR2004 - "of the"
            break
        if not all(joined(text, a, b) for a, b in zip(tokens[last:], tokens[last + 1 : run.first + 1], strict=False)):
            break
        last = run.last
    return last


def _is_another(reading: Reading, run: Run, between: Sequence[Token], parts: int) -> bool:
    """Whether a run goes on to another body: "Bank of Egypt and | Banque Misr", "Committee of the | Bank of X"."""
    words = [t.lower for t in reading.tokens[run.first : run.last + 1]]
    links = [t.lower for t in between]
    if links == ["and", "the"]:
        return True
    if not any(w in HEADS and w not in _PLAIN for w in words):
        return False
    return ("and" in links and parts > 0 and words[0] in HEADS) or (
        links == ["of", "the"] and words[-1] in HEADS and parts == 0 and len(words) > 1
    )


def _head(tokens: Sequence[Token]) -> Token:
    """The head word of a phrase: the last before "of" or "for", Directorate in "Directorate of the National Guard"."""
    link = next((n for n, t in enumerate(tokens) if t.lower in _LEADING), len(tokens))
    before = [t for t in tokens[:link] if t.lower in HEADS]
    heads = [t for t in tokens if t.lower in HEADS]
    return before[-1] if before else heads[-1] if tokens[-1].lower in HEADS else heads[0]


def _headed(document: Document, reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The Arabic of a phrase with a head word: from its translated head as far as the name goes."""
    tokens = reading.tokens[first : last + 1]
    content = [t.text for t in tokens if t.lower not in _CONNECTORS]
    head = _head(tokens)
    if tokens[-1].lower in _NO_BODIES and tokens[-1] is not head:
        return None  # Government of Wales Act
    purpose = head.lower == "forum" and reading.tokens[first + len(tokens) - 1] is not head  # Forum for Rights
    purpose |= head.lower == "service" and "and" in (t.lower for t in tokens)  # Ambulance and Emergency Service
    if (head.lower in _NO_BODIES and not purpose) or len(content) < 2:  # noqa: PLR2004 - a head alone is no name
        return None
    if head.lower == "market" and not _FINANCIAL.intersection(t.lower for t in tokens):
        return None
    rest = [w for w in content if w != head.text]
    if all(len(word) == 1 for word in rest):
        return None  # "Group G" of a tournament
    best: tuple[int, int, int] | None = None
    as_long: list[tuple[int, int, int]] = []
    words, phrase = reading.arabic.words, reading.phrase(first, last)
    row = fields.links(phrase) if fields.is_row(phrase) else 0
    heads = _HEAD_KEYS[head.lower]
    found = (n for n, w in enumerate(words) if any(stem in heads for stem, _ in stems(w.key)))
    candidates = [n for n in found if not _is_held(reading, n)]
    for number in candidates:
        end, matched = _extent(document, reading, number, rest, fields.links(phrase))
        if row and fields.links_ar(reading, number, end) != row:
            continue
        if end > number and (best is None or matched > best[0]):
            best = (matched, number, end)
        as_long += [(0, number, end)] if row or end - number == len(rest) else []
    if best and not best[0]:
        best = as_long[0] if len(as_long) == 1 else None
    if not best:
        return None
    _, number, end = best
    cut = next(cut for stem, cut in stems(words[number].key) if stem in heads)
    return words[number].start + cut, words[end].end


def _is_held(reading: Reading, head: int) -> bool:
    """Whether an office stands before the Arabic head, whose adjective is the office's: وزير الخزانة الأمريكي."""
    office = head > 0 and in_set(reading.arabic.words[head - 1].key, _OFFICES_AR) and reading.arabic.adjacent(head - 1)
    return office and reading.arabic.words[head].key.startswith("ال")


def _extent(document: Document, reading: Reading, head: int, rest: Sequence[str], links: int) -> tuple[int, int]:
    """The last word of the name that begins at `head`, and how many of its words the English surely has too.

    In Arabic a name goes on until its construct chain is closed by a definite noun or a proper name, and then as long
    as definite adjectives follow; the number of English words, and of fields that "and" links, says when to stop.
    """
    words = reading.arabic.words
    closed = words[head].key.startswith(("ال", "وال", "بال", "لل"))
    at, taken, matched = head, 0, 0
    left = list(rest)
    while at + 1 < len(words) and not reading.gap_ar(at).strip(" -") and taken < min(len(rest) + 1, _MOST_WORDS):
        word = words[at + 1]
        key = word.key
        if key in document.lexicon.role_stop_ar or in_set(key, document.lexicon.speech_ar):
            break
        hit = _shared(document, reading, at + 1, left)
        if hit:
            left.remove(hit)
            at, taken, matched, closed = at + 1, taken + 1, matched + 1, True
            continue
        if key == arabic_key("في") and at + 2 < len(words) and _shared(document, reading, at + 2, left):
            at += 1
            continue
        definite = key.startswith(("ال", "وال", "لل"))
        purpose = key.startswith("ل") and len(key) > _PURPOSE and not definite  # لمواجهة الكوارث
        opens = closed and links > fields.links_ar(reading, head, at) and fields.adds_field(reading, at + 1)
        whole = taken >= len(rest) and not (links > 1 and fields.describes(words[at].key, key))
        if whole or (closed and not (definite or purpose or opens)):
            break
        at, taken, closed = at + 1, taken + 1, (closed or definite) and not (purpose or opens)
    if words[at].key == arabic_key("في"):
        at -= 1
    return (at, matched) if closed else (head, 0)


def _shared(document: Document, reading: Reading, number: int, left: Sequence[str]) -> str:
    """The English word that this Arabic one surely stands for: spelled alike, or the same place or nationality."""
    word = reading.arabic.words[number]
    text = reading.pair.ar[word.start : word.end]
    nation = document.gazetteer.nationality(text, "ar")
    names = [text, *(stem for stem, cut in stems(word.key) if cut)]  # بالمهدية, "at Mahdia"
    countries = {e.country for name in names for e in document.gazetteer.lookup(name, "ar")} - {""}
    for english in left:
        if nation and nation in {document.gazetteer.nationality(english, "en"), _country(document, english)}:
            return english
        if countries & {e.country for e in document.gazetteer.lookup(english, "en")}:
            return english
        if any(similarity(stem, english) >= _PART_SPELLED for stem, _ in stems(word.key) if len(stem) > 2):  # noqa: PLR2004 - clitics
            return english
    return ""


def _country(document: Document, english: str) -> str:
    return next((e.country for e in document.gazetteer.lookup(english, "en") if e.kind == "country"), "")


def teams(document: Document, taken: Taken) -> dict[int, list[Body]]:
    """In a sports report, names that three sentences spell and that nobody is in: by the number of the reading."""
    if not document.sports:
        return {}
    named: dict[str, list[tuple[int, Body]]] = {}
    for reading in document.readings:
        for run in () if reading.headline else reading.runs:
            tokens = reading.tokens[run.first : run.last + 1]
            start, end = tokens[0].start, tokens[-1].end
            before = reading.tokens[run.first - 1].lower if run.first else ""
            if before in _INSIDE or taken.overlaps(reading.pair.id, "en", start, end):
                continue
            if _is_country(document, reading, run.first, run.last) or not _may_be_spelled(document, reading, run):
                continue
            name = reading.pair.en[start:end]
            span = next(iter(reading.arabic.find(name)), None)
            if span and span.score >= _WELL_SPELLED and not taken.overlaps(reading.pair.id, "ar", span.start, span.end):
                named.setdefault(name, []).append((reading.number, Body((span.start, span.end), (start, end), name)))
    found: dict[int, list[Body]] = {}
    for rows in named.values():
        if len({number for number, _ in rows}) >= _OFTEN:
            for number, body in rows:
                found.setdefault(number, []).append(body)
    return found


def _is_country(document: Document, reading: Reading, first: int, last: int) -> bool:
    return any(e.kind != "city" for e in document.gazetteer.lookup(reading.phrase(first, last), "en"))


def _abbreviation(reading: Reading, name: str, rest: str = "") -> tuple[int, int] | None:
    """An abbreviation that the Arabic spells letter by letter, and a word after it: سي بي أس, سي بي سي نيوز."""
    if name in _NO_BODY_ABBREVIATIONS:
        return None
    words = reading.arabic.words
    letters = [c for c in name if c.isalpha()]
    for first in range(len(words) - len(letters) + 1):
        if all(
            words[first + n].key in _LETTER_KEYS[letter] or (n == 0 and words[first].key[1:] in _LETTER_KEYS[letter])
            for n, letter in enumerate(letters)
        ) and all(reading.arabic.adjacent(first + n) for n in range(len(letters) - 1)):
            cut = words[first].key not in _LETTER_KEYS[letters[0]]
            last = first + len(letters) - 1
            last += bool(rest) and last + 1 < len(words) and similarity(words[last + 1].key, rest) >= _PART_SPELLED
            return words[first].start + cut, words[last].end
    return None


def _spelled(document: Document, reading: Reading, run: Run) -> tuple[int, int] | None:
    """A name that Arabic spells: after a word like شركة or صحيفة, or with a head that it spells too (Times)."""
    name = reading.phrase(run.first, run.last)
    if not _may_be_spelled(document, reading, run):
        return None
    span = next(iter(reading.arabic.find(name)), None)
    if span is None or span.score < _WELL_SPELLED:
        return None
    at = reading.word_at(span.start)
    if at and reading.arabic.words[at - 1].key in _SPELLED_THE:
        at -= 1
        span = replace(span, start=reading.arabic.words[at].start)
    whole = at < len(reading.arabic.words) and reading.arabic.words[at].start == span.start
    cue = whole and at and not reading.gap_ar(at - 1).strip(" \"“«'") and reading.arabic.words[at - 1].key
    headed = run.last > run.first and reading.tokens[run.last].lower in _SPELLED_HEADS
    called = cue and in_set(cue, document.lexicon.company_cue_ar)
    before_en = reading.pair.en[: reading.tokens[run.first].start]
    if len(name) == 1 or _AREA_OF.search(before_en):
        return None
    after = reading.pair.en[reading.tokens[run.last].end :]
    served = run.last > run.first and (is_served(before_en) or announces(cue or "", name, after))
    served &= reading.tokens[run.first].lower not in document.lexicon.given_en
    return (span.start, span.end) if called or headed or served else None


def _may_be_spelled(document: Document, reading: Reading, run: Run) -> bool:
    """Whether a run is short and free of words that name something else: nationalities, events, places."""
    tokens = reading.tokens[run.first : run.last + 1]
    if 1 < len(tokens) <= _LONGEST_PAPER and tokens[-1].lower in _PRESS:
        return True
    never = document.lexicon.not_name_en | _NO_BODIES
    if len(tokens) > _LONGEST_SPELLED or tokens[-1].lower in document.lexicon.title_en:
        return False
    if any(t.lower in never or document.gazetteer.nationality(t.text, "en") for t in tokens):
        return False
    start, end = tokens[0].start, tokens[-1].end
    return document.sports or not any(m.start <= start and m.end >= end for m in reading.places_en)

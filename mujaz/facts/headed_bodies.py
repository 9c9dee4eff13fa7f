"""Bodies named by a head word that both languages have: "Ministry of Water Resources" and وزارة الموارد المائية."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.facts import fields, lexicon
from mujaz.facts.document import in_set
from mujaz.facts.english import joined
from mujaz.facts.lexicon import folded
from mujaz.facts.organisations_lexicon import heads
from mujaz.gazetteer import arabic_key, stems
from mujaz.skeleton import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run, Token

_CONNECTORS = frozenset({"of", "for", "and", "the", "on", "in", "against", "to", "&"})
_LEADING = frozenset({"of", "for", "on", "against"})
_PART_SPELLED = 0.75
_MOST_WORDS = 9
_PURPOSE = 4
_OFFICES_AR = folded("وزير وزيرة وزراء وكيل وكيلة")
_FINANCIAL = frozenset({"financial", "stock", "securities", "capital", "exchange"})
_GENERAL = frozenset("general national central supreme high higher public joint united".split())
_PLAIN = frozenset({"community", "development", "services", "service", "force", "school"})


def headed(document: Document, reading: Reading) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the names with a head word stand in the Arabic and in the English sentence."""
    for first, last in _phrases(reading):
        span = _arabic(document, reading, first, last)
        if span and not reading.tokens[last].lower.endswith(("-type", "-style", "-like")):
            yield span, (reading.tokens[first].start, reading.tokens[last].end)


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
            and tokens[last].lower not in heads()
            and tokens[following.last].lower in heads()
            and text[tokens[last].end : tokens[following.first].start] in {"'s ", "’s ", "' ", "’ "}
            and not (following.last > following.first and _is_city(reading, run))
        ):
            yield first, following.last
        titled = next((n for n in range(first, last) if _before_title(tokens, n)), None)
        if titled and titled > first:
            yield first, titled  # "Qassim University President Dr. X"
        heads_first = tokens[last].lower in heads() and "-" not in text[tokens[last].end : tokens[last].end + 1]
        if (heads_first or tokens[first].lower in heads()) and titled != first:
            end = _extended(reading, last, number) if _opens_with_head(reading, last) else last
            row = fields.enumerated(reading, end) if end > last else 0
            yield from ((first, row), (first, end)) if row else ((first, end),)
        if (
            following
            and not heads_first
            and following.first == last + 2
            and tokens[last + 1].lower in {"and", "of", "for"}
            and text[tokens[last].end : tokens[following.first].start].strip() == tokens[last + 1].text
            and tokens[following.last].lower in heads()
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
    return tokens[at].lower in heads() and tokens[at].lower not in titles and tokens[at + 1].lower in titles


def _opens_with_head(reading: Reading, last: int) -> bool:
    """Whether the name goes on after its head: "Federation of", "Department for", "University of"."""
    tokens = reading.tokens
    return last + 1 < len(tokens) and tokens[last + 1].lower in _LEADING and tokens[last].lower in heads()


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
        policed = [t.lower for t in between] == ["and", "the"] and tokens[run.last].lower in heads()
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
    if not any(w in heads() and w not in _PLAIN for w in words):
        return False
    return ("and" in links and parts > 0 and words[0] in heads()) or (
        links == ["of", "the"] and words[-1] in heads() and parts == 0 and len(words) > 1
    )


def _head(tokens: Sequence[Token]) -> Token:
    """The head word of a phrase: the last before "of" or "for", Directorate in "Directorate of the National Guard"."""
    link = next((n for n, t in enumerate(tokens) if t.lower in _LEADING), len(tokens))
    before = [t for t in tokens[:link] if t.lower in heads()]
    every = [t for t in tokens if t.lower in heads()]
    return before[-1] if before else every[-1] if tokens[-1].lower in heads() else every[0]


def _arabic(document: Document, reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """The Arabic of a phrase with a head word: from its translated head as far as the name goes."""
    tokens = reading.tokens[first : last + 1]
    content = [t.text for t in tokens if t.lower not in _CONNECTORS]
    head = _head(tokens)
    if tokens[-1].lower in document.lexicon.not_body_en and tokens[-1] is not head:
        return None  # Government of Wales Act
    purpose = head.lower == "forum" and reading.tokens[first + len(tokens) - 1] is not head  # Forum for Rights
    purpose |= head.lower == "service" and "and" in (t.lower for t in tokens)  # Ambulance and Emergency Service
    if (head.lower in document.lexicon.not_body_en and not purpose) or len(content) < 2:  # noqa: PLR2004 - a head alone is no name
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
    translated = heads()[head.lower]
    found = (n for n, w in enumerate(words) if any(stem in translated for stem, _ in stems(w.key)))
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
    cut = next(cut for stem, cut in stems(words[number].key) if stem in translated)
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

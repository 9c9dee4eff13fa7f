"""Names of bodies in one pair of sentences: with a head word, abbreviated, spelled, in marks, in Latin letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.facts.document import in_set
from mujaz.facts.firms import announces, is_hers, is_served, is_spoken_of_as_it
from mujaz.facts.headed_bodies import headed
from mujaz.facts.national import branches, national, police
from mujaz.facts.organisations_lexicon import LETTERS
from mujaz.gazetteer import arabic_words, stems
from mujaz.skeleton import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run
    from mujaz.facts.spans import Taken

_WELL_SPELLED = 0.8
_PART_SPELLED = 0.75
_LONGEST_SPELLED = 4
_OFTEN = 3
_INSIDE = frozenset({"in", "near", "at"})
_HALF = 0.5
_IN_QUOTES = re.compile(r"[«\"“(](?P<name>[\u0621-\u065f]+(?:[ -][\u0621-\u065f]+){0,3})[»\"”)]")
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
_LONGEST_PAPER = 5
_NO_BODY_ABBREVIATIONS = frozenset({"DNA", "HIV", "TV", "PM", "CEO", "AI", "US", "UK", "USA", "UAE", "GPS", "DJ", "IQ"})
_AREA_OF = re.compile(
    r"\b(?:village|town|city|hamlet|commune|district|province|island|camp|port|region|site|ruins|Dar es) (?:of )?$"
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
    for arabic, english in headed(document, reading):
        name = reading.pair.en[slice(*english)]
        if not _is_country(document, name):  # the Soviet Union was a state
            yield Body(arabic, english, name)
    for run in map(reading.without_letters, reading.runs):
        start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
        name = reading.pair.en[start:end]
        letters = _ACRONYM.match(name)
        found = _abbreviation(reading, letters[1], letters[2] or "") if letters else _spelled(document, reading, run)
        if found:
            yield Body(found, (start, end), name)
    for arabic, english in (
        *branches(document, reading),
        *national(document, reading),
        *police(reading),
        *_quoted(document, reading),
    ):
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
            name = reading.pair.en[start:end]
            if _is_country(document, name) or not _may_be_spelled(document, reading, run):
                continue
            span = next(iter(reading.arabic.find(name)), None)
            if span and span.score >= _WELL_SPELLED and not taken.overlaps(reading.pair.id, "ar", span.start, span.end):
                named.setdefault(name, []).append((reading.number, Body((span.start, span.end), (start, end), name)))
    found: dict[int, list[Body]] = {}
    for rows in named.values():
        if len({number for number, _ in rows}) >= _OFTEN:
            for number, body in rows:
                found.setdefault(number, []).append(body)
    return found


def _is_country(document: Document, name: str) -> bool:
    return any(not e.doubtful for e in document.gazetteer.lookup(name, "en"))


def _abbreviation(reading: Reading, name: str, rest: str = "") -> tuple[int, int] | None:
    """An abbreviation that the Arabic spells letter by letter, and a word after it: سي بي أس, سي بي سي نيوز."""
    if name in _NO_BODY_ABBREVIATIONS:
        return None
    words = reading.arabic.words
    letters = [c for c in name if c.isalpha()]
    for first in range(len(words) - len(letters) + 1):
        if all(
            words[first + n].key in LETTERS[letter] or (n == 0 and words[first].key[1:] in LETTERS[letter])
            for n, letter in enumerate(letters)
        ) and all(reading.arabic.adjacent(first + n) for n in range(len(letters) - 1)):
            cut = words[first].key not in LETTERS[letters[0]]
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
    headed = run.last > run.first and reading.tokens[run.last].lower in document.lexicon.spelled_head_en
    called = cue and in_set(cue, document.lexicon.company_cue_ar)
    before_en = reading.pair.en[: reading.tokens[run.first].start]
    if len(name) == 1 or _AREA_OF.search(before_en):
        return None
    after = reading.pair.en[reading.tokens[run.last].end :]
    served = run.last > run.first and (is_served(before_en) or announces(cue or "", name, after))
    served |= is_spoken_of_as_it(reading.arabic, span, after) and not is_hers(name, reading.pair.en)
    known = {reading.tokens[run.first].lower, reading.tokens[run.last].lower}
    served &= known.isdisjoint(document.lexicon.given_en)
    return (span.start, span.end) if called or headed or served else None


def _may_be_spelled(document: Document, reading: Reading, run: Run) -> bool:
    """Whether a run is short and free of words that name something else: nationalities, events, places."""
    tokens = reading.tokens[run.first : run.last + 1]
    if 1 < len(tokens) <= _LONGEST_PAPER and tokens[-1].lower in document.lexicon.press_en:
        return True
    never = (document.lexicon.not_name_en, document.lexicon.not_body_en)
    if len(tokens) > _LONGEST_SPELLED or tokens[-1].lower in document.lexicon.title_en:
        return False
    if any(any(t.lower in words for words in never) or document.gazetteer.nationality(t.text, "en") for t in tokens):
        return False
    start, end = tokens[0].start, tokens[-1].end
    return document.sports or not any(m.start <= start and m.end >= end for m in reading.places_en)


def _quoted(document: Document, reading: Reading) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Names in quotation marks after a word for a body, a share or "told": لـ«البيان», سهمي «إعمار» و«أدنوك»."""
    text, after = reading.pair.ar, -1
    for match in _IN_QUOTES.finditer(text):
        before = arabic_words(text[: match.start()])
        chained = after >= 0 and text[after : match.start()].strip() in {"و", "،", "أو"}
        told = text[: match.start()].rstrip("ـ")[-2:] in {" ل", "ول"}
        cued = bool(before) and not text[before[-1].end : match.start()].strip(" ـ")
        cues = [w.key for w in before[-1:-3:-1] if cued and (w is before[-1] or before[-1].key.startswith("ال"))]
        if not (chained or told or any(in_set(key, document.lexicon.medium_cue_ar) for key in cues)):
            continue
        after = match.end()
        run = _beside(document, reading, match["name"])
        if run:
            start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
            yield match.span("name"), (start, end)


def _beside(document: Document, reading: Reading, name: str) -> Run | None:
    """The English run that shares most words with a quoted Arabic name: all of them, or one of two or three."""
    best: tuple[float, Run] | None = None
    keys = [stem.removeprefix("ال") for word in arabic_words(name) for stem, _ in stems(word.key)[:1]]
    for run in map(reading.without_letters, reading.runs):
        words = [t.text for t in reading.tokens[run.first : run.last + 1]]
        if len(words) > _LONGEST_SPELLED or any(document.gazetteer.nationality(w, "en") for w in words):
            continue
        whole = similarity("".join(keys), "".join(words)) if len(words[0]) > 1 else 0.0
        shared = sum(any(similarity(k, w) >= _WELL_SPELLED for k in keys if len(k) > 2) for w in words)  # noqa: PLR2004
        score = max(whole if whole >= _PART_SPELLED else 0.0, shared / len(words) if len(words) > 1 else 0.0)
        if score >= _HALF and (best is None or score > best[0]):
            best = (score, run)
    return best[1] if best else None

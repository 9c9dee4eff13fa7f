"""People: names with evidence in both languages, joined across an article, with the roles the text states."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mujaz.facts import glued, roles, roles_ar
from mujaz.facts.candidates import (
    AGAINST,
    FULL_NAME,
    INTRODUCED,
    NEVER,
    RATHER_NOT,
    SPEAKS,
    SPELLED,
    TITLED,
    candidates,
)
from mujaz.facts.coreference import Cluster, cluster
from mujaz.facts.document import in_set
from mujaz.facts.english import PARTICLES
from mujaz.facts.firms import announces, is_firm_ar, is_hers, is_she_or_it, is_spoken_of_as_it
from mujaz.facts.lexicon import folded
from mujaz.facts.names import Span
from mujaz.gazetteer import arabic_key
from mujaz.model import Mention, Person
from mujaz.text import fold, slugify, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mujaz.facts.candidates import Candidate
    from mujaz.facts.document import Document, Reading

_ENOUGH = 2.0
_WELL_SPELLED = 0.78
_SHORT_SPELLED = 0.86
_PLAYER_SPELLED = 0.85
_SHORT = 4
_QUOTES = frozenset("\"'«»“”‘’")
_MOST_ROLES = 2
_LED_BY = folded("برئاسة بقيادة بزعامة بإشراف بحضور برفقة بدعوة بتدريب")
_CALLED = folded("يدعى تدعى اسمه اسمها المدعو المدعوة")
_OFTEN = 2
_TOLD = frozenset({"title", "role", "role before", "age", "who"})
_KNOWN_NAMES = frozenset({"given name", "surname", "title", "age", "who"})


def people(document: Document) -> tuple[Person, ...]:
    """Everybody the article names, in order of first mention."""
    found = list(candidates(document))
    clusters = cluster(found)
    for one in clusters:
        _align(document, one)
        _weigh(document, one)
    kept = [c for c in clusters if c.evidence >= _ENOUGH and c.spans]
    taken: dict[str, list[Span]] = {}
    for one in kept:
        for candidate, span in one.spans:
            taken.setdefault(candidate.reading.pair.id, []).append(span)
    persons = [_person(document, c, taken) for c in kept]
    return tuple(sorted(persons, key=lambda p: _order(document, p)))


def _align(document: Document, one: Cluster) -> None:
    """Find the Arabic of every mention: full names first, whose words then show how the lone ones are written."""
    known: set[str] = set()
    for candidate in one.mentions:
        if INTRODUCED in candidate.reasons:
            arabic = candidate.reading.arabic
            known.update(arabic_key(s.text) for s in arabic.find(candidate.text) if _quoted(arabic.text, s))
        if len(candidate.words) > 1:
            arabic = candidate.reading.arabic
            spans = (s for s in arabic.find(candidate.text) if not _is_office(document, candidate.reading, s))
            span = next(spans, None) or _run_together(candidate, candidate.text)
            if span:
                one.spans.append((candidate, span))
                known.update(arabic_key(word) for word in span.text.split())
    done = {id(c) for c, _ in one.spans}
    for candidate in one.mentions:
        if id(candidate) not in done:
            span = _lone(document, candidate, known)
            if span:
                one.spans.append((candidate, span))
    one.spans.sort(key=lambda pair: (pair[0].reading.number, pair[0].first))


def _lone(document: Document, candidate: Candidate, known: set[str]) -> Span | None:
    """The Arabic of a name of one word, or of the surname of a full one that is not written in full there."""
    arabic = candidate.reading.arabic
    if INTRODUCED in candidate.reasons:
        quoted = next((s for s in arabic.find(candidate.text) if _quoted(arabic.text, s)), None)
        if quoted:
            return quoted
    for word in dict.fromkeys((candidate.words[-1], candidate.words[0])):
        if word.lower() in PARTICLES:
            continue
        spans = sorted(
            (s for s in arabic.find(word) if not _no_name(document, s.text)),
            key=lambda s: _in_a_body(document, candidate.reading, s),
        )
        span = next((s for s in spans if arabic_key(s.text) in known), None)
        if span:
            return arabic.extended(span, known)
        enough = _SHORT_SPELLED if known or len(word) <= _SHORT or word != candidate.words[-1] else _WELL_SPELLED
        if spans and spans[0].score >= enough:
            return spans[0]
    return _run_together(candidate, candidate.words[-1])


def _is_office(document: Document, reading: Reading, span: Span) -> bool:
    """Whether Arabic words that sound like a name begin with an office whose و was cut: زير of وزير الكهرباء."""
    cut = reading.pair.ar[max(0, span.start - 1) : span.start] == "و"
    return cut and arabic_key(f"و{span.text.split(maxsplit=1)[0]}") in document.lexicon.role_ar


def _no_name(document: Document, text: str) -> bool:
    """Whether an Arabic word is spelled like a name but is a particle or says which nation: الفرنسيين beside France."""
    key = arabic_key(text)
    return key in document.lexicon.role_stop_ar or bool(document.gazetteer.nationality(key, "ar"))


def _quoted(text: str, span: Span) -> bool:
    """Whether quotation marks stand around the name: لقبه "يوان"."""
    return text[max(0, span.start - 1) : span.start] in _QUOTES and text[span.end : span.end + 1] in _QUOTES


def _run_together(candidate: Candidate, name: str) -> Span | None:
    """The Arabic of a name inside words whose spaces were lost."""
    hit = glued.spelled(candidate.reading.arabic, name)
    return Span(*hit, score=_WELL_SPELLED) if hit else None


def _in_a_body(document: Document, reading: Reading, span: Span) -> bool:
    """Whether the word before makes a company or a team of the name: منظمة ترامب."""
    at = reading.word_at(span.start)
    return bool(at) and in_set(reading.arabic.words[at - 1].key, document.lexicon.company_cue_ar)


def _weigh(document: Document, one: Cluster) -> None:
    """Sum the evidence: the best mention speaks for a person, the worst of the full ones against."""
    for candidate in one.mentions:
        if roles.english(document, candidate) and "title" not in candidate.reasons:
            candidate.add(TITLED, "role")
    for candidate, span in one.spans:
        full_name = "given name" in candidate.reasons or "title" in candidate.reasons
        for weight, reason in _arabic_evidence(document, candidate.reading, span, full_name=full_name):
            candidate.add(weight, reason)
    totals: Counter[str] = Counter()
    for candidate in one.mentions:
        totals.update(candidate.reasons)
    one.reasons = list(totals)
    if one.spans and all(
        len(s.text.split()) >= len(c.words) and _named_thing(document, c.reading, s) for c, s in one.spans
    ):
        one.mentions[0].add(NEVER, "ar thing")
    _judge(document, one)


def _judge(document: Document, one: Cluster) -> None:
    """Add up what the mentions say, and ask the tagger where that is not enough or next to nothing."""
    # Lone names are ambiguous (Hamilton is a city too): where there is a full name, it alone can speak against.
    full = [c for c in one.mentions if len(c.words) > 1] or one.mentions
    one.evidence = max(c.evidence for c in one.mentions) + min(0.0, *(c.evidence for c in full))
    if not _KNOWN_NAMES.intersection(one.reasons) and all(_announces(c, s) for c, s in one.spans):
        one.evidence += AGAINST
    if not _TOLD.intersection(one.reasons) and all(is_firm_ar(c.reading.arabic, s) for c, s in one.spans):
        one.evidence += AGAINST
    if not (_KNOWN_NAMES | _TOLD).intersection(one.reasons) and _is_it(document, one):
        one.evidence += AGAINST
    if not document.sports and _often_alone(document, one):
        one.evidence += FULL_NAME
    if document.sports and _only_spelled(document, one):
        one.evidence += SPEAKS
    if any(c.words == one.fullest[-1:] for c in one.mentions) and len(one.fullest) > 1:
        one.evidence += SPEAKS
    if (0.0 if len(one.fullest) > 1 else SPEAKS) <= one.evidence < _ENOUGH:
        one.evidence += _tagged(one)
    if _ENOUGH <= one.evidence < TITLED and _tagged_as_place(one):
        one.evidence += RATHER_NOT


def _announces(candidate: Candidate, span: Span) -> bool:
    """Whether all that is said of a name is what bodies do: أعلنت سالفامينتو, "Salvamento announced"."""
    reading, at = candidate.reading, candidate.reading.word_at(span.start)
    after = reading.pair.en[reading.tokens[candidate.last].end :]
    return at > 0 and announces(reading.arabic.words[at - 1].key, candidate.text, after)


def _is_it(document: Document, one: Cluster) -> bool:
    """Whether a name that nothing introduces has a feminine verb, and no sentence says "she": a firm's.

    One word is enough where nobody is known by it; of longer names both languages must say "it".
    """
    lexicon = document.lexicon
    lower = [word.lower() for word in one.fullest]
    texts = [c.reading.pair.en for c in one.mentions]
    somebody = lower[-1] in lexicon.surname_en or lower[-1] in lexicon.given_en
    if somebody or any(is_hers(lower[-1], text) for text in texts):
        return False
    spans = [(c, s) for c, s in one.spans if arabic_key(s.text.split()[-1]) not in lexicon.famous_ar]
    spoken = [(c, s) for c, s in spans if is_she_or_it(c.reading.arabic, s)]
    return bool(spoken) and (
        len(lower) == 1
        or any(
            is_spoken_of_as_it(c.reading.arabic, s, c.reading.pair.en[c.reading.tokens[c.last].end :])
            for c, s in spoken
        )
    )


def _often_alone(document: Document, one: Cluster) -> bool:
    """Whether a surname or given name stands alone in several sentences and the tagger takes its Arabic for a person.

    "Kim" and كيم, in a report that takes for granted who that is.
    """
    word, lexicon = one.fullest[0].lower(), document.lexicon
    if len(one.fullest) > 1 or not (word in lexicon.surname_en or word in lexicon.given_en):
        return False
    if document.gazetteer.lookup(one.fullest[0], "en"):
        return False
    spans = [(c.reading, s) for c, s in one.spans if s.score >= _SHORT_SPELLED]
    if len({reading.number for reading, _ in spans}) < _OFTEN:
        return False
    labels = [reading.labels[reading.word_at(span.start)] for reading, span in spans]
    return labels.count("PER") * 2 > len(labels)


def _only_spelled(document: Document, one: Cluster) -> bool:
    """Whether a name of two words is spelled well in Arabic and has no part that is a place: in sport, a player."""
    known = any(document.gazetteer.lookup(word, "en") for word in one.fullest)
    plain = all(word.isalpha() and not word.endswith("s") for word in one.fullest)
    plain &= one.fullest[0].lower() not in PARTICLES
    well = any(span.score >= _PLAYER_SPELLED and " " in span.text for _, span in one.spans)
    return len(one.fullest) > 1 and plain and not known and well


def _tagged(one: Cluster) -> float:
    """What the tagger says of a name that nothing else has settled, where the Arabic spells it well."""
    for candidate, span in one.spans:
        if span.score >= _WELL_SPELLED:
            first = candidate.reading.word_at(span.start)
            labels = candidate.reading.labels[first : first + len(span.text.split())]
            if labels and set(labels) == {"PER"}:
                return SPEAKS
    return 0.0


def _tagged_as_place(one: Cluster) -> bool:
    """Whether the tagger takes every word of the Arabic name for a place's, in every sentence."""
    labels = [
        set(c.reading.labels[c.reading.word_at(s.start) :][: len(s.text.split())]) for c, s in one.spans if s.text
    ]
    return bool(labels) and all(found == {"LOC"} for found in labels)


def _arabic_evidence(
    document: Document, reading: Reading, span: Span, *, full_name: bool
) -> Iterable[tuple[float, str]]:
    """What the words before the Arabic name say about it."""
    lexicon = document.lexicon
    if " " in span.text:
        yield SPELLED, "spelled"
    key = reading.key_before(reading.word_at(span.start))
    if not key:
        return
    if in_set(key, lexicon.honorific_ar) or roles_ar.role(document, reading, span):
        yield TITLED, "ar title"
    elif key in _LED_BY:
        yield SPEAKS, "ar led by"
    elif key in _CALLED:
        yield TITLED, "ar called"
    elif in_set(key, lexicon.speech_ar):
        yield SPEAKS, "ar speech"
    listed = any(m.start == span.start and m.end == span.end and " " in m.name for m in reading.places_ar)
    if in_set(key, lexicon.place_head_ar) or (listed and not full_name):
        yield RATHER_NOT, "ar place"
    if in_set(key, lexicon.body_cue_ar) and not full_name:
        yield AGAINST, "ar body"


def _named_thing(document: Document, reading: Reading, span: Span) -> bool:
    """Whether the Arabic makes the name a thing's: in «…» by itself, or after a street, a ship or a share.

    One title may stand between, مستشفى الملك فيصل; what bears a person's name is not that person.
    """
    text, words = reading.pair.ar, reading.arabic.words
    if text[max(0, span.start - 1) : span.start] == "«" and text[span.end : span.end + 1] == "»":
        return True
    at = reading.word_at(span.start) - 1
    if at > 0 and in_set(words[at].key, document.lexicon.honorific_ar) and not reading.gap_ar(at).strip():
        at -= 1
    cue = at >= 0 and not reading.gap_ar(at).strip(' «"“')
    return cue and in_set(words[at].key, document.lexicon.thing_cue_ar)


def _person(document: Document, one: Cluster, taken: Mapping[str, Sequence[Span]]) -> Person:
    english = " ".join(one.fullest)
    spans = [s for c, s in one.spans if c.words == one.fullest] or [s for _, s in one.spans]
    arabic = max((s.text for s in spans), key=lambda t: (len(t.split()), sum(s.text == t for s in spans)))
    mentions = [Mention(c.reading.pair.id, "ar", s.start, s.end) for c, s in one.spans]
    for c in one.mentions:
        tokens = c.reading.tokens
        mentions.append(Mention(c.reading.pair.id, "en", tokens[c.first].start, tokens[c.last].end))
    roles_en = dict.fromkeys(r for c in one.mentions if (r := roles.english(document, c)))
    arabic_roles = dict.fromkeys(
        r for c, s in one.spans if (r := roles_ar.role(document, c.reading, s, taken[c.reading.pair.id]))
    )
    return Person(
        id=slugify(fold(english)),
        ar=arabic,
        en=english,
        mentions=tuple(dict.fromkeys(mentions)),
        agreed=True,
        aliases_ar=_others(arabic, (form for c, s in one.spans for form in _surfaces(c, s))),
        aliases_en=_others(english, (c.text for c in one.mentions)),
        role_ar=" ; ".join(list(arabic_roles)[:_MOST_ROLES]),
        role_en=" ; ".join(list(roles_en)[:_MOST_ROLES]),
    )


def _surfaces(candidate: Candidate, span: Span) -> tuple[str, ...]:
    """How a span is written: as a name, and as it stands where its words were run together."""
    return span.text, strip_marks(candidate.reading.pair.ar[span.start : span.end])


def _others(main: str, forms: Iterable[str]) -> tuple[str, ...]:
    """The other forms of a name, each once."""
    return tuple(form for form in dict.fromkeys(forms) if form != main and arabic_key(form) != arabic_key(main))


def _order(document: Document, person: Person) -> tuple[int, int]:
    numbers = {r.pair.id: r.number for r in document.readings}
    return min((numbers[m.segment_id], m.start) for m in person.mentions if m.language == "ar")

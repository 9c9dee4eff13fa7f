"""The sentences that say most: a greedy choice by the facts they cover.

After Lin and Bilmes, "A class of submodular functions for document summarization" (2011): the value of a set of
sentences is the summed weight of the facts it covers, so a fact counts once, and the greedy choice is near the best.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mujaz.facts import standing
from mujaz.gazetteer import arabic_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mujaz.facts.lexicon import Lexicon
    from mujaz.model import Facts, Pair, Person

MOST = 3
_WEIGHTS = {"people": 2.0, "organisations": 1.5, "places": 1.0, "numbers": 1.5, "dates": 1.0, "lead": 4.0}
_ROLE = 0.5
_LEAD, _LEAD_FADES = 1.5, 0.8
_LENGTH = 0.35
_NEAR_DUPLICATE = 0.5
_LEAST_GAIN = 1.0
_FRAGMENT = 0.6  # ends like no sentence, or in the middle of a quotation
_POINTS_BACK = 0.6  # "The meeting comes …" speaks of a meeting told before
_BY_SURNAME = 0.8  # somebody whom no chosen sentence before has introduced
_OPENING, _CLOSING, _SAME = "“«", "”»", '"'
_LONGEST_QUOTE = 4  # segments behind the one that opens it


def key_points(
    facts: Facts, pairs: Sequence[Pair], lexicon: Lexicon, doubtful: Collection[str] = ()
) -> tuple[str, ...]:
    """At most three segment ids, in reading order: sentences that cover the weightiest facts and stand by themselves.

    A headline, a sentence that leans on another (`standing.stands_alone`), goes on with a quotation, is not translated
    where others are, states no fact, or says what a chosen one says already is never chosen; one that opens with a
    quotation, or names nobody and nothing, only where others are fewer than three.

    Args:
        facts: What the sentences are weighed by.
        pairs: The article's segments.
        lexicon: The words of speech and of names.
        doubtful: Segments whose translation failed a check or contradicts the original.
    """
    concepts = _concepts(facts)
    first = int(bool(pairs) and standing.is_headline(pairs))
    inside = _inside_quotes(pairs)
    translated = any(pair.en for pair in pairs)
    whole = [
        (n, pair)
        for n, pair in enumerate(pairs)
        if n >= first and pair.id not in inside and pair.id not in doubtful and bool(pair.en) == translated
    ]
    alone = [(n, pair) for n, pair in whole if standing.stands_alone(pair, lexicon)]
    if concepts and alone and alone[0][0] <= first + 1:
        concepts.setdefault(alone[0][1].id, set()).add("lead/")
    open_ = [(n, pair) for n, pair in alone if any(c.startswith(_NAMING) for c in concepts.get(pair.id, ()))]
    others = [
        (n, pair)
        for n, pair in whole
        if (n, pair) not in open_
        and _fills(pair, concepts.get(pair.id, set()))
        and standing.stands_alone(pair, lexicon, quoting=True)
    ]
    weights = _weights(facts, concepts)
    short, full = _forms(facts.people)
    known = full.get(pairs[0].id, set()) if first else set()
    chosen: list[tuple[int, Pair]] = []
    covered: set[str] = set()

    forms = {pair.id: _form(pair) * (1 + _LEAD * _LEAD_FADES ** (number - first)) for number, pair in (*open_, *others)}

    def gain(candidate: tuple[int, Pair]) -> float:
        number, pair = candidate
        fresh = sum(weights[c] for c in concepts[pair.id] - covered)
        before = known.union(*(full.get(p.id, set()) for n, p in chosen if n < number))
        return fresh * forms[pair.id] * (1.0 if short.get(pair.id, set()) <= before else _BY_SURNAME)

    for candidates in (open_, others):
        while candidates and len(chosen) < MOST:
            best = max(candidates, key=gain)
            candidates.remove(best)
            if sum(weights[c] for c in concepts[best[1].id] - covered) < _LEAST_GAIN:
                break
            if all(_overlap(best[1], pair) < _NEAR_DUPLICATE for _, pair in chosen):
                chosen.append(best)
                covered |= concepts[best[1].id]
    return tuple(pair.id for _, pair in sorted(chosen, key=lambda c: c[0]))


def _fills(pair: Pair, stated: set[str]) -> bool:
    """Whether a sentence may fill up the key points: one that quotes whom it names, or counts and speaks of nobody."""
    if standing.opens_with_quotation(pair):
        return any(concept.startswith(_NAMING) for concept in stated)
    counts = any(concept.startswith("numbers/") for concept in stated)
    return counts and bool(pair.en) and not standing.speaks_of_them(pair.en)


def _form(pair: Pair) -> float:
    """What a sentence is worth for its form: short rather than long, whole, not about somebody told before."""
    words = max(standing.FEWEST_WORDS, len(arabic_words(pair.ar) or pair.en.split()))
    whole = _FRAGMENT if standing.is_fragment(pair) else 1.0
    return whole * (_POINTS_BACK if standing.points_back(pair.en) else 1.0) / float(words**_LENGTH)


_NAMING = ("people/", "places/", "organisations/", "lead/")


def _forms(people: Sequence[Person]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By segment: the persons that it names by a short form only, and those that it names in full."""
    short: dict[str, set[str]] = {}
    full: dict[str, set[str]] = {}
    for person in people:
        names = {"ar": len(person.ar), "en": len(person.en)}
        for mention in person.mentions:
            whole = mention.end - mention.start >= names[mention.language]
            (full if whole else short).setdefault(mention.segment_id, set()).add(person.id)
    for segment, found in full.items():
        short.get(segment, set()).difference_update(found)
    return short, full


def _concepts(facts: Facts) -> dict[str, set[str]]:
    """The facts that each segment states, by name: "people/joe-biden"."""
    out: dict[str, set[str]] = {}
    for kind, named in (("people", facts.people), ("places", facts.places), ("organisations", facts.organisations)):
        for one in named:
            for mention in one.mentions:
                out.setdefault(mention.segment_id, set()).add(f"{kind}/{one.id}")
    for number in facts.numbers:
        out.setdefault(number.segment_id, set()).add(f"numbers/{number.value}/{number.what_ar}")
    for date in facts.dates:
        out.setdefault(date.segment_id, set()).add(f"dates/{date.start or date.text_ar}")
    return out


def _weights(facts: Facts, concepts: Mapping[str, set[str]]) -> dict[str, float]:
    """What covering each fact is worth: by kind, and more for what the article keeps coming back to."""
    counted = Counter(c for found in concepts.values() for c in found)
    titled = {f"people/{p.id}" for p in facts.people if p.role_ar or p.role_en}
    return {
        c: (_WEIGHTS[c.split("/")[0]] + _ROLE * (c in titled)) * (1 + 0.5 * min(times - 1, 4))
        for c, times in counted.items()
    }


def _inside_quotes(pairs: Sequence[Pair]) -> set[str]:
    """Segments that begin inside a quotation that an earlier one of the same paragraph opened.

    Marks that look the same on both sides open one where a segment begins with them, if a segment soon closes it.
    """
    inside: set[str] = set()
    depth, paragraph = 0, ""
    for number, pair in enumerate(pairs):
        here = pair.id.split("s")[0]
        depth = depth if here == paragraph else 0
        paragraph = here
        if depth:
            inside.add(pair.id)
        text = pair.ar or pair.en
        depth = max(0, depth + sum(text.count(c) for c in _OPENING) - sum(text.count(c) for c in _CLOSING))
        if text.startswith(_SAME) and _is_odd(pair):
            following = pairs[number + 1 : number + 1 + _LONGEST_QUOTE]
            closed = next((n for n, p in enumerate(following, 1) if (p.ar or p.en).startswith(_SAME) or _is_odd(p)), 0)
            if closed and not (following[closed - 1].ar or following[closed - 1].en).startswith(_SAME):
                inside.update(p.id for p in following[:closed])
    return inside


def _is_odd(pair: Pair) -> bool:
    return sum((pair.ar or pair.en).count(mark) for mark in (_SAME, "“", "”")) % 2 == 1


def _overlap(one: Pair, other: Pair) -> float:
    """The share of the shorter sentence's words that the other has too."""
    a, b = ({w.key for w in arabic_words(p.ar)} or set(p.en.split()) for p in (one, other))
    return len(a & b) / max(1, min(len(a), len(b)))

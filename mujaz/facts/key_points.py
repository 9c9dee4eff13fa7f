"""The sentences that say most: a greedy choice by the facts they cover.

After Lin and Bilmes, "A class of submodular functions for document summarization" (2011): the value of a set of
sentences is the summed weight of the facts it covers, so a fact counts once, and the greedy choice is near the best.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mujaz.gazetteer import arabic_key, arabic_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mujaz.facts.lexicon import Lexicon
    from mujaz.model import Facts, Pair

MOST = 3
_FEWEST_WORDS, _MOST_WORDS = 6, 60
_WEIGHTS = {"people": 2.0, "organisations": 1.5, "places": 1.0, "numbers": 1.5, "dates": 1.0}
_ROLE = 0.5
_LEAD, _LEAD_FADES = 1.5, 0.8
_LENGTH = 0.35
_NEAR_DUPLICATE = 0.5
_LEAST_GAIN = 1.0
_LEANING_EN = re.compile(
    r"[\"“'‘]|(?:he|she|it|they|we|i|you|this|that|these|those|his|her|their|its|but|and|or|however|also|meanwhile|"
    r"instead|then|there|so|yet|still|such|both|another|according to (?:him|her|them)|in addition|moreover|"
    r"he|afterwards|later|nevertheless|as for)\b",
    re.IGNORECASE,
)
_LEANING_AR = frozenset(
    map(
        arabic_key,
        "لكن ولكن هذا وهذا هذه وهذه ذلك وذلك هو وهو هي وهي هم وهم إنه إنها أنه كما وأضاف أضاف وأضافت وتابع تابع وتابعت "
        "كذلك أيضا وبالتالي لذلك ولذلك إذ حيث ثم بل وبل كل منهما كانت كان وكانت وكان هناك وهناك إن كلا هؤلاء فقد وقد "
        "لقد".split(),
    ),
)
_GOES_ON = re.compile(r"(?:\S+ ){1,4}(?:also|instead|however|nevertheless|too|likewise|similarly)\b")
# "The meeting comes …" speaks of a meeting told before; "The meeting of ministers" need not.
_ANAPHORIC = re.compile(r"The (?:[a-z]+ )?[a-z]+ (?:comes?|came|follow(?:s|ed)|is|was|will|has|had|said)\b")
_ANAPHORA = 0.7
_FULL_STOPS = (".", "!", "?", "؟", "…")
_FRAGMENT = 0.6  # a headline that came as a sentence
_OPENING, _CLOSING = "“«", "”»"


def key_points(facts: Facts, pairs: Sequence[Pair], lexicon: Lexicon) -> tuple[str, ...]:
    """At most three segment ids, in reading order: sentences that cover the weightiest facts and stand by themselves.

    A sentence that opens with a pronoun or a connective, continues a quotation, names nobody and nothing, or says
    what a chosen one says already is never chosen.
    """
    concepts = _concepts(facts)
    weights = _weights(facts, concepts)
    named = {
        i for i, found in concepts.items() if any(c.startswith(("people", "places", "organisations")) for c in found)
    }
    inside = _inside_quotes(pairs)
    open_ = [
        (n, pair)
        for n, pair in enumerate(pairs)
        if pair.id in named and pair.id not in inside and _stands_alone(pair, lexicon)
    ]
    chosen: list[tuple[int, Pair]] = []
    covered: set[str] = set()
    while open_ and len(chosen) < MOST:

        def gain(candidate: tuple[int, Pair], covered: set[str] = covered) -> float:
            number, pair = candidate
            fresh = sum(weights[c] for c in concepts[pair.id] - covered)
            words = max(_FEWEST_WORDS, len(arabic_words(pair.ar)))
            anaphoric = _ANAPHORA if _ANAPHORIC.match(pair.en) else 1.0
            whole = 1.0 if pair.ar.rstrip("\"”»’' ").endswith(_FULL_STOPS) else _FRAGMENT
            return float(fresh * anaphoric * whole * (1 + _LEAD * _LEAD_FADES**number) / words**_LENGTH)

        best = max(open_, key=gain)
        open_.remove(best)
        if sum(weights[c] for c in concepts[best[1].id] - covered) < _LEAST_GAIN:
            break
        if all(_overlap(best[1], pair) < _NEAR_DUPLICATE for _, pair in chosen):
            chosen.append(best)
            covered |= concepts[best[1].id]
    return tuple(pair.id for _, pair in sorted(chosen, key=lambda c: c[0]))


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


def _stands_alone(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether the sentence can be read without the one before it."""
    words = arabic_words(pair.ar)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or words[0].key in _LEANING_AR:
        return False
    if pair.ar[0] in "\"“«'‘" or _LEANING_EN.match(pair.en) or _GOES_ON.match(pair.en):
        return False
    # A speech verb without its speaker: "وقال إن", "وأضاف أنه".
    speech = words[0].key in lexicon.speech_ar
    return not (speech and words[1].key in lexicon.role_stop_ar)


def _inside_quotes(pairs: Sequence[Pair]) -> set[str]:
    """Segments that begin inside a quotation that an earlier one of the same paragraph opened."""
    inside: set[str] = set()
    depth, paragraph = 0, ""
    for pair in pairs:
        here = pair.id.split("s")[0]
        depth = depth if here == paragraph else 0
        paragraph = here
        if depth:
            inside.add(pair.id)
        depth = max(0, depth + sum(pair.ar.count(c) for c in _OPENING) - sum(pair.ar.count(c) for c in _CLOSING))
    return inside


def _overlap(one: Pair, other: Pair) -> float:
    """The share of the shorter sentence's words that the other has too."""
    a, b = ({w.key for w in arabic_words(p.ar)} for p in (one, other))
    return len(a & b) / max(1, min(len(a), len(b)))

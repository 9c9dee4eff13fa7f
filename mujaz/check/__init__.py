"""Is a translation sound? Every check, without a model and without a network.

An error holds the sentence as a draft even if an engine was sure; a warning is shown to the editor. Each check is one
pure function from the two sides of a pair to a `Problem` or None, listed in `CHECKS`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mujaz import gazetteer, text
from mujaz.check.dates import dates
from mujaz.check.form import chatter, empty, length, links, loop, quotes, untranslated
from mujaz.check.names import names
from mujaz.check.negation import negation
from mujaz.check.numbers import numbers
from mujaz.check.sides import Problem, Sides, sides
from mujaz.model import TITLE_ID, Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mujaz.model import Article, Pair, Term, Translation

__all__ = ["CHECKS", "Problem", "check", "check_pair", "inconsistent"]

CHECKS: dict[str, Callable[[Sides], Problem | None]] = {
    "untranslated": untranslated,
    "numbers": numbers,
    "links": links,
    "loop": loop,
    "chatter": chatter,
    "dates": dates,
    "names": lambda pair: names(pair, gazetteer.load()),
    "negation": negation,
    "length": length,
    "quotes": quotes,
}


def check_pair(
    source: str, target: str, *, source_language: str, target_language: str, terms: Sequence[Term] = ()
) -> tuple[Problem, ...]:
    """Everything wrong with one translation, errors first; the terms are the glossary's.

    Languages are codes such as "ar" or "en-GB"; numbers, dates, names and negation are compared between Arabic and
    English only. An empty translation has that one problem and no other.
    """
    pair = sides(source, target, source_language=source_language, target_language=target_language, terms=tuple(terms))
    if problem := empty(pair):
        return (problem,)
    problems = [problem for run in CHECKS.values() if (problem := run(pair))]
    return tuple(sorted(problems, key=lambda problem: problem.severity != "error"))


def check(
    article: Article, translations: Iterable[Translation], terms: Sequence[Term] = (), *, target_language: str = "en"
) -> tuple[Finding, ...]:
    """What an editor should look at in one article, sentence by sentence in reading order.

    Sentences whose translation is pending or stale have nothing published and so nothing to check; the title is checked
    where `translations` holds one for it.
    """
    texts = {TITLE_ID: article.title} | {segment.id: segment.text for segment in article.segments}
    run = partial(check_pair, source_language=article.language, target_language=target_language, terms=terms)
    return tuple(
        Finding(translation.segment_id, problem.check, problem.severity, problem.message)
        for translation in translations
        if translation.state in {State.REVIEWED, State.DRAFT} and translation.segment_id in texts
        for problem in run(texts[translation.segment_id], translation.text)
    )


def inconsistent(pairs_by_seed: Mapping[str, Sequence[Pair]]) -> dict[str, tuple[Finding, ...]]:
    """Reviewed sentences that say the same in the source and differ in translation, anywhere on the site.

    Args:
        pairs_by_seed: The reviewed pairs of every article, by the name of its seed.

    Returns:
        The findings of each seed that has any; each names the first other place and what it says there.
    """
    places: dict[str, dict[str, tuple[str, Pair]]] = {}
    for seed, pairs in pairs_by_seed.items():
        for pair in pairs:
            if pair.en:
                places.setdefault(text.memory_key(pair.ar), {}).setdefault(text.memory_key(pair.en), (seed, pair))
    found: dict[str, list[Finding]] = {}
    for seed, pairs in pairs_by_seed.items():
        for pair in pairs:
            readings = places.get(text.memory_key(pair.ar), {}) if pair.en else {}
            other = next((place for key, place in readings.items() if key != text.memory_key(pair.en)), None)
            if other:
                where = f"{other[0]}:{other[1].id}".rstrip(":")
                message = f"“{pair.en}” where {where} has “{other[1].en}” for the same sentence"
                found.setdefault(seed, []).append(Finding(pair.id, "inconsistent", "warning", message))
    return {seed: tuple(findings) for seed, findings in found.items()}

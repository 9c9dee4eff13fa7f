"""Every fact an article states, each with the sentences it stands in and whether both languages agree on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.facts import capitals, edits, glossed, known_as, languages, untranslated, untranslated_en
from mujaz.facts import document as documents
from mujaz.facts.dates import dates
from mujaz.facts.key_points import MOST, key_points
from mujaz.facts.mentions import contradictions, in_order, mention_again, roles_again
from mujaz.facts.numbers import numbers
from mujaz.facts.organisations import organisations
from mujaz.facts.people import people
from mujaz.facts.places import places
from mujaz.facts.quotes import quotes
from mujaz.facts.spans import Taken
from mujaz.model import Facts, Finding
from mujaz.text import primary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mujaz.model import Article, Mention, Pair, Person, Place, Term


def extract(
    article: Article,
    pairs: Sequence[Pair],
    terms: Sequence[Term],
    doubtful: Collection[str] = (),
    target: str = "en",
) -> tuple[Facts, tuple[Finding, ...]]:
    """The facts of one article and findings where its two languages contradict each other.

    Between other languages than Arabic and English nothing is read: the facts are those that an editor added, and the
    key points are the first sentences.

    Args:
        article: For its language, its publication date and the editor's own edits.
        pairs: Every segment beside what may be published of its translation, which may be empty.
        terms: The glossary; its names, roles and ids overrule what is found.
        doubtful: Segments whose translation failed a check; they, and those of the findings, are no key points.
        target: The language of the translation.

    Returns:
        Facts in order of first mention (numbers, dates and quotes in reading order), and the findings.
    """
    direction = primary(article.language), primary(target)
    if direction == ("ar", "en"):
        return _extract(article, pairs, terms, doubtful)
    if direction == ("en", "ar"):
        facts, findings = _extract(
            replace(article, edits=languages.turned_edits(article.edits)),
            languages.turned_pairs(pairs),
            languages.turned_terms(terms),
            doubtful,
        )
        return languages.turned(facts), findings
    first = tuple(pair.id for pair in pairs if pair.id not in doubtful)[:MOST]
    return replace(edits.edited(Facts(), article.edits, pairs), key_points=first), ()


def _extract(
    article: Article, pairs: Sequence[Pair], terms: Sequence[Term], doubtful: Collection[str]
) -> tuple[Facts, tuple[Finding, ...]]:
    """What Arabic and English say, the Arabic in the place of the original."""
    document = documents.read(pairs, terms)
    capitals.settle(document)
    persons = people(document)
    taken = Taken(_mentions(persons))
    bodies = organisations(document, taken)
    persons = roles_again(document, mention_again(document, persons, taken))
    strangers = untranslated.people(document, taken)
    taken.add(_mentions(strangers))
    strangers += untranslated_en.people(document, taken)
    persons = known_as.joined((*persons, *mention_again(document, strangers, taken)), pairs)
    taken.add(_mentions(persons))
    located = places(document, taken)
    located += untranslated_en.places(document, located, taken)
    fixed_people, fixed_places, fixed_bodies = fixed = glossed.names(document)
    editors = tuple(name for names in fixed for name in names)
    persons = in_order(glossed.uncovered(glossed.overruled(persons, fixed_people), editors), pairs)
    located = in_order(glossed.uncovered(glossed.overruled(located, fixed_places), editors), pairs)
    bodies = in_order(glossed.uncovered(glossed.overruled(bodies, fixed_bodies), editors), pairs)
    quantities, of_numbers = numbers(pairs, Taken(_mentions((*persons, *located))))
    days, of_dates = dates(pairs, article.published)
    facts = Facts(persons, located, bodies, quantities, days, quotes(pairs, persons, bodies))
    of_edits = edits.hides_nothing(facts, article.edits)
    facts = edits.edited(facts, article.edits, pairs)
    findings = (*contradictions(persons, pairs), *of_numbers, *of_dates, *of_edits)
    doubtful = {*doubtful, *(finding.segment_id for finding in findings)}
    return replace(facts, key_points=key_points(facts, pairs, document.lexicon, doubtful)), findings


def _mentions(persons: Iterable[Person | Place]) -> Iterator[Mention]:
    return (mention for person in persons for mention in person.mentions)

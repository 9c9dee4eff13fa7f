"""Every fact an article states, each with the sentences it stands in and whether both languages agree on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.facts import document as documents
from mujaz.facts.numbers import numbers
from mujaz.facts.organisations import organisations
from mujaz.facts.people import people
from mujaz.facts.places import places
from mujaz.facts.spans import Taken
from mujaz.model import Facts, Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.model import Article, Pair, Term


def extract(article: Article, pairs: Sequence[Pair], terms: Sequence[Term]) -> tuple[Facts, tuple[Finding, ...]]:
    """The facts of one article and findings where its two languages contradict each other.

    Args:
        article: For its publication date and the editor's own edits.
        pairs: Every segment beside what may be published of its translation, which may be empty.
        terms: The glossary; its names, roles and ids overrule what is found.
    """
    document = documents.read(pairs, terms)
    persons = people(document)
    taken = Taken(m for person in persons for m in person.mentions)
    bodies = organisations(document, taken)
    located = places(document, taken)
    quantities, findings = numbers(pairs)
    facts = Facts(people=persons, places=located, organisations=bodies, numbers=quantities)
    return facts, findings

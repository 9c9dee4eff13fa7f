"""One article and its translations to one page: facts, checks and composition, as a pure function.

It runs in worker processes, so everything that goes in and comes out is a plain value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.check import check
from mujaz.compose import Page, compose
from mujaz.facts.extract import extract
from mujaz.memory import word_diff
from mujaz.model import TITLE_ID, Briefing, Finding, State, Translation
from mujaz.segment import lead_clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mujaz.model import Article, Term

_MARKS = {"delete": "[-{}-]", "insert": "{{+{}+}}", "equal": "{}"}  # as `git diff --word-diff` writes them
_SHOWN = 40  # letters of what was left out


@dataclass(frozen=True, slots=True)
class Composed:
    """A page, what was found on the way, and how many of its sentences (a given title is one) are in each state."""

    page: Page
    findings: tuple[Finding, ...]
    states: Mapping[State, int]


def compose_article(
    article: Article,
    translations: Sequence[Translation],
    terms: Sequence[Term],
    findings: Sequence[Finding] = (),
    target: str = "en",
) -> Composed:
    """The page of an article.

    Args:
        article: As it was read.
        translations: One for each segment; one for the title (`TITLE_ID`) too where it has one of its own.
        terms: The glossary.
        findings: What the translation memory found already.
        target: The site's target language.
    """
    text = tuple(t for t in translations if t.segment_id != TITLE_ID)
    title = title_translation(article, translations)
    bare = Briefing(article, title.text, title.state, text)
    checked = check(article, translations, terms, target_language=target)
    failed = {finding.segment_id for finding in checked if finding.severity == "error"}
    facts, contradictions = extract(article, bare.pairs, terms, failed, target)
    missed = [Finding("", "left-out", "warning", left_out_of(article.left_out))] if article.left_out else []
    found = (*findings, *missed, *_changed(article, text), *checked, *contradictions)
    order = {segment.id: n for n, segment in enumerate(article.segments)}
    found = tuple(sorted(dict.fromkeys(found), key=lambda f: order.get(f.segment_id, -1)))
    page = compose(Briefing(article, title.text, title.state, text, facts, found), target=target)
    states = Counter(t.state for t in text)
    if article.title_given and not article.title_translation:
        states[title.state] += 1  # it is a sentence of its own, to be translated and reviewed like the others
    return Composed(page, found, states)


def left_out_of(left_out: Sequence[str]) -> str:
    """What to say of the text on a page that was not taken for part of its article."""
    first = left_out[0] if len(left_out[0]) <= _SHOWN else f"{left_out[0][:_SHOWN]}…"
    letters = sum(map(len, left_out))
    return f"{letters} characters of the page were left out, from “{first}” on; save its text as .txt to keep them"


def _changed(article: Article, translations: Sequence[Translation]) -> Iterator[Finding]:
    """What changed in the originals of stale translations, word by word."""
    said = {segment.id: segment.text for segment in article.segments}
    for stale in translations:
        if stale.state is State.STALE:
            runs = word_diff(stale.previous_source, said[stale.segment_id])
            diff = " ".join(_MARKS[kind].format(words) for kind, words in runs)
            yield Finding(stale.segment_id, "stale", "warning", f"the original changed: {diff}")


def title_translation(article: Article, translations: Sequence[Translation]) -> Translation:
    """What the page is called in the target language.

    The editor's own title counts as reviewed. A title that is the lead clause of the text is translated by the lead
    clause of the lead's translation, and is in the same state.
    """
    if article.title_translation:
        return Translation(TITLE_ID, article.title_translation, State.REVIEWED, "human")
    own = next((t for t in translations if t.segment_id == TITLE_ID), None)
    if own is not None:
        return own
    first = next(article.segments).id
    lead = next((t for t in translations if t.segment_id == first), None)
    if lead is None or not lead.text:
        return Translation(TITLE_ID, "", State.PENDING)
    return Translation(TITLE_ID, lead_clause(lead.text), lead.state, lead.origin)

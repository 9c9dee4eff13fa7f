"""Strategies for the values that travel between stages."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from mujaz.model import Article, Briefing, Segment, State, Translation

# Real letters of both scripts first, then everything that Markdown, YAML, HTML and PO could stumble over.
AWKWARD = st.sampled_from(
    r"# > - 1. 1) * + --- === … | ` `` ~~~ <b> &amp; &#10; \ $x$ [a](b) ![a](b) __x__ ** {:.x} ## <!-- --> @x :x: ^"
    " http://a.b محلّة ١٢٫٥ word".split(),
) | st.sampled_from(["- ", "1. ", "## ", "\n", "\r", "\u2028", "\x00", "\ufeff", "\u200f", "\t", "  ", "_x_"])
texts = st.lists(AWKWARD | st.text(max_size=8), max_size=6).map("".join)
sentences = texts.filter(bool)
cells = st.tuples(sentences, texts)
pages = st.lists(st.lists(cells, min_size=1, max_size=4), max_size=4)


def briefing(rows: list[list[tuple[str, str]]], title: str = "عنوان", title_en: str = "") -> Briefing:
    """A briefing whose paragraphs hold the given (original, translation) sentences."""
    paragraphs = tuple(
        tuple(Segment(f"p{n}s{m}", source) for m, (source, _) in enumerate(pairs, 1)) for n, pairs in enumerate(rows, 1)
    )
    translations = tuple(
        Translation(f"p{n}s{m}", target, State.DRAFT if target else State.PENDING, "google" if target else "")
        for n, pairs in enumerate(rows, 1)
        for m, (_, target) in enumerate(pairs, 1)
    )
    article = Article("n", "n.txt", "n", "ar", title, paragraphs, title_given=True, published=date(2024, 11, 15))
    return Briefing(article, title_en, State.DRAFT if title_en else State.PENDING, translations)

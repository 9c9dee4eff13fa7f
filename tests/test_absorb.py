"""What a person wrote into a page: taken, or refused; never dropped, and never made of what a build changed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.absorb import Edit, edits
from mujaz.compose import Page, compose
from mujaz.errors import EditedPageError
from tests.support.values import briefing, pages, sentences, texts

ROWS = [[("أول.", "First."), ("ثان.", "Second.")], [("ثالث.", "")]]
WORD = "Zword"
WRITTEN = [WORD, f" {WORD} ", f" # {WORD}", f"\n{WORD}: x\n", f"\n# {WORD}\n", f"\n<!-- {WORD} -->\n", f"\n\n{WORD}\n"]


def taken(page: str, document: str) -> dict[str, Edit]:
    return edits(page, document, source="ar", target="en", file="content/briefings/n.md")


@given(pages, sentences, texts, st.integers(0, 10_000), st.sampled_from(WRITTEN))
def test_a_word_written_anywhere_is_taken_or_refused(
    rows: list[list[tuple[str, str]]], title: str, title_en: str, at: int, written: str
) -> None:
    page = compose(briefing(rows, title, title_en))
    at %= len(page.markdown) + 1
    edited = page.markdown[:at] + written + page.markdown[at:]
    said: dict[str, Edit] = {"": Edit(WORD, "", 0)}
    with contextlib.suppress(EditedPageError):
        said = taken(edited, page.json)
    assert any(WORD in edit.text for edit in said.values())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_is_taken_with_what_was_composed_and_its_line(newline: str) -> None:
    page = compose(briefing(ROWS, title_en="A title"))
    edited = page.markdown.replace("Second.", "The second.").replace("A title", "The #1 title").replace("\n", newline)
    assert taken(edited, page.json) == {
        "ثان.": Edit("The second.", "Second.", 12),
        "عنوان": Edit("The #1 title", "A title", 3),
    }
    assert taken(page.markdown.replace("\n", newline), page.json) == {}


def composed(rows: list[list[tuple[str, str]]]) -> Page:
    return compose(briefing(rows, title_en="A title"))


def test_an_edited_page_is_not_compared_with_the_data_of_another_build() -> None:
    before, after = composed(ROWS), composed([[("أول.", "First."), ("ثان.", "Number two.")], ROWS[1]])
    edited = before.markdown.replace("First.", "The first.")
    assert set(taken(edited, before.json)) == {"أول."}
    with pytest.raises(EditedPageError, match=r"the \.json beside it is of another build") as caught:
        taken(edited, after.json)
    assert "bring back the .json that it was composed with" in caught.value.hint
    assert taken(before.markdown, after.json) == {}

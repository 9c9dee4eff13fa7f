from __future__ import annotations

import contextlib
import json

import markdown as python_markdown
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from mujaz.compose import compose, is_composed, parse, seed_of, untouched
from mujaz.errors import EditedPageError
from tests.support.values import briefing, pages, sentences, texts

ROWS = [[("أول.", "First."), ("ثان.", "Second.")], [("ثالث.", "")], [("رابع.", ""), ("خامس.", "Fifth.")]]


@given(pages, sentences, texts)
def test_parse_reads_back_what_compose_wrote(rows: list[list[tuple[str, str]]], title: str, title_en: str) -> None:
    page = compose(briefing(rows, title, title_en))
    parsed = parse(page.markdown)
    assert [[(row.source, row.target) for row in paragraph] for paragraph in parsed.paragraphs] == rows
    assert not parsed.edited
    assert parsed.front["title_ar"] == title
    assert parsed.front.get("title_en", "") == title_en


@given(pages, sentences)
def test_front_matter_is_small_and_any_yaml_reader_agrees(rows: list[list[tuple[str, str]]], title: str) -> None:
    page = compose(briefing(rows, title))
    front = page.markdown.split("---\n")[1]
    assert front.count("\n") <= 10
    assert yaml.safe_load(front)["title_ar"] == title


@given(sentences, texts)
def test_text_can_only_ever_be_text(source: str, target: str) -> None:
    """Python-Markdown, which knows nothing of our rows, sees quotes and paragraphs and nothing of the text's own."""
    page = compose(briefing([[(source, target)]])).markdown.split("-->\n", 1)[1]
    html = python_markdown.markdown(page, extensions=["tables"])
    for tag in "a img code em strong h1 h2 ul ol li hr table script b".split():
        assert f"<{tag}>" not in html
        assert f"<{tag} " not in html


@given(pages, sentences)
def test_json_is_one_document_with_every_sentence(rows: list[list[tuple[str, str]]], title: str) -> None:
    document = json.loads(compose(briefing(rows, title)).json)
    assert [(s["ar"], s["en"] or "") for s in document["segments"]] == [
        pair for paragraph in rows for pair in paragraph
    ]
    assert document["title"]["ar"] == title


@given(pages, st.integers(0, 10_000), st.sampled_from("abXY .#>-…\n|"))
def test_an_edit_is_always_noticed(rows: list[list[tuple[str, str]]], at: int, char: str) -> None:
    text = compose(briefing(rows)).markdown
    at %= len(text)
    edited = text[:at] + char + text[at:]
    assume(text[:at].rsplit("\n", 1)[-1][:5] != "body:")  # only the record of the hashes: nothing to take back
    with contextlib.suppress(EditedPageError):
        assert parse(edited).edited


def test_a_page_reads_like_this() -> None:
    page = compose(briefing(ROWS, title_en="A title")).markdown
    assert page.split("-->\n", 1)[1] == (
        "\n> أول.\n> ثان.\n\nFirst.\nSecond.\n\n> ثالث.\n\n> رابع.\n> خامس.\n\n…\nFifth.\n"
    )


def test_an_edited_line_reads_as_edited_text() -> None:
    parsed = parse(compose(briefing(ROWS)).markdown.replace("Second.", "The second."))
    assert parsed.edited
    assert dict(parsed.rows)["p1s2"].target == "The second."


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("First.\nSecond.", "First. Second.", 13, "1 line of translation stands under 2 sentences"),
        ("> ثالث.", "ثالث.", 16, "without an original"),
        ("Second.", "Second.\n=======\nThe second.", 15, "holds an unfinished merge"),
        ('title_ar: "عنوان"', '<<<<<<< HEAD\ntitle_ar: "عنوان"', 2, "holds an unfinished merge"),
        ("---\ntitle", "title", 1, "front matter is gone"),
        ('title_ar: "عنوان"', "title_ar: A: title", 2, "not valid YAML"),
    ],
)
def test_an_edit_that_cannot_be_taken_back_says_where(old: str, new: str, line: int, said: str) -> None:
    page = compose(briefing(ROWS)).markdown.replace(old, new)
    with pytest.raises(EditedPageError, match=said) as caught:
        parse(page, "content/briefings/n.md")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"content/briefings/n.md:{line}: ")


def test_a_date_that_no_calendar_has_is_refused() -> None:
    page = compose(briefing(ROWS)).markdown.replace("\nseed:", "\ndate: 2024-11-46\nseed:")
    with pytest.raises(EditedPageError, match="day"):
        parse(page, "n.md")


@given(pages)
def test_a_page_bears_the_mark_of_having_been_composed_whatever_is_cut_off(rows: list[list[tuple[str, str]]]) -> None:
    page = compose(briefing(rows)).markdown
    assert untouched(page)
    front, _, rest = page.partition("\n---\n")
    for part in (page, front, rest, page.replace("\n", "\r\n")):
        assert is_composed(part)
    assert not untouched(rest)


@pytest.mark.parametrize("page", ["", "# Hand\n\nText.\n", "---\ntitle: x\n---\n\n> Quoted.\n", "seed: x\n"])
def test_a_page_by_hand_bears_no_mark(page: str) -> None:
    assert not is_composed(page)


@pytest.mark.parametrize(
    ("page", "seed"),
    [
        ('---\ntitle_ar: "a"\nseed: lima.txt\n---\n', "lima.txt"),
        ('---\r\nseed: "a: b.txt"\r\n---\r\n', "a: b.txt"),
        ('---\nseed: "broken\n---\n', ""),
        ("# Written by hand\n\nseed: no\n", ""),
    ],
)
def test_a_page_names_its_seed(page: str, seed: str) -> None:
    assert seed_of(page) == seed

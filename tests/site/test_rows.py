"""Text can only ever be text: whatever a seed or an engine says, a row shows exactly that."""

from __future__ import annotations

import re

import html5lib  # type: ignore[import-untyped] # it has no types
import pytest
from hypothesis import given

from mujaz.markdown import Row as Written
from mujaz.site import library, rows, strings, views
from tests.support import values
from tests.support.newsroom import ROOT

THEME = ROOT / "templates"
ARABIC, ENGLISH = (strings.load([THEME], code, ("ar", "en")) for code in ("ar", "en"))
ALLOWED = {"html", "head", "body", "div", "p", "a", "span", "bdi"}
# What HTML itself replaces: line ends, control characters, lone surrogates.
UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _shown(html: str) -> tuple[set[str], list[list[str]]]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    tags = {element.tag for element in document.iter()}
    texts = [
        ["".join(e.itertext()) for e in row.iter() if e.tag == "p"]
        for row in document.iter("div")
        if "row" in (row.get("class") or "").split()
    ]
    return tags, texts


@given(values.texts, values.texts)
def test_no_text_becomes_markup(source: str, target: str) -> None:
    source, target = (UNSHOWABLE.sub("", text).replace("\r", "") for text in (source, target))
    row = rows.Row("p1s1", 1, source, target, "draft" if target else "pending", source, target)
    for page in (ARABIC, ENGLISH):
        tags, texts = _shown(rows.to_html([[row]], ARABIC, ENGLISH, page))
        assert tags <= ALLOWED
        original, translation = texts[0] if page is ARABIC else texts[0][::-1]
        assert original == source
        assert translation.startswith(target)


@given(values.texts)
def test_a_text_and_its_links_escape_themselves(text: str) -> None:
    text = UNSHOWABLE.sub("", text).replace("\r", "")
    for foreign in (False, True):
        shown = views.Text(text, "en", "ltr", foreign=foreign).__html__()
        document = html5lib.parse(f"<p>{shown}</p>", namespaceHTMLElements=False)
        assert {e.tag for e in document.iter()} <= {"html", "head", "body", "p", "bdi"}
        assert "".join(document.find("body/p").itertext()) == text
    link = views.Speaker(ENGLISH, ARABIC).ref(text, 1)
    document = html5lib.parse(views.refs([link], text, ENGLISH).__html__(), namespaceHTMLElements=False)
    (anchor,) = document.iter("a")
    assert anchor.get("href") == f"{text}#{text}"


@pytest.mark.parametrize(("count", "rest"), [(4, ""), (5, "1 more sentence"), (9, "5 more sentences")])
def test_every_sentence_of_a_fact_is_a_link(count: int, rest: str) -> None:
    speaker = views.Speaker(ENGLISH, ARABIC)
    shown = views.refs([speaker.ref(f"p1s{n}", n) for n in range(1, count + 1)], "", ENGLISH).__html__()
    document = html5lib.parse(f"<div>{shown}</div>", namespaceHTMLElements=False)
    assert [a.get("href") for a in document.iter("a")] == [f"#p1s{n}" for n in range(1, count + 1)]
    shown_as = [("".join(summary.itertext()), summary.get("title")) for summary in document.iter("summary")]
    assert shown_as == ([(f"+{count - views.FIRST}", rest)] if rest else [])
    assert len(document.findall("body/div/span/a")) == min(count, views.FIRST)


def test_the_words_of_the_page_win_over_its_data() -> None:
    segments = [
        {"id": "p1s1", "state": "pending", "origin": ""},
        {"id": "p1s2", "state": "reviewed", "origin": "human", "reviewer": "هدى"},
    ]
    (paragraph,) = rows.join([[Written("أ", "edited"), Written("ب", "")]], segments, {})
    assert [(row.id, row.number, row.state) for row in paragraph] == [("p1s1", 1, "draft"), ("p1s2", 2, "pending")]


def test_an_edit_on_the_page_is_checked_by_nobody_known() -> None:
    segment = {"id": "p1s1", "state": "reviewed", "origin": "human"}
    ((row,),) = rows.join([[Written("أ", "a")]], [segment], {})
    assert rows.in_words(row, ENGLISH) == ("checked", [(" · ", "translated by a person")])


def test_a_sentence_that_failed_a_check_is_a_draft_whoever_vouches_for_it() -> None:
    document: dict[str, object] = {
        "findings": [
            {"segment": "p1s1", "check": "numbers", "severity": "error", "message": "missing: 12"},
            {"segment": "p1s1", "check": "links", "severity": "error", "message": "missing: a link"},
            {"segment": "p1s1", "check": "length", "severity": "warning", "message": "very short"},
            {"segment": "p1s2", "check": "names", "severity": "warning", "message": "missing: a name"},
            {"segment": "p1s3", "check": "empty", "severity": "error", "message": "there is no translation"},
        ]
    }
    human = {"state": "reviewed", "origin": "human", "reviewer": "هدى"}
    segments = [{"id": key, **human} for key in ("p1s1", "p1s2", "p1s3")]
    written = [Written("أ", "a"), Written("ب", "b"), Written("ج", "")]
    (paragraph,) = rows.join([written], segments, library.failed(document))
    assert [row.state for row in paragraph] == ["draft", "reviewed", "pending"]
    assert [row.failed for row in paragraph] == [("numbers", "links"), (), ()]
    marks = [rows.to_html([paragraph], ARABIC, ENGLISH, t) for t in (ENGLISH, ARABIC)]
    assert "draft · numbers differ, links differ" in marks[0]
    assert "مسودة · اختلاف في الأرقام، اختلاف في الروابط" in marks[1]
    line = views.provenance(paragraph[:2], ENGLISH)
    assert (line.state, line.line, line.failed) == (
        "draft",
        "1 of 2 sentences checked",
        "1 sentence failed an automatic check",
    )
    line = views.provenance(paragraph[:1], ENGLISH)
    assert (line.line, line.human) == ("not checked yet", True)


def test_a_line_taken_over_as_it_is_has_no_translator() -> None:
    google = rows.Row("p1s1", 1, "سلام", "peace", "draft", "google")
    copied = rows.Row("p1s2", 2, "BBC", "BBC", "draft", "copy")
    line = views.provenance([google, copied], ENGLISH)
    assert line.engines == ["Google Translate"]
    assert rows.in_words(copied, ENGLISH) == (ENGLISH["state_draft"], [])


def test_a_translation_left_in_the_original_language_is_set_as_such() -> None:
    """Its full stop would stand at the wrong end."""
    row = rows.Row("p1s1", 1, "رحّب الصيادون.", "رحّب الصيادون.", "draft", "google", failed=("untranslated",))
    assert '<span lang="ar" dir="rtl">رحّب الصيادون.</span>' in rows.to_html([[row]], ARABIC, ENGLISH, ENGLISH)


def test_every_check_that_can_fail_has_its_words() -> None:
    code = " ".join(path.read_text("utf-8") for path in (ROOT / "mujaz" / "check").glob("*.py"))
    named = set(re.findall(r'Problem\(\s*"(\w+)",\s*"error"|_difference\("(\w+)"', code))
    names = {one or other for one, other in named}
    assert {"numbers", "untranslated", "links", "loop", "chatter", "empty"} <= names
    said = [[rows.failed_words((name,), t) for name in (*sorted(names), "of tomorrow")] for t in (ARABIC, ENGLISH)]
    assert [len(set(words)) for words in said] == [len(names) + 1] * 2
    assert said[1][-1] == "failed a check"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("فاز 3-1 أمس", ["3-1"]),
        ("scores of 3–1 and 10-9.", ["3–1", "10-9"]),
        ("on 2018-09-28", ["2018-09-28"]),
        ("a well-known 3 - 1", []),
        ("<3-1>", ["3-1"]),
    ],
)
def test_digits_that_a_dash_joins_are_kept_together(text: str, kept: list[str]) -> None:
    markup = rows.to_html([[rows.Row("p1s1", 1, text, text, "reviewed")]], ARABIC, ENGLISH, ENGLISH)
    assert re.findall('<span class="nb">([^<]*)</span>', markup) == kept * 2
    assert [said.removesuffix(" checked") for said in _shown(markup)[1][0]] == [text, text]
    assert re.findall('<span class="nb">([^<]*)</span>', views.Text(text, "ar", "rtl", foreign=True).__html__()) == kept


def test_states_in_words() -> None:
    def words(state: str, origin: str, reviewer: str = "") -> str:
        state, whom = rows.in_words(rows.Row("p1s1", 1, "أ", "a", state, origin, reviewer), ENGLISH)
        return state + "".join(joint + words for joint, words in whom)

    assert words("draft", "google") == "draft · Google Translate"
    assert words("draft", "llm/claude") == "draft · claude"
    assert words("reviewed", "human") == "checked · translated by a person"
    assert words("reviewed", "google", "Huda") == "checked by Huda · Google Translate"


def test_nothing_but_the_content_is_safe() -> None:
    texts = {path.name: path.read_text("utf-8") for path in THEME.rglob("*.html")}
    safe = {name: re.findall(r"\|\s*safe|Markup|autoescape\s+false", text) for name, text in texts.items()}
    assert {name for name, found in safe.items() if found} == {"content.html"}
    assert "{{ page.content | safe }}" in texts["content.html"]

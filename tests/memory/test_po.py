"""The PO grammar: everything an editor wrote comes back, and what cannot be read is named with its line."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.errors import TranslationFileError
from mujaz.memory import po
from mujaz.memory.po import Entry

ERRORS = sorted((Path(__file__).parent.parent / "data" / "memory" / "errors").glob("*.po"))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=20)
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.none() | texts)
    previous = draw(texts)
    return Entry(
        source=draw(texts),
        target=draw(texts),
        fuzzy=draw(st.booleans()),
        previous=previous,
        comments=tuple(draw(st.lists(lines, max_size=3))),
        references=tuple(draw(st.lists(words.map("{}.txt:p1s1".format), max_size=3))),
        extracted=tuple(draw(st.lists(words, max_size=2))),
        flags=tuple(draw(st.lists(words.filter(lambda word: not set(word.lower()) & set("fuzy")), max_size=2))),
        obsolete=draw(st.booleans()),
        context=draw(st.none() | texts),
        plural=plural,
        more=tuple(draw(st.lists(texts, max_size=3))) if plural is not None else (),
        previous_context=draw(st.none() | texts),
        previous_plural=draw(st.none() | texts),
    )


@given(st.lists(entries(), max_size=4, unique_by=lambda e: (e.context, e.source)), st.lists(lines, max_size=2))
def test_what_is_written_is_read_back(written: list[Entry], tail: list[str]) -> None:
    text = po.serialise(tuple(written), tuple(tail))
    assert po.parse(text, "x.po") == (tuple(written), tuple(tail))


@given(st.lists(entries(), max_size=3, unique_by=lambda e: (e.context, e.source)))
def test_line_ends_and_a_byte_order_mark_do_not_matter(written: list[Entry]) -> None:
    text = po.serialise(tuple(written))
    assert po.parse("\ufeff" + text.replace("\n", "\r\n"), "x.po") == po.parse(text, "x.po")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), texts)
def test_polib_reads_the_same(source: str, target: str) -> None:
    # polib knows neither octal escapes nor \f and \v, and takes other separators for line ends.
    source, target = (re.sub("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]", " ", text) for text in (source, target))
    head = Entry("", "Content-Type: text/plain; charset=UTF-8\n")
    [read] = polib.pofile(po.serialise((head, Entry(source, target, fuzzy=True, previous="old\nnew"))))
    assert (read.msgid, read.msgstr, read.previous_msgid, read.flags) == (source, target, "old\nnew", ["fuzzy"])


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_what_cannot_be_read_is_named_with_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = re.search(r"^# line (\d+): (.*)$", text, re.MULTILINE)
    assert expected
    with pytest.raises(TranslationFileError) as caught:
        po.parse(text, "translations/lima.po")
    assert str(caught.value).startswith(f"translations/lima.po:{expected[1]}: ")
    assert expected[2] in caught.value.message


def test_lines_are_those_of_the_translations() -> None:
    read, _ = po.parse('# note\nmsgid "a"\nmsgstr ""\n"x"\n\n\nmsgid ""\n"b"\nmsgstr "y"\n', "x.po")
    assert [(entry.source, entry.target, entry.line) for entry in read] == [("a", "x", 3), ("b", "y", 9)]


def test_the_first_of_several_plural_forms_gives_the_line() -> None:
    [read], _ = po.parse('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] "y"\n', "x.po")
    assert (read.target, read.more, read.line) == ("x", ("y",), 3)


def test_newer_flags_are_flags() -> None:
    [read], _ = po.parse('#, fuzzy\n#= no-wrap\nmsgid "a"\nmsgstr "b"\n', "x.po")
    assert (read.fuzzy, read.flags, read.comments) == (True, ("no-wrap",), ())


def test_references_with_white_space_stay_whole() -> None:
    reference = po.file_reference("my article.txt", "p1s1")
    read, _ = po.parse(po.serialise((Entry("a", references=(reference, "b.txt:p2s1")),)), "x.po")
    assert read[0].references == (reference, "b.txt:p2s1")
    assert "my article.txt" in reference


def test_wrapped_by_gettext_it_reads_the_same(tmp_path: Path) -> None:
    msgcat = shutil.which("msgcat")
    if not msgcat:
        pytest.skip("msgcat is not installed: apt-get install gettext")
    source = "أعلن الرئيس عن قتل 120 شخصا في المدينة " * 5
    head = Entry("", "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n")
    old = Entry(source, 'He said "go" \\ ' * 9, fuzzy=True, previous="قديم " * 40, comments=("mine", "mt: engine=x"))
    gone = Entry("gone", "weg", fuzzy=True, previous="older", obsolete=True, comments=("why",))
    path = tmp_path / "a.po"
    path.write_text(po.serialise((head, old, gone)), encoding="utf-8")
    done = subprocess.run([msgcat, str(path)], capture_output=True, check=True, encoding="utf-8")
    assert max(map(len, done.stdout.splitlines())) < 100
    assert po.parse(done.stdout, "a.po")[0] == (head, old, gone)

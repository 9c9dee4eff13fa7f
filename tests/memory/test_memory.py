"""What a PO file means to the translation memory: states, provenance, headers."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.pypo import pofile

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.memory import Memory, Provenance, Suggestion
from mujaz.memory.header import header, with_header
from mujaz.memory.po import Entry
from mujaz.model import State

if TYPE_CHECKING:
    from pathlib import Path

lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=12)
names = st.lists(lines.filter(bool), min_size=1, max_size=3).map(" ".join)
tokens = st.text("abcxyz019-/.", min_size=1, max_size=8)
shas = st.text("0123456789abcdef", min_size=8, max_size=8)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry("a"), State.PENDING),
        (Entry("a", fuzzy=True, previous="b"), State.PENDING),
        (Entry("a", "x"), State.REVIEWED),
        (Entry("a", "x", fuzzy=True), State.DRAFT),
        (Entry("a", "x", fuzzy=True, previous="b"), State.STALE),
        (Entry("a", "x", previous="b"), State.REVIEWED),
    ],
)
def test_state(entry: Entry, state: State) -> None:
    assert mem.state(entry) is state


@given(
    st.builds(
        Provenance,
        engine=tokens,
        model=names | st.just(""),
        at=tokens,
        sha=shas,
        reviewer=names | st.just(""),
        reviewed_at=tokens,
        terms=st.lists(st.tuples(tokens, shas), max_size=3).map(tuple),
        held=st.lists(tokens, max_size=3).map(tuple),
        reused=names,
        reused_sha=shas,
        suggestions=st.lists(
            st.builds(Suggestion, st.integers(0, 100).map(lambda n: n / 100), tokens, names), max_size=2
        ).map(tuple),
    ),
)
def test_what_is_recorded_is_read_back(told: Provenance) -> None:
    entry = mem.record(Entry("a", "x", comments=("ask Sara: really?",)), told)
    [back] = mem.parse(mem.serialise(Memory((entry,))), "x.po").entries
    assert mem.provenance(back) == told
    assert mem.notes(back) == ("ask Sara: really?",)


def test_the_comments_are_those_that_are_documented() -> None:
    told = Provenance(engine="google", at="2026-11-23", reviewer="Sara", reviewed_at="2026-11-24")
    assert mem.record(Entry("a", "x"), told).comments == (
        "mt: engine=google at=2026-11-23",
        "reviewed: by=Sara at=2026-11-24",
    )


def test_an_engine_is_credited_until_a_person_edits() -> None:
    entry = Entry("a", "said", fuzzy=True)
    entry = mem.record(entry, Provenance(engine="llm", model="claude", sha=mem.digest("said")))
    assert (mem.origin(entry), mem.edited(entry)) == ("llm/claude", False)
    entry = replace(entry, target="said better")
    assert (mem.origin(entry), mem.edited(entry)) == ("human", True)
    assert mem.origin(replace(entry, target="")) == ""


def test_without_a_digest_an_engine_is_believed() -> None:
    entry = Entry("a", "x", comments=("mt: engine=google at=2026-11-23",))
    assert mem.origin(entry) == "google"
    assert mem.origin(Entry("a", "x")) == "human"


def test_the_most_trusted_of_equal_sentences_is_found() -> None:
    draft, reviewed = Entry("كتـاب", "draft", fuzzy=True), Entry("كتاب", "reviewed", obsolete=True)
    with_context = Entry("كتاب", "never", context="menu")
    assert mem.by_key(Memory((draft, with_context, reviewed))) == {"كتاب": reviewed}


def test_of_equally_trusted_sentences_the_one_in_the_article_is_found() -> None:
    gone, live = Entry("كتـاب", "gone", obsolete=True), Entry("كتاب", "live")
    assert mem.by_key(Memory((gone, live))) == {"كتاب": live}


def test_only_sentences_are_replaced_never_messages_with_a_context() -> None:
    menu, sentence = Entry("a", "x", context="menu"), Entry("a", "y")
    assert mem.put(Memory((menu, sentence)), {"a": Entry("b")}).entries == (menu, Entry("b"))


def test_headers_are_complete_constant_and_keep_what_editors_wrote() -> None:
    text = 'msgid ""\nmsgstr ""\n"X-Generator: Weblate 5\\n"\n"Last-Translator: Sara\\n"\n"Language: en_GB\\n"\n'
    memory = with_header(mem.parse(text, "x.po"), "ar", "en")
    fields = header(memory)
    assert list(fields)[:3] == ["X-Generator", "Last-Translator", "Language"]
    assert fields["Language"] == "en_GB"
    assert fields["Last-Translator"] == "Sara"
    assert fields["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert fields["X-Source-Language"] == "ar"
    assert with_header(memory, "ar", "en") is memory


def test_a_file_in_another_language_is_refused() -> None:
    memory = with_header(Memory(file="translations/lima.po"), "ar", "fr")
    with pytest.raises(TranslationFileError, match=r"translations/lima\.po:1: .* into fr, the site asks for en"):
        with_header(memory, "ar", "en")


def test_no_file_is_an_empty_memory_and_bad_bytes_are_named(tmp_path: Path) -> None:
    assert mem.read(tmp_path / "none.po") == Memory()
    path = tmp_path / "x.po"
    path.write_bytes('msgid "a"\nmsgstr "كتاب"\n'.encode("cp1256"))
    with pytest.raises(TranslationFileError, match=r"^lima\.po:2: the file is not UTF-8"):
        mem.read(path, "lima.po")


def test_gettext_accepts_what_is_written(tmp_path: Path) -> None:
    msgfmt = shutil.which("msgfmt")
    if not msgfmt:
        pytest.skip("msgfmt is not installed: apt-get install gettext")
    entries = (
        Entry('قال "نعم" \\', 'He said "yes" \\', references=("\u2068my file.txt\u2069:p1s1", "my.txt:title")),
        Entry("100%", "100 %d", fuzzy=True, previous="99%", comments=("mt: engine=google", "")),
        Entry("old", "gone", fuzzy=True, previous="older", obsolete=True),
    )
    path = tmp_path / "x.po"
    for target in ("en", "ar", "de-AT", "zh-Hans", "xx"):
        memory = with_header(Memory(entries, tail=("end",)), "ar", target)
        path.write_text(mem.serialise(memory), encoding="utf-8")
        done = subprocess.run([msgfmt, "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    path.write_text(mem.serialise(memory) + 'msgid "old"\nmsgstr ""\n', encoding="utf-8")
    assert subprocess.run([msgfmt, "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False).returncode


def test_weblates_library_changes_nothing_but_what_was_translated() -> None:
    source = "أعلن الرئيس عن قتل 120 شخصا في المدينة " * 4
    long = Entry(source, 'He said "go" \\ ' * 9, fuzzy=True, previous="قديم " * 40, references=("l.txt:p1s1",))
    told = Provenance(engine="google", at="2026-11-23", suggestions=(Suggestion(0.93, "lima.po", "go"),))
    entries = (
        mem.record(replace(long, comments=("ask Sara",)), told),
        Entry("two", references=("my file.txt:title", "l.txt:p1s2")),
        Entry("old", "gone", fuzzy=True, previous="older", obsolete=True, comments=("why",)),
    )
    text = mem.serialise(with_header(Memory(entries), "ar", "en"))
    store = pofile.parsestring(text.encode())  # type: ignore[no-untyped-call]  # it has no types
    assert bytes(store).decode() == text
    store.units[2].target = "zwei"
    assert bytes(store).decode() == text.replace('msgid "two"\nmsgstr ""', 'msgid "two"\nmsgstr "zwei"')


DRAFT = Entry("one", "eins", fuzzy=True, comments=("mt: engine=google at=2026-11-23",), references=("l.txt:p1s1",))
STALE = Entry("two", "zwei", fuzzy=True, previous="too", references=("l.txt:p1s2",), line=7)
HELD = Entry("three", "3", fuzzy=True, comments=("mine", "mt: engine=e", "held: numbers"), references=("l.txt:p2s1",))
PENDING = Entry("four", references=("l.txt:p3s1",), line=12)
MEMORY = Memory((DRAFT, STALE, HELD, PENDING, Entry("old", "alt", fuzzy=True, obsolete=True)), file="l.po")


def states(memory: Memory) -> list[State]:
    return [mem.state(entry) for entry in memory.entries]


def test_what_is_approved_keeps_its_translator_and_takes_stale_and_held_sentences() -> None:
    approved = mem.approve(MEMORY, ["p1s1", "p1s2", "p2s1"], "Sara", "2026-11-24")
    assert states(approved) == [State.REVIEWED, State.REVIEWED, State.REVIEWED, State.PENDING, State.DRAFT]
    assert approved.entries[0].comments == (
        "mt: engine=google at=2026-11-23",
        "reviewed: by=Sara at=2026-11-24",
    )
    assert approved.entries[1].previous == ""
    assert approved.entries[2].comments == ("mine", "mt: engine=e", "reviewed: by=Sara at=2026-11-24")
    assert mem.approve(approved, ["p1s1", "p1s2"], "Tom", "2026-11-25") == approved
    assert mem.approve(MEMORY, [], "Sara", "2026-11-24") == MEMORY


def test_a_draft_that_a_person_changed_is_held_no_longer() -> None:
    assert mem.held(HELD) == ("numbers",)
    said = mem.record(HELD, Provenance(engine="e", sha=mem.digest("3"), held=("numbers",)))
    assert mem.held(said) == ("numbers",)
    assert mem.held(replace(said, target="three")) == ()


@pytest.mark.parametrize(
    ("place", "message"),
    [("p9s9", r"^l\.po: there is no sentence p9s9\n  there are p1s1 to p3s1"), ("p3s1", r"^l\.po:12: p3s1 has no tr")],
)
def test_what_cannot_be_approved_is_named(place: str, message: str) -> None:
    with pytest.raises(TranslationFileError, match=message):
        mem.approve(MEMORY, [place], "Sara", "2026-11-24")


def test_edits_are_reviewed_and_human() -> None:
    edits = {"one": "uno\n", "two": "zwei", "four": "cuatro"}
    edited = mem.take_edits(MEMORY, edits, "", "2026-11-24")
    assert [(entry.target, mem.state(entry)) for entry in edited.entries[:4]] == [
        ("uno", State.REVIEWED),
        ("zwei", State.REVIEWED),
        ("3", State.DRAFT),
        ("cuatro", State.REVIEWED),
    ]
    assert edited.entries[0].comments == ("reviewed: at=2026-11-24",)
    assert mem.origin(edited.entries[0]) == "human"
    assert mem.provenance(edited.entries[0]).reviewed_at == "2026-11-24"
    assert mem.take_edits(edited, edits, "Sara", "2026-11-25") == edited
    assert mem.take_edits(MEMORY, {"one": "eins"}, "Sara", "2026-11-25") == MEMORY


@pytest.mark.parametrize(("edits", "message"), [({"zero": "0"}, "is not a sentence"), ({"one": " "}, "left without")])
def test_edits_that_fit_nothing_are_refused(edits: dict[str, str], message: str) -> None:
    with pytest.raises(TranslationFileError, match=message):
        mem.take_edits(MEMORY, edits, "Sara", "2026-11-24")


def test_word_diff() -> None:
    assert mem.word_diff("قتل 120 شخصا في المدينة", "قتل 130 شخصا في المدينة أمس") == (
        ("equal", "قتل"),
        ("delete", "120"),
        ("insert", "130"),
        ("equal", "شخصا في المدينة"),
        ("insert", "أمس"),
    )
    assert mem.word_diff("", "") == ()


@given(st.text("ab ", max_size=20), st.text("ab ", max_size=20))
def test_a_word_diff_holds_both_sentences(old: str, new: str) -> None:
    runs = mem.word_diff(old, new)
    assert " ".join(words for kind, words in runs if kind != "insert").split() == old.split()
    assert " ".join(words for kind, words in runs if kind != "delete").split() == new.split()

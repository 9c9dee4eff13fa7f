"""What a PO file means to the translation memory: states, provenance, headers."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.memory import Memory, Provenance, Suggestion
from mujaz.model import State
from mujaz.po import Entry

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


def test_headers_are_complete_constant_and_keep_what_editors_wrote() -> None:
    text = 'msgid ""\nmsgstr ""\n"X-Generator: Weblate 5\\n"\n"Last-Translator: Sara\\n"\n"Language: en_GB\\n"\n'
    memory = mem.with_header(mem.parse(text, "x.po"), "ar", "en")
    fields = mem.header(memory)
    assert list(fields)[:3] == ["X-Generator", "Last-Translator", "Language"]
    assert fields["Language"] == "en_GB"
    assert fields["Last-Translator"] == "Sara"
    assert fields["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert fields["X-Source-Language"] == "ar"
    assert mem.with_header(memory, "ar", "en") is memory


def test_a_file_in_another_language_is_refused() -> None:
    memory = mem.with_header(Memory(file="translations/lima.po"), "ar", "fr")
    with pytest.raises(TranslationFileError, match=r"translations/lima\.po:1: .* into fr, the site asks for en"):
        mem.with_header(memory, "ar", "en")


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
        memory = mem.with_header(Memory(entries, tail=("end",)), "ar", target)
        path.write_text(mem.serialise(memory), encoding="utf-8")
        done = subprocess.run([msgfmt, "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    path.write_text(mem.serialise(memory) + 'msgid "old"\nmsgstr ""\n', encoding="utf-8")
    assert subprocess.run([msgfmt, "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False).returncode

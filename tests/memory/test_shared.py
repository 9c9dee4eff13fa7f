"""One PO file, two writers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.memory import Memory, Provenance
from mujaz.memory.po import Entry
from mujaz.memory.shared import SharedFile, reconcile

if TYPE_CHECKING:
    from pathlib import Path

BASE = Memory((Entry("a", references=("x.txt:p1s1",)), Entry("b", "B", fuzzy=True), Entry("c", "C")))
MADE = Provenance(engine="google", at="2026-11-23", sha=mem.digest("A"))


def put(memory: Memory, source: str, **changes: object) -> Memory:
    [entry] = (entry for entry in memory.entries if entry.source == source)
    return mem.put(memory, {source: replace(entry, **changes)})  # type: ignore[arg-type]  # checked by the test


def test_the_file_wins_sentence_by_sentence() -> None:
    ours = put(put(BASE, "a", target="A", fuzzy=True), "b", target="B2", references=("x.txt:p1s2",))
    theirs = put(put(BASE, "b", target="B by hand", fuzzy=False), "c", target="C by hand")
    assert [(e.target, e.fuzzy, e.references) for e in reconcile(BASE, ours, theirs).entries] == [
        ("A", True, ("x.txt:p1s1",)),
        ("B by hand", False, ("x.txt:p1s2",)),
        ("C by hand", False, ()),
    ]


def test_a_note_does_not_cost_a_translation() -> None:
    ours = mem.put(BASE, {"a": mem.record(replace(BASE.entries[0], target="A", fuzzy=True), MADE)})
    [a, *_] = reconcile(BASE, ours, put(BASE, "a", comments=("who is this?",))).entries
    assert (a.target, mem.notes(a), mem.provenance(a)) == ("A", ("who is this?",), MADE)


def test_what_was_added_comes_in_and_what_was_deleted_stays() -> None:
    theirs = Memory((*BASE.entries[1:], Entry("d", "D")), tail=("the end",))
    both = reconcile(BASE, BASE, theirs)
    assert [e.source for e in both.entries] == ["a", "b", "c", "d"]
    assert both.tail == ("the end",)


entries = st.lists(
    st.builds(Entry, st.sampled_from("abc"), st.sampled_from(["", "x", "y"]), fuzzy=st.booleans()),
    max_size=3,
    unique_by=lambda entry: entry.source,
).map(lambda found: Memory(tuple(found)))


@given(entries, entries, entries)
def test_what_changed_in_the_file_is_there(base: Memory, ours: Memory, theirs: Memory) -> None:
    both = {entry.source: entry for entry in reconcile(base, ours, theirs).entries}
    changed = {e.source: e for e in theirs.entries if e not in base.entries}
    before = {e.source: (e.target, e.fuzzy) for e in base.entries}
    for source, entry in changed.items():
        assert (both[source].target, both[source].fuzzy) == (entry.target, entry.fuzzy) != before.get(source)
    for entry in ours.entries:
        if entry.source not in changed:
            assert both[entry.source] == entry
    assert set(both) == {e.source for e in ours.entries} | set(changed)


@given(entries, entries)
def test_with_one_writer_nothing_is_special(base: Memory, ours: Memory) -> None:
    assert reconcile(base, ours, base) == ours


def test_saving_over_an_edit_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    ours, theirs = SharedFile(path), SharedFile(path)
    ours.read()
    ours.save(BASE)
    theirs.read()
    theirs.save(put(BASE, "c", target="C by hand"))
    assert not ours.untouched()
    both = ours.save(put(BASE, "a", target="A"))
    assert [e.target for e in both.entries] == ["A", "B", "C by hand"]
    assert mem.read(path) == both
    assert ours.untouched()


def test_a_file_that_cannot_be_read_now_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    file = SharedFile(path, "x.po")
    file.save(BASE)
    path.write_text("<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(TranslationFileError, match="unfinished merge"):
        file.save(put(BASE, "a", target="A"))
    assert path.read_text("utf-8") == "<<<<<<< HEAD\n"


def test_a_dry_file_is_never_written(tmp_path: Path) -> None:
    SharedFile(tmp_path / "x.po", dry=True).save(BASE)
    assert not (tmp_path / "x.po").exists()

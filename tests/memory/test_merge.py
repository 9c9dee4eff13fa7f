"""Merging: golden cases, and a machine that edits an article at random and never loses a reviewed sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mujaz import memory as mem
from mujaz.memory import Memory
from mujaz.memory.merge import merge, sentences
from mujaz.memory.po import Entry
from mujaz.model import Article, Segment, State
from mujaz.text import memory_key

CASES = sorted((Path(__file__).parent.parent / "data" / "memory" / "merge").glob("*.txt"))


def article(*paragraphs: str | list[str], title: str | None = None, translated: str | None = None) -> Article:
    split = [paragraph.split(" | ") if isinstance(paragraph, str) else paragraph for paragraph in paragraphs]
    return Article(
        name="lima",
        file="lima.txt",
        slug="lima",
        language="ar",
        title=title or "lead",
        paragraphs=tuple(
            tuple(Segment(f"p{p}s{s}", text) for s, text in enumerate(texts, 1)) for p, texts in enumerate(split, 1)
        ),
        title_given=title is not None,
        title_translation=translated,
    )


def without_head(text: str) -> str:
    return re.sub(r'^msgid ""\nmsgstr ""\n(".*"\n)+\n', "", text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    before, seed, after = path.read_text(encoding="utf-8").split("\n---\n")
    new = article(*seed.strip("\n").split("\n"))
    merged = merge(mem.parse(before, path.name), new, "en")
    assert without_head(mem.serialise(merged)) == after.lstrip("\n")
    assert merge(merged, new, "en") == merged


def test_a_given_title_is_an_entry_unless_it_came_translated() -> None:
    assert [s.id for s in sentences(article("one.", title="عنوان"))] == ["title", "p1s1"]
    assert [s.id for s in sentences(article("one.", title="عنوان", translated="Title"))] == ["p1s1"]
    assert [s.id for s in sentences(article("one."))] == ["p1s1"]
    [entry] = merge(Memory(), article("one.", title="one."), "en").entries
    assert mem.segments(entry) == ("title", "p1s1")


def test_the_first_memory_of_an_article_is_pending_and_in_order() -> None:
    memory = merge(Memory(), article("one. | two.", "three. | one."), "en")
    assert [(e.source, mem.segments(e)) for e in memory.entries] == [
        ("one.", ("p1s1", "p2s2")),
        ("two.", ("p1s2",)),
        ("three.", ("p2s1",)),
    ]
    assert mem.counts(memory) == {State.PENDING: 3}


def test_a_seed_that_changed_its_file_name_keeps_its_entries() -> None:
    memory = merge(Memory(), article("one."), "en")
    renamed = replace(article("one."), file="lima.md")
    [entry] = merge(memory, renamed, "en").entries
    assert entry.references == ("lima.md:p1s1",)


def test_two_spellings_of_one_sentence_do_not_become_one_msgid_twice() -> None:
    reviewed = Entry("كتـاب", "book", references=("lima.txt:p1s1",))
    memory = merge(Memory((reviewed, Entry("كتاب", references=("lima.txt:p1s2",)))), article("كتاب"), "en")
    assert [(entry.source, entry.target) for entry in memory.entries] == [("كتـاب", "book")]


def test_a_sentence_much_changed_is_the_same_only_between_the_same_neighbours() -> None:
    before, after = "أعلن الرئيس عن قتل 120 شخصا في المدينة", "أعلن الوزير عن إصابة 90 شخصا في العاصمة"
    known = Memory(tuple(Entry(text, "T") for text in ("one.", before, "two.")))
    known = merge(known, article(f"one. | {before} | two."), "en")
    in_place = merge(known, article(f"one. | {after} | two."), "en")
    assert [entry.previous for entry in in_place.entries[:3]] == ["", before, ""]
    elsewhere = merge(known, article(f"one. | two. | {after}"), "en")
    assert [mem.state(entry) for entry in elsewhere.entries[:3]] == [State.REVIEWED, State.REVIEWED, State.PENDING]


def test_sentences_of_white_space_have_no_entry() -> None:
    assert merge(Memory(), article([" ", "one."]), "en").entries == (Entry("one.", references=("lima.txt:p1s2",)),)


WORDS = "أعلن الرئيس أمس عن قتل 120 شخصا في مدينة ليما بعد أن وصلت قوات الجيش إلى الحدود".split()
sentence_texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


class Editing(RuleBasedStateMachine):
    """A seed and its PO file under random edits; `reviewed` is what people said, by sentence."""

    @initialize(texts=st.lists(sentence_texts, min_size=1, max_size=6))
    def begin(self, texts: list[str]) -> None:
        self.texts = texts
        self.memory = Memory()
        self.reviewed: dict[str, str] = {}
        self.notes: set[str] = set()
        self.merge()

    def merge(self) -> None:
        before = {entry.source: entry.target for entry in self.memory.entries if mem.state(entry) is State.REVIEWED}
        assert {memory_key(source): target for source, target in before.items()} == self.reviewed
        new = article(self.texts)
        self.memory = merge(self.memory, new, "en")
        assert merge(self.memory, new, "en") == self.memory
        text = mem.serialise(self.memory)
        self.memory = mem.parse(text, "lima.po")
        assert mem.serialise(self.memory) == text

    @rule(data=st.data(), text=sentence_texts)
    def insert(self, data: st.DataObject, text: str) -> None:
        self.texts.insert(data.draw(st.integers(0, len(self.texts))), text)
        self.merge()

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if self.texts:
            del self.texts[data.draw(st.integers(0, len(self.texts) - 1))]
        self.merge()

    @rule(data=st.data(), word=st.sampled_from(WORDS))
    def change_a_word(self, data: st.DataObject, word: str) -> None:
        if self.texts:
            n = data.draw(st.integers(0, len(self.texts) - 1))
            words = self.texts[n].split()
            words[data.draw(st.integers(0, len(words) - 1))] = word
            self.texts[n] = " ".join(words)
        self.merge()

    @rule(data=st.data())
    def shuffle(self, data: st.DataObject) -> None:
        self.texts = data.draw(st.permutations(self.texts))
        self.merge()

    @rule(data=st.data(), draft=st.booleans(), note=st.booleans())
    def translate(self, data: st.DataObject, *, draft: bool, note: bool) -> None:
        live = [e for e in self.memory.entries if not e.obsolete and mem.state(e) is not State.REVIEWED]
        if live:
            entry = data.draw(st.sampled_from(live))
            target = f"T{len(self.reviewed)} {entry.source}"
            comments = (f"note on {entry.source}",) if note else ()
            new = replace(entry, target=target, fuzzy=draft, previous="", comments=(*entry.comments, *comments))
            self.memory = mem.put(self.memory, {entry.source: new})
            self.notes |= set(comments)
            if not draft:
                self.reviewed[memory_key(entry.source)] = target

    @invariant()
    def reviewed_sentences_are_published_as_people_left_them(self) -> None:
        best = mem.by_key(self.memory)
        assert {key: best[key].target for key in self.reviewed} == self.reviewed
        assert all(mem.state(best[key]) is State.REVIEWED for key in self.reviewed)

    @invariant()
    def nothing_passes_for_reviewed_that_nobody_reviewed(self) -> None:
        reviewed = {memory_key(e.source) for e in self.memory.entries if mem.state(e) is State.REVIEWED}
        assert reviewed == set(self.reviewed)

    @invariant()
    def every_sentence_has_one_live_entry(self) -> None:
        live = [memory_key(entry.source) for entry in self.memory.entries if not entry.obsolete]
        assert sorted(live) == sorted({memory_key(text) for text in self.texts})

    @invariant()
    def notes_are_kept(self) -> None:
        assert self.notes <= {comment for entry in self.memory.entries for comment in entry.comments}


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)

"""Two articles that share sentences, edited, reviewed and built at random: what is said is always of that sentence.

Every translation names the sentence that it was made for, so that one that stands with another sentence is seen.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from mujaz import memory as mem
from mujaz.engines.base import Failure, Request, Result
from mujaz.errors import QuotaExhausted
from mujaz.memory.index import Index
from mujaz.model import Article, Segment, State
from mujaz.text import memory_key
from tests.support.translating import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.engines.base import Outcome
    from mujaz.memory import Memory

WORDS = "أعلن الرئيس أمس عن وصول شخص إلى مدينة ليما".split()
sentence_texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6).map(" ".join)
names = st.sampled_from(["lima", "quito"])


class Building(RuleBasedStateMachine):
    @initialize(texts=st.lists(sentence_texts, min_size=1, max_size=4))
    def begin(self, texts: list[str]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.index = Index(Path(self.folder.name), Path(self.folder.name) / "cache" / "memory.sqlite")
        self.texts = {"lima": list(texts), "quito": list(texts)}
        self.words: dict[str, set[str]] = {"lima": set(), "quito": set()}
        self.written = 0
        self.paid: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        if hasattr(self, "index"):
            self.index.close()
            self.folder.cleanup()

    def path(self, name: str) -> Path:
        return Path(self.folder.name) / f"{name}.po"

    @rule(name=names, text=sentence_texts, data=st.data())
    def change_the_seed(self, name: str, text: str, data: st.DataObject) -> None:
        texts = self.texts[name]
        match data.draw(st.sampled_from(["insert", "delete", "replace", "word", "move"])):
            case "insert":
                texts.insert(data.draw(st.integers(0, len(texts))), text)
            case "delete":
                del texts[-1:]
            case "replace":
                texts[-1:] = [text]
            case "word" if texts:
                n = data.draw(st.integers(0, len(texts) - 1))
                texts[n] = " ".join([*texts[n].split()[:-1], text.split(maxsplit=1)[0]])
            case _:
                texts.reverse()

    @rule(name=names, data=st.data(), write=st.booleans(), finish=st.booleans())
    def a_person_at_work(self, name: str, data: st.DataObject, *, write: bool, finish: bool) -> None:
        """Writes something else or approves what is there; finishes it or leaves it as it was, draft or stale."""
        memory = mem.read(self.path(name))
        live = [e for e in memory.entries if not e.obsolete and (write or mem.state(e) is State.DRAFT)]
        if live and (write or finish):
            entry = data.draw(st.sampled_from(live))
            key = memory_key(entry.source)
            self.written += write
            new = replace(
                entry,
                target=f"H{self.written}[{key}]" if write else entry.target,
                fuzzy=not finish,
                previous="" if finish else entry.previous,
            )
            changed = mem.put(memory, {entry.source: new})
            self.path(name).write_text(mem.serialise(changed), encoding="utf-8")
            standing = {e.target for e in changed.entries}
            self.words[name] = {word for word in self.words[name] if word in standing} | (
                {new.target} if write else set()
            )

    @rule(name=names, online=st.booleans(), quota=st.integers(0, 4))
    def build(self, name: str, *, online: bool, quota: int) -> None:
        segments = tuple(Segment(f"p1s{n}", text) for n, text in enumerate(self.texts[name], 1))
        article = Article(name, f"{name}.txt", name, "ar", "lead", (segments,))
        left = quota

        def run(requests: Sequence[Request]) -> Iterator[Outcome]:
            nonlocal left
            for request in requests:
                left -= 1
                key = memory_key(request.text)
                if left < 0:
                    yield Failure(request.id, QuotaExhausted("nothing more today"))
                else:
                    assert (name, key) not in self.paid, "paid for twice"
                    self.paid.add((name, key))
                    yield Result(request.id, f"E[{key}]", "google")

        def save(memory: Memory) -> Memory:
            self.path(name).write_text(mem.serialise(memory), encoding="utf-8")
            return memory

        self.index.refresh()
        known = mem.read(self.path(name))
        outcome = translate(article, known, self.index, run if online else None, save)
        assert mem.read(self.path(name)) == outcome.memory
        for segment, translation in zip(segments, outcome.translations, strict=True):
            key = memory_key(segment.text)
            assert re.fullmatch(rf"((E|H\d+)\[{key}\])?", translation.text)
            assert bool(translation.text) == (translation.state in (State.REVIEWED, State.DRAFT))
            if translation.state is State.STALE and translation.previous.startswith("E"):
                assert translation.previous == f"E[{memory_key(translation.previous_source)}]"
        assert self.words[name] <= {entry.target for entry in outcome.memory.entries}
        again = translate(article, outcome.memory, self.index, None, save, at="2026-11-24")
        assert again.memory == outcome.memory


TestBuilding = Building.TestCase
TestBuilding.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)

"""A newsroom at random: seeds, PO files, pages and XLIFF edited, seeds renamed, engines lost, caches deleted.

Whatever the order, no wording that a person wrote is lost, no translation stands with another sentence, and a build
that has nothing to do writes nothing. Every sentence names itself by a number, every translation its sentence.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from mujaz import editing, pipeline
from mujaz import memory as mem
from mujaz.engines.base import Failure, Request, Result
from mujaz.errors import MujazError, Transient
from mujaz.model import State
from tests.support.projects import TODAY, files, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.memory.po import Entry

numbers = st.integers(1, 6)
picks = st.integers(0, 99)
NUMBER = re.compile(r"\d+")


def sentence(number: int) -> str:
    return f"وصلت القافلة رقم {number} إلى المدينة."


def english(number: int, by: str) -> str:
    return f"Convoy number {number} reached the city, says {by}."


def number_of(text: str) -> int:
    [found] = NUMBER.findall(text.split(",", maxsplit=1)[0])
    return int(found)


class Newsroom(RuleBasedStateMachine):
    @initialize(first=st.lists(numbers, min_size=1, max_size=3), second=st.lists(numbers, min_size=1, max_size=3))
    def begin(self, first: list[int], second: list[int]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.settings = make(Path(self.folder.name), {})
        self.seeds = {"lima": first, "quito": second}
        self.hands = 0
        self.renamed = 0
        self.words: dict[tuple[str, int], str] = {}
        """What a person wrote last of a sentence in an article."""
        for name in self.seeds:
            self.write(name)
        self.build_with(answers=99)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def write(self, name: str) -> None:
        text = "\n".join(map(sentence, self.seeds[name])) + "\n"
        (self.settings.seeds / f"{name}.txt").write_text(text, encoding="utf-8")

    def hand(self) -> str:
        self.hands += 1
        return f"Hand{self.hands}"

    @rule(pick=picks, number=numbers, how=st.sampled_from(["add", "drop", "change", "turn"]))
    def change_a_seed(self, pick: int, number: int, how: str) -> None:
        name = sorted(self.seeds)[pick % len(self.seeds)]
        said = self.seeds[name]
        match how:
            case "add":
                said.insert(pick % (len(said) + 1), number)
            case "drop" if len(said) > 1:
                del said[pick % len(said)]
            case "change":
                said[pick % len(said)] = number
            case _:
                said.reverse()
        self.write(name)

    @rule(pick=picks)
    def rename_a_seed(self, pick: int) -> None:
        name = sorted(self.seeds)[pick % len(self.seeds)]
        self.renamed += 1
        new = f"{name.rstrip('0123456789')}{self.renamed}"
        (self.settings.seeds / f"{name}.txt").rename(self.settings.seeds / f"{new}.txt")
        self.seeds[new] = self.seeds.pop(name)

    @rule(pick=picks)
    def edit_a_page(self, pick: int) -> None:
        pages = sorted(self.settings.briefings.glob("*.md"))
        if not pages:
            return
        page = pages[pick % len(pages)]
        text = page.read_text("utf-8")
        quotes = re.findall(r"^> .*$", text, flags=re.MULTILINE)
        if not quotes:
            return
        quote = quotes[pick % len(quotes)]
        number = number_of(quote)
        new = english(number, self.hand())
        bare = re.sub(rf"^{re.escape(quote)}\n\nConvoy .*\n", f"{quote}\n", text, flags=re.MULTILINE)
        page.write_text(bare.replace(f"{quote}\n", f"{quote}\n\n{new}\n"), "utf-8")
        self.words[page.stem, number] = new

    def entries(self, pick: int) -> tuple[Path, mem.Memory, Entry] | None:
        """A live entry of some PO file."""
        pos = sorted(self.settings.translations.glob("*.po"))
        if not pos:
            return None
        path = pos[pick % len(pos)]
        memory = mem.read(path)
        live = [entry for entry in memory.entries if not entry.obsolete]
        return (path, memory, live[pick % len(live)]) if live else None

    @rule(pick=picks, finish=st.booleans())
    def edit_a_po_file(self, pick: int, finish: bool) -> None:  # noqa: FBT001
        if found := self.entries(pick):
            path, memory, entry = found
            number = number_of(entry.source)
            new = english(number, self.hand())
            changed = replace(entry, target=new, fuzzy=not finish, previous="" if finish else entry.previous)
            path.write_text(mem.serialise(mem.put(memory, {entry.source: changed})), "utf-8")
            self.words[path.stem, number] = new

    @rule(pick=picks)
    def send_a_file_out_and_take_it_back(self, pick: int) -> None:
        name = sorted(self.seeds)[pick % len(self.seeds)]
        form = ("xliff", "tmx", "po")[pick % 3]
        if not (self.settings.translations / f"{name}.po").exists():
            return
        text = editing.export(self.settings, name, form)  # type: ignore[arg-type]  # one of the three
        said = re.findall(r"Convoy number \d+ reached the city, says \w+\.", text)
        if not said:
            return
        old = said[pick % len(said)]
        new = english(number_of(old), self.hand())
        path = Path(self.folder.name) / f"{name}.{form}"
        path.write_text(text.replace(old, new), "utf-8")
        before = {p: p.read_bytes() for p in self.settings.translations.glob("*.po")}
        try:
            editing.receive(self.settings, path, "Sara", TODAY)
        except MujazError:
            assert before == {p: p.read_bytes() for p in self.settings.translations.glob("*.po")}
        else:
            if new in (self.settings.translations / f"{name}.po").read_text("utf-8"):
                self.words[name, number_of(old)] = new

    @rule(pick=picks)
    def approve(self, pick: int) -> None:
        name = sorted(self.seeds)[pick % len(self.seeds)]
        if (self.settings.translations / f"{name}.po").exists():
            editing.approve(self.settings, name, [], "Tom", TODAY)

    @rule()
    def lose_the_cache(self) -> None:
        for path in self.settings.cache.glob("*"):
            path.unlink()

    @rule(answers=st.sampled_from([0, 1, 2, 99]))
    def build(self, answers: int) -> None:
        self.build_with(answers)

    def build_with(self, answers: int) -> None:
        left = answers

        def run(requests: Sequence[Request]) -> Iterator[Result | Failure]:
            nonlocal left
            for request in requests:
                left -= 1
                if left < 0:
                    yield Failure(request.id, Transient("the engine is gone"))
                else:
                    yield Result(request.id, english(number_of(request.text), "engine"), "fake")

        report = pipeline.build(self.settings, TODAY, run=run)
        self.nothing_is_lost()
        if report.failed:
            return
        for name, said in self.seeds.items():
            shown = json.loads((self.settings.briefings / f"{name}.json").read_bytes())["segments"]
            assert [segment["ar"] for segment in shown] == [sentence(number) for number in said]
            for segment, number in zip(shown, said, strict=True):
                if segment["state"] in {State.PENDING, State.STALE}:
                    assert not segment["en"]
                else:
                    assert number_of(segment["en"]) == number
        before = files(self.settings, "seeds", "translations", "content")
        assert pipeline.build(self.settings, TODAY, run=None).failed == ()
        assert files(self.settings, "seeds", "translations", "content") == before

    def nothing_is_lost(self) -> None:
        everything = "".join(
            path.read_text("utf-8")
            for folder in (self.settings.translations, self.settings.briefings)
            for path in sorted(folder.glob("*.*"))
        )
        for (name, _), word in self.words.items():
            assert word in everything, f"{name} lost {word}"


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = hypothesis_settings(max_examples=120, stateful_step_count=20, deadline=None)

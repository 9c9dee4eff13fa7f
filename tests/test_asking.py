"""Engines asked for many articles at once: what is in flight, what is shared, whose trouble stays whose."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from mujaz import memory as mem
from mujaz import pipeline
from mujaz.asking import Asker
from mujaz.engines.base import Failure, Request, Result
from mujaz.engines.chain import Chain
from mujaz.errors import QuotaExhausted
from mujaz.memory.index import Index
from mujaz.model import Article, Segment
from mujaz.translate import begin, gate
from tests.engines.fakes import FOREVER, FakeEngine, engine
from tests.support.fake_servers import FakeServer, Reply, as_json, english
from tests.support.projects import BRIDGE, TODAY, Translator, build, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mujaz.engines.base import Outcome
    from mujaz.memory import Memory
    from mujaz.translate import Work
    from tests.support.fake_servers import Call

SHARED = "وقال المتحدث إن التحقيق مستمر"


class Newsroom:
    """Articles with memories that are kept in a dictionary; a save can be made to fail."""

    def __init__(self, folder: Path) -> None:
        self.index = Index(folder, folder / "memory.sqlite")
        self.saved: dict[str, Memory] = {}
        self.full: set[str] = set()

    def work(self, name: str, *texts: str, memory: Memory | None = None, engines: Sequence[str] = ()) -> Work:
        article = Article(
            name, f"{name}.txt", name, "ar", "t", (tuple(Segment(f"p1s{n}", t) for n, t in enumerate(texts, 1)),)
        )

        def save(memory: Memory) -> Memory:
            if name in self.full and any(entry.target for entry in memory.entries):
                raise OSError("no space left on device")
            self.saved[name] = memory
            return memory

        return begin(article, memory or mem.Memory(), self.index, (), save, TODAY, "en", engines)

    def targets(self, name: str) -> list[str]:
        return [entry.target for entry in self.saved[name].entries]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = Newsroom(tmp_path)
    yield made
    made.index.close()


class Engine:
    """Answers what it is asked, and remembers it."""

    def __init__(self, answer: Callable[[Request], Sequence[Outcome]] | None = None) -> None:
        self.answer = answer or (lambda request: [Result(request.id, english(request.text), "fake")])
        self.asked: list[str] = []

    def __call__(self, requests: Sequence[Request]) -> Iterator[Outcome]:
        for request in requests:
            self.asked.append(request.text)
            yield from self.answer(request)


def test_calls_for_several_articles_are_in_flight_together(tmp_path: Path) -> None:
    """Eight articles of one sentence: every call waits on the server until all eight are there."""
    together = threading.Barrier(8)

    def answer(call: Call) -> Reply:
        together.wait(timeout=60)
        return as_json({"translatedText": [english(text) for text in call.json["q"]]})

    settings = make(tmp_path, {f"n{n}.txt": f"الجملة رقم {n} وحدها." for n in range(8)})
    with FakeServer(answer) as server:
        chain = Chain([engine("libretranslate", url=server.url, batch=1, concurrency=8)])
        report = pipeline.build(settings, TODAY, run=lambda requests: chain.run(requests, FOREVER))
    assert (report.translated, report.failed, report.engine_failures) == (8, (), ())


def test_a_sentence_that_articles_share_is_paid_for_once_now_and_later(room: Newsroom) -> None:
    fake = Engine()
    asker = Asker(fake)
    for names in ("ab", "cd"):
        done = list(asker([room.work(name, f"جملة {name}", SHARED) for name in names]))
        assert [asked.work.article.name for asked in done] == list(names)
    assert sorted(fake.asked) == sorted(["جملة a", "جملة b", "جملة c", "جملة d", SHARED])
    assert {room.targets(name)[1] for name in "abcd"} == {english(SHARED)}


def test_a_failure_is_told_to_everyone_who_waits_and_tried_again_for_the_next(room: Newsroom) -> None:
    fake = Engine(lambda request: [Failure(request.id, QuotaExhausted("nothing more today"))])
    asker = Asker(fake)
    done = list(asker([room.work("a", SHARED), room.work("b", "أولا", SHARED)]))
    assert [[failure.id for failure in asked.failures] for asked in done] == [["p1s1"], ["p1s2", "p1s1"]]
    list(asker([room.work("c", SHARED)]))
    assert fake.asked == [SHARED, "أولا", SHARED]


def test_an_article_comes_back_before_the_others_are_done_and_saved(room: Newsroom) -> None:
    fake = Engine()
    with closing(Asker(fake)([room.work("a", "أولا"), room.work("b", "ثانيا")])) as done:
        assert next(done).work.article.name == "a"
        assert (fake.asked, room.targets("a")) == (["أولا"], [english("أولا")])


def test_whoever_stops_reading_loses_nothing_that_came(room: Newsroom) -> None:
    texts = [f"جملة {n}" for n in range(5)]
    fake = Engine()
    with closing(
        Asker(fake, clock=lambda: 0.0)([room.work("a", "أولا"), room.work("b", *texts), room.work("c", *texts[:3])])
    ) as done:
        names = [next(done).work.article.name, next(done).work.article.name]
    assert names == ["a", "c"]
    assert fake.asked == ["أولا", *texts[:3]]
    assert [bool(target) for target in room.targets("b")] == [True, True, True, False, False]


def test_an_article_that_cannot_be_saved_costs_the_others_nothing(room: Newsroom) -> None:
    room.full = {"a"}
    a, b = Asker(Engine())([room.work("a", SHARED), room.work("b", SHARED)])
    assert isinstance(a.error, OSError)
    assert b.error is None
    assert room.targets("b") == [english(SHARED)]


def test_a_defect_of_the_engines_keeps_what_came_before_it(room: Newsroom) -> None:
    def answer(request: Request) -> Sequence[Outcome]:
        if request.text == SHARED:
            raise ZeroDivisionError
        return [Result(request.id, english(request.text), "fake")]

    works = [room.work("a", "أولا"), room.work("b", "ثانيا", "ثالثا", SHARED), room.work("c", SHARED)]
    done = list(Asker(Engine(answer), clock=lambda: 0.0)(works))
    assert [(asked.work.article.name, type(asked.error)) for asked in done] == [
        ("a", type(None)),
        ("b", ZeroDivisionError),
        ("c", ZeroDivisionError),
    ]
    assert room.targets("b") == [english("ثانيا"), english("ثالثا"), ""]


def test_everything_that_refused_engines_say_of_a_shared_text_reaches_all(room: Newsroom) -> None:
    fake = Engine(
        lambda request: [
            Result(request.id, "first", "e1", held="numbers"),
            Result(request.id, "second", "e2", held="numbers"),
        ]
    )
    asker = Asker(fake)
    list(asker([room.work("a", SHARED), room.work("b", SHARED)]))
    list(asker([room.work("c", SHARED)]))
    assert len(fake.asked) == 1
    for name in "abc":
        [entry] = room.saved[name].entries
        assert (entry.target, *sorted(mem.tried(entry))) == ("first", "e1", "e2")


def test_a_build_asks_an_added_engine_for_held_drafts_and_then_is_done(tmp_path: Path) -> None:
    def refused(requests: Sequence[Request]) -> Iterator[Result]:
        return (Result(r.id, "The bridge is crossed by 9 cars.", "e1", held="numbers") for r in requests)

    settings = make(tmp_path, {"bridge.txt": BRIDGE})
    pipeline.build(settings, TODAY, run=refused, engines=("e1",))
    assert pipeline.build(settings, TODAY, run=Translator({}), engines=("e1",)).composed == 0
    assert build(settings).composed == 0, "without engines nothing can be done"
    report = pipeline.build(settings, TODAY, run=Translator(), engines=("e1", "fake/words"))
    assert (report.composed, report.translated, report.sound) == (1, 2, True)
    assert pipeline.build(settings, TODAY, run=Translator({}), engines=("e1", "fake/words")).composed == 0


def test_a_sentence_that_one_article_holds_and_another_wants_redone_is_sent_once(room: Newsroom) -> None:
    held = Engine(lambda request: [Result(request.id, "first", "e1", held="numbers")])
    list(Asker(held)([room.work("a", SHARED), room.work("b", SHARED)]))
    again = {name: room.saved[name] for name in "ab"}
    again["a"] = mem.ask_again(again["a"], ["p1s1"])
    fake = Engine(lambda request: [Result(request.id, "better", "e2")])
    list(Asker(fake)([room.work(name, SHARED, memory=again[name], engines=("e1", "e2")) for name in "ab"]))
    assert fake.asked == [SHARED]
    assert (room.targets("a"), room.targets("b")) == (["better"], ["better"])


def test_an_engine_that_cannot_do_a_held_sentence_is_not_asked_for_it_in_every_build(tmp_path: Path) -> None:
    calls: list[str] = []

    def second(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        calls.extend(request.text for request in batch)
        return iter([Result(request.id, request.text, "e2") for request in batch])  # the original back

    first = FakeEngine(lambda batch, _: (Result(r.id, "9 cars.", "e1") for r in batch), name="e1")
    settings = make(tmp_path, {"bridge.txt": "ويعبر الجسر 12 ألف سيارة في اليوم.\n"})
    for _ in range(3):
        chain = Chain([first, FakeEngine(second, name="e2")], gate)
        pipeline.build(settings, TODAY, run=lambda r: chain.run(r, FOREVER), engines=chain.origins)  # noqa: B023
    assert calls == ["ويعبر الجسر 12 ألف سيارة في اليوم."]
    assert "# tried: e2" in (settings.translations / "bridge.po").read_text("utf-8")

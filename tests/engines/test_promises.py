"""What holds whatever the engines do: one outcome each, nothing empty, nothing untranslated, nothing given away."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.base import THIS_MACHINE, Failure, Outcome, Request, Result
from mujaz.engines.chain import Chain
from mujaz.errors import (
    AuthError,
    BadOutput,
    EngineError,
    QuotaExhausted,
    RateLimited,
    Timeout,
    TooLong,
    Transient,
    Unsupported,
)
from tests.engines.fakes import KEY, SENTENCES, FakeEngine, FakeTime, engine, patient, requests, run, texts
from tests.support.fake_servers import Call, FakeServer, Reply, as_json, chat, english, google, libretranslate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


FAULTS = st.sampled_from(
    [
        *(kind("x") for kind in (AuthError, BadOutput, EngineError, QuotaExhausted, RateLimited, Timeout, TooLong)),
        *(kind("x") for kind in (Transient, Unsupported, ValueError, KeyError)),
        RateLimited("slow down", retry_after=4),
        RateLimited("go away", retry_after=400),
        Transient("later", retry_after=2),
    ],
)
ANSWERS = st.sampled_from(["good", "good", "good", "", " \u200f", "echo", "failure", "stranger", "twice", "nothing"])
STEPS = st.lists(st.tuples(st.lists(ANSWERS, max_size=4), st.none() | st.none() | FAULTS), max_size=12)


def misbehaving(steps: list[tuple[list[str], Exception | None]]) -> Callable[..., Iterator[Outcome]]:
    """Call by call: how each text of the batch is answered, and how the call ends."""

    def behaviour(batch: Sequence[Request], number: int) -> Iterator[Outcome]:
        answers, fault = steps[number] if number < len(steps) else ([], None)
        for n, request in enumerate(batch):
            answer = answers[n] if n < len(answers) else "good"
            if answer == "failure":
                yield Failure(request.id, BadOutput("x"))
            elif answer == "stranger":
                yield Result("nobody", "x", "fake")
            elif answer != "nothing":
                text = {"good": english(request.text), "twice": "Twice.", "echo": request.text}.get(answer, answer)
                yield from [Result(request.id, text, "fake")] * (2 if answer == "twice" else 1)
        if fault is not None:
            raise fault

    return behaviour


@given(
    plans=st.lists(
        st.tuples(STEPS, st.integers(1, 4), st.sampled_from([20, 45, 5000]), st.sampled_from([THIS_MACHINE, "host"])),
        max_size=3,
    ),
    refused=st.sets(st.sampled_from(["p1s1", "p1s4"])),
    refused_once=st.sets(st.sampled_from(["p1s2", "p1s3", "p1s8"])),
    draw=st.floats(0.01, 1),
    budget=st.sampled_from([0.0, 5.0, 600.0]),
)
def test_every_request_has_one_last_outcome_whatever_the_engines_do(
    plans: list[tuple[list[tuple[list[str], Exception | None]], int, int, str]],
    refused: set[str],
    refused_once: set[str],
    draw: float,
    budget: float,
) -> None:
    time = FakeTime(draw=draw)
    engines = [
        FakeEngine(misbehaving(steps), name=f"e{n}", max_batch=size, max_chars=chars, endpoint=where, concurrency=2)
        for n, (steps, size, chars, where) in enumerate(plans)
    ]
    to_refuse = set(refused_once)

    def gate(request: Request, _text: str) -> str | None:
        if request.id in to_refuse:
            to_refuse.remove(request.id)
            return "not yet"
        return "no" if request.id in refused else None

    asked = requests()
    outcomes: dict[str, Outcome] = {}
    failed: set[str] = set()
    for outcome in Chain(engines, gate, clock=time.clock, policy=patient()).run(asked, time.time + budget):
        before = outcomes.get(outcome.id)
        if before is not None:
            assert isinstance(before, Result)
            assert before.held
            if isinstance(outcome, Failure):
                failed.add(outcome.id)
                continue
            assert outcome.engine != before.engine
        assert outcome.id not in failed, "a failure is the last word"
        outcomes[outcome.id] = outcome
    assert sorted(outcomes) == sorted(request.id for request in asked)
    sources = {request.id: request.text for request in asked}
    for outcome in outcomes.values():
        if isinstance(outcome, Result):
            assert outcome.text.strip()
            assert outcome.text != sources[outcome.id]
            if outcome.id not in refused_once:
                assert bool(outcome.held) == (outcome.id in refused)
        else:
            assert str(outcome.error)
    assert time.time <= 1000.0 + budget


def _echo(call: Call) -> Reply:
    """Everything that came in, thrown back: a proxy's error page, a debug server."""
    told = f"{call.path}?{call.query} {dict(call.headers)} {call.body.decode()}"
    return as_json({"error": {"message": told, "code": told}, "detail": told}, status=400)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("libre", {"api_key": KEY}),
        ("microsoft", {"api_key": KEY}),
        ("qcri", {"api_key": KEY}),
        ("baidu", {"appid": "app", "appkey": KEY}),
        ("papago", {"client_id": "app", "secret_key": KEY}),
        ("yandex", {"api_key": KEY}),
        ("mymemory", {"email": KEY}),
        ("libretranslate", {"api_key": KEY}),
        ("llm", {"api_key": KEY, "model": "m"}),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 401, 403, 429, 500])
def test_a_key_appears_nowhere_even_if_the_server_throws_it_back(
    name: str,
    options: dict[str, object],
    status: int,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    with FakeServer(lambda call: Reply(_echo(call).body, status)) as server:
        chain = Chain([engine(name, url=server.url, **options)], clock=FakeTime().clock)
        outcomes = run(chain, "قال الوزير نعم إنه سيعود غدا")
    out, err = capfd.readouterr()
    everything = "".join((repr(outcomes), *map(str, outcomes.values()), out, err, caplog.text))
    assert KEY not in everything
    (outcome,) = outcomes.values()
    assert isinstance(outcome, Failure)
    assert "سيعود" not in str(outcome.error)
    assert (outcome.error.__cause__, outcome.error.__context__, outcome.error.__traceback__) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "fake", "options"),
    [
        ("google", google, {"rate": 10_000}),
        ("libretranslate", libretranslate, {"batch": 5}),
        ("llm", chat, {"batch": 5, "model": "m"}),
    ],
)
def test_sixteen_callers_at_once_each_get_their_own_texts(
    name: str, fake: Callable[[], FakeServer], options: dict[str, object]
) -> None:
    got: dict[str, str] = {}
    with fake() as server:
        chain = Chain([engine(name, url=server.url, concurrency=8, **options)])

        def call(number: int) -> None:
            own = [f"الجملة رقم {number} من {n}" for n in range(20)]
            outcomes = run(chain, *own)
            got.update({text: texts(outcomes)[f"p1s{n}"] for n, text in enumerate(own, 1)})

        threads = [threading.Thread(target=call, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.most_at_once <= 8, "the limit is the engine's, not each caller's"
    assert len(got) == 320
    assert {text: answer for text, answer in got.items() if answer != english(text)} == {}


def test_whoever_stops_listening_leaves_nothing_running() -> None:
    """Ctrl-C in the middle: the calls in flight are remembered as strays, and nothing more is started."""
    with libretranslate() as server:
        chain = Chain([engine("libretranslate", url=server.url, batch=1, concurrency=1)])
        outcomes = chain.run(requests(*SENTENCES), float("inf"))
        next(outcomes)
        outcomes.close()  # type: ignore[attr-defined]  # it is a generator
        assert len(server.calls) <= 2

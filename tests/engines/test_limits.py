from __future__ import annotations

import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.base import Profile
from mujaz.engines.limits import Guard, Policy, TokenBucket, backoff
from mujaz.errors import EngineError

POLICY = Policy(failures=3, cool_down=60, strays=2)
SILENT = EngineError("no answer")


@given(rate=st.floats(0.1, 50), gaps=st.lists(st.floats(0, 5), max_size=60))
def test_no_more_calls_than_the_rate_allows(rate: float, gaps: list[float]) -> None:
    bucket, now, taken = TokenBucket(rate), 0.0, 0
    for gap in gaps:
        now += gap
        taken += bucket.take(now) == 0.0
    assert taken <= max(1.0, rate) + now * rate + 1e-6


@given(rate=st.floats(0.1, 50), calls=st.integers(1, 60))
def test_whoever_waits_as_told_gets_a_token(rate: float, calls: int) -> None:
    bucket, now = TokenBucket(rate), 0.0
    for _ in range(calls):
        wait = bucket.take(now)
        if wait:
            now += wait + 1e-9
            assert bucket.take(now) == 0.0


def test_without_a_rate_nobody_waits() -> None:
    bucket = TokenBucket(None)
    assert [bucket.take(0.0) for _ in range(1000)] == [0.0] * 1000


@given(attempt=st.integers(1, 50), draw=st.floats(0, 1))
def test_pauses_are_jittered_over_their_full_width_and_bounded(attempt: int, draw: float) -> None:
    pause = backoff(attempt, draw, POLICY)
    assert 0 <= pause <= POLICY.cap
    assert pause == draw * backoff(attempt, 1.0, POLICY)


def test_pauses_double() -> None:
    assert [backoff(n, 1.0, POLICY) for n in range(1, 7)] == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


def test_failures_in_a_row_close_and_a_success_between_them_does_not() -> None:
    guard = Guard(Profile(name="x", concurrency=8), POLICY)
    for ok in (False, False, True, False, False):
        guard.succeeded() if ok else guard.failed(SILENT, 0.0)
    assert guard.closed(0.0) is None
    guard.failed(SILENT, 0.0)
    closed = guard.closed(0.0)
    assert closed is not None
    assert closed.message == "rests after 3 failures in a row: no answer"
    assert guard.ask(1.0) == 59.0


def test_when_it_has_rested_one_call_tries_and_the_others_wait() -> None:
    guard = Guard(Profile(name="x", concurrency=8), POLICY)
    for _ in range(3):
        guard.failed(SILENT, 0.0)
    assert guard.closed(60.0) is None
    assert guard.ask(60.0) == 0.0
    assert guard.ask(60.0) > 0.0
    guard.succeeded()
    assert guard.ask(60.0) == guard.ask(60.0) == 0.0


def test_a_trial_that_fails_or_is_left_behind_does_not_block_the_next() -> None:
    guard = Guard(Profile(name="x", concurrency=8), POLICY)
    for _ in range(3):
        guard.failed(SILENT, 0.0)
    assert guard.ask(60.0) == 0.0
    guard.failed(SILENT, 61.0)
    assert guard.closed(62.0) is not None
    assert guard.ask(121.0) == 0.0
    guard.abandon([])
    assert guard.ask(122.0) == 0.0


def test_closed_for_good_stays_closed_whatever_else_happens() -> None:
    guard = Guard(Profile(name="x", concurrency=8), POLICY)
    spent = EngineError("nothing more today")
    guard.close(spent)
    guard.close(EngineError("slow down"), until=10.0)
    for _ in range(5):
        guard.failed(SILENT, 5.0)
    guard.succeeded()
    assert guard.closed(1e9) is spent
    assert guard.ask(1e9) == math.inf


def test_held_until_the_engine_is_ready() -> None:
    guard = Guard(Profile(name="x", concurrency=8), POLICY)
    guard.hold(7.0)
    guard.hold(3.0)
    assert guard.ask(1.0) == 6.0
    assert guard.ask(7.0) == 0.0


def test_calls_that_never_come_back_are_bounded_and_forgotten_when_they_do() -> None:
    guard = Guard(Profile(name="x", concurrency=8), POLICY)
    release = threading.Event()
    threads = [threading.Thread(target=release.wait, args=(10,), daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    guard.abandon(threads)
    closed = guard.closed(0.0)
    assert closed is not None
    assert closed.message == "2 calls never came back"
    release.set()
    for thread in threads:
        thread.join()
    assert guard.closed(0.0) is None


@pytest.mark.parametrize("threads", [16])
def test_a_rate_holds_for_all_threads_together(threads: int) -> None:
    guard = Guard(Profile(name="x", rate=10.0, concurrency=99), POLICY)
    got: list[float] = []
    callers = [threading.Thread(target=lambda: got.extend(guard.ask(0.0) for _ in range(50))) for _ in range(threads)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert got.count(0.0) == 10


def test_no_more_calls_at_once_than_the_engine_allows() -> None:
    guard = Guard(Profile(name="x", concurrency=2), POLICY)
    assert [guard.ask(0.0), guard.ask(0.0), guard.ask(0.0)] == [0.0, 0.0, POLICY.poll]
    guard.landed()
    assert [guard.ask(0.0), guard.ask(0.0)] == [0.0, POLICY.poll]
    guard.abandon([None, threading.Thread()])
    assert [guard.ask(0.0), guard.ask(0.0), guard.ask(0.0)] == [0.0, 0.0, POLICY.poll]

"""What the chain does when calls fail, take too long or come too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.engines.base import Failure, Outcome, Request, Result
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
from tests.engines.fakes import (
    ALL,
    SENTENCES,
    FakeEngine,
    FakeTime,
    errors,
    patient,
    raising,
    requests,
    run,
    texts,
    translated,
    with_term,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def test_transient_errors_are_retried_after_a_jittered_pause_that_doubles() -> None:
    time = FakeTime(draw=0.5)
    engine = FakeEngine(raising(Transient("x"), Transient("x")))
    assert texts(run(Chain([engine], clock=time.clock), SENTENCES[0])) == {"p1s1": ALL["p1s1"]}
    assert time.pauses == [0.25, 0.5]


def test_after_three_attempts_it_is_the_next_engines_turn() -> None:
    time = FakeTime()
    first, second = FakeEngine(raising(*[Transient("x")] * 9), name="first"), FakeEngine(name="second")
    assert texts(run(Chain([first, second], clock=time.clock), SENTENCES[0])) == {"p1s1": ALL["p1s1"]}
    assert len(first.batches) == 3
    assert len(second.batches) == 1


@pytest.mark.parametrize(
    "error", [AuthError("a"), QuotaExhausted("q"), Unsupported("u"), BadOutput("b"), TooLong("t"), EngineError("e")]
)
def test_other_errors_are_not_retried(error: EngineError) -> None:
    time = FakeTime()
    engine = FakeEngine(raising(error))
    assert len(errors(run(Chain([engine], clock=time.clock), SENTENCES[0]))) == 1
    assert len(engine.batches) == 1
    assert time.pauses == []


def test_the_engines_own_advice_on_when_to_come_back_is_followed() -> None:
    time = FakeTime(draw=0.0)
    engine = FakeEngine(raising(RateLimited("slow down", retry_after=7)))
    assert texts(run(Chain([engine], clock=time.clock))) == ALL
    assert time.pauses == [7.0]


def test_a_server_in_maintenance_is_given_the_time_it_asks_for() -> None:
    time = FakeTime(draw=0.5)
    engine = FakeEngine(raising(Transient("answered 503", retry_after=4)))
    assert texts(run(Chain([engine], clock=time.clock), SENTENCES[0])) == {"p1s1": ALL["p1s1"]}
    assert time.pauses == [4.25]


def test_an_engine_without_the_languages_is_asked_once_a_run_and_not_held_guilty() -> None:
    engine = FakeEngine(raising(*[Unsupported("no such pair")] * 2))
    chain = Chain([engine])
    assert set(errors(run(chain)).values()) == {"fake: no such pair"}
    run(chain)
    assert len(engine.batches) == 2
    assert texts(run(chain)) == ALL


def test_advice_to_come_back_much_later_passes_the_engine_over_until_then() -> None:
    time = FakeTime(draw=0.0)
    first, second = FakeEngine(raising(RateLimited("slow down", retry_after=3600))), FakeEngine(name="second")
    chain = Chain([first, second], clock=time.clock)
    assert texts(run(chain)) == ALL
    assert texts(run(chain)) == ALL
    assert len(first.batches) == 1
    assert time.pauses == []
    time.time += 3600
    run(chain)
    assert len(first.batches) == 1 + len(ALL)


def test_advice_that_passes_the_deadline_leaves_time_for_the_next_engine() -> None:
    time = FakeTime(draw=0.0)
    first, second = FakeEngine(raising(RateLimited("slow down", retry_after=20))), FakeEngine(name="second")
    outcomes = run(Chain([first, second], clock=time.clock), deadline=time.time + 10)
    assert texts(outcomes) == ALL
    assert len(first.batches) == 1
    assert time.pauses == []


def test_a_spent_quota_is_remembered_for_the_whole_build_and_nothing_is_lost() -> None:
    engine = FakeEngine(raising(None, None, QuotaExhausted("nothing more today")))
    chain = Chain([engine])
    first = run(chain)
    assert set(texts(first)) == {"p1s1", "p1s2"}
    assert set(errors(first).values()) == {"fake: nothing more today"}
    run(chain)
    assert len(engine.batches) == 3


def test_an_engine_that_fails_again_and_again_rests_and_is_tried_once_when_it_has() -> None:
    time = FakeTime(draw=0.0)
    engine = FakeEngine(raising(*[BadOutput("x")] * 6))
    chain = Chain([engine], clock=time.clock, policy=patient(failures=5, cool_down=60))
    assert set(errors(run(chain)).values()) == {"fake: x", "fake: rests after 5 failures in a row: x"}
    assert len(engine.batches) == 5
    run(chain)
    assert len(engine.batches) == 5
    time.time += 61
    run(chain)
    assert len(engine.batches) == 6, "one call tries, fails, and it rests again"
    time.time += 61
    assert texts(run(chain)) == ALL


def test_why_an_engine_rests_says_no_secret() -> None:
    engine = FakeEngine(raising(*[BadOutput("k3y-of-mine is refused")] * 6), secrets=("k3y-of-mine",))
    chain = Chain([engine], policy=patient(failures=5))
    assert "fake: rests after 5 failures in a row: ••• is refused" in errors(run(chain)).values()


def test_it_is_calls_that_count_as_failures_not_sentences() -> None:
    def half(batch: Sequence[Request], number: int) -> Iterator[Outcome]:
        bad = batch if number < 4 else batch[:6]
        yield from (Failure(request.id, BadOutput("no")) for request in bad)
        yield from translated(batch[len(bad) :])

    chain = Chain([FakeEngine(half, max_batch=8)])
    for _build in range(4):
        assert len(errors(run(chain))) == 8
    for _build in range(6):
        assert len(texts(run(chain))) == 2, "four calls brought nothing, the others did"


def test_an_engine_whose_every_sentence_fails_rests_too() -> None:
    def never(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Failure(request.id, BadOutput("no")) for request in batch)

    engine = FakeEngine(never)
    run(Chain([engine], policy=patient(failures=3)))
    assert len(engine.batches) == 3


def test_calls_keep_to_the_rate() -> None:
    time = FakeTime()
    engine = FakeEngine(rate=2.0)
    assert texts(run(Chain([engine], clock=time.clock))) == ALL
    assert time.time - 1000 == pytest.approx((len(ALL) - 2) / 2)


def test_at_the_deadline_what_is_there_is_kept_and_the_rest_says_so() -> None:
    time = FakeTime()

    def slow(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        time.time += 3
        return translated(batch)

    engine, second = FakeEngine(slow), FakeEngine(name="second")
    outcomes = run(Chain([engine, second], clock=time.clock), deadline=time.time + 10)
    assert set(texts(outcomes)) == {"p1s1", "p1s2", "p1s3", "p1s4"}
    assert all(isinstance(o.error, EngineError) for o in outcomes.values() if isinstance(o, Failure))
    assert "the time for this build was up" in errors(outcomes)["p1s5"]
    assert second.batches == []


def test_what_has_arrived_at_the_deadline_is_taken_in_however_slow_the_listener_is() -> None:
    """A batch comes all at once; saving its first text takes up the time."""
    time = FakeTime()
    engine = FakeEngine(max_batch=8)
    outcomes = []
    for outcome in Chain([engine], clock=time.clock).run(requests(), time.time + 10):
        outcomes.append(outcome)
        time.time += 6
    assert {outcome.id: outcome.text for outcome in outcomes if isinstance(outcome, Result)} == ALL


def test_what_is_still_coming_at_the_deadline_is_not_waited_for() -> None:
    """Of a text in pieces, or one that arrives and has to be sent again, only what is whole by then counts."""
    time = FakeTime()
    asked = requests()

    def loses_a_name(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        time.time += 20
        return (Result(request.id, "He spoke.", "fake") for request in batch)

    engine = FakeEngine(loses_a_name, max_batch=8)
    named = (with_term("ثم تحدث أحمد بن بيتور."), *asked[1:])
    outcomes = list(Chain([engine], clock=time.clock).run(named, time.time + 10))
    assert len(engine.batches) == 1
    assert {o.id for o in outcomes if isinstance(o, Result)} == {request.id for request in asked[1:]}
    (failure,) = (o for o in outcomes if isinstance(o, Failure))
    assert (failure.id, str(failure.error)) == ("p1s1", "fake: the time for this build was up")


def test_a_deadline_that_has_passed_calls_nobody() -> None:
    engine = FakeEngine()
    outcomes = run(Chain([engine], clock=FakeTime().clock), deadline=0)
    assert engine.batches == []
    assert all(isinstance(o.error, Timeout) for o in outcomes.values() if isinstance(o, Failure))


# Batches and pieces --------------------------------------------------------------------------------------------------


def test_what_a_batch_brought_before_it_failed_is_kept_and_only_the_rest_is_sent_again() -> None:
    def breaks_off(batch: Sequence[Request], number: int) -> Iterator[Outcome]:
        yield from translated(batch[:3] if number == 0 else batch)
        if number == 0:
            raise Transient("the connection broke off")

    engine = FakeEngine(breaks_off, max_batch=8)
    assert texts(run(Chain([engine], clock=FakeTime().clock))) == ALL
    assert [len(batch) for batch in engine.batches] == [8, 5]


@pytest.mark.parametrize("error", [BadOutput("nonsense"), TooLong("too much")])
def test_a_batch_refused_as_a_whole_is_sent_again_one_by_one(error: EngineError) -> None:
    def no_batches(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        if len(batch) > 1 or "دولار" in batch[0].text:
            raise error
        return translated(batch)

    outcomes = run(Chain([FakeEngine(no_batches, max_batch=8)]))
    assert set(errors(outcomes)) == {"p1s2"}
    assert len(texts(outcomes)) == len(ALL) - 1


def test_sentences_that_an_engine_leaves_out_are_asked_for_again() -> None:
    def forgetful(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return translated(batch[:-1] if len(batch) > 1 else batch)

    assert set(errors(run(Chain([FakeEngine(forgetful, max_batch=8)])))) == {"p1s8"}


def test_ids_that_were_never_sent_or_come_twice_are_ignored() -> None:
    def confused(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        yield Result("p9s9", "Who?", "fake")
        yield from translated(batch)
        yield Result(batch[0].id, "Again.", "fake")

    assert texts(run(Chain([FakeEngine(confused, max_batch=8)]))) == ALL


def test_a_strange_exception_is_named_but_never_quoted() -> None:
    def breaks(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        raise ZeroDivisionError(batch[0].text)

    assert errors(run(Chain([FakeEngine(breaks)]), SENTENCES[0])) == {"p1s1": "fake: failed with ZeroDivisionError"}

"""What becomes of each sentence on its way through the engines."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from mujaz.engines.base import Failure, Outcome, Request, Result
from mujaz.engines.chain import Chain
from mujaz.errors import (
    AuthError,
    BadOutput,
    EngineError,
    Transient,
    Unsupported,
)
from tests.engines.fakes import (
    ALL,
    FOREVER,
    MINISTER,
    SENTENCES,
    FakeEngine,
    FakeTime,
    errors,
    raising,
    requests,
    run,
    texts,
    translated,
    with_term,
)
from tests.support.fake_servers import english

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def test_results_come_in_order_of_arrival_and_say_who_made_them() -> None:
    engine = FakeEngine(name="llm", model="m1")
    outcomes = list(Chain([engine]).run(requests(), float("inf")))
    assert [outcome.id for outcome in outcomes] == list(ALL)
    assert {outcome.origin for outcome in outcomes if isinstance(outcome, Result)} == {"llm/m1"}


def test_each_result_is_out_before_the_next_text_is_sent() -> None:
    engine = FakeEngine()
    outcomes = Chain([engine]).run(requests(), float("inf"))
    first = next(outcomes)
    assert isinstance(first, Result)
    assert len(engine.batches) == 1


def test_what_one_engine_cannot_do_goes_to_the_next() -> None:
    def picky(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        for request in batch:
            if "دولار" in request.text:
                yield Failure(request.id, BadOutput("no money"))
            else:
                yield Result(request.id, english(request.text), "first")

    second = FakeEngine(name="second")
    outcomes = run(Chain([FakeEngine(picky, name="first", max_batch=4), second]))
    assert texts(outcomes) == ALL
    assert second.sent == [SENTENCES[1]]
    assert [o.engine for o in outcomes.values() if isinstance(o, Result)].count("second") == 1


def test_with_no_engine_everything_is_pending_and_says_why() -> None:
    outcomes = run(Chain([]))
    assert set(errors(outcomes)) == set(ALL)
    assert "no engine is configured" in errors(outcomes)["p1s1"]


def test_every_dead_engine_is_named() -> None:
    chain = Chain([FakeEngine(raising(AuthError("refused the key")), name="a"), FakeEngine(name="b", ok=False)])
    assert errors(run(chain, SENTENCES[0])) == {"p1s1": "a: refused the key; b: is not available: is not plugged in"}


def test_an_engine_that_is_not_available_is_not_called() -> None:
    engine = FakeEngine(ok=False)
    run(Chain([engine]))
    assert engine.batches == []


@pytest.mark.parametrize("answer", ["", "  \n", "\u200f"])
def test_an_empty_text_is_never_a_translation(answer: str) -> None:
    def empty(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(request.id, answer, "fake") for request in batch)

    assert errors(run(Chain([FakeEngine(empty)]), SENTENCES[0])) == {"p1s1": "fake: answered with an empty text"}


def test_the_source_is_never_a_translation() -> None:
    def echo(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(request.id, f" {request.text}\u200f ", "fake") for request in batch)

    assert errors(run(Chain([FakeEngine(echo)]), SENTENCES[0])) == {"p1s1": "fake: gave the original back"}


def test_a_translation_is_one_clean_line() -> None:
    def ragged(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(request.id, "  Two\n\nlines\u200b and  spaces ", "fake") for request in batch)

    assert texts(run(Chain([FakeEngine(ragged)]), SENTENCES[0])) == {"p1s1": "Two lines and spaces"}


def test_a_refused_translation_is_tried_with_the_next_engine() -> None:
    def gate(_request: Request, text: str) -> str | None:
        return "too short" if len(text) < 5 else None

    def curt(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(request.id, "No.", "curt") for request in batch)

    outcomes = run(Chain([FakeEngine(curt, name="curt"), FakeEngine(name="good")], gate))
    assert texts(outcomes) == ALL
    assert {o.held for o in outcomes.values() if isinstance(o, Result)} == {""}


def test_what_engines_do_badly_is_held_with_the_reason() -> None:
    outcomes = list(
        Chain(
            [
                FakeEngine(name="first"),
                FakeEngine(name="second", model="worse"),
                FakeEngine(raising(*[BadOutput("no")] * 9), name="third"),
            ],
            lambda request, _text: f"refused {request.id}",
        ).run(requests(*SENTENCES[:2]), FOREVER)
    )
    assert [dataclasses.astuple(o) for o in outcomes if isinstance(o, Result)] == [
        ("p1s1", ALL["p1s1"], "first", "", None, "refused p1s1"),
        ("p1s2", ALL["p1s2"], "first", "", None, "refused p1s2"),
        ("p1s1", ALL["p1s1"], "second", "worse", None, "refused p1s1"),
        ("p1s2", ALL["p1s2"], "second", "worse", None, "refused p1s2"),
    ]
    assert [(o.id, o.refused_by, str(o.error)) for o in outcomes if isinstance(o, Failure)] == [
        ("p1s1", ("third",), "third: no"),
        ("p1s2", ("third",), "third: no"),
    ]


@pytest.mark.parametrize(
    ("error", "final"), [(BadOutput("no"), True), (Unsupported("no"), True), (Transient("no"), False)]
)
def test_a_failure_says_whether_asking_again_would_help(error: EngineError, final: bool) -> None:  # noqa: FBT001
    [failure] = run(Chain([FakeEngine(raising(*[error] * 9), name="e")], clock=FakeTime().clock), SENTENCES[0]).values()
    assert isinstance(failure, Failure)
    assert failure.refused_by == (("e",) if final else ())


def test_an_engine_that_has_tried_a_text_is_not_asked_for_it_again() -> None:
    first, second = FakeEngine(name="first"), FakeEngine(name="second", model="m")
    known, new = requests(*SENTENCES[:2])
    chain = Chain([first, second], lambda _request, text: None if text == ALL["p1s2"] else "numbers")
    asked = (dataclasses.replace(known, tried=frozenset({"first"})), new)
    outcomes = list(chain.run(asked, FOREVER))
    assert (first.sent, second.sent) == ([SENTENCES[1]], [SENTENCES[0]])
    assert [(o.id, o.engine, o.held) for o in outcomes if isinstance(o, Result)] == [
        ("p1s2", "first", ""),
        ("p1s1", "second", "numbers"),
    ]
    assert list(chain.run([dataclasses.replace(known, tried=frozenset(chain.origins))], FOREVER)) == []


def test_a_refused_translation_is_out_before_the_next_engine_is_asked() -> None:
    """It was paid for: whoever stops listening now has it."""
    second = FakeEngine(name="second")
    chain = Chain([FakeEngine(name="first"), second], lambda _request, _text: "numbers")
    outcomes = chain.run(requests(*SENTENCES[:2]), float("inf"))
    first, other = next(outcomes), next(outcomes)
    assert (first.id, other.id) == ("p1s1", "p1s2")
    assert isinstance(first, Result)
    assert (first.engine, first.held) == ("first", "numbers")
    assert second.batches == []
    assert [o.engine for o in outcomes if isinstance(o, Result)] == ["second", "second"]


def test_a_better_translation_follows_a_refused_one() -> None:
    def gate(request: Request, text: str) -> str | None:
        return "names" if text == "No." and request.id == "p1s2" else None

    def curt(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(request.id, "No.", "curt") for request in batch)

    outcomes = list(Chain([FakeEngine(curt, name="curt"), FakeEngine(name="good")], gate).run(requests(), float("inf")))
    told = [(o.id, o.engine, o.held) for o in outcomes if isinstance(o, Result) and o.id in {"p1s2", "p1s3"}]
    assert told == [("p1s2", "curt", "names"), ("p1s3", "curt", ""), ("p1s2", "good", "")]
    assert len(outcomes) == len(SENTENCES) + 1


def test_texts_without_anything_to_translate_are_copied_and_never_sent() -> None:
    engine = FakeEngine()
    outcomes = run(Chain([engine]), "...", "؟!", "٢٠١٧ - ٢٠١٨", "BBC News https://bbc.com/")
    assert list(texts(outcomes).values()) == ["...", "?!", "2017 - 2018", "BBC News https://bbc.com/"]
    assert {o.engine for o in outcomes.values() if isinstance(o, Result)} == {"copy"}
    assert engine.batches == []


def test_two_requests_with_one_id_are_a_mistake() -> None:
    (request,) = requests(SENTENCES[0])
    with pytest.raises(ValueError, match="same id"):
        list(Chain([]).run([request, request], 0))


# Retries, limits, deadlines ------------------------------------------------------------------------------------------


def test_a_long_sentence_is_sent_in_pieces_and_comes_back_whole() -> None:
    def upper(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(request.id, f"<{len(request.text.encode())}>", "fake", score=0.5) for request in batch)

    engine = FakeEngine(upper, max_chars=499, max_bytes=500)
    (outcome,) = run(Chain([engine]), " ".join(SENTENCES * 3)).values()
    assert isinstance(outcome, Result)
    assert " ".join(engine.sent) == " ".join(SENTENCES * 3)
    assert all(len(text.encode()) <= 500 for text in engine.sent)
    assert outcome.text.count("<") == len(engine.sent) > 2
    assert outcome.score == 0.5


def test_a_sentence_of_which_a_piece_fails_has_failed_once() -> None:
    def second_fails(batch: Sequence[Request], number: int) -> Iterator[Outcome]:
        return translated(batch) if number != 1 else iter([Failure(batch[0].id, BadOutput("x"))])

    engine = FakeEngine(second_fails, max_chars=60)
    outcomes = run(Chain([engine]), " ".join(SENTENCES), SENTENCES[0])
    assert set(errors(outcomes)) == {"p1s1"}
    assert set(texts(outcomes)) == {"p1s2"}
    assert [request.id for batch in engine.batches for request in batch] == ["p1s1#1", "p1s1#2", "p1s2"]


# Glossary ------------------------------------------------------------------------------------------------------------


def test_a_name_of_the_glossary_is_put_in_place_and_found_again() -> None:
    def wraps(batch: Sequence[Request], _number: int) -> Iterator[Outcome]:
        return (Result(r.id, "Then AHMED BENBITOUR spoke.", "fake") for r in batch)

    engine = FakeEngine(wraps)
    (outcome,) = Chain([engine]).run([with_term("ثم تحدث أحمد بن بيتور.")], float("inf"))
    assert engine.sent == ["ثم تحدث Ahmed Benbitour."]
    assert isinstance(outcome, Result)
    assert outcome.text == "Then Ahmed Benbitour spoke."


def test_an_engine_that_loses_the_name_gets_the_sentence_as_it_is() -> None:
    engine = FakeEngine()
    (outcome,) = Chain([engine]).run([with_term("ثم تحدث أحمد بن بيتور.")], float("inf"))
    assert engine.sent == ["ثم تحدث Ahmed Benbitour.", "ثم تحدث أحمد بن بيتور."]
    assert isinstance(outcome, Result)


def test_an_engine_that_takes_a_glossary_gets_the_sentence_as_it_is() -> None:
    engine = FakeEngine(prompted=True)
    list(Chain([engine]).run([with_term("ثم تحدث أحمد بن بيتور.")], float("inf")))
    assert engine.batches[0][0].glossary == (MINISTER,)
    assert engine.sent == ["ثم تحدث أحمد بن بيتور."]


def test_no_key_and_no_text_is_ever_in_a_message() -> None:
    text = SENTENCES[0]
    error = AuthError(f"401 for key=sk-secret-123&q={text}", hint="is sk-secret-123 right?")
    (outcome,) = run(Chain([FakeEngine(raising(error), secrets=("sk-secret-123",))]), text).values()
    assert isinstance(outcome, Failure)
    assert "sk-secret" not in str(outcome.error)
    assert text[:20] not in str(outcome.error)
    assert "401" in str(outcome.error)

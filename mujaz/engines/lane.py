"""One engine's part in one run: pieces, batches, calls in flight, retries, deadlines.

A lane is an event loop in the caller's thread. Calls that leave the machine each have a thread of their own that can be
left behind; everything they bring comes back through one inbox, so nothing here needs a lock. Local engines are called
directly: they cannot hang, and their libraries do not like to be abandoned.
"""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from mujaz.engines import chunks, protect
from mujaz.engines.base import THIS_MACHINE, Engine, Failure, Outcome, Request, Result
from mujaz.engines.deadline import Arrival, deliver, start
from mujaz.engines.limits import DEFAULT_POLICY, Guard, Policy, backoff
from mujaz.engines.redact import redact_error
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
from mujaz.text import memory_key, one_line

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, passed in so that tests need neither: seconds that only go up, a pause, a number from 0 to 1."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random


SYSTEM_CLOCK = Clock()
LONGEST_WAIT = 60.0
"""Seconds between looks at the clock; a deadline may be as far off as infinity, which no queue takes."""


@dataclass(slots=True)
class _Work:
    """A request on its way: what is sent for it, and the pieces that have come back."""

    request: Request
    prepared: protect.Prepared
    parts: list[Result | None]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Pieces to send together, not before a moment; `attempts` have failed already."""

    pieces: tuple[Request, ...]
    attempts: int = 0
    not_before: float = -math.inf


@dataclass(slots=True)
class _Flight:
    """A call under way: its batch, the pieces still out, when to stop waiting, its thread, and if it brought a text.

    `why` is what it said last of a piece that it did not translate.
    """

    batch: _Batch
    expires: float
    out: dict[str, Request]
    thread: threading.Thread | None = None
    good: bool = False
    why: EngineError | None = None


class Lane:
    """One engine, one run; `run` yields what arrives and, for the rest, why not."""

    def __init__(
        self,
        engine: Engine,
        guard: Guard,
        deadline: float,
        *,
        clock: Clock = SYSTEM_CLOCK,
        policy: Policy = DEFAULT_POLICY,
    ) -> None:
        """Put an engine, its guard (shared with other runs) and the moment when the run must be over together."""
        self._engine, self._guard, self._deadline = engine, guard, deadline
        self._clock, self._policy = clock, policy
        self._work: dict[str, _Work] = {}
        self._owners: dict[str, tuple[str, int]] = {}
        self._todo: list[_Batch] = []
        self._flights: dict[int, _Flight] = {}
        self._calls = 0
        self._ready_at = -math.inf
        self._inbox: SimpleQueue[Arrival[Outcome]] = SimpleQueue()

    def run(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """Exactly one outcome for each request, as soon as it is known."""
        requests = tuple(requests)
        for request in requests:
            text = " ".join(request.text.split())
            terms = () if self._engine.profile.prompted else request.glossary
            self._work[request.id] = _Work(request, protect.prepare(text, terms), [])
        self._send(requests)
        try:
            while self._todo or self._flights:
                yield from self._launch()
                yield from self._collect()
        finally:
            self._abandon_all()

    def _send(self, requests: Iterable[Request]) -> None:
        """Cut what was prepared for the requests into pieces, and queue these in batches."""
        profile = self._engine.profile
        pieces = []
        for request in requests:
            work = self._work[request.id]
            texts = chunks.split(work.prepared.text, profile.max_chars, profile.max_bytes)
            work.parts = [None] * len(texts)
            for index, text in enumerate(texts):
                piece = request.id if len(texts) == 1 else f"{request.id}#{index + 1}"
                self._owners[piece] = (request.id, index)
                pieces.append(replace(request, id=piece, text=text))
        self._todo += map(_Batch, chunks.pack(pieces, profile))

    def _launch(self) -> Iterator[Outcome]:
        """Start what may start now; give up what never will."""
        now = self._clock.now()
        if now >= self._deadline:
            yield from self._drain()
            self._abandon_all()
            yield from self._give_up_all(Timeout("the time for this build was up"))
            return
        while len(self._flights) < self._engine.profile.concurrency:
            closed = self._guard.closed(now)
            if closed is not None:
                yield from self._give_up_queued(closed)
            batch = next((batch for batch in self._todo if batch.not_before <= now), None)
            if batch is None:
                return
            self._ready_at = now + self._guard.ask(now)
            if self._ready_at >= self._deadline:
                yield from self._give_up_queued(RateLimited("takes nothing more before the time is up"))
            if self._ready_at > now:
                return
            self._todo.remove(batch)
            self._start(batch, now)

    def _start(self, batch: _Batch, now: float) -> None:
        profile = self._engine.profile
        self._calls += 1
        seconds = min(profile.timeout, self._deadline - now)
        flight = _Flight(batch, now + seconds, {piece.id: piece for piece in batch.pieces})
        self._flights[self._calls] = flight

        def call() -> Iterator[Outcome]:
            return self._engine.translate(batch.pieces, seconds)

        if profile.endpoint == THIS_MACHINE:
            flight.expires = math.inf
            deliver(self._calls, call, self._inbox)
        else:
            flight.thread = start(self._calls, call, self._inbox)

    def _collect(self) -> Iterator[Outcome]:
        """Wait for the next thing to happen, and take it in."""
        now = self._clock.now()
        moments = [self._deadline, *(flight.expires for flight in self._flights.values())]
        if self._todo and len(self._flights) < self._engine.profile.concurrency:
            moments.append(max(self._ready_at, min(batch.not_before for batch in self._todo)))
        pause = max(0.0, min(LONGEST_WAIT, min(moments) - now))
        if not self._flights:
            if self._todo and pause:
                self._clock.sleep(pause)
            return
        try:
            arrival = self._inbox.get(timeout=pause)
        except Empty:
            yield from self._expire()
            return
        yield from self._take(arrival)

    def _drain(self) -> Iterator[Outcome]:
        """Take in what has arrived by now, for it was paid for, and wait for no more."""
        for _ in range(self._inbox.qsize()):
            yield from self._take(self._inbox.get())

    def _abandon_all(self) -> None:
        """Wait for nothing that is still under way."""
        self._guard.abandon(flight.thread for flight in self._flights.values())
        self._flights.clear()

    def _expire(self) -> Iterator[Outcome]:
        """Stop waiting for calls whose time is up."""
        now = self._clock.now()
        for number, flight in list(self._flights.items()):
            if flight.expires <= now < self._deadline:
                del self._flights[number]
                self._guard.abandon([flight.thread])
                error = Timeout(f"gave no answer within {self._engine.profile.timeout:g} s")
                self._blame(error, flight.batch, now)
                yield from self._failed(tuple(flight.out.values()), flight.batch.attempts, error)

    def _take(self, arrival: Arrival[Outcome]) -> Iterator[Outcome]:
        flight = self._flights.get(arrival.call)
        if flight is None:
            return  # nobody waits for that call any more: its pieces are on their way again, or given up
        if arrival.item is not None:
            piece = flight.out.pop(arrival.item.id, None)
            if piece is None:
                return  # an id that was never sent, or comes a second time
            outcome = _tidy(arrival.item)
            if isinstance(outcome, Failure):
                flight.why = outcome.error
                yield from self._failed((piece,), flight.batch.attempts, outcome.error)
            else:
                flight.good = True
                self._guard.succeeded()
                yield from self._arrived(piece, outcome)
        if arrival.end:
            del self._flights[arrival.call]
            self._guard.landed()
            error = _known(arrival.error) if arrival.error else None
            if error or not flight.good:
                self._blame(error or flight.why or BadOutput("brought nothing"), flight.batch, self._clock.now())
            if flight.out:
                left = tuple(flight.out.values())
                yield from self._failed(left, flight.batch.attempts, error or BadOutput("left out a sentence"))

    def _blame(self, error: EngineError, batch: _Batch, now: float) -> None:
        """Hold a call that failed as a whole against the engine, unless the texts were at fault."""
        if isinstance(error, (Unsupported, TooLong)):
            self._guard.succeeded()
        else:
            self._guard.failed(self._redacted(error, batch.pieces), now)

    def _redacted(self, error: EngineError, pieces: Sequence[Request]) -> EngineError:
        sent = [text for piece in pieces for text in (piece.text, *piece.context)]
        return redact_error(error, self._engine.profile.secrets, sent)

    def _arrived(self, piece: Request, result: Result) -> Iterator[Outcome]:
        """Put a piece in its place; when it was the last, the whole is a result."""
        owner, index = self._owners[piece.id]
        work = self._work.get(owner)
        if work is None:
            return
        work.parts[index] = result
        parts = [part for part in work.parts if part is not None]
        if len(parts) < len(work.parts):
            return
        whole = work.prepared.restore(" ".join(part.text for part in parts))
        if whole is None:
            # The engine lost a term that was put in place for it: let it see the sentence as it is.
            work.prepared = protect.Prepared(" ".join(work.request.text.split()))
            self._send((work.request,))
            return
        if memory_key(whole) == memory_key(one_line(work.request.text)):
            yield from self._give_up((piece,), BadOutput("gave the original back"))
            return
        del self._work[owner]
        scores = [part.score for part in parts if part.score is not None]
        yield Result(owner, whole, self._engine.profile.name, self._engine.profile.model, min(scores, default=None))

    def _failed(self, pieces: Sequence[Request], attempts: int, error: EngineError) -> Iterator[Outcome]:
        """Decide what a failure of some pieces means: later, one by one, or not with this engine."""
        error = self._redacted(error, pieces)
        now = self._clock.now()
        if type(error) is EngineError or isinstance(error, (QuotaExhausted, AuthError)):
            self._guard.close(error)
        if isinstance(error, Transient):
            asked = error.retry_after or 0.0
            if isinstance(error, RateLimited) and asked:
                self._rest(error, now, asked)
            pause = asked + backoff(attempts + 1, self._clock.random(), self._policy)
            in_time = asked <= self._policy.patience and now + pause < self._deadline
            if attempts + 1 < self._policy.attempts and in_time:
                self._todo.append(_Batch(tuple(pieces), attempts + 1, now + pause))
                return
        if isinstance(error, (BadOutput, TooLong)) and len(pieces) > 1:
            # One bad sentence must not cost its neighbours their translation.
            self._todo += [_Batch((piece,), attempts) for piece in pieces]
            return
        yield from self._give_up(pieces, error)
        if isinstance(error, Unsupported):
            yield from self._give_up_queued(error)

    def _rest(self, error: RateLimited, now: float, seconds: float) -> None:
        """Leave the engine alone for as long as it asked: wait for it, or if that is too long, pass it over."""
        if seconds <= self._policy.patience:
            self._guard.hold(now + seconds)
        else:
            self._guard.close(error, until=now + seconds)

    def _give_up(self, pieces: Iterable[Request], error: EngineError) -> Iterator[Outcome]:
        """The requests that these pieces belong to have failed here, and their other pieces with them."""
        others = False
        for owner in dict.fromkeys(self._owners[piece.id][0] for piece in pieces):
            work = self._work.pop(owner, None)
            if work is not None:
                others = others or len(work.parts) > 1
                yield Failure(owner, error)
        if others:
            self._todo = [batch for batch in map(self._wanted, self._todo) if batch.pieces]

    def _wanted(self, batch: _Batch) -> _Batch:
        return replace(batch, pieces=tuple(piece for piece in batch.pieces if self._owners[piece.id][0] in self._work))

    def _give_up_queued(self, error: EngineError) -> Iterator[Outcome]:
        queued = [piece for batch in self._todo for piece in batch.pieces]
        self._todo.clear()
        yield from self._give_up(queued, error)

    def _give_up_all(self, error: EngineError) -> Iterator[Outcome]:
        self._todo.clear()
        yield from (Failure(owner, error) for owner in self._work)
        self._work.clear()


def _tidy(outcome: Outcome) -> Outcome:
    """A result as one clean line; a failure where nothing is left of it."""
    if isinstance(outcome, Failure):
        return outcome
    text = one_line(outcome.text)
    return replace(outcome, text=text) if text else Failure(outcome.id, BadOutput("answered with an empty text"))


def _known(error: Exception) -> EngineError:
    """The error that a call ended with; a stranger's exception is named, never quoted."""
    return error if isinstance(error, EngineError) else BadOutput(f"failed with {type(error).__name__}")

"""The engines in their order: what one cannot do, or does badly, goes to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mujaz.engines.base import Failure, Outcome, Request
from mujaz.engines.lane import SYSTEM_CLOCK, Clock, Lane
from mujaz.engines.limits import DEFAULT_POLICY, Guard, Policy
from mujaz.engines.plain import carry_over
from mujaz.errors import BadOutput, EngineError, TooLong, Unsupported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mujaz.engines.base import Engine, Gate, Profile

_FINAL = (BadOutput, TooLong, Unsupported)
"""What an engine would say of the same sentence another time, too."""


def accept(_request: Request, _text: str) -> None:
    """The gate that refuses nothing."""


@dataclass(slots=True)
class _Notes:
    """What engines that gave no sound translation of a text said instead."""

    errors: list[EngineError] = field(default_factory=list)
    refused_by: list[str] = field(default_factory=list)
    held: bool = False

    def failed(self, profile: Profile, error: EngineError) -> None:
        """An engine gave nothing at all."""
        self.errors.append(_named(profile, error))
        if isinstance(error, _FINAL):
            self.refused_by.append(profile.origin)

    def failure(self, request: Request) -> Failure | None:
        """What there is to say in the end; nothing where all engines gave something, or had tried it before."""
        if not self.errors and (self.held or request.tried):
            return None
        return Failure(request.id, _together(self.errors), tuple(self.refused_by))


class Chain:
    """Engines in order, with what is known of each: its pace, its failures, its quota.

    One chain serves a whole build: what it learns (a spent quota, a refused key) saves the next article the trouble.
    Runs may go on in several threads at once.
    """

    def __init__(
        self,
        engines: Sequence[Engine],
        gate: Gate = accept,
        *,
        clock: Clock = SYSTEM_CLOCK,
        policy: Policy = DEFAULT_POLICY,
    ) -> None:
        """Put the engines in order.

        Args:
            engines: Tried first to last, for each sentence.
            gate: Says why a translation is refused, or None when it is sound.
            clock: Time and chance.
            policy: How patient to be.
        """
        self._engines = tuple((engine, Guard(engine.profile, policy)) for engine in engines)
        self._gate, self._clock, self._policy = gate, clock, policy

    @property
    def origins(self) -> tuple[str, ...]:
        """What the engines that can be called now are called in the translation memory."""
        return tuple(engine.profile.origin for engine, _ in self._engines if engine.available().ok)

    def now(self) -> float:
        """The time on the chain's clock, to reckon a deadline from."""
        return self._clock.now()

    def run(self, requests: Iterable[Request], deadline: float) -> Iterator[Outcome]:
        """An outcome for each request, as soon as it is known: save it before asking for the next.

        Texts that need no translation come first, by the engine "copy". A translation that the gate refuses comes at
        once too, with `held` saying why, because it was paid for; the next engines are asked all the same, until one
        gives a sound result. So what comes for a request is any number of held results, then a sound one, or a failure
        of the engines that gave no result, or nothing more. A request that every engine has `tried` before has none.

        Args:
            requests: Each with an id of its own.
            deadline: When to stop, on the scale of `now()`. Calls that
                hang are left behind then.

        Raises:
            ValueError: Two requests have the same id.
        """
        requests = tuple(requests)
        waiting = {request.id: request for request in requests}
        if len(waiting) < len(requests):
            raise ValueError("two requests have the same id")
        notes = {request.id: _Notes() for request in requests}
        for request in requests:
            copied = carry_over(request)
            if copied is not None:
                del waiting[request.id]
                yield copied
        for engine, guard in self._engines:
            left = tuple(r for r in waiting.values() if engine.profile.origin not in r.tried)
            for outcome in self._lane(engine, guard, left, deadline):
                if isinstance(outcome, Failure):
                    notes[outcome.id].failed(engine.profile, outcome.error)
                    continue
                reason = self._gate(waiting[outcome.id], outcome.text)
                if reason is None:
                    del waiting[outcome.id]
                    yield outcome
                else:
                    notes[outcome.id].held = True
                    yield replace(outcome, held=reason)
        yield from filter(None, (notes[request.id].failure(request) for request in waiting.values()))

    def _lane(self, engine: Engine, guard: Guard, requests: tuple[Request, ...], deadline: float) -> Iterator[Outcome]:
        """What one engine makes of the requests that are left."""
        if requests and not (availability := engine.available()).ok:
            reason = EngineError(f"is not available: {availability.reason}")
            return iter([Failure(request.id, reason) for request in requests])
        return Lane(engine, guard, deadline, clock=self._clock, policy=self._policy).run(requests)


def _named(profile: Profile, error: EngineError) -> EngineError:
    """An error that says which engine it is of; one error may be of several sentences, and stays as it is."""
    named = type(error).__new__(type(error))
    named.__dict__ |= error.__dict__
    named.message = f"{profile.name}: {error.message}"
    named.args = (named.message,)
    return named


def _together(errors: Sequence[EngineError]) -> EngineError:
    """One error for a sentence that no engine translated: the error itself where there was one engine."""
    if not errors:
        return EngineError("no engine is configured", hint="name one under engines: in mkdocs.yml")
    if len(errors) == 1:
        return errors[0]
    return EngineError("; ".join(error.message for error in errors), hint=errors[-1].hint)

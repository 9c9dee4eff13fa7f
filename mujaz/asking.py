"""Engines asked for several articles at once: while one waits for its last sentence, calls for others are under way.

What engines say is saved as it comes, the first of an article at once and then at most once a second, as a save writes
the whole file; and at the end, however that comes: an error and Ctrl-C lose nothing. A process that is killed without a
chance to save can lose what came within a second of the last save.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from mujaz.engines.base import Failure
from mujaz.text import memory_key

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from mujaz.engines.base import Outcome, Request, Result
    from mujaz.translate import Work

Run: TypeAlias = "Callable[[Sequence[Request]], Iterable[Outcome]]"
_SAVE_EVERY = 1.0  # seconds


@dataclass(slots=True, eq=False)
class Asked:
    """An article that engines were asked for: what they did not translate, and what kept it from being saved.

    `open` is what is still waited for, by `memory_key`.
    """

    work: Work
    failures: list[Failure] = field(default_factory=list)
    error: Exception | None = None
    open: dict[str, Request] = field(init=False)
    _due: float = -math.inf

    def __post_init__(self) -> None:
        self.open = {memory_key(request.text): request for request in self.work.wanted()}

    def take(self, key: str, outcome: Outcome, now: float) -> None:
        """Take what an engine says of a text that this article waits for."""
        request = self.open[key]
        if isinstance(outcome, Failure) or not outcome.held:
            del self.open[key]
        if isinstance(outcome, Failure):
            self.failures.append(replace(outcome, id=request.id))
        if self.error is None:
            try:
                self.work.take(request, outcome)
                if now >= self._due:
                    self.work.keep()
                    self._due = now + _SAVE_EVERY
            except Exception as error:  # noqa: BLE001 (an article that cannot be saved must not cost others theirs)
                self.error = error

    def keep(self) -> None:
        """Save what was not saved yet."""
        if self.error is None:
            try:
                self.work.keep()
            except Exception as error:  # noqa: BLE001 (likewise)
                self.error = error


class Asker:
    """Has engines translate what articles want; in all its calls a sentence that several share is paid for once."""

    def __init__(self, run: Run, clock: Callable[[], float] = monotonic) -> None:
        """Put what asks the engines and what tells the seconds together."""
        self._run, self._clock = run, clock
        self._said: dict[str, list[Result]] = {}

    def __call__(self, works: Iterable[Work]) -> Generator[Asked]:
        """Ask for all that some articles want; each comes back, saved, as soon as nothing of it is under way any more.

        Close the iterator if it is not read to its end: what came until then is saved by that.
        """
        articles = [Asked(work) for work in works]
        waiting: dict[str, list[Asked]] = {}
        for asked in articles:
            for key in asked.open:
                waiting.setdefault(key, []).append(asked)
        under_way = dict.fromkeys(articles)
        try:
            for key, outcome in self._outcomes(waiting):
                for asked in waiting[key]:
                    asked.take(key, outcome, self._clock())
                    if not asked.open:
                        asked.keep()
                        del under_way[asked]
                        yield asked
        except Exception as error:  # noqa: BLE001 (a defect of ours: what came before it still counts)
            for asked in under_way:
                asked.keep()
                asked.error = asked.error or error
        finally:
            for asked in under_way:
                asked.keep()
        yield from under_way

    def _outcomes(self, waiting: dict[str, list[Asked]]) -> Iterator[tuple[str, Outcome]]:
        """What is known already, then what engines say."""
        keys: dict[str, str] = {}
        requests: list[Request] = []
        for key, articles in waiting.items():
            if key in self._said:
                yield from ((key, result) for result in self._said[key])
            else:
                number = str(len(requests) + 1)
                keys[number] = key
                alike = [asked.open[key] for asked in articles]
                tried = frozenset.intersection(*(request.tried for request in alike))
                requests.append(replace(alike[0], id=number, tried=tried))
        for outcome in self._run(requests) if requests else ():
            key = keys[outcome.id]
            if not isinstance(outcome, Failure):
                self._said.setdefault(key, []).append(outcome)
            yield key, outcome

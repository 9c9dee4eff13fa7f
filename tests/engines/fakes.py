"""Engines and clocks for tests of what stands around engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mujaz.config import EngineSpec
from mujaz.engines.base import Availability, Engine, Failure, Outcome, Profile, Request, Result
from mujaz.engines.lane import Clock
from mujaz.engines.limits import Policy
from mujaz.engines.registry import build_engines
from mujaz.model import Term
from tests.support.fake_servers import english

if TYPE_CHECKING:
    from mujaz.engines.chain import Chain

SENTENCES = (
    "قال الوزير إن المشروع سيبدأ في العام المقبل.",
    "وأضاف أن الكلفة ستعلن بالدولار قريبا.",
    "ولم يحضر ممثل الشركة الجلسة الأولى.",
    "ويتوقع أن تنتهي الأشغال في آذار/مارس.",
    "وكان البرلمان قد وافق على الخطة.",
    "وطالب النواب بجدول زمني واضح.",
    "ونفت المعارضة علمها بالاتفاق.",
    "وتعقد الجلسة المقبلة يوم الأحد.",
)

ALL = {f"p1s{n}": english(text) for n, text in enumerate(SENTENCES, 1)}
"""What the fake servers make of the sentences, by request id."""

KEY = "sk-very-secret-0123456789"
FOREVER = float("inf")


def requests(*texts: str, source: str = "ar", target: str = "en") -> tuple[Request, ...]:
    return tuple(Request(f"p1s{n}", text, source, target) for n, text in enumerate(texts or SENTENCES, 1))


@dataclass
class FakeTime:
    """A clock that moves only when somebody sleeps, and writes down for how long."""

    time: float = 1000.0
    pauses: list[float] = field(default_factory=list)
    draw: float = 1.0

    def sleep(self, seconds: float) -> None:
        assert seconds > 0, "a pause of nothing is a busy loop"
        self.pauses.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, sleep=self.sleep, random=lambda: self.draw)


Behaviour = Callable[[Sequence[Request], int], Iterable[Outcome]]
"""What a fake engine does with a batch; the number is how many calls came before."""


class FakeEngine:
    """An engine on this machine that does as the test says, and remembers what it was sent."""

    def __init__(self, behaviour: Behaviour | None = None, *, ok: bool = True, **profile: object) -> None:
        self._behaviour = behaviour or (lambda batch, _number: translated(batch))
        self._ok = ok
        self.profile = Profile(**{"name": "fake", **profile})  # type: ignore[arg-type]  # tests pass what it takes
        self.batches: list[tuple[Request, ...]] = []

    @property
    def sent(self) -> list[str]:
        return [request.text for batch in self.batches for request in batch]

    def available(self) -> Availability:
        return Availability(self._ok, "" if self._ok else "is not plugged in")

    def translate(self, requests: Sequence[Request], timeout: float) -> Iterator[Outcome]:
        assert timeout > 0
        self.batches.append(tuple(requests))
        yield from self._behaviour(requests, len(self.batches) - 1)


def translated(batch: Sequence[Request], name: str = "fake") -> Iterator[Outcome]:
    return (Result(request.id, english(request.text), name) for request in batch)


def raising(*errors: Exception | None) -> Behaviour:
    """Raise these at the first calls, None standing for a good one, then translate."""

    def behaviour(batch: Sequence[Request], number: int) -> Iterator[Outcome]:
        error = errors[number] if number < len(errors) else None
        if error is not None:
            raise error
        yield from translated(batch)

    return behaviour


def engine(name: str, **options: object) -> Engine:
    """The real adapter, as the configuration would build it."""
    (built,) = build_engines([EngineSpec(name, options)])
    return built


def run(chain: Chain, *texts: str, deadline: float = FOREVER) -> dict[str, Result | Failure]:
    """Everything a chain makes of some texts, by id."""
    return {outcome.id: outcome for outcome in chain.run(requests(*texts), deadline)}


def texts(outcomes: dict[str, Result | Failure]) -> dict[str, str]:
    return {key: outcome.text for key, outcome in outcomes.items() if isinstance(outcome, Result)}


def errors(outcomes: dict[str, Result | Failure]) -> dict[str, str]:
    return {key: str(outcome.error) for key, outcome in outcomes.items() if isinstance(outcome, Failure)}


def patient(**changes: float) -> Policy:
    """The usual policy, with changes."""
    return Policy(**changes)  # type: ignore[arg-type]  # tests pass what it takes


MINISTER = Term("m", "person", ("أحمد بن بيتور",), "Ahmed Benbitour")


def with_term(text: str) -> Request:
    return replace(requests(text)[0], glossary=(MINISTER,))

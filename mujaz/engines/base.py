"""What every translation engine is to the chain: a profile, an availability and one method.

An engine is a thin adapter. What all of them need (chunks, retries, rate limits, deadlines, protected terms, redaction)
is done once, around them, in `lane` and `chain`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mujaz.errors import EngineError
    from mujaz.model import Term

THIS_MACHINE = "this machine"


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate; `id` is unique within a run.

    `source` and `target` are language codes ("ar", "en"). `glossary` are the terms to keep to. `context` are the
    sentences around it in reading order: to be understood, not translated; `document` is what they all stand in.
    `tried` are the engines, by origin, that are not to be asked: what they say is known.
    """

    id: str
    text: str
    source: str
    target: str
    glossary: tuple[Term, ...] = ()
    context: tuple[str, ...] = ()
    document: str = ""
    tried: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Result:
    """The translation of the request with the same id: one line, never empty.

    `score` is the engine's own confidence from 0 to 1 where it has one. `held` says why the gate refused the text: it
    may be kept for an editor, as a flagged draft, but is not a sound translation. A held result may be followed by
    others with the same id: what further engines say, until one is sound.
    """

    id: str
    text: str
    engine: str
    model: str = ""
    score: float | None = None
    held: str = ""

    @property
    def origin(self) -> str:
        """Who translated, as the translation memory records it: "google" or "llm/MODEL"."""
        return origin(self.engine, self.model)


def origin(engine: str, model: str) -> str:
    """What an engine is called in the translation memory."""
    return f"{engine}/{model}" if model else engine


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the request with this id has no translation, or none that is sound.

    `refused_by` are the engines, by origin, for which that is final: asking them again would bring the same.
    """

    id: str
    error: EngineError
    refused_by: tuple[str, ...] = ()


Outcome: TypeAlias = Result | Failure
Gate: TypeAlias = "Callable[[Request, str], str | None]"
"""Why a translation is refused, in words for an editor, or None when it is sound."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can be called at all, as far as can be known without network."""

    ok: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the chain and the `engines` command must know of an engine before it is called.

    `endpoint` is the host that texts are sent to, or `THIS_MACHINE`. An `offline` engine opens no socket. A `prompted`
    engine keeps to the glossary by itself; for the others terms are put in place beforehand. `max_chars`, `max_bytes`
    (UTF-8) and `max_batch` (texts) bound one call, `concurrency` the calls in flight, `rate` the calls a second.
    `timeout` is how long one call may take, in seconds. `secrets` must never appear in any output.
    """

    name: str
    model: str = ""
    endpoint: str = THIS_MACHINE
    offline: bool = False
    prompted: bool = False
    max_chars: int = 5000
    max_bytes: int | None = None
    max_batch: int = 1
    concurrency: int = 1
    rate: float | None = None
    timeout: float = 30.0
    secrets: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """What its results are called in the translation memory."""
        return origin(self.name, self.model)


class Engine(Protocol):
    """One way to have texts translated."""

    @property
    def profile(self) -> Profile:
        """What it takes and where it sends it."""

    def available(self) -> Availability:
        """Whether it can be called, and if not, why and what to do; looks at this machine, never at the network."""

    def translate(self, requests: Sequence[Request], timeout: float) -> Iterator[Outcome]:
        """Translate a batch that keeps within the profile; every id comes back at most once, in any order.

        Args:
            requests: All of one pair of languages.
            timeout: Seconds after which the caller no longer waits. What was yielded by then counts.

        Raises:
            EngineError: The batch as a whole failed; what was yielded before counts.
        """

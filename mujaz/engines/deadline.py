"""A wall clock around calls that may never return.

The only way to stop waiting for a blocking call is to make it in a thread of its own and leave that behind. The threads
are daemons, outside any executor, so that a call that hangs cannot keep the interpreter from exiting.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from mujaz.errors import Timeout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Arrival(Generic[T]):
    """One thing that a call brought; the last one, with `end` set, carries the exception it ended with, if any."""

    call: int
    item: T | None = None
    error: Exception | None = None
    end: bool = False


def deliver(call: int, items: Callable[[], Iterable[T]], inbox: SimpleQueue[Arrival[T]]) -> None:
    """Put everything that an iterable yields into the inbox as it comes, and then how it ended."""
    try:
        for item in items():
            inbox.put(Arrival(call, item))
    except Exception as error:  # noqa: BLE001 - handed on, with everything else the call brought
        inbox.put(Arrival(call, error=error, end=True))
    else:
        inbox.put(Arrival(call, end=True))


def start(call: int, items: Callable[[], Iterable[T]], inbox: SimpleQueue[Arrival[T]]) -> threading.Thread:
    """Do the same in a thread that can be left behind."""
    thread = threading.Thread(target=deliver, args=(call, items, inbox), name=f"mujaz-engine-{call}", daemon=True)
    thread.start()
    return thread


def within(seconds: float, function: Callable[[], T]) -> T:
    """What the function returns, if it does in time; otherwise its thread is left behind.

    Raises:
        Timeout: It did not.
        Exception: Whatever the function raised.
    """
    inbox: SimpleQueue[Arrival[T]] = SimpleQueue()
    start(0, lambda: (function(),), inbox)
    try:
        arrival = inbox.get(timeout=seconds)
    except Empty:
        raise Timeout(f"gave no answer within {seconds:g} s") from None
    if arrival.error is not None:
        raise arrival.error
    return cast("T", arrival.item)

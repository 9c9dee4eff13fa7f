"""How often an engine may be called, and when it had better not be: token bucket, circuit breaker, quota memory.

All times are seconds on the caller's clock; nothing here reads a clock, sleeps or draws lots.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mujaz.engines.base import Profile


@dataclass(frozen=True, slots=True)
class Policy:
    """How patient the chain is with every engine alike; times in seconds.

    `attempts` calls are made for one batch, `base` and `cap` bound the pause between them. An engine that asks for more
    than `patience` is passed over until then. After `failures` in a row it rests for `cool_down`; then one call tries
    whether it is back. At most `strays` calls that never came back are left behind before it is given up. Whoever waits
    for another run's calls looks again every `poll`.
    """

    attempts: int = 3
    base: float = 0.5
    cap: float = 8.0
    patience: float = 30.0
    failures: int = 5
    cool_down: float = 60.0
    strays: int = 16
    poll: float = 0.02


DEFAULT_POLICY = Policy()


def backoff(attempt: int, draw: float, policy: Policy) -> float:
    """Seconds to wait before the next attempt: "full jitter", anything from nothing to a doubling bound.

    The method is M. Brooker's, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.

    Args:
        attempt: How many attempts have failed, from 1.
        draw: A random number from 0 to 1.
        policy: The bounds.
    """
    return draw * min(policy.cap, policy.base * 2.0 ** (attempt - 1))


class TokenBucket:
    """At most `rate` calls a second on average, and as many at once as one second allows."""

    def __init__(self, rate: float | None) -> None:
        """Start full; a rate of None never makes anybody wait."""
        self._rate = rate
        self._size = max(1.0, rate or 1.0)
        self._tokens = self._size
        self._filled_at: float | None = None

    def take(self, now: float) -> float:
        """Take a token and return 0, or return the seconds until there is one."""
        if self._rate is None:
            return 0.0
        elapsed = 0.0 if self._filled_at is None else max(0.0, now - self._filled_at)
        self._tokens = min(self._size, self._tokens + elapsed * self._rate)
        self._filled_at = now
        if self._tokens >= 1.0:
            self._tokens -= 1.0
            return 0.0
        return (1.0 - self._tokens) / self._rate


class Guard:
    """What stands between the chain and one engine: shared by every run and every thread."""

    def __init__(self, profile: Profile, policy: Policy = DEFAULT_POLICY) -> None:
        """Open, with nothing held against the engine yet."""
        self._policy = policy
        self._bucket = TokenBucket(profile.rate)
        self._free = profile.concurrency
        self._lock = threading.Lock()
        self._failures = 0
        self._held_until = -math.inf
        self._closed_until = -math.inf
        self._closed_because: EngineError | None = None
        self._on_trial = False
        self._strays: list[threading.Thread] = []

    def closed(self, now: float) -> EngineError | None:
        """Why no call may start for a while, or None when one may start soon."""
        with self._lock:
            if now < self._closed_until:
                return self._closed_because
            self._strays = [thread for thread in self._strays if thread.is_alive()]
            if len(self._strays) >= self._policy.strays:
                return EngineError(f"{len(self._strays)} calls never came back")
            return None

    def ask(self, now: float) -> float:
        """Take leave for one call and return 0, or return the seconds to wait before asking again.

        Whoever got leave says with `landed` or `abandon` when the call is over.
        """
        with self._lock:
            if now < self._closed_until:
                return self._closed_until - now
            if now < self._held_until:
                return self._held_until - now
            half_open = self._failures >= self._policy.failures
            if self._free < 1 or (half_open and self._on_trial):
                return self._policy.poll
            wait = self._bucket.take(now)
            if not wait:
                self._free -= 1
                self._on_trial = half_open
            return wait

    def landed(self) -> None:
        """A call is over: another may start."""
        with self._lock:
            self._free += 1

    def succeeded(self) -> None:
        """A call brought a text: whatever was wrong is over."""
        with self._lock:
            self._failures = 0
            self._on_trial = False

    def failed(self, error: EngineError, now: float) -> None:
        """A call failed in a way that says something of the engine; enough of them in a row, and it rests."""
        with self._lock:
            self._failures += 1
            self._on_trial = False
            if self._failures >= self._policy.failures and now >= self._closed_until:
                self._closed_until = now + self._policy.cool_down
                self._closed_because = EngineError(f"rests after {self._failures} failures in a row: {error.message}")

    def hold(self, until: float) -> None:
        """Start no call before `until`: the engine asked for it."""
        with self._lock:
            self._held_until = max(self._held_until, until)

    def close(self, error: EngineError, until: float = math.inf) -> None:
        """Start no call before `until`, by default never again: the quota is spent or the key refused."""
        with self._lock:
            if until > self._closed_until:
                self._closed_until = until
                self._closed_because = error
            self._on_trial = False

    def abandon(self, calls: Iterable[threading.Thread | None]) -> None:
        """Count calls as over that nobody waits for any more; remember their threads, so that they cannot pile up."""
        calls = tuple(calls)
        with self._lock:
            self._free += len(calls)
            self._strays += [thread for thread in calls if thread and thread.is_alive()]
            self._on_trial = False

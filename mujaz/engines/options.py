"""An engine's options from mkdocs.yml, read strictly: an unknown or impossible one is refused by name."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mujaz.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mujaz.config import EngineSpec

FILE = "mkdocs.yml"
NETWORK = ("timeout", "rate", "concurrency")
"""What every engine that sends texts away can be told."""

MOST_IN_FLIGHT = 8


class Options:
    """The options of one engine, each read once by the kind of value it must be."""

    def __init__(self, spec: EngineSpec, known: Iterable[str]) -> None:
        """Take the options as written.

        Raises:
            ConfigError: One of them is not known.
        """
        self._name = spec.name
        self._values = spec.options
        known = tuple(known)
        for key in spec.options:
            if key not in known:
                raise unknown(f'engine "{spec.name}" has no option "{key}"', key, known)

    def text(self, key: str, default: str = "") -> str:
        """A text; the default where it is missing, empty, or an `!ENV` that is not set."""
        value = self._values.get(key)
        if value is None or value == "":
            return default
        if isinstance(value, str):
            return value
        # YAML reads a key of digits as a number; a mapping or a list cannot be meant.
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise self._wrong(key, "a text")

    def required(self, key: str, example: str) -> str:
        """A text that must be there."""
        value = self.text(key)
        if not value:
            raise ConfigError(
                f'engine "{self._name}" needs the option "{key}"',
                file=FILE,
                hint=f"for example: - {self._name}: {{{key}: {example}}}",
            )
        return value

    def url(self, key: str, value: str) -> str:
        """Check that the value read for `key` is an http(s) address without a user in it; return it."""
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            raise self._wrong(key, "an address like https://example.org/, without a user name")
        return value

    def number(self, key: str, default: float, *, zero: bool = False) -> float:
        """A number above zero, or with `zero` from zero on."""
        value = self._values.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and (value > 0 or (zero and value == 0)):
            return float(value)
        raise self._wrong(key, "a number, 0 or more" if zero else "a number above 0")

    def whole(self, key: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        value = self._values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self._wrong(key, f"a whole number from 1 to {most}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._values.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def rate(self, default: float | None) -> float | None:
        """Calls a second; None where neither the configuration nor the engine sets a limit."""
        return self.number("rate", default or 1.0) if "rate" in self._values else default

    def concurrency(self, default: int) -> int:
        """Calls in flight at once."""
        return self.whole("concurrency", default, MOST_IN_FLIGHT)

    def _wrong(self, key: str, wanted: str) -> ConfigError:
        """What to raise for a value of the wrong kind; the value stays out of the message, it may be a key."""
        return ConfigError(f'engine "{self._name}": {key} must be {wanted}', file=FILE)


def unknown(message: str, word: str, known: Iterable[str]) -> ConfigError:
    """What to raise for a name that means nothing here: names the nearest one that does, or all."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1)
    return ConfigError(
        message,
        file=FILE,
        hint=f"did you mean {near[0]}?" if near else f"known names: {', '.join(known)}",
    )

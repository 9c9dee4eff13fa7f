"""MkDocs, driven: its own build with this project's plugin, whole or for what changed."""

from __future__ import annotations

import logging
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from mujaz import config
from mujaz.errors import ConfigError, MujazError
from mujaz.site.plugin import LOGGER, MujazPlugin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIRTY = "A 'dirty' build"


def render(root: Path, *, strict: bool, dirty: bool) -> tuple[int, tuple[str, ...]]:
    """Let MkDocs build ROOT's site; `dirty` leaves alone what is as it should be.

    Returns:
        How many pages were written, and what was left out or replaced, as messages.

    Raises:
        ConfigError: mkdocs.yml cannot be used, or MkDocs found a fault (or, when strict, a warning) and said which.
    """
    try:
        loaded = load_config(str(root / config.FILE), strict=strict)
        loaded.plugins.on_startup(command="build", dirty=dirty)
        # A partial build can be trusted here: it knows every dependency. Problems are returned, so not also printed.
        with _without("mkdocs.commands.build", _DIRTY), nullcontext() if strict else _without(LOGGER):
            mkdocs_build(loaded, dirty=dirty)
        loaded.plugins.on_shutdown()
    except ConfigurationError as error:
        raise ConfigError(str(error), file=config.FILE) from None
    except Abort as abort:
        raise _reason(abort) from None
    ours = [plugin for plugin in loaded.plugins.values() if isinstance(plugin, MujazPlugin)]
    return sum(plugin.rendered for plugin in ours), tuple(problem for plugin in ours for problem in plugin.problems)


@contextmanager
def _without(logger_name: str, start: str = "") -> Iterator[None]:
    """Hold back warnings of a logger that begin with `start`."""

    def other(record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith(start)

    logger = logging.getLogger(logger_name)
    logger.addFilter(other)
    try:
        yield
    finally:
        logger.removeFilter(other)


def _reason(abort: Abort) -> MujazError:
    """Our own error that made MkDocs stop, or one that carries what MkDocs said."""
    error: BaseException | None = abort
    while error is not None:
        if isinstance(error, MujazError):
            return error
        error = error.__cause__ or error.__context__
    return ConfigError(f"MkDocs could not build the site: {abort}", hint="its own messages above say where and why")

"""MkDocs, driven: its own build with this project's plugin, whole or for what changed."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from mujaz import config
from mujaz.errors import ConfigError, MujazError
from mujaz.site.plugin import MujazPlugin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIRTY = "A 'dirty' build"


def render(root: Path, *, strict: bool, dirty: bool) -> int:
    """Let MkDocs build ROOT's site; `dirty` leaves alone what is as it should be. Returns the pages written.

    Raises:
        ConfigError: mkdocs.yml cannot be used, or MkDocs found a fault (or, when strict, a warning) and said which.
        MujazError: Something in content/ cannot be read.
    """
    try:
        loaded = load_config(str(root / config.FILE), strict=strict)
        loaded.plugins.on_startup(command="build", dirty=dirty)
        with _sure_of_itself():
            mkdocs_build(loaded, dirty=dirty)
        loaded.plugins.on_shutdown()
    except ConfigurationError as error:
        raise ConfigError(str(error), file=config.FILE) from None
    except Abort as abort:
        raise _reason(abort) from None
    return sum(plugin.rendered for plugin in loaded.plugins.values() if isinstance(plugin, MujazPlugin))


@contextmanager
def _sure_of_itself() -> Iterator[None]:
    """Hold back MkDocs' warning that a partial build cannot be trusted: this one knows every dependency."""

    def other(record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith(_DIRTY)

    logger = logging.getLogger("mkdocs.commands.build")
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

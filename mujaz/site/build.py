"""Render content/ to the site: MkDocs does it, and only for what changed since the last time.

`build` and `mkdocs build --strict` give the same bytes: both go through the plugin, and a page is left alone only when
the hash of everything it depends on is the one it was written from.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from mujaz import config
from mujaz.errors import ConfigError, MujazError
from mujaz.site import manifest
from mujaz.site.plugin import MujazPlugin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIRTY = "A 'dirty' build"


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What a build of the site did."""

    pages_written: int


def build(root: Path, *, strict: bool = False) -> SiteReport:
    """Bring ROOT's site up to date.

    Args:
        root: The project, where mkdocs.yml is.
        strict: Fail on a warning, as `mkdocs build --strict` does.

    Raises:
        ConfigError: mkdocs.yml cannot be used, or MkDocs found a fault (or, when strict, a warning) and said which.
        MujazError: Something in content/ cannot be read.
    """
    settings = config.load(root)
    last = manifest.load(manifest.file_of(settings.cache, settings.site))
    if last.holds(settings.site):
        return SiteReport(0)
    try:
        loaded = load_config(str(root / config.FILE), strict=strict)
        dirty = bool(last.files) and settings.site.is_dir()
        loaded.plugins.on_startup(command="build", dirty=dirty)
        with _sure_of_itself():
            mkdocs_build(loaded, dirty=dirty)
        loaded.plugins.on_shutdown()
    except ConfigurationError as error:
        raise ConfigError(str(error), file=config.FILE) from None
    except Abort as abort:
        raise _reason(abort) from None
    plugins = [plugin for plugin in loaded.plugins.values() if isinstance(plugin, MujazPlugin)]
    return SiteReport(sum(plugin.rendered for plugin in plugins))


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

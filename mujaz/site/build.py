"""Render content/ to the site: MkDocs does it, and only for what changed since the last time.

`build` and `mkdocs build --strict` give the same bytes: both go through the plugin, and a page is left alone only when
the hash of everything it depends on is the one it was written from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz import config
from mujaz.errors import ConfigError
from mujaz.site import manifest, theme
from mujaz.yamlfile import line_of

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.config import Settings


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What a build of the site did.

    `problems` are messages, each beginning with the file and, where there is one, the line: what in content/ was left
    out, or shown as it was composed because it was edited where it must not be. All else was built.
    """

    pages_written: int
    problems: tuple[str, ...] = ()


def require_words(settings: Settings) -> None:
    """Ask for the interface's words before anything is paid for or written.

    Raises:
        ConfigError: The theme has none for one of the site's languages; says how to add them.
    """
    languages = settings.languages
    for key, language in zip(("source", "target"), languages, strict=True):
        if not any((folder / "strings" / f"{language}.yml").is_file() for folder in settings.theme):
            from mujaz.site import strings  # noqa: PLC0415 (Babel takes time to load, and here it is hardly ever needed)

            try:
                strings.load(settings.theme, language, languages)
            except ConfigError as error:
                line = line_of(key, (settings.root / config.FILE).read_text(encoding="utf-8"))
                raise ConfigError(error.message, file=config.FILE, line=line, hint=error.hint) from None


def build(root: Path, *, strict: bool = False) -> SiteReport:
    """Bring ROOT's site up to date.

    Args:
        root: The project, where mkdocs.yml is.
        strict: Fail on a warning, as `mkdocs build --strict` does.

    Raises:
        ConfigError: mkdocs.yml cannot be used, or MkDocs found a fault (or, when strict, a warning) and said which.
    """
    settings = config.load(root)
    settings.content.mkdir(parents=True, exist_ok=True)
    last = manifest.load(manifest.file_of(settings.cache, settings.site))
    if last.holds(settings.site, theme.mark(settings.digest)):
        return SiteReport(0, tuple(last.problems))
    # What renders is loaded only now: a build that has nothing to do starts in half the time without it.
    from mujaz.site.rendering import render  # noqa: PLC0415

    return SiteReport(*render(root, strict=strict, dirty=bool(last.files) and settings.site.is_dir()))

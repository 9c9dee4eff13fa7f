"""The newsroom as a `Site` value, for what works without MkDocs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.config import Settings
from mujaz.site import catalogue, strings
from mujaz.site.sheets import Site
from tests.support import newsroom

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.site.library import Library


def site(root: Path, *, url: str = "https://example.org/repo/") -> Site:
    """A site over the newsroom's stories, written into ROOT."""
    newsroom.write_content(root / "content")
    settings = Settings(root=root, content=root / "content", site=root / "site", cache=root / ".cache", site_url=url)
    languages = (settings.source, settings.target)
    return Site(
        settings=settings,
        library=catalogue.read(settings),
        strings={code: strings.load([newsroom.ROOT / "templates"], code, languages) for code in languages},
        name="موجز · mujaz",
        out=settings.site,
        theme="theme",
    )


def over(site: Site, found: Library) -> Site:
    """The same site over another library."""
    return replace(site, library=found)

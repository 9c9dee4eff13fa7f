"""The values that the parts of the site share: the site itself, and a sheet for each page of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mujaz.site import views

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from markupsafe import Markup

    from mujaz.config import Settings
    from mujaz.site.library import Library
    from mujaz.site.strings import Strings


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page in one language: `path` is its folder under the language ("people/x/"), `key` what it shows, hashed.

    `lang` is empty for the page that belongs to none; `build` makes what its template is given; `slug` names the
    story of a story page.
    """

    lang: str
    path: str
    template: str
    key: str
    build: Callable[[], Mapping[str, object]] = field(repr=False, compare=False)
    slug: str = ""

    @property
    def folder(self) -> str:
        """Its folder under the site's root, as the disk has it, ending in a slash unless it is the root."""
        return f"{self.lang}/{self.path}" if self.lang else self.path


@dataclass(frozen=True)
class Site:
    """What every part of the site needs to know; `theme` is the hash of all that is not content."""

    settings: Settings
    library: Library
    strings: Mapping[str, Strings]
    name: str
    out: Path
    theme: str
    search: bool = True
    map: bool = True
    cards: bool = False

    @property
    def languages(self) -> tuple[str, str]:
        """Source and target."""
        return self.settings.languages

    @property
    def url(self) -> str:
        """Where the site will stand, with a slash at its end; empty when the configuration does not say."""
        url = self.settings.site_url
        return url if not url or url.endswith("/") else f"{url}/"

    def other(self, lang: str) -> str:
        """The other of the two languages."""
        source, target = self.languages
        return target if lang == source else source

    @cached_property
    def _speakers(self) -> Mapping[str, views.Speaker]:
        target = self.settings.target
        strings = self.strings
        return {code: views.Speaker(strings[code], strings[self.other(code)], target) for code in self.languages}

    def named(self, lang: str) -> Markup:
        """The site's name for a page in `lang`, the words of the other language marked as such."""
        return self.speaker(lang).mixed(self.name)

    def speaker(self, lang: str) -> views.Speaker:
        """What chooses texts for a page in `lang`."""
        return self._speakers[lang]

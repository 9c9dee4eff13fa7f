"""Files and pages of the site as MkDocs sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mujaz.site.sheets import Sheet


class SiteFile(File):
    """A file of the site that knows by hash, not by time, whether it has to be made again."""

    key: str = ""
    fresh: bool = False

    def is_modified(self) -> bool:
        """Whether anything that it depends on changed since it was written."""
        return not self.fresh


class SheetPage(Page):
    """A page whose content is data: nothing is read or rendered before its template asks."""

    def __init__(self, sheet: Sheet, file: File, config: MkDocsConfig) -> None:
        """Make the page of a sheet."""
        super().__init__("", file, config)
        self.sheet = sheet

    def read_source(self, config: MkDocsConfig) -> None:
        """The sheet says which template; there is no Markdown to read."""
        del config
        self.markdown = ""
        self.meta = {"template": self.sheet.template}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet: ten thousand rendered texts would have to be kept until the templates run."""
        del config, files
        self.content = ""

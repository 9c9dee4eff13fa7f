"""The MkDocs plugin: a thin shell that turns sheets into MkDocs pages and hands the templates what they show.

Everything that knows MkDocs stands here and in `build`; what the pages say is decided in `pages` and `views`.
"""

from __future__ import annotations

import gc
import logging
import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import quote, urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import InclusionLevel
from mkdocs.utils.meta import get_data

from mujaz import publish
from mujaz.config import Options, Settings, digest, refuse_site, resolved
from mujaz.errors import MujazError
from mujaz.site import catalogue, extras, library, manifest, pages, rows, strings, templating, theme, views
from mujaz.site.files import SheetPage, SiteFile
from mujaz.site.sheets import Sheet, Site

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from types import ModuleType

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from mujaz.site.rows import Row

STORIES = "briefings/"
LOGGER = "mkdocs.plugins.mujaz"


class MujazPlugin(BasePlugin[Options]):
    """Pages per language, indexes and dossiers from content/briefings/."""

    def __init__(self) -> None:
        """Start without a site."""
        self.serving = False
        self._dirty = False
        self.rendered = 0
        self.problems: list[str] = []
        self.written: dict[str, str] = {}
        self._before = manifest.Manifest()
        self._made = manifest.Manifest()
        self._text: tuple[str, list[list[Row]]] = ("", [])

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs: a preview goes to a temporary folder that needs no manifest."""
        self.serving = command == "serve"
        self._dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the settings and keep MkDocs from making what this theme makes itself."""
        try:
            refuse_site(settings_of(config, self.config))
        except MujazError as error:
            raise PluginError(str(error)) from error
        self.rendered = 0
        config.theme.static_templates -= {"sitemap.xml"}
        config.theme.static_templates |= {"404.html"}
        if config.nav is None:
            config.nav = []  # spares MkDocs the sorting of every page
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replace what stands in content/briefings/ by the pages of the site."""
        sources = [config.docs_dir, *config.theme.dirs, *_hooks(config), str(theme.PACKAGE)]
        stamp = manifest.stamp(map(Path, sources))
        try:
            self.site = site = site_of(config, self.config)
        except MujazError as error:
            raise PluginError(str(error)) from error
        self._before = manifest.Manifest() if self.serving else manifest.load(self._manifest)
        self.written = {}
        self.problems = list(site.library.problems)
        mark = theme.mark(site.settings.digest)
        self._made = manifest.Manifest(self.written, sources, stamp, mark, self.problems)
        by_hand = self._by_hand(files, config)
        # Every page links to what is written by hand, so which there are matters to all.
        names = " ".join(sorted(by_hand))
        self.site = site = replace(site, theme=manifest.digest(f"{site.theme} {names}".encode()))
        # MkDocs needs to know of what is fresh only to check the links of pages written by hand.
        spare = self._take_pages(files, by_hand, config) and self._dirty
        self._take_static(files, config, spare=spare)
        for path, blob in extras.assets(site).items():
            if path not in self.written:  # a project may have its own
                self._add(files, self._generated(path, blob, config))
        for sheet in pages.sheets(site):
            file_name = f"{sheet.folder}index.html"
            if spare and self._is_fresh(file_name, sheet.key, f"{config.site_dir}/{file_name}"):
                self.written[file_name] = sheet.key
            else:
                self._add(files, self._sheet(sheet, config))
        for problem in self.problems:
            logging.getLogger(LOGGER).warning("%s", problem)
        return files

    def _by_hand(self, files: Files, config: MkDocsConfig) -> set[str]:
        """The pages that people wrote; one that cannot be shown is taken away and told."""
        names = set()
        for file in list(files):
            if file.is_documentation_page() and self._is_by_hand(file):
                if fault := self._fault(file, config):
                    page = self.site.settings.relative(Path(file.src_dir or "", file.src_uri))
                    self.problems.append(f"{page}: {fault}")
                    files.remove(file)
                else:
                    names.add(file.src_uri)
        return names

    def _take_pages(self, files: Files, by_hand: Collection[str], config: MkDocsConfig) -> bool:
        """Make pages that people wrote pages of this site; returns whether all stand as they should.

        The pages of briefings are left to their sheets.
        """
        all_fresh = True
        for file in list(files):
            if file.src_uri in by_hand:
                all_fresh &= self._add(files, self._written_by_hand(file, config))
            elif file.is_documentation_page():
                file.inclusion = InclusionLevel.EXCLUDED
        return all_fresh

    def _take_static(self, files: Files, config: MkDocsConfig, *, spare: bool) -> None:
        """Make all else that MkDocs found files of this site; `spare` MkDocs those that stand as they should."""
        for file in list(files):
            if file.src_dir in config.theme.dirs and not file.src_uri.startswith("assets/"):
                files.remove(file)
            elif file.is_documentation_page():
                continue
            elif self._is_left_out(file):
                files.remove(file)
            elif file.inclusion.is_included():
                key = self._static_key(file)
                if spare and self._is_fresh(file.dest_uri, key, file.abs_dest_path):
                    files.remove(file)
                    self.written[file.dest_uri] = key
                else:
                    self._add(files, self._static(file, key, config))

    def _is_by_hand(self, file: File) -> bool:
        """Whether a person wrote a page: all that are not of briefings."""
        folder, _, name = file.src_uri.rpartition("/")
        return f"{folder}/" != STORIES or name.removesuffix(".md") in self.site.library.by_hand

    def _is_left_out(self, file: File) -> bool:
        """Whether a file is the data of a briefing that is not shown."""
        folder, _, name = file.src_uri.rpartition("/")
        return f"{folder}/" == STORIES and name.endswith(".json") and file.name in self.site.library.left_out

    def _fault(self, file: File, config: MkDocsConfig) -> str:
        """Why a page that a person wrote cannot be shown; empty when it can."""
        folder, _, _ = file.src_uri.rpartition("/")
        name, _, lang = file.name.rpartition(".")
        if f"{folder}/" == STORIES and lang in self.site.languages and name in self.site.library.by_slug:
            return f"its address belongs to {name}.md; give it another name"
        try:
            template = get_data(file.content_string)[1].get("template", "main.html")
        except UnicodeDecodeError:
            return "is not text in UTF-8"
        except OSError as error:
            return f"cannot be read: {error.strerror}"
        return "" if template == "main.html" else self._unfit(str(template), config)

    def _unfit(self, template: str, config: MkDocsConfig) -> str:
        """Why a template cannot show a page that a person wrote; empty when it can."""
        if not any(Path(folder, template).is_file() for folder in config.theme.dirs):
            return f"the theme has no template {template!r}"
        for_data = any(sheet.template == template for sheet in pages.sheets(self.site))
        return f"{template} is for pages that are made from data" if for_data else ""

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Make the templates strict: every text is escaped, every name must exist."""
        del config, files
        templating.prepare(env, self.site.settings.cache / "templates")
        gc.freeze()  # what is known now stays until all is written: not to be looked through with each hundred pages
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """What 404.html is given: it may be shown at any depth, so its links start at the server's root."""
        del template_name
        root = urlsplit(config.site_url or "/").path
        _give(context, self._common("", root))
        return context

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """What a page's template is given."""
        del config, nav
        root = "../" * page.file.dest_uri.count("/") or "./"
        if isinstance(page, SheetPage):
            sheet = page.sheet
            _give(context, self._common(sheet.lang, root))
            _give(context, {"sheet": sheet, "path": quote(sheet.path), **sheet.build()})
            if sheet.slug:
                self._set_text(context, page)
            briefing = self.site.library.briefing(sheet.slug) if sheet.slug else None
            _give(context, {"extra": extras.head(self.site, sheet, briefing)})
        else:
            lang, _, path = page.file.dest_uri.removesuffix("index.html").partition("/")
            lang = lang if lang in self.site.languages else self.site.settings.source
            twin = f"{self.site.other(lang)}/{path}index.html"
            sheet = Sheet(lang, path, "main.html", "", dict)
            _give(context, self._common(lang, root))
            _give(context, {"sheet": sheet, "extra": extras.head(self.site, sheet, None)})
            _give(context, {"path": quote(path) if twin in self.written else ""})
        return context

    def _set_text(self, context: TemplateContext, page: SheetPage) -> None:
        """Give a story page its text, and the template what the text says of its translation."""
        text = self._rows(page.sheet.slug)
        source, target = (self.site.strings[code] for code in self.site.languages)
        t = self.site.strings[page.sheet.lang]
        page.content = rows.to_html(text, source, target, t)
        _give(context, {"provenance": views.provenance((row for paragraph in text for row in paragraph), t)})

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of the text: it is in the output now."""
        del config
        self.rendered += 1
        if isinstance(page, SheetPage):
            page.content = ""
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Take away what no longer belongs to the site; remember what was written, and from what."""
        gc.unfreeze()
        others = [name for name in config.theme.static_templates if (self.site.out / name).is_file()]
        self.written |= dict.fromkeys([*extras.after(self.site, self.written), *others], "")
        if self.serving:
            return
        for gone in self._before.files.keys() - self.written.keys():
            _remove(self.site.out, gone)
        manifest.save(self._manifest, self._made)

    @property
    def _manifest(self) -> Path:
        return manifest.file_of(self.site.settings.cache, self.site.out)

    def _common(self, lang: str, root: str) -> dict[str, object]:
        """What every template is given; `lang` is empty on a page that belongs to no language."""
        site = self.site
        here = lang or site.settings.source
        return {
            "site": site,
            "lang": here,
            "other": site.other(here),
            "t": site.strings[here],
            "ot": site.strings[site.other(here)],
            "dir": site.strings[here].direction,
            "root": root,
            "has_about": f"{here}/about/index.html" in self.written,
            "library": site.library,
        }

    def _add(self, files: Files, file: SiteFile) -> bool:
        """Make a file part of the site; returns whether it stands there as it should already."""
        if files.get_file_from_path(file.src_uri):
            files.remove(file)
        file.fresh = self._is_fresh(file.dest_uri, file.key, file.abs_dest_path)
        self.written[file.dest_uri] = file.key
        files.append(file)
        return file.fresh

    def _is_fresh(self, name: str, key: str, path: str) -> bool:
        return self._before.files.get(name) == key and os.path.exists(path)  # noqa: PTH110 - three times as fast here

    def _sheet(self, sheet: Sheet, config: MkDocsConfig) -> SiteFile:
        file = SiteFile(
            f"{sheet.folder}index.md",
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=f"{sheet.folder}index.html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        file.generated_by = "mujaz"
        file.content_string = ""
        file.edit_uri = f"{STORIES}{sheet.slug}.md" if sheet.slug else None
        file.key = sheet.key
        SheetPage(sheet, file, config)
        return file

    def _written_by_hand(self, file: File, config: MkDocsConfig) -> SiteFile:
        """NAME.LANG.md in content/ becomes /LANG/NAME/; other pages stay where they are."""
        name, _, lang = file.name.rpartition(".")
        dest = file.dest_uri
        if name and lang in self.site.languages:
            dest = (PurePosixPath(lang) / PurePosixPath(file.src_uri).parent / name / "index.html").as_posix()
        made = SiteFile(
            file.src_uri,
            file.src_dir,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=dest,
            inclusion=InclusionLevel.NOT_IN_NAV if file.inclusion.is_included() else file.inclusion,
        )
        made.key = manifest.digest(self.site.theme.encode() + file.content_bytes)
        return made

    def _static_key(self, file: File) -> str:
        """The hash of a file that is published as it is."""
        story = self.site.library.by_slug.get(file.name) if file.src_uri.startswith(STORIES) else None
        return story.digest if story and file.src_uri.endswith(".json") else manifest.digest(file.content_bytes)

    def _static(self, file: File, key: str, config: MkDocsConfig) -> SiteFile:
        made = SiteFile(
            file.src_uri, file.src_dir, config.site_dir, config.use_directory_urls, inclusion=file.inclusion
        )
        made.key = key
        return made

    def _generated(self, path: str, blob: bytes, config: MkDocsConfig) -> SiteFile:
        made = SiteFile(path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
        made.generated_by = "mujaz"
        made.content_bytes = blob
        made.key = manifest.digest(blob)
        return made

    def _rows(self, slug: str) -> list[list[Row]]:
        """The text of a story, read once for the pages in both languages, which are made one after the other."""
        if self._text[0] != slug:
            briefing = self.site.library.briefing(slug)
            segments = views.rows_of(briefing, "segments")
            paragraphs = self.site.library.paragraphs(slug)
            self._text = (slug, rows.join(paragraphs, segments, library.failed(briefing)))
        return self._text[1]


def _remove(out: Path, file: str) -> None:
    """Take a file out of the site, and the folders that it leaves empty."""
    path = out / file
    publish.remove(path)
    for folder in path.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def _give(context: TemplateContext, values: Mapping[str, object]) -> None:
    """Add to MkDocs' own names those of this theme."""
    cast("dict[str, object]", context).update(values)


def _hooks(config: MkDocsConfig) -> list[str]:
    """The scripts that a project's configuration names as hooks; they may change any page."""
    hooks = cast("Mapping[str, ModuleType]", config.hooks)  # MkDocs says that it is a list
    return [str(hook.__file__) for hook in hooks.values()]


def settings_of(config: MkDocsConfig, options: Options) -> Settings:
    """The settings of a project as MkDocs has them, what its own command line says included."""
    root = Path(config.config_file_path or ".").resolve().parent
    given, _ = resolved(Path(config.config_file_path))
    return Settings(
        root=root,
        source=options.source,
        target=options.target,
        seeds=root / options.seeds,
        translations=root / options.translations,
        content=Path(config.docs_dir),
        site=Path(config.site_dir),
        cache=root / ".cache",
        site_url=config.site_url or "",
        theme=tuple(map(Path, config.theme.dirs)),
        digest=digest(given),
    )


def site_of(config: MkDocsConfig, options: Options) -> Site:
    """The site that a configuration describes, as it stands on the disk now."""
    settings = settings_of(config, options)
    folders = settings.theme
    return Site(
        settings=settings,
        library=catalogue.read(settings),
        strings={code: strings.load(folders, code, settings.languages) for code in settings.languages},
        name=config.site_name,
        out=Path(config.site_dir),
        theme=theme.digest([*folders, *map(Path, _hooks(config))], settings.digest),
        search=options.search,
        map=options.map,
        cards=options.cards,
    )

"""What pages depend on besides their stories: settings, the libraries and this package; and how a change is seen."""

from __future__ import annotations

import ast
import os
import shutil
import sys
from importlib.metadata import packages_distributions, version
from typing import TYPE_CHECKING

import pytest
from mkdocs.config.config_options import Hooks

from mujaz.site import catalogue, theme
from mujaz.site.build import build
from tests.site import house
from tests.support import sites

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = house.everything()


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Each test looks at the package for itself."""
    theme.code.cache_clear()
    yield
    theme.code.cache_clear()


def _edit(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def _canonical(root: Path) -> str | None:
    (link,) = (e for e in house.parse(root / "site/en/index.html").iter("link") if e.get("rel") == "canonical")
    return link.get("href")


def test_what_the_environment_sets_is_a_dependency_of_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = house.project(tmp_path, STORIES)
    _edit(root / "mkdocs.yml", "https://example.org/repo/", '!ENV [SITE_URL, "https://example.org/repo/"]')
    everything = build(root).pages_written
    assert _canonical(root) == "https://example.org/repo/en/"
    monkeypatch.setenv("SITE_URL", "https://example.net/")
    assert build(root).pages_written == everything
    assert _canonical(root) == "https://example.net/en/"
    assert build(root).pages_written == 0


def test_an_inherited_configuration_is_a_dependency_of_every_page(tmp_path: Path) -> None:
    root = house.project(tmp_path / "project", STORIES)
    (root / "mkdocs.yml").replace(tmp_path / "parent.yml")
    (root / "mkdocs.yml").write_text("INHERIT: ../parent.yml\nsite_name: الصباح\n", "utf-8")
    everything = build(root).pages_written
    assert "الصباح" in (root / "site/ar/index.html").read_text("utf-8")
    _edit(tmp_path / "parent.yml", "example/news", "example/other")
    assert build(root).pages_written == everything
    assert "https://github.com/example/other" in (root / "site/ar/briefings/dam/index.html").read_text("utf-8")


def test_a_hook_is_a_dependency_of_every_page(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES[:1])
    _edit(root / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    hook = root / "hook.py"
    hook.write_text("def on_post_page(output, page, config): return output.replace('</body>', '<i>one</i></body>')\n")
    everything = build(root).pages_written
    assert build(root).pages_written == 0
    hook.write_text(hook.read_text().replace("one", "two"))
    Hooks._load_hook.cache_clear()  # each command is a process of its own
    assert build(root).pages_written == everything
    assert "<i>two</i>" in (root / "site/en/index.html").read_text("utf-8")


def test_a_key_of_an_engine_is_no_dependency_and_no_part_of_the_site(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    before = house.snapshot(root / "site")
    _edit(root / "mkdocs.yml", "cards: false", "cards: false, engines: [{deepl: {api_key: secret}}]")
    assert build(root).pages_written == 0
    assert house.snapshot(root / "site") == before


@pytest.mark.parametrize("library", ["jinja2", "babel", "mkdocs", "pylopdf-fonts-ar"])
def test_a_library_is_a_dependency_of_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    root = house.project(tmp_path, STORIES[:1])
    everything = build(root).pages_written
    monkeypatch.setattr(theme, "version", lambda name: "99" if name == library else version(name))
    theme.code.cache_clear()
    assert build(root).pages_written == everything
    assert build(root).pages_written == 0


@pytest.mark.parametrize("name", ["numerals.py", "facts/captions.py", "data/plurals.tsv", "site/sw.js"])
def test_a_module_or_a_table_of_the_package_is_a_dependency_of_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    root = house.project(tmp_path / "project", STORIES[:1])
    package = tmp_path / "mujaz"
    shutil.copytree(theme.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(theme, "PACKAGE", package)
    theme.code.cache_clear()
    everything = build(root).pages_written
    assert build(root).pages_written == 0
    with (package / name).open("a") as file:
        file.write("\n")
    theme.code.cache_clear()
    assert build(root).pages_written == everything


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)


def test_every_library_that_the_site_imports_is_named() -> None:
    own = packages_distributions()
    modules = [path for path in (theme.PACKAGE / "site").glob("*.py") if path.stem != "serve"]
    imported = {name for path in modules for name in _imports(ast.parse(path.read_text("utf-8")))}
    used = {found.lower() for name in imported - set(sys.stdlib_module_names) for found in own.get(name, [])}
    assert used > {"jinja2", "mkdocs"}
    assert used <= set(theme.LIBRARIES)


def test_a_file_put_in_the_place_of_another_is_seen(tmp_path: Path) -> None:
    """Even where its size and its time are the other's, as those of a copy may be."""
    root = house.project(tmp_path, STORIES)
    build(root)
    page = root / "content" / "about.en.md"
    before = page.stat()
    other = page.with_suffix(".other")
    other.write_bytes(page.read_bytes().replace(b"the", b"thy", 1))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(page)
    assert page.stat().st_size == before.st_size
    assert build(root).pages_written > 0
    assert b"thy" in (root / "site/en/about/index.html").read_bytes()


def test_an_index_that_other_code_made_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = sites.site(tmp_path).settings
    assert "title" not in {story.titles["en"] for story in catalogue.read(settings).stories}
    texts = catalogue._texts
    monkeypatch.setattr(catalogue, "_texts", lambda *given: {**texts(*given), "en": "title"})
    assert "title" not in {story.titles["en"] for story in catalogue.read(settings).stories}
    monkeypatch.setattr(theme, "code", lambda: "other")
    assert {story.titles["en"] for story in catalogue.read(settings).stories} == {"title"}
    monkeypatch.undo()

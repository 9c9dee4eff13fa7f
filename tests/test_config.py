from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.config import EngineSpec, load
from mujaz.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def project(folder: Path, plugin: str, rest: str = "") -> Path:
    (folder / "mkdocs.yml").write_text(f"site_name: x\n{rest}plugins:\n{plugin}", encoding="utf-8")
    return folder


def test_defaults(tmp_path: Path) -> None:
    settings = load(project(tmp_path, "  - mujaz\n"))
    assert (settings.source, settings.target, settings.engines) == ("ar", "en", ())
    assert settings.briefings == tmp_path / "content/briefings"
    assert settings.relative(settings.glossary) == "translations/glossary.yml"


def test_engines_and_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRE_KEY", "s3cret")
    engines = "[google, libretranslate: {url: http://x/, api_key: !ENV LIBRE_KEY}]"
    plugin = f"  - mujaz:\n      engines: {engines}\n"
    settings = load(project(tmp_path, plugin, "docs_dir: c\nsite_dir: s\n"))
    assert settings.engines == (
        EngineSpec("google"),
        EngineSpec("libretranslate", {"url": "http://x/", "api_key": "s3cret"}),
    )
    assert (settings.content.name, settings.site.name) == ("c", "s")


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        ("  - mujaz:\n      sorce: ar\n", "mkdocs.yml:4: unknown key 'sorce'\n  did you mean source?"),
        ("  - mujaz:\n      engines: google\n", "mkdocs.yml:4: engines: expected a list of engine names"),
        ("  - mujaz:\n      engines: [1]\n", "mkdocs.yml:4: engines: expected an engine's name"),
        ("  - mujaz:\n      target: ar\n", "mkdocs.yml:4: source and target are the same language"),
        ("  - mujaz:\n      deadline: -5\n", "mkdocs.yml:4: deadline: expected a number of seconds above 0, not -5"),
        (
            "  - mujaz:\n      deadline: true\n",
            "mkdocs.yml:4: deadline: expected a number of seconds above 0, not True",
        ),
        ("  - mujaz:\n      deadline: .nan\n", "mkdocs.yml:4: deadline: expected a number of seconds above 0, not nan"),
        ("  - mujaz:\n      map: 3\n", "mkdocs.yml:4: map: Expected type"),
        ("  - search\n", "mkdocs.yml: does not use the plugin\n  add to it:"),
        ("  - [\n", "mkdocs.yml:4: is not valid YAML"),
    ],
)
def test_mistakes_say_where_and_what_to_do(plugin: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(project(tmp_path, plugin))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("seeds", "is the folder seeds"),
        ("translations", "is the folder translations"),
        ("./translations/../translations/", "is the folder translations"),
        ("seeds/site", "lies in seeds"),
        ("content/public", "lies in content"),
        ("my_theme/assets", "lies in my_theme"),
        ("news", "holds news/content"),
        (".", "is the whole project"),
        ("", "is the whole project"),
        ("..", "holds the whole project"),
        ("link", "is the folder seeds"),
    ],
)
def test_a_site_is_not_written_over_what_people_made(site: str, said: str, tmp_path: Path) -> None:
    for folder in ("seeds", "translations", "my_theme", "content"):
        (tmp_path / folder).mkdir()
    (tmp_path / "link").symlink_to("seeds")
    docs = "news/content" if site == "news" else "content"
    rest = f"docs_dir: {docs}\nsite_dir: '{site}'\ntheme: {{name: null, custom_dir: my_theme}}\n"
    with pytest.raises(ConfigError) as caught:
        load(project(tmp_path, "  - mujaz\n", rest))
    assert str(caught.value) == (
        f"mkdocs.yml:3: site_dir {said}\n"
        "  a build deletes whatever is in that folder: name one for nothing else, as in `site_dir: site`"
    )


@pytest.mark.parametrize("site", ["site", "public/news", "../www", "seeds_of_site"])
def test_a_site_has_a_folder_of_its_own(site: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    assert load(project(root, "  - mujaz\n", f"site_dir: {site}\n")).site == root / site


def test_a_default_site_folder_can_be_in_the_way_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^mkdocs\.yml: site_dir is the folder site\n"):
        load(project(tmp_path, "  - mujaz: {seeds: site}\n"))


def test_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no mkdocs\.yml in .*\n  the command `init DIR` begins a project"):
        load(tmp_path)

"""mkdocs.yml, read once into typed settings.

The options below are the whole configuration of mujaz; each is documented where it stands. They are MkDocs' own
config options, so that the plugin and the commands accept the same file and refuse the same mistakes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils import get_theme_dir, get_theme_names
from mkdocs.utils.yaml import yaml_load

from mujaz.errors import ConfigError
from mujaz.yamlfile import line_of, refuse_unknown
from mujaz.yamlfile import load as load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "mkdocs.yml"
UNSEEN = frozenset({"engines", "deadline", "seeds", "translations"})
"""Options of mujaz that no page of the site depends on; engines hold secrets too."""


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """One line of `engines:`: the engine's name and its options as written, secrets already read from !ENV."""

    name: str
    options: Mapping[str, object] = field(default_factory=dict)


class _Engines(opt.OptionallyRequired[tuple[EngineSpec, ...]]):
    """A list of names, or of one-key mappings from a name to its options."""

    def run_validation(self, value: object) -> tuple[EngineSpec, ...]:
        if not isinstance(value, list | tuple):
            raise ValidationError("expected a list of engine names, as in `engines: [google, mymemory]`")
        return tuple(self._spec(item) for item in value)

    @staticmethod
    def _spec(item: object) -> EngineSpec:
        if isinstance(item, str):
            return EngineSpec(item)
        if isinstance(item, dict) and len(item) == 1:
            name, options = next(iter(item.items()))
            if isinstance(name, str) and isinstance(options or {}, dict):
                return EngineSpec(name, dict(options or {}))
        raise ValidationError(f"expected an engine's name, or one name with its options, not {type(item).__name__}")


class _Seconds(opt.OptionallyRequired[float]):
    """A length of time."""

    def run_validation(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise ValidationError(f"expected a number of seconds above 0, not {value!r}")
        return float(value)


class Options(Config):
    """What stands under `plugins: - mujaz:` in mkdocs.yml."""

    source = opt.Type(str, default="ar")
    """Language of the seeds, as an ISO 639 code."""

    target = opt.Type(str, default="en")
    """Language to translate into."""

    engines = _Engines(default=())
    """Translation engines, tried in this order; an empty list means translation memory only."""

    deadline = _Seconds(default=900)
    """Seconds that the engines may take in one build, all together; what is missing then stays pending."""

    seeds = opt.Type(str, default="seeds")
    """Folder of the articles as they came, relative to mkdocs.yml."""

    translations = opt.Type(str, default="translations")
    """Folder of the translation memory and the glossary, relative to mkdocs.yml."""

    search = opt.Type(bool, default=True)
    """Whether to build the search index and its pages."""

    map = opt.Type(bool, default=True)
    """Whether to draw maps."""

    cards = opt.Type(bool, default=True)
    """Whether to draw a social card for each story."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's configuration, with absolute paths.

    `theme` are the folders of the theme; of a file that several have, the first one's counts.
    """

    root: Path
    source: str = "ar"
    target: str = "en"
    engines: tuple[EngineSpec, ...] = ()
    deadline: float = 900.0
    seeds: Path = Path("seeds")
    translations: Path = Path("translations")
    content: Path = Path("content")
    site: Path = Path("site")
    cache: Path = Path(".cache")
    site_url: str = ""
    theme: tuple[Path, ...] = ()
    digest: str = ""
    """The hash of the settings that the site depends on: see the function of this name."""

    @property
    def languages(self) -> tuple[str, str]:
        """Source and target."""
        return self.source, self.target

    @property
    def briefings(self) -> Path:
        """Where composed pages go."""
        return self.content / "briefings"

    @property
    def glossary(self) -> Path:
        """Where the glossary is."""
        return self.translations / "glossary.yml"

    def relative(self, path: Path) -> str:
        """A path as reports and messages name it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def load(root: Path) -> Settings:
    """Read ROOT/mkdocs.yml.

    Raises:
        ConfigError: The file is missing, is not YAML, does not name the plugin, or holds a key or value that mujaz
            does not know; the message names the line and the nearest valid key.
    """
    raw, text = resolved(root / FILE)
    options = validated(_plugin_options(raw), text)
    root = root.resolve()
    settings = Settings(
        root=root,
        source=options.source,
        target=options.target,
        engines=options.engines,
        deadline=options.deadline,
        seeds=root / options.seeds,
        translations=root / options.translations,
        content=root / str(raw.get("docs_dir", "content")),
        site=root / str(raw.get("site_dir", "site")),
        cache=root / ".cache",
        site_url=str(raw.get("site_url") or ""),
        digest=digest(raw),
        theme=_theme(raw.get("theme"), root),
    )
    refuse_site(settings, line_of("site_dir", text))
    return settings


def refuse_site(settings: Settings, line: int | None = None) -> None:
    """Raise where the site is not in a folder of its own: MkDocs empties that folder, whatever is in it.

    Args:
        settings: The project.
        line: Where mkdocs.yml names the folder.

    Raises:
        ConfigError: It is, holds or lies in one that people work in.
    """
    site, root = settings.site.resolve(), settings.root.resolve()
    folders = (settings.seeds, settings.translations, settings.content, *settings.theme)
    for folder in (root, *(settings.root / folder for folder in folders)):
        place = folder.resolve()
        name = "the whole project" if place == root else settings.relative(place)
        if site == place:
            said = f"is {name if place == root else f'the folder {name}'}"
        elif place.is_relative_to(site):
            said = f"holds {name}"
        elif site.is_relative_to(place) and place != root:
            said = f"lies in {name}"
        else:
            continue
        hint = "a build deletes whatever is in that folder: name one for nothing else, as in `site_dir: site`"
        raise ConfigError(f"site_dir {said}", file=FILE, line=line, hint=hint)


def resolved(path: Path) -> tuple[Mapping[str, object], str]:
    """What a configuration file says, with what it inherits and reads from the environment; and its own text.

    Raises:
        ConfigError: It, or a file that it inherits from, is missing or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(
            f"there is no {FILE} in {path.parent}", hint="the command `init DIR` begins a project"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", file=FILE) from None
    values = load_yaml(text, FILE, ConfigError, environment=True)
    if "INHERIT" not in values:
        return values, text
    try:
        with path.open("rb") as file:
            return yaml_load(file), text
    except (ConfigurationError, OSError, ValueError) as error:
        raise ConfigError(f"INHERIT: {error}", file=FILE, line=line_of("INHERIT", text)) from None


def digest(values: Mapping[str, object]) -> str:
    """The hash of what `resolved` gives, as far as the site depends on it; the same wherever the project stands."""
    plugins = [
        (name, {key: value for key, value in options.items() if name != "mujaz" or key not in UNSEEN})
        for name, options in _plugins(values)
    ]
    return hashlib.blake2b(_spelt({**values, "plugins": plugins}).encode(), digest_size=12).hexdigest()


def _spelt(value: object) -> str:
    """A value out of YAML as text that is the same in every process: objects that a tag names go by their name."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_spelt(key)}: {_spelt(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_spelt, value))}]"
    name = getattr(value, "__qualname__", None)
    return f"{getattr(value, '__module__', '')}.{name}" if name else repr(value)


def _theme(theme: object, root: Path) -> tuple[Path, ...]:
    """The folders of a theme, as MkDocs will look for it; those of a name that it does not know are its to refuse."""
    values = theme if isinstance(theme, dict) else {"name": theme}
    custom, name = values.get("custom_dir"), values.get("name")
    folders = [root / str(custom)] if custom else []
    while name in get_theme_names() and (folder := Path(get_theme_dir(str(name)))) not in folders:
        folders.append(folder)
        own = folder / "mkdocs_theme.yml"
        name = load_yaml(own.read_text(encoding="utf-8"), own.name, ConfigError).get("extends") if own.exists() else ""
    return tuple(folders)


def validated(values: Mapping[str, object], text: str = "") -> Options:
    """Options from a mapping; `text` is the file they stand in, for line numbers.

    Raises:
        ConfigError: A key is unknown or a value is of the wrong kind.
    """
    options = Options()
    refuse_unknown(values, options.keys(), FILE, text, ConfigError)
    options.load_dict(dict(values))
    failed, _warnings = options.validate()
    for key, problem in failed:
        raise ConfigError(f"{key}: {problem}", file=FILE, line=line_of(key, text))
    if options.source == options.target:
        raise ConfigError("source and target are the same language", file=FILE, line=line_of("target", text))
    return options


def _plugin_options(raw: Mapping[str, object]) -> Mapping[str, object]:
    """The mapping under `plugins: - mujaz:`, empty where the plugin is named without one."""
    for name, options in _plugins(raw):
        if name == "mujaz":
            return options
    raise ConfigError("does not use the plugin", file=FILE, hint="add to it:\n    plugins:\n      - mujaz")


def _plugins(raw: Mapping[str, object]) -> Iterator[tuple[object, Mapping[str, object]]]:
    """Every plugin with its options, whichever of YAML's forms they stand in."""
    plugins = raw.get("plugins")
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        named = plugin if isinstance(plugin, dict) else {str(plugin): {}}
        for name, options in named.items():
            yield name, options if isinstance(options, dict) else {}

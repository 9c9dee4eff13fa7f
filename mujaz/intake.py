"""New things for a project: a seed from a file or an address, or a whole project to begin with."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import yaml

from mujaz import publish
from mujaz.errors import ConfigError, SeedError
from mujaz.read import SUFFIXES, read_seed
from mujaz.text import slugify
from mujaz.webpage import article_of

if TYPE_CHECKING:
    from collections.abc import Sequence

STARTER = Path(__file__).parent / "starter"
_NAMES = {"gitignore": ".gitignore", "gitattributes": ".gitattributes", "publish.yml": ".github/workflows/publish.yml"}
_TIMEOUT = 30
_MOST_BYTES, _PIECE = 5_000_000, 50_000


class Added(NamedTuple):
    """Where a new seed is, and what stood among its text on a web page and was not taken for part of it."""

    path: Path
    left_out: Sequence[str]


def start(folder: Path) -> tuple[str, ...]:
    """Lay a new project into a folder; returns the files it wrote, relative to it.

    Raises:
        ConfigError: There is a project in it already.
    """
    if (folder / "mkdocs.yml").exists():
        raise ConfigError(
            "there is a project here already", file=str(folder / "mkdocs.yml"), hint="choose another folder"
        )
    written = []
    for path in sorted(STARTER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(STARTER).as_posix()
            name = _NAMES.get(name, name)
            if not (folder / name).exists():
                publish.write(folder / name, path.read_bytes())
                written.append(name)
    return tuple(written)


def add(source: str, seeds: Path, *, language: str, target: str) -> Added:
    """Bring in a new seed, with its metadata where the source has any.

    Args:
        source: A .txt, .md or .html file, or an http(s) address of an article.
        seeds: The folder of seeds.
        language: The site's source language.
        target: The site's target language.

    Raises:
        SeedError: Nothing to read there, or a seed of that name exists.
    """
    if re.match(r"https?://", source):
        return _from_address(source, seeds)
    path = Path(source)
    if path.suffix.lower() not in SUFFIXES:
        raise SeedError("is not a seed", file=source, hint=f"seeds are {', '.join(SUFFIXES)} files")
    if not path.is_file():
        raise SeedError("there is no such file", file=source)
    article = read_seed(path, source, source=language, target=target)
    has_metadata = path.with_suffix(".yml").exists()
    destination = _free(seeds, path.stem, path.suffix, has_metadata=has_metadata)
    publish.write(destination, path.read_bytes())
    if has_metadata:
        publish.write(destination.with_suffix(".yml"), path.with_suffix(".yml").read_bytes())
    return Added(destination, article.left_out)


def _from_address(address: str, seeds: Path) -> Added:
    """Fetch a page once, keep its article as text and what it says of itself as .yml."""
    import requests  # noqa: PLC0415 (takes time to load, for this command only)
    from trafilatura.utils import decode_file  # noqa: PLC0415 (likewise)

    try:
        with requests.get(address, timeout=_TIMEOUT, stream=True, headers={"User-Agent": "mujaz"}) as answer:
            answer.raise_for_status()
            page = b"".join(islice(answer.iter_content(_PIECE), _MOST_BYTES // _PIECE))
    except requests.RequestException as error:
        hint = "save the page as .html and add that file instead"
        raise SeedError(f"cannot be fetched ({type(error).__name__})", file=address, hint=hint) from None
    article = article_of(decode_file(page), address)
    if not article.paragraphs:
        raise SeedError("no article found in the page", file=address, hint="save its text as a .txt seed instead")
    values = {key: str(value) for key, value in article.found.items()} | {"url": address}
    parts = urlsplit(address)
    stem = slugify(Path(unquote(parts.path)).stem) or slugify(parts.netloc) or "article"
    destination = _free(seeds, stem, ".txt", has_metadata=True)
    publish.write(destination, "\n".join(article.paragraphs) + "\n")
    publish.write(destination.with_suffix(".yml"), yaml.safe_dump(values, allow_unicode=True, sort_keys=False))
    return Added(destination, article.left_out)


def _free(seeds: Path, stem: str, suffix: str, *, has_metadata: bool) -> Path:
    """Where a new seed of this name goes; names are shared by all kinds of seed, and metadata is never overwritten."""
    for other in SUFFIXES:
        if (seeds / f"{stem}{other}").exists():
            raise SeedError(f"there is a seed of the name {stem} already", file=f"{seeds.name}/{stem}{other}")
    if has_metadata and (seeds / f"{stem}.yml").exists():
        hint = "it would be overwritten: rename it, or remove it"
        raise SeedError("there is metadata of that name already", file=f"{seeds.name}/{stem}.yml", hint=hint)
    return seeds / f"{stem}{suffix}"

"""Hashes of everything that shapes every page alike: templates and strings, this package, libraries, settings."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIBRARIES = (
    "babel",
    "brotli",
    "fonttools",
    "jinja2",
    "markupsafe",
    "markdown",
    "mkdocs",
    "mujaz",
    "pillow",
    "pylopdf-fonts-ar",
    "pyyaml",
)
"""The distributions that the site is made with."""

PACKAGE = Path(__file__).parents[1]
"""Where this package is. All of it counts: which of its modules and tables make pages, nobody keeps a list of."""


def mark(settings: str) -> str:
    """What stands for everything that is no file of this project: its settings, by their hash, and the libraries."""
    return _digest(f"{settings}\0{platform.python_version()}\0{_versions()}".encode())


@cache
def code() -> str:
    """The hash of this package as it was when it was first asked for, with the libraries: what caches are valid by."""
    return _digest(_versions().encode(), *_contents(PACKAGE))


def digest(parts: Iterable[Path], settings: str) -> str:
    """The hash of `parts`, folders and files of the theme, of this package and of what `mark` stands for."""
    return _digest(code().encode(), mark(settings).encode(), *(blob for part in parts for blob in _contents(part)))


def _contents(part: Path) -> Iterator[bytes]:
    """A file, or every file of a folder: its name in it, and its bytes."""
    for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
        if path.suffix != ".pyc" and path.is_file():
            yield path.relative_to(part).as_posix().encode()
            yield path.read_bytes()


def _versions() -> str:
    return " ".join(f"{name} {_version(name)}" for name in LIBRARIES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # Pillow is optional
        return "none"


def _digest(*parts: bytes) -> str:
    summed = hashlib.blake2b(digest_size=12)
    for part in parts:
        summed.update(f"{len(part)}\0".encode() + part)
    return summed.hexdigest()

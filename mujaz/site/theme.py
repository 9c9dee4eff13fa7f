"""A hash of everything that shapes every page alike: templates, strings, this code and the configuration."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIBRARIES = ("babel", "jinja2", "markdown", "mkdocs", "mujaz")


_HERE = Path(__file__).parent
CODE = (_HERE, *(_HERE.parent / name for name in ("absorb.py", "compose.py", "markdown.py", "text.py")))
"""The modules that make pages."""


def files(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file that pages are made with: those of the theme, and the modules that make pages."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".py", ".pyc"}:
                yield path
    for code in CODE:
        yield from sorted(code.glob("*.py")) if code.is_dir() else (code,)


def digest(folders: Iterable[Path], configuration: Path) -> str:
    """The hash of what `files` names, of the configuration file and of the libraries that render."""
    summed = hashlib.blake2b(digest_size=12)
    for name in LIBRARIES:
        summed.update(f"{name} {version(name)}\0".encode())
    for path in (*files(folders), configuration):
        summed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()

"""What the last build wrote, and from what: the memory that lets the next one write only what changed.

One JSON file in .cache for each output folder maps a file of the site to the hash of everything it depends on, and
keeps the time stamps of all that was read, so that a build that has nothing to do knows it without reading a page.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz import publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

VERSION = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written.

    `files` maps each file of the site, relative to it, to the hash of what it depends on; `sources` are the files and
    folders that were read, and `stamp` stands for their state then; `problems` are messages on what was left out.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[str] = ()
    stamp: str = ""
    problems: Sequence[str] = ()

    def holds(self, out: Path) -> bool:
        """Whether all sources are as they were and all files of the site still there."""
        return (
            bool(self.sources)
            and self.stamp == stamp(map(Path, self.sources))
            and all(os.path.exists(f"{out}/{file}") for file in self.files)  # noqa: PTH110 - three times as fast here
        )


def file_of(cache: Path, out: Path) -> Path:
    """Where the manifest of an output folder is kept."""
    return cache / f"site-{hashlib.blake2b(str(out.resolve()).encode(), digest_size=6).hexdigest()}.json"


def load(path: Path) -> Manifest:
    """The manifest, empty when there is none that can be read."""
    try:
        document = json.loads(path.read_bytes())
        if document["version"] == VERSION:
            return Manifest(document["files"], document["sources"], document["stamp"], document["problems"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a cache is always safe to lose
    return Manifest()


def save(path: Path, manifest: Manifest) -> None:
    """Remember what was written."""
    document = {
        "version": VERSION,
        "stamp": manifest.stamp,
        "sources": list(manifest.sources),
        "problems": list(manifest.problems),
        "files": dict(manifest.files),
    }
    publish.write(path, json.dumps(document, ensure_ascii=False, indent=0))


def digest(blob: bytes) -> str:
    """The hash of a file's bytes."""
    return hashlib.blake2b(blob, digest_size=12).hexdigest()


def stamp(sources: Iterable[Path]) -> str:
    """The state of files, and of all in folders, by size and time; nothing is read."""
    summed = hashlib.blake2b(digest_size=12)
    for source in sources:
        for name, size, time in sorted(_states(str(source))):
            summed.update(f"{name}\0{size}\0{time}\0".encode("utf-8", "surrogateescape"))
    return summed.hexdigest()


def _states(path: str) -> Iterator[tuple[str, int, int]]:
    """Every file under a path with its size and time; os.scandir, because a library has ten thousands of them."""
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from _states(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns
    except NotADirectoryError:
        status = Path(path).stat()
        yield path, status.st_size, status.st_mtime_ns
    except FileNotFoundError:
        yield path, -1, 0

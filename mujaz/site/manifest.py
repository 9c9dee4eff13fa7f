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

VERSION = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written.

    `files` maps each file of the site, relative to it, to the hash of what it depends on, empty for what is compared
    byte by byte whenever anything changed; `sources` are the files and folders that were read, and `stamp` stands for
    their state then, as `mark` does for what is no file of the project; `problems` are messages on what was left out.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[str] = ()
    stamp: str = ""
    mark: str = ""
    problems: Sequence[str] = ()

    def holds(self, out: Path, mark: str) -> bool:
        """Whether `mark` and all sources are as they were and all files of the site still there.

        Sources are told apart by size, time and place on the disk, and not read.
        """
        return (
            bool(self.sources)
            and self.mark == mark
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
            return Manifest(**{name: document[name] for name in Manifest.__slots__})
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a cache is always safe to lose
    return Manifest()


def save(path: Path, manifest: Manifest) -> None:
    """Remember what was written."""
    document = {
        "version": VERSION,
        "stamp": manifest.stamp,
        "mark": manifest.mark,
        "sources": list(manifest.sources),
        "problems": list(manifest.problems),
        "files": dict(manifest.files),
    }
    publish.write(path, json.dumps(document, ensure_ascii=False, indent=0))


def digest(blob: bytes) -> str:
    """The hash of a file's bytes."""
    return hashlib.blake2b(blob, digest_size=12).hexdigest()


def stamp(sources: Iterable[Path]) -> str:
    """The state of files, and of all in folders, as `state` has it; nothing is read."""
    summed = hashlib.blake2b(digest_size=12)
    for source in sources:
        for name, status in sorted(_states(str(source))):
            summed.update(f"{name}\0{status}\0".encode("utf-8", "surrogateescape"))
    return summed.hexdigest()


def state(status: os.stat_result) -> tuple[int, int, int]:
    """What tells a file from what it was without reading it: its time, its size, and its inode.

    A file that was put in its place has another inode, even where a copy keeps the size and the time.
    """
    return status.st_mtime_ns, status.st_size, status.st_ino


def _states(path: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every file under a path with its state; os.scandir, because a library has ten thousands of them."""
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from _states(entry.path)
                else:
                    yield entry.path, state(entry.stat())
    except NotADirectoryError:
        yield path, state(Path(path).stat())
    except FileNotFoundError:
        yield path, (0, -1, 0)

"""Content digests of files, remembered by size and time so that an unchanged file is never read twice."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from mujaz import publish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MISSING = ""


class Stamps:
    """The digests of files below one folder, kept in a JSON file that is safe to delete."""

    def __init__(self, root: Path, cache: Path) -> None:
        """Remember what the cache says, nothing where it is missing or damaged.

        Args:
            root: The folder that names are relative to.
            cache: Where the digests are kept between runs.
        """
        self._root = root
        self._cache = cache
        self._known: dict[str, tuple[int, int, str]] = {}
        try:
            rows = json.loads(cache.read_bytes())
            self._known = {
                str(name): (int(time), int(size), str(digest)) for name, (time, size, digest) in rows.items()
            }
        except (OSError, ValueError, AttributeError, TypeError):
            self._known = {}

    def of(self, path: Path) -> str:
        """The digest of a file's bytes as they are now; `MISSING` where there is no file."""
        name = path.relative_to(self._root).as_posix()
        try:
            stat = path.stat()
            known = self._known.get(name)
            if known and known[:2] == (stat.st_mtime_ns, stat.st_size):
                return known[2]
            digest = blake2b(path.read_bytes(), digest_size=12).hexdigest()
        except FileNotFoundError:
            self._known.pop(name, None)
            return MISSING
        self._known[name] = (stat.st_mtime_ns, stat.st_size, digest)
        return digest

    def of_all(self, paths: Iterable[Path]) -> str:
        """One digest for several files, their names included."""
        parts = (f"{path.relative_to(self._root).as_posix()}={self.of(path)}" for path in sorted(paths))
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    def save(self) -> None:
        """Keep what is known; writes nothing when nothing changed."""
        publish.write(self._cache, json.dumps(self._known, separators=(",", ":"), sort_keys=True))

"""What the last build wrote, and from what: the memory that lets the next one write only what changed.

One JSON file in .cache for each output folder maps a file of the site to the hash of everything it depends on.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mujaz import publish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = 1


def file_of(cache: Path, out: Path) -> Path:
    """Where the manifest of an output folder is kept."""
    return cache / f"site-{hashlib.blake2b(str(out).encode(), digest_size=6).hexdigest()}.json"


def load(path: Path) -> Mapping[str, str]:
    """The manifest: output file relative to the site → hash; empty when there is none that can be read."""
    try:
        document = json.loads(path.read_bytes())
        if document["version"] == VERSION:
            files: Mapping[str, str] = document["files"]
            return files
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a cache is always safe to lose
    return {}


def save(path: Path, files: Mapping[str, str]) -> None:
    """Remember what was written."""
    publish.write(path, json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=0))


def digest(blob: bytes) -> str:
    """The hash of a file's bytes."""
    return hashlib.blake2b(blob, digest_size=12).hexdigest()

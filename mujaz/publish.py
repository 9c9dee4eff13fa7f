"""Write files so that nobody ever sees half of one, and only when their bytes change."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, data: str | bytes, *, durable: bool = False) -> bool:
    """Put `data` (text as UTF-8, line ends as given) at `path`, atomically, unless it is there already.

    Args:
        path: Where; folders are made as needed. A link stays one: what it leads to is written.
        data: What.
        durable: Wait until it is on the disk: for what people or engines worked for, not for what can be rebuilt.

    Returns:
        Whether anything was written. An equal file keeps its time stamp, so nothing that watches it wakes up.

    Raises:
        OSError: It cannot be written; names `path`.
    """
    blob = data.encode() if isinstance(data, str) else data
    if path.is_symlink():
        path = Path(os.path.realpath(path))
    try:
        if path.stat().st_size == len(blob) and path.read_bytes() == blob:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(blob)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def remove(path: Path) -> bool:
    """Take a file away; returns whether it was there."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _mode(path: Path) -> int:
    """The mode of the file being replaced, or what a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644

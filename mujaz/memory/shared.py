"""One PO file that other people may write while we work on it: an editor, `approve`, another build, git.

What changed in the file since it was last read or written wins over what we would write, entry by entry.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from mujaz import memory as mem
from mujaz import publish
from mujaz.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.memory.po import Entry

    _Identity: TypeAlias = tuple[str | None, str]


class SharedFile:
    """A PO file and what it said when it was last read or written here."""

    def __init__(self, path: Path, file: str = "", *, dry: bool = False) -> None:
        """Name the file; nothing is read yet.

        Args:
            path: The PO file.
            file: Its name for messages; the path when empty.
            dry: Read only: `save` writes nothing.
        """
        self._path, self._file, self._dry = path, file or str(path), dry
        self._seen = b""
        self._base = Memory()

    def read(self) -> Memory:
        """What the file says; an empty memory when there is none yet.

        Raises:
            TranslationFileError: It cannot be read.
        """
        self._seen = self._blob()
        self._base = mem.decode(self._seen, self._file)
        return self._base

    def save(self, ours: Memory) -> Memory:
        """Write a memory that was made from what the file said.

        The file is looked at again first: entries that changed there since win over ours. Between that look and the
        writing an edit can still be lost; these are milliseconds.

        Returns:
            What the file says now: `ours`, or `ours` with what changed in the file.

        Raises:
            TranslationFileError: The file has changed and cannot be read now; it is left as it is.
        """
        if self._dry:
            return ours
        if (blob := self._blob()) != self._seen:
            ours = reconcile(self._base, ours, mem.decode(blob, self._file))
        text = mem.serialise(ours)
        publish.write(self._path, text, durable=True)
        self._seen, self._base = text.encode(), ours
        return ours

    def untouched(self) -> bool:
        """Whether the file says what was last read or written here."""
        return self._blob() == self._seen

    def _blob(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return b""


def reconcile(base: Memory, ours: Memory, theirs: Memory) -> Memory:
    """Our changes to a memory and those that others made meanwhile; where both say something of a sentence, theirs.

    Where the sentences stand is ours, as we have just read the seed. A sentence that was deleted there stays.

    Args:
        base: What both began with.
        ours: What we made of it.
        theirs: What is in the file now.
    """
    before = {_identity(entry): entry for entry in base.entries}
    changed = {_identity(e): e for e in theirs.entries if before.get(_identity(e)) != e}
    entries = []
    for entry in ours.entries:
        new = changed.pop(_identity(entry), None)
        entries.append(_both(before.get(_identity(entry)), entry, new) if new else entry)
    return replace(
        ours,
        entries=(*entries, *changed.values()),
        head=ours.head if theirs.head in (base.head, None) else theirs.head,
        tail=ours.tail if theirs.tail == base.tail else theirs.tail,
    )


def _both(base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
    """One entry that changed in the file: as it is there, but for its place."""
    if base and _said(theirs) == _said(base) != _said(ours):
        # Nobody touched the translation there: only an editor's notes are new.
        return mem.record(replace(ours, comments=mem.notes(theirs)), mem.provenance(ours))
    return replace(theirs, references=ours.references, obsolete=ours.obsolete)


def _said(entry: Entry) -> tuple[str, bool, str]:
    return entry.target, entry.fuzzy, entry.previous


def _identity(entry: Entry) -> _Identity:
    """What no two entries of a file share."""
    return entry.context, entry.source

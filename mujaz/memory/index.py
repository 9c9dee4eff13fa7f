"""One look-up over every PO file of the site: who has translated this sentence already?

The answers live in an SQLite file under .cache/ that can be deleted at any time. `refresh` parses only the PO files
whose size, time or inode changed, so that a build in which nothing changed costs one `stat` a file.
"""

from __future__ import annotations

import logging
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from stat import S_ISREG
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from rapidfuzz import fuzz

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.memory import Suggestion
from mujaz.memory.po import Entry
from mujaz.model import State
from mujaz.text import memory_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from mujaz.memory import Memory

LIKENESS = 0.75
"""How alike (rapidfuzz ratio) a sentence must be to be suggested to an editor; never enough to be published."""

_SUGGESTIONS = 3
_CANDIDATES = 50
_SKETCH = 8
_CHUNK = 500
_PATIENCE = 300.0  # seconds for another build to finish with the cache
_VERSION = 1
_SCHEMA = (
    "CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT UNIQUE, mtime_ns INTEGER, size INTEGER, inode INTEGER)",
    (
        "CREATE TABLE sentences (key BLOB, file INTEGER, rank INTEGER, live INTEGER, source TEXT, target TEXT,"
        " fuzzy INTEGER, comments TEXT, PRIMARY KEY (key, file)) WITHOUT ROWID"
    ),
    "CREATE INDEX sentences_by_file ON sentences (file)",
    "CREATE TABLE shingles (hash INTEGER, file INTEGER, key BLOB, PRIMARY KEY (hash, file, key)) WITHOUT ROWID",
    "CREATE INDEX shingles_by_file ON shingles (file)",
)
# What a translation is worth to another article; 0 is nothing. Copies only repeat what their original says.
_REVIEWED, _REVIEWED_COPY, _DRAFT, _DRAFT_COPY, _HELD, _NOTHING = 5, 4, 3, 2, 1, 0

_Row: TypeAlias = tuple[bytes, int, int, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A translation in another article's memory: the name of its PO file and the entry, comments included."""

    file: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh saw: PO files that changed, those holding a sentence that changed in another, unreadable ones."""

    changed: tuple[str, ...] = ()
    affected: tuple[str, ...] = ()
    errors: tuple[TranslationFileError, ...] = field(default=())


class Index:
    """The sentences of every PO file in a folder, by `memory_key`. Safe to share between threads."""

    def __init__(self, folder: Path, cache: Path) -> None:
        """Open the cache, making it anew where it is missing, damaged or from another version.

        Where it cannot be written, a warning says so and what it would hold is held in memory.

        Args:
            folder: Where the PO files are.
            cache: The SQLite file.
        """
        self.folder = folder
        self._lock = Lock()
        self._cache = cache
        self._db = _open(cache)

    def close(self) -> None:
        """Let go of the cache file."""
        self._db.close()

    def refresh(self, names: Collection[str] | None = None) -> Refreshed:
        """Bring the cache up to date with the folder; one unreadable PO file does not stop the others.

        Args:
            names: Look at these PO files only, as after writing them; None for the whole folder.
        """
        try:
            return self._refresh(names)
        except sqlite3.DatabaseError as error:  # a damaged one, or a full disk
            self._db.close()
            self._db = _anew(self._cache, error)
            return self._refresh(None)

    def _refresh(self, names: Collection[str] | None) -> Refreshed:
        with self._lock, self._db:
            # Another build may be at it: wait for its end instead of failing half-way.
            self._db.execute("BEGIN IMMEDIATE")
            known = {name: stat for name, *stat in self._known(names)}
            present = dict(_stats(self.folder, names))
            errors = []
            keys: dict[str, set[bytes]] = {}
            for name in sorted(known.keys() - present.keys()):
                keys[name] = self._replace(name, None, [])
            for name in sorted(name for name, stat in present.items() if known.get(name) != stat):
                try:
                    memory = mem.read(self.folder / name, f"{self.folder.name}/{name}")
                except TranslationFileError as error:
                    errors.append(error)
                    keys[name] = self._replace(name, None, [])
                else:
                    keys[name] = self._replace(name, present[name], list(_rows(memory)))
            return Refreshed(tuple(sorted(keys)), tuple(sorted(self._sharing(keys))), tuple(errors))

    def find(self, texts: Iterable[str], own: str = "") -> dict[str, Found]:
        """The best translation of each text in any PO file but `own`: reviewed before draft, then by file name.

        Stale translations are never found; texts that nobody translated are missing from the answer.
        """
        wanted = {_digest(memory_key(text)): text for text in dict.fromkeys(texts)}
        best: dict[str, Found] = {}
        ranks: dict[str, tuple[int, str]] = {}
        for key, name, rank, source, target, fuzzy, comments in self._select(
            "SELECT s.key, f.name, s.rank, s.source, s.target, s.fuzzy, s.comments FROM sentences s"
            " JOIN files f ON f.id = s.file WHERE s.rank > 0 AND s.key IN",
            list(wanted),
        ):
            text = wanted[key]
            if name != own and (text not in ranks or (-rank, name) < ranks[text]):
                ranks[text] = (-rank, name)
                lines = tuple(comments.split("\n")) if comments else ()
                best[text] = Found(name, Entry(source, target, fuzzy=bool(fuzzy), comments=lines))
        return best

    def near(self, text: str) -> tuple[Suggestion, ...]:
        """Reviewed translations of sentences much like `text`, the most alike first, at most three.

        Similarity does not see meaning ("did" and "did not" are 0.95 alike): for an editor's eyes only. Candidates
        share one of the eight smallest hashes of their word pairs (a bottom-k sketch, Broder 1997).
        """
        key = memory_key(text)
        with self._lock:
            sketch = _sketch(key)
            rows = self._db.execute(
                "SELECT f.name, s.source, s.target FROM (SELECT key, file, COUNT(*) AS n FROM shingles"  # noqa: S608 (only question marks are put in)
                f" WHERE hash IN ({_marks(sketch)}) GROUP BY key, file ORDER BY n DESC, key, file LIMIT {_CANDIDATES})"
                " c JOIN sentences s ON s.key = c.key AND s.file = c.file JOIN files f ON f.id = c.file",
                sketch,
            ).fetchall()
        scored = {
            (round(fuzz.ratio(key, memory_key(source)) / 100, 2), name, target)
            for name, source, target in rows
            if memory_key(source) != key
        }
        ranked = sorted((-score, name, target) for score, name, target in scored if score >= LIKENESS)
        return tuple(Suggestion(-score, name, target) for score, name, target in ranked[:_SUGGESTIONS])

    def _known(self, names: Collection[str] | None) -> Iterator[tuple[str, int, int, int]]:
        """What the cache has seen of every file, or of those named."""
        query = "SELECT name, mtime_ns, size, inode FROM files"
        if names is None:
            yield from self._db.execute(query)
        else:
            for name in names:
                yield from self._db.execute(f"{query} WHERE name = ?", (name,))

    def _select(self, query: str, keys: list[bytes]) -> Iterator[tuple[bytes, str, int, str, str, int, str]]:
        """The rows of a query that ends with `IN`, in parts that SQLite takes."""
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            with self._lock:
                rows = self._db.execute(f"{query} ({_marks(part)})", part).fetchall()
            yield from rows

    def _replace(self, name: str, stat: list[int] | None, rows: list[_Row]) -> set[bytes]:
        """Put the rows of one file in place of what the cache held; returns the keys that say something else now."""
        found = self._db.execute("SELECT id FROM files WHERE name = ?", (name,)).fetchone()
        number = found[0] if found else None
        before = self._db.execute(
            "SELECT key, rank, live, source, target, fuzzy, comments FROM sentences WHERE file = ?", (number,)
        )
        different = {row[0] for row in set(before) ^ set(rows)}
        self._db.execute("DELETE FROM sentences WHERE file = ?", (number,))
        self._db.execute("DELETE FROM shingles WHERE file = ?", (number,))
        self._db.execute("DELETE FROM files WHERE id = ?", (number,))
        if stat is None:
            return different
        number = self._db.execute(
            "INSERT INTO files (id, name, mtime_ns, size, inode) VALUES (?, ?, ?, ?, ?)", (number, name, *stat)
        ).lastrowid
        self._db.executemany(
            "INSERT INTO sentences (key, rank, live, source, target, fuzzy, comments, file)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row, number) for row in rows],
        )
        self._db.executemany(
            "INSERT INTO shingles (hash, key, file) VALUES (?, ?, ?)",
            [(hash_, row[0], number) for row in rows if row[1] == _REVIEWED for hash_ in _sketch(memory_key(row[3]))],
        )
        return different

    def _sharing(self, changed: dict[str, set[bytes]]) -> set[str]:
        """The files in which a sentence stands that changed in another file."""
        changers: dict[bytes, set[str]] = {}
        for name, different in changed.items():
            for key in different:
                changers.setdefault(key, set()).add(name)
        keys = sorted(changers)
        names: set[str] = set()
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            query = "SELECT s.key, f.name FROM sentences s JOIN files f ON f.id = s.file WHERE s.live AND s.key IN"
            rows = self._db.execute(f"{query} ({_marks(part)})", part)
            names.update(name for key, name in rows if changers[key] - {name})
        return names


def _open(cache: Path) -> sqlite3.Connection:
    """The cache as a database with our tables in it."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        return _connect(cache)
    except (OSError, sqlite3.DatabaseError) as error:
        return _anew(cache, error)


def _anew(cache: Path, problem: Exception) -> sqlite3.Connection:
    """A new cache in the place of one that is damaged; where no file can be used, one that lasts as long as this."""
    try:
        if isinstance(problem, OSError | sqlite3.OperationalError):
            raise problem
        cache.unlink(missing_ok=True)
        return _connect(cache)
    except (OSError, sqlite3.OperationalError) as error:
        told = "%s/%s cannot be used (%s): going on without it, which takes longer\n  %s"
        hint = "look at its permissions and at the space that is left, or delete it: it is only a cache"
        logging.getLogger(__name__).warning(told, cache.parent.name, cache.name, error, hint)
        return _connect(":memory:")


def _connect(cache: Path | str) -> sqlite3.Connection:
    db = sqlite3.connect(cache, timeout=_PATIENCE, check_same_thread=False)
    try:
        # Whatever a crash takes from a cache is parsed again.
        db.execute("PRAGMA synchronous = OFF")
        with db:
            db.execute("BEGIN IMMEDIATE")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version != _VERSION:
                for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    db.execute(f"DROP TABLE {table}")
                for statement in _SCHEMA:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        db.close()
        raise
    return db


def _stats(folder: Path, names: Collection[str] | None) -> Iterator[tuple[str, list[int]]]:
    """Each PO file, or each of those named, with what tells whether it changed.

    The inode catches a file that was replaced by one of the same size within a tick of the file system's clock.
    """
    if names is None:
        names = [path.name for path in folder.iterdir() if _is_po(path.name)] if folder.is_dir() else []
    for name in names:
        with suppress(FileNotFoundError):
            stat = (folder / name).stat()
            if S_ISREG(stat.st_mode):
                yield name, [stat.st_mtime_ns, stat.st_size, stat.st_ino]


def _is_po(name: str) -> bool:
    return name.endswith(".po") and not name.startswith(".")


def _rows(memory: Memory) -> Iterator[_Row]:
    """What the cache keeps of a memory: the best entry for each sentence, and whether it stands in the article."""
    live = {memory_key(e.source) for e in memory.entries if mem.usable(e) and not e.obsolete and mem.segments(e)}
    for key, entry in mem.by_key(memory).items():
        comments = "\n".join(entry.comments)
        yield (_digest(key), _worth(entry), int(key in live), entry.source, entry.target, int(entry.fuzzy), comments)


def _worth(entry: Entry) -> int:
    """How an entry ranks among translations of one sentence."""
    state, copy = mem.state(entry), mem.copied(entry)
    if state is State.REVIEWED:
        return _REVIEWED_COPY if copy else _REVIEWED
    if state is not State.DRAFT:
        return _NOTHING
    return _HELD if mem.held(entry) else _DRAFT_COPY if copy else _DRAFT


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _sketch(key: str) -> list[int]:
    """The smallest hashes of the pairs of neighbouring words; of the word itself where there is only one."""
    words = key.split()
    pairs = zip(words, words[1:] or words, strict=False)
    return sorted({zlib.crc32(" ".join(pair).encode("utf-8", "surrogatepass")) for pair in pairs})[:_SKETCH]


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)

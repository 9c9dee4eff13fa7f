"""What the last build made of each seed, so that the next one does only what changed.

The ledger is a JSON file under .cache/ and safe to delete: a build without it works on every seed and writes the same.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from mujaz import publish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Record:
    """One seed's outcome: digests of what went in and came out, and how its sentences stand.

    `unmet` counts the sentences that an engine is still to be asked for: pending ones, and drafts to be redone.
    `refused_by` are the engines that have tried every sentence of which no translation passes the checks, in order;
    None where there are no such sentences.
    """

    name: str
    file: str
    slug: str
    inputs: str
    outputs: str
    reviewed: int = 0
    draft: int = 0
    stale: int = 0
    pending: int = 0
    errors: int = 0
    warnings: int = 0
    unmet: int = 0
    refused_by: Sequence[str] | None = None


class Ledger:
    """The records of the last build, by seed name, valid for one `signature` of everything that all seeds share."""

    def __init__(self, cache: Path, signature: str) -> None:
        """Read what the cache says; nothing where it is missing, damaged or made under another signature."""
        self._cache = cache
        self._signature = signature
        self.records: dict[str, Record] = {}
        try:
            kept = json.loads(cache.read_bytes())
            if kept["signature"] == signature:
                self.records = {row[0]: Record(*row) for row in kept["records"]}
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            self.records = {}

    def save(self) -> None:
        """Keep the records; writes nothing when nothing changed."""
        rows = [list(asdict(record).values()) for _, record in sorted(self.records.items())]
        kept = {"signature": self._signature, "columns": [f.name for f in fields(Record)], "records": rows}
        publish.write(self._cache, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))

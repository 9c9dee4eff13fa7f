"""What editors do to one article's translations: approve drafts, send them to another tool, take them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz import memory, publish
from mujaz.errors import ConfigError
from mujaz.memory import counts, exchange
from mujaz.memory.merge import merge
from mujaz.model import State
from mujaz.project import seeds_of
from mujaz.read import read_seed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mujaz.config import Settings


@dataclass(frozen=True, slots=True)
class Changed:
    """The PO file that an editor's command wrote, relative to the project, and how many more sentences are reviewed."""

    file: str
    reviewed: int
    written: bool


def approve(settings: Settings, name: str, segments: Sequence[str], by: str, today: str) -> Changed:
    """Make drafts of one article reviewed.

    Args:
        settings: The project.
        name: The seed's name.
        segments: Which sentences ("p3s2", or "title"); none for every draft that no check holds.
        by: Who checked them.
        today: ISO date.

    Raises:
        ConfigError: There is no such seed.
        TranslationFileError: There is no such sentence, or it has no translation.
    """
    known = _current(settings, name)
    return _save(settings, name, known, memory.approve(known, segments or None, by, today))


def export(settings: Settings, name: str, form: exchange.Form) -> str:
    """The translations of one article as XLIFF, TMX or PO."""
    return exchange.export(_current(settings, name), form)


def receive(settings: Settings, path: Path, by: str, today: str) -> Changed:
    """Take an XLIFF or PO file back into the memory of the article that it came from.

    Raises:
        ConfigError: There is no such file, or no seed that it belongs to.
        TranslationFileError: Something in it does not match; nothing is taken then.
    """
    try:
        blob = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", file=str(path)) from None
    received = exchange.receive(blob, path.name)
    name = received.name or path.stem
    known = _current(settings, name)
    return _save(settings, name, known, exchange.absorb(known, received, by, today))


def _current(settings: Settings, name: str) -> memory.Memory:
    """The memory of an article as it is now; a seed that is gone still has its PO file."""
    po = settings.translations / f"{name}.po"
    known = memory.read(po, settings.relative(po))
    seeds = seeds_of(settings)
    if name in seeds:
        article = read_seed(seeds[name][0], source=settings.source, target=settings.target)
        return merge(known, article, settings.target)
    if po.exists():
        return known
    names = ", ".join(sorted(seeds)[:5]) or "none yet"
    raise ConfigError(f"there is no seed {name!r}", hint=f"seeds are: {names}")


def _save(settings: Settings, name: str, before: memory.Memory, after: memory.Memory) -> Changed:
    po = settings.translations / f"{name}.po"
    written = publish.write(po, memory.serialise(after), durable=True)
    more = counts(after)[State.REVIEWED] - counts(before)[State.REVIEWED]
    return Changed(settings.relative(po), more, written)

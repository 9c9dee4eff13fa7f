"""What editors do to one article's translations: approve drafts, have them redone, send them away, take them back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz import glossary, memory
from mujaz.engines.base import Request
from mujaz.errors import ConfigError
from mujaz.glossary import finder
from mujaz.memory import counts, exchange
from mujaz.memory.merge import merge
from mujaz.memory.shared import SharedFile
from mujaz.model import State
from mujaz.project import seeds_of
from mujaz.read import read_seed
from mujaz.translate import gate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mujaz.config import Settings


@dataclass(frozen=True, slots=True)
class Changed:
    """The PO file that an editor's command wrote, relative to the project, and how many more sentences are reviewed.

    `held_back` counts the drafts that were to be approved all together and were not, as a check finds them wrong.
    """

    file: str
    reviewed: int
    written: bool
    held_back: int = 0


def approve(settings: Settings, name: str, segments: Sequence[str], by: str, today: str) -> Changed:
    """Make drafts of one article reviewed.

    Args:
        settings: The project.
        name: The seed's name.
        segments: Which sentences ("p3s2", or "title"); none for every draft that passes the error-level checks now.
        by: Who checked them.
        today: ISO date.

    Raises:
        ConfigError: There is no such seed.
        TranslationFileError: There is no such sentence, or it has no translation.
    """
    work = _open(settings, name)
    if segments:
        return work.save(memory.approve(work.known, segments, by, today))
    sound, wrong = _drafts(settings, work.known)
    return replace(work.save(memory.approve(work.known, sound, by, today)), held_back=len(wrong))


def redo(settings: Settings, name: str, segments: Sequence[str]) -> Changed:
    """Mark engines' drafts of one article to be translated again by the next build; until then they stay published.

    Args:
        settings: The project.
        name: The seed's name.
        segments: Which sentences ("p3s2", or "title").

    Raises:
        ConfigError: There is no such seed.
        TranslationFileError: There is no such sentence, or its translation is a person's.
    """
    work = _open(settings, name)
    return work.save(memory.ask_again(work.known, segments))


def export(settings: Settings, name: str, form: exchange.Form) -> str:
    """The translations of one article as XLIFF, TMX or PO."""
    return exchange.export(_open(settings, name).known, form)


def receive(settings: Settings, path: Path, by: str, today: str) -> Changed:
    """Take an XLIFF, TMX or PO file back into the memory of the article that it came from.

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
    work = _open(settings, name)
    return work.save(exchange.absorb(work.known, received, by, today))


def _drafts(settings: Settings, known: memory.Memory) -> tuple[list[str], list[str]]:
    """One segment of each draft: of those that pass the error-level checks, and of those that do not."""
    terms = finder(glossary.load(settings.glossary, settings.relative(settings.glossary)))
    sound: list[str] = []
    wrong: list[str] = []
    for entry in known.entries:
        place = next(iter(memory.segments(entry)), "")
        if place and not entry.obsolete and memory.usable(entry) and memory.state(entry) is State.DRAFT:
            asked = Request(place, entry.source, settings.source, settings.target, terms.used(entry.source))
            (wrong if gate(asked, entry.target) else sound).append(place)
    return sound, wrong


@dataclass(frozen=True, slots=True)
class _Work:
    """A PO file that is being edited: what it said, and its memory with the article as it is now."""

    name: str
    file: SharedFile
    said: memory.Memory
    known: memory.Memory

    def save(self, changed: memory.Memory) -> Changed:
        """Write the edited memory; what others wrote meanwhile stays."""
        more = counts(changed)[State.REVIEWED] - counts(self.known)[State.REVIEWED]
        return Changed(self.name, more, self.file.save(changed) != self.said)


def _open(settings: Settings, name: str) -> _Work:
    """The memory of an article as it is now; a seed that is gone still has its PO file."""
    po = settings.translations / f"{name}.po"
    file = SharedFile(po, settings.relative(po))
    said = file.read()
    seeds = seeds_of(settings)
    if name in seeds:
        article = read_seed(seeds[name][0], source=settings.source, target=settings.target)
        return _Work(settings.relative(po), file, said, merge(said, article, settings.target))
    if po.exists():
        return _Work(settings.relative(po), file, said, said)
    names = ", ".join(sorted(seeds)[:5]) or "none yet"
    raise ConfigError(f"there is no seed {name!r}", hint=f"seeds are: {names}")

"""What editors do to one article's translations: approve drafts, have them redone, send them away, take them back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz import glossary, memory
from mujaz.engines.base import Request
from mujaz.errors import ConfigError
from mujaz.glossary import finder
from mujaz.memory import counts, exchange
from mujaz.memory.merge import merge
from mujaz.memory.shared import SharedFile
from mujaz.model import State
from mujaz.project import seed_behind, seeds_of
from mujaz.read import read_seed
from mujaz.translate import gate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mujaz.config import Settings


@dataclass(frozen=True, slots=True)
class Changed:
    """The PO file that an editor's command wrote, relative to the project, and how many more sentences are reviewed.

    `reworded` counts the translations that say something else now, `drafts` those of them that are still drafts.
    `held_back` counts the drafts that were to be approved all together and were not, as a check finds them wrong;
    `notes` say what else was not approved, and why.
    """

    file: str
    reviewed: int
    written: bool
    reworded: int = 0
    drafts: int = 0
    held_back: int = 0
    notes: tuple[str, ...] = ()


def approve(settings: Settings, name: str, segments: Sequence[str], by: str, today: str) -> Changed:
    """Make drafts of one article reviewed.

    Args:
        settings: The project.
        name: The seed's name, or its page's slug.
        segments: Which sentences ("p3s2", or "title"); none for every draft that passes the error-level checks now.
        by: Who checked them.
        today: ISO date.

    Raises:
        ConfigError: There is no such seed.
        TranslationFileError: There is no such sentence, or it has no translation.
    """
    work = _open(settings, name)
    sound, wrong = (segments, ()) if segments else _drafts(settings, work.known)
    changed = memory.approve(work.known, sound, by, today)
    approved = sum(new != old for old, new in zip(work.known.entries, changed.entries, strict=True))
    notes = _passed_over(work.known, segments, approved)
    return replace(work.save(changed), reviewed=approved, held_back=len(wrong), notes=notes)


def redo(settings: Settings, name: str, segments: Sequence[str]) -> Changed:
    """Mark engines' drafts of one article to be translated again by the next build; until then they stay published.

    Args:
        settings: The project.
        name: The seed's name, or its page's slug.
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


def _passed_over(known: memory.Memory, segments: Sequence[str], approved: int) -> tuple[str, ...]:
    """What an approval of these sentences (none: of all drafts) leaves as it is, and why."""
    live = [entry for entry in known.entries if memory.usable(entry) and not entry.obsolete]
    if segments:
        done = (e for e in live if memory.state(e) is State.REVIEWED and memory.provenance(e).reviewer)
        return tuple(f"{p} is reviewed already" for e in done for p in memory.segments(e) if p in segments)
    stale = [next(iter(memory.segments(e)), "") for e in live if memory.state(e) is State.STALE]
    told = counts(known)
    notes = [f"{', '.join(stale)} {'is' if len(stale) == 1 else 'are'} stale: name what still holds"] if stale else []
    if pending := told[State.PENDING]:
        notes.append(f"{pending} {'has' if pending == 1 else 'have'} no translation")
    if not approved and (reviewed := told[State.REVIEWED]):
        notes.append(f"{reviewed} {'is' if reviewed == 1 else 'are'} reviewed already")
    return tuple(notes)


def _drafts(settings: Settings, known: memory.Memory) -> tuple[list[str], list[str]]:
    """One segment of each draft: of those that pass the error-level checks, and of those that do not."""
    terms = finder(glossary.load(settings.glossary, settings.relative(settings.glossary)))
    sound: list[str] = []
    wrong: list[str] = []
    for entry in known.entries:
        place = next(iter(memory.segments(entry)), "")
        if place and not entry.obsolete and memory.usable(entry) and memory.state(entry) is State.DRAFT:
            asked = Request(place, entry.source, settings.source, settings.target, terms.used(entry.source))
            (wrong if gate(asked, memory.said(entry)) else sound).append(place)
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
        pairs = zip(self.known.entries, changed.entries, strict=True)
        reworded = [new for old, new in pairs if new.target != old.target]
        drafts = sum(memory.state(entry) is State.DRAFT for entry in reworded)
        return Changed(self.name, more, self.file.save(changed) != self.said, len(reworded), drafts)


def _open(settings: Settings, name: str) -> _Work:
    """The memory of an article as it is now, by its seed's name or its page's slug.

    A seed that is gone still has its PO file.
    """
    seeds = seeds_of(settings)
    if name not in seeds:
        name = Path(seed_behind(settings.briefings / f"{name}.md")).stem or name
    po = settings.translations / f"{name}.po"
    file = SharedFile(po, settings.relative(po))
    said = file.read()
    if name in seeds:
        path = seeds[name][0]
        article = read_seed(path, settings.relative(path), source=settings.source, target=settings.target)
        return _Work(settings.relative(po), file, said, merge(said, article, settings.target))
    if po.exists():
        return _Work(settings.relative(po), file, said, said)
    near = get_close_matches(name, (*seeds, *(page.stem for page in settings.briefings.glob("*.md"))), n=3)
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "run `status`: it lists the seeds"
    raise ConfigError(f"there is no seed {name!r}", hint=hint if seeds else "there are no seeds yet")

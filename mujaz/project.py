"""A project that is open: its seeds, memory, glossary and what the last build left, and one article made ready.

`Project.begin` and `Project.finish` are the way from a seed to an article with translations, for `pipeline.build`,
which asks engines between the two; `Project.prepare` is both at once, for those that ask none. The commands that only
look (`review`) pass `dry=True` and change nothing but the cache.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz import glossary, memory
from mujaz.absorb import edits
from mujaz.check import inconsistent
from mujaz.compose import seed_of
from mujaz.config import FILE
from mujaz.errors import ConfigError, EditedPageError, SeedError
from mujaz.ledger import Ledger
from mujaz.memory.index import Index
from mujaz.memory.po import Entry
from mujaz.memory.shared import SharedFile
from mujaz.model import HAND, TITLE_ID, Finding, Pair, State, Translation
from mujaz.read import SUFFIXES, read_seed
from mujaz.stamps import MISSING, Stamps
from mujaz.text import memory_key, utf8
from mujaz.translate import begin, is_spare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from mujaz.absorb import Edit
    from mujaz.config import Settings
    from mujaz.engines.base import Failure
    from mujaz.errors import TranslationFileError
    from mujaz.model import Article, Term
    from mujaz.translate import Work


@dataclass(frozen=True, slots=True)
class Begun:
    """An article whose memory is up to date but for what engines are still to be asked.

    `seen` is a digest of the seed, its .yml and the page that it was made ready from.
    """

    work: Work
    seen: str

    @property
    def article(self) -> Article:
        """The article as it was read."""
        return self.work.article


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its translations, ready to be composed; `translated` sentences came from engines just now.

    `unmet` is how many they are still to be asked for, and `failures` say why they did not translate what they were.
    `refused_by` are the engines that have tried all sentences of which no translation passes the checks; None where
    there are no such sentences. `seen` is a digest of the seed, its .yml and the page that it was made ready from.
    """

    article: Article
    translations: tuple[Translation, ...]
    findings: tuple[Finding, ...]
    translated: int
    unmet: int
    failures: tuple[Failure, ...]
    refused_by: frozenset[str] | None
    seen: str


@dataclass(slots=True)
class Project:
    """What every command needs of a project.

    `engines` are those that can be asked, as provenance calls them. `owners` is which seed each slug belongs to;
    `unreadable` are the PO files that cannot be read, by name.
    """

    settings: Settings
    today: str
    terms: tuple[Term, ...]
    index: Index
    stamps: Stamps
    ledger: Ledger
    seeds: dict[str, list[Path]]
    dry: bool = False
    engines: frozenset[str] = frozenset()
    owners: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, TranslationFileError] = field(default_factory=dict)
    _files: dict[str, SharedFile] = field(default_factory=dict)

    def up_to_date(self, name: str) -> bool:
        """Whether nothing that the page of a seed depends on has changed since it was composed."""
        record, paths = self.ledger.records.get(name), self.seeds[name]
        if record is None or len(paths) > 1 or record.file != paths[0].name:
            return False
        return record.inputs == self.inputs(paths[0]) and record.outputs == self.outputs(record.slug)

    def prepare(self, name: str) -> Prepared:
        """Make an article ready from what the memories say, without engines; raises as `begin` does."""
        return self.finish(self.begin(name))

    def begin(self, name: str) -> Begun:
        """Read a seed, take back what was edited on its page, bring its memory up to date.

        Args:
            name: The seed's name.

        Raises:
            MujazError: The seed, its PO file or its page needs somebody's attention.
        """
        settings, paths = self.settings, self.seeds[name]
        if len(paths) > 1:
            files = " and ".join(path.name for path in paths)
            raise SeedError(f"{files} have the same name", file=settings.relative(paths[1]), hint="rename one of them")
        seen = self._seed_digest(paths[0])
        article = read_seed(paths[0], settings.relative(paths[0]), source=settings.source, target=settings.target)
        owner = self.owners.setdefault(article.slug, name)
        if owner != name:
            hint = f"give one of them another `slug:`, in {name}.yml or {owner}.yml"
            raise SeedError(
                f"has the same slug as {owner}: {article.slug}", file=settings.relative(paths[0]), hint=hint
            )
        seen += self.outputs(article.slug)
        said = self.edits(article.slug, article.file)
        if article.title_translation and article.title in said:
            page = settings.relative(settings.briefings / f"{article.slug}.md")
            hint = f"undo the edit and edit `title:` in seeds/{name}.yml instead"
            raise EditedPageError("the title was edited here", file=page, line=3, hint=hint)
        known = self.take(name, said, article.slug) if said else self.read_memory(name)
        save = self._file(name).save
        work = begin(article, known, self.index, self.terms, save, self.today, settings.target, self.engines)
        return Begun(work, seen)

    def finish(self, begun: Begun, failures: Sequence[Failure] = ()) -> Prepared:
        """Say what is to be published of an article; `failures` are why engines did not translate what was wanted."""
        article = begun.article
        outcome = begun.work.finish(self.index, failures)
        translations = (*_title_of(article, outcome.memory), *outcome.translations)
        findings = (
            *outcome.findings,
            *self._two_wordings(article.name, article, outcome.translations),
            *_lost_title(article, outcome.memory),
        )
        return Prepared(
            article,
            translations,
            findings,
            outcome.translated,
            outcome.unmet,
            outcome.failures,
            outcome.refused_by,
            begun.seen,
        )

    def is_current(self, prepared: Prepared) -> bool:
        """Whether nobody has edited the seed, the page or the PO file since an article was made ready."""
        article = prepared.article
        seen = self._seed_digest(self.settings.seeds / article.file) + self.outputs(article.slug)
        return prepared.seen == seen and self._file(article.name).untouched()

    def _two_wordings(self, name: str, article: Article, translations: Sequence[Translation]) -> tuple[Finding, ...]:
        """Sentences that a person translated here and that are reviewed in another article with another wording.

        A draft that a person edited is never replaced by what was reviewed elsewhere; its editor is told instead.
        """
        said = {segment.id: segment.text for segment in article.segments}
        own = [
            Pair(t.segment_id, said[t.segment_id], t.text)
            for t in translations
            if t.segment_id in said
            and (t.state is State.REVIEWED or (t.state is State.DRAFT and t.origin == memory.HUMAN))
        ]
        pairs: dict[str, list[Pair]] = {name: own}
        for text, found in self.index.find((pair.ar for pair in own), f"{name}.po").items():
            if memory.state(found.entry) is State.REVIEWED and found.file.removesuffix(".po") in self.seeds:
                pairs.setdefault(found.file, []).append(Pair("", text, memory.said(found.entry)))
        return inconsistent(pairs).get(name, ())

    def affected(self) -> frozenset[str]:
        """The articles that share a sentence with a memory that changed since this was last asked; to be composed anew.

        What the index sees once it does not see again, so the ledger forgets them on disk at once: an interruption
        cannot make them look up to date.
        """
        seen = self.index.refresh()
        self.unreadable.update({Path(error.file).stem: error for error in seen.errors})
        names = frozenset(po.removesuffix(".po") for po in seen.affected)
        if any(self.ledger.records.pop(name, None) for name in names):
            self.ledger.save()
        return names

    def read_memory(self, name: str) -> memory.Memory:
        """What the PO file of a seed says."""
        return self._file(name).read()

    def po(self, name: str) -> Path:
        """Where the translations of a seed are."""
        return self.settings.translations / f"{name}.po"

    def edits(self, slug: str, seed: str) -> dict[str, Edit]:
        """What was edited on a page, by the original; nothing where there is no page. `seed` is its seed's file."""
        page = self.settings.briefings / f"{slug}.md"
        document, file = page.with_suffix(".json"), self.settings.relative(page)
        if not page.exists():
            return {}
        return edits(
            utf8(page.read_bytes(), file, EditedPageError),
            document.read_text(encoding="utf-8", errors="replace") if document.exists() else "",
            source=self.settings.source,
            target=self.settings.target,
            file=file,
            seed=seed,
        )

    def take(self, name: str, said: dict[str, Edit], slug: str) -> memory.Memory:
        """The memory of a seed with what was edited on a page taken in as reviewed; saved unless the project is dry.

        Raises:
            EditedPageError: A person changed the same translation in the PO file too.
        """
        known = self.read_memory(name)
        self._refuse_crossed(known, said, slug)
        wordings = {text: edit.text for text, edit in said.items()}
        missing = [text for text in said if memory_key(text) not in memory.by_key(known)]
        # The title of an untitled article has no entry, nor has anything when the PO file was deleted.
        known = replace(known, entries=(*(Entry(text) for text in missing), *known.entries))
        return self._file(name).save(memory.take_edits(known, wordings, by=HAND, at=self.today))

    def _refuse_crossed(self, known: memory.Memory, said: dict[str, Edit], slug: str) -> None:
        """Refuse edits of a page where the PO file holds another edit of the same translation."""
        entries = memory.by_key(known)
        for text, edit in said.items():
            entry = entries.get(memory_key(text))
            if entry is None or (memory.state(entry) in (State.PENDING, State.STALE) and is_spare(entry, entries)):
                continue
            by_hand = memory.state(entry) is State.REVIEWED or memory.edited(entry)
            if by_hand and memory.said(entry) not in (edit.text, edit.before):
                page = self.settings.relative(self.settings.briefings / f"{slug}.md")
                hint = f"it says “{edit.text}” here and “{memory.said(entry)}” there: write the same in both places"
                message = f"this translation was edited here and in {known.file}:{entry.line}"
                raise EditedPageError(message, file=page, line=edit.line, hint=hint)

    def inputs(self, seed: Path) -> str:
        """A digest of the files that the page of a seed is made from."""
        return self.stamps.of_all((seed, seed.with_suffix(".yml"), self.po(seed.stem)))

    def outputs(self, slug: str) -> str:
        """A digest of a composed page and its JSON; `MISSING` where there is no page."""
        page = self.settings.briefings / f"{slug}.md"
        if self.stamps.of(page) == MISSING:
            return MISSING
        return self.stamps.of_all((page, page.with_suffix(".json")))

    def _seed_digest(self, seed: Path) -> str:
        return self.stamps.of_all((seed, seed.with_suffix(".yml")))

    def _file(self, name: str) -> SharedFile:
        if name not in self._files:
            po = self.po(name)
            self._files[name] = SharedFile(po, self.settings.relative(po), dry=self.dry)
        return self._files[name]


def _title_of(article: Article, known: memory.Memory) -> tuple[Translation, ...]:
    """What an editor wrote over a title that is only the lead clause; such a title has no sentence of its own."""
    if article.title_given:
        return ()
    entry = memory.by_key(known).get(memory_key(article.title))
    if entry is None or memory.state(entry) is not State.REVIEWED or not memory.said(entry):
        return ()
    reviewer = memory.provenance(entry).reviewer
    return (Translation(TITLE_ID, memory.said(entry), State.REVIEWED, memory.origin(entry), reviewer),)


def _lost_title(article: Article, known: memory.Memory) -> Iterator[Finding]:
    """A headline that an editor wrote over a lead clause that has changed since: nothing else would tell of it."""
    if article.title_given or _title_of(article, known):
        return
    for entry in known.entries:
        by_hand = memory.usable(entry) and memory.state(entry) is State.REVIEWED and memory.provenance(entry).reviewer
        if by_hand and not entry.obsolete and not memory.segments(entry):
            written = f"the headline “{memory.said(entry)}” was written for “{entry.source}”"
            yield Finding(TITLE_ID, "stale", "warning", f"{written}, which the article begins with no more")


@contextmanager
def opened(settings: Settings, today: str, *, dry: bool = False, engines: Collection[str] = ()) -> Iterator[Project]:
    """Open a project, and keep what was learnt about its files when it is closed, however it is.

    Args:
        settings: The project.
        today: The date that provenance records, ISO 8601.
        dry: Write nothing but the cache.
        engines: Those that can be asked, as provenance calls them.

    Raises:
        TranslationFileError: The glossary cannot be read.
        ConfigError: There are composed pages, and no folder of seeds.
    """
    terms = glossary.load(settings.glossary, settings.relative(settings.glossary))
    stamps = Stamps(settings.root, settings.cache / "stamps.json")
    index = Index(settings.translations, settings.cache / "memory.sqlite")
    ledger = Ledger(settings.cache / "ledger.json", _signature(settings, stamps))
    try:
        seeds = seeds_of(settings)
        _refuse_no_folder(settings)
        for name in ledger.records.keys() - seeds.keys():
            del ledger.records[name]
        project = Project(settings, today, terms, index, stamps, ledger, seeds, dry, frozenset(engines))
        project.affected()
        yield project
    finally:
        ledger.save()
        stamps.save()
        index.close()


def _refuse_no_folder(settings: Settings) -> None:
    """Raise where the seeds are somewhere else: every page would be taken for one whose seed was deleted."""
    if not settings.seeds.is_dir() and any(settings.briefings.glob("*.json")):
        folder = settings.relative(settings.seeds)
        hint = "name the folder that holds the articles under `seeds:`, or make it"
        raise ConfigError(f"there is no folder {folder}/, and there are pages made from it", file=FILE, hint=hint)


def seeds_of(settings: Settings) -> dict[str, list[Path]]:
    """The seed files by name (stem), sorted; more than one file under a name is a mistake of the editor's."""
    found: dict[str, list[Path]] = {}
    if settings.seeds.is_dir():
        for path in sorted(settings.seeds.iterdir()):
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file():
                found.setdefault(path.stem, []).append(path)
    return found


def unread(settings: Settings) -> dict[str, str]:
    """What lies in the folder of seeds and is none, nor a seed's metadata: why, by its path in the project."""
    if not settings.seeds.is_dir():
        return {}
    kinds, found = ", ".join(SUFFIXES), {}
    parts = {name: os.path.splitext(name) for name in os.listdir(settings.seeds)}  # noqa: PTH122, PTH208 (10,000 names)
    stems = {stem for stem, suffix in parts.values() if suffix.lower() in SUFFIXES}
    for name, (stem, suffix) in sorted(parts.items()):
        if name.startswith(".") or suffix.lower() in SUFFIXES or (suffix == ".yml" and stem in stems):
            continue
        if (settings.seeds / name).is_dir():
            why = "seeds stand in the folder itself, not in folders below it"
        elif suffix.lower() not in {".yml", ".yaml"}:
            why = f"seeds are {kinds}"
        else:
            why = f"metadata is {stem}.yml" if stem in stems else f"there is no seed of that name ({kinds})"
        found[settings.relative(settings.seeds / name)] = why
    return found


def orphans(settings: Settings, slugs: Collection[str]) -> dict[Path, str]:
    """The composed pages that belong to none of these slugs, and data whose page is gone; with the seed's file."""
    left = (path for path in sorted(settings.briefings.glob("*.*")) if path.stem not in slugs)
    alone = (path for path in left if path.suffix == ".md" or not path.with_suffix(".md").exists())
    return {path: seed for path in alone if (seed := seed_behind(path))}


def seed_behind(path: Path) -> str:
    """The seed's file that a composed page or its data names; empty for what a person wrote, or where there is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".md":
            return seed_of(text)
        data = json.loads(text) if path.suffix == ".json" else {}
        return str(data["seed"]) if data["slug"] == path.stem and data["segments"] else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _signature(settings: Settings, stamps: Stamps) -> str:
    """What every page depends on: the program, the languages, the glossary."""
    program = sorted(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size)
        for path in Path(__file__).parent.rglob("*")
        if path.suffix not in {".pyc", ""}
    )
    shared = (program, settings.source, settings.target, stamps.of(settings.glossary))
    return blake2b(repr(shared).encode(), digest_size=12).hexdigest()

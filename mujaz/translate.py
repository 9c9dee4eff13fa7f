"""What is said of each sentence in the other language: memory first, then engines, else pending.

For every sentence, in this order: the article's own reviewed translation, one reviewed for another article, the
article's own draft, another article's draft, an engine. What another memory says is copied with a note of where from,
and follows its original until somebody edits the copy. A stale translation that a person made waits for a person; one
that an engine made is made again.

An article goes through in three steps: `begin` looks in the memories, `asking.Asker` has engines translate what
`Work.wanted` of this and other articles, and `Work.finish` says what may be published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz import memory as mem
from mujaz.check import check_pair
from mujaz.engines.base import Failure, Request
from mujaz.glossary import finder, fingerprint, renders
from mujaz.memory import Memory, Provenance
from mujaz.memory.merge import merge, sentences
from mujaz.model import Finding, State, Translation
from mujaz.text import memory_key, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from mujaz.engines.base import Outcome
    from mujaz.glossary import Finder
    from mujaz.memory.index import Found, Index
    from mujaz.memory.po import Entry
    from mujaz.model import Article, Segment, Term

_BEFORE, _AFTER = 2, 1
"""How many neighbouring sentences an engine is shown."""


@dataclass(frozen=True, slots=True)
class Translated:
    """The translations of an article: one for each segment in reading order, before them one for a given title.

    `memory` is what was saved. `translated` counts the texts that engines translated just now, `failures` say why they
    did not translate others, `unmet` counts what an engine is still to be asked for, now or in another build, and
    `findings` are reviewed sentences for which the glossary has changed. `refused_by` are the engines whose
    translations of every held draft failed a check; None where no draft is held.
    """

    translations: tuple[Translation, ...]
    memory: Memory
    findings: tuple[Finding, ...] = ()
    translated: int = 0
    failures: tuple[Failure, ...] = ()
    unmet: int = 0
    refused_by: frozenset[str] | None = None


def gate(request: Request, text: str) -> str | None:
    """Why a translation must not be trusted: the names of the error-level checks it fails, or None."""
    problems = check_pair(
        request.text,
        text,
        source_language=request.source,
        target_language=request.target,
        terms=request.glossary,
    )
    return ", ".join(dict.fromkeys(p.check for p in problems if p.severity == "error")) or None


def begin(  # noqa: PLR0913, PLR0917 (an article, what is known, and the seams to the world; each is one thing)
    article: Article,
    memory: Memory,
    index: Index,
    terms: Sequence[Term],
    save: Callable[[Memory], Memory],
    at: str,
    target: str,
    engines: Collection[str] = (),
) -> Work:
    """Bring an article's memory up to date with the article and with what other memories say.

    Args:
        article: The article as it is now.
        memory: What its PO file says, from before the article changed or empty.
        index: What the other PO files say.
        terms: The glossary.
        save: Puts a memory in its file and says what is in the file then: others may have written to it. Called
            whenever there is something to lose, and not when nothing changed.
        at: Today, as an ISO date.
        target: The language to translate into.
        engines: What the engines that can be asked are called in provenance: one that was not there yet is asked for
            sentences of which all others made translations that fail a check.

    Raises:
        TranslationFileError: The PO file holds translations into another language.
    """
    work = Work(article, memory, target, at, finder(tuple(terms)), save, frozenset(engines))
    work.set(merge(memory, article, target))
    work.reuse(index)
    work.keep()
    return work


class Work:
    """One article's memory while it is being brought up to date."""

    def __init__(
        self,
        article: Article,
        memory: Memory,
        target: str,
        at: str,
        finder: Finder,
        save: Callable[[Memory], Memory],
        engines: frozenset[str],
    ) -> None:
        self.article, self.target, self.at, self.finder, self.engines = article, target, at, finder, engines
        self._save, self._saved = save, memory
        self.own = f"{article.name}.po"
        self.translated: set[str] = set()
        self.set(memory)

    def finish(self, index: Index, failures: Sequence[Failure] = ()) -> Translated:
        """Add suggestions for editors, save, and say what may be published.

        Args:
            index: What the other PO files say.
            failures: Why engines did not translate what was wanted of them.
        """
        self.suggest(index)
        self.keep()
        return Translated(
            tuple(_translation(segment, self.live) for segment in sentences(self.article)),
            self.memory,
            tuple(self.findings()),
            len(self.translated),
            tuple(failures),
            len(self.wanted()),
            self._refused_by(),
        )

    def set(self, memory: Memory) -> None:
        """Go on with this memory."""
        self.memory = memory
        self.live = {
            memory_key(entry.source): entry
            for entry in memory.entries
            if mem.usable(entry) and not entry.obsolete and mem.segments(entry)
        }

    def put(self, changed: Mapping[str, Entry]) -> None:
        """Replace entries, new ones by the source of the old."""
        if changed:
            self.memory = mem.put(self.memory, changed)
            self.live |= {memory_key(entry.source): entry for entry in changed.values()}

    def keep(self) -> None:
        """Save what was not saved yet."""
        if self.memory != self._saved:
            self._saved = self._save(self.memory)
            if self._saved != self.memory:
                self.set(self._saved)

    def reuse(self, index: Index) -> None:
        """Copy what other memories say better, and let copies follow their originals."""
        open_ = [
            entry
            for entry in self.live.values()
            if (mem.state(entry) is not State.REVIEWED or mem.copied(entry)) and not mem.redo(entry)
        ]
        found = index.find((entry.source for entry in open_), self.own)
        kept = mem.by_key(self.memory)
        self.put(
            {
                entry.source: _copy(entry, found[entry.source])
                for entry in open_
                if entry.source in found and _is_better(found[entry.source], entry, kept)
            }
        )

    def outdated_drafts(self) -> Iterator[Entry]:
        """Drafts that an engine made with another glossary and that do not say what the glossary says now."""
        for entry in self.live.values():
            if mem.state(entry) is State.DRAFT and not mem.edited(entry) and self._changed_terms(entry):
                yield entry

    def findings(self) -> Iterator[Finding]:
        """What an editor is to know: marks that no engine follows, and reviewed sentences of another glossary."""
        yield from self._unfollowed()
        for entry in self.live.values():
            if mem.state(entry) is State.REVIEWED:
                known = dict(mem.provenance(entry).terms)
                for term in self._changed_terms(entry):
                    if term.id in known:
                        message = f"the glossary has “{term.en}” for {term.ar[0]} now; this was reviewed before"
                        yield from (Finding(id_, "glossary", "warning", message) for id_ in mem.segments(entry))

    def _unfollowed(self) -> Iterator[Finding]:
        """The marks `# redo` on what engines never write over, each with its line in the file as it was saved."""
        kept = mem.by_key(self.memory)
        marked = [
            entry
            for entry in self.live.values()
            if mem.provenance(entry).redo and not mem.redo(entry) and not _wants_engine(entry, kept)
        ]
        saved = mem.parse(mem.serialise(self.memory), self.memory.file).entries if marked else ()
        for entry in marked:
            line = next(other.line for other in saved if other.source == entry.source and mem.usable(other))
            approved = mem.state(entry) is State.REVIEWED and not mem.edited(entry)
            how = "mark it fuzzy and remove `# reviewed`" if approved else "edit it, or empty its msgstr"
            message = f"`# redo` is not followed: a person stands behind this translation; {how}"
            where = f"{self.memory.file}:{line}"
            yield from (Finding(id_, "redo", "warning", f"{where}: {message}") for id_ in mem.segments(entry))

    def _changed_terms(self, entry: Entry) -> tuple[Term, ...]:
        """The terms of a sentence that its translation neither was made with nor happens to hold."""
        known = mem.provenance(entry).terms
        return tuple(
            term
            for term in self.finder.used(entry.source)
            if (term.id, fingerprint(term)) not in known and not renders(term, entry.target)
        )

    def wanted(self) -> tuple[Request, ...]:
        """What engines are to translate.

        What is pending, what they made for an earlier wording or glossary, what an editor wants to be done again, and
        what failed a check where there is an engine that has not tried it.
        """
        kept = mem.by_key(self.memory)
        again = {entry.source for entry in self.outdated_drafts()}
        wanted = []
        for request in self._requests():
            entry = self.live[memory_key(request.text)]
            if entry.source in again or mem.redo(entry) or _wants_engine(entry, kept):
                wanted.append(request)
            elif mem.held(entry) and not self.engines <= (tried := mem.tried(entry)):
                wanted.append(replace(request, tried=tried))
        return tuple(wanted)

    def _refused_by(self) -> frozenset[str] | None:
        """The engines that have tried all the held drafts; None where there are none."""
        tried = [mem.tried(entry) for entry in self.live.values() if mem.held(entry)]
        return frozenset.intersection(*tried) if tried else None

    def _requests(self) -> Iterator[Request]:
        """A request for each distinct sentence in reading order, as an engine would be asked."""
        texts = [segment.text for segment in self.article.segments]
        # The title stands before the text, though not in it.
        first = 0 if len(all_ := tuple(sentences(self.article))) == len(texts) else -1
        seen: set[str] = set()
        for at, segment in enumerate(all_, first):
            key = memory_key(segment.text)
            if key in self.live and key not in seen:
                seen.add(key)
                around = (*texts[max(0, at - _BEFORE) : max(0, at)], *texts[at + 1 : at + 1 + _AFTER])
                terms = self.finder.used(segment.text)
                language, name = self.article.language, self.article.name
                yield Request(segment.id, segment.text, language, self.target, terms, around, name)

    def take(self, request: Request, outcome: Outcome) -> None:
        """Put an engine's translation of a wanted text in the memory, unless a person was faster."""
        entry = self.live.get(memory_key(request.text))
        if entry is None or mem.state(entry) is State.REVIEWED or mem.edited(entry):
            return
        if isinstance(outcome, Failure):
            if mem.held(entry) and outcome.refused_by:
                self.put({entry.source: self._tried(entry, request, outcome.refused_by)})
            return
        text = one_line(outcome.text)
        if not text:
            return
        held = tuple(name.strip() for name in outcome.held.split(",") if name.strip())
        if held and mem.state(entry) is State.DRAFT:
            # The draft that was there is as sound, or sounder; only that it was tried is noted.
            new = self._tried(entry, request, (outcome.origin,))
        else:
            sha = mem.digest(text)
            made = Provenance(outcome.engine, outcome.model, self.at, sha, terms=_terms(request), held=held)
            new = mem.record(_translated(entry, text, fuzzy=True), made)
            self.translated.add(request.id)
        self.put({entry.source: new})

    @staticmethod
    def _tried(entry: Entry, request: Request, by: Sequence[str]) -> Entry:
        """The entry with a note of who tried it; what was noted under another glossary counts no more."""
        told, terms = mem.provenance(entry), _terms(request)
        before = () if told.redo or told.terms != terms else told.tried
        tried = tuple(dict.fromkeys((*before, *by))) if mem.held(entry) else ()
        return mem.record(entry, replace(told, terms=terms, tried=tried, redo=False))

    def suggest(self, index: Index) -> None:
        """Show an editor near matches for sentences that have no translation to publish, and for no others."""
        changed = {}
        for entry in self.live.values():
            told = mem.provenance(entry)
            missing = mem.state(entry) in (State.PENDING, State.STALE)
            near = tuple(s for s in index.near(entry.source) if s.text != entry.target) if missing else ()
            if near != told.suggestions:
                changed[entry.source] = mem.record(entry, replace(told, suggestions=near))
        self.put(changed)


def _is_better(found: Found, entry: Entry, kept: Mapping[str, Entry]) -> bool:
    """Whether another memory's translation is to take the place of what an entry has."""
    theirs, ours = mem.state(found.entry), mem.state(entry)
    if mem.copied(entry):
        # A copy follows an original, never another copy, and never from reviewed to draft.
        original = not mem.copied(found.entry)
        return original and (theirs is State.REVIEWED or ours is State.DRAFT) and _copy(entry, found) != entry
    if ours is State.DRAFT:
        better = theirs is State.REVIEWED or bool(mem.held(entry) and not mem.held(found.entry))
        return better and not mem.edited(entry)
    # What a person said of an earlier wording gives way to nothing less than a person's word on this one.
    return is_spare(entry, kept) and (theirs is State.REVIEWED or _wants_engine(entry, kept))


def _wants_engine(entry: Entry, kept: Mapping[str, Entry]) -> bool:
    """Whether an engine may write this entry: nothing is there, or what an engine made of an earlier wording."""
    if mem.state(entry) is State.STALE:
        before = kept.get(memory_key(entry.previous))
        reviewed = before is not None and mem.state(before) is State.REVIEWED
        return not mem.edited(entry) and not reviewed
    return mem.state(entry) is State.PENDING


def is_spare(entry: Entry, kept: Mapping[str, Entry]) -> bool:
    """Whether nothing is lost with the translation of a pending or stale entry."""
    if not entry.target or not mem.edited(entry):
        return True
    before = kept.get(memory_key(entry.previous))
    return before is not None and before.target == entry.target


def _copy(entry: Entry, found: Found) -> Entry:
    """The entry with another memory's translation, its provenance, and where it came from."""
    told = replace(
        mem.provenance(found.entry),
        reused=found.file,
        reused_sha=mem.digest(found.entry.target),
        suggestions=(),
        redo=False,
    )
    return mem.record(_translated(entry, found.entry.target, fuzzy=found.entry.fuzzy), told)


def _translated(entry: Entry, target: str, *, fuzzy: bool) -> Entry:
    """The entry with a translation of its source as it is now."""
    return replace(entry, target=target, fuzzy=fuzzy, previous="", previous_context=None, previous_plural=None)


def _terms(request: Request) -> tuple[tuple[str, str], ...]:
    """The terms of a text as provenance records them."""
    return tuple((term.id, fingerprint(term)) for term in request.glossary)


def _translation(segment: Segment, live: Mapping[str, Entry]) -> Translation:
    """What may be published of one segment."""
    entry = live.get(memory_key(segment.text))
    if entry is None:
        return Translation(segment.id, "", State.PENDING)
    state, text = mem.state(entry), mem.said(entry)
    if state is State.STALE:
        return Translation(segment.id, "", state, previous=text, previous_source=one_line(entry.previous))
    if not text:
        return Translation(segment.id, "", State.PENDING)
    return Translation(
        segment.id,
        text,
        state,
        origin=mem.origin(entry),
        reviewer=mem.provenance(entry).reviewer if state is State.REVIEWED else "",
    )

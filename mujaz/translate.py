"""What is said of each sentence in the other language: memory first, then engines, else pending.

For every sentence, in this order: the article's own reviewed translation, one reviewed for another article, the
article's own draft, another article's draft, an engine. What another memory says is copied with a note of where from,
and follows its original until somebody edits the copy. A stale translation that a person made waits for a person; one
that an engine made is made again.

What engines say is saved as it comes, the first at once and then at most once a second, as a save writes the whole
file; and at the end, however that comes: an error and Ctrl-C lose nothing. A process that is killed without a chance
to save can lose what came within a second of the last save.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from mujaz import memory as mem
from mujaz.check import check_pair
from mujaz.engines.base import Failure, Request, Result
from mujaz.glossary import finder, fingerprint, renders
from mujaz.memory import Memory, Provenance
from mujaz.memory.merge import merge, sentences
from mujaz.model import Finding, State, Translation
from mujaz.text import clean, memory_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mujaz.engines.base import Outcome
    from mujaz.glossary import Finder
    from mujaz.memory.index import Found, Index
    from mujaz.memory.po import Entry
    from mujaz.model import Article, Segment, Term

_SAVE_EVERY = 1.0  # seconds
_BEFORE, _AFTER = 2, 1
"""How many neighbouring sentences an engine is shown."""


@dataclass(frozen=True, slots=True)
class Translated:
    """The translations of an article: one for each segment in reading order, before them one for a given title.

    `memory` is what was saved. `translated` counts the texts that engines translated just now, `failures` say why they
    did not translate others, `unmet` counts what an engine is still to be asked for, now or in another build, and
    `findings` are reviewed sentences for which the glossary has changed.
    """

    translations: tuple[Translation, ...]
    memory: Memory
    findings: tuple[Finding, ...] = ()
    translated: int = 0
    failures: tuple[Failure, ...] = ()
    unmet: int = 0


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


def translate(  # noqa: PLR0913, PLR0917 (an article, what is known, and the seams to the world; each is one thing)
    article: Article,
    memory: Memory,
    index: Index,
    terms: Sequence[Term],
    run: Callable[[Sequence[Request]], Iterable[Outcome]] | None,
    save: Callable[[Memory], Memory],
    at: str,
    target: str,
    clock: Callable[[], float] = monotonic,
) -> Translated:
    """Translate an article and bring its memory up to date.

    Args:
        article: The article as it is now.
        memory: What its PO file says, from before the article changed or empty.
        index: What the other PO files say.
        terms: The glossary.
        run: Asks the engines; None to work from memory alone.
        save: Puts a memory in its file and says what is in the file then: others may have written to it. Called
            whenever there is something to lose, and not when nothing changed.
        at: Today, as an ISO date.
        target: The language to translate into.
        clock: Seconds, to save not too often.

    Raises:
        TranslationFileError: The PO file holds translations into another language.
    """
    work = _Work(article, memory, target, at, finder(tuple(terms)), save)
    work.set(merge(memory, article, target))
    work.reuse(index)
    work.keep()
    failures = work.ask(run, clock) if run else ()
    work.suggest(index)
    work.keep()
    translations = tuple(_translation(segment, work.live) for segment in sentences(article))
    unmet = len(work.wanted())
    return Translated(translations, work.memory, tuple(work.findings()), len(work.translated), failures, unmet)


class _Work:
    """One article's memory while it is being brought up to date."""

    def __init__(
        self, article: Article, memory: Memory, target: str, at: str, finder: Finder, save: Callable[[Memory], Memory]
    ) -> None:
        self.article, self.target, self.at, self.finder = article, target, at, finder
        self._save, self._saved = save, memory
        self.own = f"{article.name}.po"
        self.translated: set[str] = set()
        self.set(memory)

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
        open_ = [e for e in self.live.values() if mem.state(e) is not State.REVIEWED or mem.copied(e)]
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
        """Reviewed sentences that were translated with another glossary and do not say what it says now."""
        for entry in self.live.values():
            if mem.state(entry) is State.REVIEWED:
                known = dict(mem.provenance(entry).terms)
                for term in self._changed_terms(entry):
                    if term.id in known:
                        message = f"the glossary has “{term.en}” for {term.ar[0]} now; this was reviewed before"
                        yield from (Finding(id_, "glossary", "warning", message) for id_ in mem.segments(entry))

    def _changed_terms(self, entry: Entry) -> tuple[Term, ...]:
        """The terms of a sentence that its translation neither was made with nor happens to hold."""
        known = mem.provenance(entry).terms
        return tuple(
            term
            for term in self.finder.used(entry.source)
            if (term.id, fingerprint(term)) not in known and not renders(term, entry.target)
        )

    def wanted(self) -> tuple[Request, ...]:
        """What engines are to translate: what is pending, and what they made for an earlier wording or glossary."""
        kept = mem.by_key(self.memory)
        again = {entry.source for entry in self.outdated_drafts()}
        return tuple(
            request
            for request in self._requests()
            if (entry := self.live[memory_key(request.text)]).source in again or _wants_engine(entry, kept)
        )

    def ask(
        self, run: Callable[[Sequence[Request]], Iterable[Outcome]], clock: Callable[[], float]
    ) -> tuple[Failure, ...]:
        """Have engines translate what is wanted of them."""
        requests = self.wanted()
        wanted = {request.id: request for request in requests}
        failures = []
        due = clock()
        try:
            for outcome in run(requests) if requests else ():
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                elif text := _one_line(outcome.text):
                    self._take(wanted[outcome.id], outcome, text)
                    if clock() >= due:
                        self.keep()
                        due = clock() + _SAVE_EVERY
        finally:
            self.keep()
        return tuple(failures)

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
                yield Request(segment.id, segment.text, self.article.language, self.target, terms, around)

    def _take(self, request: Request, result: Result, text: str) -> None:
        """Put an engine's translation in the memory, unless a person was faster."""
        entry = self.live[memory_key(request.text)]
        if mem.state(entry) is State.REVIEWED or mem.edited(entry):
            return
        held = tuple(name.strip() for name in result.held.split(",") if name.strip())
        terms = tuple((term.id, fingerprint(term)) for term in request.glossary)
        told = mem.provenance(entry)
        if held and mem.state(entry) is State.DRAFT and not mem.held(entry):
            # The draft that was there is sounder; only that it was tried is noted.
            new = mem.record(entry, replace(told, terms=terms))
        else:
            sha = mem.digest(text)
            made = Provenance(result.engine, result.model, self.at, sha, terms=terms, held=held)
            new = mem.record(_translated(entry, text, fuzzy=True), made)
            self.translated.add(request.id)
        self.put({entry.source: new})

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
    return _is_spare(entry, kept)


def _wants_engine(entry: Entry, kept: Mapping[str, Entry]) -> bool:
    """Whether an engine may write this entry: nothing is there, or what an engine made of an earlier wording."""
    if mem.state(entry) is State.STALE:
        before = kept.get(memory_key(entry.previous))
        reviewed = before is not None and mem.state(before) is State.REVIEWED
        return not mem.edited(entry) and not reviewed
    return mem.state(entry) is State.PENDING


def _is_spare(entry: Entry, kept: Mapping[str, Entry]) -> bool:
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
    )
    return mem.record(_translated(entry, found.entry.target, fuzzy=found.entry.fuzzy), told)


def _translated(entry: Entry, target: str, *, fuzzy: bool) -> Entry:
    """The entry with a translation of its source as it is now."""
    return replace(entry, target=target, fuzzy=fuzzy, previous="", previous_context=None, previous_plural=None)


def _one_line(text: str) -> str:
    """An engine's text as one line that can be written as UTF-8."""
    return " ".join(clean(text.encode("utf-8", "replace").decode()).split())


def _translation(segment: Segment, live: Mapping[str, Entry]) -> Translation:
    """What may be published of one segment."""
    entry = live.get(memory_key(segment.text))
    if entry is None:
        return Translation(segment.id, "", State.PENDING)
    state = mem.state(entry)
    if state in (State.PENDING, State.STALE):
        stale = state is State.STALE
        return Translation(
            segment.id,
            "",
            state,
            previous=entry.target if stale else "",
            previous_source=entry.previous if stale else "",
        )
    return Translation(
        segment.id,
        entry.target,
        state,
        origin=mem.origin(entry),
        reviewer=mem.provenance(entry).reviewer if state is State.REVIEWED else "",
        found_in=mem.copied(entry),
    )

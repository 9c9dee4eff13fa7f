"""The translation memory of one article: a PO file as a frozen value.

    # mt: engine=llm model=claude at=2026-11-23 sha=1a2b3c4d    who made the translation; sha of what it said
    # reviewed: by=Sara at=2026-11-24                           who checked it, where mujaz was told
    # terms: biden=0f3e2a11                                     glossary terms, as they were when it was made
    # held: numbers                                             checks that it failed in every engine
    # reused: from=lima.po sha=1a2b3c4d                         a copy of what another article's memory says
    # suggestion (0.93, lima.po): …                             a near match, for the editor only
    # exported: draft sha=1a2b3c4d                              in exported files: what it said when it left
    #: lima.txt:p3s2                                            where the sentence stands
    #, fuzzy                                                    a draft
    #| msgid "…"                                                stale: the sentence that the translation belongs to
    msgid "…"
    msgstr "…"

Every other comment is the editor's and is kept. An entry is found by its source text alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from hashlib import sha256
from typing import TYPE_CHECKING

from mujaz.errors import TranslationFileError
from mujaz.memory import po
from mujaz.model import State
from mujaz.text import memory_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mujaz.memory.po import Entry

HUMAN = "human"

_PLACE = re.compile(r":(title|p\d+s\d+)$")
_MT = re.compile(r"mt: engine=(\S+)(?: model=(.*?))?(?: at=(\S+))?(?: sha=([0-9a-f]{8}))?")
_REVIEWED = re.compile(r"reviewed: by=(.*?)(?: at=(\S+))?")
_TERMS = re.compile(r"terms: (.*)")
_HELD = re.compile(r"held: (.*)")
_REUSED = re.compile(r"reused: from=(.*?) sha=([0-9a-f]{8})")
_SUGGESTION = re.compile(r"suggestion \(([01]\.\d\d), (.*?)\): (.*)")
_EXPORTED = re.compile(r"exported: (\w+) sha=([0-9a-f]{8})")
_OURS = (_MT, _REVIEWED, _TERMS, _HELD, _REUSED, _SUGGESTION, _EXPORTED)
_TRUST = {State.REVIEWED: 3, State.DRAFT: 2, State.STALE: 1, State.PENDING: 0}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a near match says; `score` is a similarity from 0 to 1, never a measure of meaning."""

    score: float
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the comments of an entry record of its translation.

    `engine` and `model` made it at the date `at` and `sha` is the digest of what they said; `reviewer` checked it.
    `terms` are the glossary terms of the source with their fingerprints; `held` are the checks it failed.
    `reused` is the PO file it was copied from, and `reused_sha` the digest of the copy. `exported` is the state it was
    in and the digest of what it said when it was exported; only exported files have it.
    """

    engine: str = ""
    model: str = ""
    at: str = ""
    sha: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()
    reused: str = ""
    reused_sha: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    exported: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """One PO file: its header, its entries in order, obsolete ones last, and comments after the last entry.

    `file` is the name it was read from, for messages; it is not part of the value.
    """

    entries: tuple[Entry, ...] = ()
    head: Entry | None = None
    tail: tuple[str, ...] = ()
    file: str = field(default="", compare=False)


def parse(text: str, file: str) -> Memory:
    """The memory that a PO file holds; an empty text is an empty memory.

    Args:
        text: The file's text.
        file: Its name relative to the project, for messages.

    Raises:
        TranslationFileError: It is not a PO file; says where and what to do.
    """
    entries, tail = po.parse(text, file)
    head = next((entry for entry in entries if not entry.source and entry.context is None), None)
    return Memory(tuple(entry for entry in entries if entry is not head), head, tail, file)


def serialise(memory: Memory) -> str:
    """The text of the PO file; `parse` gives the same memory back, and writing that gives the same bytes."""
    head = (memory.head,) if memory.head else ()
    return po.serialise(head + memory.entries, memory.tail)


def read(path: Path, file: str = "") -> Memory:
    """The memory in a file; an empty one when there is no file yet.

    Args:
        path: The PO file.
        file: Its name for messages; the path when empty.
    """
    file = file or str(path)
    try:
        blob = path.read_bytes()
    except FileNotFoundError:
        return Memory(file=file)
    return decode(blob, file)


def decode(blob: bytes, file: str) -> Memory:
    """The memory that the bytes of a PO file hold.

    Raises:
        TranslationFileError: They are not UTF-8, or not a PO file.
    """
    try:
        return parse(blob.decode("utf-8"), file)
    except UnicodeDecodeError as problem:
        line = blob.count(b"\n", 0, problem.start) + 1
        raise TranslationFileError(
            "the file is not UTF-8", file=file, line=line, hint="save it as UTF-8 in the editor"
        ) from None


def state(entry: Entry) -> State:
    """How far an entry can be trusted: what `fuzzy`, the previous source and an empty translation say together."""
    if not entry.target:
        return State.PENDING
    if not entry.fuzzy:
        return State.REVIEWED
    return State.STALE if entry.previous else State.DRAFT


def segments(entry: Entry) -> tuple[str, ...]:
    """The ids of the segments of this article that the entry stands for, in order."""
    return tuple(match[1] for reference in entry.references if (match := _PLACE.search(reference)))


def is_ours(reference: str) -> bool:
    """Whether a reference names a segment; others are an editor's."""
    return _PLACE.search(reference) is not None


def usable(entry: Entry) -> bool:
    """Whether an entry is a sentence; those with a context or plural forms are only kept."""
    return entry.context is None and entry.plural is None and bool(entry.source)


def by_key(memory: Memory) -> dict[str, Entry]:
    """The sentences of a memory by `memory_key`: the most trusted where several have one key, live before obsolete."""
    best: dict[str, Entry] = {}
    for entry in memory.entries:
        if usable(entry):
            key = memory_key(entry.source)
            if key not in best or _rank(entry) > _rank(best[key]):
                best[key] = entry
    return best


def _rank(entry: Entry) -> tuple[int, bool]:
    return _TRUST[state(entry)], not entry.obsolete


def put(memory: Memory, changed: Mapping[str, Entry]) -> Memory:
    """The memory with some entries replaced: new entries by the source text of the old."""
    if not changed:
        return memory
    return replace(memory, entries=tuple(changed.get(entry.source, entry) if usable(entry) else entry
                                         for entry in memory.entries))  # fmt: skip


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell whether a text was edited."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def provenance(entry: Entry) -> Provenance:
    """What the comments of an entry say of its translation; where a line stands twice the last one counts."""
    found = Provenance()
    suggestions = []
    for comment in entry.comments:
        if match := _MT.fullmatch(comment):
            engine, model, at, sha = (part or "" for part in match.groups())
            found = replace(found, engine=engine, model=model, at=at, sha=sha)
        elif match := _REVIEWED.fullmatch(comment):
            found = replace(found, reviewer=match[1], reviewed_at=match[2] or "")
        elif match := _TERMS.fullmatch(comment):
            pairs = (item.partition("=") for item in match[1].split())
            found = replace(found, terms=tuple((name, print_) for name, _, print_ in pairs))
        elif match := _HELD.fullmatch(comment):
            found = replace(found, held=tuple(name.strip() for name in match[1].split(",") if name.strip()))
        elif match := _REUSED.fullmatch(comment):
            found = replace(found, reused=match[1], reused_sha=match[2])
        elif match := _SUGGESTION.fullmatch(comment):
            suggestions.append(Suggestion(float(match[1]), match[2], match[3]))
        elif match := _EXPORTED.fullmatch(comment):
            found = replace(found, exported=(match[1], match[2]))
    return replace(found, suggestions=tuple(suggestions))


def notes(entry: Entry) -> tuple[str, ...]:
    """The comments that an editor wrote."""
    return tuple(c for c in entry.comments if not any(pattern.fullmatch(c) for pattern in _OURS))


def record(entry: Entry, told: Provenance) -> Entry:
    """The entry with `told` in its comments, after the editor's own, which stay as they are."""
    return replace(entry, comments=notes(entry) + tuple(_written(told)))


def _written(told: Provenance) -> Iterable[str]:
    """The comment lines of a provenance, in one order."""
    if told.engine:
        parts = [f"mt: engine={_word(told.engine)}"]
        parts += [f"model={_plain(told.model)}"] if told.model else []
        parts += [f"at={_word(told.at)}"] if told.at else []
        parts += [f"sha={told.sha}"] if told.sha else []
        yield " ".join(parts)
    if told.reviewer or told.reviewed_at:
        yield f"reviewed: by={_plain(told.reviewer)}" + (f" at={_word(told.reviewed_at)}" if told.reviewed_at else "")
    if told.terms:
        yield "terms: " + " ".join(f"{name}={print_}" for name, print_ in told.terms)
    if told.held:
        yield "held: " + ", ".join(told.held)
    if told.reused:
        yield f"reused: from={_plain(told.reused)} sha={told.reused_sha}"
    for suggestion in told.suggestions:
        yield f"suggestion ({suggestion.score:.2f}, {_plain(suggestion.file)}): {_plain(suggestion.text)}"
    if told.exported:
        yield "exported: {} sha={}".format(*told.exported)


def _plain(text: str) -> str:
    """A value on one line."""
    return " ".join(text.split())


def _word(text: str) -> str:
    """A value without white space."""
    return "-".join(text.split())


def edited(entry: Entry) -> bool:
    """Whether a person changed what the engine said, or wrote it in the first place."""
    told = provenance(entry)
    return bool(entry.target) and (not told.engine or (bool(told.sha) and told.sha != digest(entry.target)))


def held(entry: Entry) -> tuple[str, ...]:
    """The checks that an engine's draft failed; none once a person has changed it."""
    return () if edited(entry) else provenance(entry).held


def copied(entry: Entry) -> str:
    """The PO file that an entry is an unedited copy from; empty for an entry of its own."""
    told = provenance(entry)
    return told.reused if told.reused and told.reused_sha == digest(entry.target) else ""


def origin(entry: Entry) -> str:
    """Who translated an entry: "human", or an engine as "google", "llm/claude"; empty where nobody did."""
    if not entry.target:
        return ""
    told = provenance(entry)
    return HUMAN if edited(entry) else told.engine + (f"/{told.model}" if told.model else "")


def counts(memory: Memory) -> Counter[State]:
    """How many live sentences are in each state."""
    return Counter(state(entry) for entry in memory.entries if usable(entry) and not entry.obsolete)


def approve(memory: Memory, segment_ids: Iterable[str], by: str, at: str) -> Memory:
    """The memory with drafts made reviewed.

    Args:
        memory: The memory of one article.
        segment_ids: Which sentences; a stale one is approved with the translation it has, as the person says that it
            still holds.
        by: Who says so.
        at: When, as an ISO date.

    Raises:
        TranslationFileError: A segment is not in this memory, or has no translation.
    """
    places = {place: entry for entry in memory.entries if not entry.obsolete for place in segments(entry)}
    changed = {}
    for place in segment_ids:
        entry = places.get(place)
        if not entry:
            raise TranslationFileError(f"there is no sentence {place}", file=memory.file, hint=_known(places))
        if not entry.target:
            hint = "write its translation after msgstr, or build with an engine first"
            raise TranslationFileError(f"{place} has no translation", file=memory.file, line=entry.line, hint=hint)
        if state(entry) is not State.REVIEWED or not provenance(entry).reviewer:
            changed[entry.source] = approved(entry, by, at)
    return put(memory, changed)


def take_edits(memory: Memory, edits: Mapping[str, str], by: str, at: str) -> Memory:
    """The memory with translations that a person wrote elsewhere, as reviewed and as that person's work.

    Args:
        memory: The memory of one article.
        edits: New translations by source sentence; one that says what the memory says already changes nothing.
        by: Who wrote them; empty when nobody knows.
        at: When, as an ISO date.

    Raises:
        TranslationFileError: A sentence is not in this memory, or its new translation is empty.
    """
    entries = by_key(memory)
    changed = {}
    for source, text in edits.items():
        entry, target = entries.get(memory_key(source)), _plain(text)
        if not entry:
            raise TranslationFileError(f"“{source[:60]}” is not a sentence of this article", file=memory.file)
        if not target:
            message = f"“{source[:60]}” would be left without a translation"
            raise TranslationFileError(message, file=memory.file, line=entry.line)
        if target != entry.target or state(entry) is State.STALE:
            told = Provenance(reviewer=by, reviewed_at=at)
            changed[entry.source] = record(replace(entry, target=target, fuzzy=False, previous=""), told)
    return put(memory, changed)


def approved(entry: Entry, by: str, at: str) -> Entry:
    """The entry as reviewed by somebody at a date; who translated it stays on record."""
    told = replace(provenance(entry), reviewer=by, reviewed_at=at, held=(), reused="", reused_sha="", suggestions=())
    return record(replace(entry, fuzzy=False, previous="", previous_context=None, previous_plural=None), told)


def _known(places: Iterable[str]) -> str:
    """A hint that names the sentences there are."""
    names = list(places)
    return f"there are {names[0]} to {names[-1]}" if names else "the article has no sentences yet: build it first"


def word_diff(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """What changed between two sentences, word by word: runs of words, each "equal", "delete" or "insert"."""
    before, after = old.split(), new.split()
    runs: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("equal", " ".join(before[a:b])))
        runs += [("delete", " ".join(before[a:b]))] if b > a and kind != "equal" else []
        runs += [("insert", " ".join(after[c:d]))] if d > c and kind != "equal" else []
    return tuple(runs)

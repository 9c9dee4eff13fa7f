"""The translation memory of one article: a PO file as a frozen value.

    # mt: engine=llm model=claude at=2026-11-23 sha=1a2b3c4d    who made the translation; sha of what it said
    # reviewed: by=Sara at=2026-11-24                           who checked it, where mujaz was told
    # terms: biden=0f3e2a11                                     glossary terms, as they were when it was made
    # held: numbers                                             checks that it failed in every engine
    # tried: google, llm/claude                                 others that were asked for a held one, and did no better
    # redo                                                      an engine is to translate it again
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
from mujaz.memory.comments import Provenance, Suggestion, notes, provenance, record
from mujaz.model import State
from mujaz.text import memory_key, one_line, utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mujaz.memory.po import Entry

__all__ = [  # what the comments say is part of an entry to everybody outside
    "Provenance",
    "Suggestion",
    "notes",
    "provenance",
    "record",
]

HUMAN = "human"

_PLACE = re.compile(r":(title|p\d+s\d+)$")
_TRUST = {State.REVIEWED: 3, State.DRAFT: 2, State.STALE: 1, State.PENDING: 0}


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
    return parse(utf8(blob, file, TranslationFileError), file)


def state(entry: Entry) -> State:
    """How far an entry can be trusted: what `fuzzy`, the previous source and an empty translation say together."""
    if not entry.target:
        return State.PENDING
    if not entry.fuzzy:
        return State.REVIEWED
    return State.STALE if entry.previous else State.DRAFT


def said(entry: Entry) -> str:
    """The translation of an entry as it may be shown: what nobody sees in it stays in the PO file."""
    return one_line(entry.target)


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


def edited(entry: Entry) -> bool:
    """Whether a person changed what the engine said, or wrote it in the first place."""
    told = provenance(entry)
    return bool(entry.target) and (not told.engine or (bool(told.sha) and told.sha != digest(entry.target)))


def held(entry: Entry) -> tuple[str, ...]:
    """The checks that an engine's draft failed; none once a person has changed it."""
    return () if edited(entry) else provenance(entry).held


def tried(entry: Entry) -> frozenset[str]:
    """The engines that have translated an entry as it is, or that were asked for it and did no better."""
    return frozenset((origin(entry), *provenance(entry).tried))


def redo(entry: Entry) -> bool:
    """Whether an engine's draft is to be translated again, as an editor wishes."""
    return state(entry) is State.DRAFT and not edited(entry) and provenance(entry).redo


def ask_again(memory: Memory, segment_ids: Iterable[str]) -> Memory:
    """The memory with engines' drafts marked to be translated again; they stay published until that is done.

    Args:
        memory: The memory of one article.
        segment_ids: Which sentences.

    Raises:
        TranslationFileError: A segment is not in this memory, or its translation is a person's or approved by one.
    """
    changed = {}
    for place, entry in _placed(memory, segment_ids):
        if edited(entry):
            hint = "engines never write over a person's words: edit it, or empty its msgstr if it is to go"
            message = f"{place} is a person's translation"
            raise TranslationFileError(message, file=memory.file, line=entry.line, hint=hint)
        if state(entry) is State.REVIEWED:
            by = provenance(entry).reviewer
            hint = (
                "mark it fuzzy first, so that it is a draft again"
                if not by
                else ("remove `# reviewed` and mark it fuzzy first, so that it is a draft again")
            )
            message = f"{place} is approved" + (f" by {by}" if by else "")
            raise TranslationFileError(message, file=memory.file, line=entry.line, hint=hint)
        if state(entry) is State.DRAFT:
            changed[entry.source] = record(entry, replace(provenance(entry), redo=True))
    return put(memory, changed)


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
    changed = {}
    for place, entry in _placed(memory, segment_ids):
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
        entry, target = entries.get(memory_key(source)), one_line(text)
        if not entry:
            raise TranslationFileError(f"“{source[:60]}” is not a sentence of this article", file=memory.file)
        if not target:
            message = f"“{source[:60]}” would be left without a translation"
            raise TranslationFileError(message, file=memory.file, line=entry.line)
        if target != said(entry) or state(entry) is State.STALE:
            told = Provenance(reviewer=by, reviewed_at=at)
            changed[entry.source] = record(replace(entry, target=target, fuzzy=False, previous=""), told)
    return put(memory, changed)


def approved(entry: Entry, by: str, at: str) -> Entry:
    """The entry as reviewed by somebody at a date; who translated it stays on record."""
    told = provenance(entry)
    kept = Provenance(told.engine, told.model, told.at, told.sha, by, at, told.terms, exported=told.exported)
    return record(replace(entry, fuzzy=False, previous="", previous_context=None, previous_plural=None), kept)


def _placed(memory: Memory, segment_ids: Iterable[str]) -> Iterable[tuple[str, Entry]]:
    """The live entries at some places; an error where there is none."""
    places = {place: entry for entry in memory.entries if not entry.obsolete for place in segments(entry)}
    for place in segment_ids:
        if place not in places:
            raise TranslationFileError(f"there is no sentence {place}", file=memory.file, hint=_known(places))
        yield place, places[place]


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

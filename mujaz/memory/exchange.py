"""A memory as XLIFF 1.2, TMX 1.4b or PO for other people's tools, and what they send back.

A translator's file is matched by source text alone. It can finish and improve translations, never weaken one; a file
of which anything does not match is refused as a whole. Provenance travels in notes from "mujaz", in the words of the
PO comments; among them what each sentence said when it left, so that only what a translator changed is taken back.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, TypeAlias

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.memory import Memory, Provenance
from mujaz.memory.foreign import TOOL, XML, Received, Unit, add_notes, add_text, inner, tree
from mujaz.memory.header import header
from mujaz.memory.po import Entry
from mujaz.model import State
from mujaz.text import memory_key, one_line, primary

if TYPE_CHECKING:
    from collections.abc import Iterable

Form: TypeAlias = Literal["xliff", "tmx", "po"]

_XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
_REVIEW, _FINAL, _MISSING = "needs-review-translation", "final", "needs-translation"
_FINISHED = frozenset({_FINAL, "signed-off"})
_UNFINISHED = ("needs-", "new")  # what every state that asks for more work begins with
_REFERENCE = re.compile("\u2068?(.*?)\u2069?:(?:title|p\\d+s\\d+)")
_SHOWN = 3


def export(memory: Memory, form: Form) -> str:
    """The live sentences of a memory for another tool (for PO, all there is); no time stamps.

    XLIFF has every sentence: reviewed ones as final, drafts as needs-review-translation, stale ones without a target
    but with the old pair beside them. TMX has only what may be published.
    """
    memory = replace(memory, entries=tuple(map(_marked, memory.entries)))
    if form == "po":
        return mem.serialise(memory)
    live = [entry for entry in memory.entries if mem.usable(entry) and not entry.obsolete]
    root = _xliff(memory, live) if form == "xliff" else _tmx(memory, live)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def receive(blob: bytes, file: str) -> Received:
    """Read an XLIFF 1.2, TMX 1.4 or PO file, by the ending of its name.

    Raises:
        TranslationFileError: It is neither, or damaged; says where and what to do.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in (".xlf", ".xliff"):
        return _from_xliff(blob, file)
    if suffix == ".tmx":
        return _from_tmx(blob, file)
    if suffix == ".po":
        return _from_po(blob, file)
    raise TranslationFileError(
        "cannot be imported",
        file=file,
        hint="XLIFF 1.2 (.xlf, .xliff), TMX (.tmx) and PO files (.po) can, by their ending",
    )


def absorb(memory: Memory, received: Received, by: str, at: str) -> Memory:
    """The memory with what a file finished or improved; equal to `memory` where it says nothing new.

    Args:
        memory: The memory of the article that the file belongs to.
        received: The file.
        by: Who is recorded as reviewer of what is final now, where the file does not say.
        at: When, as an ISO date.

    Raises:
        TranslationFileError: A sentence is not in the article and never was, the language is another, a sentence has
            two translations, a text that is not final would take the place of a reviewed one, or a person changed a
            translation here while it was changed there. Nothing is taken then.
    """
    wanted = header(memory).get("Language", "")
    if wanted and received.language and primary(wanted) != primary(received.language):
        message = f"holds translations into {received.language}, the site asks for {wanted}"
        raise TranslationFileError(message, file=received.file)
    entries = mem.by_key(memory)
    strange = [unit for unit in received.units if memory_key(unit.source) not in entries]
    if strange:
        raise _refusal(
            received, strange, "not in this article, nor ever was", "import it for the article it belongs to"
        )
    pairs = [(entry, u) for u in received.units if not _is_older(entry := entries[memory_key(u.source)], u)]
    said: dict[str, str] = {}
    twice = [u for entry, u in pairs if u.target and said.setdefault(entry.source, u.target) != u.target]
    if twice:
        raise _refusal(received, twice, "translated in two ways", "one sentence has one translation: keep one of them")
    crossed = [unit for entry, unit in pairs if _is_crossed(entry, unit)]
    if crossed:
        raise _refusal(
            received, crossed, "changed both here and there since the export", "make both say the same, or undo one"
        )
    weaker = [unit for entry, unit in pairs if _weakens(entry, unit)]
    if weaker:
        raise _refusal(
            received, weaker, "reviewed here and other, not final, there", "mark them final in the file, or undo them"
        )
    return mem.put(memory, {entry.source: _merged(entry, unit, by, at) for entry, unit in pairs})


def _marked(entry: Entry) -> Entry:
    """The entry with a note of what it says, for when it comes back."""
    told = replace(mem.provenance(entry), exported=(str(mem.state(entry)), mem.digest(_said(entry))))
    return mem.record(entry, told) if mem.usable(entry) and not entry.obsolete else entry


def _said(entry: Entry) -> str:
    """The translation that an export offers; a stale one is not offered."""
    return "" if mem.state(entry) is State.STALE else mem.said(entry)


def _is_older(entry: Entry, unit: Unit) -> bool:
    """Whether a unit is as it was exported while the entry has a translation of its own since, or still."""
    told = mem.provenance(Entry("", comments=unit.comments))
    reviewed = str(State.REVIEWED)
    if told.exported is None or not unit.target or not entry.target or mem.state(entry) is State.STALE:
        return False
    if told.exported[1] != mem.digest(unit.target) or (told.exported[0] == reviewed) is not unit.final:
        return False
    # What a person made may come back over what an engine made, as after a PO file was lost.
    sent = Entry("", unit.target, fuzzy=not unit.final, comments=unit.comments)
    return unit.target != mem.said(entry) and not (_is_machine(entry) and not _is_machine(sent))


def _is_crossed(entry: Entry, unit: Unit) -> bool:
    """Whether a translation was changed by people both here and there since it was exported."""
    told = mem.provenance(Entry("", comments=unit.comments))
    changed = told.exported is not None and told.exported[1] != mem.digest(_said(entry))
    return changed and bool(_said(entry)) and unit.target not in ("", mem.said(entry)) and not _is_machine(entry)


def _is_machine(entry: Entry) -> bool:
    """Whether an entry is a draft as an engine made it."""
    return mem.state(entry) is not State.REVIEWED and not mem.edited(entry)


def _weakens(entry: Entry, unit: Unit) -> bool:
    """Whether a draft would take the place of a reviewed translation."""
    return (
        bool(unit.target) and not unit.final and mem.state(entry) is State.REVIEWED and unit.target != mem.said(entry)
    )


def _refusal(received: Received, units: list[Unit], what: str, hint: str) -> TranslationFileError:
    """An error that quotes the first few of the sentences concerned."""
    quoted = "; ".join(f"“{unit.source[:60]}”" for unit in units[:_SHOWN])
    more = f" and {len(units) - _SHOWN} more" if len(units) > _SHOWN else ""
    verb = "is" if len(units) == 1 else "are"
    count = "1 sentence" if len(units) == 1 else f"{len(units)} sentences"
    message = f"{count} of the file {verb} {what}: {quoted}{more}"
    return TranslationFileError(message, file=received.file, line=units[0].line, hint=hint)


def _merged(entry: Entry, unit: Unit, by: str, at: str) -> Entry:
    """An entry with what a unit adds to it."""
    notes = tuple(note for note in mem.notes(Entry("", comments=unit.comments)) if note not in entry.comments)
    entry = replace(entry, comments=(*entry.comments, *notes))
    told, ours = replace(mem.provenance(Entry("", comments=unit.comments)), exported=None), mem.state(entry)
    if not unit.target:
        if ours is State.PENDING and unit.previous and unit.previous_source:
            stale = replace(entry, target=unit.previous, fuzzy=True, previous=unit.previous_source)
            return mem.record(stale, told)
        return entry
    if unit.target == mem.said(entry):
        if unit.final and ours is not State.REVIEWED:
            return mem.approved(entry, told.reviewer or by, told.reviewed_at or at)
        return entry
    entry = replace(entry, target=unit.target, fuzzy=not unit.final, previous="")
    if told.sha != mem.digest(unit.target) and (told.sha or ours is not State.PENDING):
        told = Provenance()  # a person wrote this, whatever stood there before
    if unit.final and not told.reviewer:
        told = replace(told, reviewer=by, reviewed_at=at)
    return mem.record(entry, told)


def _xliff(memory: Memory, live: Iterable[Entry]) -> ET.Element:
    """An XLIFF document of one file with a unit for each entry, named for the first segment it stands for."""
    fields = header(memory)
    root = ET.Element("xliff", {"version": "1.2", "xmlns": _XLIFF})
    file = ET.SubElement(
        root,
        "file",
        {
            "original": _seed(memory.entries) or memory.file,
            "source-language": fields.get("X-Source-Language", ""),
            "target-language": fields.get("Language", ""),
            "datatype": "plaintext",
            "tool-id": TOOL,
        },
    )
    ET.SubElement(ET.SubElement(file, "header"), "tool", {"tool-id": TOOL, "tool-name": TOOL})
    body = ET.SubElement(file, "body")
    for number, entry in enumerate(live, 1):
        state = mem.state(entry)
        name = next(iter(mem.segments(entry)), f"n{number}")
        reviewed = state is State.REVIEWED
        unit = ET.SubElement(
            body, "trans-unit", {"id": name, "approved": "yes" if reviewed else "no", "xml:space": "preserve"}
        )
        add_text(unit, "source", entry.source)
        if state in (State.REVIEWED, State.DRAFT):
            attributes = {"state": _FINAL if reviewed else _REVIEW}
            if not mem.edited(entry):
                attributes["state-qualifier"] = "leveraged-mt"
            add_text(unit, "target", mem.said(entry), attributes)
        else:
            add_text(unit, "target", "", {"state": _MISSING})
        add_notes(unit, entry)
        if state is State.STALE:
            old = ET.SubElement(unit, "alt-trans", {"alttranstype": "previous-version"})
            add_text(old, "source", entry.previous)
            add_text(old, "target", mem.said(entry))
    return root


def _tmx(memory: Memory, live: Iterable[Entry]) -> ET.Element:
    """A TMX document with a unit for each translation that may be published."""
    fields = header(memory)
    source, target = fields.get("X-Source-Language", ""), fields.get("Language", "")
    root = ET.Element("tmx", {"version": "1.4"})
    about = {"creationtool": TOOL, "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "PO"}
    ET.SubElement(root, "header", {**about, "adminlang": "en", "srclang": source, "datatype": "plaintext"})
    body = ET.SubElement(root, "body")
    for entry in live:
        state = mem.state(entry)
        if state in (State.REVIEWED, State.DRAFT):
            unit = ET.SubElement(body, "tu")
            add_notes(unit, entry)
            add_text(unit, "prop", str(state), {"type": "x-state"})
            add_text(unit, "prop", mem.origin(entry), {"type": "x-origin"})
            for language, text in ((source, entry.source), (target, mem.said(entry))):
                add_text(ET.SubElement(unit, "tuv", {"xml:lang": language}), "seg", text)
    return root


def _seed(entries: Iterable[Entry]) -> str:
    """The file name of the seed that the entries refer to."""
    references = (reference for entry in entries for reference in entry.references)
    return next((match[1] for reference in references if (match := _REFERENCE.fullmatch(reference))), "")


def _from_po(blob: bytes, file: str) -> Received:
    """A PO file as it came back from an editor."""
    memory = mem.decode(blob, file)
    entries = [entry for entry in memory.entries if mem.usable(entry) and not entry.obsolete]
    units = tuple(
        Unit(
            entry.source,
            "" if mem.state(entry) is State.STALE else one_line(entry.target),
            mem.state(entry) is State.REVIEWED,
            entry.comments,
            entry.target if mem.state(entry) is State.STALE else "",
            entry.previous if mem.state(entry) is State.STALE else "",
            entry.line,
        )
        for entry in entries
    )
    return Received(PurePath(_seed(entries) or file).stem, header(memory).get("Language", ""), units, file)


def _from_xliff(blob: bytes, file: str) -> Received:
    """An XLIFF 1.2 file as it came back from a translator."""
    root, lines = tree(blob, file)
    if root.tag != f"{{{_XLIFF}}}xliff":
        is_xliff = root.tag.rpartition("}")[2] == "xliff"
        what = f"is XLIFF {root.get('version', '')}" if is_xliff else "is not XLIFF"
        raise TranslationFileError(what, file=file, line=1, hint="save it as XLIFF 1.2")
    files = root.findall(f"{{{_XLIFF}}}file")
    names = {PurePath(element.get("original", "")).stem for element in files} - {""}
    if len(names) > 1:
        raise TranslationFileError(f"is for several seeds: {', '.join(sorted(names))}", file=file, hint="split it")
    languages = [language for element in files if (language := element.get("target-language"))]
    units = tuple(_unit(element, lines[element]) for element in root.iter(f"{{{_XLIFF}}}trans-unit"))
    return Received(next(iter(names), PurePath(file).stem), next(iter(languages), ""), units, file)


def _unit(element: ET.Element, line: int) -> Unit:
    """A trans-unit; inline elements count as the text in them."""
    target = element.find(f"{{{_XLIFF}}}target")
    state = target.get("state", "") if target is not None else ""
    old = element.find(f"{{{_XLIFF}}}alt-trans[@alttranstype='previous-version']")
    comments: list[str] = []
    for note in element.findall(f"{{{_XLIFF}}}note"):
        said = tuple(" ".join(part.split()) for part in inner(note).split("\n"))
        # Only our own notes are provenance; nobody else can speak in our name.
        comments += said if note.get("from") == TOOL else mem.notes(Entry("", comments=said))
    return Unit(
        inner(element.find(f"{{{_XLIFF}}}source")),
        one_line(inner(target)),
        # `approved` is the approval; a state that asks for more work tells of one that was forgotten.
        final=state in _FINISHED or (element.get("approved") == "yes" and not state.startswith(_UNFINISHED)),
        comments=tuple(comment for comment in comments if comment),
        previous=inner(old.find(f"{{{_XLIFF}}}target")) if old is not None else "",
        previous_source=inner(old.find(f"{{{_XLIFF}}}source")) if old is not None else "",
        line=line,
    )


def _from_tmx(blob: bytes, file: str) -> Received:
    """A TMX file: the seed is the one that the file is named for, as TMX has no place to say it."""
    root, lines = tree(blob, file)
    if root.tag != "tmx":
        raise TranslationFileError("is not TMX", file=file, line=1, hint="save it as TMX 1.4")
    header_ = root.find("header")
    source = primary(header_.get("srclang", "") if header_ is not None else "")
    units, languages = [], dict[str, None]()
    for element in root.iter("tu"):
        said = {_language(variant): inner(variant.find("seg")) for variant in element.findall("tuv")}
        targets = [language for language in said if primary(language) != source]
        if len(said) != 2 or len(targets) != 1:  # noqa: PLR2004 (the original and its translation)
            message = f"has a unit in {', '.join(said) or 'no language'}"
            hint = f"each needs the original ({source or 'srclang'}) and one translation"
            raise TranslationFileError(message, file=file, line=lines[element], hint=hint)
        languages[targets[0]] = None
        original = next(text for language, text in said.items() if language != targets[0])
        notes = tuple(" ".join(part.split()) for note in element.findall("note") for part in inner(note).split("\n"))
        # TMX does not say whose a note is: only where our own properties stand are the notes in our words ours.
        state = next((inner(prop) for prop in element.findall("prop") if prop.get("type") == "x-state"), "")
        comments = notes if state else mem.notes(Entry("", comments=notes))
        final = state == State.REVIEWED
        units.append(
            Unit(original, one_line(said[targets[0]]), final, tuple(filter(None, comments)), line=lines[element])
        )
    return Received(PurePath(file).stem, next(iter(languages), ""), tuple(units), file)


def _language(variant: ET.Element) -> str:
    """The language of a variant, which TMX 1.4 writes as `xml:lang` and older files as `lang`."""
    return variant.get(f"{{{XML}}}lang") or variant.get("xml:lang") or variant.get("lang") or ""

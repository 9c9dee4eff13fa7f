"""Take back what a person changed on a published page: new translation lines; any other word there is refused.

A page is compared with the SLUG.json that was composed with it, so it does not matter what became of the seed since.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from mujaz.compose import LABELS, facts_digest, note_of, parse
from mujaz.errors import EditedPageError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mujaz.compose import ParsedPage

_BRING = (
    "bring back the .json that it was composed with from version control, or put the edit into the .po file and"
    " delete the page"
)
_COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(frozen=True, slots=True)
class Edit:
    """A translation that a person wrote into a page: what it says, what was composed, and the line it stands in."""

    text: str
    before: str
    line: int


@dataclass(frozen=True, slots=True)
class _Composed:
    """What SLUG.json says was on the page: the titles and, by segment, the original and its translation."""

    title: tuple[str, str]
    date: str
    seed: str
    body: str
    state: str
    segments: tuple[tuple[str, str, str], ...]


def edits(page: str, document: str, *, source: str, target: str, file: str, seed: str = "") -> dict[str, Edit]:
    """What a person wrote into a page, by the original text; empty for a page as it was composed.

    Args:
        page: The text of SLUG.md.
        document: The text of SLUG.json; empty where it is gone.
        source: The site's source language.
        target: The site's target language.
        file: The page's name, for messages.
        seed: What the seed's file is called now, for messages; as when the page was composed where not given.

    Raises:
        EditedPageError: Something was changed that cannot be taken back; names the line and what to edit instead.
    """
    parsed = parse(page, file)
    if not parsed.edited:
        return {}
    composed = _composed(document, source, target, file)
    if composed.body != parsed.body:
        raise EditedPageError("was edited, but the .json beside it is of another build", file=file, line=1, hint=_BRING)
    seed = seed or composed.seed
    name = seed.rsplit(".", 1)[0]
    yml = f"seeds/{name}.yml"
    title = _text(parsed.front, f"title_{target}")
    front = (  # in the order of the page; what it says, and what to do where one would have it otherwise
        (f"title_{source}", composed.title[0], _undo(f"`title:` in {yml}")),
        ("date", composed.date, _undo(f"`date:` in {yml}")),
        ("seed", composed.seed, "undo the edit, and rename the seed instead"),
        ("state", composed.state, f"undo the edit, and approve the translation (approve {name}) or edit it instead"),
    )
    for at, (key, value, hint) in enumerate(front):
        if (said := _text(parsed.front, key)) != value:
            keys = (key, *(later for later, _, _ in front[at + 1 :]), "body")  # one that is gone stood before these
            line = next((n for name in keys if (n := _line(page, f"{name}:")) > 1), 1)
            raise EditedPageError(f"{key} was {'edited' if said else 'removed'} here", file=file, line=line, hint=hint)
    _refuse_notes(parsed, composed, {*(key for key, _, _ in front), f"title_{target}", "body"}, seed, page, file)
    changed = _changed_rows(parsed, composed, seed, page, file)
    if not _same_facts(parsed.facts, composed.body.partition("-")[2], changed):
        line = page[: page.find("\n## ") + 1].count("\n") + 1
        raise EditedPageError("the facts were edited here", file=file, line=line, hint=_undo(f"`facts:` in {yml}"))
    if title != composed.title[1]:
        if not title:
            hint = _undo(yml)
            raise EditedPageError("the translated title was removed here", file=file, line=2, hint=hint)
        changed[composed.title[0]] = Edit(title, composed.title[1], _line(page, f"title_{target}:"))
    return changed


def _refuse_notes(
    parsed: ParsedPage, composed: _Composed, keys: Collection[str], seed: str, page: str, file: str
) -> None:
    """Raise where a person wrote what no composed page holds: it would be gone when the page is composed anew."""
    name = seed.rsplit(".", 1)[0]
    hint = f"take it out: notes are comments in translations/{name}.po, metadata is in seeds/{name}.yml"
    for key in parsed.front.keys() - keys:
        raise EditedPageError(f"{key} is no part of a page", file=file, line=_line(page, f"{key}:"), hint=hint)
    if parsed.note not in {"", note_of(composed.seed)}:
        raise EditedPageError("the comment was edited here", file=file, line=_line(page, "<!--"), hint=hint)
    lines = page.split("\n---", 1)[0].split("\n")
    if sum(line.count("#") for line in lines) > sum(str(value).count("#") for value in parsed.front.values()):
        line = next((n for n, line in enumerate(lines, 1) if _COMMENT.search(line)), 1)
        hint = f"put the line between quotation marks, or {hint}"
        raise EditedPageError("what follows a # would be lost here", file=file, line=line, hint=hint)


def _same_facts(facts: str, digest: str, changed: Mapping[str, Edit]) -> bool:
    """Whether the facts are as composed; quotations may have been edited as their sentences were, with one replacement.

    They are taken from the translation anew; nothing but the very text that was composed has its digest.
    """
    if facts_digest(facts) == digest:
        return True
    head, label, quotes = facts.partition(f"## {' · '.join(LABELS['quotes'])}")
    for edit in changed.values():
        before, after = (re.findall(r"\w+|\W", text) for text in (edit.before, edit.text))
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind in {"replace", "insert"} and facts_digest(head + label + quotes) != digest:
                quotes = quotes.replace("".join(after[c:d]), "".join(before[a:b]))
    return facts_digest(head + label + quotes) == digest


def _changed_rows(parsed: ParsedPage, composed: _Composed, seed: str, page: str, file: str) -> dict[str, Edit]:
    """The translation lines that differ, by original; the originals must all be as they were."""
    quoted = [number for number, line in enumerate(page.split("\n"), 1) if line.startswith(">")]
    rows = parsed.rows
    changed: dict[str, Edit] = {}
    for number, (identity, row), (expected, original, translation) in zip(
        quoted, rows, composed.segments, strict=False
    ):
        if (identity, row.source) != (expected, original):
            raise EditedPageError("the original was edited here", file=file, line=number, hint=_undo(f"seeds/{seed}"))
        if row.target == translation:
            continue
        if not row.target:
            hint = f"undo that, or empty its msgstr in translations/{seed.rsplit('.', 1)[0]}.po"
            raise EditedPageError(f"the translation of {identity} was removed", file=file, line=number, hint=hint)
        edit = Edit(row.target, translation, number)
        if changed.get(original, edit).text != row.target:
            hint = "one sentence has one translation: write the same in both places"
            raise EditedPageError("the same sentence is translated in two ways", file=file, line=number, hint=hint)
        changed[original] = edit
    if len(rows) != len(composed.segments):
        line = quoted[min(len(rows), len(composed.segments)) - 1] if quoted else 1
        raise EditedPageError("sentences were added or removed here", file=file, line=line, hint=_undo(f"seeds/{seed}"))
    return changed


def _composed(document: str, source: str, target: str, file: str) -> _Composed:
    try:
        data = json.loads(document)
        return _Composed(
            (data["title"][source], data["title"][target] or ""),
            data["published"] or "",
            data["seed"],
            data["body"],
            data["state"],
            tuple((s["id"], s[source], s[target] or "") for s in data["segments"]),
        )
    except (ValueError, KeyError, TypeError):
        message = "was edited, but what was composed is not known"
        raise EditedPageError(message, file=file, line=1, hint=_BRING) from None


def _text(front: Mapping[str, object], key: str) -> str:
    value = front.get(key)
    return "" if value is None else str(value)


def _line(page: str, start: str) -> int:
    return next((n for n, line in enumerate(page.split("\n"), 1) if line.startswith(start)), 1)


def _undo(instead: str) -> str:
    return f"undo the edit and edit {instead} instead"

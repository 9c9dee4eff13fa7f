"""The text of a briefing as aligned rows: one sentence in both languages a row, the page's language first.

This is the only HTML that is not made by a template: a thousand articles have forty thousand sentences. Everything
that comes from a seed or an engine passes through `escape`, so that text can only ever be text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.engines.plain import ENGINE as AS_IT_IS
from mujaz.memory import HUMAN
from mujaz.site.escaping import escape, in_attribute, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mujaz.markdown import Row as Written
    from mujaz.site.strings import Strings

ENGINES = {
    "google": "Google Translate",
    "mymemory": "MyMemory",
    "libretranslate": "LibreTranslate",
    "deepl": "DeepL",
    "microsoft": "Microsoft Translator",
    "yandex": "Yandex Translate",
    "papago": "Papago",
    "chatgpt": "ChatGPT",
}
"""How services write their own names; an engine that is not here is shown as the translation memory names it."""


_JOINT = " · "

FAILED = ("numbers", "untranslated", "links", "loop", "chatter", "empty")
"""The checks whose failure has words of its own in strings/; any other is only said to have failed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: `number` counts from 1 over the whole text; `target` is empty while there is nothing to publish.

    `failed` names the checks that its translation fails.
    """

    id: str
    number: int
    source: str
    target: str
    state: str
    origin: str = ""
    reviewer: str = ""
    failed: tuple[str, ...] = ()


def join(
    paragraphs: Sequence[Sequence[Written]],
    segments: Iterable[Mapping[str, object]],
    failed: Mapping[str, tuple[str, ...]],
) -> list[list[Row]]:
    """The paragraphs of a page, each sentence with what its data says of the translation.

    The page's own words win: a translation that was edited by hand and not yet taken into the memory shows as edited.
    A translation that fails a check (`failed`, by segment) is a draft, whoever made or reviewed it.
    """
    said = {str(s["id"]): s for s in segments}
    number = 0
    joined = []
    for p, written in enumerate(paragraphs, 1):
        rows = []
        for s, row in enumerate(written, 1):
            number += 1
            key = f"p{p}s{s}"
            facts = said.get(key, {})
            state = str(facts.get("state") or "pending")
            if row.target and state in {"pending", "stale"}:
                state = "draft"
            elif not row.target and state not in {"pending", "stale"}:
                state = "pending"
            checks = failed.get(key, ()) if row.target else ()
            state = "draft" if checks else state
            origin, reviewer = str(facts.get("origin") or ""), str(facts.get("reviewer") or "")
            rows.append(Row(key, number, row.source, row.target, state, origin, reviewer, checks))
        joined.append(rows)
    return joined


def is_machine(origin: str) -> bool:
    """Whether an engine translated a sentence; one without words was carried over as it is, by nobody."""
    return origin not in {"", HUMAN, AS_IT_IS}


def engine_name(origin: str) -> str:
    """An engine's name as readers know it: "llm/claude" is called claude."""
    return ENGINES.get(origin, origin.partition("/")[2] or origin)


def in_words(row: Row, t: Strings) -> tuple[str, list[tuple[str, str]]]:
    """How far a sentence's translation can be trusted; and who checked and who made it, where known.

    Each of the latter comes with what joins it to what stands before it.
    """
    state = t[f"state_{row.state}"]
    if row.failed:
        state = f"{state} · {failed_words(row.failed, t)}"
    checked = row.state == "reviewed" and row.reviewer
    by = [(t["checked_joint"], t("checked_by", name=row.reviewer))] if checked else []
    if row.target and row.origin == HUMAN:
        by.append((_JOINT, t["by_human"]))
    elif row.target and is_machine(row.origin):
        by.append((_JOINT, t("by_machine", name=engine_name(row.origin))))
    return state, by


def failed_words(checks: Iterable[str], t: Strings) -> str:
    """What is wrong with a translation, by the checks that it fails: "numbers differ"."""
    return t["comma"].join(dict.fromkeys(t[f"failed_{check if check in FAILED else 'other'}"] for check in checks))


def to_html(paragraphs: Sequence[Sequence[Row]], source: Strings, target: Strings, t: Strings) -> str:
    """The rows as HTML for a page whose interface speaks `t`; `source` and `target` are the two sides' languages."""
    start, other_start = (
        f'<p class="s {side}" lang="{words.language}" dir="{words.direction}">'
        for side, words in (("src", source), ("dst", target))
    )
    marks: dict[tuple[object, ...], str] = {}  # most sentences of a story are told of in the same words
    blocks = []
    for rows in paragraphs:
        lines = []
        for row in rows:
            key = (row.state, row.failed, row.origin, row.reviewer, row.target == "")
            if key not in marks:
                marks[key] = _mark(row, t)
            first = f"{start}{unbroken(escape(row.source))}</p>\n"
            second = f"{other_start}{_target(row, source)}{marks[key]}</p>\n"
            if t.language != source.language:
                first, second = second, first
            label = in_attribute(t("link_to_sentence", n=row.number))
            lines.append(
                f'<div class="row {row.state}" id="{row.id}">\n'
                f'<a class="n" href="#{row.id}" aria-label="{label}">{row.number}</a>\n{first}{second}</div>\n'
            )
        blocks.append(f'<div class="para">\n{"".join(lines)}</div>')
    return "\n".join(blocks)


def _target(row: Row, source: Strings) -> str:
    """The translation of a sentence; one that was not translated is still in the source language."""
    tongue = f' lang="{source.language}" dir="{source.direction}"' if "untranslated" in row.failed else ""
    return f"<span{tongue}>{unbroken(escape(row.target))}</span> " if row.target else ""


def _mark(row: Row, t: Strings) -> str:
    """How far a translation can be trusted, as it stands behind it."""
    state, whom = in_words(row, t)
    by = "".join(f'<span class="by">{joint}<bdi>{escape(words)}</bdi></span>' for joint, words in whom)
    return f'<span class="mark" lang="{t.language}" dir="{t.direction}">{escape(state)}{by}</span>'

"""The rows of `facts: add:` in NAME.yml: what each kind of fact may say, checked before anything is built on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mujaz.model import Kind

_NAMED = frozenset("id ar en aliases_ar aliases_en segments".split())
_STATED = frozenset("text_ar text_en segments".split())
_FIELDS: Mapping[Kind, frozenset[str]] = {
    "people": _NAMED | {"role_ar", "role_en"},
    "places": _NAMED | {"place_kind", "country", "lat", "lon"},
    "organisations": _NAMED,
    "numbers": _STATED | {"value", "value_max", "what_ar", "what_en"},
    "dates": _STATED | {"start", "end"},
    "quotes": _STATED | {"speaker_ar", "speaker_en"},
}
_EXAMPLE = "- {{kind: {}, ar: …, en: …, segments: [p1s1]}}"
EXAMPLES: Mapping[Kind, str] = {
    "people": _EXAMPLE.format("people"),
    "places": _EXAMPLE.format("places"),
    "organisations": _EXAMPLE.format("organisations"),
    "numbers": "- {kind: numbers, text_ar: …, text_en: …, value: 12000, segments: [p1s1]}",
    "dates": "- {kind: dates, text_ar: …, text_en: …, start: 2024-11-15, segments: [p1s1]}",
    "quotes": "- {kind: quotes, text_ar: …, text_en: …, speaker_ar: …, segments: [p1s1]}",
}
_ISO = re.compile(r"(?:\d{4}|-)(?:-\d\d(?:-\d\d)?)?")
_SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    **dict.fromkeys(("value", "value_max", "lat", "lon"), (re.compile(r"-?\d+(?:\.\d+)?"), "a number, as in 12000")),
    **dict.fromkeys(("start", "end"), (_ISO, "a date, as in 2024-11-15 or 2024-11")),
    "country": (re.compile(r"[A-Z]{2}"), "an ISO 3166 code, as in JO"),
    "id": (re.compile(r"[\w-]+"), "letters, digits and hyphens"),
}


def fault(kind: Kind, row: Mapping[str, str], sentences: Mapping[str, str]) -> str:
    """What is wrong with a row, in words for the editor; empty when nothing is.

    A fact must be stated by the article, so its words have to stand in one of its sentences.

    Args:
        kind: The kind of fact.
        row: Its fields as text, lists with their items parted by spaces, aliases by line breaks.
        sentences: The article's sentences by id.
    """
    if strange := sorted(row.keys() - _FIELDS[kind]):
        return f"{kind}: unknown key {strange[0]!r}; known keys: {', '.join(sorted(_FIELDS[kind]))}"
    named = row.get("segments", "").split() or list(sentences)
    if missing := [segment for segment in named if segment not in sentences]:
        return f"{kind}: there is no sentence {missing[0]}"
    key = "ar" if "ar" in _FIELDS[kind] else "text_ar"
    needed = (key, "value") if kind == "numbers" else (key,)
    if empty := next((name for name in needed if not row.get(name)), ""):
        return f"{kind}: {empty} is missing"
    if not any(row[key] in sentences[segment] for segment in named):
        return f"{kind}: “{row[key]}” stands in none of its sentences"
    aliases = filter(None, row.get("aliases_ar", "").split("\n"))
    if alias := next((form for form in aliases if not any(form in sentences[segment] for segment in named)), ""):
        return f"{kind}: aliases_ar: “{alias}” stands in none of its sentences"
    wrong = ((name, wanted) for name, (shape, wanted) in _SHAPES.items() if not shape.fullmatch(row.get(name) or ""))
    return next((f"{kind}: {name} is {row[name]!r}, expected {wanted}" for name, wanted in wrong if row.get(name)), "")

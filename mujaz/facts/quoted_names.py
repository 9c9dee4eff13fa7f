"""Bodies whose name Arabic sets in quotation marks: صحيفة «البيان», سهمي «إعمار العقارية» و«أدنوك للغاز»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.facts.document import in_set
from mujaz.gazetteer import arabic_words, stems
from mujaz.skeleton import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.facts.document import Document, Reading
    from mujaz.facts.english import Run

_WELL_SPELLED = 0.8
_PART_SPELLED = 0.75
_HALF = 0.5
_LONGEST_SPELLED = 4
_IN_QUOTES = re.compile(r"[«\"“(](?P<name>[\u0621-\u065f]+(?:[ -][\u0621-\u065f]+){0,3})[»\"”)]")

Range = tuple[int, int]


def quoted(document: Document, reading: Reading) -> Iterator[tuple[Range, Range]]:
    """Names in quotation marks after a word for a body, a share or "told": لـ«البيان», سهمي «إعمار» و«أدنوك»."""
    text, after = reading.pair.ar, -1
    for match in _IN_QUOTES.finditer(text):
        before = arabic_words(text[: match.start()])
        chained = after >= 0 and text[after : match.start()].strip() in {"و", "،", "أو"}
        told = text[: match.start()].rstrip("ـ")[-2:] in {" ل", "ول"}
        cued = bool(before) and not text[before[-1].end : match.start()].strip(" ـ")
        cues = [w.key for w in before[-1:-3:-1] if cued and (w is before[-1] or before[-1].key.startswith("ال"))]
        if not (chained or told or any(in_set(key, document.lexicon.medium_cue_ar) for key in cues)):
            continue
        after = match.end()
        run = _beside(document, reading, match["name"])
        if run:
            start, end = reading.tokens[run.first].start, reading.tokens[run.last].end
            yield match.span("name"), (start, end)


def _beside(document: Document, reading: Reading, name: str) -> Run | None:
    """The English run that shares most words with a quoted Arabic name: all of them, or one of two or three."""
    best: tuple[float, Run] | None = None
    keys = [stem.removeprefix("ال") for word in arabic_words(name) for stem, _ in stems(word.key)[:1]]
    for run in map(reading.without_letters, reading.runs):
        words = [t.text for t in reading.tokens[run.first : run.last + 1]]
        if len(words) > _LONGEST_SPELLED or any(document.gazetteer.nationality(w, "en") for w in words):
            continue
        whole = similarity("".join(keys), "".join(words)) if len(words[0]) > 1 else 0.0
        shared = sum(any(similarity(k, w) >= _WELL_SPELLED for k in keys if len(k) > 2) for w in words)  # noqa: PLR2004
        score = max(whole if whole >= _PART_SPELLED else 0.0, shared / len(words) if len(words) > 1 else 0.0)
        if score >= _HALF and (best is None or score > best[0]):
            best = (score, run)
    return best[1] if best else None

"""Score the facts that `extract` finds against hand-annotated articles, and fail below the pinned floors.

    python scripts/quality_facts.py [--data ../shared/data] [--errors] [--time]

Each annotated article (facts-dev/NNN.json) goes through the real `extract` with its English as the translation; the
result is scored by score.py of the same folder. The floors stand in quality_facts.toml beside this script: a kind below
its floor makes the exit code 1. Without the data folder it says so and exits with 0.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import sys
import tempfile
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.facts.extract import extract
from mujaz.model import Article, Facts, Pair, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from mujaz.model import Mention

HERE = Path(__file__).resolve().parent
NAMES = ("people", "places", "organisations")
PRINTED_PLACES = 3
PARTS = {
    "numbers what_ar": "number what_ar, of matched (loose)",
    "numbers what_en": "number what_en, of matched (loose)",
    "numbers qualifier": "number qualifier right, of matched",
    "dates value": "date value right, of matched that gold resolves",
    "quotes speaker_ar": "quote speaker_ar right, of matched",
    "quotes speaker_en": "quote speaker_en right, of matched",
}
STATED = (
    *("value", "value_max", "qualifier", "what_ar", "what_en", "text_ar", "text_en"),
    *("start", "end", "speaker_ar", "speaker_en"),
)


def predicted(gold: dict[str, Any]) -> dict[str, Any]:
    """What `extract` finds in one annotated article, in the annotations' shape."""
    segments = [(f"p{s['n']}s1", s["ar"], s["en"]) for s in gold["segments"]]
    article = Article(
        name=gold["article"],
        file="",
        slug=gold["article"],
        language="ar",
        title="",
        paragraphs=tuple((Segment(i, ar),) for i, ar, _ in segments),
        published=date.fromisoformat(gold["published"] or gold["published_assumed"]),
    )
    facts, _ = extract(article, [Pair(*segment) for segment in segments], ())
    return rows(facts)


def rows(facts: Facts) -> dict[str, Any]:
    """The facts with segments as numbers, as score.py reads them."""
    out: dict[str, Any] = {}
    for kind in NAMES:
        out[kind] = [
            {
                "ar": one.ar,
                "en": one.en,
                "aliases_ar": list(one.aliases_ar),
                "aliases_en": list(one.aliases_en),
                "role_ar": getattr(one, "role_ar", ""),
                "role_en": getattr(one, "role_en", ""),
                "kind": getattr(one, "kind", ""),
                "segments": numbers_of(one.mentions),
            }
            for one in getattr(facts, kind)
        ]
    for kind in ("numbers", "dates", "quotes"):
        out[kind] = [
            {"segment": number_of(one.segment_id)} | {f: getattr(one, f) for f in STATED if hasattr(one, f)}
            for one in getattr(facts, kind)
        ]
    return out


def number_of(segment: str) -> int:
    """The segment's number in the annotations: "p12s1" is 12."""
    return int(segment[1:].split("s", maxsplit=1)[0])


def numbers_of(mentions: Sequence[Mention]) -> list[int]:
    """The segments of some mentions, each once, in order."""
    return sorted({number_of(m.segment_id) for m in mentions})


def load_scorer(path: Path) -> ModuleType:
    """The scorer that lies beside the annotations."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(report: Any) -> dict[str, float]:  # noqa: ANN401 - the scorer is a module outside this project
    """The figures that have floors, by the names used in quality_facts.toml."""
    out: dict[str, float] = {}
    for (kind, label), tally in report.tallies.items():
        if label in {"any form", "segment and value", "segment and surface", "segment and text"}:
            out[f"{kind} precision"] = tally.p or 0.0
            out[f"{kind} recall"] = tally.r or 0.0
    for kind in NAMES:
        both, either = report.tally(kind, "both languages"), report.tally(kind, "any form")
        out[f"{kind} both languages"] = both.gold_hit / either.gold_hit if either.gold_hit else 0.0
    for name, label in PARTS.items():
        part = report.part(label)
        out[name] = part.right / part.asked if part.asked else 0.0
    right = sum(report.part(f"role_{language} recall").right for language in ("ar", "en"))
    asked = sum(report.part(f"role_{language} recall").asked for language in ("ar", "en"))
    out["role recall"] = right / asked if asked else 0.0
    return out


def main() -> int:
    """Print the table, compare with the floors; 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--errors", action="store_true", help="list every missed and wrong fact")
    parser.add_argument("--time", action="store_true", help="also print how long an article takes")
    options = parser.parse_args()
    gold_folder: Path = options.data / "facts-dev"
    if not gold_folder.is_dir():
        print(f"no annotated articles at {gold_folder}: nothing was measured")
        return 0
    scorer = load_scorer(options.data / "score.py")
    scorer.ASSUMED = True  # type: ignore[attr-defined] # what its own --assumed option sets
    files = sorted(gold_folder.glob("*.json"))
    golds = [json.loads(file.read_text("utf-8")) for file in files]
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        for file, gold in zip(files, golds, strict=True):
            Path(folder, file.name).write_text(json.dumps(predicted(gold)), "utf-8")
        if options.time:
            first = time.process_time() - started
            for gold in golds:
                predicted(gold)
            second = time.process_time() - started - first
            print(f"first pass {first:.3f} s of CPU, then {second / len(golds):.4f} s an article")
        report = scorer.score_dirs(gold_folder, folder, errors=options.errors, out=sys.stdout)
    table = io.StringIO()
    scorer.table(report, out=table)
    print(table.getvalue())
    floors = tomllib.loads((HERE / "quality_facts.toml").read_text("utf-8"))
    figures = measured(report)
    below = {name: floor for name, floor in floors.items() if figures[name] < floor}
    for name, floor in floors.items():
        print(f"{name:28s} {figures[name]:.{PRINTED_PLACES}f}  floor {floor:.{PRINTED_PLACES}f}")
    for name in below:
        print(f"below its floor: {name}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())

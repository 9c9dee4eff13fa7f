"""Small projects on disk for tests: articles of our own, and what one can do to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mujaz import config, pipeline
from mujaz.engines.base import Failure, Request, Result
from mujaz.errors import Transient

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from mujaz.config import Settings
    from mujaz.pipeline import Report

TODAY = "2026-11-23"
LIBRARY = (
    "افتتحت بلدية عمّان صباح الأحد مكتبة عامة جديدة تضم نحو 45 ألف كتاب. "
    "وقالت مديرة المكتبة ليلى حدّاد: «نريد مكانا لكل قارئ».\n"
    "وستفتح المكتبة أبوابها ستة أيام في الأسبوع.\n"
)
BRIDGE = "أعلنت وزارة النقل المصرية إغلاق جسر قديم في القاهرة. ويعبر الجسر 12 ألف سيارة في اليوم.\n"
ENGLISH = {
    "افتتحت بلدية عمّان صباح الأحد مكتبة عامة جديدة تضم نحو 45 ألف كتاب.": (
        "Amman’s municipality on Sunday morning opened a new public library with about 45,000 books."
    ),
    "وقالت مديرة المكتبة ليلى حدّاد: «نريد مكانا لكل قارئ».": (
        "The library’s director, Layla Haddad, said: “We want a place for every reader.”"
    ),
    "وستفتح المكتبة أبوابها ستة أيام في الأسبوع.": "The library will open six days a week.",
    "أعلنت وزارة النقل المصرية إغلاق جسر قديم في القاهرة.": (
        "Egypt’s Transport Ministry announced the closure of an old bridge in Cairo."
    ),
    "ويعبر الجسر 12 ألف سيارة في اليوم.": "The bridge is crossed by 12,000 cars a day.",
}


def make(
    root: Path, seeds: Mapping[str, str | bytes], *, options: str = "", yml: Mapping[str, str] | None = None
) -> Settings:
    """A project with these seeds (file name → text or bytes) and sidecars (name → YAML)."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(
        "site_name: Test\nsite_url: https://example.org/repo/\ndocs_dir: content\ntheme: {name: mujaz}\n"
        f"plugins:\n  - mujaz:\n      source: ar\n{options}",
        encoding="utf-8",
    )
    for folder in ("seeds", "translations", "content"):
        (root / folder).mkdir(exist_ok=True)
    for name, text in seeds.items():
        (root / "seeds" / name).write_bytes(text.encode() if isinstance(text, str) else text)
    for name, text in (yml or {}).items():
        (root / "seeds" / f"{name}.yml").write_text(text, encoding="utf-8")
    return config.load(root)


class Translator:
    """Stands where the chain of engines stands: knows `ENGLISH`, counts what it is asked, may die after a while."""

    def __init__(self, known: Mapping[str, str] = ENGLISH, dies_after: int | None = None) -> None:
        self.known = known
        self.asked: list[str] = []
        self._left = dies_after

    def __call__(self, requests: Sequence[Request]) -> Iterator[Result | Failure]:
        for request in requests:
            if self._left == 0:
                yield Failure(request.id, Transient("the engine is gone"))
                continue
            self._left = None if self._left is None else self._left - 1
            self.asked.append(request.text)
            yield Result(request.id, self.known[request.text], "fake", "words")


def build(settings: Settings, translator: Translator | None = None) -> Report:
    """One build."""
    return pipeline.build(settings, TODAY, run=translator)


def page(settings: Settings, slug: str) -> Path:
    """Where the composed page of a slug is."""
    return settings.briefings / f"{slug}.md"


def segments(settings: Settings, slug: str) -> dict[str, tuple[str | None, str]]:
    """Each sentence of a composed story in English, and its state."""
    data = json.loads((settings.briefings / f"{slug}.json").read_bytes())
    return {s["id"]: (s["en"], s["state"]) for s in data["segments"]}


def files(settings: Settings, *folders: str) -> dict[str, tuple[bytes, int]]:
    """Every file below some folders of the project, with its bytes and its time of last change."""
    return {
        path.relative_to(settings.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for folder in folders
        for path in sorted((settings.root / folder).rglob("*"))
        if path.is_file()
    }


def rewrite(path: Path, old: str, new: str) -> None:
    """Put one text in the place of another in a file that has it."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

"""Measure the translation memory and how busy engines are kept: `make bench`.

    python -m scripts.bench_translation

10,000 look-ups in a memory of 10,000 sentences (500 PO files), and 500 PO files in which nothing changed; budget: 5 s
each. Then 64 new articles of 5 sentences over a server on loopback that takes a tenth of a second for each call and
bears eight at once: how long they take, against what eight calls at a time must take.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from mujaz import memory as mem
from mujaz import pipeline
from mujaz.config import EngineSpec
from mujaz.engines.chain import Chain
from mujaz.engines.registry import build_engines
from mujaz.memory.index import Index
from mujaz.memory.po import Entry
from tests.support.fake_servers import Call, FakeServer, Reply, as_json, english
from tests.support.projects import make

FILES, SENTENCES = 500, 20
ARTICLES, LINES, LATENCY, AT_ONCE = 64, 5, 0.1, 8


def sentence(number: int) -> str:
    """A sentence like no other."""
    return f"أعلنت البلدية في البيان رقم {number} أن العمل في الشارع يبدأ غدا."


def look_ups(folder: Path) -> None:
    """Fill a memory, and look everything in it up."""
    for file in range(FILES):
        entries = tuple(
            Entry(text := sentence(file * SENTENCES + n), english(text), references=(f"{file}.txt:p{n}s1",))
            for n in range(SENTENCES)
        )
        (folder / f"{file}.po").write_text(mem.serialise(mem.Memory(entries)), "utf-8")
    index = Index(folder, folder / "cache.sqlite")
    index.refresh()
    begin = time.perf_counter()
    found = 0
    for file in range(FILES):  # article by article, as a build asks
        found += len(index.find(map(sentence, range(file * SENTENCES, (file + 1) * SENTENCES))))
    print(f"{found:,} look-ups in {FILES * SENTENCES:,} sentences: {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    index.refresh()
    print(f"{FILES} PO files in which nothing changed: {time.perf_counter() - begin:.2f} s")
    index.close()


def throughput(root: Path) -> None:
    """Translate new articles over a slow server."""

    def answer(call: Call) -> Reply:
        time.sleep(LATENCY)
        return as_json({"translatedText": [english(text) for text in call.json["q"]]})

    settings = make(
        root,
        {f"n{n}.txt": "\n".join(sentence(n * LINES + line) for line in range(LINES)) + "\n" for n in range(ARTICLES)},
    )
    with FakeServer(answer) as server:
        spec = EngineSpec("libretranslate", {"url": server.url, "batch": 1, "concurrency": AT_ONCE})
        chain = Chain(build_engines([spec]))
        begin = time.perf_counter()
        report = pipeline.build(settings, "2026-11-23", run=lambda requests: chain.run(requests, float("inf")))
        took, busiest = time.perf_counter() - begin, server.most_at_once
    least = ARTICLES * LINES * LATENCY / AT_ONCE
    print(
        f"{report.translated} sentences of {ARTICLES} articles, {LATENCY:g} s a call, {busiest} at once: {took:.1f} s,"
        f" {took / least:.2f} times the {least:.1f} s that the engine needs"
    )


def main() -> int:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        look_ups(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        throughput(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())

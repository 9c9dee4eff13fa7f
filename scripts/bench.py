"""Measure builds against Hugo on the same pages, side by side in one run, and print ratios.

    python scripts/bench.py [--articles 1000] [--hugo PATH] [--keep DIR]

Articles are made of random Arabic and English words with a fixed seed, about 450 and 550 words each, with facts; both
generators render two pages for each. Times are wall seconds of whole commands on one core where that can be set; only
the ratios mean anything on a busy machine. Without a hugo on PATH its columns are left out, and this says so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from mujaz.compose import compose
from mujaz.model import Article, Briefing, Facts, Mention, Number, Person, Place, Segment, State, Translation

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
    """A mujaz project and a Hugo project with the same text."""
    shuffle = random.Random(20241115)  # noqa: S311 (text for a benchmark)
    (root / "mujaz/content/briefings").mkdir(parents=True)
    (root / "mujaz/seeds").mkdir()
    (root / "mujaz/mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://example.org/b/\ndocs_dir: content\ntheme: {name: mujaz}\n"
        "plugins:\n  - mujaz: {search: false, cards: false}\n",
        encoding="utf-8",
    )
    hugo = root / "hugo"
    for name, text in HUGO.items():
        (hugo / name).parent.mkdir(parents=True, exist_ok=True)
        (hugo / name).write_text(text, encoding="utf-8")
    for number in range(count):
        write_article(root, number, shuffle)


def write_article(root: Path, number: int, shuffle: random.Random) -> None:
    """One article for both."""
    briefing = article(number, shuffle)
    page = compose(briefing)
    (root / f"mujaz/content/briefings/{page.slug}.md").write_text(page.markdown, encoding="utf-8")
    (root / f"mujaz/content/briefings/{page.slug}.json").write_text(page.json, encoding="utf-8")
    published = briefing.article.published
    for language, title in (("ar", briefing.article.title), ("en", briefing.title_en)):
        rows = "\n".join(f"> {pair.ar}\n\n{pair.en}\n" for pair in briefing.pairs)
        text = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {published}\n---\n{rows}"
        target = root / f"hugo/content/{language}/briefings/{page.slug}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


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


def timed(command: list[str], folder: Path) -> tuple[float, int]:
    """Wall seconds of a command, and its peak memory in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603 (our own commands)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - started, usage.ru_maxrss // 1024


STEPS = ("full build", "nothing changed", "one article changed")


def main() -> None:
    """Build, change one article, change nothing; print what each took."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--hugo", default=shutil.which("hugo"))
    options.add_argument("--keep", type=Path, help="folder to leave the projects in")
    given = options.parse_args()
    root = given.keep or Path(tempfile.mkdtemp(prefix="mujaz-bench-"))
    make(root, given.articles)
    ours = [
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from mujaz.site.build import build; build(Path())",
    ]
    theirs = ["taskset", "-c", "0", given.hugo, "--quiet"] if given.hugo else None
    if not theirs:
        print("no hugo on PATH: only mujaz is measured")
    changes = random.Random(1)  # noqa: S311 (which text changes)
    print(f"{given.articles} articles, two pages each")
    for name in STEPS:
        if name == STEPS[2]:
            write_article(root, given.articles // 2, changes)
        seconds, memory = timed(["taskset", "-c", "0", *ours], root / "mujaz")
        line = f"{name:<22} mujaz {seconds:7.2f} s {memory:5d} MiB"
        if theirs:
            hugo_seconds, hugo_memory = timed(theirs, root / "hugo")
            line += f"   hugo {hugo_seconds:7.2f} s {hugo_memory:5d} MiB   ratio {seconds / hugo_seconds:5.2f}"
        print(line, flush=True)
    if not given.keep:
        shutil.rmtree(root)


LINK = '<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">'
HUGO = {
    "config.toml": 'baseURL = "https://example.org/b/"\ndefaultContentLanguage = "ar"\n'
    'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
    '[languages.ar]\ncontentDir = "content/ar"\n[languages.en]\ncontentDir = "content/en"\n',
    "layouts/_default/single.html": "<!doctype html><html lang={{ .Lang }}><title>{{ .Title }}</title>"
    f"{{{{ range .Translations }}}}{LINK}{{{{ end }}}}"
    "<h1>{{ .Title }}</h1><time>{{ .Date }}</time>{{ .Content }}</html>",
    "layouts/_default/list.html": "<!doctype html><html lang={{ .Lang }}><title>{{ .Title }}</title><ul>"
    "{{ range first 50 .RegularPagesRecursive }}"
    '<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}</ul></html>',
}

if __name__ == "__main__":
    main()

"""Build the same content with another commit and with this tree, and say which files of the two sites differ.

    python scripts/same_site.py [COMMIT] [--articles 150]

For a change that must not change the site. The content is the newsroom of the tests, with maps, search and cards, and a
number of the articles that `scripts/bench.py` makes. Each tree also builds again after one story changed, which must
give what a build from nothing gives. The service worker names the version of the code, so it is compared without that.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

from scripts import bench  # noqa: E402 (found through the line above)
from tests.site import house  # noqa: E402 (likewise)

BUILD = "from pathlib import Path; from mujaz.site.build import build; print(build(Path()).pages_written)"
VERSION = re.compile(rb'"[0-9a-f]{24}"|[0-9a-f]{24}')


def write_newsroom(root: Path) -> None:
    """The stories of the tests, with everything switched on."""
    house.project(root, house.everything(), extras=True)
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8").replace("cards: false", "cards: true")
    file.write_text(re.sub(r"theme: \{.*\}", "theme: {name: mujaz}", text), "utf-8")


def change(root: Path, *, newsroom: bool) -> None:
    """Edit one story."""
    if not newsroom:
        bench.write_article(root.parent, 20, random.Random(1))  # noqa: S311 (which text changes)
        return
    story = house.everything()[0]
    house.put(root, replace(story, title_en=f"{story.title_en} again"))


def build(tree: Path, root: Path) -> str:
    """Build a project with the code and the theme of a tree; returns how many pages were written."""
    packages = root / ".packages"
    packages.mkdir(exist_ok=True)
    for name, folder in (("mujaz", "mujaz"), ("mujaz_theme", "templates")):
        link = packages / name
        link.unlink(missing_ok=True)
        link.symlink_to(tree / folder)
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    command = [sys.executable, "-c", BUILD]
    return subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 (our own)


def snapshot(site: Path) -> dict[str, bytes]:
    """Every file of a site, the worker without its version."""
    found = dict(house.snapshot(site))
    found["sw.js"] = VERSION.sub(b"", found["sw.js"])
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same in two sites."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def compare(name: str, old: Path, root: Path) -> list[str]:
    """Build a project with both trees, whole and after a change; returns what differs, each file with its step."""
    newsroom = name == "newsroom"
    found = []
    before = root.with_name(f"{root.name}-before")
    shutil.copytree(root, before)
    for step in ("whole", "changed"):
        if step == "changed":
            change(root, newsroom=newsroom)
            shutil.copytree(root / "content", before / "content", dirs_exist_ok=True)
            shutil.rmtree(before / "site")
            shutil.rmtree(before / ".cache")
        pages = build(old, before), build(HERE, root)
        wrong = differing(snapshot(before / "site"), snapshot(root / "site"))
        print(f"{name}, {step}: {pages[0]} pages before, {pages[1]} written now, {len(wrong)} files differ", flush=True)
        found += [f"{name}, {step}: {file}" for file in wrong]
    return found


def main() -> None:
    """Compare, list what differs, and end with 1 when anything does."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("commit", nargs="?", default="main")
    options.add_argument("--articles", type=int, default=150)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="mujaz-same-") as folder:
        root = Path(folder)
        old = root / "old"
        git = ["git", "-C", str(HERE), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(old), given.commit], check=True)  # noqa: S603 (our own)
        try:
            write_newsroom(root / "newsroom")
            bench.make(root, given.articles)
            shutil.rmtree(root / "hugo")
            found = compare("newsroom", old, root / "newsroom") + compare("bench", old, root / "mujaz")
        finally:
            subprocess.run([*git, "remove", "--force", str(old)], check=True)  # noqa: S603 (our own)
    print("\n".join(found) or "the same")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

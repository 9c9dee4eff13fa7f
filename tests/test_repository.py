"""This repository's own site: what is committed is what a build makes of it today."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

from mujaz import config, review
from mujaz.project import orphans
from tests.support.projects import TODAY

ROOT = Path(__file__).parent.parent


def test_the_committed_pages_are_up_to_date(tmp_path: Path) -> None:
    for name in ("seeds", "translations", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    settings = config.load(tmp_path)
    standings = review.standing(settings, TODAY)
    assert standings
    assert [path for s in standings for path in s.outdated] == [], "run: make site, and commit content/"
    assert [s.error for s in standings if s.error] == []
    assert orphans(settings, {s.slug for s in standings}) == {}


def test_a_wheel_holds_every_folder() -> None:
    """What setuptools is not told of it takes for data of the folder above, and warns that one day it will not."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    found = set()
    for name, folder in (("mujaz", ROOT / "mujaz"), ("mujaz_theme", ROOT / "templates")):
        below = {path.parent.relative_to(folder).parts for path in folder.rglob("*") if path.is_file()}
        found |= {".".join((name, *parts)) for parts in below if "__pycache__" not in parts}
    assert {"mujaz.memory", "mujaz_theme.assets"} <= found
    assert set(told) == found


def test_contributing_names_every_target_of_make() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert targets
    assert [target for target in targets if not re.search(rf"^    make (\w+ )?{target}\b", text, re.MULTILINE)] == []

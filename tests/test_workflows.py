from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WORKFLOWS = [ROOT / ".github/workflows/publish.yml", ROOT / "mujaz/starter/publish.yml"]
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.parent.name)
def test_actionlint_finds_nothing(path: Path) -> None:
    done = run(BIN / "actionlint", path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.parent.name)
def test_zizmor_finds_nothing(path: Path, tmp_path: Path) -> None:
    inside = tmp_path / ".github/workflows/publish.yml"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(path.read_bytes())
    done = run(BIN / "zizmor", "--offline", "--no-progress", "--persona", "pedantic", inside)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", ["actionlint", "zizmor"])
def test_the_tools_do_find_something(tool: str, tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/bad.yml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.head_commit.message }}\n",
    )
    offline = ["--offline", "--no-progress"] if tool == "zizmor" else []
    assert run(BIN / tool, *offline, path).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.parent.name)
def test_every_action_is_pinned_by_hash(path: Path) -> None:
    uses = re.findall(r"uses: (\S+)", path.read_text())
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", use) for use in uses)

"""What holds for every command: names, help, exit codes, consoles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mujaz.cli import cli, main
from tests.support.commands import run
from tests.support.projects import BRIDGE, Translator, build, make

if TYPE_CHECKING:
    from mujaz.config import Settings

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_readme_and_help_name_every_command(command: str) -> None:
    assert re.search(rf"^\| `{command}\b", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert f"  {command} " in CliRunner().invoke(cli, ["--help"]).stdout
    said = CliRunner().invoke(cli, [command, "--help"]).stdout
    assert all(flag in said for option in cli.commands[command].params for flag in option.opts if flag.startswith("--"))


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["-C", "nowhere"], 2, "there is no mkdocs.yml in nowhere"),
        (["-Cnowhere", "status"], 2, "there is no mkdocs.yml in nowhere"),
        (["frobnicate"], 2, "No such command 'frobnicate'"),
        (["approve", "x", "--by", " "], 2, "say who checked them"),
        (["build", "--jobs", "0"], 2, "0 is not in the range x>=1"),
        (["approve", "x", "--by", "S"], 2, "there is no mkdocs.yml"),
    ],
)
def test_wrong_usage_exits_with_2_and_no_traceback(
    args: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["build.py", *args])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert message in capsys.readouterr().err


def test_the_front_door_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, ROOT / "build.py", "--help"], capture_output=True, text=True, check=True)
    assert "Turn the articles in seeds/" in done.stdout


@pytest.mark.parametrize(
    ("called", "program"), [("build.py", "python build.py"), ("bin/mujaz", "mujaz"), ("mujaz/__main__.py", "mujaz")]
)
def test_the_next_step_is_told_by_the_name_the_program_was_called_by(
    called: str, program: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    build(settings, Translator())
    root = settings.root
    assert run(settings, "redo", "news", "p1s1").stdout.endswith(f"Next: {program} -C {root}\n")
    assert f"run: {program} -C {root}/mine\n" in run(settings, "init", "mine").stdout
    monkeypatch.chdir(root)
    assert CliRunner().invoke(cli, ["redo", "news", "p1s1"]).stdout.endswith(f"Next: {program}\n")


def test_no_console_is_too_narrow_for_arabic(tmp_path: Path) -> None:
    settings = make(tmp_path, {"جسر.txt": BRIDGE})
    build(settings, Translator())

    def said(*args: str) -> bytes:
        command = [sys.executable, "-m", "mujaz", "-C", str(tmp_path), *args]
        old = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
        done = subprocess.run(command, capture_output=True, env=old, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    assert BRIDGE.partition(". ")[0] in said("export", "جسر", "--format", "xliff").decode()
    assert json.loads(said("status", "--json"))["seeds"][0]["name"] == "جسر"
    assert b"\\u062c\\u0633\\u0631" in said("status")

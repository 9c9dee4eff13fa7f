"""The commands beside `build`, each on a project."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from watchdog.events import FileModifiedEvent

from mujaz import config
from mujaz.cli import cli
from mujaz.site.serve import Composer
from tests.support.commands import report, run
from tests.support.projects import BRIDGE, LIBRARY, Translator, build, files, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from mujaz.config import Settings

ROOT = Path(__file__).parent.parent


def test_the_preview_goes_on_after_a_file_that_cannot_be_used(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = OSError(28, "No space left on device", str(settings.briefings / "news.md"))

    def serve(_settings: Settings, _port: int, compose: Callable[[], None], _say: object) -> None:
        monkeypatch.setattr("mujaz.pipeline.build", fail)
        composer = Composer(compose, quiet=0)
        composer.on_any_event(FileModifiedEvent("seeds/news.txt"))
        assert tried.get(timeout=30) == 1
        composer.on_any_event(FileModifiedEvent("seeds/news.txt"))
        assert tried.get(timeout=30) == 1
        composer.stop()

    def fail(*_args: object, **_options: object) -> None:
        tried.put(1)
        raise broken

    tried: queue.Queue[int] = queue.Queue()
    monkeypatch.setattr("mujaz.site.serve.serve", serve)
    said = run(settings, "serve").stderr
    assert said.count("error: content/briefings/news.md: cannot be used: no space left on device") == 2


def test_status_and_check_agree_with_the_page(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "news")
    path.write_text(path.read_text("utf-8").replace("six days", "6 days", 1), "utf-8")
    build(settings)
    (settings.seeds / "bridge.txt").write_text(BRIDGE.replace("12 ألف", "13 ألف"), "utf-8")
    build(settings)
    rows = {row["name"]: row for row in report(settings, "status")["seeds"]}  # type: ignore[attr-defined] # JSON
    for name, row in rows.items():
        data = json.loads((settings.briefings / f"{name}.json").read_bytes())
        states = [segment["state"] for segment in data["segments"]]
        assert {state: row[state] for state in ("reviewed", "draft", "stale", "pending")} == {
            state: states.count(state) for state in ("reviewed", "draft", "stale", "pending")
        }
        assert row["errors"] == sum(f["severity"] == "error" for f in data["findings"])
        assert row["warnings"] == sum(f["severity"] == "warning" for f in data["findings"])
    assert rows["news"]["reviewed"] == 1
    assert rows["bridge"]["stale"] == 1


def test_check_names_what_is_out_of_date_and_changes_nothing(settings: Settings) -> None:
    build(settings, Translator())
    assert run(settings, "check").exit_code == 0
    (settings.seeds / "news.txt").write_text(LIBRARY + "جملة جديدة.\n", "utf-8")
    (settings.seeds / "bridge.txt").unlink()
    before = files(settings, "translations", "content", "seeds")
    done = run(settings, "check", "--json")
    assert done.exit_code == 1
    assert set(json.loads(done.stdout)["outdated"]) == {
        "content/briefings/news.md",
        "content/briefings/news.json",
        "content/briefings/bridge.md",
    }
    assert files(settings, "translations", "content", "seeds") == before


def test_approve_export_import(settings: Settings, tmp_path: Path) -> None:
    build(settings, Translator())
    assert "1 approved in translations/bridge.po" in run(settings, "approve", "bridge", "p1s2", "--by", "Sara").stdout
    xliff = run(settings, "export", "bridge", "--format", "xliff").stdout
    assert "12,000 cars" in xliff
    path = tmp_path / "bridge.xliff"
    path.write_text(xliff.replace("an old bridge", "an ancient bridge"), "utf-8")
    done = run(settings, "import", str(path), "--by", "Sara")
    assert done.exit_code == 0
    build(settings)
    assert "an ancient bridge" in page(settings, "bridge").read_text("utf-8")


def test_init_lays_a_project_that_builds(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["-C", str(tmp_path), "init", "mine"], catch_exceptions=False)
    assert done.exit_code == 0
    settings = config.load(tmp_path / "mine")
    (settings.seeds / "bridge.txt").write_text(BRIDGE, "utf-8")
    assert report(settings, "build", "--offline")["failed"] == []
    for name in ("index.html", "ar/index.html", "en/briefings/sample/index.html", "ar/briefings/bridge/index.html"):
        assert (settings.site / name).exists(), name
    again = CliRunner().invoke(cli, ["-C", str(tmp_path), "init", "mine"])
    assert "there is a project here already" in str(again.exception)


@pytest.mark.parametrize("start", ["init", "repository"])
def test_a_clone_that_ends_lines_as_windows_does_is_up_to_date(start: str, tmp_path: Path) -> None:
    mine, clone = tmp_path / "mine", tmp_path / "clone"
    CliRunner().invoke(cli, ["init", str(mine)], catch_exceptions=False)
    if start == "repository":
        shutil.copy(ROOT / ".gitattributes", mine)
    settings = config.load(mine)
    assert build(settings).failed == ()

    def git(*args: str) -> None:
        git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=true")
        subprocess.run([*git, *args], check=True, capture_output=True, cwd=mine)

    git("init")
    git("add", ".")
    git("commit", "-m", "x")
    git("clone", "-c", "core.autocrlf=true", str(mine), str(clone))
    assert b"\r\n" in (clone / "README.md").read_bytes()
    assert run(config.load(clone), "check").exit_code == 0
    assert build(config.load(clone)).failed == ()
    po = Path("translations", "sample.po")
    assert (clone / po).read_bytes() == (mine / po).read_bytes()


def test_add_brings_in_a_file_with_its_metadata(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "extra.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "extra.yml").write_text("date: 2026-11-01\n", "utf-8")
    assert "Added seeds/extra.txt" in run(settings, "add", str(tmp_path / "extra.txt")).stdout
    assert (settings.seeds / "extra.yml").exists()


def test_files_among_the_seeds_that_no_build_reads_are_named(settings: Settings) -> None:
    for name in ("news.yaml", "lost.yml", "foo.docx", ".hidden", "news.yml"):
        (settings.seeds / name).write_text("", "utf-8")
    (settings.seeds / "2024").mkdir()
    said = [
        "seeds/2024 is not read: seeds stand in the folder itself, not in folders below it",
        "seeds/foo.docx is not read: seeds are .txt, .md, .html",
        "seeds/lost.yml is not read: there is no seed of that name (.txt, .md, .html)",
        "seeds/news.yaml is not read: metadata is news.yml",
    ]
    done = run(settings, "build", "--json")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [f"warning {line}" for line in said]
    assert all(f"warning {line}\n" in run(settings, "check").stdout for line in said)
    found = [f for f in report(settings, "check")["findings"] if f["check"] == "unread"]  # type: ignore[attr-defined] # JSON
    assert [f["message"] for f in found] == said


def test_engines_are_not_asked_whether_they_answer_and_that_is_said(settings: Settings) -> None:
    assert "No engine is configured" in run(settings, "engines").stdout
    path = settings.root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8") + "      engines: [libretranslate: {url: 'http://127.0.0.1:9'}]\n", "utf-8")
    assert "whether a server answers shows when a build asks it" in run(settings, "engines").stdout

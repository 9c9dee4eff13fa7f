from __future__ import annotations

import json
import os
import queue
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from watchdog.events import FileModifiedEvent

from mujaz import config
from mujaz.cli import cli, main
from mujaz.errors import ConfigError, MujazError
from mujaz.site.serve import Composer
from tests.support.fake_servers import SERVER_ERROR, libretranslate
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, Translator, build, files, make, page, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from mujaz.config import Settings

ROOT = Path(__file__).parent.parent
GIT = shutil.which("git") or ""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE})


def run(settings: Settings, *args: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(settings.root), *args], catch_exceptions=False)


def report(settings: Settings, *args: str) -> dict[str, object]:
    done = run(settings, *args, "--json")
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


def failures(settings: Settings) -> dict[str, str]:
    """What a build could not do, by seed: one of each."""
    failed = report(settings, "build")["failed"]
    assert isinstance(failed, list)
    found = {failure["seed"]: failure["error"] for failure in failed}
    assert len(found) == len(failed)
    return found


def test_build_reports_in_json(settings: Settings) -> None:
    document = report(settings, "build")
    assert document.keys() == {
        "seeds", "composed", "unchanged", "removed", "translated", "pending", "pages_written", "failed", "seconds",
    }  # fmt: skip
    assert (document["seeds"], document["composed"], document["pending"], document["failed"]) == (2, 2, 5, [])
    assert document["pages_written"]
    again = report(settings, "build")
    assert (again["composed"], again["unchanged"], again["pages_written"]) == (0, 2, 0)


def test_no_command_builds(settings: Settings) -> None:
    assert run(settings, "--offline").exit_code == 0
    assert (settings.site / "index.html").exists()


def test_a_second_build_changes_no_byte_and_says_so(settings: Settings) -> None:
    build(settings, Translator())
    run(settings)
    before = files(settings, "translations", "content", "site")
    done = run(settings)
    assert "Nothing changed: 2 seeds, 0 files written" in done.stdout
    assert files(settings, "translations", "content", "site") == before


def test_strict_exits_with_1_while_anything_is_pending(settings: Settings) -> None:
    assert run(settings, "build", "--strict").exit_code == 1
    done = run(settings, "build", "--strict", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["pending"] == 5
    assert f"not sound: 5 pending sentences. See: mujaz -C {settings.root} status\n" in done.stderr
    build(settings, Translator())
    assert run(settings, "build", "--strict").exit_code == 0


@pytest.mark.parametrize("slug", ["bridge", "span"])
def test_an_edit_that_is_refused_is_told_once_after_its_seed_was_renamed(slug: str, settings: Settings) -> None:
    build(settings, Translator())
    rewrite(page(settings, "bridge"), "> أعلنت", "> وأعلنت")
    (settings.seeds / "bridge.txt").rename(settings.seeds / "span.txt")
    (settings.seeds / "span.yml").write_text(f"slug: {slug}\n", "utf-8")
    done = run(settings, "build", "--offline")
    assert (done.exit_code, done.stderr.count("was edited here")) == (3, 1)
    assert "undo the edit and edit seeds/span.txt instead" in done.stderr


def test_strict_names_the_commands_that_show_why(settings: Settings) -> None:
    build(settings, Translator(ENGLISH | {BRIDGE.split(". ")[1].strip(): "The bridge is crossed by 5 cars."}))
    see = f"mujaz -C {settings.root}"
    assert f"not sound: 1 failed check. See: {see} check\n" in run(settings, "build", "--strict").stderr
    (settings.seeds / "bridge.txt").write_text(BRIDGE + "خبر آخر.\n", "utf-8")
    said = run(settings, "build", "--strict").stderr
    assert f"not sound: 1 pending sentence, 1 failed check. See: {see} status and {see} check\n" in said


def test_a_bad_seed_exits_with_3(settings: Settings) -> None:
    (settings.seeds / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = run(settings, "build")
    assert done.exit_code == 3
    assert "error seeds/bad.txt" in done.stderr or "error bad.txt" in done.stderr


def test_strict_exits_with_1_when_a_seed_fails_too(settings: Settings) -> None:
    (settings.seeds / "bad.txt").write_bytes(b"\x00\x01\x02")
    done = run(settings, "build", "--strict")
    assert (done.exit_code, "not sound: 5 pending sentences" in done.stderr) == (1, True)


@pytest.mark.parametrize("seed", ["seed: other.txt", "seed: bridge.txt"])
@pytest.mark.parametrize("slug", ["news", "library"])
def test_a_page_that_is_refused_is_told_and_counted_once(seed: str, slug: str, settings: Settings) -> None:
    (settings.seeds / "news.yml").write_text(f"slug: {slug}\n", "utf-8")
    build(settings, Translator())
    rewrite(page(settings, slug), "seed: news.txt", seed)
    failed = failures(settings)
    assert failed.keys() == {"news"}
    assert f"content/briefings/{slug}.md:4: seed was edited here" in failed["news"]
    done = run(settings)
    assert done.stderr.count("seed was edited here") == 1
    assert "1 failed" in done.stdout


def test_what_is_refused_is_told_once_when_what_it_shares_changed_too(settings: Settings) -> None:
    (settings.seeds / "twin.txt").write_text(BRIDGE, "utf-8")
    build(settings, Translator())
    rewrite(page(settings, "bridge"), "## ", "## x ")
    rewrite(page(settings, "twin"), "an old bridge", "an ancient bridge")
    assert failures(settings).keys() == {"bridge"}


@pytest.mark.parametrize("alone", [".json", ".md"])
def test_what_is_left_of_a_page_without_a_seed_is_taken_away(alone: str, settings: Settings) -> None:
    build(settings, Translator())
    (settings.seeds / "bridge.txt").unlink()
    for suffix in {".json", ".md"} - {alone}:
        page(settings, "bridge").with_suffix(suffix).unlink()
    left = f"content/briefings/bridge{alone}"
    done = run(settings, "check", "--json")
    assert (done.exit_code, json.loads(done.stdout)["outdated"]) == (1, [left])
    document = report(settings, "build")
    assert (document["removed"], document["failed"]) == (1, [])
    assert not (settings.root / left).exists()
    assert run(settings, "check").exit_code == 0
    assert run(settings, "build").exit_code == 0


def test_data_without_a_page_stays_while_its_seed_cannot_be_read(settings: Settings) -> None:
    build(settings, Translator())
    page(settings, "bridge").unlink()
    (settings.seeds / "bridge.txt").write_bytes(b"\x00\x01\x02")
    done = run(settings, "build")
    assert done.exit_code == 3
    assert page(settings, "bridge").with_suffix(".json").exists()


def test_a_page_by_hand_that_is_no_utf8_is_no_defect(settings: Settings) -> None:
    build(settings, Translator())
    (settings.briefings / "own.md").write_bytes(b"# \xff\xfe\n")
    failed = failures(settings)
    assert failed.keys() == {""}
    assert failed[""].startswith("content/briefings/own.md:1: the file is not UTF-8")


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


def test_a_folder_in_the_place_of_the_index_stops_no_build(settings: Settings) -> None:
    (settings.cache / "memory.sqlite").mkdir(parents=True)
    command = [sys.executable, "-m", "mujaz", "-C", str(settings.root), "build", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)["composed"] == 2
    assert ".cache/memory.sqlite cannot be used" in done.stderr


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


@pytest.mark.skipif(not GIT, reason="needs git")
@pytest.mark.parametrize("start", ["init", "repository"])
def test_a_clone_that_ends_lines_as_windows_does_is_up_to_date(start: str, tmp_path: Path) -> None:
    mine, clone = tmp_path / "mine", tmp_path / "clone"
    CliRunner().invoke(cli, ["init", str(mine)], catch_exceptions=False)
    if start == "repository":
        shutil.copy(ROOT / ".gitattributes", mine)
    settings = config.load(mine)
    assert build(settings).failed == ()

    def git(*args: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=true")
        subprocess.run([GIT, *who, *args], check=True, capture_output=True, cwd=mine)

    git("init")
    git("add", ".")
    git("commit", "-m", "x")
    git("clone", "-c", "core.autocrlf=true", str(mine), str(clone))
    assert b"\r\n" in (clone / "README.md").read_bytes()
    assert run(config.load(clone), "check").exit_code == 0
    assert build(config.load(clone)).failed == ()
    po = Path("translations", "sample.po")
    assert (clone / po).read_bytes() == (mine / po).read_bytes()


def test_offline_opens_no_socket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (settings.root / "mkdocs.yml").read_text("utf-8") + "      engines: [google, mymemory]\n"
    (settings.root / "mkdocs.yml").write_text(text, "utf-8")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert run(settings, "build", "--offline").exit_code == 0


def test_add_brings_in_a_file_with_its_metadata(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "extra.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "extra.yml").write_text("date: 2026-11-01\n", "utf-8")
    assert "Added seeds/extra.txt" in run(settings, "add", str(tmp_path / "extra.txt")).stdout
    assert (settings.seeds / "extra.yml").exists()


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


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_readme_and_help_name_every_command(command: str) -> None:
    assert re.search(rf"^\| `{command}\b", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert f"  {command} " in CliRunner().invoke(cli, ["--help"]).stdout
    said = CliRunner().invoke(cli, [command, "--help"]).stdout
    assert all(flag in said for option in cli.commands[command].params for flag in option.opts if flag.startswith("--"))


def test_what_only_the_site_notices_is_reported_too(settings: Settings) -> None:
    build(settings, Translator())
    (settings.briefings / "stray.json").write_text("{", "utf-8")
    document = report(settings, "build")
    assert [failure["error"].split(":")[0] for failure in document["failed"]] == ["content/briefings/stray.json"]  # type: ignore[attr-defined] # JSON
    assert run(settings, "build").exit_code == 3


def test_engines_that_fail_are_named_with_their_reason(settings: Settings) -> None:
    with libretranslate([SERVER_ERROR] * 60) as server:
        engines = f"      engines: [libretranslate: {{url: '{server.url}'}}]\n"
        configuration = settings.root / "mkdocs.yml"
        configuration.write_text(configuration.read_text("utf-8") + engines, "utf-8")
        done = run(settings, "build")
    assert done.exit_code == 0
    assert "engine libretranslate: 5 sentences, answered 500" in done.stderr


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


def test_a_language_without_words_is_refused_before_anything_is_asked_or_written(settings: Settings) -> None:
    path = settings.root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("source: ar", "source: fr"), "utf-8")
    with pytest.raises(ConfigError, match=r"^mkdocs\.yml:7: the theme has no words for 'fr'"):
        run(settings, "build")
    assert files(settings, "translations", "content") == {}
    words = settings.root / "my_theme" / "strings" / "fr.yml"
    words.parent.mkdir(parents=True)
    words.write_bytes((ROOT / "templates/strings/en.yml").read_bytes())
    path.write_text(path.read_text("utf-8").replace("{name: mujaz}", "{name: mujaz, custom_dir: my_theme}"), "utf-8")
    assert run(settings, "build", "--offline").exit_code == 0


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


def test_a_site_that_cannot_be_made_is_not_one_that_lacks_some_seeds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_root: Path) -> None:
        raise MujazError("the site fell apart")

    monkeypatch.setattr("mujaz.site.build.build", fail)
    done = run(settings, "build")
    assert (done.exit_code, done.stderr) == (1, "error: the site fell apart\n")


def test_engines_are_not_asked_whether_they_answer_and_that_is_said(settings: Settings) -> None:
    assert "No engine is configured" in run(settings, "engines").stdout
    path = settings.root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8") + "      engines: [libretranslate: {url: 'http://127.0.0.1:9'}]\n", "utf-8")
    assert "whether a server answers shows when a build asks it" in run(settings, "engines").stdout

"""The command `build`: its reports, its exit codes, and what it says of what it could not do."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mujaz.errors import ConfigError, MujazError
from tests.support.commands import report, run
from tests.support.fake_servers import SERVER_ERROR, libretranslate
from tests.support.projects import BRIDGE, ENGLISH, Translator, build, files, page, rewrite

if TYPE_CHECKING:
    from mujaz.config import Settings

ROOT = Path(__file__).parent.parent


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


@pytest.mark.parametrize("slug", ["bridge", "span"])
def test_an_edit_that_is_refused_is_told_once_after_its_seed_was_renamed(slug: str, settings: Settings) -> None:
    build(settings, Translator())
    rewrite(page(settings, "bridge"), "> أعلنت", "> وأعلنت")
    (settings.seeds / "bridge.txt").rename(settings.seeds / "span.txt")
    (settings.seeds / "span.yml").write_text(f"slug: {slug}\n", "utf-8")
    done = run(settings, "build", "--offline")
    assert (done.exit_code, done.stderr.count("was edited here")) == (3, 1)
    assert "undo the edit and edit seeds/span.txt instead" in done.stderr


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


def test_a_folder_in_the_place_of_the_index_stops_no_build(settings: Settings) -> None:
    (settings.cache / "memory.sqlite").mkdir(parents=True)
    command = [sys.executable, "-m", "mujaz", "-C", str(settings.root), "build", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)["composed"] == 2
    assert ".cache/memory.sqlite cannot be used" in done.stderr


def test_offline_opens_no_socket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (settings.root / "mkdocs.yml").read_text("utf-8") + "      engines: [google, mymemory]\n"
    (settings.root / "mkdocs.yml").write_text(text, "utf-8")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert run(settings, "build", "--offline").exit_code == 0


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


def test_a_site_that_cannot_be_made_is_not_one_that_lacks_some_seeds(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_root: Path) -> None:
        raise MujazError("the site fell apart")

    monkeypatch.setattr("mujaz.site.build.build", fail)
    done = run(settings, "build")
    assert (done.exit_code, done.stderr) == (1, "error: the site fell apart\n")

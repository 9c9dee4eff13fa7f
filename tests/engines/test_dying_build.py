"""Whole builds over an engine that dies: each ends in time, keeps what it got, and the next pays only for the rest."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import polib
import pytest

from tests.engines.fakes import SENTENCES
from tests.support.fake_servers import HANG, FakeServer, Reply, as_json, english, libretranslate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.fake_servers import Call

ANSWERED = 3


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("seeds", "translations", "content"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "lima.txt").write_text("\n".join(SENTENCES), encoding="utf-8")
    return tmp_path


def start(project: Path, *servers: FakeServer, deadline: float, batch: int = 1) -> subprocess.Popen[str]:
    """A build in a process of its own; no call to an engine would time out before the test does."""
    options = f"batch: {batch}, concurrency: 1, timeout: 1000"
    (project / "mkdocs.yml").write_text(
        "site_name: Test\ndocs_dir: content\ntheme: {name: mujaz}\nplugins:\n  - mujaz:\n"
        f"      deadline: {deadline}\n      search: false\n      map: false\n      cards: false\n      engines:\n"
        + "".join(f'        - libretranslate: {{url: "{server.url}", {options}}}\n' for server in servers),
        encoding="utf-8",
    )
    command = [sys.executable, "-c", "from mujaz.cli import main; main()", "-C", str(project), "build"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(build: subprocess.Popen[str], *, interrupted: bool = False) -> None:
    """Wait for a build, and see that it ended as it should."""
    try:
        out, err = build.communicate(timeout=90)
    finally:
        build.kill()
    assert "Traceback" not in out + err, err
    assert (build.returncode != 0) == interrupted, out + err


def entries(project: Path) -> list[polib.POEntry]:
    """What is translated of the sentences."""
    file = polib.pofile(str(project / "translations" / "lima.po"))
    return [entry for entry in file if entry.msgid in SENTENCES and entry.msgstr]


def translations(project: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in entries(project)}


def next_build_pays_only_for_the_rest(project: Path) -> None:
    kept = translations(project)
    assert kept == {text: english(text) for text in SENTENCES[:ANSWERED]}
    with libretranslate() as server:
        finish(start(project, server, deadline=600))
        assert [text for call in server.calls for text in call.json["q"]] == list(SENTENCES[ANSWERED:])
    assert translations(project) == {text: english(text) for text in SENTENCES}


def test_a_build_whose_engine_falls_silent_ends_at_its_deadline(project: Path) -> None:
    with libretranslate([None] * ANSWERED + [HANG] * 50) as server:
        finish(start(project, server, deadline=5))
        assert len(server.calls) == ANSWERED + 1
    next_build_pays_only_for_the_rest(project)


def test_a_build_that_is_interrupted_has_saved_what_it_got(project: Path) -> None:
    silent = threading.Event()

    def answer(call: Call) -> Reply:
        if len(server.calls) > ANSWERED:
            silent.set()
            return HANG
        return as_json({"translatedText": [english(text) for text in call.json["q"]]})

    with FakeServer(answer) as server:
        build = start(project, server, deadline=600)
        was_asked = silent.wait(60)
        build.send_signal(signal.SIGINT)
        finish(build, interrupted=True)
    assert was_asked
    next_build_pays_only_for_the_rest(project)


def test_what_the_checks_refuse_is_saved_before_another_engine_is_tried(project: Path) -> None:
    silent = threading.Event()

    def hangs(_call: Call) -> Reply:
        silent.set()
        return HANG

    def refused(text: str) -> str:
        return f"{english(text)} 999"

    with libretranslate(translate=refused) as first, FakeServer(hangs) as second:
        build = start(project, first, second, deadline=600, batch=50)
        was_asked = silent.wait(60)
        build.send_signal(signal.SIGINT)
        finish(build, interrupted=True)
        assert was_asked
        assert translations(project) == {text: refused(text) for text in SENTENCES}
        assert all("held: numbers" in entry.tcomment for entry in entries(project))
        paid = len(first.calls)
        finish(start(project, first, deadline=600))
        assert len(first.calls) == paid

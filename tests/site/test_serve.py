from __future__ import annotations

import queue
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from watchdog.events import FileModifiedEvent, FileOpenedEvent
from watchdog.observers import Observer

from mujaz.site.serve import Composer
from tests.support.projects import BRIDGE, LIBRARY, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30  # seconds until a test that waits for nothing fails


def test_changes_in_quick_succession_are_composed_once() -> None:
    composed: queue.Queue[int] = queue.Queue()
    composer = Composer(lambda: composed.put(1), quiet=0.05)
    for _ in range(5):
        composer.on_any_event(FileModifiedEvent("seeds/a.txt"))
    composed.get(timeout=PATIENCE)
    composer.stop()
    assert composed.empty()


def test_reading_and_temporary_files_are_no_changes() -> None:
    composed: queue.Queue[int] = queue.Queue()
    composer = Composer(lambda: composed.put(1), quiet=0)
    composer.on_any_event(FileOpenedEvent("seeds/a.txt"))
    composer.on_any_event(FileModifiedEvent("seeds/.a.txt.x.tmp"))
    composer.on_any_event(FileModifiedEvent("seeds/a.txt"))
    composed.get(timeout=PATIENCE)
    composer.stop()
    assert composed.empty()


def test_a_written_seed_is_noticed(tmp_path: Path) -> None:
    composed: queue.Queue[int] = queue.Queue()
    composer = Composer(lambda: composed.put(1), quiet=0.05)
    observer = Observer()
    observer.schedule(composer, str(tmp_path))
    observer.start()
    (tmp_path / "a.txt").write_text("نص.\n", "utf-8")
    composed.get(timeout=PATIENCE)
    observer.stop()
    observer.join()
    composer.stop()


@contextmanager
def serving(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address of its site."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "mujaz", "-C", str(root), "serve", "--offline", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            address = f"http://127.0.0.1:{port}/repo/"
            line_with(address, process)
            yield process, address
        finally:
            process.terminate()


def line_with(words: str, process: subprocess.Popen[str]) -> None:
    """Wait until the command says something."""
    assert process.stdout is not None
    assert any(words in line for line in process.stdout), "the server ended"


def test_the_command_serves_what_is_in_seeds(tmp_path: Path) -> None:
    settings = make(tmp_path, {"bridge.txt": BRIDGE})
    with serving(settings.root) as (process, address):
        assert "جسر" in first_answer(f"{address}ar/briefings/bridge/", process)


def test_a_mistake_in_the_glossary_does_not_end_the_preview(tmp_path: Path) -> None:
    settings = make(tmp_path, {"bridge.txt": BRIDGE})
    with serving(settings.root) as (process, address):
        first_answer(f"{address}ar/", process)
        settings.glossary.write_text("- ar: [", "utf-8")
        line_with("error: translations/glossary.yml", process)
        settings.glossary.write_text("[]\n", "utf-8")
        (settings.seeds / "news.txt").write_text(LIBRARY, "utf-8")
        assert "مكتبة" in first_answer(f"{address}ar/briefings/news/", process)


def first_answer(address: str, process: subprocess.Popen[str]) -> str:
    """What an address says once the server is up; the server's own end is the only other way out."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 (ours, on loopback)
                return str(answer.read().decode())
        except OSError:
            continue
    raise AssertionError("the server ended")

"""Threads that can be left behind: what they bring is kept, what they do not bring holds nobody up."""

from __future__ import annotations

import subprocess
import sys
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from mujaz.engines.deadline import Arrival, deliver, start, within
from mujaz.errors import Timeout
from tests.support.fake_servers import HANG, libretranslate

if TYPE_CHECKING:
    from collections.abc import Iterator


def _two_then_broken() -> Iterator[int]:
    yield 1
    yield 2
    raise KeyError("three")


def test_what_came_before_the_end_is_delivered_and_then_the_end() -> None:
    inbox: SimpleQueue[Arrival[int]] = SimpleQueue()
    deliver(7, _two_then_broken, inbox)
    assert [inbox.get().item, inbox.get().item] == [1, 2]
    end = inbox.get()
    assert end.end
    assert isinstance(end.error, KeyError)
    assert inbox.empty()


def test_a_call_in_a_thread_does_not_keep_anybody() -> None:
    inbox: SimpleQueue[Arrival[int]] = SimpleQueue()
    thread = start(1, _two_then_broken, inbox)
    assert thread.daemon
    assert inbox.get(timeout=10).item == 1
    thread.join(10)


def test_within_gives_the_value_or_the_error_or_up() -> None:
    assert within(10, lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 / 0)
    release = threading.Event()
    with pytest.raises(Timeout, match=r"within 0\.05 s"):
        within(0.05, lambda: release.wait(10))
    release.set()


PROGRAM = """
import sys, threading
from mujaz.config import EngineSpec
from mujaz.engines.chain import Chain
from mujaz.engines.base import Request
from mujaz.engines.registry import build_engines
name, url = sys.argv[1:]
chain = Chain(build_engines([EngineSpec(name, {"url": url, "timeout": 0.2})]))
for outcome in chain.run([Request(str(n), "نعم " * n, "ar", "en") for n in range(1, 9)], chain.now() + 0.5):
    print(type(outcome).__name__)
left = [thread for thread in threading.enumerate() if thread.name.startswith("mujaz-engine")]
print("left behind:", len(left))
"""


@pytest.mark.parametrize("name", ["libre", "libretranslate"])
def test_the_interpreter_exits_though_calls_still_hang(name: str) -> None:
    """The server holds its connections open until this test is over: a thread that was waited for would never end."""
    with libretranslate([HANG] * 50) as server:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, name, server.url], capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("Failure") == 8
    if name == "libre":
        assert "left behind: 0" not in done.stdout, "otherwise this shows nothing"

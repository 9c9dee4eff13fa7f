"""Pages composed on a Dask cluster: a real scheduler and a real worker, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mujaz import cli
from mujaz.errors import ConfigError
from tests.support.projects import BRIDGE, LIBRARY, files, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
        print(sum(sum(computation.states.values()) for computation in cluster.scheduler.computations), flush=True)
"""


@contextmanager
def cluster(tasks: int) -> Iterator[str]:
    """The address of a scheduler with one worker, which must have been given so many tasks or more by the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", CLUSTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip()
        told, _ = process.communicate("\n", timeout=60)
        assert int(told) >= tasks
    finally:
        process.kill()


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mujaz", "-C", str(root), "build", "--offline", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_a_cluster_writes_the_same_as_this_machine(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {f"n{n}.txt": (LIBRARY, BRIDGE)[n % 2] for n in range(20)}
    options = "      search: false\n      map: false\n      cards: false\n"
    here, there = make(tmp_path / "here", seeds, options=options), make(tmp_path / "there", seeds, options=options)
    with cluster(tasks=len(seeds)) as address:
        done = build(there.root, "--scheduler", address)
    assert done.returncode == 0, done.stderr
    assert "20 composed" in done.stdout
    assert build(here.root, "--jobs", "1").returncode == 0
    folders = ("translations", "content", "site")
    assert {n: data for n, (data, _) in files(there, *folders).items()} == {
        n: data for n, (data, _) in files(here, *folders).items()
    }


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere"])
def test_a_scheduler_that_does_not_answer_is_said_plainly(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_SCHEDULER_ANSWERS", 0.1)
    settings = make(tmp_path, {"bridge.txt": BRIDGE})
    with pytest.raises(ConfigError, match=f"no Dask scheduler answers at {address}\n  start one with: dask scheduler"):
        CliRunner().invoke(cli.cli, ["-C", str(settings.root), "--scheduler", address], catch_exceptions=False)

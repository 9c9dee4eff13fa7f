from __future__ import annotations

import runpy
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HUMAN = (
    (
        "000",
        "قال الوزير إن 12 شخصا قتلوا في مصر يوم الخميس.",
        "The minister said 12 people were killed in Egypt on Thursday.",
    ),
    ("002", "نعم.", "Yes."),
    ("004", "نعم.", "Yes."),
    ("006", "لم يحضر أحد الجلسة في أكتوبر الماضي.", "Nobody did not attend the session last October, he said of it."),
)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["quality_checks", *arguments])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("scripts.quality_checks", run_name="__main__")
    return int(end.value.code or 0)


def test_says_aloud_that_there_is_nothing_to_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--data", str(tmp_path)) == 0
    assert capsys.readouterr().out.startswith("not measured: ")


def test_fails_below_a_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ntrex-dev").mkdir()
    lines = ["article\tdocument\tar\ten", *(f"{article}\td\t{ar}\t{en}" for article, ar, en in HUMAN)]
    (tmp_path / "ntrex-dev" / "pairs.tsv").write_text("\n".join(lines), "utf-8")
    assert run(monkeypatch, "--data", str(tmp_path)) == 1
    out = capsys.readouterr().out
    assert "below the floor: negation flags 1.000 > 0.037" in out
    assert run(monkeypatch, "--data", str(tmp_path), "--tuned") == 0

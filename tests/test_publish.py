from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz import publish

if TYPE_CHECKING:
    from pathlib import Path


def test_writes_only_when_bytes_change(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert publish.write(path, "سلام\n")
    before = path.stat().st_mtime_ns
    assert not publish.write(path, "سلام\n")
    assert path.stat().st_mtime_ns == before
    assert publish.write(path, b"other", durable=True)
    assert path.read_bytes() == b"other"


def test_keeps_the_mode_of_what_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x")
    path.chmod(0o640)
    publish.write(path, "y")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path: Path, there: bool) -> None:  # noqa: FBT001 (a parameter of pytest's)
    shared, link = tmp_path / "shared" / "news.po", tmp_path / "translations" / "news.po"
    shared.parent.mkdir()
    link.parent.mkdir()
    if there:
        shared.write_text("old")
        shared.chmod(0o640)
    link.symlink_to("../shared/news.po")
    assert publish.write(link, "new")
    assert link.is_symlink()
    assert shared.read_text() == "new"
    assert shared.stat().st_mode & 0o777 == (0o640 if there else 0o644)
    assert not publish.write(link, "new")


def test_a_link_to_itself_is_an_error_that_names_it(tmp_path: Path) -> None:
    link = tmp_path / "a"
    link.symlink_to(link)
    with pytest.raises(OSError, match="a'"):
        publish.write(link, "x")


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("old")

    def full(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="disk full"):
        publish.write(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_removing_says_whether_it_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    assert publish.remove(path)
    assert not publish.remove(path)

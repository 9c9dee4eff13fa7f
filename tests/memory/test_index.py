"""The index over all PO files: what it finds, what it parses again, whom a change concerns."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from mujaz import memory as mem
from mujaz.memory import Memory, Provenance, Suggestion
from mujaz.memory.header import with_header
from mujaz.memory.index import Index, Refreshed
from mujaz.memory.po import Entry
from mujaz.model import State
from mujaz.publish import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = "أعلن الرئيس أمس عن قتل 120 شخصا في مدينة ليما بعد أن وصلت قوات الجيش إلى الحدود"


def save(folder: Path, name: str, *entries: Entry) -> None:
    write(folder / name, mem.serialise(with_header(Memory(entries), "ar", "en")))


def live(source: str, target: str = "", *, fuzzy: bool = False, previous: str = "", **told: str) -> Entry:
    entry = Entry(source, target, fuzzy=fuzzy, previous=previous, references=("x.txt:p1s1",))
    return mem.record(entry, Provenance(**told)) if told else entry  # type: ignore[arg-type]  # only text fields are given


def copy(source: str, target: str, *, fuzzy: bool = False) -> Entry:
    return live(source, target, fuzzy=fuzzy, reused="a.po", reused_sha=mem.digest(target))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = Index(tmp_path / "translations", tmp_path / ".cache" / "memory.sqlite")
    yield opened
    opened.close()


def test_no_folder_is_an_empty_index(index: Index) -> None:
    assert index.refresh().changed == ()
    assert index.find(["a"]) == {}


def test_reviewed_comes_before_draft_and_an_original_before_its_copy(index: Index) -> None:
    save(index.folder, "a.po", live("one", "draft", fuzzy=True), live("two", "old", fuzzy=True, previous="tow"))
    save(index.folder, "b.po", copy("one", "copy"), live("two"))
    save(index.folder, "c.po", live("one", "reviewed", engine="google", sha="00000000"))
    save(index.folder, "d.po", live("one", "another"))
    index.refresh()
    found = index.find(["one", "two", "three"])
    assert set(found) == {"one"}
    assert (found["one"].file, mem.state(found["one"].entry), found["one"].entry.target) == (
        "c.po",
        State.REVIEWED,
        "reviewed",
    )
    assert mem.provenance(found["one"].entry).engine == "google"
    assert index.find(["one"], own="c.po")["one"].file == "d.po"


def test_white_space_and_tatweel_do_not_matter(index: Index) -> None:
    save(index.folder, "a.po", live("كتاب  جديد", "new book"))
    index.refresh()
    assert index.find(["كتـاب جديد"])["كتـاب جديد"].entry.target == "new book"


def test_what_an_article_no_longer_says_still_serves_others(index: Index) -> None:
    save(index.folder, "a.po", Entry("one", "x", obsolete=True))
    index.refresh()
    assert index.find(["one"])["one"].file == "a.po"


def test_only_changed_files_are_parsed_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    read = mem.read

    def count(path: Path, file: str = "") -> Memory:
        parsed.append(path.name)
        return read(path, file)

    monkeypatch.setattr(mem, "read", count)
    for name in ("a.po", "b.po"):
        save(index.folder, name, live("one", "x"))
    index.refresh()
    again = Index(index.folder, index.folder.parent / ".cache" / "memory.sqlite")
    assert again.refresh().changed == ()
    save(index.folder, "b.po", live("one", "y"))
    assert again.refresh().changed == ("b.po",)
    (index.folder / "a.po").unlink()
    assert again.refresh().changed == ("a.po",)
    again.close()
    assert parsed == ["a.po", "b.po", "b.po"]
    assert index.find(["one"])["one"].entry.target == "y"


def test_a_change_concerns_those_who_say_the_same_sentence_and_nobody_else(index: Index) -> None:
    save(index.folder, "a.po", live("one", "x"), live("two", "y"))
    save(index.folder, "b.po", live("one"), live("three"))
    save(index.folder, "c.po", live("two"), Entry("one", "gone", obsolete=True))
    assert index.refresh().affected == ("a.po", "b.po", "c.po"), "new to each other"
    assert index.refresh().affected == ()
    save(index.folder, "a.po", live("one", "better"), live("two", "y"))
    assert index.refresh().affected == ("b.po",)
    save(index.folder, "a.po", live("one", "better"))
    assert index.refresh().affected == ("c.po",)
    (index.folder / "a.po").unlink()
    assert index.refresh().affected == ("b.po",)


def test_one_unreadable_file_does_not_stop_the_others(index: Index) -> None:
    save(index.folder, "a.po", live("one", "x"))
    save(index.folder, "b.po", live("two", "y"))
    index.refresh()
    (index.folder / "a.po").write_text('msgid "one"\n<<<<<<< HEAD\n', encoding="utf-8")
    for _ in range(2):
        [error] = index.refresh().errors
        assert str(error).startswith("translations/a.po:2: ")
        assert set(index.find(["one", "two"])) == {"two"}
    save(index.folder, "a.po", live("one", "x"))
    assert index.refresh().errors == ()
    assert set(index.find(["one", "two"])) == {"one", "two"}


@pytest.mark.parametrize("damage", [b"", b"not a database, but long enough to look at" * 40])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    save(tmp_path / "translations", "a.po", live("one", "x"))
    cache = tmp_path / "memory.sqlite"
    cache.write_bytes(damage)
    index = Index(tmp_path / "translations", cache)
    assert index.refresh().changed == ("a.po",)
    assert index.find(["one"])
    index.close()


def test_a_cache_of_another_version_is_made_anew(tmp_path: Path) -> None:
    save(tmp_path / "translations", "a.po", live("one", "x"))
    cache = tmp_path / "memory.sqlite"
    with closing(sqlite3.connect(cache)) as other, other:
        other.execute("CREATE TABLE files (name TEXT)")
        other.execute("PRAGMA user_version = 99")
    index = Index(tmp_path / "translations", cache)
    assert index.refresh().changed == ("a.po",)
    index.close()


def test_a_cache_damaged_after_its_beginning_is_made_anew(tmp_path: Path) -> None:
    cache = tmp_path / "memory.sqlite"
    save(tmp_path / "translations", "a.po", *(live(f"s{n}", f"t{n}") for n in range(500)))
    first = Index(tmp_path / "translations", cache)
    first.refresh()
    first.close()
    blob = cache.read_bytes()
    cache.write_bytes(blob[:4096] + b"\xff" * (len(blob) - 4096))
    index = Index(tmp_path / "translations", cache)
    save(tmp_path / "translations", "a.po", *(live(f"s{n}", f"u{n}") for n in range(500)))
    index.refresh()
    assert {found.entry.target for found in index.find(["s0", "s499"]).values()} == {"u0", "u499"}
    index.close()


def test_two_builds_at_once_wait_for_each_other(index: Index) -> None:
    save(index.folder, "a.po", live("one", "x"))
    with ThreadPoolExecutor() as pool:
        cache = index.folder.parent / "new.sqlite"
        others = list(pool.map(lambda _: Index(index.folder, cache), range(8)))
        seen = [refreshed.changed for refreshed in pool.map(Index.refresh, others)]
    assert sorted(seen) == [()] * 7 + [("a.po",)]
    for other in others:
        other.close()


def test_near_matches_are_reviewed_originals_by_likeness(index: Index) -> None:
    said = LONG.replace("120", "130")
    save(
        index.folder,
        "a.po",
        live(said, "130 people"),
        live(LONG + " نفسها", "draft", fuzzy=True),
        live(LONG + " كلها", "old", fuzzy=True, previous="x"),
        live("جملة أخرى تماما لا علاقة لها بما سبق", "unrelated"),
        live(LONG, "itself"),
    )
    save(index.folder, "b.po", copy(said, "130 people"), live(said.replace("ليما", "كيتو"), "130 in Quito"))
    index.refresh()
    assert index.near(LONG) == (Suggestion(0.99, "a.po", "130 people"), Suggestion(0.95, "b.po", "130 in Quito"))
    assert index.near("") == ()


def test_near_matches_of_one_word(index: Index) -> None:
    save(index.folder, "a.po", live("الاقتصاد", "economy"))
    index.refresh()
    assert index.near("الاقتصاد العالمي") == ()


def test_more_sentences_than_sqlite_takes_at_once(index: Index) -> None:
    save(index.folder, "a.po", *(live(f"s{n}", f"t{n}") for n in range(2000)))
    save(index.folder, "b.po", live("s1999"))
    index.refresh()
    found = index.find(f"s{n}" for n in range(2000))
    assert [found[f"s{n}"].entry.target for n in (0, 999, 1999)] == ["t0", "t999", "t1999"]
    save(index.folder, "a.po", *(live(f"s{n}", f"u{n}") for n in range(2000)))
    assert index.refresh().affected == ("b.po",)


def test_a_file_just_written_is_taken_in_without_looking_at_the_others(index: Index) -> None:
    save(index.folder, "a.po", live("one"))
    save(index.folder, "b.po", live("one"))
    index.refresh()
    save(index.folder, "a.po", live("one", "x"))
    save(index.folder, "b.po", live("one", "y"))
    assert index.refresh(["a.po", "gone.po"]) == Refreshed(("a.po",), ("b.po",))
    assert index.find(["one"])["one"].entry.target == "x"
    assert index.refresh() == Refreshed(("b.po",), ("a.po",))


def test_a_cache_that_cannot_be_opened_is_done_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = tmp_path / ".cache" / "memory.sqlite"
    cache.mkdir(parents=True)
    save(tmp_path, "a.po", live("one", "eins"))
    with closing(Index(tmp_path, cache)) as index:
        assert index.refresh().changed == ("a.po",)
        assert index.find(["one"])["one"].file == "a.po"
    [message] = caplog.messages
    assert message.startswith(".cache/memory.sqlite cannot be used (unable to open database file): going on without it")


def test_a_cache_that_the_disk_has_no_room_for_is_done_without(index: Index, caplog: pytest.LogCaptureFixture) -> None:
    save(index.folder, "a.po", live("one", "eins"))
    index.refresh()
    index._db.execute("PRAGMA max_page_count = 1")  # what SQLite then says is what it says of a full disk
    save(index.folder, "b.po", *(live(f"{LONG} {n}", f"{n}") for n in range(500)))
    assert index.refresh({"b.po"}).changed == ("a.po", "b.po")
    assert index.find(["one", f"{LONG} 400"]).keys() == {"one", f"{LONG} 400"}
    assert "database or disk is full" in caplog.text

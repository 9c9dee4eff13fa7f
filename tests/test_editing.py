"""What the editors' commands do to PO files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz import editing
from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, TODAY, Translator, build, make

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mujaz.config import Settings
    from mujaz.memory import Memory


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE})


def rewrite(settings: Settings, old: str, new: str) -> None:
    path = settings.translations / "news.po"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_approving_all_holds_back_what_the_checks_find_wrong_now(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(settings, "about 45,000 books", "about 99,000 books")
    changed = editing.approve(settings, "news", [], "Sara", TODAY)
    assert (changed.reviewed, changed.held_back) == (2, 1)
    text = (settings.translations / "news.po").read_text("utf-8")
    assert text.count("reviewed: by=Sara") == 2
    assert editing.approve(settings, "news", [], "Tom", TODAY).written is False
    assert editing.approve(settings, "news", ["p1s1"], "Sara", TODAY).reviewed == 1


def test_approving_all_takes_a_held_draft_that_a_person_has_mended(settings: Settings) -> None:
    build(settings, Translator(ENGLISH))
    rewrite(settings, "# mt: engine=fake", "# held: numbers\n# mt: engine=fake")
    rewrite(settings, "six days a week", "on six days a week")
    rewrite(settings, "about 45,000 books", "about 99,000 books")
    changed = editing.approve(settings, "news", [], "Sara", TODAY)
    assert (changed.reviewed, changed.held_back) == (2, 1)


def test_an_edit_made_during_an_approval_stays(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    build(settings, Translator())
    approve = mem.approve

    def slowly(memory: Memory, segments: Sequence[str], by: str, at: str) -> Memory:
        rewrite(settings, "six days a week", "on six days a week")
        return approve(memory, segments, by, at)

    monkeypatch.setattr(mem, "approve", slowly)
    editing.approve(settings, "news", ["p1s1"], "Sara", TODAY)
    text = (settings.translations / "news.po").read_text("utf-8")
    assert "on six days" in text
    assert "reviewed: by=Sara" in text


def test_a_sentence_is_redone_by_the_next_build(settings: Settings) -> None:
    build(settings, Translator())
    changed = editing.redo(settings, "news", ["p2s1"])
    assert (changed.file, changed.written, changed.reviewed) == ("translations/news.po", True, 0)
    assert not editing.redo(settings, "news", ["p2s1"]).written
    text = "وستفتح المكتبة أبوابها ستة أيام في الأسبوع."
    again = Translator({text: "It opens six days a week."})
    report = build(settings, again)
    assert (again.asked, report.translated) == ([text], 1)
    assert "It opens six days a week." in (settings.translations / "news.po").read_text("utf-8")
    with pytest.raises(TranslationFileError, match=r"translations/news.po: there is no sentence p9s9"):
        editing.redo(settings, "news", ["p9s9"])

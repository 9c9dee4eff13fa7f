"""What the editors' commands do to PO files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz import editing
from mujaz import memory as mem
from mujaz.cli_show import received
from mujaz.errors import ConfigError, TranslationFileError
from tests.support.projects import ENGLISH, LIBRARY, TODAY, Translator, build, make

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mujaz.config import Settings
    from mujaz.memory import Memory


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


def test_an_approval_says_what_it_leaves_and_why(settings: Settings) -> None:
    build(settings, Translator())
    (settings.seeds / "news.txt").write_text(LIBRARY.replace("45 ألف", "46 ألف"), "utf-8")
    build(settings)
    changed = editing.approve(settings, "news", [], "Sara", TODAY)
    assert (changed.reviewed, changed.notes) == (2, ("p1s1 is stale: name what still holds",))
    changed = editing.approve(settings, "news", [], "Sara", TODAY)
    assert (changed.reviewed, changed.notes[1:]) == (0, ("2 are reviewed already",))
    changed = editing.approve(settings, "news", ["p1s1", "p2s1"], "Sara", TODAY)
    assert (changed.reviewed, changed.notes) == (1, ("p2s1 is reviewed already",))


def test_the_name_of_a_reviewer_is_recorded_where_a_person_took_fuzzy_away(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(settings, "#, fuzzy\n", "")
    assert editing.approve(settings, "news", ["p1s1"], "Sara", TODAY).reviewed == 1


def test_an_approved_draft_is_redone_only_once_it_is_a_draft_again(settings: Settings) -> None:
    build(settings, Translator())
    editing.approve(settings, "news", ["p1s1"], "Rana", TODAY)
    with pytest.raises(
        TranslationFileError, match=r"p1s1 is approved by Rana\n  remove `# reviewed` and mark it fuzzy"
    ):
        editing.redo(settings, "news", ["p1s1"])
    rewrite(settings, f"# reviewed: by=Rana at={TODAY}\n", "")
    with pytest.raises(TranslationFileError, match=r"p1s1 is approved\n  mark it fuzzy first"):
        editing.redo(settings, "news", ["p1s1"])


def test_the_slug_of_a_page_names_its_seed(tmp_path: Path) -> None:
    settings = make(tmp_path, {"news.txt": LIBRARY}, yml={"news": "slug: amman-library\n"})
    build(settings, Translator())
    assert editing.approve(settings, "amman-library", ["p1s1"], "Sara", TODAY).file == "translations/news.po"
    assert "45,000 books" in editing.export(settings, "amman-library", "po")


@pytest.mark.parametrize(
    ("name", "hint"), [("newz", "did you mean news?"), ("xyz", "run `status`: it lists the seeds")]
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, hint: str, settings: Settings) -> None:
    with pytest.raises(ConfigError) as caught:
        editing.approve(settings, name, [], "Sara", TODAY)
    assert str(caught.value) == f"there is no seed {name!r}\n  {hint}"
    assert not (settings.translations / f"{name}.po").exists()


def test_an_import_says_what_it_brought_and_what_is_still_to_be_done(settings: Settings, tmp_path: Path) -> None:
    build(settings, Translator())
    path = tmp_path / "news.xliff"
    path.write_text(editing.export(settings, "news", "xliff").replace("six days", "6 days"), "utf-8")
    changed = editing.receive(settings, path, "", TODAY)
    said = "1 translation changed (draft), 0 more reviewed; approve it or set its state to final"
    assert received(changed) == said
    text = path.read_text("utf-8").replace('state="needs-review-translation"', 'state="final"')
    path.write_text(text.replace("45,000 books", "45,000 volumes"), "utf-8")
    assert received(editing.receive(settings, path, "", TODAY)) == "1 translation changed, 3 more reviewed"
    assert f"# reviewed: at={TODAY}\n" in (settings.translations / "news.po").read_text("utf-8")
    assert received(editing.receive(settings, path, "", TODAY)) == "nothing new"

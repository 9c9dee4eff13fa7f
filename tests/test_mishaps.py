"""What goes wrong around a build: odd editors, lost folders, files that cannot be written, words that disagree."""

from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mujaz import editing, pipeline, review
from mujaz.cli import cli, main
from mujaz.errors import ConfigError
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, TODAY, Translator, build, files, make, page, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.config import Settings

OTHER = {"خبر آخر.": "Other news."}


def document(settings: Settings, slug: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((settings.briefings / f"{slug}.json").read_bytes())
    return found


def test_a_byte_order_mark_on_a_page_is_no_edit_and_hides_none(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "news")
    plain = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + plain)
    assert build(settings).failed == ()
    assert path.read_bytes() == plain
    path.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"six days a week", b"six days every week"))
    assert build(settings).failed == ()
    assert "six days every week" in (settings.translations / "news.po").read_text("utf-8")


def test_a_page_that_is_not_utf8_is_told_of_and_hides_no_other(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "news")
    path.write_bytes(path.read_bytes() + b"\xff\n")
    line = path.read_bytes().count(b"\n")
    told = f"content/briefings/news.md:{line}: the file is not UTF-8\n  save it as UTF-8"
    assert {s.name: s.error for s in review.standing(settings, TODAY)} == {"news": told, "bridge": ""}
    for command, code in (("build", 3), ("check", 1), ("status", 0)):
        done = CliRunner().invoke(cli, ["-C", str(settings.root), command])
        assert done.exit_code == code
        assert done.output.count("the file is not UTF-8") == 1, command
        assert "not text" not in done.output
    assert path.read_bytes().endswith(b"\xff\n")


def test_an_edit_beside_data_that_is_not_utf8_is_refused(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "news")
    path.with_suffix(".json").write_bytes(b"\xff")
    rewrite(path, "six days a week", "six days every week")
    [failed] = build(settings).failed
    assert "was edited, but what was composed is not known" in failed.error


def test_an_edit_on_a_page_names_no_reviewer_in_its_data(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(page(settings, "news"), "six days a week", "six days every week")
    assert build(settings).failed == ()
    assert [(s["state"], "reviewer" in s) for s in document(settings, "news")["segments"]] == [
        ("draft", False),
        ("draft", False),
        ("reviewed", False),
    ]


def test_a_given_title_counts_like_a_sentence(tmp_path: Path) -> None:
    settings = make(tmp_path, {"bridge.txt": BRIDGE}, yml={"bridge": "title: جسر القاهرة\n"})
    report = build(settings, Translator(dies_after=0))
    assert (report.pending, report.sound) == (3, False)
    done = Translator(ENGLISH | {"جسر القاهرة": "Cairo’s bridge"})
    [record] = build(settings, done).records
    assert (record.draft, record.pending) == (3, 0)


@pytest.mark.parametrize("how", ["moved", "misspelt"])
def test_a_lost_folder_of_seeds_empties_no_site(how: str, settings: Settings) -> None:
    build(settings, Translator())
    before = files(settings, "content", "translations")
    if how == "moved":
        settings.seeds.rename(settings.seeds.with_name("elsewhere"))
    else:
        rewrite(settings.root / "mkdocs.yml", "source: ar", "source: ar\n      seeds: sedes")
    done = CliRunner().invoke(cli, ["-C", str(settings.root), "build"])
    assert isinstance(done.exception, ConfigError)
    assert "there is no folder se" in str(done.exception)
    assert files(settings, "content", "translations") == before


def test_a_folder_that_is_empty_on_purpose_empties_the_site(settings: Settings) -> None:
    build(settings, Translator())
    for seed in settings.seeds.iterdir():
        seed.unlink()
    assert build(settings).removed == 2


def test_what_articles_share_is_consistent_after_one_build(settings: Settings) -> None:
    for twin in ("other", "twin"):
        (settings.seeds / f"{twin}.txt").write_text("خبر آخر.\n" + BRIDGE, "utf-8")
    build(settings, Translator(ENGLISH | OTHER))
    editing.approve(settings, "bridge", [], "Sara", TODAY)
    build(settings)
    rewrite(page(settings, "bridge"), "an old bridge", "an ancient bridge")
    build(settings)
    for slug in ("bridge", "other", "twin"):
        assert [f for f in document(settings, slug)["findings"] if f["check"] == "inconsistent"] == []
    before = files(settings, "content", "translations")
    for cached in settings.cache.iterdir():
        cached.unlink()
    build(settings)
    assert {n: data for n, (data, _) in files(settings, "content", "translations").items()} == {
        n: data for n, (data, _) in before.items()
    }


def test_the_memory_of_a_seed_that_is_gone_is_no_rival(settings: Settings) -> None:
    build(settings, Translator())
    editing.approve(settings, "bridge", [], "Sara", TODAY)
    (settings.seeds / "bridge.txt").rename(settings.seeds / "renamed.txt")
    rewrite(page(settings, "bridge"), "an old bridge", "an ancient bridge")
    build(settings)
    rewrite(page(settings, "renamed"), "an ancient bridge", "a very old bridge")
    build(settings)
    assert [f for f in document(settings, "renamed")["findings"] if f["check"] == "inconsistent"] == []


def test_a_person_s_stale_sentence_does_not_give_way_to_another_article_s_draft(settings: Settings) -> None:
    build(settings, Translator())
    editing.approve(settings, "bridge", [], "Sara", TODAY)
    changed = BRIDGE.replace("12 ألف", "15 ألف")
    (settings.seeds / "twin.txt").write_text("خبر آخر.\n" + changed, "utf-8")
    sentence = "ويعبر الجسر 15 ألف سيارة في اليوم."
    build(settings, Translator(ENGLISH | OTHER | {sentence: "15,000 cars a day."}))
    (settings.seeds / "bridge.txt").write_text(changed, "utf-8")
    build(settings)
    [_, second] = document(settings, "bridge")["segments"]
    assert not second["en"]
    assert second["state"] == "stale"
    editing.approve(settings, "twin", [], "Tom", TODAY)
    build(settings)
    assert document(settings, "bridge")["segments"][1]["state"] == "reviewed"


@pytest.mark.parametrize("how", ["edited", "approved", "stale"])
def test_a_mark_that_no_engine_follows_is_told_with_its_line(how: str, settings: Settings) -> None:
    build(settings, Translator())
    path = settings.translations / "bridge.po"
    said = "The bridge is crossed by 12,000 cars a day."
    how_then = "edit it, or empty its msgstr"
    if how == "approved":
        editing.approve(settings, "bridge", ["p1s2"], "Sara", TODAY)
        how_then = "mark it fuzzy and remove `# reviewed`"
    else:
        rewrite(path, said, "12,000 cars cross it a day.")
    if how == "stale":
        rewrite(settings.seeds / "bridge.txt", "12 ألف", "15 ألف")
    build(settings)
    rewrite(path, "#: bridge.txt:p1s2\n", "# redo\n#: bridge.txt:p1s2\n")
    asked = Translator({})
    assert build(settings, asked).failed == ()
    assert asked.asked == []
    [told] = [f for f in document(settings, "bridge")["findings"] if f["check"] == "redo"]
    lines = path.read_text("utf-8").split("\n")
    line = next(n for n in range(lines.index("#: bridge.txt:p1s2"), len(lines)) if lines[n].startswith("msgstr")) + 1
    assert told == {
        "segment": "p1s2",
        "check": "redo",
        "severity": "warning",
        "message": (
            f"translations/bridge.po:{line}: `# redo` is not followed: "
            f"a person stands behind this translation; {how_then}"
        ),
    }
    before = files(settings, "content", "translations")
    for cached in settings.cache.iterdir():
        cached.unlink()
    build(settings)
    assert files(settings, "content", "translations") == before
    rewrite(path, "# redo\n", "")
    build(settings)
    assert [f for f in document(settings, "bridge")["findings"] if f["check"] == "redo"] == []


def test_a_mark_that_an_engine_is_still_to_follow_is_not_told(settings: Settings) -> None:
    build(settings, Translator())
    editing.redo(settings, "bridge", ["p1s2"])
    build(settings)
    assert [f for f in document(settings, "bridge")["findings"] if f["check"] == "redo"] == []


def test_a_headline_whose_lead_changed_is_told(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "bridge")
    title = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("title_en: "))
    rewrite(path, title, "title_en: Cairo closes an old bridge")
    build(settings)
    (settings.seeds / "bridge.txt").write_text(BRIDGE.replace("جسر قديم", "جسر قديم جدا"), "utf-8")
    build(settings)
    [told] = [f for f in document(settings, "bridge")["findings"] if f["segment"] == "title"]
    assert told["check"] == "stale"
    assert "“Cairo closes an old bridge” was written for" in told["message"]


def test_a_page_that_could_not_be_built_anew_is_said_to_be_the_old_one(settings: Settings) -> None:
    build(settings, Translator())
    (settings.seeds / "news.txt").write_text(LIBRARY.replace("45", "46"), "utf-8")
    po = settings.translations / "news.po"
    po.write_text(po.read_text("utf-8") + "<<<<<<< HEAD\n", "utf-8")
    [failure] = build(settings).failed
    assert failure.error.endswith("until that is mended, the site shows the article as it was built last")


def denied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be written below a folder, as if its permissions were gone: these tests may run as root."""
    make_temporary = tempfile.mkstemp

    def mkstemp(suffix: str, prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 (as the library has it)
        if dir.is_relative_to(folder):
            raise PermissionError(13, "Permission denied", f"{dir}/{prefix}x{suffix}")
        return make_temporary(suffix, prefix, dir)

    monkeypatch.setattr(tempfile, "mkstemp", mkstemp)


def test_a_file_that_cannot_be_written_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    denied(settings.translations, monkeypatch)
    failed = {failure.seed: failure.error for failure in pipeline.build(settings, TODAY, run=Translator()).failed}
    assert failed["news"].startswith(
        "translations/news.po: cannot be used: permission denied\n  look at its permissions"
    )
    assert "defect" not in failed["news"]


def test_a_command_that_cannot_write_ends_with_a_message(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(settings, Translator())
    denied(settings.translations, monkeypatch)
    monkeypatch.chdir(settings.root)
    monkeypatch.setattr("sys.argv", ["mujaz", "redo", "news", "p2s1"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "error: translations/news.po: cannot be used: permission denied" in capsys.readouterr().err

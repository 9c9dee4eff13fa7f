"""Somebody works on the files while a build runs, or in two places: nothing is lost or answered over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mujaz import editing, pipeline
from mujaz.engines.base import Failure, Request, Result
from mujaz.errors import EngineError
from tests.support.projects import (
    BRIDGE,
    ENGLISH,
    LIBRARY,
    TODAY,
    Translator,
    build,
    files,
    make,
    page,
    rewrite,
    segments,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mujaz.config import Settings

LIBRARY_YML = "title: {ar: مكتبة جديدة في عمّان, en: A new library in Amman}\ndate: 2026-11-22\nslug: library\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE}, yml={"news": LIBRARY_YML})


def po(settings: Settings, name: str) -> str:
    return (settings.translations / f"{name}.po").read_text(encoding="utf-8")


class Meanwhile(Translator):
    """Somebody works on the files while an engine is waited for."""

    def __init__(self, *edits: Callable[[], object]) -> None:
        super().__init__(ENGLISH | {"خبر آخر.": "Other news."})
        self.edits = list(edits)

    def __call__(self, requests: Sequence[Request]) -> Iterator[Result | Failure]:
        for outcome in super().__call__(requests):
            while self.edits:
                self.edits.pop()()
            yield outcome


def test_nothing_that_is_edited_while_an_engine_is_waited_for_is_lost(settings: Settings) -> None:
    build(settings, Translator())
    (settings.seeds / "news.txt").write_text(LIBRARY + "خبر آخر.\n", "utf-8")
    build(settings)
    text = po(settings, "news")
    third = text[text.index("news.txt:p3s1") :]
    meanwhile = Meanwhile(
        lambda: rewrite(page(settings, "library"), "open six days a week", "be open six days a week"),
        lambda: rewrite(settings.translations / "news.po", third, third.replace('msgstr ""', 'msgstr "By hand."')),
        lambda: editing.approve(settings, "news", ["p1s1"], "Sara", TODAY),
    )
    report = build(settings, meanwhile)
    assert (report.failed, meanwhile.edits) == ((), [])
    found = segments(settings, "library")
    assert found["p1s1"][1] == "reviewed"
    assert found["p2s1"] == ("The library will be open six days a week.", "reviewed")
    assert found["p3s1"] == ("By hand.", "reviewed")
    assert "reviewed: by=Sara" in po(settings, "news")
    before = files(settings, "translations", "content")
    build(settings, Translator({}))
    assert files(settings, "translations", "content") == before


def test_a_seed_that_changes_during_a_build_is_read_again(settings: Settings) -> None:
    build(settings, Meanwhile(lambda: rewrite(settings.seeds / "bridge.txt", "12 ألف", "15 ألف")))
    assert segments(settings, "bridge")["p1s2"][1] != "draft"
    assert "15 ألف" in page(settings, "bridge").read_text("utf-8")


def test_a_memory_that_breaks_during_a_build_is_left_as_it_is(settings: Settings) -> None:
    build(settings)
    path = settings.translations / "news.po"
    broken = po(settings, "news") + "<<<<<<< HEAD\n"
    report = build(settings, Meanwhile(lambda: path.write_text(broken, "utf-8")))
    assert "news" in [failure.seed for failure in report.failed]
    assert path.read_text("utf-8") == broken


def test_one_sentence_edited_on_the_page_and_in_the_po_file_is_refused(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(page(settings, "library"), "open six days a week", "be open six days a week")
    rewrite(settings.translations / "news.po", "open six days a week", "open on six days a week")
    before = files(settings, "translations", "content")
    report = build(settings)
    [failure] = report.failed
    line = next(n for n, said in enumerate(po(settings, "news").split("\n"), 1) if "on six days" in said)
    assert failure.error.startswith("content/briefings/library.md:")
    assert (
        f"this translation was edited here and in translations/news.po:{line}\n  it says “The library" in failure.error
    )
    assert files(settings, "translations", "content") == before
    rewrite(settings.translations / "news.po", "open on six days a week", "be open six days a week")
    assert build(settings).failed == ()
    assert segments(settings, "library")["p2s1"][0] == "The library will be open six days a week."


def test_a_stale_sentence_edited_on_the_page_and_in_the_po_file_is_refused(settings: Settings) -> None:
    build(settings, Translator())
    editing.approve(settings, "bridge", [], "Sara", TODAY)
    rewrite(settings.seeds / "bridge.txt", "12 ألف", "15 ألف")
    build(settings)
    assert segments(settings, "bridge")["p1s2"] == (None, "stale")
    plain = page(settings, "bridge").read_text("utf-8")
    rewrite(page(settings, "bridge"), "…", "15,000 cars cross it a day.")
    text = po(settings, "bridge")
    stale, obsolete = text.split("#~", 1)
    edited = stale.replace("The bridge is crossed by 12,000 cars a day.", "Each day 15,000 cars cross it.")
    assert edited != stale
    (settings.translations / "bridge.po").write_text(f"{edited}#~{obsolete}", "utf-8")
    before = files(settings, "translations", "content")
    [failure] = build(settings).failed
    assert "this translation was edited here and in translations/bridge.po:" in failure.error
    assert files(settings, "translations", "content") == before
    (settings.translations / "bridge.po").write_text(text, "utf-8")
    assert build(settings).failed == ()
    assert segments(settings, "bridge")["p1s2"] == ("15,000 cars cross it a day.", "reviewed")
    assert page(settings, "bridge").read_text("utf-8") != plain


def test_an_edit_of_the_page_wins_over_what_an_engine_said_since(settings: Settings) -> None:
    build(settings, Translator())
    rewrite(page(settings, "library"), "open six days a week", "be open six days a week")
    (settings.seeds.parent / "translations" / "glossary.yml").write_text(
        "- ar: [المكتبة]\n  en: Grand Library\n", "utf-8"
    )
    known = {text: said.replace("The library", "The Grand Library") for text, said in ENGLISH.items()}
    assert build(settings, Translator(known)).failed == ()
    assert segments(settings, "library")["p2s1"] == ("The library will be open six days a week.", "reviewed")


def test_what_engines_did_not_do_is_counted_and_said_once(settings: Settings) -> None:
    def refused(requests: Sequence[Request]) -> Iterator[Failure]:
        for n, request in enumerate(requests):
            message = "google: no answer; tried often; libretranslate: the key was refused" if n else "deepl: no Arabic"
            yield Failure(request.id, EngineError(message))

    report = pipeline.build(settings, TODAY, run=refused)
    assert report.engine_failures == (
        "google: 4 sentences, no answer; tried often",
        "libretranslate: 4 sentences, the key was refused",
        "deepl: 1 sentence, no Arabic",
    )
    assert build(settings, Translator(dies_after=4)).engine_failures == ("1 sentence: the engine is gone",)
    assert build(settings).engine_failures == ()


@pytest.mark.parametrize("engines", [None, Translator(dies_after=0)], ids=["offline", "failing"])
def test_what_no_engine_redid_is_asked_for_again(engines: Translator | None, settings: Settings) -> None:
    build(settings, Translator())
    (settings.translations / "glossary.yml").write_text("- ar: [المكتبة]\n  en: Grand Library\n", "utf-8")
    (settings.seeds / "bridge.txt").write_text(BRIDGE.replace("12 ألف", "15 ألف"), "utf-8")
    build(settings, engines)
    assert segments(settings, "bridge")["p1s2"] == (None, "stale")
    assert segments(settings, "library")["p2s1"][0] == "The library will open six days a week."
    changed = "ويعبر الجسر 15 ألف سيارة في اليوم."
    known = {text: said.replace("ibrary", "rand Library") for text, said in ENGLISH.items()}
    again = Translator(known | {changed: "The bridge is crossed by 15,000 cars a day."})
    report = build(settings, again)
    assert report.sound
    assert changed in again.asked
    assert "وستفتح المكتبة أبوابها ستة أيام في الأسبوع." in again.asked
    assert build(settings, Translator({})).composed == 0


def test_a_draft_that_a_person_edited_stays_and_its_editor_is_told_of_a_reviewed_wording(settings: Settings) -> None:
    (settings.seeds / "twin.txt").write_text("خبر آخر.\n" + BRIDGE, "utf-8")
    build(settings, Translator(ENGLISH | {"خبر آخر.": "Other news."}))
    rewrite(settings.translations / "twin.po", "an old bridge", "a very old bridge")
    rewrite(page(settings, "bridge"), "an old bridge", "an ancient bridge")
    assert build(settings).failed == ()
    assert segments(settings, "twin")["p2s1"][1] == "draft"
    found = json.loads((settings.briefings / "twin.json").read_bytes())["findings"]
    [told] = [f["message"] for f in found if f["check"] == "inconsistent"]
    assert "a very old bridge" in told
    assert "an ancient bridge" in told


def test_an_engine_does_not_answer_over_what_was_written_since_it_was_asked(settings: Settings) -> None:
    build(settings)
    text = po(settings, "news")
    third = text[text.index("news.txt:p2s1") :]
    meanwhile = Meanwhile(
        lambda: rewrite(settings.translations / "news.po", third, third.replace('msgstr ""', 'msgstr "By hand."', 1)),
    )
    (settings.seeds / "bridge.txt").unlink()
    assert build(settings, meanwhile).failed == ()
    assert len(meanwhile.asked) >= 3
    assert segments(settings, "library")["p2s1"] == ("By hand.", "reviewed")

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mujaz import briefing, pipeline
from mujaz.briefing import compose_article
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, TODAY, Translator, build, files, make, page, segments

if TYPE_CHECKING:
    from mujaz.briefing import Composed
    from mujaz.config import Settings
    from mujaz.model import Article

LIBRARY_YML = "title: {ar: مكتبة جديدة في عمّان, en: A new library in Amman}\ndate: 2026-11-22\nslug: library\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE}, yml={"news": LIBRARY_YML})


def po(settings: Settings, name: str) -> str:
    return (settings.translations / f"{name}.po").read_text(encoding="utf-8")


def test_without_engines_the_originals_are_published(settings: Settings) -> None:
    report = build(settings)
    assert (report.seeds, report.composed, report.pending, report.failed) == (2, 2, 5, ())
    assert not report.sound
    assert set(segments(settings, "library").values()) == {(None, "pending")}
    assert "45 ألف كتاب" in page(settings, "library").read_text(encoding="utf-8")


def test_a_second_run_writes_nothing(settings: Settings) -> None:
    build(settings, Translator())
    before = files(settings, "seeds", "translations", "content")
    report = build(settings, Translator({}))
    assert (report.composed, report.unchanged, report.translated) == (0, 2, 0)
    assert files(settings, "seeds", "translations", "content") == before


def test_without_the_cache_a_run_writes_the_same(settings: Settings) -> None:
    build(settings, Translator())
    before = files(settings, "translations", "content")
    for path in settings.cache.iterdir():
        path.unlink()
    assert build(settings).composed == 2
    assert files(settings, "translations", "content") == before


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1256"])
def test_an_encoding_makes_no_difference(encoding: str, tmp_path: Path) -> None:
    text = LIBRARY.replace("ّ", "")
    plain = make(tmp_path / "a", {"news.txt": text})
    other = make(tmp_path / "b", {"news.txt": text.encode(encoding)})
    assert build(plain).failed == build(other).failed == ()
    assert page(plain, "news").read_bytes() == page(other, "news").read_bytes()


def test_an_edited_line_of_a_page_is_taken_back_as_reviewed(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "library")
    path.write_text(path.read_text("utf-8").replace("open six days a week", "be open six days a week"), "utf-8")
    report = build(settings)
    assert report.failed == ()
    assert segments(settings, "library")["p2s1"] == ("The library will be open six days a week.", "reviewed")
    assert "be open six days" in po(settings, "news")
    before = files(settings, "translations", "content")
    build(settings)
    assert files(settings, "translations", "content") == before


def test_a_translation_written_where_none_was_is_taken_back(settings: Settings) -> None:
    build(settings)
    path = page(settings, "library")
    path.write_text(
        path.read_text("utf-8").replace("في الأسبوع.\n", "في الأسبوع.\n\nIt opens six days a week.\n"), "utf-8"
    )
    assert build(settings).failed == ()
    assert segments(settings, "library")["p2s1"] == ("It opens six days a week.", "reviewed")


def test_an_edited_title_of_an_untitled_article_is_taken_back(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "bridge")
    text = path.read_text("utf-8")
    title = next(line for line in text.split("\n") if line.startswith("title_en: "))
    path.write_text(text.replace(title, "title_en: Cairo closes an old bridge"), "utf-8")
    assert build(settings).failed == ()
    data = json.loads((settings.briefings / "bridge.json").read_bytes())
    assert data["title"]["en"] == "Cairo closes an old bridge"
    assert data["title"]["state"] == "reviewed"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("> وستفتح", "> وقد تفتح", "the original was edited here\n  undo the edit and edit seeds/news.txt instead"),
        (
            'title_en: "A new',
            'title_en: "The new',
            "the title was edited here\n  undo the edit and edit `title:` in seeds/news",
        ),
        (
            "date: 2026-11-22",
            "date: 2026-11-21",
            ":4: date was edited here\n  undo the edit and edit `date:` in seeds/news.yml instead",
        ),
        (
            "date: 2026-11-22\n",
            "",
            ":4: date was removed here\n  undo the edit and edit `date:` in seeds/news.yml instead",
        ),
        (
            "date: 2026-11-22\n",
            "date: 2026-11-22\nnote: ask Sara\n",
            ":5: note is no part of a page\n  take it out: notes are comments in translations/news.po, metadata is in",
        ),
        (
            "state: draft\n",
            "# ask Sara\nstate: draft\n",
            ":6: what follows a # would be lost here\n  put the line between quotation marks, or take it out: notes",
        ),
        (
            'title_en: "A new library in Amman"',
            "title_en: The #1 library in Amman #2",
            ":3: what follows a # would be lost here\n  put the line between quotation marks",
        ),
        (
            "from seeds/news.txt. -->",
            "from seeds/news.txt. Ask Sara. -->",
            ":9: the comment was edited here\n  take it out: notes are comments in translations/news.po",
        ),
        (
            "state: draft",
            "state: reviewed",
            ":6: state was edited here\n  undo the edit, and approve the translation (approve news) or edit it instead",
        ),
        (
            "\nThe library",
            "\n<<<<<<< HEAD\nThe library",
            ":15: holds an unfinished merge\n  choose one of the two sides",
        ),
        ("## ", "## x ", "the facts were edited here\n  undo the edit and edit `facts:` in seeds/news.yml instead"),
        ("The library will open six days a week.", "…", "the translation of p2s1 was removed"),
        ("week.\n", "week.\nAnd more.\n", "2 lines of translation stand under 1 sentence\n"),
    ],
)
def test_any_other_edit_is_refused_and_nothing_is_touched(old: str, new: str, message: str, settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "library")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (settings.seeds / "bridge.txt").write_text(BRIDGE + "جملة جديدة.\n", "utf-8")
    before = files(settings, "translations", "content")
    report = build(settings)
    assert [failure.seed for failure in report.failed] == ["news"]
    assert message in report.failed[0].error
    assert report.failed[0].error.startswith("content/briefings/library.md:")
    after = files(settings, "translations", "content")
    for name in ("translations/news.po", "content/briefings/library.md", "content/briefings/library.json"):
        assert after[name] == before[name]
    assert report.composed == 1, "the other article was built"


def test_a_changed_sentence_never_keeps_its_old_translation(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "library")
    path.write_text(path.read_text("utf-8").replace("open six days a week", "be open six days a week"), "utf-8")
    build(settings)
    (settings.seeds / "news.txt").write_text(LIBRARY.replace("ستة أيام", "خمسة أيام"), "utf-8")
    report = build(settings)
    assert segments(settings, "library")["p2s1"] == (None, "stale")
    assert not report.sound
    assert "six days" not in page(settings, "library").read_text("utf-8")
    assert "be open six days" in po(settings, "news")


def test_a_seed_taken_away_is_gone_and_its_translations_are_kept(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "bridge")
    path.write_text(path.read_text("utf-8").replace("an old bridge", "an ancient bridge"), "utf-8")
    (settings.seeds / "bridge.txt").unlink()
    report = build(settings)
    assert (report.removed, report.seeds) == (1, 1)
    assert not path.exists()
    assert not path.with_suffix(".json").exists()
    assert "an ancient bridge" in po(settings, "bridge")


def test_an_edit_survives_a_new_slug(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "bridge")
    path.write_text(path.read_text("utf-8").replace("an old bridge", "an ancient bridge"), "utf-8")
    (settings.seeds / "bridge.yml").write_text("slug: cairo-bridge\n", "utf-8")
    assert build(settings).failed == ()
    assert not path.exists()
    assert "an ancient bridge" in page(settings, "cairo-bridge").read_text("utf-8")


def test_a_quotation_edited_as_its_sentence_was_is_no_conflict(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "library")
    text = path.read_text("utf-8")
    assert text.count("a place for every reader") == 2
    path.write_text(text.replace("a place for every", "a good place for each"), "utf-8")
    assert build(settings).failed == ()
    assert path.read_text("utf-8").count("a good place for each reader") == 2
    assert "a good place for each reader" in po(settings, "news")
    text = path.read_text("utf-8").replace("a good place for each", "a place for every", 1)
    path.write_text(text.replace("a good place for each", "a place for any"), "utf-8")
    [failed] = build(settings).failed
    assert "the facts were edited here" in failed.error


def test_advice_names_a_renamed_seed_by_its_new_name(settings: Settings) -> None:
    build(settings, Translator())
    path = page(settings, "bridge")
    path.write_text(path.read_text("utf-8").replace("> أعلنت", "> وأعلنت"), "utf-8")
    for name, slug in (("span", "span"), ("viaduct", "bridge")):
        for old in settings.seeds.glob("[bs]*.txt"):
            old.rename(settings.seeds / f"{name}.txt")
        (settings.seeds / f"{name}.yml").write_text(f"slug: {slug}\n", "utf-8")
        [failed] = build(settings).failed
        assert "undo the edit and edit seeds/" + name + ".txt instead" in failed.error


def test_pages_that_people_wrote_stay(settings: Settings) -> None:
    own = settings.briefings / "own.md"
    own.parent.mkdir()
    own.write_text("# نص كتبه إنسان\n", "utf-8")
    assert build(settings).failed == ()
    assert own.exists()


def test_one_bad_seed_stops_no_other(settings: Settings) -> None:
    build(settings, Translator())
    (settings.seeds / "news.txt").write_bytes(b"\x00\x01\x02\x03garbage\x04")
    (settings.seeds / "extra.txt").write_text(BRIDGE, "utf-8")
    report = build(settings)
    assert [failure.seed for failure in report.failed] == ["news"]
    assert "news.txt: is not a text file" in report.failed[0].error
    assert page(settings, "library").exists(), "what was published of it stays"
    assert page(settings, "extra").exists()


def test_a_broken_memory_is_reported_and_not_overwritten(settings: Settings) -> None:
    build(settings, Translator())
    path = settings.translations / "news.po"
    broken = po(settings, "news") + "<<<<<<< HEAD\n"
    path.write_text(broken, "utf-8")
    report = build(settings)
    assert [failure.seed for failure in report.failed] == ["news"]
    assert report.failed[0].error.startswith("translations/news.po:")
    assert path.read_text("utf-8") == broken


def test_two_seeds_with_one_address_are_told_apart(settings: Settings) -> None:
    (settings.seeds / "other.txt").write_text(BRIDGE, "utf-8")
    (settings.seeds / "other.yml").write_text("slug: library\n", "utf-8")
    (settings.seeds / "bridge.md").write_text("نص آخر.\n", "utf-8")
    report = build(settings)
    errors = {failure.seed: failure.error for failure in report.failed}
    assert errors.keys() == {"other", "bridge"}
    assert "has the same slug as news: library\n  give one of them another `slug:`" in errors["other"]
    assert "bridge.md and bridge.txt have the same name\n  rename one of them" in errors["bridge"]


def test_a_dying_engine_loses_nothing_and_nothing_is_paid_twice(settings: Settings) -> None:
    first = Translator(dies_after=2)
    assert build(settings, first).translated == 2
    second = Translator()
    report = build(settings, second)
    assert report.translated == 3
    assert sorted(first.asked + second.asked) == sorted(ENGLISH)
    assert report.pending == 0
    third = Translator({})
    assert build(settings, third).translated == 0
    assert third.asked == []


def test_an_interrupted_build_keeps_what_was_translated(settings: Settings) -> None:
    class Interrupted(Translator):
        def __call__(self, requests):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN204 (as in Translator)
            for outcome in super().__call__(requests):
                yield outcome
                if len(self.asked) == 3:
                    raise KeyboardInterrupt

    first = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        build(settings, first)
    second = Translator()
    build(settings, second)
    assert sorted(first.asked + second.asked) == sorted(ENGLISH)


def test_a_sentence_reviewed_in_one_article_serves_another(settings: Settings) -> None:
    (settings.seeds / "twin.txt").write_text("خبر آخر.\n" + BRIDGE, "utf-8")
    build(settings, Translator(ENGLISH | {"خبر آخر.": "Other news."}))
    path = page(settings, "bridge")
    path.write_text(path.read_text("utf-8").replace("an old bridge", "an ancient bridge"), "utf-8")
    build(settings)
    text, state = segments(settings, "twin")["p2s1"]
    assert state == "reviewed"
    assert text is not None
    assert "an ancient bridge" in text


def test_many_processes_write_the_same_as_one(tmp_path: Path) -> None:
    seeds = {f"bridge{n}.txt": BRIDGE for n in range(16)}
    one, many = make(tmp_path / "one", seeds), make(tmp_path / "many", seeds)
    build(one, Translator())
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        report = pipeline.build(many, TODAY, run=Translator(), executor=pool)
    assert report.failed == ()
    for name in seeds:
        for path in (page(one, Path(name).stem), page(one, Path(name).stem).with_suffix(".json")):
            assert path.read_bytes() == (many.briefings / path.name).read_bytes()


def test_a_defect_in_one_article_stops_no_other(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: Article, *rest: Any) -> Composed:
        if article.name == "news":
            raise ZeroDivisionError("oh")
        return compose_article(article, *rest)

    monkeypatch.setattr(briefing, "compose_article", broken)
    report = build(settings, Translator())
    assert [failure.seed for failure in report.failed] == ["news"]
    assert "ZeroDivisionError in test_pipeline.py:" in report.failed[0].error
    assert "please report it" in report.failed[0].error
    assert page(settings, "bridge").exists()


def test_one_sentence_reviewed_in_two_ways_is_told_to_the_editors_of_both(settings: Settings) -> None:
    (settings.seeds / "twin.txt").write_text("خبر آخر.\n" + BRIDGE, "utf-8")
    build(settings, Translator(ENGLISH | {"خبر آخر.": "Other news."}))
    for slug, words in (("bridge", "an ancient bridge"), ("twin", "a very old bridge")):
        path = page(settings, slug)
        path.write_text(path.read_text("utf-8").replace("an old bridge", words), "utf-8")
    assert build(settings).failed == ()
    for slug in ("bridge", "twin"):
        found = json.loads((settings.briefings / f"{slug}.json").read_bytes())["findings"]
        assert [f["check"] for f in found if f["check"] == "inconsistent"], slug


def test_a_broken_memory_without_a_seed_is_reported_too(settings: Settings) -> None:
    build(settings, Translator())
    (settings.translations / "gone.po").write_text('msgid "x"\nmsgstr "y\n', "utf-8")
    report = build(settings)
    assert [failure.seed for failure in report.failed] == ["gone"]
    assert report.failed[0].error.startswith("translations/gone.po:2:")

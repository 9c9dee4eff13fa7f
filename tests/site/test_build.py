"""Building again: the same bytes as from nothing, and no more work than there is."""

from __future__ import annotations

import io
import json
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.exceptions import Abort

from mujaz.errors import ConfigError
from mujaz.model import Briefing, State
from mujaz.site import documents, manifest, pages
from mujaz.site.build import build
from tests.site import house
from tests.support import crowd, projects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from mujaz.config import Settings

STORIES = house.everything()


def _changed(briefing: Briefing, words: str) -> Briefing:
    """The briefing after somebody edited its first translation and its headline."""
    first, *others = briefing.translations
    edited = replace(first, text=words, state=State.REVIEWED, origin="human")
    article = replace(briefing.article, title=f"{briefing.article.title} {words}")
    return replace(briefing, article=article, title_en=words, translations=(edited, *others))


def test_mkdocs_alone_gives_the_same_site(tmp_path: Path) -> None:
    ours = house.project(tmp_path / "ours", STORIES, extras=True)
    assert build(ours, strict=True).pages_written > 2 * len(STORIES)
    theirs = house.mkdocs_build(house.project(tmp_path / "theirs", STORIES, extras=True))
    assert house.snapshot(ours / "site") == house.snapshot(theirs)


def test_mkdocs_alone_writes_no_site_over_the_seeds_either(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = house.project(tmp_path, STORIES)
    seed = root / "seeds" / "news.txt"
    seed.parent.mkdir()
    seed.write_text("خبر.\n", "utf-8")
    configuration = root / "mkdocs.yml"
    configuration.write_text(f"site_dir: seeds\n{configuration.read_text('utf-8')}", "utf-8")
    with pytest.raises(Abort):
        house.mkdocs_build(root)
    assert "mkdocs.yml: site_dir is the folder seeds" in caplog.text
    assert seed.exists()


def test_the_same_site_twice(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    first = house.snapshot(root / "site")
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    build(root)
    assert house.snapshot(root / "site") == first


def test_long_lists_are_what_a_fresh_build_gives_after_a_story_changed_and_one_came(tmp_path: Path) -> None:
    """The timeline's years, the number of stories and a dossier's names stand on pages that kept their rows."""
    stories = list(crowd.stories(70))
    root = house.project(tmp_path / "kept", stories[:-1])
    build(root)
    dates = tuple(replace(found, start="1999-01-01") for found in stories[0].facts.dates)
    person = replace(stories[-1].facts.people[0], en="Laila al-Mansour")
    house.put(root, replace(stories[0], facts=replace(stories[0].facts, dates=dates)))
    house.put(root, replace(stories[-1], facts=replace(stories[-1].facts, people=(person,))))
    build(root)
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
    kept, made = house.snapshot(root / "site"), house.snapshot(house.mkdocs_build(fresh))
    assert [name for name in made if kept.get(name) != made[name]] == []
    assert kept.keys() == made.keys()
    assert b"1999" in made["en/timeline/index.html"]


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert build(root).pages_written == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_nothing_changed_reads_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    opened: list[str] = []
    open_any = io.open

    def spy(file: object, *arguments: object, **options: object) -> object:
        opened.append(str(file))
        return open_any(file, *arguments, **options)  # type: ignore[call-overload] # whatever it was called with

    monkeypatch.setattr(io, "open", spy)
    monkeypatch.setattr("builtins.open", spy)
    build(root)
    assert {path for path in opened if str(tmp_path) in path} <= {
        str(root / "mkdocs.yml"),
        str(manifest.file_of(root / ".cache", root / "site")),
    }


def test_what_was_composed_is_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    read = documents.read

    def spy(path: Path, blob: bytes, settings: Settings) -> documents.Document:
        checked.append(path.stem)
        return read(path, blob, settings)

    monkeypatch.setattr(documents, "read", spy)
    root = house.project(tmp_path, STORIES)
    build(root)
    assert sorted(checked) == sorted(story.article.slug for story in STORIES)
    house.put(root, _changed(STORIES[0], "Edited"))
    build(root)
    assert checked[len(STORIES) :] == [STORIES[0].article.slug]


def test_a_touched_file_is_not_a_change(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    os.utime(root / "content" / "briefings" / "dam.md", (1, 1))
    assert build(root).pages_written == 0


def test_one_edit_writes_few_pages(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    everything = build(root).pages_written
    house.put(root, _changed(STORIES[0], "Edited"))
    written = build(root).pages_written
    assert 0 < written < everything / 2
    assert "Edited" in (root / "site" / "en" / "briefings" / STORIES[0].article.slug / "index.html").read_text("utf-8")


def test_what_was_deleted_by_hand_comes_back(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    before = house.snapshot(root / "site")
    (root / "site" / "en" / "index.html").unlink()
    (root / "site" / "assets" / "site.css").unlink()
    build(root)
    assert house.snapshot(root / "site") == before


def test_the_configuration_is_a_dependency_of_every_page(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    everything = build(root).pages_written
    file = root / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("site_name: موجز · mujaz", "site_name: الصباح"), "utf-8")
    assert build(root).pages_written == everything
    assert "الصباح" in (root / "site" / "ar" / "timeline" / "index.html").read_text("utf-8")


def _longer(briefing: Briefing, words: str) -> Briefing:
    """The briefing with minutes more to read in its first sentence."""
    (first, *others), *paragraphs = briefing.article.paragraphs
    longer = replace(first, text=f"{first.text} {'كلمة ' * 500}{words}".strip())
    article = replace(briefing.article, paragraphs=((longer, *others), *paragraphs))
    told = tuple(
        replace(t, text=f"{t.text} {'word ' * 500}{words}".strip()) if t.text and t.segment_id == first.id else t
        for t in briefing.translations
    )
    return replace(briefing, article=article, translations=told)


def _named(briefing: Briefing, english: str) -> Briefing:
    """The briefing with other English names, or none, for everybody and everything in it."""
    facts = briefing.facts
    people = tuple(replace(found, en=english and f"{found.ar} {english}") for found in facts.people)
    places = tuple(replace(found, en=english and f"{found.ar} {english}") for found in facts.places)
    return replace(briefing, facts=replace(facts, people=people, places=places))


def _another(briefing: Briefing, words: str) -> Briefing:
    """One more story of the same day."""
    return replace(briefing, article=replace(briefing.article, slug=f"{briefing.article.slug}-{len(words)}"))


EDITS: Mapping[str, Callable[[Briefing, str], Briefing]] = {
    "edit": lambda briefing, words: _changed(briefing, f"x{words}"),
    "lengthen": _longer,
    "rename": lambda briefing, words: _named(briefing, f"x{words}"),
    "blank names": lambda briefing, _: _named(briefing, ""),
    "add": _another,
    "restore": lambda briefing, _: briefing,
}
NUMBER = {story.article.slug: number for number, story in enumerate(STORIES)}
NEWEST, SAME_PERSON, LAST = NUMBER["dam"], NUMBER["many-mentions"], NUMBER["one-word"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(range(len(STORIES))), st.sampled_from([*EDITS, "remove"]), st.text("ab ", max_size=3)
        ),
        min_size=1,
        max_size=4,
    )
)
@example(edits=[(NEWEST, "lengthen", "")])  # the minutes of its day stand on the day's other pages too
@example(edits=[(LAST, "remove", ""), (LAST, "restore", "")])  # the front page leads on where there is more
@example(edits=[(NEWEST, "blank names", ""), (SAME_PERSON, "rename", "")])  # a register takes an older story's name
def test_after_any_edits_the_site_is_what_a_full_build_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edits: list[tuple[int, str, str]]
) -> None:
    monkeypatch.setattr(pages, "EDITION", 1)
    root = tmp_path / "kept"
    shutil.rmtree(root / "content", ignore_errors=True)
    house.project(root, STORIES, extras=True)
    build(root)
    for number, what, words in edits:
        if what == "remove":
            for suffix in ("md", "json"):
                slug = STORIES[number].article.slug
                (root / "content" / "briefings" / f"{slug}.{suffix}").unlink(missing_ok=True)
        else:
            house.put(root, EDITS[what](STORIES[number], words))
        build(root)
        shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
        shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("site", ".cache"))
        kept, made = house.snapshot(root / "site"), house.snapshot(house.mkdocs_build(tmp_path / "fresh"))
        assert [name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name)] == []


def test_a_site_without_stories(tmp_path: Path) -> None:
    site = house.mkdocs_build(house.project(tmp_path, extras=True))
    assert "No stories yet." in (site / "en" / "index.html").read_text("utf-8")
    assert house.broken_links(site, "/repo/") == []


def test_pages_written_by_hand_come_and_go(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    build(root)
    for page in (root / "content").glob("about.*.md"):
        page.unlink()
    build(root)
    assert not (root / "site" / "ar" / "about").exists()
    assert house.broken_links(root / "site", "/repo/") == []
    (root / "content" / "notes.en.md").write_text("# Notes\n\nSee [the front page](/repo/en/).\n", "utf-8")
    build(root)
    notes = house.parse(root / "site" / "en" / "notes" / "index.html")
    assert (notes.get("lang"), house.text(next(iter(notes.iter("h1"))))) == ("en", "Notes")
    assert house.broken_links(root / "site", "/repo/") == []


def test_no_site_url_still_gives_working_links(tmp_path: Path) -> None:
    site = house.mkdocs_build(house.project(tmp_path, STORIES, site_url="''"))
    assert house.broken_links(site, "/") == []


def test_hundreds_of_stories_of_one_day_are_paged(tmp_path: Path) -> None:
    source = STORIES[0]
    many = [replace(source, article=replace(source.article, slug=f"s{n:03}")) for n in range(75)]
    site = house.mkdocs_build(house.project(tmp_path, many))
    day = f"en/days/{source.article.published}"
    assert [(site / day / page / "index.html").exists() for page in ("", "2", "3", "4")] == [True, True, True, False]
    person = source.facts.people[0].id
    assert (site / "en" / "people" / person / "1" / "index.html").exists()
    assert house.broken_links(site, "/repo/") == []
    shown = house.parse(site / "en" / "index.html")
    assert len(list(shown.iter("article"))) == 30


def test_a_warning_fails_a_strict_build(tmp_path: Path) -> None:
    root = house.project(tmp_path, STORIES)
    (root / "content" / "about.en.md").write_text("# About\n\n[nowhere](nowhere.md)\n", "utf-8")
    build(root)
    (root / "content" / "about.en.md").write_text("# About\n\n[nothing](nothing.md)\n", "utf-8")
    with pytest.raises(ConfigError, match="strict"):
        build(root, strict=True)


def test_a_site_in_the_english_of_a_region(tmp_path: Path) -> None:
    settings = projects.make(tmp_path, {"bridge.txt": projects.BRIDGE}, options="      target: en-GB\n")
    assert projects.build(settings, projects.Translator()).failed == ()
    assert build(tmp_path).problems == ()
    page = house.parse(settings.site / "en-GB" / "briefings" / "bridge" / "index.html")
    assert page.get("lang") == "en-GB"
    assert "Egypt’s Transport Ministry" in house.text(page)
    assert {e.get("content") for e in page.iter("meta") if e.get("property") == "og:locale"} == {"en_GB"}
    places = json.loads((settings.briefings / "bridge.json").read_bytes())["places"]
    assert [place["en-GB"] for place in places] == ["Cairo"]
    assert projects.build(settings).composed == 0

"""One bad page never takes the site down: the others are built, and what was left out or replaced is told."""

from __future__ import annotations

import json
import logging
import shutil
from typing import TYPE_CHECKING

import pytest
from mkdocs.exceptions import Abort

from mujaz.site.build import build
from tests.site import house
from tests.support import newsroom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STORIES = newsroom.briefings()
SLUG = "summit-tokyo"
ELSEWHERE = "beirut-port"
FIRST = "Japanese Prime Minister Shigeru Ishiba met"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return house.project(tmp_path, STORIES)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """MkDocs prints what it makes of faults; the tests look at the report."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)


def page_of(root: Path, slug: str = SLUG, suffix: str = "md") -> Path:
    return root / "content" / "briefings" / f"{slug}.{suffix}"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def shown(root: Path, slug: str = SLUG, lang: str = "en") -> str:
    return (root / "site" / lang / "briefings" / slug / "index.html").read_text("utf-8")


def edit_data(root: Path, change: Callable[[dict[str, list[dict[str, object]]]], object], slug: str = SLUG) -> None:
    path = page_of(root, slug, "json")
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def one_problem(root: Path) -> str:
    """The only problem of a build that brings the rest of the site, again when there is nothing to do."""
    (problem,) = build(root).problems
    assert build(root).problems == (problem,)
    assert (root / "site" / "en" / "index.html").exists()
    assert ELSEWHERE in (root / "site" / "en" / "index.html").read_text("utf-8") + shown(root, ELSEWHERE)
    return problem


def composed(tmp_path: Path) -> str:
    """The page as it is without the bad edit."""
    other = house.project(tmp_path / "composed", STORIES)
    build(other)
    return shown(other)


def test_a_sound_site_has_no_problems(root: Path) -> None:
    assert build(root).problems == ()


def test_a_line_too_many_is_told_and_the_page_shown_as_composed(root: Path, tmp_path: Path) -> None:
    edit(page_of(root), FIRST, f"Another line.\n{FIRST}")
    problem = one_problem(root)
    assert problem.startswith("content/briefings/summit-tokyo.md:")
    assert "lines of translation stand under" in problem
    assert shown(root) == composed(tmp_path)


def test_front_matter_that_is_no_yaml(root: Path, tmp_path: Path) -> None:
    path = page_of(root)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("title_en:"))
    lines[at] = "title_en: A: b\n"
    path.write_text("".join(lines), "utf-8")
    assert one_problem(root).startswith(f"content/briefings/summit-tokyo.md:{at + 1}: is not valid YAML")
    assert shown(root) == composed(tmp_path)


def test_a_date_that_is_none(root: Path, tmp_path: Path) -> None:
    edit(page_of(root), "date: 2024-11-16", "date: 2024-11-46")
    assert one_problem(root).startswith("content/briefings/summit-tokyo.md")
    assert shown(root) == composed(tmp_path)


@pytest.mark.parametrize("blob", [b"", b"no front matter", b"\xff\xfe"])
def test_a_page_that_is_no_page_any_more(root: Path, tmp_path: Path, blob: bytes) -> None:
    page_of(root).write_bytes(blob)
    assert one_problem(root).startswith("content/briefings/summit-tokyo.md")
    assert shown(root) == composed(tmp_path)


def test_an_edit_of_the_original_is_not_published(root: Path, tmp_path: Path) -> None:
    edit(page_of(root), "\n> ", "\n> كلام لم يقله المصدر ")
    assert "the original was edited here" in one_problem(root)
    assert shown(root) == composed(tmp_path)
    assert "كلام لم يقله المصدر" not in shown(root, lang="ar")


def test_an_edit_of_the_facts_is_told(root: Path, tmp_path: Path) -> None:
    edit(page_of(root), "\n| ", "\n| كلام ")
    assert "the facts were edited here" in one_problem(root)
    assert shown(root) == composed(tmp_path)


def test_an_edited_translation_is_shown(root: Path) -> None:
    edit(page_of(root), FIRST, f"Yesterday {FIRST}")
    assert build(root).problems == ()
    assert f"Yesterday {FIRST}" in shown(root)


def test_an_edited_page_whose_data_is_gone_is_left_out(root: Path) -> None:
    edit(page_of(root), FIRST, "Yesterday he met")
    page_of(root, suffix="json").unlink()
    problem = one_problem(root)
    assert problem.startswith("content/briefings/summit-tokyo.md:1: was edited, but what was composed is not known")
    assert not (root / "site" / "en" / "briefings" / SLUG).exists()


def test_a_page_whose_data_is_gone_is_left_out(root: Path) -> None:
    page_of(root, suffix="json").unlink()
    assert one_problem(root).startswith("content/briefings/summit-tokyo.md: its data is missing")
    assert not (root / "site" / "en" / "briefings" / SLUG).exists()


def test_data_whose_page_is_gone_is_left_out(root: Path) -> None:
    page_of(root).unlink()
    assert one_problem(root).startswith("content/briefings/summit-tokyo.json: its page is missing")
    assert not (root / "site" / "briefings" / f"{SLUG}.json").exists()
    assert not (root / "site" / "en" / "briefings" / SLUG).exists()


@pytest.mark.parametrize(
    ("blob", "said"),
    [
        (b"{", "is not JSON"),
        (b"\xff", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is not a briefing"),
        (b'{"version": 2}', "is not a briefing"),
        (b'{"version": 1}', "its title"),
        (b'{"version": 1, "title": {"ar": "\\ud800", "en": null}}', "Unicode"),
        (
            b'{"version": 1, "title": {"ar": null, "en": null}, "segments": [{"id": "p1s2", "ar": "x", "en": null}]}',
            "sentences",
        ),
        (
            b'{"version": 1, "title": {"ar": null, "en": null}, "segments": [{"id": "p1s1", "ar": null, "en": "x"}]}',
            "sentences",
        ),
    ],
)
def test_data_that_is_no_briefing_is_left_out(root: Path, blob: bytes, said: str) -> None:
    page_of(root, suffix="json").write_bytes(blob)
    problem = one_problem(root)
    assert problem.startswith("content/briefings/summit-tokyo.json: ")
    assert said in problem
    assert not (root / "site" / "briefings" / f"{SLUG}.json").exists()
    assert not (root / "site" / "en" / "briefings" / SLUG).exists()


def test_data_in_other_languages_is_left_out(root: Path) -> None:
    path = page_of(root, suffix="json")
    path.write_text(path.read_text("utf-8").replace('"en":', '"fr":').replace('_en":', '_fr":'), "utf-8")
    assert "not in ar and en" in one_problem(root)


def test_another_target_language_leaves_all_out_and_builds(root: Path) -> None:
    build(root)
    theme = root / "theme"
    shutil.copytree(newsroom.ROOT / "templates", theme)
    shutil.copy(theme / "strings" / "en.yml", theme / "strings" / "fr.yml")
    edit(root / "mkdocs.yml", str(newsroom.ROOT / "templates"), str(theme))
    edit(root / "mkdocs.yml", "mujaz: {", "mujaz: {target: fr, ")
    problems = build(root).problems
    assert len(problems) == len(STORIES)
    assert all("not in ar and fr" in problem for problem in problems)
    assert (root / "site" / "fr" / "index.html").exists()


def test_facts_with_holes_are_left_out(root: Path, tmp_path: Path) -> None:
    def add(document: dict[str, list[dict[str, object]]]) -> None:
        document["people"] += [
            {"kind": "people"},
            {"id": None, "ar": "x", "en": "x"},
            {"id": "x", "ar": "", "en": None},
        ]
        document["places"] += [{"id": "x"}]
        document["numbers"] += [{"segment": None, "text_ar": "x"}]
        document["dates"] += [{"segment": "p1s1", "start": "2020"}]
        document["quotes"] += [{}]

    edit_data(root, add)
    assert "7 facts" in one_problem(root)
    assert shown(root) == composed(tmp_path)


def test_facts_without_their_lesser_fields_are_shown(root: Path) -> None:
    edit_data(root, lambda document: document["people"].append({"id": "new-person", "ar": "شخص جديد"}))
    assert build(root).problems == ()
    assert "شخص جديد" in shown(root, lang="ar")
    assert "شخص جديد" in (root / "site" / "en" / "people" / "new-person" / "index.html").read_text("utf-8")


def test_pages_written_by_hand_among_the_briefings(root: Path) -> None:
    for name in ("hand.md", "hand.en.md", "deeper/hand.ar.md"):
        path = root / "content" / "briefings" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# By hand\n\nThis is {name}.\n", "utf-8")
    assert build(root).problems == ()
    site = root / "site"
    for name, folder in (
        ("hand.md", "briefings/hand"),
        ("hand.en.md", "en/briefings/hand"),
        ("deeper/hand.ar.md", "ar/briefings/deeper/hand"),
    ):
        assert f"This is {name}." in (site / folder / "index.html").read_text("utf-8")
    assert house.broken_links(site, "/repo/") == []


def test_a_page_written_by_hand_takes_no_storys_address(root: Path) -> None:
    (root / "content" / "briefings" / f"{SLUG}.en.md").write_text("# Mine\n", "utf-8")
    assert one_problem(root).startswith("content/briefings/summit-tokyo.en.md: ")
    assert "Mine" not in shown(root)


@pytest.mark.parametrize(
    "blob", [b"\xff\xfe", b"---\ntitle: a: b\n---\n# x\n", b"---\ntemplate: none.html\n---\n# x\n"]
)
@pytest.mark.parametrize("name", ["briefings/hand.md", "notes.en.md"])
def test_a_bad_page_written_by_hand_stops_nothing(root: Path, name: str, blob: bytes) -> None:
    (root / "content" / name).write_bytes(blob)
    problems = build(root).problems
    assert (root / "site" / "en" / "index.html").exists()
    assert [problem.partition(":")[0] for problem in problems] == ([f"content/{name}"] if b": b" not in blob else [])


@pytest.mark.parametrize("suffix", ["md", "json"])
def test_a_folder_named_as_a_file(root: Path, suffix: str) -> None:
    page_of(root, suffix=suffix).unlink()
    page_of(root, suffix=suffix).mkdir()
    assert "cannot be read" in one_problem(root)


def test_a_folder_named_as_a_page_by_hand(root: Path) -> None:
    page_of(root, "alone").mkdir()
    assert one_problem(root).startswith("content/briefings/alone.md: cannot be read")


def test_a_damaged_cache_is_made_anew(root: Path) -> None:
    build(root)
    cache = root / ".cache" / "library.json"
    kept = json.loads(cache.read_text("utf-8"))
    kept["stories"][SLUG][1] = {"named": None}
    cache.write_text(json.dumps(kept), "utf-8")
    page_of(root, "new").write_text("# By hand\n", "utf-8")
    assert build(root).problems == ()
    assert FIRST in shown(root)


def test_a_strict_build_fails_and_names_it(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    edit(page_of(root), FIRST, f"Another line.\n{FIRST}")
    with pytest.raises(Abort):
        house.mkdocs_build(root)
    assert "content/briefings/summit-tokyo.md:" in caplog.text
    assert (root / "site" / "en" / "index.html").exists()


def test_a_problem_ends_when_it_is_mended(root: Path) -> None:
    path = page_of(root)
    before = path.read_bytes()
    edit(path, FIRST, f"Another line.\n{FIRST}")
    assert build(root).problems
    path.write_bytes(before)
    assert build(root).problems == ()


def test_an_empty_project_has_a_site(tmp_path: Path) -> None:
    root = house.project(tmp_path, extras=True)
    shutil.rmtree(root / "content")
    assert build(root).problems == ()
    assert "No stories yet." in (root / "site" / "en" / "index.html").read_text("utf-8")
    assert house.broken_links(root / "site", "/repo/") == []

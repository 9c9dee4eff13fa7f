"""The search index: one record a story over both languages, the same bytes, little rewritten, small at any size."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from mujaz.site import search, theme
from tests.support import sites

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.site.sheets import Site

LANGUAGES = ("ar", "en")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sites.site(tmp_path)


def build(site: Site) -> list[str]:
    return search.build(site.library, LANGUAGES, site.out, site.settings.cache)


def read(site: Site, name: str) -> Any:
    return json.loads((site.out / "search" / name).read_text("utf-8"))


def found(site: Site, entry: str) -> dict[str, int] | None:
    """Story → weight for an entry, read from the files as the browser reads them; None where it tells nothing."""
    index = read(site, "index.json")
    name = next(name for first, name in reversed(index["leaves"]) if first <= entry or first == index["leaves"][0][0])
    steps = read(site, f"leaves/{name}.json").get(entry, [])
    if steps is None:
        return None
    slugs = {}
    number = 0
    for step in steps:
        number += step // 3
        story = read(site, f"stories/{number // index['block']}.json")[number % index["block"]]
        slugs[story["slug"]] = step % 3
    return slugs


def test_a_story_is_found_in_both_languages_titles_first(site: Site) -> None:
    build(site)
    assert found(site, "tokyo") == {"summit-tokyo": search.TITLE}
    assert found(site, "طوكيو") == {"summit-tokyo": search.TITLE}
    assert found(site, "biden") == {"summit-tokyo": search.NAMED}
    assert found(site, "journalist") == {"summit-tokyo": search.TEXT}
    assert found(site, "~مرغ") == {"summit-tokyo": search.NAMED, "pyongyang-marathon": search.TEXT}
    assert found(site, "nowhere") == {}


def test_the_same_stories_give_the_same_bytes_and_nothing_is_written_twice(site: Site, tmp_path: Path) -> None:
    named = build(site)
    files = {path.relative_to(site.out): path.read_bytes() for path in site.out.rglob("*.json")}
    assert sorted(named) == sorted(path.as_posix() for path in files)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert sorted(build(site)) == sorted(named)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    again = replace(site, out=tmp_path / "again")
    build(again)
    assert {path.relative_to(again.out): path.read_bytes() for path in again.out.rglob("*.json")} == files


@pytest.mark.parametrize("kind", ["index.json", "leaves/*", "stories/*"])
def test_a_lost_file_comes_back_and_no_old_one_is_named(site: Site, kind: str) -> None:
    named = build(site)
    stale = site.out / "search" / "leaves" / "00000000.json"
    stale.write_text("{}")
    next(path for path in site.out.glob(f"search/{kind}") if path != stale).unlink()
    assert sorted(build(site)) == sorted(named)
    assert {path.relative_to(site.out).as_posix() for path in site.out.rglob("*.json") if path != stale} == set(named)


def test_other_code_reads_all_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of other stems would not be found by the browser's."""
    before = build(site)
    monkeypatch.setattr(search, "stem", lambda word: f"new{word}")
    search.entries_of.cache_clear()
    assert build(site) == before
    monkeypatch.setattr(theme, "code", lambda: "other")
    build(site)
    assert found(site, "newtokyo") == {"summit-tokyo": search.TITLE}
    search.entries_of.cache_clear()


def test_only_changed_stories_are_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    build(site)
    first, *rest = site.library.stories
    changed = replace(site, library=replace(site.library, stories=(replace(first, digest="changed"), *rest)))
    asked: list[str] = []
    read_briefing = type(site.library).briefing

    def spy(library: Any, slug: str) -> Any:
        asked.append(slug)
        return read_briefing(library, slug)

    monkeypatch.setattr(type(site.library), "briefing", spy)
    build(changed)
    assert asked == [first.slug]


def many(stories: int) -> dict[str, str]:
    """An index over stories of 300 words drawn as news draws them: a few words everywhere, most of them rarely."""
    random = Random(7)  # noqa: S311 - a made-up vocabulary
    vocabulary = [f"w{number:05}" for number in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    drawn = ([" ".join(set(random.choices(vocabulary, weights, k=300)))] for _ in range(stories))
    postings = search.index((number, ["", "", *words]) for number, words in enumerate(drawn))
    return search.files(postings, [{"slug": f"story-{n}", "title": {"ar": "ع" * 60}} for n in range(stories)], "v")


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def test_what_a_query_fetches_hardly_grows_with_the_site() -> None:
    """The budget is 120 KB for the first query; a query of three words fetches six leaves and five blocks at most."""
    made = many(3000)
    leaves = [compressed(text) for name, text in made.items() if name.startswith("leaves/")]
    blocks = [compressed(text) for name, text in made.items() if name.startswith("stories/")]
    assert max(leaves) < 6_000
    assert compressed(made["index.json"]) + 6 * max(leaves) + 5 * max(blocks) < 60_000


def test_one_more_story_leaves_most_leaves_as_they_were() -> None:
    before, after = many(1000), many(1001)
    leaves = {name for name in before if name.startswith("leaves/")}
    assert len(leaves & set(after)) > len(leaves) / 3


def test_an_entry_that_nearly_every_story_has_is_marked() -> None:
    stories = [["", "", "common rare" if n == 0 else "common"] for n in range(search.FEW)]
    made = search.files(search.index(enumerate(stories)), [{}] * search.FEW, "v")
    entries = {
        key: value
        for name, text in made.items()
        if name.startswith("leaves/")
        for key, value in json.loads(text).items()
    }
    assert entries == {"common": None, "rare": [0]}

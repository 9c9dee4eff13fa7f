"""Whatever is done to SLUG.json: it is refused with a message, or every page of the site can be made from it."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mujaz.compose import compose
from mujaz.config import Settings
from mujaz.errors import EditedPageError
from mujaz.markdown import Row
from mujaz.site import catalogue, documents, extras, feeds, pages, search
from tests.support import newsroom, sites

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.site.sheets import Site

BRIEFING = newsroom.briefings()[0]
SLUG = BRIEFING.article.slug
GIVEN = json.loads(compose(BRIEFING).json)
NOTHING = object()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//x.example", "/x"]
)
def test_only_an_address_of_the_web_is_linked_to(tmp_path: Path, url: str) -> None:
    for address, taken in ((url, None), ("https://news.example/1", "https://news.example/1")):
        blob = json.dumps({**GIVEN, "url": address}).encode()
        document = documents.read(tmp_path / "x.json", blob, Settings(root=tmp_path))
        assert document.values["url"] == taken
        assert document.whole == (address == taken)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["p1s1", "2024-11-16"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "ar", "en", "segment"]), inner),
    max_leaves=4,
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return sites.site(tmp_path)


def places(value: object) -> list[tuple[str | int, ...]]:
    """The way to every value in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(), *((key, *rest) for key, below in inner for rest in places(below))]


def changed(place: tuple[str | int, ...], value: object) -> object:
    """The document with another value at a place, or with none."""
    document = {"top": copy.deepcopy(GIVEN)}
    here = document
    for key in ("top", *place)[:-1]:
        here = here[key]  # type: ignore[index] # it is a way through this document
    if value is NOTHING:
        del here[("top", *place)[-1]]  # type: ignore[arg-type] # as above
    else:
        here[("top", *place)[-1]] = value  # type: ignore[index] # as above
    return document.get("top", {})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(places(GIVEN)), value=anything | st.just(NOTHING))
@example(place=("segments",), value=[])
def test_any_document_is_refused_or_shown(site: Site, place: tuple[str | int, ...], value: object) -> None:
    path = site.settings.briefings / f"{SLUG}.json"
    path.write_text(json.dumps(changed(place, value)), "utf-8")
    found = catalogue.read(site.settings)
    assert len(found.stories) >= len(site.library.stories) - 1
    assert found.problems or SLUG in found.by_slug
    if SLUG not in found.by_slug:
        return
    shown = sites.over(site, found)
    for sheet in pages.sheets(shown):
        briefing = found.briefing(sheet.slug) if sheet.slug else None
        sheet.build()
        extras.head(shown, sheet, briefing)
    search.entries(found.briefing(SLUG), site.languages)
    assert found.paragraphs(SLUG)
    assert feeds.atom(shown, "ar")
    assert feeds.json_feed(shown, "en")


def test_the_text_is_the_one_that_the_page_has(site: Site) -> None:
    for briefing in newsroom.briefings():
        said = {t.segment_id: t.text for t in briefing.translations}
        expected = tuple(tuple(Row(s.text, said.get(s.id, "")) for s in rows) for rows in briefing.article.paragraphs)
        assert site.library.paragraphs(briefing.article.slug) == expected


def levelled(value: object) -> object:
    """A document without what the site does not use, and with one way to say that there is nothing."""
    if isinstance(value, dict):
        return {key: levelled(below) for key, below in value.items() if key != "mentions"}
    return list(map(levelled, value)) if isinstance(value, list) else None if value == "" else value


def test_what_compose_writes_loses_nothing(site: Site) -> None:
    for briefing in newsroom.briefings() + newsroom.briefings(newsroom.ODDITIES):
        written = json.loads(compose(briefing).json)
        path = site.settings.briefings / f"{briefing.article.slug}.json"
        document = documents.read(path, compose(briefing).json.encode(), site.settings)
        assert document.problem == ""
        assert levelled(document.values) == levelled({key: written[key] for key in document.values})


def test_a_strange_number_of_a_sentence_is_refused(site: Site) -> None:
    document = copy.deepcopy(GIVEN)
    document["segments"][0]["id"] = "p0s1"
    with pytest.raises(EditedPageError, match="sentences are not whole"):
        documents.read(site.settings.briefings / "x.json", json.dumps(document).encode(), site.settings)


def test_a_document_without_sentences_is_refused(site: Site) -> None:
    document = {**copy.deepcopy(GIVEN), "segments": []}
    with pytest.raises(EditedPageError, match="sentences are missing"):
        documents.read(site.settings.briefings / "x.json", json.dumps(document).encode(), site.settings)

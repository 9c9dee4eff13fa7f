"""Drafts that are made again: for the glossary, for a failed check, because an editor wants it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mujaz import memory as mem
from mujaz.engines.base import Request
from mujaz.errors import TranslationFileError
from mujaz.translate import gate
from tests.support.translating import BIDEN, FIRST, SECOND, THIRD, Project, article, chain, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.index.close()


def test_a_new_name_in_the_glossary_redoes_the_drafts_that_lack_it(project: Project) -> None:
    project.say = lambda text: "Bayden left" if text == THIRD else "English"
    project.build(article(FIRST, THIRD))
    project.terms = (BIDEN,)
    project.say = lambda _: "Biden left"
    assert shown(project.build(article(FIRST, THIRD)))[1][0] == "Biden left"
    assert project.asked == [FIRST, THIRD, THIRD]
    assert re.fullmatch("terms: biden=[0-9a-f]{8}", project.memory().entries[1].comments[1])
    project.terms = (replace(BIDEN, en="Joe Biden"),)
    project.say = lambda _: "Biden left again"  # an engine that knows no glossary is not asked for ever
    for _ in range(2):
        project.build(article(FIRST, THIRD))
    assert project.asked == [FIRST, THIRD, THIRD, THIRD]


def test_a_draft_that_has_the_name_already_is_left_alone(project: Project) -> None:
    project.say = lambda _: "President Biden left"
    project.build(article(THIRD))
    saves = project.saves
    project.terms = (BIDEN,)
    project.build(article(THIRD))
    assert (len(project.asked), project.saves) == (1, saves)


def test_what_a_person_wrote_is_not_redone_for_the_glossary(project: Project) -> None:
    project.build(article(THIRD))
    project.edit("lima", THIRD, target="Bayden, he said")
    project.terms = (BIDEN,)
    assert shown(project.build(article(THIRD))) == [("Bayden, he said", "draft", "human")]
    project.edit("lima", THIRD, fuzzy=False)
    # The names check tells the editor; nothing is known of an earlier glossary.
    assert project.build(article(THIRD)).findings == ()


def test_a_draft_stays_when_no_engine_can_redo_it(project: Project) -> None:
    project.say = lambda _: "Bayden left"
    project.build(article(THIRD))
    project.terms, project.say = (BIDEN,), lambda _: None
    assert shown(project.build(article(THIRD))) == [("Bayden left", "draft", "google")]


def test_reviewed_text_is_flagged_when_the_glossary_changed_and_never_rewritten(project: Project) -> None:
    project.terms, project.say = (BIDEN,), lambda _: "Biden left"
    project.build(article(THIRD))
    project.edit("lima", THIRD, fuzzy=False)
    project.terms = (replace(BIDEN, en="Joe Biden"),)
    outcome = project.build(article(THIRD))
    assert shown(outcome) == [("Biden left", "reviewed", "google")]
    [finding] = outcome.findings
    assert (finding.segment_id, finding.check, finding.severity) == ("p1s1", "glossary", "warning")
    assert "“Joe Biden”" in finding.message
    project.terms = (replace(BIDEN, en="Joe Biden", aliases_en=("Biden",)),)
    assert project.build(article(THIRD)).findings == ()


def test_what_fails_a_check_is_tried_on_the_next_engine(project: Project) -> None:
    project.chain = chain("It said 13 people came to Lima", "It said 120 people came to Lima")
    outcome = project.build(article(FIRST))
    assert shown(outcome) == [("It said 120 people came to Lima", "draft", "e1/m")]
    assert outcome.translated == 1
    assert "held" not in " ".join(project.memory().entries[0].comments)


def test_what_fails_in_every_engine_is_a_held_draft_and_not_asked_for_again(project: Project) -> None:
    project.chain = chain("It said 13 people came to Lima", "It said 14 people came to Lima")
    project.engines = ("e0/m", "e1/m")
    outcome = project.build(article(FIRST))
    assert shown(outcome) == [("It said 13 people came to Lima", "draft", "e0/m")]
    assert outcome.unmet == 0
    assert outcome.refused_by == frozenset({"e0/m", "e1/m"})
    [entry] = project.memory().entries
    assert entry.comments[1:] == ("held: numbers", "tried: e1/m")
    saves = project.saves
    project.build(article(FIRST))
    assert project.saves == saves


def test_a_held_draft_goes_to_an_engine_that_was_added_and_to_no_other(project: Project) -> None:
    project.chain = chain("It said 13 people came to Lima", "It said 14 people came to Lima")
    project.build(article(FIRST))
    project.engines = ("e0/m", "e1/m", "e2/m")
    project.chain = chain("It said 9 people came", "It said 8 people came", "It said 7 people came to Lima")
    outcome = project.build(article(FIRST))
    assert shown(outcome)[0] == ("It said 13 people came to Lima", "draft", "e0/m")
    assert project.memory().entries[0].comments[1:] == ("held: numbers", "tried: e1/m, e2/m")
    project.engines = ("e0/m", "e1/m", "e2/m", "e3/m")
    assert project.build(article(FIRST)).unmet == 1, "it was asked and did not answer"
    project.chain = chain(*["It said 6 people came"] * 3, "It said 120 people came to Lima")
    outcome = project.build(article(FIRST))
    assert shown(outcome)[0] == ("It said 120 people came to Lima", "draft", "e3/m")
    assert (outcome.translated, outcome.unmet, outcome.refused_by) == (1, 0, None)
    assert "tried" not in " ".join(project.memory().entries[0].comments)


def test_a_sentence_is_redone_once_and_published_until_then(project: Project) -> None:
    project.build(article(FIRST, SECOND))
    project.save("lima", mem.ask_again(project.memory(), ["p1s1", "p1s2"]))
    project.say = lambda text: None if text == SECOND else "Better: 120 people came to Lima"
    outcome = project.build(article(FIRST, SECOND))
    assert [t[0] for t in shown(outcome)] == ["Better: 120 people came to Lima", f"English of {SECOND}"]
    assert (project.asked, outcome.unmet) == ([FIRST, SECOND, FIRST, SECOND], 1)
    project.say = "Warm {}".format
    project.build(article(FIRST, SECOND))
    project.build(article(FIRST, SECOND))
    assert project.asked == [FIRST, SECOND, FIRST, SECOND, SECOND]
    assert "redo" not in mem.serialise(project.memory())


def test_a_redone_draft_that_fails_a_check_does_not_take_the_place_of_a_sound_one(project: Project) -> None:
    project.say = lambda _: "It said 120 people came to Lima"
    project.build(article(FIRST))
    project.save("lima", mem.ask_again(project.memory(), ["p1s1"]))
    project.chain = chain("It said 13 people came to Lima")
    for _ in range(2):
        assert shown(project.build(article(FIRST)))[0][0] == "It said 120 people came to Lima"
    assert "redo" not in mem.serialise(project.memory())


def test_a_copy_can_be_redone_and_is_the_article_s_own_then(project: Project) -> None:
    project.build(article(FIRST, name="other"))
    project.build(article(FIRST))
    project.save("lima", mem.ask_again(project.memory(), ["p1s1"]))
    project.say = "Again {}".format
    [translation] = project.build(article(FIRST)).translations
    assert (translation.text, project.copied()) == (f"Again {FIRST}", "")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fuzzy": False}, "p1s1 is approved\n  mark it fuzzy first"),
        ({"target": "By Sara"}, "p1s1 is a person's translation\n  engines never write over"),
    ],
)
def test_a_person_s_words_are_not_marked_to_be_redone(changes: dict[str, object], said: str, project: Project) -> None:
    project.build(article(FIRST))
    project.edit("lima", FIRST, **changes)
    with pytest.raises(TranslationFileError, match=said):
        mem.ask_again(project.memory(), ["p1s1"])
    project.edit("lima", FIRST, comments=(*project.memory().entries[0].comments, "redo"))
    project.build(article(FIRST))
    assert project.asked == [FIRST]


def test_a_held_draft_does_not_take_the_place_of_a_sound_one(project: Project) -> None:
    text = FIRST + " مع بايدن"
    project.say = lambda _: "It said 120 people came to Lima with Bayden"
    project.build(article(text))
    project.terms = (BIDEN,)
    project.chain = chain("It said 13 people came to Lima with Biden")
    for _ in range(2):
        assert shown(project.build(article(text)))[0][0] == "It said 120 people came to Lima with Bayden"
    assert mem.provenance(project.memory().entries[0]).terms


def test_the_gate_names_the_checks_that_failed() -> None:
    request = Request("p1s1", FIRST, "ar", "en")
    assert gate(request, "It said 120 people came to Lima") is None
    assert gate(request, "It said 13 people came to http://example.org") == "numbers, links"

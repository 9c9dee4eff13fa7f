"""Translating an article: whose words win, what is paid for, what survives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mujaz import memory as mem
from mujaz.memory import Memory, Provenance
from mujaz.memory.merge import merge
from mujaz.memory.po import Entry
from mujaz.model import State, Term
from tests.support.translating import BIDEN, FIRST, SECOND, THIRD, Project, article, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.index.close()


def test_engines_make_drafts_with_their_provenance(project: Project) -> None:
    outcome = project.build(article(FIRST, SECOND, title="عنوان"))
    assert [t.segment_id for t in outcome.translations] == ["title", "p1s1", "p1s2"]
    assert shown(outcome)[1] == (f"English of {FIRST}", "draft", "google")
    assert outcome.translated == 3
    entry = project.memory().entries[1]
    assert entry.fuzzy
    assert re.fullmatch(r"mt: engine=google at=2026-11-23 sha=[0-9a-f]{8}", entry.comments[0])
    assert project.memory() == outcome.memory


def test_a_second_run_asks_nothing_and_writes_nothing(project: Project) -> None:
    project.build(article(FIRST, SECOND))
    saves = project.saves
    again = project.build(article(FIRST, SECOND))
    assert (len(project.asked), project.saves, again.translated) == (2, saves, 0)


def test_without_engines_everything_is_pending_and_the_file_is_there(project: Project) -> None:
    project.engine = False
    assert shown(project.build(article(FIRST, SECOND))) == [("", "pending", "")] * 2
    assert [entry.source for entry in project.memory().entries] == [FIRST, SECOND]


def test_requests_carry_languages_neighbours_and_the_terms_of_the_sentence(project: Project) -> None:
    project.terms = (BIDEN, Term("x", "term", ("غائب",), "absent"))
    project.build(article("أ ب", FIRST, SECOND, THIRD, FIRST, title="عنوان"))
    assert [(r.text, r.context, r.glossary) for r in project.requests] == [
        ("عنوان", ("أ ب",), ()),
        ("أ ب", (FIRST,), ()),
        (FIRST, ("أ ب", SECOND), ()),
        (SECOND, ("أ ب", FIRST, THIRD), ()),
        (THIRD, (FIRST, SECOND, FIRST), (BIDEN,)),
    ]
    assert {(r.source, r.target, r.document) for r in project.requests} == {("ar", "en", "lima")}


def test_an_interruption_loses_nothing_that_came(project: Project) -> None:
    def stop(text: str) -> str:
        if text == THIRD:
            raise KeyboardInterrupt
        return "English of " + text

    project.say = stop
    with pytest.raises(KeyboardInterrupt):
        project.build(article(FIRST, SECOND, THIRD))
    assert [mem.state(e) for e in project.memory().entries] == [State.DRAFT, State.DRAFT, State.PENDING]
    project.say = "Again {}".format
    project.build(article(FIRST, SECOND, THIRD))
    assert project.asked == [FIRST, SECOND, THIRD, THIRD]


def test_results_are_saved_at_most_once_a_second_and_at_the_end(project: Project) -> None:
    texts = [f"{SECOND} {n}" for n in range(100)]
    saved: list[int] = []

    def say(text: str) -> str:
        project.seconds += 0.05
        saved.append(sum(mem.state(e) is State.DRAFT for e in project.memory().entries))
        return f"English {text.rsplit(maxsplit=1)[-1]}"

    project.say = say
    outcome = project.build(article(*texts))
    assert saved[1] == 1, "the first at once"
    assert all(n - kept <= 21 for n, kept in enumerate(saved)), "then every second"
    assert project.saves <= 9
    assert project.memory() == outcome.memory
    assert {mem.state(e) for e in outcome.memory.entries} == {State.DRAFT}


def test_failures_leave_sentences_pending_and_are_tried_again(project: Project) -> None:
    project.say = lambda text: None if text == SECOND else "English"
    outcome = project.build(article(FIRST, SECOND))
    assert [str(t.state) for t in outcome.translations] == ["draft", "pending"]
    assert [(f.id, f.error.message) for f in outcome.failures] == [("p1s2", "nothing more today")]
    project.build(article(FIRST, SECOND))
    assert project.asked == [FIRST, SECOND, SECOND]


def test_what_an_engine_says_becomes_one_clean_line(project: Project) -> None:
    project.say = lambda _: " one\u200e \n two\ud800 "
    assert project.build(article(FIRST)).translations[0].text == "one two"
    assert project.memory().entries[0].target == "one two"


def test_what_people_said_is_never_asked_for_or_changed(project: Project) -> None:
    project.build(article(FIRST, SECOND))
    project.edit("lima", FIRST, target="By Sara", fuzzy=False)
    project.edit("lima", SECOND, target="Half done by Tom")
    project.say = "Other {}".format
    assert shown(project.build(article(FIRST, SECOND))) == [
        ("By Sara", "reviewed", "human"),
        ("Half done by Tom", "draft", "human"),
    ]


def test_a_changed_sentence_keeps_a_reviewed_translation_for_the_editor_and_does_not_publish_it(
    project: Project,
) -> None:
    project.build(article(FIRST, SECOND))
    project.edit("lima", FIRST, fuzzy=False)
    changed = FIRST.replace("120", "130")
    [stale, _] = project.build(article(changed, SECOND)).translations
    assert (stale.text, stale.state, stale.origin) == ("", State.STALE, "")
    assert (stale.previous, stale.previous_source) == (f"English of {FIRST}", FIRST)
    assert changed not in project.asked
    assert shown(project.build(article(FIRST, SECOND)))[0] == (f"English of {FIRST}", "reviewed", "google")


def test_a_changed_sentence_that_nobody_reviewed_is_translated_anew(project: Project) -> None:
    project.build(article(FIRST, SECOND))
    changed = FIRST.replace("120", "130")
    project.engine = False
    assert project.build(article(changed, SECOND)).translations[0].state is State.STALE
    project.engine = True
    assert shown(project.build(article(changed, SECOND)))[0] == (f"English of {changed}", "draft", "google")
    assert project.memory().entries[0].previous == ""


def test_a_changed_draft_that_a_person_had_edited_waits_for_a_person(project: Project) -> None:
    project.build(article(FIRST, SECOND))
    project.edit("lima", FIRST, target="Half done by Tom")
    [stale, _] = project.build(article(FIRST + " أمس", SECOND)).translations
    assert (stale.state, stale.previous) == (State.STALE, "Half done by Tom")


@pytest.mark.parametrize(
    ("theirs", "ours", "shown_"),
    [
        (("R", False), ("r", False), ("r", "reviewed", "")),
        (("R", False), ("d", True), ("R", "reviewed", "other.po")),
        (("R", False), ("", False), ("R", "reviewed", "other.po")),
        (("D", True), ("d", True), ("d", "draft", "")),
        (("D", True), ("", False), ("D", "draft", "other.po")),
    ],
)
def test_the_order_of_memories(
    project: Project, theirs: tuple[str, bool], ours: tuple[str, bool], shown_: tuple[str, str, str]
) -> None:
    for name, (text, fuzzy) in (("other", theirs), ("lima", ours)):
        told = Provenance(engine="google", sha=mem.digest(text))
        entry = mem.record(Entry(FIRST, text, fuzzy=fuzzy, references=(f"{name}.txt:p1s1",)), told)
        project.save(name, merge(Memory((entry,)), article(FIRST, name=name), "en"))
    [translation] = project.build(article(FIRST)).translations
    assert (translation.text, str(translation.state), project.copied()) == shown_
    assert project.asked == []
    [entry] = project.memory().entries
    assert (entry.target, entry.fuzzy) == (shown_[0], shown_[1] == "draft")


def test_a_copy_follows_its_original_until_somebody_edits_it(project: Project) -> None:
    project.build(article(FIRST, name="other"))
    project.build(article(FIRST))
    assert project.copied() == "other.po"
    project.edit("other", FIRST, target="Better", fuzzy=False)
    [followed] = project.build(article(FIRST)).translations
    assert (followed.text, followed.state, project.copied()) == ("Better", State.REVIEWED, "other.po")
    project.build(article(FIRST, name="other"))
    assert project.copied("other") == ""
    project.edit("lima", FIRST, target="Ours")
    project.edit("other", FIRST, target="Theirs")
    [own] = project.build(article(FIRST)).translations
    assert (own.text, project.copied()) == ("Ours", "")


def test_a_copy_survives_its_original(project: Project) -> None:
    project.build(article(FIRST, name="other"))
    project.build(article(FIRST))
    project.path("other").unlink()
    assert shown(project.build(article(FIRST))) == [(f"English of {FIRST}", "draft", "google")]
    assert project.asked == [FIRST]


def test_copies_do_not_follow_each_other(project: Project) -> None:
    for name in ("other", "lima", "quito"):
        project.build(article(FIRST, name=name))
    project.path("other").unlink()
    saves = project.saves
    for name in ("lima", "quito"):
        project.build(article(FIRST, name=name))
        assert project.copied(name) == "other.po"
    assert project.saves == saves


def test_a_copy_that_was_reviewed_here_does_not_follow_a_draft(project: Project) -> None:
    project.build(article(FIRST, name="other"))
    project.build(article(FIRST))
    project.edit("lima", FIRST, fuzzy=False)
    project.edit("other", FIRST, target="Another draft")
    assert shown(project.build(article(FIRST))) == [(f"English of {FIRST}", "reviewed", "google")]


def test_a_stale_sentence_takes_a_translation_from_elsewhere_unless_somebody_began_to_mend_it(
    project: Project,
) -> None:
    project.save("other", Memory((Entry(SECOND + " أمس", "New"), Entry(FIRST + " أمس", "New"))))
    project.save("lima", merge(Memory((Entry(FIRST, "One"), Entry(SECOND, "Two"))), article(FIRST, SECOND), "en"))
    project.engine = False
    second = SECOND + " أمس اليوم"
    project.build(article(FIRST, second))
    project.edit("lima", second, target="Two tod")
    project.save("other", Memory((Entry(second, "New"), Entry(FIRST + " أمس", "New"))))
    assert shown(project.build(article(FIRST + " أمس", second))) == [("New", "reviewed", "human"), ("", "stale", "")]
    assert [e.target for e in project.memory().entries] == ["New", "Two tod", "Two", "One"]


def test_a_reviewed_copy_does_not_fall_back_to_a_draft(project: Project) -> None:
    project.build(article(FIRST, name="other"))
    project.build(article(FIRST))
    project.save("lima", mem.approve(project.memory(), ["p1s1"], "Sara", "2026-11-24"))
    project.edit("other", FIRST, target="Another draft")
    [translation] = project.build(article(FIRST)).translations
    assert (translation.text, translation.reviewer, project.copied()) == (f"English of {FIRST}", "Sara", "")


def test_a_human_draft_is_not_replaced_by_anything(project: Project) -> None:
    project.save("other", Memory((Entry(FIRST, "Reviewed elsewhere"),)))
    project.save("lima", Memory((Entry(FIRST, "Tom is at it", fuzzy=True),)))
    assert shown(project.build(article(FIRST))) == [("Tom is at it", "draft", "human")]


def test_suggestions_are_for_sentences_without_a_translation(project: Project) -> None:
    project.save("other", Memory((Entry(FIRST.replace("120", "130"), "130 people came"),)))
    project.engine = False
    project.build(article(FIRST, SECOND))
    assert project.memory().entries[0].comments == ("suggestion (0.98, other.po): 130 people came",)
    assert project.memory().entries[1].comments == ()
    saves = project.saves
    project.build(article(FIRST, SECOND))
    assert project.saves == saves
    project.engine = True
    project.build(article(FIRST, SECOND))
    assert not any("suggestion" in comment for comment in project.memory().entries[0].comments)

"""Translating an article: whose words win, what is paid for, what survives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from mujaz import memory as mem
from mujaz.engines.base import Availability, Failure, Profile, Request, Result
from mujaz.engines.chain import Chain
from mujaz.errors import QuotaExhausted, TranslationFileError
from mujaz.memory import Memory, Provenance
from mujaz.memory.index import Index
from mujaz.memory.merge import merge
from mujaz.memory.po import Entry
from mujaz.model import Article, Segment, State, Term
from mujaz.translate import gate
from tests.support.translating import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mujaz.engines.base import Outcome
    from mujaz.translate import Translated

FIRST = "أعلن الرئيس أمس عن وصول 120 شخصا إلى مدينة ليما"
SECOND = "ولا يزال الطقس باردا في الجنوب"
THIRD = "وقال بايدن إن القوات غادرت الحدود"
BIDEN = Term("biden", "person", ("بايدن",), "Biden")


def article(*texts: str, name: str = "lima", title: str | None = None) -> Article:
    segments = tuple(Segment(f"p1s{n}", text) for n, text in enumerate(texts, 1))
    return Article(name, f"{name}.txt", name, "ar", title or "lead", (segments,), title_given=title is not None)


@dataclass
class Project:
    """A folder of PO files, engines that answer with `say`, and a count of what they were asked."""

    folder: Path
    say: Callable[[str], str | None] = "English of {}".format
    terms: tuple[Term, ...] = ()
    engine: bool = True
    engines: tuple[str, ...] = ()
    chain: Callable[[Sequence[Request]], Iterator[Outcome]] | None = None
    asked: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    saves: int = 0
    seconds: float = 0.0
    today: str = "2026-11-23"

    def __post_init__(self) -> None:
        self.index = Index(self.folder / "translations", self.folder / "memory.sqlite")

    def path(self, name: str) -> Path:
        return self.folder / "translations" / f"{name}.po"

    def memory(self, name: str = "lima") -> Memory:
        return mem.read(self.path(name), f"{name}.po")

    def save(self, name: str, memory: Memory) -> Memory:
        self.path(name).parent.mkdir(exist_ok=True)
        self.path(name).write_text(mem.serialise(memory), encoding="utf-8")
        self.saves += 1
        return memory

    def run(self, requests: Sequence[Request]) -> Iterator[Outcome]:
        for request in requests:
            self.asked.append(request.text)
            self.requests.append(request)
            text = self.say(request.text)
            if text is None:
                yield Failure(request.id, QuotaExhausted("nothing more today"))
            else:
                yield Result(request.id, text, "google")

    def build(self, article: Article) -> Translated:
        self.index.refresh()
        return translate(
            article,
            self.memory(article.name),
            self.index,
            (self.chain or self.run) if self.engine else None,
            lambda memory: self.save(article.name, memory),
            terms=self.terms,
            at=self.today,
            engines=self.engines,
            clock=lambda: self.seconds,
        )

    def edit(self, name: str, source: str, **changes: object) -> None:
        memory = self.memory(name)
        [entry] = (entry for entry in memory.entries if entry.source == source)
        self.save(name, mem.put(memory, {source: replace(entry, **changes)}))  # type: ignore[arg-type]  # checked by the test


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project(tmp_path)
    yield made
    made.index.close()


def shown(outcome: Translated) -> list[tuple[str, str, str]]:
    return [(t.text, str(t.state), t.origin) for t in outcome.translations]


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
    assert project.build(article(FIRST)).translations[0].text == "one two?"
    assert project.memory().entries[0].target == "one two?"


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
    assert (translation.text, str(translation.state), translation.found_in) == shown_
    assert project.asked == []
    [entry] = project.memory().entries
    assert (entry.target, entry.fuzzy) == (shown_[0], shown_[1] == "draft")


def test_a_copy_follows_its_original_until_somebody_edits_it(project: Project) -> None:
    project.build(article(FIRST, name="other"))
    assert project.build(article(FIRST)).translations[0].found_in == "other.po"
    project.edit("other", FIRST, target="Better", fuzzy=False)
    [followed] = project.build(article(FIRST)).translations
    assert (followed.text, followed.state, followed.found_in) == ("Better", State.REVIEWED, "other.po")
    assert project.build(article(FIRST, name="other")).translations[0].found_in == ""
    project.edit("lima", FIRST, target="Ours")
    project.edit("other", FIRST, target="Theirs")
    [own] = project.build(article(FIRST)).translations
    assert (own.text, own.found_in) == ("Ours", "")


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
        [translation] = project.build(article(FIRST, name=name)).translations
        assert translation.found_in == "other.po"
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
    assert (translation.text, translation.reviewer, translation.found_in) == (f"English of {FIRST}", "Sara", "")


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


@dataclass(frozen=True)
class Parrot:
    """A real engine to the chain, that says what it is told to."""

    says: str
    profile: Profile

    def available(self) -> Availability:
        return Availability(ok=True)

    def translate(self, requests: Sequence[Request], _timeout: float) -> Iterator[Outcome]:
        for request in requests:
            yield Result(request.id, self.says, self.profile.name, self.profile.model)


def chain(*says: str) -> Callable[[Sequence[Request]], Iterator[Outcome]]:
    engines = [Parrot(text, Profile(name=f"e{n}", model="m")) for n, text in enumerate(says)]
    return lambda requests: Chain(engines, gate).run(requests, float("inf"))


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
    assert (translation.text, translation.found_in) == (f"Again {FIRST}", "")


@pytest.mark.parametrize("changes", [{"fuzzy": False}, {"target": "By Sara"}])
def test_a_person_s_words_are_not_marked_to_be_redone(changes: dict[str, object], project: Project) -> None:
    project.build(article(FIRST))
    project.edit("lima", FIRST, **changes)
    with pytest.raises(TranslationFileError, match="p1s1 is a person's translation\n  engines never write over"):
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

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.check import CHECKS, Problem, check, check_pair, inconsistent
from mujaz.model import Article, Finding, Pair, Segment, State, Term, Translation

CASES = Path(__file__).parent / "data" / "check"
ERRORS = {"empty", "numbers", "links", "loop", "chatter"}


def table(name: str) -> list[tuple[str, str, str, str, str]]:
    with (CASES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(name, r["check"], r["source"], r["target"].replace("\\n", "\n"), r["message"] or "") for r in rows]


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]]


def problems(languages: str, source: str, target: str, *terms: Term) -> tuple[Problem, ...]:
    one, other = languages.split("-")
    return check_pair(source, target, source_language=one, target_language=other, terms=terms)


@pytest.mark.parametrize(("languages", "expected", "source", "target", "message"), [*table("ar-en"), *table("en-ar")])
def test_golden(languages: str, expected: str, source: str, target: str, message: str) -> None:
    found = problems(languages, source, target)
    if expected == "-":
        assert found == ()
        return
    said = next((problem for problem in found if problem.check == expected), None)
    assert said, found
    assert message in said.message
    assert said.severity == "error" or expected not in ERRORS


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [
        (name, source, target)
        for name in ("numbers", "names", "dates", "negation", "chatter")
        for source, target in rows(name)
    ],
)
def test_what_people_write_passes_in_both_directions(name: str, source: str, target: str) -> None:
    for languages, one, other in (("ar-en", source, target), ("en-ar", target, source)):
        assert [p.message for p in problems(languages, one, other) if p.check == name] == []


def test_every_check_has_a_fault_it_must_catch() -> None:
    assert {row[1] for row in table("ar-en")} == {"-", "empty", *CHECKS}


def test_shares_of_untranslated_text_decide_between_error_and_warning() -> None:
    (warning,) = problems("ar-en", "قال الوزير ذلك اليوم.", "The minister said so اليوم itself, he did.")
    assert (warning.check, warning.severity) == ("untranslated", "warning")
    found = problems("ar-en", "قال الوزير ذلك اليوم في الجلسة.", "He said ذلك اليوم في الجلسة.")
    assert [(p.check, p.severity) for p in found if p.check == "untranslated"] == [("untranslated", "error")]


def test_a_protected_term_may_stay_as_it_is() -> None:
    term = Term(id="al-araby", kind="organisation", ar=("العربي الجديد",), en="Al-Araby", protect=True)
    target = "The newspaper العربي الجديد said so yesterday."
    assert "untranslated" in {p.check for p in problems("ar-en", "قالت صحيفة العربي الجديد ذلك أمس.", target)}
    assert problems("ar-en", "قالت صحيفة العربي الجديد ذلك أمس.", target, term) == ()


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("Jake Sullivan said so.", False),
        ("Sullivan said so.", False),
        ("The adviser said so.", True),
    ],
)
def test_glossary_names_have_an_allowed_rendering(target: str, missing: bool) -> None:  # noqa: FBT001  # a table column
    term = Term(id="sullivan", kind="person", ar=("جيك سوليفان", "سوليفان"), en="Jake Sullivan")
    found = problems("ar-en", "وقال سوليفان ذلك.", target, term)
    assert [p.message for p in found] == (["missing: Jake Sullivan (سوليفان)"] if missing else [])


def test_an_empty_translation_has_no_other_problem() -> None:
    assert [p.check for p in problems("ar-en", "قتل 13 شخصا يوم الخميس في مصر.", " ")] == ["empty"]


def test_regions_of_a_language_are_the_language() -> None:
    found = check_pair("قتل 13 شخصا.", "It killed 31.", source_language="ar-SA", target_language="en-GB", terms=())
    assert [p.check for p in found] == ["numbers"]


def test_other_languages_have_only_the_checks_that_need_no_tables() -> None:
    found = check_pair("Am 3. Mai 2020 kam niemand.", "Personne.", source_language="de", target_language="fr", terms=())
    assert [p.check for p in found] == ["length"]


ARTICLE = Article(
    name="lima",
    file="lima.txt",
    slug="lima",
    language="ar",
    title="قمة في ليما",
    paragraphs=((Segment("p1s1", "قتل 13 شخصا."), Segment("p1s2", "لم يحضر أحد.")), (Segment("p2s1", "نعم."),)),
)


def test_check_names_the_segment_and_leaves_out_what_is_not_published() -> None:
    translations = (
        Translation("title", "Summit in Lima", State.REVIEWED),
        Translation("p1s1", "It killed 31.", State.DRAFT, "google"),
        Translation("p1s2", "", State.PENDING),
        Translation("p2s1", "", State.STALE, previous="No."),
    )
    assert check(ARTICLE, translations, ()) == (Finding("p1s1", "numbers", "error", "31 where the original has 13"),)


def test_check_reads_the_title() -> None:
    (finding,) = check(ARTICLE, [Translation("title", "Summit in Paris", State.DRAFT)], ())
    assert (finding.segment_id, finding.check) == ("title", "names")


def test_inconsistent_names_the_other_place() -> None:
    pairs = {
        "a": [Pair("p1s1", "قال ذلك أمس.", "He said so yesterday."), Pair("p2s1", "نعم.", "Yes.")],
        "b": [Pair("p3s2", "قال  ذلك أمس.", "Yesterday he said it."), Pair("p4s1", "نعم.", "")],
    }
    found = inconsistent(pairs)
    assert {seed: [f.segment_id for f in findings] for seed, findings in found.items()} == {
        "a": ["p1s1"],
        "b": ["p3s2"],
    }
    assert "a:p1s1 has “He said so yesterday.”" in found["b"][0].message


def test_one_reading_everywhere_is_consistent() -> None:
    assert inconsistent({"a": [Pair("p1s1", "نعم.", "Yes.")], "b": [Pair("p1s1", "نعم.", "Yes. ")]}) == {}


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_checked(source: str, target: str) -> None:
    for languages in ("ar-en", "en-ar"):
        for problem in problems(languages, source, target):
            assert problem.check in {"empty", *CHECKS}
            assert problem.message


@pytest.mark.parametrize("piece", ["a", "\n", "the minister said ", "12 345 6,7 ", "[no ", "i can't ", "وزير ", "\"'"])
def test_what_a_runaway_engine_sends_is_checked_to_its_end(piece: str) -> None:
    """Where a pattern looks at every end for every beginning, this test does not end in an hour."""
    runaway = piece * (60_000 // len(piece))
    assert problems("ar-en", "قال الوزير إن 12 شخصا قتلوا يوم الخميس.", runaway)
    assert problems("en-ar", "The minister said that 12 people were killed on Thursday.", runaway)


@given(st.sampled_from([row for row in table("ar-en") if row[1] == "-"]), st.sampled_from("\u200f\u200e\u2066\u0640"))
def test_invisible_characters_change_nothing(row: tuple[str, str, str, str, str], mark: str) -> None:
    _, _, source, target, _ = row
    assert problems("ar-en", source.replace(" ", f" {mark}"), target) == ()


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("hausse de 7 % d'ici à 2030", "ارتفاع بنسبة 7 في المئة بحلول 2030", ""),
        ("1 500 blessés et 3,5 millions", "1,500 جريح و3.5 ملايين", ""),
        ("1 500 blessés", "١٬٥٠٠ جريح", ""),
        ("sept blessés", "7 جرحى", ""),
        ("hausse de 7 % d'ici à 2030", "ارتفاع بنسبة 99 في المئة بحلول 2030", "99 where the original has 7"),
        ("12 blessés en 2019", "21 جريحا في 2018", "21, 2018 where the original has 12, 2019"),
    ],
)
def test_between_languages_whose_words_are_not_known_figures_are_compared(source: str, target: str, found: str) -> None:
    problems_ = check_pair(source, target, source_language="fr", target_language="ar")
    assert [problem.message for problem in problems_ if problem.check == "numbers"] == ([found] if found else [])

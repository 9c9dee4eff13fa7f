"""The facts of a story as its page shows them: whose words they are, and what is not said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.site import strings, views
from mujaz.site.facts import Facts
from mujaz.site.passages import spoken_by
from tests.support import newsroom

if TYPE_CHECKING:
    from collections.abc import Mapping

T = {code: strings.load([newsroom.ROOT / "templates"], code, ("ar", "en")) for code in ("ar", "en")}
SAID = {"id": "p1s1", "ar": "جملة", "en": "A sentence", "state": "reviewed"}
PENDING = SAID | {"en": None, "state": "pending"}


def facts(lang: str = "en", sentence: Mapping[str, object] = SAID) -> Facts:
    speaker = views.Speaker(T[lang], T["en" if lang == "ar" else "ar"], "en")
    return Facts(speaker, {"p1s1": (1, sentence)})


def row(**values: object) -> dict[str, object]:
    return {"segment": "p1s1", "agreed": True, "text_ar": None, "text_en": None, **values}


# ------------------------------------------------------------------ who speaks


@pytest.mark.parametrize(
    ("ar", "en", "spoken"),
    [
        ("وايد", "Will Wade", False),  # the namesake in one language is somebody else
        ("وايد", "Wayde Sims", True),
        ("وايد", None, True),
        (None, "Sims", True),
        (None, None, False),
        ("سيمز", "Will Wade", False),
    ],
)
def test_a_quotation_is_of_whom_both_languages_name(ar: str | None, en: str | None, *, spoken: bool) -> None:
    person = {"ar": "وايد سيمز", "en": "Wayde Sims", "aliases_ar": ["وايد"], "aliases_en": ["Sims"]}
    quotes = {"quotes": [row(speaker_ar=ar, speaker_en=en)]}
    assert bool(list(spoken_by(person, quotes, ("ar", "en")))) == spoken


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("cannot keep paying for it,", "cannot keep paying for it"),
        ("the “end of war,”", "the “end of war”"),
        ("wait, and see.", "wait, and see."),
        ("يدفعون الثمن،", "يدفعون الثمن"),
    ],
)
def test_a_quotation_alone_leaves_the_comma_to_its_sentence(quoted: str, shown: str) -> None:
    (fact,) = facts().said(row(text_en=quoted))
    assert fact.text.text == shown


# ------------------------------------------------------------------ notes


@pytest.mark.parametrize(
    ("sentence", "values", "note"),
    [
        (SAID, {"agreed": False}, "the two languages differ"),
        (SAID, {"agreed": True}, ""),
        (PENDING, {"agreed": False}, ""),
        (PENDING, {"agreed": False, "romanised": True}, "spelled by us"),
        (SAID, {"agreed": False, "romanised": True}, "spelled by us"),
    ],
)
def test_languages_differ_only_where_there_are_two(
    sentence: Mapping[str, object], values: dict[str, object], note: str
) -> None:
    named = row(id="x", ar="ليلى", en="Layla", role_ar=None, role_en=None, segments=["p1s1"], **values)
    del named["segment"]
    (person,) = facts(sentence=sentence).named("people")(named)
    assert person.note == note


def test_a_role_in_the_other_language_is_no_role() -> None:
    named = row(id="x", ar="ليلى", en="Layla", role_ar="قاضي المحكمة العليا", role_en=None, segments=["p1s1"])
    (on_english,), (on_arabic,) = facts("en").named("people")(named), facts("ar").named("people")(named)
    assert on_english.detail is None
    assert on_arabic.detail is not None


@pytest.mark.parametrize(
    ("lang", "ar", "en", "what", "detail"),
    [
        ("en", "24 عامًا", "24-year-old", ("سنوات العمر", "years of age"), None),
        ("en", "24 عامًا", "24", ("سنوات العمر", "years of age"), "age"),
        ("ar", "24 عامًا", "24", ("سنوات العمر", "years of age"), "العمر"),
        ("en", "58", "58th minutes", (None, "minutes"), None),
        ("ar", "58", "58th minutes", (None, "minutes"), None),
        ("ar", "15 في المئة", "15 percent", ("بالمئة", "percent"), None),
        ("en", "٢١٫٥٪", "21.5%", ("بالمائة", "percent"), None),
        ("en", "34 شخصا", "34 people", ("قتلى", "people dead"), "people dead"),
    ],
)
def test_what_a_number_counts_is_said_once_and_in_the_language_of_the_page(
    lang: str, ar: str, en: str, what: tuple[str | None, str | None], detail: str | None
) -> None:
    given = row(value=24, value_max=None, text_ar=ar, text_en=en, what_ar=what[0], what_en=what[1])
    (number,) = facts(lang).number(given)
    assert (number.detail.text if number.detail else None) == detail


# ------------------------------------------------------------------ dates with what is said of them


def test_dates_of_one_day_are_one_moment_with_the_clause_of_each() -> None:
    sentence = (
        "Friday’s meeting will be the first encounter between Biden and Ishiba since a rainy day in the capital, "
    )
    sentence += "who took office on October 1, succeeding his unpopular predecessor, Fumio Kishida, who had resigned."
    start = sentence.index("October 1")
    place = {"segment": "p1s1", "lang": "en", "start": start, "end": start + len("October 1")}
    dates = [
        row(start="2024-10-01", end=None, relative=False, text_en="October 1", mentions=[place]),
        row(start="2024-10-01", end=None, relative=False, text_en="the first", mentions=[]),
        row(start="2023", end=None, relative=False, text_en="2023", mentions=[]),
        row(start="--10-01", end=None, relative=False, text_en="October 1", mentions=[place]),
    ]
    first, second = facts(sentence=SAID | {"en": sentence}).moments({"dates": dates})
    assert (first.iso, second.iso) == ("2023", "2024-10-01")
    ((clause, refs),) = second.clauses
    assert (
        clause.text
        == "…\u00a0who took office on October 1, succeeding his unpopular predecessor, Fumio Kishida, who had resigned."
    )
    assert [ref.id for ref in refs.items] == ["p1s1"]

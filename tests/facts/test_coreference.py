"""Who is who inside an article and across articles."""

from __future__ import annotations

import pytest

from mujaz.model import Term
from tests.facts.test_extract import run

INTRODUCED = ("وصل الرئيس الأمريكي جو بايدن إلى طوكيو.", "US President Joe Biden arrived in Tokyo.")


def test_a_short_form_joins_the_full_name_of_the_article() -> None:
    facts, _ = run([INTRODUCED, ("وقال بايدن إنه متفائل.", "Biden said he was optimistic.")])
    (person,) = facts.people
    assert (person.id, person.ar, person.aliases_ar) == ("joe-biden", "جو بايدن", ("بايدن",))
    assert {m.segment_id for m in person.mentions} == {"p1s1", "p2s1"}


def test_an_office_names_nobody_without_an_apposition() -> None:
    facts, _ = run(
        [INTRODUCED, ("وقال رئيس الوزراء الياباني إنه موافق.", "The Japanese prime minister said he agreed.")]
    )
    (person,) = facts.people
    assert {m.segment_id for m in person.mentions} == {"p1s1"}
    assert "prime minister" not in person.role_en


def test_an_office_beside_the_name_is_a_role() -> None:
    pair = (
        "وقال رئيس الوزراء الياباني، شيغيرو إيشيبا، إنه موافق.",
        "Shigeru Ishiba, the Japanese prime minister, said he agreed.",
    )
    (person,) = run([pair])[0].people
    assert (person.role_en, person.role_ar) == ("Japanese prime minister", "رئيس الوزراء الياباني")


def test_two_people_of_one_surname_stay_two() -> None:
    facts, _ = run(
        [
            ("قال النائب سامي الجميل إنه يقاطع.", "MP Samy Gemayel said he would boycott."),
            ("أما ابن عمه النائب نديم الجميل فيشارك.", "But his cousin, MP Nadim Gemayel, will take part."),
        ]
    )
    assert [(p.id, p.ar) for p in facts.people] == [("samy-gemayel", "سامي الجميل"), ("nadim-gemayel", "نديم الجميل")]


def test_a_shared_surname_is_of_the_one_without_another_short_name() -> None:
    facts, _ = run(
        [
            (
                "تنافست إيلينا نافارو وروبرتو كاستيو نافارو على الرئاسة.",
                "Elena Navarro and Roberto Castillo Navarro competed for the presidency.",
            ),
            ("ورفض كاستيو النتيجة.", "Castillo refused the result."),
            ("وقالت نافارو إنها متفائلة.", "Navarro said she was optimistic."),
        ]
    )
    assert [person.aliases_en for person in facts.people] == [("Navarro",), ("Castillo",)]


def test_a_person_has_one_id_in_every_article() -> None:
    again = ("والتقى جو بايدن الوفد.", "Joe Biden met the delegation.")
    assert run([INTRODUCED])[0].people[0].id == run([again])[0].people[0].id


@pytest.mark.parametrize(
    "pair", [INTRODUCED, ("وقال بايدن إنه متفائل.", "Biden said he was optimistic."), ("وقال بايدن إنه متفائل.", "")]
)
def test_the_glossary_gives_one_id_to_every_form(pair: tuple[str, str]) -> None:
    term = Term("biden", "person", ("جو بايدن", "بايدن"), "Joe Biden", ("Biden",))
    facts, _ = run([pair], (term,))
    assert [p.id for p in facts.people] == ["biden"]
    assert facts.people[0].agreed is bool(pair[1])


def test_nothing_that_only_the_original_supports_is_agreed() -> None:
    facts, _ = run([("قال وزير الصحة فراس الهواري في عمّان إن منظمة الصحة العالمية وافقت.", "")])
    named = [*facts.people, *facts.places, *facts.organisations]
    assert [n.ar for n in named] == ["فراس الهواري", "عمّان", "منظمة الصحة العالمية"]
    assert not any(n.agreed for n in named)
    assert facts.people[0].romanised

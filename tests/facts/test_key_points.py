from __future__ import annotations

import pytest

from mujaz.facts import lexicon
from mujaz.facts.key_points import key_points
from mujaz.model import Facts, Mention, Number, Pair, Person, Place

LEAD = Pair(
    "p1s1", "وصل وزير النقل النرويجي أوله هانسن إلى مدينة برغن صباح أمس", "Minister Ole Hansen arrived in Bergen."
)


def person(name: str, *segments: str) -> Person:
    return Person(name, name, name, tuple(Mention(s, "ar", 0, 1) for s in segments), agreed=True, role_en="minister")


def place(name: str, *segments: str) -> Place:
    return Place(name, name, name, tuple(Mention(s, "ar", 0, 1) for s in segments), agreed=True)


def chosen(facts: Facts, *pairs: Pair) -> tuple[str, ...]:
    return key_points(facts, pairs, lexicon.load())


def test_sentences_that_bring_new_facts_are_chosen_in_reading_order() -> None:
    second = Pair(
        "p2s1", "وافتتحت الملكة سونيا جسرا جديدا في مدينة أوسلو قبل يومين", "Queen Sonja opened a bridge in Oslo."
    )
    third = Pair("p3s1", "عاد أوله هانسن بعد ذلك إلى بيته في سيارة قديمة", "Ole Hansen went home in an old car.")
    facts = Facts(
        people=(person("hansen", "p1s1", "p3s1"), person("sonja", "p2s1")),
        places=(place("bergen", "p1s1"), place("oslo", "p2s1")),
    )
    assert chosen(facts, LEAD, second, third) == ("p1s1", "p2s1")


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وأضاف أن الملكة سونيا ستفتتح الجسر الجديد غدا صباحا", "Queen Sonja will open the bridge, he added."),
        ("لكن الملكة سونيا رفضت افتتاح الجسر الجديد صباح أمس", "But Queen Sonja refused to open the bridge."),
        ("الملكة سونيا ستفتتح الجسر الجديد غدا صباحا في أوسلو", "It will be opened by Queen Sonja."),
        ("“ستفتتح الملكة سونيا الجسر الجديد غدا صباحا في أوسلو”", "“Queen Sonja will open the bridge.”"),
        ("سونيا هنا", "Sonja is here."),
    ],
)
def test_a_sentence_that_leans_on_another_is_never_chosen(arabic: str, english: str) -> None:
    facts = Facts(people=(person("hansen", "p1s1"), person("sonja", "p2s1")))
    assert chosen(facts, LEAD, Pair("p2s1", arabic, english)) == ("p1s1",)


def test_the_rest_of_a_quotation_is_never_chosen() -> None:
    opening = Pair(
        "p2s1", "قالت الملكة سونيا في خطاب طويل أمام الناس: “سنفتتح الجسر.", "Queen Sonja said: “We will open it."
    )
    rest = Pair("p2s2", "إن أوله هانسن قد بنى جسرا آخر في مدينة ترومسو”.", "Ole Hansen built another in Tromso.”")
    facts = Facts(people=(person("sonja", "p2s1"), person("hansen", "p2s2")), places=(place("tromso", "p2s2"),))
    assert chosen(facts, opening, rest) == ("p2s1",)


def test_the_same_sentence_is_not_chosen_twice() -> None:
    facts = Facts(people=(person("hansen", "p1s1", "p2s1"),), places=(place("bergen", "p1s1"), place("oslo", "p2s1")))
    again = Pair("p2s1", LEAD.ar + " ثانية", LEAD.en)
    assert chosen(facts, LEAD, again) == ("p1s1",)


def test_without_names_there_are_no_key_points() -> None:
    assert chosen(Facts(), LEAD) == ()


SECOND = Pair(
    "p2s1", "افتتحت الملكة سونيا جسرا جديدا في مدينة أوسلو قبل يومين.", "Queen Sonja opened a bridge in Oslo."
)
THIRD = Pair("p3s1", "غادر أوله هانسن مدينة ترومسو إلى بيته في سيارة قديمة.", "Ole Hansen went home from Tromso.")
BOTH = Facts(
    people=(person("hansen", "p1s1", "p3s1"), person("sonja", "p2s1")), places=(place("oslo", "p1s1", "p2s1"),)
)


def test_the_headline_is_never_chosen() -> None:
    headline = Pair("p1s1", "الملكة سونيا وهانسن يفتتحان جسرا جديدا في أوسلو", "Sonja and Hansen open bridge in Oslo")
    assert chosen(BOTH, headline, SECOND, THIRD) == ("p2s1", "p3s1")


def test_a_lead_that_names_nobody_is_chosen() -> None:
    lead = Pair("p1s1", "توفي راكب دراجة في حادث تصادم مع سيارة صباح اليوم.", "A cyclist has died in a collision.")
    facts = Facts(people=(person("sonja", "p2s1"),))
    assert chosen(facts, lead, SECOND) == ("p1s1", "p2s1")


def test_a_sentence_without_its_translation_is_not_chosen_among_translated_ones() -> None:
    pending = Pair("p3s1", THIRD.ar, "")
    assert chosen(BOTH, LEAD, SECOND, pending) == ("p1s1", "p2s1")
    assert chosen(BOTH, *(Pair(p.id, p.ar, "") for p in (SECOND, THIRD))) == ("p2s1", "p3s1")


def test_a_doubtful_translation_is_not_chosen() -> None:
    assert key_points(BOTH, (LEAD, SECOND, THIRD), lexicon.load(), {"p1s1"}) == ("p2s1", "p3s1")


@pytest.mark.parametrize(("length", "expected"), [(len("هانسن"), "p3s1"), (len("أوله هانسن"), "p2s1")])
def test_somebody_is_better_introduced_in_full(length: int, expected: str) -> None:
    mentions = Mention("p2s1", "ar", 0, length), Mention("p3s1", "ar", 0, len("أوله هانسن"))
    hansen = Person("hansen", "أوله هانسن", "Ole Hansen", mentions, agreed=True)
    facts = Facts(people=(person("sonja", "p1s1"), hansen))
    lead = Pair("p1s1", "وصلت الملكة سونيا إلى مدينة برغن صباح أمس الأول.", "Queen Sonja arrived in Bergen.")
    assert chosen(facts, lead, Pair("p2s1", THIRD.ar, THIRD.en), THIRD) == ("p1s1", expected)


def test_a_quotation_with_its_speaker_and_a_bare_count_fill_up_the_three() -> None:
    quoting = Pair(
        "p2s1", '"الوضع متأزم هنا"، تقول الملكة سونيا أمام الجسر القديم.', '"It is tense here," said Queen Sonja.'
    )
    counting = Pair(
        "p3s1", "غرق 34 شخصا في النهر صباح أمس قرب الجسر.", "Thirty-four people drowned in the river yesterday."
    )
    told = Pair("p4s1", "فقدت 12 شاحنة في النهر صباح أمس معهم.", "Twelve trucks were lost with them in the river.")
    facts = Facts(
        people=(person("hansen", "p1s1"), person("sonja", "p2s1")),
        numbers=tuple(
            Number(s, value, "", "", (), agreed=True) for s, value in (("p3s1", 34.0), ("p4s1", 12.0), ("p2s1", 1.0))
        ),
    )
    assert chosen(facts, LEAD, quoting, counting, told) == ("p1s1", "p2s1", "p3s1")
    others = (Pair(f"p{n}s1", pair.ar, pair.en) for n, pair in ((5, SECOND), (6, THIRD)))
    both = Facts(people=(person("hansen", "p1s1", "p6s1"), person("sonja", "p2s1", "p5s1")), places=BOTH.places)
    assert "p2s1" not in chosen(both, LEAD, quoting, *others)


def test_what_goes_on_with_a_quotation_in_marks_of_one_form_is_never_chosen() -> None:
    opening = Pair("p2s1", '"سنفتتح الجسر الجديد قريبا في أوسلو يا سادة.', '"We will open the new bridge.')
    end = Pair("p4s1", 'وهذا خبر سار لنا جميعا"، قالت سونيا.', 'That is good news," said Sonja.')
    facts = Facts(people=(person("sonja", "p4s1"), person("hansen", "p1s1", "p3s1")), places=(place("tromso", "p3s1"),))
    assert chosen(facts, LEAD, opening, THIRD, end) == ("p1s1",)
    assert chosen(facts, LEAD, opening, THIRD) == ("p1s1", "p3s1")

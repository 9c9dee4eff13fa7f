"""Articles in English with an Arabic translation, and pairs of languages that nobody here reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mujaz.facts.extract import extract
from mujaz.facts.languages import turned, turned_pairs, turned_terms
from mujaz.model import Article, FactEdits, Facts, Pair, Segment, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

PAIRS = (
    Pair("p1s1", "وصل الرئيس المصري عبد الفتاح السيسي إلى الدوحة يوم الجمعة 15 نوفمبر 2024.",
         "Egyptian President Abdel Fattah al-Sisi arrived in Doha on Friday, Nov. 15, 2024."),
    Pair("p2s1", "وقالت وزارة الخارجية إن 12 شخصا أصيبوا.", "The Foreign Ministry said 12 people were injured."),
    Pair("p3s1", "وقال السيسي: «لن ننسى ما حدث اليوم».", "“We will not forget what happened today,” Sisi said."),
)  # fmt: skip
SISI = Term("sisi", "person", ("عبد الفتاح السيسي", "السيسي"), "Abdel Fattah el-Sisi", ("Abdel Fattah al-Sisi", "Sisi"))


def read(
    pairs: Sequence[Pair], source: str, target: str, terms: Sequence[Term] = (), edits: FactEdits | None = None
) -> Facts:
    paragraphs = tuple((Segment(pair.id, pair.ar),) for pair in pairs)
    article = Article("case", "case.txt", "case", source, "", paragraphs, edits=edits or FactEdits())
    return extract(article, pairs, terms, target=target)[0]


def test_english_to_arabic_says_what_arabic_to_english_says() -> None:
    facts = read(PAIRS, "ar", "en")
    assert (facts.people, facts.places, facts.organisations, facts.numbers, facts.dates, facts.quotes) != ((),) * 6
    assert read(turned_pairs(PAIRS), "en", "ar") == turned(facts)
    assert read(turned_pairs(PAIRS), "en-GB", "ar-SA") == turned(facts)


def test_in_the_original_s_place_stands_the_original() -> None:
    facts = read(turned_pairs(PAIRS), "en", "ar")
    texts = {pair.id: {"ar": pair.en, "en": pair.ar} for pair in PAIRS}  # "ar" is the source's side: English here
    [sisi] = facts.people
    assert (sisi.ar, sisi.en, sisi.role_ar) == ("Abdel Fattah al-Sisi", "عبد الفتاح السيسي", "Egyptian President")
    for m in sisi.mentions:
        assert texts[m.segment_id][m.language][m.start : m.end] in {
            sisi.ar,
            sisi.en,
            *sisi.aliases_ar,
            *sisi.aliases_en,
        }


def test_turned_twice_is_as_it_was() -> None:
    facts = read(PAIRS, "ar", "en")
    assert turned(turned(facts)) == facts
    assert turned_pairs(turned_pairs(PAIRS)) == PAIRS


def test_the_glossary_and_editors_overrule_in_either_direction() -> None:
    term = replace(SISI, ar=("Abdel Fattah al-Sisi", "Sisi"), en="عبد الفتاح السيسي", aliases_en=("السيسي",))
    assert turned_terms([term])[0].ar[0] == "عبد الفتاح السيسي"
    edits = FactEdits(
        hide=("Doha",),
        hide_at=("seeds/case.yml:3",),
        add=(("places", (("ar", "today"), ("en", "اليوم"), ("segments", "p3s1"))),),
    )
    facts = read(turned_pairs(PAIRS), "en", "ar", [term], edits)
    assert [person.id for person in facts.people] == ["sisi"]
    assert [(place.ar, place.en) for place in facts.places] == [("today", "اليوم")]


@pytest.mark.parametrize(("source", "target"), [("ar", "fr"), ("fr", "ar"), ("fr", "en")])
def test_between_other_languages_nothing_is_guessed(source: str, target: str) -> None:
    facts = read(PAIRS, source, target)
    assert facts == Facts(key_points=("p1s1", "p2s1", "p3s1"))


ALONE = (
    "Norwegian Transport Minister Ole Hansen arrived in Paris on Friday with 12,000 soldiers and at least 30 trucks.",
    "He said on 3 October 2024 that Russia had lost 40% of its fleet and up to two ships.",
    "Michael Jordan, Paris Hilton and Whitehall were not there last month, and dozens of people left.",
)


def test_english_without_a_translation_tells_who_where_when_and_how_many() -> None:
    facts = read([Pair(f"p{n}s1", text, "") for n, text in enumerate(ALONE, 1)], "en", "ar")
    assert [(p.ar, p.en, p.role_ar, p.agreed) for p in facts.people] == [
        ("Ole Hansen", "Ole Hansen", "Norwegian Transport Minister", False)
    ]
    assert [(p.ar, p.en, p.agreed) for p in facts.places] == [("Paris", "باريس", False), ("Russia", "روسيا", False)]
    assert [(n.value, n.text_en, n.agreed) for n in facts.numbers] == [
        (12000, "12,000 جندي", False),
        (30, "ما لا يقل عن 30 شاحنة", False),
        (40, "40 بالمئة", False),
        (2, "ما يصل إلى 2", False),
        (12, "عشرات الأشخاص", False),
    ]
    assert [(d.start, d.text_en, d.agreed) for d in facts.dates] == [
        (None, "الجمعة", False),
        ("2024-10-03", "3 أكتوبر 2024", False),
        (None, "الشهر الماضي", False),
    ]
    assert facts.organisations == ()
    assert facts.key_points == ("p1s1", "p3s1")
    found = [m for p in (*facts.people, *facts.places) for m in p.mentions]
    found += [m for number in facts.numbers for m in number.mentions] + [m for d in facts.dates for m in d.mentions]
    for m in found:
        assert m.language == "ar"
        assert 0 <= m.start < m.end <= len(ALONE[int(m.segment_id[1]) - 1])


def test_what_the_translation_has_is_not_read_twice() -> None:
    translated = Pair("p1s1", ALONE[0], "وصل وزير النقل النرويجي أوله هانسن إلى باريس يوم الجمعة ومعه 12 ألف جندي.")
    facts = read([translated, Pair("p2s1", "Hansen left Paris with 12,000 soldiers.", "")], "en", "ar")
    assert [(p.ar, p.en, p.agreed) for p in facts.people] == [("Ole Hansen", "أوله هانسن", True)]
    assert [(p.ar, p.en, p.agreed) for p in facts.places] == [("Paris", "باريس", True)]
    assert [(n.segment_id, n.agreed) for n in facts.numbers] == [("p1s1", True), ("p2s1", False)]

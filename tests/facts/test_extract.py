"""Golden cases: one small file each in tests/data/facts, invented sentences in both languages and the names in them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.facts.extract import extract
from mujaz.model import Article, FactEdits, Facts, Finding, Kind, Organisation, Pair, Person, Place, Segment, Term

CASES = sorted((Path(__file__).parent.parent / "data" / "facts").glob("*.json"))


def run(
    pairs: list[tuple[str, str]], terms: tuple[Term, ...] = (), edits: FactEdits | None = None
) -> tuple[Facts, tuple[Finding, ...]]:
    bilingual = [Pair(f"p{n}s1", ar, en) for n, (ar, en) in enumerate(pairs, 1)]
    article = Article(
        name="case",
        file="case.txt",
        slug="case",
        language="ar",
        title="",
        paragraphs=tuple((Segment(p.id, p.ar),) for p in bilingual),
        published=date(2024, 11, 15),
        edits=edits or FactEdits(),
    )
    return extract(article, bilingual, terms)


def hiding(*names: str) -> FactEdits:
    return FactEdits(hide=names, hide_at=tuple(f"seeds/case.yml:{line}" for line, _ in enumerate(names, 3)))


def named(facts: Facts) -> tuple[Person | Place | Organisation, ...]:
    return (*facts.people, *facts.places, *facts.organisations)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case(path: Path) -> None:
    case: dict[str, Any] = json.loads(path.read_text("utf-8"))
    facts, _ = run([(ar, en) for ar, en in case["pairs"]])
    people: list[list[str | None]] = [[p.en, p.ar, p.role_en, p.role_ar] for p in facts.people]
    for wanted, found in zip(case["people"], people, strict=False):
        found[:] = [f if w is not None else None for w, f in zip(wanted, found, strict=True)]
    assert people == case["people"]
    assert [[p.en, p.ar, p.kind, p.country] for p in facts.places] == case["places"]
    if case["organisations"] is not None:
        assert [[o.en, o.ar] for o in facts.organisations] == case["organisations"]


def test_every_mention_is_where_it_says() -> None:
    for path in CASES:
        pairs = [(ar, en) for ar, en in json.loads(path.read_text("utf-8"))["pairs"]]
        facts, _ = run(pairs)
        texts = {f"p{n}s1": {"ar": ar, "en": en} for n, (ar, en) in enumerate(pairs, 1)}
        for fact in named(facts):
            names = {fact.ar, fact.en, *fact.aliases_ar, *fact.aliases_en}
            for mention in fact.mentions:
                surface = texts[mention.segment_id][mention.language][mention.start : mention.end]
                assert surface in names or any(name.endswith(surface) for name in names), (path.stem, surface)


def test_untranslated_people_are_romanised_and_marked() -> None:
    facts, _ = run([("قال الرئيس الأمريكي دونالد ترامب أمس في موسكو إن روسيا وافقت.", "")])
    (person,) = facts.people
    assert (person.ar, person.role_ar) == ("دونالد ترامب", "الرئيس الأمريكي")
    assert person.romanised
    assert not person.agreed
    assert person.en.isascii()
    assert [(p.en, p.agreed) for p in facts.places] == [("Moscow", False), ("Russia", False)]


@pytest.mark.parametrize(
    "text", ["ذكرت صحيفة «اليمن اليوم» ذلك.", 'كتبت "الشرق الأوسط" ذلك.', "عاد إلى مسقط رأسه أمس."]
)
def test_untranslated_words_that_only_look_like_places(text: str) -> None:
    assert run([(text, "")])[0].places == ()


def test_a_known_person_stays_one_where_the_translation_is_missing() -> None:
    facts, _ = run(
        [
            ("وصل الرئيس دونالد ترامب إلى باريس.", "President Donald Trump arrived in Paris."),
            ("وقال ترامب إنه سعيد.", ""),
        ]
    )
    (person,) = facts.people
    assert [m.segment_id for m in person.mentions if m.language == "ar"] == ["p1s1", "p2s1"]
    assert not person.romanised


def test_the_glossary_overrules_names_ids_and_roles() -> None:
    term = Term("potus-45", "person", ("دونالد ترامب", "ترامب"), "Donald J. Trump", ("Trump",), "رئيس", "president")
    facts, _ = run([("قال دونالد ترامب إنه سيعود.", "Donald Trump said he would return.")], (term,))
    (person,) = facts.people
    assert (person.id, person.en, person.role_en) == ("potus-45", "Donald J. Trump", "president")
    facts, _ = run([("ووصل ترامب إلى هنا.", "")], (term,))
    assert [(p.id, p.agreed) for p in facts.people] == [("potus-45", False)]


def test_a_glossary_place_gets_its_point_from_the_gazetteer() -> None:
    facts, _ = run([("وصل الوفد إلى أم الدنيا.", "")], (Term("cairo", "place", ("أم الدنيا",), "Cairo"),))
    (place,) = facts.places
    assert (place.id, place.kind, place.country) == ("cairo", "city", "EG")


def test_editors_hide_and_add_facts() -> None:
    edits = FactEdits(
        hide=("Norway",),
        hide_at=("seeds/case.yml:3",),
        add=(
            ("people", (("ar", "العداءة"), ("en", "the runner"), ("role_en", "winner"), ("segments", "p1s1"))),
            ("places", (("ar", "النهاية"), ("en", "Finish"), ("lat", "59.9"), ("lon", "10.7"))),
            ("numbers", (("value", "42"), ("text_ar", "السباق"), ("segments", "p1s1"))),
        ),
    )
    facts, _ = run([("فازت العداءة بالسباق في النرويج.", "The runner won the race in Norway.")], edits=edits)
    assert [p.en for p in facts.places] == ["Finish"]
    assert facts.places[0].lat == pytest.approx(59.9)
    assert [(p.en, p.role_en) for p in facts.people] == [("the runner", "winner")]
    assert [m.start for m in facts.people[0].mentions] == [5]
    assert [n.value for n in facts.numbers] == [42]


def test_the_other_forms_of_an_added_name_are_mentions_of_it() -> None:
    pairs = [
        ("فازت عداءة النيل بالسباق.", "The pearl of the Nile won the race."),
        ("وهتف الناس للؤلؤة، ثم بلؤلؤة، وبلؤلؤتهم.", "People cheered the pearl, not pearls; “pearl!”"),
    ]
    names = (("ar", "عداءة النيل"), ("en", "pearl of the Nile"))
    row = (*names, ("aliases_ar", "لؤلؤة\nالنيل"), ("aliases_en", "pearl\nNile"))
    facts, _ = run(pairs, edits=FactEdits(add=(("organisations", row),)))
    (added,) = (one for one in facts.organisations if one.ar == "عداءة النيل")
    assert (added.aliases_ar, added.aliases_en) == (("لؤلؤة", "النيل"), ("pearl", "Nile"))
    said = [
        (m.segment_id, m.start, pairs[int(m.segment_id[1:-2]) - 1][m.language == "en"][m.start : m.end])
        for m in added.mentions
    ]
    assert said == [
        ("p1s1", 5, "عداءة النيل"), ("p1s1", 4, "pearl of the Nile"),
        ("p2s1", 12, "لؤلؤة"), ("p2s1", 23, "لؤلؤة"), ("p2s1", 19, "pearl"), ("p2s1", 39, "pearl"),
    ]  # fmt: skip
    facts, _ = run(pairs, edits=FactEdits(add=(("organisations", (*row, ("segments", "p1s1"))),)))
    assert {m.segment_id for one in facts.organisations if one.ar == "عداءة النيل" for m in one.mentions} == {"p1s1"}


def test_editors_hide_what_is_stated_by_its_words_in_either_language() -> None:
    pair = (
        "قال جيك سوليفان يوم الجمعة: «لن نعود إلى هناك» بعد مقتل 12 جنديا.",
        'Jake Sullivan said on Friday: "We will not go back" after 12 soldiers were killed.',
    )
    shown, _ = run([pair])
    assert (len(shown.numbers), len(shown.dates), len(shown.quotes)) == (1, 1, 1)
    for hide in (("12 جنديا", "Friday", "We will not go back"), ("12 soldiers", "يوم الجمعة", "لن نعود إلى هناك")):
        facts, _ = run([pair], edits=hiding(*hide))
        assert (facts.numbers, facts.dates, facts.quotes) == ((), (), ())


SAID = (
    "قال جيك سوليفان يوم الجمعة في النرويج: «لن نعود إلى هناك» بعد مقتل 12 جنديا.",
    'Jake Sullivan said on Friday in Norway: "We will not go back" after 12 soldiers were killed.',
)


def test_what_hides_nothing_is_told_with_the_nearest_name() -> None:
    _, findings = run([SAID], edits=hiding("جيك سوليفن", "Friday", "Atlantis"))
    assert [(f.check, f.severity, f.message) for f in findings] == [
        (
            "facts",
            "warning",
            "seeds/case.yml:3 hides “جيك سوليفن”, which is no fact of this article; did you mean “جيك سوليفان”?",
        ),
        ("facts", "warning", "seeds/case.yml:5 hides “Atlantis”, which is no fact of this article"),
    ]


def test_an_added_row_takes_the_place_of_what_was_found() -> None:
    shown, _ = run([SAID])
    add: tuple[tuple[Kind, tuple[tuple[str, str], ...]], ...] = (
        ("people", (("ar", "جيك سوليفان"), ("en", "Jacob Sullivan"), ("role_en", "adviser"), ("segments", "p1s1"))),
        ("places", (("ar", "النرويج"), ("en", "the Kingdom of Norway"))),
        ("numbers", (("text_ar", "12 جنديا"), ("text_en", "12 soldiers"), ("value", "13"), ("segments", "p1s1"))),
    )
    facts, _ = run([SAID], edits=FactEdits(add=add))
    assert [(p.en, p.role_en, p.mentions) for p in facts.people] == [
        ("Jacob Sullivan", "adviser", shown.people[0].mentions)
    ]
    assert [(p.en, p.country, p.lat) for p in facts.places] == [("the Kingdom of Norway", "NO", shown.places[0].lat)]
    assert [n.value for n in facts.numbers] == [13]


def test_a_name_of_the_glossary_speaks() -> None:
    term = Term("sullivan", "person", ("جيك سوليفان",), "Jacob Sullivan", ("Jake Sullivan",))
    facts, _ = run([("قال جيك سوليفان: «لن نعود إلى هناك».", '"We will not go back," Jake Sullivan said.')], (term,))
    assert [(q.speaker_ar, q.speaker_en) for q in facts.quotes] == [("جيك سوليفان", "Jacob Sullivan")]


def test_a_number_word_in_a_name_counts_nothing() -> None:
    facts, _ = run(
        [
            ("وصل الملك سلمان بن عبدالعزيز خادم الحرمين الشريفين.", "King Salman bin Abdulaziz arrived."),
            ("والتقى الملك سلمان الوفدين.", "King Salman met the two delegations."),
        ]
    )
    assert [n.text_ar for n in facts.numbers] == ["الوفدين"]


def test_a_sentence_that_contradicts_its_translation_is_no_key_point() -> None:
    pairs = [
        ("التقى الرئيس جو بايدن مستشاره جيك سوليفان في طوكيو.", "President Joe Biden met his adviser Jake Sullivan."),
        ("سافر الرئيس جو بايدن يوم 5 مايو 2019 إلى باريس.", "President Joe Biden travelled to Paris on May 6, 2019."),
    ]
    facts, findings = run(pairs)
    assert [(f.segment_id, f.check) for f in findings] == [("p2s1", "date")]
    assert "May 6, 2019" in findings[0].message
    assert "5 مايو 2019" in findings[0].message
    assert facts.key_points == ("p1s1",)


def test_a_sentence_that_names_another_person_in_translation_is_a_finding() -> None:
    pairs = [
        ("التقى الرئيس جو بايدن مستشاره جيك سوليفان.", "President Joe Biden met his adviser Jake Sullivan."),
        ("ثم سافر سوليفان إلى الخارج.", "Then Biden travelled abroad."),
    ]
    _, findings = run(pairs)
    (finding,) = [f for f in findings if f.check == "people"]
    assert finding.segment_id == "p2s1"
    assert "سوليفان" in finding.message
    assert "Biden" in finding.message


def test_an_article_without_segments_has_no_facts() -> None:
    assert run([]) == (Facts(), ())


WORDS = "الرئيس جو بايدن وبايدن قال روسيا للصين، «وزارة الخارجية» في و ب . ؟ 12 ألف أمس".split()
ENGLISH = 'President Joe Biden said Russia , China\'s "State Department" in the U.S. Mr. 12,000 yesterday .'.split()


@given(st.lists(st.tuples(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(ENGLISH))), max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_in_mentions_lie_in_their_segment(sentences: list[tuple[list[str], list[str]]]) -> None:
    pairs = [(" ".join(ar), " ".join(en)) for ar, en in sentences]
    facts, _ = run(pairs)
    for fact in named(facts):
        assert fact.ar
        assert fact.en
        for mention in fact.mentions:
            text = pairs[int(mention.segment_id[1:-2]) - 1][mention.language == "en"]
            assert 0 <= mention.start < mention.end <= len(text)
    assert len(facts.key_points) <= 3


SOME_ARABIC = st.sampled_from(
    ["قال الرئيس الأمريكي دونالد ترامب", "في القاهرة", "الأمم المتحدة", "12 ألف شخص", "«", "»"]
)
SOME_ENGLISH = st.sampled_from(
    ["U.S. President Donald Trump said", "in Cairo", "the United Nations", "12,000 people", "“", "”"]
)


def mixed(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(words | st.text(max_size=9), max_size=9).map(" ".join)


@given(st.lists(st.tuples(mixed(SOME_ARABIC), mixed(SOME_ENGLISH)), max_size=3))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_it(sentences: list[tuple[str, str]]) -> None:
    facts, _ = run(sentences)
    assert all(name.ar or name.en for name in named(facts))


HIDDEN = (
    'قال سمير حداد: "لن نعود إلى هناك أبدا".',
    'Samir Haddad said: "We will never go back there".',
)


def test_who_is_hidden_says_nothing() -> None:
    assert [q.speaker_en for q in run([HIDDEN])[0].quotes] == ["Samir Haddad"]
    for hide in ("Samir Haddad", "سمير حداد"):
        facts, _ = run([HIDDEN], edits=hiding(hide))
        assert [(q.speaker_ar, q.speaker_en) for q in facts.quotes] == [("", "")]


def test_an_added_name_takes_the_place_of_a_part_of_it_that_was_found() -> None:
    row = (("ar", "سمير حداد المهندس"), ("en", "Engineer Samir Haddad"), ("role_en", "engineer"))
    pair = (HIDDEN[0].replace("حداد", "حداد المهندس"), HIDDEN[1])
    facts, _ = run([pair], edits=FactEdits(add=(("people", row),)))
    assert [(p.ar, p.en) for p in facts.people] == [("سمير حداد المهندس", "Engineer Samir Haddad")]
    assert [(q.speaker_ar, q.speaker_en) for q in facts.quotes] == [("سمير حداد المهندس", "Engineer Samir Haddad")]


@pytest.mark.parametrize("given", ["glossary", "editor"])
def test_a_place_inside_a_longer_name_that_an_editor_gives_is_no_place_there(given: str) -> None:
    name = ("دار أطفال أوسلو", "Children of Oslo")
    closed = ("أغلقت دار أطفال أوسلو أبوابها.", "Children of Oslo closed.")
    pairs = [closed, ("وأمطرت في برغن.", "It rained in Bergen.")]
    assert [p.en for p in run(pairs)[0].places] == ["Oslo", "Bergen"]
    if given == "glossary":
        facts, _ = run(pairs, (Term("oslo-power", "organisation", name[:1], name[1]),))
    else:
        row = (("ar", name[0]), ("en", name[1]))
        facts, _ = run(pairs, edits=FactEdits(add=(("organisations", row),)))
    assert [p.en for p in facts.places] == ["Bergen"]
    assert [(o.ar, o.en) for o in facts.organisations] == [name]

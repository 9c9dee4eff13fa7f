from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.protect import Prepared, prepare, terms_in
from mujaz.model import Term

MINISTER = Term("m", "person", ("أحمد بن بيتور", "بن بيتور"), "Ahmed Benbitour")
DOHA = Term("d", "place", ("الدوحة",), "Doha")
BIDEN = Term("biden", "person", ("جو بايدن", "بايدن"), "Joe Biden", ("Joseph Biden", "Biden"))
STATES = Term("s", "place", ("الولايات المتحدة",), "United States")
COUNCIL = Term("c", "organisation", ("مجلس الأمن",), "Security Council")
LEE = Term("l", "person", ("لي كوان يو",), "Lee Kuan Yew")
SAM = Term("sam", "person", ("سام حداد",), "Sam Haddad")
WISSAM = Term("wissam", "person", ("وسام حداد",), "Wissam Haddad")
NOVEL = Term("n", "person", ("زقاق المدق",), "", protect=True)
BUDGET = Term("b", "term", ("الموازنة",), "budget")
OURS = Term("o", "term", ("موجز",), "", protect=True)
BRAND = Term("f", "organisation", ("Facebook",), "Facebook", protect=True)
GLOSSARY = (MINISTER, DOHA, BUDGET, OURS, BRAND, BIDEN, STATES, COUNCIL, LEE, SAM, WISSAM, NOVEL)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("وصل أحمد بن بيتور أمس", "وصل Ahmed Benbitour أمس"),
        ("وصل بن بيتور إلى الدوحة.", "وصل Ahmed Benbitour إلى Doha."),
        ("وصل أحـمد بنُ بيتور", "وصل Ahmed Benbitour"),
        ("وصل احمد بن بيتور", "وصل Ahmed Benbitour"),
        ("وصل أحمد  بن\u00a0بيتور", "وصل Ahmed Benbitour"),
        ("أوكل لبن بيتور", "أوكل ل Ahmed Benbitour"),
        ("وأحمد بن بيتور", "و Ahmed Benbitour"),
        ("وَأحمد بنُ بيتور", "و Ahmed Benbitour"),
        ("بأحمد بن بيتور أو كأحمد بن بيتور", "ب Ahmed Benbitour أو ك Ahmed Benbitour"),
        ("فأحمد بن بيتور ثم أحمد بن بيتور", "ف Ahmed Benbitour ثم Ahmed Benbitour"),
        ("ولأحمد بن بيتور", "ولأحمد بن بيتور"),
        ("لجوزيف أحمد بن بيتور", "لجوزيف Ahmed Benbitour"),
        ("للولايات المتحدة والولايات المتحدة", "ل United States و United States"),
        ("جو بايدن وجو بايدن", "Joe Biden و Joe Biden"),
        ("بايدن أو هانتر بايدن", "Biden أو هانتر Biden"),
        ("للي كوان يو ولي كوان يو", "للي كوان يو و Lee Kuan Yew"),
        ("التقى وسام حداد بسام حداد", "التقى Wissam Haddad ب Sam Haddad"),
        ("قرأت لزقاق المدق", "قرأت ل TRM0"),
        ("ومجلس الأمن", "ومجلس الأمن"),
        ("والدوحة مدينة", "والدوحة مدينة"),
        ("أقرت الموازنة", "أقرت budget"),
        ("أقرت موازنة للموازنة", "أقرت موازنة للموازنة"),
        ("قرأت موجز اليوم", "قرأت TRM0 اليوم"),
        ("في TRM0 قرأت موجز", "في TRM0 قرأت TRM1"),
        ("نشر على Facebook أمس", "نشر على Facebook أمس"),
        ("", ""),
    ],
)
def test_whole_names_and_protected_terms_are_put_in_place(text: str, sent: str) -> None:
    assert prepare(text, GLOSSARY).text == sent


@pytest.mark.parametrize(
    ("text", "answer", "final"),
    [
        ("وصل بن بيتور", "AHMED  benbitour arrived", "Ahmed Benbitour arrived"),
        ("وصل بن بيتور", "Ben Bitour arrived", None),
        ("وصل بن بيتور إلى الدوحة", "Ahmed Benbitour came to Doha", "Ahmed Benbitour came to Doha"),
        ("وصل بن بيتور إلى الدوحة", "Ahmed Benbitour came home", None),
        ("قرأت موجز", "I read Trm 0.", "I read موجز."),
        ("قرأت موجز", "I read TRM01.", None),
        ("أوكل لبن بيتور", "entrusted to Ahmed benbitour", "entrusted to Ahmed Benbitour"),
        ("أوكل لبن بيتور", "entrusted to Bitour's milk", None),
        ("قرأت لزقاق المدق", "I read TRM 0", "I read زقاق المدق"),
        ("نشر على Facebook", "posted on Meta", None),
        ("الموازنة اليوم", "Budget is today", "Budget is today"),
        ("أقرت الموازنة", "Passed the budgets", None),
        ("لا أحد هنا", "Nobody here", "Nobody here"),
    ],
)
def test_every_term_must_be_in_the_answer(text: str, answer: str, final: str | None) -> None:
    assert prepare(text, GLOSSARY).restore(answer) == final


@given(st.text(max_size=80))
def test_a_text_without_terms_is_not_touched(text: str) -> None:
    assert prepare(text, ()) == Prepared(text)
    assert Prepared(text).restore(text) == text


NAMES = st.text(alphabet="ابتثج ", min_size=1, max_size=12).filter(str.strip)
FORMS = st.text(alphabet="ABCdef\\1 .*(", min_size=1, max_size=12).filter(lambda form: any(map(str.isalpha, form)))


@given(st.lists(st.tuples(NAMES, FORMS), max_size=4), st.text(alphabet="ابتثج .", max_size=60))
def test_an_engine_that_copies_everything_loses_no_term(pairs: list[tuple[str, str]], text: str) -> None:
    glossary = [Term(str(n), "person", (ar,), f"X{' '.join(en.split())}X") for n, (ar, en) in enumerate(pairs)]
    prepared = prepare(text, glossary)
    assert prepared.restore(prepared.text) == prepared.text


def test_a_prompt_names_the_terms_that_occur_clitics_or_not() -> None:
    assert terms_in("وللدوحة والدوحة", GLOSSARY) == (DOHA,)
    assert terms_in("أقرت الموازنه", GLOSSARY) == (BUDGET,)
    assert terms_in("لا شيء", GLOSSARY) == ()

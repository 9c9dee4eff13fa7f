from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.names import ArabicSide
from mujaz.facts.romanise import romanise


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("مدرب ليكرز لوك والتون", "Luke Walton", "لوك والتون"),
        ("بين بايدن وإيشيبا", "Ishiba", "إيشيبا"),
        ("قال وايد ذلك", "Wade", "وايد"),
        ("كونور جولدسون وجو ورال طوال الوقت", "Joe Worrall", "جو ورال"),
        ("عقد السيدترامب اجتماعا", "Trump", "ترامب"),
        ("قال جريج كلاركإن القرار", "Greg Clark", "جريج كلارك"),
        ("وَإِميلي هنا", "Emily", "إميلي"),
    ],
)
def test_a_name_is_found_without_clitics_and_glued_words(text: str, name: str, found: str) -> None:
    span = ArabicSide(text).find(name)[0]
    assert span.text == found
    assert text[span.start : span.end].endswith(found[-2:])


@pytest.mark.parametrize(
    ("text", "name"),
    [("زعم زينك على هاميلتون", "Lewis Hamilton"), ("رئيس، الولايات", "Rick Perry"), ("", "Kim"), ("كلام", "")],
)
def test_nothing_is_found_where_the_name_is_not(text: str, name: str) -> None:
    assert ArabicSide(text).find(name) == ()


@given(
    st.text(alphabet="وبلترامب دونالد،.ُّـ", max_size=40),
    st.sampled_from([("Trump", "ترامب"), ("Donald Trump", "دونالد ترامب"), ("Al", "آل"), ("de la Cruz", "دي لا كروز")]),
    st.sampled_from(["", "و", "ب", "لل"]),
    st.text(alphabet="تر،.ُّـ ", max_size=9),
)
def test_spans_lie_in_the_text(before: str, name: tuple[str, str], clitic: str, after: str) -> None:
    latin, arabic = name
    text = f"{before} {clitic}{arabic} {after}"
    spans = ArabicSide(text).find(latin)
    assert spans or clitic or "Trump" not in latin
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(span.score > 0 for span in spans)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد صالح", "Mohammed Saleh"),
        ("بشار الأسد", "Bashar al-Assad"),
        ("جيك سوليفان", "Jake Sullivan"),
        ("شيغيرو إيشيبا", "Shigeru Ishiba"),
        ("فوميو كيشيدا", "Fomio Kishida"),
        ("كيم جونج أون", "Kim Jong Un"),
        ("ماكفول", "Macfol"),
        ("إيفانوف", "Ivanov"),
        ("ليفاندوفسكي", "Lifandovsky"),
        ("بانغ", "Bang"),
        ("كرامب", "Kramp"),
        ("حمدان الغامدي", "Hamdan al-Ghamdi"),
        ("خالد عبد الغفار", "Khaled Abdel Ghaffar"),
        ("عبدالعزيز الرشيد", "Abdel Aziz al-Rashid"),
        ("عبد الله الثاني", "Abdullah II"),
        ("", ""),
        ("عبد الله بن زايد", "Abdullah bin Zaid"),
        ("حسن عبد الله", "Hassan Abdullah"),
        ("عبد الله الثني", "Abdullah al-Thani"),
        ("جوزيف عون", "Joseph Aoun"),
        ("مسعود بزشكيان", "Masoud Pezeshkian"),
    ],
)
def test_romanised_names_can_be_read(arabic: str, latin: str) -> None:
    assert romanise(arabic) == latin


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ ", max_size=30))
def test_romanised_names_are_latin(arabic: str) -> None:
    latin = romanise(arabic)
    assert latin.isascii()
    assert len(latin.split()) <= len(arabic.split())

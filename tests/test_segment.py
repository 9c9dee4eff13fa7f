from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.segment import lead_clause, segment
from mujaz.text import clean
from tests.support.values import texts

CASES = [
    tuple(line.split(": ", 1))
    for line in (Path(__file__).parent / "data/segment/cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_cuts(language: str, marked: str) -> None:
    assert "‖".join(segment(marked.replace("‖", " "), language)) == marked


@given(texts, st.sampled_from(["ar", "en"]))
def test_sentences_rejoin_to_the_paragraph(text: str, language: str) -> None:
    paragraph = clean(text).replace("\n", " ").strip()
    assert " ".join(segment(paragraph, language)) == paragraph


@given(st.lists(st.sampled_from('كلمة. قال “ ” « » ( ) " ؟ ! … 3.5 Mr. The د. said, [ ]'.split()), max_size=30))
def test_no_sentence_is_empty(words: list[str]) -> None:
    paragraph = clean(" ".join(words)).strip()
    sentences = segment(paragraph, "ar")
    assert all(sentences)


OUTSIDE = st.lists(st.sampled_from("كلمة. قال (نعم.) ؟ ! … 3.5 The د. said, [لا!]".split()), max_size=9).map(" ".join)


@given(OUTSIDE, OUTSIDE, OUTSIDE)
def test_no_sentence_leaves_a_quotation_open(before: str, quoted: str, after: str) -> None:
    sentences = segment(clean(f"{before} «كلمة. {quoted}» {after}"), "ar")
    assert all(sentence.count("«") == sentence.count("»") for sentence in sentences)


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("وصل الوفد.", "وصل الوفد"),
        (
            "بدأ الوزراء اجتماعهم السنوي في العاصمة الأردنية عمان أمس، وسط إجراءات أمنية مشددة شملت إغلاق الشوارع.",
            "بدأ الوزراء اجتماعهم السنوي في العاصمة الأردنية عمان أمس",
        ),
        (
            "Ministers opened their annual meeting in Amman on Monday, amid tight security that closed many streets.",
            "Ministers opened their annual meeting in Amman on Monday",
        ),
    ],
)
def test_lead_clause(sentence: str, clause: str) -> None:
    assert lead_clause(sentence) == clause


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("(رويترز) إسطنبول 12 نوفمبر تشرين الثاني - ضرب زلزال مدينة بورصة.", "ضرب زلزال مدينة بورصة"),
        ("دبي 3 ديسمبر كانون الأول (رويترز) - ارتفعت أسعار النفط اليوم.", "ارتفعت أسعار النفط اليوم"),
        ("واشنطن (أ ف ب) – وصل الوفد إلى المدينة.", "وصل الوفد إلى المدينة"),
        ("(رويترز) - وصل الوفد إلى المدينة.", "وصل الوفد إلى المدينة"),
        ("عمان - بترا - وصل الوفد إلى المدينة.", "وصل الوفد إلى المدينة"),
        ("القاهرة/دبي (رويترز)- وصل الوفد إلى المدينة.", "وصل الوفد إلى المدينة"),
        ("CAIRO (Reuters) - Egypt will raise fuel prices.", "Egypt will raise fuel prices"),
        ("SILVIS, Ill. -- The driver of a truck was killed.", "The driver of a truck was killed"),
        ("MIAMI, Fla. (AP) — Police closed the road.", "Police closed the road"),
        ("BEIJING, Nov. 12 (Xinhua) -- China will cut rates.", "China will cut rates"),
        ("PARIS — The talks went on.", "The talks went on"),
        ("Dubai Dec 3 (Reuters) - Oil prices rose today.", "Oil prices rose today"),
        ("NATO — the alliance of 32 states — met on Monday.", "NATO — the alliance of 32 states — met on Monday"),
        ("COVID-19 - A new wave is here", "COVID-19 - A new wave is here"),
        ("OPEC, IEA - What they said today", "OPEC, IEA - What they said today"),
        ("Cairo - Alexandria road", "Cairo - Alexandria road"),
        ("محمد صلاح (ليفربول) - أفضل لاعب في العام", "محمد صلاح (ليفربول) - أفضل لاعب في العام"),
        ("مصر - اتفاق جديد مع الصندوق", "مصر - اتفاق جديد مع الصندوق"),
        ("وقال الوزير - وهو في القاهرة - إن الاتفاق قريب", "وقال الوزير - وهو في القاهرة - إن الاتفاق قريب"),
    ],
)
def test_a_lead_clause_begins_behind_the_dateline(sentence: str, clause: str) -> None:
    assert segment(sentence, "en") == (sentence,)
    assert lead_clause(sentence) == clause


@given(texts)
def test_a_lead_clause_fits_and_begins_the_sentence(text: str) -> None:
    clause = lead_clause(text)
    assert len(clause) <= 91
    assert clause.removesuffix("…") in text

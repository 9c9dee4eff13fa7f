"""Figures as pages set them large: what they say is what the story says, at any scale, in its own digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.site import strings, views
from mujaz.site.figures import SCORE, Figure, Figures, numbers_of
from tests.support import newsroom

if TYPE_CHECKING:
    from collections.abc import Mapping

T = {code: strings.load([newsroom.ROOT / "templates"], code, ("ar", "en")) for code in ("ar", "en")}
SEGMENT = {"id": "p1s1", "ar": "", "en": "A sentence.", "state": "reviewed"}


def number(**values: object) -> dict[str, object]:
    row: dict[str, object] = {"segment": "p1s1", "value": 5, "value_max": None, "qualifier": "exact", "agreed": True}
    return row | {"what_ar": "أشخاص", "what_en": "people", "text_ar": "5", "text_en": "5"} | values


def large(lang: str, *rows: Mapping[str, object], segment: Mapping[str, object] = SEGMENT) -> list[Figure]:
    speaker = views.Speaker(T[lang], T["en" if lang == "ar" else "ar"], "en")
    return list(Figures(speaker, {"p1s1": (1, segment)})(rows, []))


@pytest.mark.parametrize(
    ("value", "value_max", "digits", "scale"),
    [
        (12_000, None, "12,000", ""),
        (1_234_567, None, "1.23", "million"),
        (200, 300, "200–300", ""),
        (1_500_000, 2_000_000, "1.5–2", "million"),
        (900_000_000, 1_200_000_000, "900 million – 1.2 billion", ""),
        (500_000, 2_000_000, "500,000 – 2 million", ""),
        (999_999_999, None, "1", "billion"),
        (999_994_999, None, "999.99", "million"),
        (-999_999_999, None, "-1", "billion"),
        (999_999.6, None, "999,999.6", ""),
    ],
)
def test_a_figure_says_what_the_story_does(value: float, value_max: float | None, digits: str, scale: str) -> None:
    (found,) = large("en", number(value=value, value_max=value_max))
    assert (found.digits, found.scale) == (digits, scale)


def test_each_end_of_an_arabic_range_has_its_own_scale() -> None:
    (wide,) = large("ar", number(value=900e6, value_max=1.2e9))
    (narrow,) = large("ar", number(value=1.5e6, value_max=2e6))
    assert (wide.digits, wide.scale) == ("900 مليون – 1.2 مليار", "")
    assert (narrow.digits, narrow.scale) == ("1.5–2", "مليون")


@pytest.mark.parametrize(
    ("lang", "text", "value", "value_max", "shown"),
    [
        ("ar", "٤٬٢٠٠ دولار", 4200, None, ("٤٬٢٠٠", "")),
        ("en", "$4,200", 4200, None, ("4,200", "")),
        ("ar", "18,5 كيلومترًا", 18.5, None, ("18,5", "")),
        ("ar", "76.000 هكتار", 76_000, None, ("76.000", "")),
        ("ar", "أكثر من 30،000 كوري", 30_000, None, ("30،000", "")),
        ("ar", "نحو 300 ألف منزل", 300_000, None, ("300", "ألف")),
        ("ar", "أكثر من 5.5 ملايين سوري", 5_500_000, None, ("5.5", "ملايين")),
        ("en", "$1.5 billion", 1_500_000_000, None, ("1.5", "billion")),
        ("en", "1.5bn", 1_500_000_000, None, ("1.5", "bn")),
        ("ar", "2 إلى 4 بوصات", 2, 4, ("2–4", "")),
        ("en", "two", 2, None, ("2", "")),
        ("en", "12 of 300 people", 300, None, ("300", "")),
    ],
)
def test_a_figure_has_the_digits_of_its_text(
    lang: str, text: str, value: float, value_max: float | None, shown: tuple[str, str]
) -> None:
    other = "en" if lang == "ar" else "ar"
    row = number(value=value, value_max=value_max) | {f"text_{lang}": text, f"text_{other}": f"{value}"}
    (found,) = large(lang, row)
    assert (found.digits, found.scale) == shown


def test_a_number_in_words_has_the_digits_of_the_other_numbers() -> None:
    row = number(value=1200, text_ar="ألف ومئتان", text_en="1,200")
    assert large("ar", row, segment=SEGMENT | {"ar": "بعد ٣ أيام"})[0].digits == "١٬٢٠٠"
    assert large("ar", row, segment=SEGMENT | {"ar": "بعد 3 أيام"})[0].digits == "1,200"


@pytest.mark.parametrize(
    ("texts", "sentences", "words"),
    [
        (
            ("أكثر من 34 شخصا", "more than 34 people"),
            ("قتل أكثر من 34 شخصا.", "More than 34 died."),
            "more than",
        ),
        (("34 شخصا", "at least 34 people"), ("قتل 34 شخصا على الأقل.", "At least 34 people died."), "at least"),
        (("34 شخصا", "34 people"), ("قتل 34 شخصاً على الأقل.", "34 people or more died."), "at least"),
        (("ما لا يقل عن 34 شخصا", None), ("قتل ما لا يقل عن 34 شخصا.", None), "at least"),
    ],
)
def test_at_least_is_not_more_than(
    texts: tuple[str, str | None], sentences: tuple[str, str | None], words: str
) -> None:
    row = number(value=34, qualifier="more_than", text_ar=texts[0], text_en=texts[1])
    (found,) = large("en", row, segment=SEGMENT | {"ar": sentences[0], "en": sentences[1]})
    assert found.qualifier == words


# ------------------------------------------------------------------ which


def test_what_the_translation_contradicts_is_not_set_large() -> None:
    assert large("en", number(agreed=False)) == []
    assert len(large("en", number(agreed=False), segment=SEGMENT | {"en": None})) == 1


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("ar", "en"),
    [
        ("الدقيقتين 12", "12th"),
        ("58", "58th minutes"),
        ("الدورة 44", "44th lap"),
        ("مولده الحادي والعشرين", "21st birthday"),
    ],
)
def test_a_place_in_a_row_is_no_amount(lang: str, ar: str, en: str) -> None:
    assert large(lang, number(text_ar=ar, text_en=en)) == []


def test_an_arabic_article_before_the_digits_counts() -> None:
    assert len(large("ar", number(text_ar="الـ 47", text_en="47 passengers"))) == 1


def test_no_caption_of_the_other_language() -> None:
    assert large("en", number(what_en=None)) == []
    assert large("ar", number(what_en=None))[0].what == "أشخاص"


def test_ages_come_last_and_say_what_they_are() -> None:
    age = number(value=24, text_ar="24 عامًا", text_en="24", what_ar="سنوات العمر", what_en="years of age")
    found = [large(lang, age, number(value=7, text_ar="7", text_en="7"))[1] for lang in ("ar", "en")]
    assert [(f.qualifier, f.digits, f.what) for f in found] == [("العمر", "24", "سنة"), ("aged", "24", "years")]


# ------------------------------------------------------------------ scores


def bare(value: int, ar: tuple[int, int], en: tuple[int, int]) -> dict[str, object]:
    places = [{"segment": "p1s1", "lang": c, "start": a, "end": b} for c, (a, b) in (("ar", ar), ("en", en))]
    return number(value=value, what_ar=None, what_en=None, text_ar=f"{value}", text_en=f"{value}", mentions=places)


def test_two_bare_numbers_with_a_dash_between_are_one_score() -> None:
    sentence = SEGMENT | {"ar": "فاز 3-1 أمام 9 لاعبين", "en": "won 3-1 against 9 players"}
    three, one = bare(3, (4, 5), (4, 5)), bare(1, (6, 7), (6, 7))
    nine = number(value=9, text_ar="9 لاعبين", text_en="9 players")
    rows = list(numbers_of({"numbers": [three, one, nine]}, {"p1s1": (1, sentence)}, ("ar", "en")))
    assert [(row["text_ar"], row["text_en"]) for row in rows] == [("3–1", "3–1"), ("9 لاعبين", "9 players")]
    shown = [large(lang, *rows, segment=sentence)[0] for lang in ("ar", "en")]
    assert [(f.digits, f.what, f.paired) for f in shown] == [("3–1", "النتيجة", True), ("3–1", "result", True)]
    counted = [three, one | {"what_en": "goals"}]
    assert not [r for r in numbers_of({"numbers": counted}, {"p1s1": (1, sentence)}, ("ar", "en")) if SCORE in r]
    apart = {"p1s1": (1, sentence | {"ar": "فاز 3 و1"})}
    assert len(list(numbers_of({"numbers": [three, one]}, apart, ("ar", "en")))) == 2

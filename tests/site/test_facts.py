"""Figures as pages set them large: what they say is what the story says, at any scale."""

from __future__ import annotations

import pytest

from mujaz.site import facts, strings, views
from tests.support import newsroom

T = {code: strings.load([newsroom.ROOT / "templates"], code, ("ar", "en")) for code in ("ar", "en")}
SEGMENT = {"id": "p1s1", "ar": "", "en": "", "state": "reviewed"}


def figure(lang: str, value: float, value_max: float | None) -> tuple[str, str]:
    """The digits and the scale of the one number of a story."""
    row = {"segment": "p1s1", "value": value, "value_max": value_max, "qualifier": "exact", "agreed": True}
    row |= {"what_ar": "أشخاص", "what_en": "people", "text_ar": "5", "text_en": "5"}
    speaker = views.Speaker(T[lang], T["en" if lang == "ar" else "ar"], "en")
    made = facts._Facts(speaker, {"p1s1": (1, SEGMENT)})
    (found,) = made.figures({"numbers": [row]}, [])
    return found.digits, found.scale


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
    assert figure("en", value, value_max) == (digits, scale)


def test_each_end_of_an_arabic_range_has_its_own_scale() -> None:
    assert figure("ar", 900e6, 1.2e9) == ("900 مليون – 1.2 مليار", "")
    assert figure("ar", 1.5e6, 2e6) == ("1.5–2", "مليون")


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
    row = {"segment": "p1s1", "value": 34, "value_max": None, "qualifier": "more_than", "agreed": True}
    row |= {"what_ar": "أشخاص", "what_en": "people", "text_ar": texts[0], "text_en": texts[1]}
    speaker = views.Speaker(T["en"], T["ar"], "en")
    segment = SEGMENT | {"ar": sentences[0], "en": sentences[1]}
    (found,) = facts._Facts(speaker, {"p1s1": (1, segment)}).figures({"numbers": [row]}, [])
    assert found.qualifier == words

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.numerals import fold_words, numerals, tokens

if TYPE_CHECKING:
    from mujaz.model import Side


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "ثلاثة وعشرون رجلا", [(23, "cardinal")]),
        ("ar", "الثالث والعشرون", [(23, "ordinal")]),
        ("ar", "الثالثة وعشرين دقيقة", [(3, "ordinal"), (20, "cardinal")]),
        ("ar", "ألف وأحد عشر", [(1011, "cardinal")]),
        ("ar", "ألفا و700 نسمة", [(1700, "cardinal")]),
        ("ar", "مليارا ومئتي مليون دولار", [(1.2e9, "cardinal")]),
        ("ar", "ألفين ومئة مليار ريال", [(2.1e12, "cardinal")]),
        ("ar", "مليونا حاج", [(2e6, "cardinal")]),
        ("ar", "بلغ العدد مليونا.", [(1e6, "cardinal")]),
        ("ar", "ألفان و700 نسمة", [(2700, "cardinal")]),
        ("ar", "مئات الآلاف", [(100_000, "vague")]),
        ("ar", "ثلاثة أرباع", [(0.75, "fraction")]),
        ("ar", "خمسة وستة", [(5, "cardinal"), (6, "cardinal")]),
        ("ar", "20 و30 ألفا", [(20, "cardinal"), (30_000, "cardinal")]),
        ("en", "two dozen and half a dozen", [(24, "cardinal"), (6, "cardinal")]),
        ("en", "one third, the third", [(1 / 3, "fraction"), (3, "ordinal")]),
        ("en", "1.7 million four years ago", [(1_700_000, "cardinal"), (4, "cardinal")]),
        ("en", "five and ten", [(5, "cardinal"), (10, "cardinal")]),
        ("en", "a man and an idea", []),
    ],
)
def test_words(language: Side, text: str, found: list[tuple[float, str]]) -> None:
    assert [(one.value, one.form) for one in numerals(text, tokens(text, language), language)] == found


def test_folding_keeps_the_hamza_that_tells_a_hundred_from_a_quantity() -> None:
    assert fold_words("مئة وكميّة") == "مئه وكميّه"

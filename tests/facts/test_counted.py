from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.facts.counted import counted, english
from mujaz.quantities import read

if TYPE_CHECKING:
    from mujaz.model import Side


@pytest.mark.parametrize(
    ("language", "text", "what", "surface"),
    [
        ("en", "About 40,000 new cases were reported", "new cases", "About 40,000 new cases"),
        ("en", "an estimated $140 million in aid", "USD in aid", "an estimated $140 million"),
        ("en", "a 14% surge in new cases", "percent surge in new cases", "14%"),
        ("en", "Simpson, 20, was arrested", "years of age", "20"),
        ("en", "a 20-year-old player", "years of age", "20-year-old"),
        ("en", "a five-point lead", "points", "five-point"),
        ("en", "the 44th lap", "lap", "44th lap"),
        ("ar", "حوالي 40 ألف حالة جديدة في الصين", "حالة جديدة", "حوالي 40 ألف حالة جديدة"),
        ("ar", "يبلغ من العمر 20 عاما", "سنوات العمر", "20 عاما"),
        ("ar", "المبعوثون الأمريكيون الثلاثة", "المبعوثون الأمريكيون", "المبعوثون الأمريكيون الثلاثة"),
        ("ar", "70٪ من الرجال", "بالمائة من الرجال", "70٪"),
        ("ar", "في الدورة 44 ولم يتوقف", "الدورة", "الدورة 44"),
    ],
)
def test_what_is_counted(language: Side, text: str, what: str, surface: str) -> None:
    found = counted(text, read(text, language)[0], language)
    assert (found.what, text[found.start : found.end]) == (what, surface)


def test_units_in_english() -> None:
    assert [english("soldier", 5), english("soldier", 1), english("%", 3), english("nothing", 2)] == [
        "soldiers",
        "soldier",
        "percent",
        "",
    ]

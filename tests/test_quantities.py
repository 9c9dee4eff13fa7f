from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.quantities import Quantity, read

if TYPE_CHECKING:
    from mujaz.model import Side

TABLE = Path(__file__).parent / "data" / "quantities" / "cases.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]

ONES_AR = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
TENS_AR = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
HUNDREDS_AR = "مئة مئتان ثلاثمئة أربعمئة خمسمائة ستمئة سبعمئة ثمانمائة تسعمئة".split()
SCALES_AR = (("مليار", "ملياران", "مليارات"), ("مليون", "مليونان", "ملايين"), ("ألف", "ألفان", "آلاف"))
ONES_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def words_ar(number: int) -> str:
    """The number as Arabic prose writes it out."""
    parts = []
    for power, (one, two, few) in zip((10**9, 10**6, 10**3), SCALES_AR, strict=True):
        count, number = divmod(number, power)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two)
        elif count:
            parts.append(f"{below_thousand_ar(count)} {few if count <= 10 else one}")
    if number or not parts:
        parts.append(below_thousand_ar(number))
    return " و".join(parts)


def below_thousand_ar(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [HUNDREDS_AR[hundreds - 1]] if hundreds else []
    if 0 < rest <= 10 or not number:
        parts.append(ONES_AR[rest])
    elif rest in {11, 12}:
        parts.append({11: "أحد عشر", 12: "اثنا عشر"}[rest])
    elif 12 < rest < 20:
        parts.append(f"{ONES_AR[rest - 10]} عشر")
    elif rest:
        tens, ones = divmod(rest, 10)
        parts.append(TENS_AR[tens - 2] if not ones else f"{ONES_AR[ones]} و{TENS_AR[tens - 2]}")
    return " و".join(parts)


def words_en(number: int) -> str:
    for power, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= power:
            count, rest = divmod(number, power)
            tail = f" {'and ' if rest < 100 else ''}{words_en(rest)}" if rest else ""
            return f"{words_en(count)} {name}{tail}"
    if number < 20:
        return ONES_EN[number]
    tens, ones = divmod(number, 10)
    return TENS_EN[tens - 2] + (f"-{ONES_EN[ones]}" if ones else "")


def shown(quantity: Quantity) -> str:
    value = str(int(quantity.value)) if quantity.value >= 1e6 else f"{quantity.value:g}"
    top = "" if quantity.value_max is None else f"..{quantity.value_max:g}"
    exactness = [] if quantity.qualifier == "exact" else [quantity.qualifier]
    return " ".join([value + top, quantity.kind, *exactness, *([quantity.unit] if quantity.unit else [])])


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_reads_the_cases(language: Side, text: str, expected: str) -> None:
    assert " ; ".join(map(shown, read(text, language))) == expected


@given(st.integers(2, 10**12 - 1))
def test_reads_back_arabic_words(number: int) -> None:
    (quantity,) = read(f"بلغ العدد {words_ar(number)} فقط", "ar")
    assert quantity.value == number
    assert quantity.kind == "cardinal"


@given(st.integers(2, 10**12 - 1))
def test_reads_back_english_words(number: int) -> None:
    (quantity,) = read(f"the count was {words_en(number)} in all", "en")
    assert quantity.value == number


@given(
    st.integers(0, 10**12),
    st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]),
    st.sampled_from("ar en".split()),
)
def test_reads_back_digits_of_every_script(number: int, digits: str, language: Side) -> None:
    written = f"{number:,}".translate(str.maketrans("0123456789", digits))
    (quantity,) = read(f"({written})", language)
    assert quantity.value == number
    assert f"({written})"[quantity.start : quantity.end] == written


@given(
    st.text("0123456789٠١٢ وفبلكاأمئةثلاثعشرونين.,،٫%$-–/: abdehimnoprstuy", max_size=60),
    st.sampled_from("ar en".split()),
)
def test_offsets_stand_in_order_in_any_text(text: str, language: Side) -> None:
    last = 0
    for quantity in read(text, language):
        assert last <= quantity.start < quantity.number_end <= quantity.end <= len(text)
        assert quantity.qualified <= quantity.start
        last = quantity.end


def test_a_word_that_only_looks_like_a_number_is_none() -> None:
    assert read("لست هناك، وجد القط ميتًا أحد الجنود وكمية من الماء يوم الاثنين", "ar") == ()


def test_a_bare_m_is_a_million_only_of_money_and_people() -> None:
    assert [q.value for q in read("a 5m wall cost $5m and 3m people in a 100m race", "en")] == [5, 5e6, 3e6, 100]

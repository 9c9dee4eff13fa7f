"""The words that numbers are made of, in Arabic and English, with their worth and their part in a numeral."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mujaz.model import Side

# What a word does in a numeral: a unit 1-10, the "teen" of 11-19, a ten, a hundred, a scale (its plural may
# stand alone: "thousands"), a dual scale, a fraction, an ordinal.
Role = Literal["unit", "teen", "ten", "hundred", "scale", "scales", "dual", "fraction", "quarters", "ordinal", "vague"]


class Word(NamedTuple):
    """What a number word is worth and does; `joined` when it carries و, `definite` with ال, `governed` with ب ل ك."""

    value: float
    role: Role
    joined: bool = False
    definite: bool = False
    governed: bool = False


def table(language: Side) -> Mapping[str, Word]:
    """Every number word of a language by its folded (`numerals.fold_words`) or lower-case spelling, with clitics."""
    return _words_ar() if language == "ar" else _words_en()


_UNITS_AR: dict[float, str] = {
    0: "صفر", 1: "واحد واحده واحدا", 2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي", 3: "ثلاث ثلاثه ثلاثا",
    4: "اربع اربعه اربعا", 5: "خمس خمسه خمسا", 6: "ست سته ستا", 7: "سبع سبعه سبعا", 8: "ثمان ثماني ثمانيه ثمانيا",
    9: "تسع تسعه تسعا",
}  # fmt: skip
_TENS_AR: dict[float, str] = {20: "عشر", 30: "ثلاث", 40: "اربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان", 90: "تسع"}
_SCALES_AR = {1e3: "الف", 1e6: "مليون", 1e9: "مليار بليون", 1e12: "تريليون ترليون"}
_SCALE_PLURALS_AR = {1e3: "الاف", 1e6: "ملايين", 1e9: "مليارات ملايير بلايين", 1e12: "تريليونات ترليونات"}
_ORDINALS_AR: dict[float, str] = {
    1: "اول اولي حادي حاديه", 2: "ثان ثاني ثانيه", 3: "ثالث ثالثه", 4: "رابع رابعه", 5: "خامس خامسه",
    6: "سادس سادسه", 7: "سابع سابعه", 8: "ثامن ثامنه", 9: "تاسع تاسعه", 10: "عاشر عاشره",
}  # fmt: skip
_FIXED_AR: tuple[tuple[float, Role, str], ...] = (
    (1, "unit", "احد احدي"), (10, "teen", "عشر عشره عشرا"), (10, "vague", "عشرات"), (100, "vague", "مئات"),
    (100, "hundred", "مئه مائه"), (200, "hundred", "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي"),
    (1 / 2, "fraction", "نصف"), (1 / 3, "fraction", "ثلث"), (1 / 4, "fraction", "ربع"),
    (2 / 3, "fraction", "ثلثا ثلثي ثلثين ثلثان"), (1 / 4, "quarters", "ارباع"), (1 / 5, "quarters", "اخماس"),
)  # fmt: skip
# Words that only look like a number with a clitic ("I am not", "per cent"), and the Monday that looks like "the two".
_NOT_NUMBERS_AR = frozenset({"لست", "الاثنين", "والاثنين", "فالاثنين", "بالمئه", "بالمائه"})


def _entries_ar() -> Iterator[tuple[float, Role, str]]:
    yield from _FIXED_AR
    for value, forms in _UNITS_AR.items():
        yield value, "unit", forms
        stem = forms.split()[0]
        if value > 2:  # noqa: PLR2004 - 300 to 900; 200 is a dual
            yield value * 100, "hundred", " ".join(s + h for s in (stem, f"{stem}ي") for h in ("مئه", "مائه"))
    for value, stem in _TENS_AR.items():
        yield value, "ten", f"{stem}ون {stem}ين"
    for value, forms in _SCALES_AR.items():
        yield value, "scale", forms
        yield value * 2, "dual", " ".join(form + ending for form in forms.split() for ending in ("ان", "ين", "ا", "ي"))
    for value, forms in _SCALE_PLURALS_AR.items():
        yield value, "scales", forms
    for value, forms in _ORDINALS_AR.items():
        yield value, "ordinal", forms


@cache
def _words_ar() -> Mapping[str, Word]:
    base = {form: Word(value, role) for value, role, forms in _entries_ar() for form in forms.split()}
    words = dict(base)
    for (form, word), (conjunction, preposition, article) in product(base.items(), _CLITICS_AR):
        spelling = conjunction + preposition + article + form
        if spelling not in _NOT_NUMBERS_AR:
            clitics = (bool(conjunction), bool(article), bool(preposition))
            words.setdefault(spelling, Word(word.value, word.role, *clitics))
    return words


# "لل" is ل with the article; "ال" may also follow ب and ك.
_CLITICS_AR = (*product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال")), *product(("", "و", "ف"), ("ل",), ("ل",)))

# أحد is "one of" or "somebody", and a number only in أحد عشر; واحد is another word.
ONLY_COMPOUND = frozenset("".join(c) + form for c in _CLITICS_AR for form in ("احد", "احدي")) - {"واحد"}

_UNITS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES_EN = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "tn": 1e12, "dozen": 12.0}
_ORDINALS_EN = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    **{name + "th": n for n, name in enumerate(_UNITS_EN) if n not in {0, 1, 2, 3, 5, 8, 9, 12}},
    **{name[:-1] + "ieth": 20 + 10 * n for n, name in enumerate(_TENS_EN)}, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip


@cache
def _words_en() -> Mapping[str, Word]:
    words: dict[str, Word] = {name: Word(float(n), "unit") for n, name in enumerate(_UNITS_EN)}
    words.update({name: Word(20.0 + 10 * n, "ten") for n, name in enumerate(_TENS_EN)})
    words["hundred"] = Word(100.0, "hundred")
    words.update({name: Word(value, "scale") for name, value in _SCALES_EN.items()})
    words.update({name + "s": Word(value, "scales") for name, value in _SCALES_EN.items() if name not in {"bn", "tn"}})
    words.update({"tens": Word(10.0, "vague"), "hundreds": Word(100.0, "vague")})
    words.update({name: Word(float(value), "ordinal") for name, value in _ORDINALS_EN.items()})
    words.update({"half": Word(0.5, "fraction"), "quarter": Word(0.25, "fraction")})
    parts = {"halves": 1 / 2, "thirds": 1 / 3, "quarters": 1 / 4, "fourths": 1 / 4, "fifths": 1 / 5, "tenths": 1 / 10}
    words.update({name: Word(value, "quarters") for name, value in parts.items()})
    return words

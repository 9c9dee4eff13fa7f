"""Names that Arabic writes in a form of its own: biblical ones (يوحنا is John) and the numbers of reigns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# As the Arabic form sounds in Latin letters.
_BIBLICAL = {
    english: arabic.split("|")
    for english, arabic in (
        ("Island", "Ailand"),
        ("Islands", "Ailandz"),
        ("John", "Yuhanna"),
        ("Paul", "Boulos"),
        ("Peter", "Boutros"),
        ("Leo", "Lawon"),
        ("Francis", "Fransis"),
        ("Mary", "Maryam"),
        ("James", "Yaaqub"),
        ("Jacob", "Yaaqub"),
        ("Matthew", "Matta"),
        ("Mark", "Murqus"),
        ("Luke", "Luqa"),
        ("Stephen", "Istifanus"),
        ("Gregory", "Ghrighuryus"),
        ("Ignatius", "Ighnatyus"),
        ("Athanasius", "Athanasyus"),
        ("George", "Jirjis|Jawirjyus"),
        ("Joseph", "Yusuf"),
        ("Simon", "Simaan"),
        ("Thomas", "Tuma"),
        ("Andrew", "Andrawus"),
        ("Pius", "Biyus"),
        ("Clement", "Iklimandus"),
        ("Theodore", "Tawadrus"),
        ("Tawadros", "Tawadrus"),
        ("Bartholomew", "Barthulumawus"),
        ("Cyril", "Kirullus"),
    )
}
_UNITS = "Alhadi Althani Althalith Alrabi Alkhamis Alsadis Alsabi Althamin Altasi".split()
_REIGNS = {
    **dict(zip("I II III IV V VI VII VIII IX X".split(), ["Alawwal", *_UNITS[1:], "Alashir"], strict=True)),
    **dict(
        zip("XI XII XIII XIV XV XVI XVII XVIII XIX".split(), (f"{unit} Ashar" for unit in _UNITS), strict=True),
    ),
    "XX": "Alishrun",
    "XXIII": "Althalith Walishrun",
}


@lru_cache(maxsize=2_000)
def respelled(name: str) -> tuple[str, ...]:
    """The name as its Arabic form sounds, in each way that the lists know: "Yuhanna Boulos Althani"."""
    words = name.split()
    numeral = _REIGNS.get(words[-1], "") if len(words) > 1 else ""
    bare = words[:-1] if numeral else words
    forms = [bare] if numeral else []
    for form in range(2):
        own = [_BIBLICAL.get(w, [w]) for w in bare]
        forms.append([choice[min(form, len(choice) - 1)] for choice in own])
    found = dict.fromkeys(" ".join([*form, numeral]).strip() for form in forms)
    return tuple(form for form in found if form != name)


def is_of_a_reign(name: str) -> bool:
    """Whether a name ends with the number of a reign: "John Paul II"."""
    return " " in name and name.rsplit(maxsplit=1)[-1] in _REIGNS


def without_reign(words: Sequence[str]) -> Sequence[str]:
    """The words of a name without the number of a reign at its end."""
    return words[:-1] if len(words) > 1 and words[-1] in _REIGNS else words

"""Does one side deny what the other affirms?

A *denial* (لم, لا, ليس; "not", "never", "no") must be answered on the other side by a denial or by a *shade* of one:
a word that may carry a negation in translation (رفض, نفى; "un-", "refuse", "rather than"). Shades ask for no answer
themselves, and shades that both sides have ("refuse" and رفض) answer each other first, so that "did not refuse" without
its "not" is found.
Counting keeps a sentence with two denials from hiding the loss of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.check import tables
from mujaz.check.sides import Problem

if TYPE_CHECKING:
    from mujaz.check.sides import Sides


def negation(pair: Sides) -> Problem | None:
    """More denials on one side than the other side has denials and shades of them."""
    both = pair.arabic_and_english
    if both is None:
        return None
    arabic, english = both[0].text, both[1].text
    words = tables.load()
    denials = {"ar": words.denial["ar"].findall(arabic), "en": words.denial["en"].findall(english)}
    if not denials["ar"] and not denials["en"]:
        return None
    verbs, shades = len(words.arabic_verb_shade.findall(arabic)), len(words.shade["en"].findall(english))
    spare = {"ar": len(words.shade["ar"].findall(arabic)) + max(0, verbs - shades), "en": max(0, shades - verbs)}
    for here, there in (("ar", "en"), ("en", "ar")):
        if len(denials[here]) > len(denials[there]) + spare[there]:
            denied = ", ".join(f"“{word}”" for word in denials[here])
            answer = ", ".join(f"“{word}”" for word in denials[there]) or "nothing"
            one, other = ("original", "translation") if here == pair.source.language else ("translation", "original")
            return Problem("negation", "warning", f"the {one} denies with {denied} where the {other} has {answer}")
    return None

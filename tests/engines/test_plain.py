from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.base import Request
from mujaz.engines.plain import carry_over


@pytest.mark.parametrize(
    ("text", "source", "target", "copied"),
    [
        ("...", "ar", "en", "..."),
        ("؟!", "ar", "en", "?!"),
        ("١٢٫٥٪", "ar", "en", "12.5%"),
        ("2 - 1", "en", "ar", "2 - 1"),
        ("٣ - ١", "ar", "fa", "٣ - ١"),
        ("BBC  News", "ar", "en", "BBC News"),
        ("https://example.org/", "ar", "en", "https://example.org/"),
        ("https://example.org/", "en", "ar", None),
        ("نعم", "ar", "en", None),
        ("BBC العربية", "ar", "en", None),
        ("BBC", "ar", "fa", "BBC"),
        ("Yes", "en", "ar", None),
        ("Oui", "fr", "en", None),
        ("خبر", "ar", "fa", None),
        ("BBC", "ar-EG", "en_GB", "BBC"),
    ],
)
def test_only_what_needs_no_translation_is_copied(text: str, source: str, target: str, copied: str | None) -> None:
    result = carry_over(Request("p1s1", text, source, target))
    assert (result.text if result else None) == copied


@given(st.text(max_size=40))
def test_arabic_letters_always_go_to_an_engine(text: str) -> None:
    assert carry_over(Request("p1s1", f"{text}ع", "ar", "en")) is None

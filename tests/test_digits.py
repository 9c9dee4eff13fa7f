from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.digits import value_of

if TYPE_CHECKING:
    from mujaz.model import Side


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("12,500", "en", 12500), ("1,234,567.5", "en", 1234567.5), ("2.5", "en", 2.5), ("13½", "en", 13.5),
        ("3,5", "ar", 3.5), ("3,5", "en", None), ("12.000", "ar", 12000), ("12.000", "en", 12), ("30،000", "ar", 30000),
        ("62ر31", "ar", 31.62), ("1.234.567", "en", 1234567), ("1.2.3", "en", None), ("5", "ar", 5),
    ],
)  # fmt: skip
def test_digits(digits: str, language: Side, value: float | None) -> None:
    assert value_of(digits, language) == value

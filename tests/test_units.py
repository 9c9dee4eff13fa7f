from __future__ import annotations

import pytest

from mujaz import units
from mujaz.numerals import fold_words
from mujaz.quantities import read

ALL = sorted(units.load().by_key.items())


def test_the_longest_unit_wins() -> None:
    found = units.load().match([fold_words(word) for word in "متر مكعب من المياه".split()], "ar")
    assert found is not None
    assert (found[0].key, found[1]) == ("m3", 2)


def test_no_unit_is_none() -> None:
    assert units.load().match(["سماء"], "ar") is None
    assert units.load().match([], "en") is None


@pytest.mark.parametrize(("key", "unit"), ALL, ids=[key for key, _ in ALL])
def test_every_form_is_read_after_a_number(key: str, unit: units.Unit) -> None:
    for form in unit.ar:
        (quantity,) = read(f"بلغت 7 {form}.", "ar")
        assert quantity.unit == units.load().ar[fold_words(form)].key
    for form in unit.en:
        (quantity,) = read(f"it was 7 {form}.", "en")
        assert quantity.unit == units.load().en[form.lower()].key
    assert key


@pytest.mark.parametrize(("key", "unit"), ALL, ids=[key for key, _ in ALL])
def test_every_unit_says_itself_in_english(key: str, unit: units.Unit) -> None:
    assert unit.en_one, key
    assert unit.en_one.isprintable()

"""The list of town names: what it holds is found, whatever is asked."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from mujaz.towns import is_town

NAMES = files("mujaz.data").joinpath("towns.txt").read_text("utf-8").splitlines()[1:]


def test_the_list_is_in_order_and_in_the_folded_form_of_names() -> None:
    assert sorted(set(NAMES)) == NAMES
    assert all(name == name.strip().lower() and name.isascii() for name in NAMES)


@given(st.sampled_from(NAMES))
def test_every_name_is_found(name: str) -> None:
    assert is_town(name)
    assert is_town(name.title())


@given(st.text(max_size=12))
def test_only_names_of_the_list_are_found(name: str) -> None:
    assert not is_town(f"{name}q9")


def test_first_last_and_none() -> None:
    assert is_town(NAMES[0])
    assert is_town(NAMES[-1])
    assert not is_town("")
    assert not is_town("#")

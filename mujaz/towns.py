"""Names that towns of the world bear: evidence that a name is a place's, without saying which place.

The list (towns.txt, derived from GeoNames by scripts/make_gazetteer.py) stays the bytes of its file and is searched by
halves, so that it costs nothing until it is asked for and little then.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mujaz.gazetteer import english_key


def is_town(name: str) -> bool:
    """Whether a town of five hundred people or more bears this English name, which is not a person's name too."""
    key, names = english_key(name).encode(), _names()
    low, high = 0, len(names)
    while low < high:
        start = names.rfind(b"\n", 0, (low + high) // 2) + 1
        end = names.index(b"\n", start)
        if names[start:end] < key:
            low = end + 1
        elif names[start:end] > key:
            high = start
        else:
            return True
    return False


@cache
def _names() -> bytes:
    """The names in lower case and in order, a line each, the comments at the head left out."""
    text = files("mujaz.data").joinpath("towns.txt").read_bytes()
    return text[text.rindex(b"#") :].split(b"\n", 1)[1]

"""Derive mujaz/data/given_names.txt and surnames.txt from the 1990 United States census, in lower case, one a line.

    python scripts/make_given_names.py NAMES

The argument is the folder of the PyPI package names (0.3.0), which carries the Census Bureau's lists (public domain).
Names of two letters and names that are mostly other words in news (April, Justice, Asia ...) are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "mujaz" / "data"
SHORTEST = 3
MOST_SURNAMES = 5_000
OTHER_WORDS = frozenset(
    "april august bay bell berry chance chase china chung clay cliff cleveland cuba dallas dakota dale denver deb dean "
    "dorothea earth easter england europe florida france georgia ginger gold golden hope holland houston india ireland "
    "israel jade justice kenya lake london love loyal major marine maryland merrill milan minh montana morning "
    "nevada noble page paris pearl phoenix price prince princess queen regina ruby russia season sidney soon spring "
    "star summer sunday sydney tennessee texas valencia venice vermont victoria virginia washington winter york asia "
    "america angel baby babe carolina charity christian christmas company contessa dominion dusty faith fallon genesis "
    "gift guy honey in king le lady little magic man many march mercedes mercy misty monday my ocean pa pat per "
    "precious rain raven rich rocky royal santa see so son song storm tu twila un valley van velvet war "
    "west windy you young younger the than that an and see show so".split(),
)
NO_SURNAMES = frozenset(
    "bank banks business city club court day field forest garden gardens general group hall high house long may mall "
    "market park power school short south north east star stars state street sun times train union us wall water world "
    "stream rim giant giants best green red blue college bridge castle church cross case fair link mail post coast "
    "island islands mountain hill hills rivers river lakes beach grand golf wolf bear eagle hawk".split(),
)


def names(file: Path) -> list[str]:
    """The names of one census list, the most frequent first."""
    return [line.split()[0].lower() for line in file.read_text("utf-8").splitlines()]


def write(file: str, found: list[str]) -> None:
    """Write one list in alphabetical order and say how long it is."""
    kept = sorted({name for name in found if len(name) >= SHORTEST and name not in OTHER_WORDS})
    (DATA / file).write_text("\n".join(kept) + "\n", "utf-8")
    print(f"{file}: {len(kept)} names")


def main() -> None:
    """Write both lists."""
    folder = Path(sys.argv[1])
    write("given_names.txt", [*names(folder / "dist.male.first"), *names(folder / "dist.female.first")])
    write("surnames.txt", [n for n in names(folder / "dist.all.last")[:MOST_SURNAMES] if n not in NO_SURNAMES])


if __name__ == "__main__":
    main()

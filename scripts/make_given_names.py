"""Derive mujaz/data/given_names.txt: given names of the 1990 United States census, in lower case, one a line.

    python scripts/make_given_names.py NAMES

The argument is the folder of the PyPI package names (0.3.0), which carries the Census Bureau's lists (public domain).
Names of two letters and names that are mostly other words in news (April, Justice, Asia ...) are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "mujaz" / "data" / "given_names.txt"
SHORTEST = 3
OTHER_WORDS = frozenset(
    "april august bay bell berry chance chase china chung clay cliff cleveland cuba dallas dakota dale denver deb dean "
    "dorothea earth easter england europe florida france georgia ginger gold golden hope holland houston india ireland "
    "israel jade justice kenya lake london love loyal major marine maryland merrill milan minh montana morning "
    "nevada noble page paris pearl phoenix price prince princess queen regina ruby russia season sidney soon spring "
    "star summer sunday sydney tennessee texas valencia venice vermont victoria virginia washington winter york asia "
    "america angel baby babe carolina charity christian christmas company contessa dominion dusty faith fallon genesis "
    "gift grant guy honey in king le lady little magic man many march mercedes mercy misty monday my ocean pa pat per "
    "precious rain raven rich rocky royal santa see so son song storm tu twila un valley van velvet war "
    "west windy you young younger the than that an and see show so".split()
)


def main() -> None:
    """Write the list and say how long it is."""
    folder = Path(sys.argv[1])
    names = {
        line.split()[0].lower()
        for file in ("dist.male.first", "dist.female.first")
        for line in (folder / file).read_text("utf-8").splitlines()
    }
    kept = sorted(name for name in names - OTHER_WORDS if len(name) >= SHORTEST)
    OUT.write_text("\n".join(kept) + "\n", "utf-8")
    print(f"{OUT.name}: {len(kept)} names")


if __name__ == "__main__":
    main()

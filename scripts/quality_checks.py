"""Measure the checks: faults planted in human translations that they catch, and untouched ones that they flag.

One fault of each kind (quality_faults.py) is planted, with a fixed seed, in every human Arabic–English pair that has
room for it. The rules were written while looking at the others: every fourth article of that data is held out. Its
figures must neither fall below the floors of each fault nor below the bars of each check in quality_checks.toml.

    python -m scripts.quality_checks [--data FOLDER] [--show FAULT|CHECK] [--tuned] [--seed N]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.check import CHECKS, check_pair, inconsistent
from mujaz.model import Pair
from scripts.quality_faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Human:
    """One pair as a person translated it."""

    article: str
    source: str
    target: str


def main() -> int:
    """Print the tables; non-zero when a figure of the held-out articles is worse than its floor."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument(
        "--tuned", action="store_true", help="measure the half the rules were tuned on, without floors"
    )
    arguments.add_argument("--show", default="", help="print what this fault slipped past, or what this check flags")
    options = arguments.parse_args()
    path = options.data / "ntrex-dev" / "pairs.tsv"
    if not path.exists():
        print(f"not measured: {path} is not there")
        return 0
    floors = {} if options.tuned else tomllib.loads((HERE / "quality_checks.toml").read_text("utf-8"))
    pairs = _read(path, tuned=options.tuned)
    worse, tallies = _print_caught(pairs, options.seed, floors.get("caught", {}), options.show)
    more, flagged = _print_flagged(pairs, floors.get("flagged", {}), options.show)
    worse += more + _print_bars(tallies, flagged, floors.get("bars", {}))
    for line in worse:
        print("below the floor:", line)
    return bool(worse)


def _read(path: Path, *, tuned: bool) -> list[Human]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    articles = sorted({row[0] for row in rows})
    held = set(articles[3::4])
    return [Human(row[0], row[2], row[3]) for row in rows if (row[0] in held) is not tuned]


def _checks(source: str, target: str) -> dict[str, str]:
    found = check_pair(source, target, source_language="ar", target_language="en", terms=())
    return {problem.check: problem.message for problem in found}


def _print_caught(
    pairs: Sequence[Human], seed: int, floors: dict[str, float], show: str
) -> tuple[list[str], dict[str, tuple[int, int]]]:
    """The faults planted and the share caught by the check that is there for them; by check, what its bar counts."""
    print(f"{'fault':26}{'check':14}{'planted':>8}{'caught':>8}{'floor':>8}")
    worse = []
    tallies: dict[str, tuple[int, int]] = {}
    for name, fault in FAULTS.items():
        rng = random.Random(f"{seed} {name}")  # noqa: S311  # a repeatable choice, not a secret
        planted = [texts for pair in pairs if (texts := fault.plant(rng, pair.source, pair.target))]
        missed = [texts for texts in planted if fault.check not in _checks(*texts)]
        worse += _row(name, fault.check, len(planted), len(planted) - len(missed), floors.get(name))
        if fault.counts:
            before, caught = tallies.get(fault.check, (0, 0))
            tallies[fault.check] = before + len(planted), caught + len(planted) - len(missed)
        if show == name:
            print(*(f"    {target}\n    {source}\n" for source, target in missed), sep="\n")
    return [*worse, *_row_inconsistent(pairs, floors)], tallies


def _print_bars(
    tallies: dict[str, tuple[int, int]], flagged: dict[str, float], bars: dict[str, dict[str, float]]
) -> list[str]:
    """Each check against what is asked of it: the faults of all its kinds together, and the untouched pairs."""
    print(f"\n{'check':16}{'caught':>8}{'bar':>8}{'flagged':>9}{'bar':>8}")
    worse = []
    for check, bar in bars.items():
        planted, caught = tallies.get(check, (0, 0))
        share = caught / planted if planted else 1.0
        print(f"{check:16}{share:8.1%}{bar['caught']:8.1%}{flagged[check]:9.1%}{bar['flagged']:8.1%}")
        if share < bar["caught"] or flagged[check] > bar["flagged"]:
            worse.append(f"{check} misses its bar")
    return worse


def _row_inconsistent(pairs: Sequence[Human], floors: dict[str, float]) -> list[str]:
    """The same sentences in a second article, each with the translation of its neighbour."""
    first = [Pair(f"p{n}s1", pair.source, pair.target) for n, pair in enumerate(pairs, 1)]
    second = [Pair(pair.id, pair.ar, other.en) for pair, other in pairwise(first)]
    caught = inconsistent({"first": first, "second": second}).get("second", ())
    return _row("other translation", "inconsistent", len(second), len(caught), floors.get("other translation"))


def _row(fault: str, check: str, planted: int, caught: int, floor: float | None) -> list[str]:
    share = caught / planted if planted else 1.0
    print(f"{fault:26}{check:14}{planted:8}{share:8.1%}{'' if floor is None else f'{floor:8.1%}'}")
    return [f"{fault} {share:.3f} < {floor}"] if floor is not None and share < floor else []


def _print_flagged(pairs: Sequence[Human], ceilings: dict[str, float], show: str) -> tuple[list[str], dict[str, float]]:
    """The share of untouched pairs that each check flags; some of them hold real errors."""
    check_pair("نعم", "Yes", source_language="ar", target_language="en", terms=())
    begin = time.process_time()
    found = [_checks(pair.source, pair.target) for pair in pairs]
    seconds = time.process_time() - begin
    flags = Counter(check for problems in found for check in problems)
    print(f"\n{'untouched':26}{'check':14}{'pairs':>8}{'flagged':>8}{'ceiling':>8}")
    worse = []
    for check in ("empty", *CHECKS):
        share, ceiling = flags[check] / len(pairs), ceilings.get(check)
        print(f"{'':26}{check:14}{len(pairs):8}{share:8.1%}{'' if ceiling is None else f'{ceiling:8.1%}'}")
        if ceiling is not None and share > ceiling:
            worse.append(f"{check} flags {share:.3f} > {ceiling}")
        if show == check:
            for pair, problems in zip(pairs, found, strict=True):
                if check in problems:
                    print(f"    {problems[check]}\n    {pair.target}\n    {pair.source}\n")
    any_check = sum(map(bool, found)) / len(pairs)
    print(f"\n{seconds / len(pairs) * 1000:.2f} ms of CPU a pair, {any_check:.1%} of pairs flagged by any check")
    return worse, {check: flags[check] / len(pairs) for check in ("empty", *CHECKS)}


if __name__ == "__main__":
    sys.exit(main())

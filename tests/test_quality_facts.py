from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "quality_facts.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


def test_without_the_data_it_says_so_and_succeeds(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path))
    assert done.returncode == 0
    assert "nothing was measured" in done.stdout


SCORER = """
ASSUMED = False
class Tally:
    p, r, gold_hit = {p}, 1.0, 1
class Part:
    right = asked = 1
class Report:
    tallies = {{(kind, "any form"): Tally() for kind in ("people", "places", "organisations")}}
    tallies |= {{("numbers", "segment and value"): Tally(), ("dates", "segment and surface"): Tally()}}
    tallies[("quotes", "segment and text")] = Tally()
    def tally(self, kind, label): return Tally()
    def part(self, label): return Part()
def score_dirs(gold, predicted, errors, out): return Report()
def table(report, out): print("a table", file=out)
"""


def test_a_figure_below_its_floor_fails_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts-dev").mkdir()
    segment = '{"n": 1, "ar": "وصل الوفد إلى باريس.", "en": "The delegation arrived in Paris."}'
    gold = f'{{"article": "1", "published": null, "published_assumed": "2018-09-30", "segments": [{segment}]}}'
    (tmp_path / "facts-dev" / "001.json").write_text(gold, "utf-8")
    (tmp_path / "score.py").write_text(SCORER.format(p=1.0), "utf-8")
    good = run("--data", str(tmp_path))
    assert (good.returncode, good.stderr) == (0, "")
    assert "a table" in good.stdout
    (tmp_path / "score.py").write_text(SCORER.format(p=0.1), "utf-8")
    bad = run("--data", str(tmp_path))
    assert bad.returncode == 1
    assert "below its floor: people precision" in bad.stderr


def test_every_kind_of_fact_has_a_floor() -> None:
    floors = tomllib.loads((ROOT / "scripts" / "quality_facts.toml").read_text("utf-8"))
    kinds = ("people", "places", "organisations", "numbers", "dates", "quotes")
    assert {f"{kind} {side}" for kind in kinds for side in ("precision", "recall")} <= floors.keys()
    assert all(0.5 <= floor <= 1 for floor in floors.values())

"""Train mujaz/data/names.crfsuite, the tagger of Arabic names.

    python scripts/train_tagger.py ANERCORP_TRAIN.tsv

The argument is CAMeL Lab's training split of ANERcorp (Benajiba et al. 2007), one "token TAB label" a line, sentences
parted by empty lines; CC BY-SA 4.0. A tenth of it is held out first and scored, then everything is trained on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pycrfsuite  # type: ignore[import-untyped] # it ships no types

from mujaz.facts.tagger import features

OUT = Path(__file__).resolve().parent.parent / "mujaz" / "data" / "names.crfsuite"
SETTINGS = {"c1": 0.6, "c2": 0.01, "max_iterations": 90, "feature.minfreq": 2, "feature.possible_transitions": True}
HELD_OUT = 10

Sentence = tuple[list[str], list[str]]


def sentences(path: Path) -> list[Sentence]:
    """The sentences as words and labels; MISC counts as no name."""
    out: list[Sentence] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            word, label = line.split("\t")[:2]
            words.append(word)
            labels.append("O" if label.endswith("MISC") else label)
        elif words:
            out.append((words, labels))
            words, labels = [], []
    return out


def train(data: list[Sentence], path: Path) -> None:
    """Fit the field and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for words, labels in data:
        trainer.append(features(words), labels)
    trainer.train(str(path))


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """Names as (first word, word after the last, kind)."""
    found: set[tuple[int, int, str]] = set()
    first: int | None = None
    for n, label in enumerate([*labels, "O"]):
        if first is not None and not label.startswith("I-"):
            found.add((first, n, labels[first][2:]))
            first = None
        if label.startswith("B-") or (label.startswith("I-") and first is None):
            first = n
    return found


def main() -> None:
    """Score on the held-out tenth, then train on everything."""
    data = sentences(Path(sys.argv[1]))
    held = data[::HELD_OUT]
    train([s for n, s in enumerate(data) if n % HELD_OUT], OUT)
    tagger = pycrfsuite.Tagger()
    tagger.open(str(OUT))
    for kind in ("PER", "LOC", "ORG"):
        right = guessed = wanted = 0
        for words, labels in held:
            gold = {s for s in spans(labels) if s[2] == kind}
            pred = {s for s in spans(list(tagger.tag(features(words)))) if s[2] == kind}
            right, guessed, wanted = right + len(gold & pred), guessed + len(pred), wanted + len(gold)
        print(f"{kind}: precision {right / guessed:.3f}, recall {right / wanted:.3f} of {wanted}")
    train(data, OUT)
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

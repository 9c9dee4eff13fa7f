"""Which Arabic words look like names of people, places and bodies, by a small conditional random field.

The model is trained by scripts/train_tagger.py. By itself it is right about a name three times in four, which is not
enough to publish; it is asked only where nothing better speaks (a sentence without its translation), and together with
a title or a speech verb.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pycrfsuite  # type: ignore[import-untyped] # it ships no types

from mujaz.facts import lexicon
from mujaz.gazetteer import arabic_key, load, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

_AFFIX = 3
_LIKELY, _SURE = 0.25, 0.5


def features(words: Sequence[str]) -> list[list[str]]:
    """The features of each word of a sentence: itself, its affixes, its neighbours and the lists it stands in."""
    keys = [arabic_key(word) for word in words]
    marks = [_marks(key) for key in keys]
    out = []
    for n, key in enumerate(keys):
        row = [f"w={key}", *marks[n]]
        row += [f"p{i}={key[:i]}" for i in range(1, _AFFIX + 1)]
        row += [f"s{i}={key[-i:]}" for i in range(1, _AFFIX + 1)]
        for offset in (-2, -1, 1, 2):
            at = n + offset
            inside = 0 <= at < len(keys)
            row.append(f"{offset}w={keys[at] if inside else ''}")
            if inside:
                row += [f"{offset}{mark}" for mark in marks[at]]
        if n:
            row.append(f"b={keys[n - 1]}|{key}")
        out.append(row)
    return out


def _marks(key: str) -> list[str]:
    """The word lists that a folded word stands in, with and without its clitics."""
    words = lexicon.load()
    bare = [stem for stem, _ in stems(key)]
    marks = [f"len={min(len(key), 8)}"]
    for name, known in (
        ("role", words.role_ar),
        ("hon", words.honorific_ar),
        ("say", words.speech_ar),
        ("stop", words.role_stop_ar),
        ("placehead", words.place_head_ar),
        ("body", words.body_cue_ar),
        ("cue", words.place_cue_ar),
    ):
        if any(stem in known for stem in bare):
            marks.append(name)
    if load().nationality(key, "ar"):
        marks.append("nation")
    marks += [f"place={kind}" for kind in load().kinds(key)]
    if key.startswith("ال"):
        marks.append("al")
    return marks


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    with as_file(files("mujaz.data").joinpath("names.crfsuite")) as path:
        tagger.open(str(path))
    return tagger


def tag(words: Sequence[str]) -> list[str]:
    """One label a word: PER, LOC, ORG or an empty string.

    A word after a person's name is taken into it already when the field finds that one in four likely, for names of
    three words lose their last more often than they gain one; a person must be more likely than not.
    """
    if not words:
        return []
    tagger = _tagger()
    labels = [label[2:] for label in tagger.tag(features(words))]
    for n, label in enumerate(labels):
        person = tagger.marginal("B-PER", n) + tagger.marginal("I-PER", n)
        goes_on = n > 0 and labels[n - 1] == "PER"
        if label == "PER" and person < (_LIKELY if goes_on else _SURE):
            labels[n] = ""
        elif goes_on and not label and person > _LIKELY and not _prefixed(words[n]):
            labels[n] = "PER"
    return labels


def _prefixed(word: str) -> bool:
    """Whether a word begins like a noun with an article or a preposition, as the last part of a name does not."""
    return arabic_key(word).startswith(("ال", "ب", "ل", "و"))

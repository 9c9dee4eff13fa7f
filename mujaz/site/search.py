"""The search index: files that a browser fetches only as far as a query needs them.

One record a story, not one a page, over both languages: a query in either finds it. An entry is the stem of a word or,
after `~`, its sound (see `words`); both sides of a search go through the same functions. Under search/ stand

    index.json        {"version", "size": stories, "block": stories a block, "leaves": [[first entry, name], …]}
    leaves/NAME.json  {entry: [step, …]}; a step is 3 × (distance to the story before) + weight; null for an entry
                      that stands in so many stories that it tells nothing
    stories/N.json    [{"slug", "published", "title": {…}, "data": hash}, …]: one block of stories, oldest first

A leaf is named by its content and begins at an entry chosen by its hash, so that one more story leaves most leaves as
they were. Pagefind, which does the same for whole sites, was tried: its fixed parts take 93 KB and its list of pages
10 KB for each thousand, so that the first query of ten thousand stories took twice the 120 KB that it may take.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mujaz.gazetteer import load as gazetteer
from mujaz.publish import write
from mujaz.site import theme
from mujaz.site.words import bare, sound, stem, words
from mujaz.text import script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mujaz.site.library import Library, Story

    Postings = Mapping[str, Sequence[int]]

FOLDER = "search"
BLOCK = 16
LEAF = 48
"""How many entries stand in a leaf on average."""

FULL = 2500
"""How many steps a leaf may hold before another is begun: about 5 KB compressed."""

LONGEST = 24
COMMON = 0.2
FEW = 50
TITLE, NAMED, TEXT = 2, 1, 0
NAMED_KINDS = ("people", "places", "organisations")


def build(library: Library, languages: tuple[str, str], out: Path, cache: Path) -> list[str]:
    """Bring OUT/search up to date; returns its files by their path in OUT. What older ones there are is left."""
    version = _digest(json.dumps([theme.code(), languages, *((s.slug, s.digest) for s in library.stories)]))
    folder = out / FOLDER
    if (standing := _standing(folder, version)) is not None:
        return standing
    ordered = library.stories[::-1]
    stories = [
        {"slug": s.slug, "published": s.published, "title": dict(s.titles), "data": s.digest[:8]} for s in ordered
    ]
    made = files(index(_taken_apart(library, languages, cache)), stories, version)
    for name, text in made.items():
        write(folder / name, text)
    return [f"{FOLDER}/{name}" for name in made]


def _taken_apart(library: Library, languages: tuple[str, str], cache: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Each story's number, oldest first, with its `entries`: read from the cache unless it or the code changed.

    The cache is a few hundred files, each holding the stories whose slug has the same hash, so that only one is in
    memory at a time and one changed story rewrites one of them.
    """
    mark = f"{theme.code()} {languages}"
    buckets: defaultdict[str, list[tuple[int, Story]]] = defaultdict(list)
    for number, story in enumerate(library.stories[::-1]):
        buckets[_digest(story.slug)[:2]].append((number, story))
    for name, members in buckets.items():
        path = cache / FOLDER / f"{name}.json"
        known = _read(path)
        kept = {}
        for number, story in members:
            row = known.get(story.slug)
            fresh = row is not None and row[:2] == [mark, story.digest]
            groups = row[2:] if row and fresh else entries(library.briefing(story.slug), languages)
            kept[story.slug] = [mark, story.digest, *groups]
            yield number, groups
        write(path, _json(kept))


def entries(briefing: Mapping[str, object], languages: tuple[str, str]) -> list[str]:
    """What a story is found by: entries of its titles, of its names and key points, of its text; each a spaced list."""
    title = briefing.get("title")
    segments = list(_rows(briefing, "segments"))
    points = briefing.get("key_points")
    key_points = set(points if isinstance(points, list) else ())
    titles = [title.get(code) for code in languages] if isinstance(title, dict) else []
    names = [row.get(key) for kind in NAMED_KINDS for row in _rows(briefing, kind) for key in _name_keys(languages)]
    known = [name for row in _rows(briefing, "places") for name in _other_names(row, languages)]
    strong = [s.get(code) for s in segments if s["id"] in key_points for code in languages]
    rest = [s.get(code) for s in segments for code in languages]
    seen: set[str] = set()
    found = []
    for texts in (titles, names + known + strong, rest):
        here = {entry for text in _flat(texts) for part in text.split() for entry in entries_of(part)} - seen
        seen |= here
        found.append(" ".join(sorted(here)))
    return found


@lru_cache(1 << 17)
def entries_of(part: str) -> tuple[str, ...]:
    """The entries that a story with this piece of text, without white space in it, stands under."""
    found = []
    for word in words(part):
        found += [root[:LONGEST] for root in (stem(word), bare(word)) if root]
        if heard := sound(word):
            found.append(f"~{heard[:LONGEST]}")
    return tuple(found)


def index(stories: Iterable[tuple[int, Sequence[str]]]) -> Postings:
    """Entry → 3 × number of the story + weight, for numbers with what `entries` gives, in any order."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, groups in stories:
        for weight, group in zip((TITLE, NAMED, TEXT), groups, strict=True):
            posting = 3 * number + weight
            for entry in group.split():
                found[entry].append(posting)
    return found


def files(postings: Postings, stories: Sequence[object], version: str) -> dict[str, str]:
    """Every file of the index by its path under search/."""
    size = len(stories)
    most = size if size < FEW else int(size * COMMON)
    sizes = {entry: len(posting) if len(posting) <= most else 0 for entry, posting in postings.items()}
    leaves = []
    made = {}
    for leaf in _leaves(sizes):
        text = _json({entry: _steps(postings[entry]) if sizes[entry] else None for entry in leaf})
        name = _digest(text)[:8]
        leaves.append([leaf[0], name])
        made[f"leaves/{name}.json"] = text
    for start in range(0, size, BLOCK):
        made[f"stories/{start // BLOCK}.json"] = _json(stories[start : start + BLOCK])
    made["index.json"] = _json({"version": version, "size": size, "block": BLOCK, "leaves": leaves})
    return made


def _leaves(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Sorted entries in runs; a run begins where the entry's own hash says so, or where one is full."""
    leaf: list[str] = []
    held = 0
    for entry in sorted(sizes):
        steps = sizes[entry]
        if leaf and (held + steps > FULL or int(_digest(entry)[:8], 16) % LEAF == 0):
            yield leaf
            leaf, held = [], 0
        leaf.append(entry)
        held += steps
    if leaf:
        yield leaf


def _steps(posting: Sequence[int]) -> list[int]:
    """Each story as the way from the one before, in a unit of 3, and its weight."""
    return [here - before // 3 * 3 for before, here in pairwise((0, *sorted(posting)))]


def _standing(folder: Path, version: str) -> list[str] | None:
    """The files of an index of this version, where they are all there."""
    index: Mapping[str, Any] = _read(folder / "index.json")
    if index.get("version") != version:
        return None
    leaves = (f"leaves/{name}.json" for _, name in index["leaves"])
    names = [*leaves, *(f"stories/{n}.json" for n in range(-(-index["size"] // index["block"]))), "index.json"]
    return [f"{FOLDER}/{name}" for name in names] if all((folder / name).exists() for name in names) else None


def _read(path: Path) -> dict[str, list[str]]:
    """A JSON object; empty when it is not there, for what is read here can always be made again."""
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _rows(document: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    rows = document.get(key)
    return (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict))


def _other_names(place: Mapping[str, object], languages: tuple[str, str]) -> tuple[str, ...]:
    """What else a place is called, so that "USA" and "America" find the United States."""
    kind, country, *names = (str(place.get(key) or "") for key in ("kind", "country", *languages))
    if kind == "country":
        entry = gazetteer().country(country)
        return entry.ar + entry.en if entry else ()
    english = next((name for name in names if script_of(name) == "en"), "")
    found = (e for e in gazetteer().lookup(english, "en") if (e.kind, e.country) == (kind, country))
    return next((entry.ar + entry.en for entry in found), ())


def _name_keys(languages: tuple[str, str]) -> tuple[str, ...]:
    return (*languages, *(f"{key}_{code}" for key in ("aliases", "role") for code in languages))


def _flat(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _flat(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()

"""The library of a project as its files give it, with an index in .cache/library.json that spares reading them again.

The index keeps a record of each story by the state of its two files (see `manifest.state`), so that a build reads only
what changed, and holds for the code that made it.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

from mujaz import publish
from mujaz.errors import EditedPageError
from mujaz.model import TITLE_ID, State
from mujaz.site import documents, theme
from mujaz.site.documents import KINDS, dicts, text
from mujaz.site.library import Dated, Library, Named, Story, failed
from mujaz.site.manifest import state

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mujaz.config import Settings


def read(settings: Settings) -> Library:
    """The library of a project, from the cache where a file did not change; what cannot be shown is told in it."""
    with _uncollected():
        return _read(settings)


def _without_page(document: Path, settings: Settings) -> EditedPageError:
    """What to say of data whose page is gone."""
    hint = f"delete it too, or {documents.REBUILD}"
    return EditedPageError("its page is missing", file=settings.relative(document), hint=hint)


def _read(settings: Settings) -> Library:
    folder, cache, languages = settings.briefings, settings.cache / "library.json", settings.languages
    kept = _kept(cache, languages)
    fresh: dict[str, list[object]] = {}
    stories: list[Story] = []
    problems: list[str] = []
    left_out: set[str] = set()
    by_hand = set()
    stamps = _stamps(folder)
    found = {file.removesuffix(".json") for file in stamps if file.endswith(".json")}
    for name in sorted({file.removesuffix(".md") for file in stamps if file.endswith(".md")} - found):
        if error := documents.without_data(folder / f"{name}.md", settings):
            problems.append(str(error))
            left_out.add(name)
        else:
            by_hand.add(name)
    for name in sorted(found):
        try:
            if f"{name}.md" not in stamps:
                raise _without_page(folder / f"{name}.json", settings)
            stamp = [*stamps[f"{name}.json"], *stamps[f"{name}.md"]]
            known = kept.get(name)
            if known and known[0] == stamp and (thawed := _thawed(known[1])):
                stories.append(thawed)
                fresh[name] = known
                continue
            story, told = _story(folder / f"{name}.json", settings)
        except (EditedPageError, OSError) as error:
            file = settings.relative(folder / f"{name}.json")
            problems.append(str(documents.unreadable(error, file) if isinstance(error, OSError) else error))
            (by_hand if documents.is_by_hand(folder / f"{name}.md") else left_out).add(name)
            continue
        stories.append(story)
        problems += told
        if not told:
            fresh[name] = [stamp, _frozen(story)]  # what was wrong is told again each time until it is mended
    document = {"code": theme.code(), "languages": languages, "stories": fresh}
    if fresh != kept:
        publish.write(cache, json.dumps(document, ensure_ascii=False))
    stories.sort(key=Story.before, reverse=True)
    return Library(settings, tuple(stories), tuple(problems), frozenset(left_out), frozenset(by_hand))


def _story(path: Path, settings: Settings) -> tuple[Story, list[str]]:
    """A story, and what is wrong with its files though it can be shown."""
    blob, page = path.read_bytes(), path.with_suffix(".md").read_bytes()
    document = documents.read(path, blob, settings)
    own, wrong = documents.edited(path.with_suffix(".md"), page, document.values, settings)
    digest = hashlib.blake2b(blob + b"\0" + page, digest_size=12).hexdigest()
    story = _index(path.stem, digest, document, settings.languages, edited=own is not None)
    return story, [problem for problem in (document.problem, wrong) if problem]


def _kept(cache: Path, languages: tuple[str, str]) -> dict[str, list[object]]:
    try:
        document = json.loads(cache.read_bytes())
        if document["code"] == theme.code() and tuple(document["languages"]) == languages:
            stories: dict[str, list[object]] = document["stories"]
            return stories
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a cache is always safe to lose
    return {}


def _stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """The state of every page and its data, by file name."""
    found = {}
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".json", ".md")):
                try:
                    found[entry.name] = state(entry.stat())
                except OSError:
                    found[entry.name] = (0, 0, 0)  # reading it says what is wrong
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare Python's collector of cycles what is read: a million values of ten thousand stories, and no cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _index(slug: str, digest: str, read: documents.Document, languages: tuple[str, str], *, edited: bool) -> Story:
    document = read.values
    segments = {s["id"]: s for s in dicts(document["segments"])}
    (title,) = dicts([document["title"]])
    wrong = failed(document)
    return Story(
        slug=slug,
        digest=digest,
        titles=_texts(title, languages),
        title_state=_held(str(title["state"]), failing=TITLE_ID in wrong),
        state=_held(str(document["state"]), failing=bool(wrong)),
        published=text(document["published"]),
        source=text(document["source"]),
        tags=_tags(document, languages[1]),
        words={code: sum(len(str(s[code] or "").split()) for s in segments.values()) for code in languages},
        sentences=len(segments),
        waiting=sum(not s[languages[1]] for s in segments.values()),
        points=[
            {**_texts(segments[key], languages), "state": str(segments[key]["state"])}
            for key in _words(document["key_points"])
        ],
        doubts=[list(wrong.get(key, ())) for key in _words(document["key_points"])],
        named=[
            Named(kind, str(row["id"]), _texts(row, languages), _degrees(row.get("lat")), _degrees(row.get("lon")))
            for kind in KINDS
            for row in dicts(document[kind])
        ],
        dates=[
            Dated(str(row["start"]), str(row["end"] or ""), str(row["segment"]), _texts(row, languages, "text_"))
            for row in dicts(document["dates"])
            if row["start"]
        ],
        whole=read.whole,
        edited=edited,
    )


def _held(state: str, *, failing: bool) -> str:
    """A state, with what fails a check held as a draft."""
    return State.DRAFT.value if failing and state == State.REVIEWED else state


def _frozen(story: Story) -> list[object]:
    """A story as the cache keeps it: values in the order of its fields."""
    row = {name: getattr(story, name) for name in Story.__slots__}
    row["named"] = [_values(named) for named in story.named]
    row["dates"] = [_values(dated) for dated in story.dates]
    return list(row.values())


def _values(value: Named | Dated) -> list[object]:
    return [getattr(value, name) for name in value.__slots__]


def _thawed(row: object) -> Story | None:
    """A story from its cached form; None where that is something else: a cache is always safe to lose."""
    with suppress(KeyError, TypeError):
        # What `_frozen` wrote, in the same code, needs no second look.
        values = dict(zip(Story.__slots__, cast("list[Any]", row), strict=False))
        values["named"] = [Named(*named) for named in values["named"]]
        values["dates"] = [Dated(*dated) for dated in values["dates"]]
        return Story(**values)
    return None


def _tags(document: Mapping[str, object], target: str) -> dict[str, str | None]:
    tags = _words(document["tags"])
    translated = document.get(f"tags_{target}")
    return dict(zip(tags, translated if isinstance(translated, list) else [None] * len(tags), strict=True))


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _texts(row: Mapping[str, object], languages: tuple[str, str], prefix: str = "") -> dict[str, str | None]:
    return {code: text(row[prefix + code]) for code in languages}

"""The library of a project as its files give it, with an index in .cache/library.json that spares reading them again.

The index keeps a record of each story by the time stamps of its two files, so that a build reads only what changed.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from mujaz import publish
from mujaz.errors import EditedPageError
from mujaz.model import TITLE_ID, State
from mujaz.site import documents
from mujaz.site.documents import KINDS, dicts, text
from mujaz.site.library import Dated, Library, Named, Story, failed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mujaz.config import Settings

_VERSION = 5


def read(settings: Settings) -> Library:
    """The library of a project, from the cache where a file did not change; what cannot be shown is told in it."""
    folder, cache, languages = settings.briefings, settings.cache / "library.json", (settings.source, settings.target)
    kept = _kept(cache, languages)
    fresh: dict[str, list[object]] = {}
    stories: list[Story] = []
    problems: list[str] = []
    left_out: set[str] = set()
    by_hand = set()
    found = {path.stem for path in folder.glob("*.json")}
    for name in sorted({path.stem for path in folder.glob("*.md")} - found):
        if error := documents.without_data(folder / f"{name}.md", settings):
            problems.append(str(error))
            left_out.add(name)
        else:
            by_hand.add(name)
    for name in sorted(found):
        try:
            story, record, told = _story(folder / f"{name}.json", kept.get(name), settings)
        except (EditedPageError, OSError) as error:
            file = settings.relative(folder / f"{name}.json")
            problems.append(str(documents.unreadable(error, file) if isinstance(error, OSError) else error))
            (by_hand if documents.is_by_hand(folder / f"{name}.md") else left_out).add(name)
            continue
        stories.append(story)
        problems += told
        if not told:
            fresh[name] = record  # what was wrong is told again each time until it is mended
    document = {"version": _VERSION, "languages": languages, "stories": fresh}
    if fresh != kept:
        publish.write(cache, json.dumps(document, ensure_ascii=False))
    stories.sort(key=Story.before, reverse=True)
    return Library(settings, tuple(stories), tuple(problems), frozenset(left_out), frozenset(by_hand))


def _story(path: Path, known: list[object] | None, settings: Settings) -> tuple[Story, list[object], list[str]]:
    """A story, the row of the cache for it, and what is wrong with its files though it can be shown."""
    stamp = _stamp(path, settings)
    if known and known[0] == stamp and isinstance(known[1], dict):
        with suppress(KeyError, TypeError):  # a cache is always safe to lose
            return _thaw(known[1]), known, []
    blob, page = path.read_bytes(), path.with_suffix(".md").read_bytes()
    document = documents.read(path, blob, settings)
    own, wrong = documents.edited(path.with_suffix(".md"), page, document.values, settings)
    digest = hashlib.blake2b(blob + b"\0" + page, digest_size=12).hexdigest()
    story = _index(path.stem, digest, document, (settings.source, settings.target), edited=own is not None)
    return story, [stamp, _frozen(story)], [problem for problem in (document.problem, wrong) if problem]


def _kept(cache: Path, languages: tuple[str, str]) -> dict[str, list[object]]:
    try:
        document = json.loads(cache.read_bytes())
        if document["version"] == _VERSION and tuple(document["languages"]) == languages:
            stories: dict[str, list[object]] = document["stories"]
            return stories
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a cache is always safe to lose
    return {}


def _stamp(path: Path, settings: Settings) -> list[int]:
    """What changes when the page or its data is written."""
    stamps = []
    for file in (path, path.with_suffix(".md")):
        try:
            status = file.stat()
        except FileNotFoundError:
            raise EditedPageError(
                "its page is missing", file=settings.relative(path), hint=f"delete it too, or {documents.REBUILD}"
            ) from None
        stamps += [status.st_mtime_ns, status.st_size]
    return stamps


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
        tags=_words(document["tags"]),
        words={code: sum(len(str(s[code] or "").split()) for s in segments.values()) for code in languages},
        points=[_texts(segments[key], languages) for key in _words(document["key_points"])],
        doubts=[list(wrong.get(key, ())) for key in _words(document["key_points"])],
        named=[
            Named(kind, str(row["id"]), _texts(row, languages), _degrees(row.get("lat")), _degrees(row.get("lon")))
            for kind in KINDS
            for row in dicts(document[kind])
        ],
        dates=[
            Dated(str(row["start"]), str(row["segment"]), _texts(row, languages, "text_"))
            for row in dicts(document["dates"])
            if row["start"]
        ],
        whole=read.whole,
        edited=edited,
    )


def _held(state: str, *, failing: bool) -> str:
    """A state, with what fails a check held as a draft."""
    return State.DRAFT.value if failing and state == State.REVIEWED else state


def _frozen(story: Story) -> dict[str, object]:
    """A story as the cache keeps it; `dataclasses.asdict` would copy every text."""
    values = _fields(story)
    values["named"] = [_fields(named) for named in story.named]
    values["dates"] = [_fields(dated) for dated in story.dates]
    return values


def _fields(value: Story | Named | Dated) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}


def _thaw(record: Mapping[str, object]) -> Story:
    """A story from its cached form."""
    values = dict(record)
    # What `_frozen` wrote, under a version, needs no second look.
    values["named"] = [Named(**cast("dict[str, Any]", row)) for row in dicts(record["named"])]
    values["dates"] = [Dated(**cast("dict[str, Any]", row)) for row in dicts(record["dates"])]
    return Story(**cast("dict[str, Any]", values))


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _texts(row: Mapping[str, object], languages: tuple[str, str], prefix: str = "") -> dict[str, str | None]:
    return {code: text(row[prefix + code]) for code in languages}

"""Everything that has been composed, as an index small enough to hold ten thousand stories.

Each content/briefings/SLUG.json gives one `Story`: what lists, dossiers and feeds need, without the text. The index is
kept in .cache/library.json by the time stamps of the files, so that a build reads only what changed; the whole
briefing is read where a page shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from mujaz import publish
from mujaz.errors import EditedPageError
from mujaz.model import TITLE_ID, State
from mujaz.site import documents
from mujaz.site.documents import KINDS, dicts, text
from mujaz.text import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from mujaz.config import Settings
    from mujaz.site.documents import Paragraphs

    Sentences = Mapping[str, tuple[int, Mapping[str, object]]]

WORDS_A_MINUTE = 200
"""The usual round figure for news prose; it only has to tell a short story from a long one."""

_CACHE_VERSION = 5
_KEPT = 512  # briefings in memory at a time, some 100 KB each


@lru_cache(1 << 16)
def dossier_path(kind: str, identifier: str) -> str:
    """The folder of an entity's page under a language."""
    return f"{kind}/{slugify(identifier) or 'unnamed'}"


@lru_cache(1 << 16)
def address(path: str) -> str:
    """A folder as a link has it."""
    return quote(path)


@dataclass(frozen=True, slots=True)
class Named:
    """A person, place or organisation as one story names it; `lat` and `lon` in degrees, for places."""

    kind: str
    id: str
    names: Mapping[str, str | None]
    lat: float | None = None
    lon: float | None = None

    @property
    def path(self) -> str:
        """Its dossier's folder under a language."""
        return dossier_path(self.kind, self.id)

    @property
    def url(self) -> str:
        """Its dossier's address under a language, as a link has it, without slashes at the ends."""
        return address(self.path)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a story states: ISO 8601, perhaps partial, and the words it stands in."""

    start: str
    segment: str
    texts: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """One briefing as lists show it: `points` are its key points' texts and states, `words` counts each language.

    `doubts` are the checks of level error that the translation of each key point fails.
    """

    slug: str
    digest: str
    titles: Mapping[str, str | None]
    title_state: str
    state: str
    published: str | None
    source: str | None
    tags: Sequence[str]
    words: Mapping[str, int]
    points: Sequence[Mapping[str, str | None]]
    doubts: Sequence[Sequence[str]]
    named: Sequence[Named]
    dates: Sequence[Dated]

    @property
    def path(self) -> str:
        """The story's folder under a language."""
        return f"briefings/{self.slug}"

    @property
    def url(self) -> str:
        """The story's address under a language, as a link has it, without slashes at the ends."""
        return address(self.path)

    @property
    def day(self) -> date | None:
        """When it was published."""
        return date.fromisoformat(self.published) if self.published else None

    def minutes(self, language: str) -> int:
        """How long it takes to read, at least one minute."""
        return max(1, round((self.words.get(language) or max(self.words.values())) / WORDS_A_MINUTE))

    def before(self) -> tuple[str, str]:
        """The key that sorts stories in time, undated ones before all others."""
        return (self.published or "", self.slug)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a dossier: its names as the latest story has them, its stories oldest first."""

    kind: str
    path: str
    names: Mapping[str, str | None]
    stories: Sequence[Story]

    @property
    def url(self) -> str:
        """The dossier's address under a language, as a link has it, without slashes at the ends."""
        return address(self.path)


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag as editors wrote it, with its stories oldest first."""

    name: str
    path: str
    stories: Sequence[Story]

    @property
    def url(self) -> str:
        """Its address under a language, as a link has it, without slashes at the ends."""
        return address(self.path)


@dataclass(frozen=True)
class Library:
    """All stories, newest first.

    `problems` are messages about pages and data that were left out, or replaced by what was composed; `left_out` names,
    without ending, those that are not shown, `by_hand` the pages that people wrote beside the briefings.
    """

    settings: Settings
    stories: tuple[Story, ...]
    problems: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()

    @cached_property
    def by_slug(self) -> Mapping[str, Story]:
        """Stories by their slug."""
        return {story.slug: story for story in self.stories}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Everybody and everything named, by the address of the dossier."""
        found: dict[str, list[tuple[Named, Story]]] = defaultdict(list)
        for story in reversed(self.stories):
            for named in {named.path: named for named in story.named}.values():
                found[named.path].append((named, story))
        return {
            path: Entity(rows[-1][0].kind, path, _best_names(rows), tuple(s for _, s in rows))
            for path, rows in sorted(found.items())
        }

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Stories by tag, by the address of the topic."""
        names: dict[str, str] = {}
        found: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories[::-1]:
            for path in dict.fromkeys(topic_path(tag) for tag in story.tags):
                found[path].append(story)
            names |= {topic_path(tag): tag for tag in story.tags}
        return {path: Topic(names[path], path, stories) for path, stories in sorted(found.items())}

    @cached_property
    def days(self) -> Mapping[str, Sequence[Story]]:
        """Editions: stories by date of publication, newest day first and "" (undated) last, the fullest story first."""
        found: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            found[story.published or ""].append(story)
        return {
            day: sorted(stories, key=lambda s: (-max(s.words.values()), s.slug))
            for day, stories in sorted(found.items(), reverse=True)
        }

    @cached_property
    def _read(self) -> Callable[[str], Reading]:
        return lru_cache(_KEPT)(self._load)

    def _load(self, slug: str) -> Reading:
        path = self.settings.briefings / f"{slug}.json"
        document = documents.read(path, path.read_bytes(), self.settings).values
        wrong = failed(document)
        sentences = {
            str(s["id"]): (n, s | {"failed": list(wrong.get(str(s["id"]), ()))})
            for n, s in enumerate(dicts(document["segments"]), 1)
        }
        return Reading(document, sentences)

    def briefing(self, slug: str) -> Mapping[str, object]:
        """What SLUG.json says, checked; the last few hundred are kept."""
        return self._read(slug).briefing

    def paragraphs(self, slug: str) -> Paragraphs:
        """The text of a story: its page's where that is sound, else as it was composed."""
        path = self.settings.briefings / f"{slug}.md"
        return documents.paragraphs(path, path.read_bytes(), self.briefing(slug), self.settings)[0]

    def sentences(self, slug: str) -> Sentences:
        """A briefing's segments by their id, each with its number in the text, counted from 1."""
        return self._read(slug).sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """A briefing as it was read, and its segments by their id with their number and the checks that they fail."""

    briefing: Mapping[str, object]
    sentences: Sentences


def failed(document: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """The checks of level error that each segment's translation fails, by the segment's id; "title" for the title."""
    found: dict[str, tuple[str, ...]] = {}
    for row in dicts(document.get("findings")):
        if row["severity"] == "error":
            found[str(row["segment"])] = (*found.get(str(row["segment"]), ()), str(row["check"]))
    return found


def topic_path(tag: str) -> str:
    """The folder of a tag's page under a language."""
    return f"topics/{slugify(tag) or 'unnamed'}"


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
    document = {"version": _CACHE_VERSION, "languages": languages, "stories": fresh}
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
    _, wrong = documents.paragraphs(path.with_suffix(".md"), page, document.values, settings)
    digest = hashlib.blake2b(blob + b"\0" + page, digest_size=12).hexdigest()
    story = _index(path.stem, digest, document.values, (settings.source, settings.target))
    return story, [stamp, asdict(story)], [problem for problem in (document.problem, wrong) if problem]


def _kept(cache: Path, languages: tuple[str, str]) -> dict[str, list[object]]:
    try:
        document = json.loads(cache.read_bytes())
        if document["version"] == _CACHE_VERSION and tuple(document["languages"]) == languages:
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


def _index(slug: str, digest: str, document: Mapping[str, object], languages: tuple[str, str]) -> Story:
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
            Dated(str(row["start"]), str(row["segment"]), _texts(row, languages, "text_"))
            for row in dicts(document["dates"])
            if row["start"]
        ],
    )


def _held(state: str, *, failing: bool) -> str:
    """A state, with what fails a check held as a draft."""
    return State.DRAFT.value if failing and state == State.REVIEWED else state


def _thaw(record: Mapping[str, object]) -> Story:
    """A story from its cached form."""
    values = dict(record)
    # What asdict wrote in this module, under a version, needs no second look.
    values["named"] = [Named(**cast("dict[str, Any]", row)) for row in dicts(record["named"])]
    values["dates"] = [Dated(**cast("dict[str, Any]", row)) for row in dicts(record["dates"])]
    return Story(**cast("dict[str, Any]", values))


def _words(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _texts(row: Mapping[str, object], languages: tuple[str, str], prefix: str = "") -> dict[str, str | None]:
    return {code: text(row[prefix + code]) for code in languages}


def _best_names(rows: Sequence[tuple[Named, Story]]) -> Mapping[str, str | None]:
    """Names as the latest story has them; where it lacks one, as the latest that has it."""
    names: dict[str, str | None] = {}
    for named, _ in reversed(rows):
        for code, name in named.names.items():
            names[code] = names.get(code) or name
    return names

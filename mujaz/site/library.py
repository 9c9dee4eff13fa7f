"""Everything that has been composed, as an index small enough to hold ten thousand stories.

Each content/briefings/SLUG.json gives one `Story`: what lists, dossiers and feeds need, without the text, as
`catalogue` reads it. The whole briefing is read where a page shows it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from mujaz.site import documents
from mujaz.site.documents import dicts
from mujaz.text import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mujaz.config import Settings
    from mujaz.site.documents import Paragraphs

    Sentences = Mapping[str, tuple[int, Mapping[str, object]]]

WORDS_A_MINUTE = 200
"""The usual round figure for news prose; it only has to tell a short story from a long one."""

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
    """A date that a story states: ISO 8601, perhaps partial, its last day where it has more, and the words of it."""

    start: str
    end: str
    segment: str
    texts: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """One briefing as lists show it: `points` are its key points' texts and states, `words` counts each language.

    `tags` map those of the source language to those of the target. Of its `sentences` some are `waiting` for a
    translation. `doubts` are the checks of level error that the translation of each key point fails. Its data is
    `whole` when nothing in it had to be left out or filled in, and it is `edited` when its page has a text of its own.
    """

    slug: str
    digest: str
    titles: Mapping[str, str | None]
    title_state: str
    state: str
    published: str | None
    source: str | None
    tags: Mapping[str, str | None]
    words: Mapping[str, int]
    sentences: int
    waiting: int
    points: Sequence[Mapping[str, str | None]]
    doubts: Sequence[Sequence[str]]
    named: Sequence[Named]
    dates: Sequence[Dated]
    whole: bool
    edited: bool

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
    """A tag as editors wrote it, and in the target language where one did, with its stories oldest first."""

    name: str
    translation: str | None
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
            for path, named in {named.path: named for named in story.named}.items():
                found[path].append((named, story))
        return {
            path: Entity(rows[-1][0].kind, path, _best_names(rows), tuple(s for _, s in rows))
            for path, rows in sorted(found.items())
        }

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Stories by tag, by the address of the topic."""
        names: dict[str, str] = {}
        translations: dict[str, str] = {}
        found: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories[::-1]:
            paths = {topic_path(tag): tag for tag in story.tags}
            for path, tag in paths.items():
                found[path].append(story)
                if translation := story.tags[tag]:
                    translations[path] = translation
            names |= paths
        return {path: Topic(names[path], translations.get(path), path, rows) for path, rows in sorted(found.items())}

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
        blob = path.read_bytes()
        whole = self.by_slug[slug].whole
        document: Mapping[str, object] = json.loads(blob) if whole else documents.read(path, blob, self.settings).values
        wrong = failed(document)
        sentences: dict[str, tuple[int, Mapping[str, object]]] = {}
        for number, segment in enumerate(dicts(document["segments"]), 1):
            key = str(segment["id"])
            sentences[key] = (number, segment | {"failed": list(wrong[key])} if key in wrong else segment)
        return Reading(document, sentences)

    def briefing(self, slug: str) -> Mapping[str, object]:
        """What SLUG.json says, checked; the last few hundred are kept."""
        return self._read(slug).briefing

    def paragraphs(self, slug: str) -> Paragraphs:
        """The text of a story: its page's where that is sound, else as it was composed."""
        path, briefing = self.settings.briefings / f"{slug}.md", self.briefing(slug)
        own = None
        if self.by_slug[slug].edited:
            own, _ = documents.edited(path, path.read_bytes(), briefing, self.settings)
        return documents.composed(briefing, self.settings) if own is None else own

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


def _best_names(rows: Sequence[tuple[Named, Story]]) -> Mapping[str, str | None]:
    """Names as the latest story has them; where it lacks one, as the latest that has it."""
    names: dict[str, str | None] = {}
    for named, _ in reversed(rows):
        for code, name in named.names.items():
            names[code] = names.get(code) or name
    return names

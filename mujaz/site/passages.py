"""What dossiers and the timeline gather from many stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.site.facts import Facts
from mujaz.site.figures import numbers_of
from mujaz.site.library import dossier_path
from mujaz.site.views import items_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mujaz.site.library import Dated, Entity, Library, Story
    from mujaz.site.views import Fact, Item, Refs, Speaker, Text

SENTENCES = 3
"""How many sentences of one story a dossier quotes; the others are links."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What one story says of somebody or something: its first sentences, where `more` are, and the facts in them."""

    item: Item
    sentences: Sequence[tuple[Text, Refs]]
    more: Refs
    quotes: Sequence[Fact]
    figures: Sequence[Fact]
    dates: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Event:
    """A stated date with the sentence it stands in."""

    words: str
    iso: str
    sentence: Text
    item: Item
    segment: str


def passage(entity: Entity, story: Story, library: Library, speaker: Speaker, base: str) -> Passage:
    """What a story says of an entity; `base` is the address of the story from the page."""
    briefing, sentences = library.briefing(story.slug), library.sentences(story.slug)
    row = next(
        row for row in rows_of(briefing, entity.kind) if dossier_path(entity.kind, str(row["id"])) == entity.path
    )
    within = [str(key) for key in items_of(row["segments"]) if key in sentences]
    build = Facts(speaker, sentences, base)
    spoken = list(spoken_by(row, briefing, tuple(entity.names)))
    quoted = {quote["segment"] for quote in spoken}
    told = [key for key in within if key not in quoted]
    return Passage(
        speaker.item(story),
        [(text, build.refs([key])) for key in told[:SENTENCES] if (text := speaker.sentence(sentences[key][1]))],
        build.refs(told[SENTENCES:]),
        [fact for quote in spoken for fact in build.said(quote)],
        [
            fact
            for number in numbers_of(briefing, sentences, library.settings.languages)
            if number["segment"] in within
            for fact in build.number(number)
        ],
        [fact for date in rows_of(briefing, "dates") if date["segment"] in within for fact in build.date(date)],
    )


def event(dated: Dated, story: Story, library: Library, speaker: Speaker) -> Event | None:
    """A stated date with its sentence; None where the sentence is gone."""
    found = library.sentences(story.slug).get(dated.segment)
    text = speaker.sentence(found[1]) if found else None
    if text is None:
        return None
    return Event(speaker.t.stretch(dated.start, dated.end), dated.start, text, speaker.item(story), dated.segment)


def spoken_by(
    row: Mapping[str, object], briefing: Mapping[str, object], languages: Sequence[str]
) -> Iterator[Mapping[str, object]]:
    """The quotations of which somebody is the speaker, `row` being what the story calls them.

    In each language that names the speaker it has to be one of their names: two people may share one in the other.
    """
    names = {code: {name for key in ("", "aliases_") for name in _names(row[key + code])} for code in languages}
    for quote in rows_of(briefing, "quotes"):
        given = {code: quote[f"speaker_{code}"] for code in languages if quote[f"speaker_{code}"]}
        if given and all(name in names[code] for code, name in given.items()):
            yield quote


def _names(value: object) -> Sequence[str]:
    return [str(name) for name in value] if isinstance(value, list) else [str(value)] if value else []

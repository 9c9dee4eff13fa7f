"""The facts of a story as its page shows them, and what dossiers and the timeline gather from many stories."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel.numbers import format_compact_decimal

from mujaz.facts.captions import governed, repeats
from mujaz.number_context import says_at_least
from mujaz.site.library import address, dossier_path
from mujaz.site.views import Fact, Text, items_of, refs, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mujaz.site.library import Dated, Entity, Library, Sentences, Story
    from mujaz.site.strings import Strings
    from mujaz.site.views import Item, Ref, Refs, Speaker

SENTENCES = 3
"""How many sentences of one story a dossier quotes; the others are links."""

BIG = 3
"""How many figures are set large."""

_DIGIT = re.compile(r"\d")
_COMPACT, _DECIMALS = 1_000_000, 2
_UNKNOWN = {"state": "draft"}
_QUALIFIERS = {"about": "about_number", "more_than": "more_than", "less_than": "less_than", "up_to": "up_to"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number set large: its digits and scale ("1.5", "million"), what stands before it ("up to"), what it counts."""

    digits: str
    scale: str
    qualifier: str
    what: Text | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class FactBox:
    """All the facts of one story, in the page's language."""

    key_points: Sequence[tuple[Text, Refs]]
    people: Sequence[Fact]
    places: Sequence[Fact]
    dates: Sequence[Fact]
    numbers: Sequence[Fact]
    organisations: Sequence[Fact]
    quotes: Sequence[tuple[Fact, Text | None]]
    whats_next: Sequence[Fact]
    figures: Sequence[Figure]
    timeline: Sequence[tuple[Fact, Text | None]]


def fact_box(library: Library, slug: str, speaker: Speaker, up: str) -> FactBox:
    """The facts of a story as a page in the speaker's language shows them; `up` leads from it to its language."""
    briefing, sentences = library.briefing(slug), library.sentences(slug)
    build = _Facts(speaker, sentences, up=up)
    dates = list(build.all(briefing, "dates", build.date))
    published = str(briefing["published"] or "")
    points = [str(key) for key in items_of(briefing["key_points"]) if key in sentences]
    return FactBox(
        key_points=[(text, build.refs([key])) for key in points if (text := speaker.sentence(sentences[key][1]))],
        people=list(build.all(briefing, "people", build.named("people"))),
        places=list(build.all(briefing, "places", build.named("places"))),
        dates=dates,
        numbers=list(build.all(briefing, "numbers", build.number)),
        organisations=list(build.all(briefing, "organisations", build.named("organisations"))),
        quotes=[
            (fact, speaker.pick(row, "speaker_")) for row in rows_of(briefing, "quotes") for fact in build.said(row)
        ],
        whats_next=[fact for fact in dates if _after(fact.iso, published)],
        figures=list(build.figures(briefing, points)),
        timeline=[
            (fact, speaker.sentence(sentences[fact.refs.items[0].id][1]) if fact.refs.items else None)
            for fact in sorted(dates, key=lambda fact: fact.iso)
            if _on_a_line(fact.iso)
        ],
    )


class _Facts:
    """Makes the rows of one briefing's fact box."""

    def __init__(self, speaker: Speaker, sentences: Sentences, base: str = "", up: str = "") -> None:
        self._speaker = speaker
        self._sentences = sentences
        self._base = base
        self._up = up

    def refs(self, segments: Iterable[object]) -> Refs:
        """Segments as links, without those that are gone."""
        known, speaker = self._sentences, self._speaker
        found = [speaker.ref(key, known[key][0]) for key in map(str, segments) if key in known]
        return refs(found, self._base, speaker.t)

    def all(
        self, briefing: Mapping[str, object], kind: str, make: Callable[[Mapping[str, object]], Iterable[Fact]]
    ) -> Iterator[Fact]:
        for row in rows_of(briefing, kind):
            yield from make(row)

    def named(self, kind: str) -> Callable[[Mapping[str, object]], Iterable[Fact]]:
        def make(row: Mapping[str, object]) -> Iterator[Fact]:
            text, other = self._speaker.both(row)
            if text:
                detail = self._speaker.pick(row, "role_") if kind == "people" else None
                href = f"{self._up}{address(dossier_path(kind, str(row['id'])))}/"
                yield Fact(text, other, self.refs(items_of(row["segments"])), detail, self._note(row), href)

        return make

    def date(self, row: Mapping[str, object]) -> Iterator[Fact]:
        text, other = self._speaker.both(row, "text_")
        if text:
            iso = str(row["start"] or "")
            t = self._speaker.t
            resolved = t.partial(iso) if iso and row["relative"] else ""
            end = str(row["end"] or "")
            if resolved and end and end != iso:
                resolved = f"{resolved} – {t.partial(end)}"
            detail = Text(resolved, t.language, t.direction, foreign=False) if resolved else None
            yield Fact(text, other, self._at(row), detail, self._note(row), iso=iso)

    def number(self, row: Mapping[str, object]) -> Iterator[Fact]:
        text, other = self._speaker.both(row, "text_")
        if text:
            what = self._speaker.pick(row, "what_")
            value = row["value_max"] or row["value"]
            known = what and isinstance(value, int | float) and repeats(text.text, what.text, value)
            detail = None if known else what
            yield Fact(text, other, self._at(row), detail, self._note(row))

    def said(self, row: Mapping[str, object]) -> Iterator[Fact]:
        text, other = self._speaker.both(row, "text_")
        if text:
            _, segment = self._sentences.get(str(row["segment"]), (0, _UNKNOWN))
            yield Fact(self._speaker.trusted(text, segment), other, self._at(row), note=self._note(row))

    def figures(self, briefing: Mapping[str, object], points: Sequence[str]) -> Iterator[Figure]:
        """The numbers worth setting large: written in digits and counting something, key points' first, each once."""
        rows = [row for row in rows_of(briefing, "numbers") if self._in_digits(row) and self._at(row).items]
        rows.sort(key=lambda row: row["segment"] not in points)
        seen: set[str] = set()
        for row in rows:
            figure = amount(row["value"], self._speaker.t)
            if figure in seen or len(seen) == BIG:
                continue
            seen.add(figure)
            digits, scale = _span(figure, amount(row["value_max"], self._speaker.t))
            qualifier = _QUALIFIERS.get(str(row["qualifier"]), "exact")
            if qualifier == "more_than" and self._at_least(row):
                qualifier = "at_least"
            what = self._speaker.pick(row, "what_")
            counted = row["value_max"] or row["value"]
            if what and what.lang == "ar" and isinstance(counted, int | float):
                what = replace(what, text=governed(what.text, counted))
            yield Figure(digits, scale, self._speaker.t[qualifier], what, self._at(row).items[0])

    def _at_least(self, row: Mapping[str, object]) -> bool:
        """Whether a number that is bounded from below may be the bound itself, in the words of either language."""
        _, sentence = self._sentences.get(str(row["segment"]), (0, {}))
        return any(
            says_at_least(str(sentence.get(text.lang) or ""), text.text, "ar" if text.lang == "ar" else "en")
            for text in (self._speaker.mine(row, "text_"), self._speaker.theirs(row, "text_"))
            if text
        )

    def _in_digits(self, row: Mapping[str, object]) -> bool:
        texts = (self._speaker.mine(row, "text_"), self._speaker.theirs(row, "text_"))
        return bool(self._speaker.pick(row, "what_")) and any(text and _DIGIT.search(text.text) for text in texts)

    def _at(self, row: Mapping[str, object]) -> Refs:
        return self.refs([row["segment"]])

    def _note(self, row: Mapping[str, object]) -> str:
        t = self._speaker.t
        if not row["agreed"]:
            return t["disagreed"]
        return t["romanised"] if row.get("romanised") else ""


def amount(value: object, t: Strings) -> str:
    """A value as a figure: 12,000; from a million on as 1.5 million."""
    if not isinstance(value, int | float):
        return ""
    if abs(value) < _COMPACT:
        return t.figure(value)
    # Rounded before its scale is chosen: else 999,999,999 would be 1000 million.
    thousands = (len(str(int(abs(value)))) - 1) // 3
    rounded = round(value, _DECIMALS - 3 * thousands)
    compact = format_compact_decimal(rounded, format_type="long", locale=t.locale, fraction_digits=_DECIMALS)
    return str(compact).replace("\u00a0", " ")


def _span(least: str, most: str) -> tuple[str, str]:
    """The digits and the scale of a figure, or of a range between two; `most` is empty where there is but one.

    Where the ends have different scales each keeps its own: 900 million – 1.2 billion.
    """
    digits, _, scale = least.partition(" ")
    if not most:
        return digits, scale
    last, _, last_scale = most.partition(" ")
    return (f"{digits}–{last}", scale) if scale == last_scale else (f"{least} – {most}", "")


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
    build = _Facts(speaker, sentences, base)
    spoken = list(_spoken(entity, row, briefing))
    quoted = {quote["segment"] for quote in spoken}
    told = [key for key in within if key not in quoted]
    return Passage(
        speaker.item(story),
        [(text, build.refs([key])) for key in told[:SENTENCES] if (text := speaker.sentence(sentences[key][1]))],
        build.refs(told[SENTENCES:]),
        [fact for quote in spoken for fact in build.said(quote)],
        [
            fact
            for number in rows_of(briefing, "numbers")
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
    return Event(speaker.t.partial(dated.start), dated.start, text, speaker.item(story), dated.segment)


def _spoken(
    entity: Entity, row: Mapping[str, object], briefing: Mapping[str, object]
) -> Iterator[Mapping[str, object]]:
    """The quotations whose speaker an entity is, `row` being what the story calls it."""
    quotes = list(rows_of(briefing, "quotes"))
    if quotes:
        names = {name for key in ("", "aliases_") for code in entity.names for name in _names(row[key + code])}
        yield from (q for q in quotes if any(q[f"speaker_{code}"] in names for code in entity.names))


def _names(value: object) -> Sequence[str]:
    return [str(name) for name in value] if isinstance(value, list) else [str(value)] if value else []


def _after(iso: str, published: str) -> bool:
    """Whether a stated date lies after the day of publication, as far as it is precise."""
    return bool(published) and _on_a_line(iso) and iso > published[: len(iso)]


def _on_a_line(iso: str) -> bool:
    return iso[:4].isdigit()

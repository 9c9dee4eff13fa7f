"""The facts of a story as its page shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mujaz.facts.captions import repeats
from mujaz.site.excerpts import excerpt
from mujaz.site.figures import SCORE, Figures, is_age, numbers_of
from mujaz.site.library import address, dossier_path
from mujaz.site.views import Fact, Text, items_of, places_in, refs, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mujaz.site.figures import Figure
    from mujaz.site.library import Library, Sentences
    from mujaz.site.views import Refs, Speaker

_UNKNOWN = {"state": "draft"}
_PERCENT = frozenset({"percent", "بالمائة", "بالمئة"})
_SAYS_PERCENT = re.compile(r"[%٪]|المائة|المئة")
_SAYS_AGE = re.compile(r"\b(?:old|aged?)\b")
_REPORTING_COMMA = re.compile(r"[,،](?=[\"'”’»]*$)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a story states, with the clauses that its sentences say of it."""

    iso: str
    words: str
    clauses: Sequence[tuple[Text, Refs]]


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
    whats_next: Sequence[Moment]
    figures: Sequence[Figure]
    timeline: Sequence[Moment]


def fact_box(library: Library, slug: str, speaker: Speaker, up: str) -> FactBox:
    """The facts of a story as a page in the speaker's language shows them; `up` leads from it to its language."""
    briefing, sentences = library.briefing(slug), library.sentences(slug)
    build = Facts(speaker, sentences, up=up)
    published = str(briefing["published"] or "")
    points = [str(key) for key in items_of(briefing["key_points"]) if key in sentences]
    numbers = list(numbers_of(briefing, sentences, library.settings.languages))
    moments = list(build.moments(briefing))
    return FactBox(
        key_points=[(text, build.refs([key])) for key in points if (text := speaker.sentence(sentences[key][1]))],
        people=list(build.all(briefing, "people", build.named("people"))),
        places=list(build.all(briefing, "places", build.named("places"))),
        dates=list(build.all(briefing, "dates", build.date)),
        numbers=[fact for row in numbers for fact in build.number(row)],
        organisations=list(build.all(briefing, "organisations", build.named("organisations"))),
        quotes=[
            (fact, speaker.pick(row, "speaker_")) for row in rows_of(briefing, "quotes") for fact in build.said(row)
        ],
        whats_next=[moment for moment in moments if _after(moment.iso, published)],
        figures=list(Figures(speaker, sentences)(numbers, points)),
        timeline=moments,
    )


class Facts:
    """Makes the rows of one briefing's fact box."""

    def __init__(self, speaker: Speaker, sentences: Sentences, base: str = "", up: str = "") -> None:
        """Take who speaks, the story's sentences, its address from the page, and the way to the page's language."""
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
        """The rows of one kind."""
        for row in rows_of(briefing, kind):
            yield from make(row)

    def named(self, kind: str) -> Callable[[Mapping[str, object]], Iterable[Fact]]:
        """What makes the row of somebody or something."""

        def make(row: Mapping[str, object]) -> Iterator[Fact]:
            text, other = self._speaker.both(row)
            if text:
                detail = self._speaker.mine(row, "role_") if kind == "people" else None
                href = f"{self._up}{address(dossier_path(kind, str(row['id'])))}/"
                yield Fact(text, other, self.refs(items_of(row["segments"])), detail, self._note(row), href)

        return make

    def date(self, row: Mapping[str, object]) -> Iterator[Fact]:
        """The row of a date."""
        text, other = self._speaker.both(row, "text_")
        if text:
            start = str(row["start"] or "")
            resolved = start and row["relative"]
            detail = self._speaker.own(self._speaker.t.stretch(start, str(row["end"] or ""))) if resolved else None
            yield Fact(text, other, self._at(row), detail, self._note(row))

    def number(self, row: Mapping[str, object]) -> Iterator[Fact]:
        """The row of a number."""
        text, other = self._speaker.both(row, "text_")
        if text:
            other = other if other and other.text != text.text else None
            yield Fact(text, other, self._at(row), self._counted(row, text), self._note(row))

    def _counted(self, row: Mapping[str, object], text: Text) -> Text | None:
        """What a number counts, unless its words say that already."""
        t = self._speaker.t
        if SCORE in row:
            return self._speaker.own(t["result"])
        if is_age(row):
            return None if _SAYS_AGE.search(text.text) else self._speaker.own(t["age"])
        what, value = self._speaker.mine(row, "what_"), row["value_max"] or row["value"]
        if what is None or (what.text in _PERCENT and _SAYS_PERCENT.search(text.text)):
            return None
        return None if isinstance(value, int | float) and repeats(text.text, what.text, value) else what

    def said(self, row: Mapping[str, object]) -> Iterator[Fact]:
        """A quotation that stands alone, without the comma that led back to its sentence."""
        text, other = self._speaker.both(row, "text_")
        if text:
            _, segment = self._sentences.get(str(row["segment"]), (0, _UNKNOWN))
            quoted = replace(text, text=_REPORTING_COMMA.sub("", text.text))
            yield Fact(self._speaker.trusted(quoted, segment), other, self._at(row), note=self._note(row))

    def moments(self, briefing: Mapping[str, object]) -> Iterator[Moment]:
        """The dates that can stand on a line of time, in its order, each once."""
        found: dict[tuple[str, str], dict[str, tuple[Text, Refs]]] = {}
        for row in rows_of(briefing, "dates"):
            when, key = (str(row["start"] or ""), str(row["end"] or "")), str(row["segment"])
            if when[0][:4].isdigit() and key not in found.get(when, ()) and (clause := self._clause(row)):
                found.setdefault(when, {})[key] = clause, self.refs([key])
        for (start, end), clauses in sorted(found.items()):
            yield Moment(start, self._speaker.t.stretch(start, end), tuple(clauses.values()))

    def _clause(self, row: Mapping[str, object]) -> Text | None:
        """What the sentence of a date says of it."""
        _, segment = self._sentences.get(str(row["segment"]), (0, None))
        text = self._speaker.sentence(segment) if segment else None
        if text is None:
            return None
        start, end = places_in(row, text.lang) or (0, 0)
        return replace(text, text=excerpt(text.text, start, end))

    def _at(self, row: Mapping[str, object]) -> Refs:
        return self.refs([row["segment"]])

    def _note(self, row: Mapping[str, object]) -> str:
        """What is to be known of a row besides what it states."""
        t = self._speaker.t
        if row.get("romanised"):
            return t["romanised"]
        segments = items_of(row.get("segments")) or [row.get("segment")]
        said = any(self._speaker.is_said(self._sentences[str(key)][1]) for key in segments if key in self._sentences)
        return t["disagreed"] if said and not row["agreed"] else ""


def _after(iso: str, published: str) -> bool:
    """Whether a stated date lies after the day of publication, as far as it is precise."""
    return bool(published) and iso > published[: len(iso)]

"""What the pages show, as plain values for the templates: texts that know their language, facts, lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel.numbers import format_compact_decimal

from mujaz.site.library import Named
from mujaz.site.rows import engine_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mujaz.site.library import Dated, Entity, Story
    from mujaz.site.rows import Row
    from mujaz.site.strings import Strings

FIRST = 4
"""How many rows of a kind a fact box shows before "3 more"."""

SENTENCES = 3
"""How many sentences of one story a dossier quotes; the others are links."""

BIG = 3
"""How many figures are set large."""

_DIGIT = re.compile(r"\d")
_COMPACT = 1_000_000
_QUALIFIERS = {"about": "about_number", "more_than": "more_than", "less_than": "less_than", "up_to": "up_to"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language; where that is not the page's, it shows itself isolated and marked as such."""

    text: str
    lang: str
    dir: str
    foreign: bool

    def __html__(self) -> str:
        """How templates show it."""
        text = escape(self.text, quote=False)
        return f'<bdi lang="{self.lang}" dir="{self.dir}">{text}</bdi>' if self.foreign else text


@dataclass(frozen=True, slots=True)
class Ref:
    """A sentence by its anchor and its number in the text; `label` says that in words."""

    id: str
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Refs:
    """The sentences that say something, each a link; `base` is the address of the story, empty on its own page."""

    items: Sequence[Ref]
    base: str = ""

    def __html__(self) -> str:
        """How templates show it: the first few; a dossier lists every one."""
        base = escape(self.base)
        links = " ".join(
            f'<a href="{base}#{escape(ref.id)}" aria-label="{escape(ref.label)}">{ref.number}</a>'
            for ref in self.items[:FIRST]
        )
        return f'<span class="refs">&nbsp;{links}</span>'


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the fact box; `other` is the same in the other language, `href` a dossier's address."""

    text: Text
    other: Text | None
    refs: Refs
    detail: Text | None = None
    note: str = ""
    href: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number set large: its digits and scale ("1.5", "million"), what stands before it ("up to"), what it counts."""

    digits: str
    scale: str
    qualifier: str
    what: Text | None
    ref: Ref


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text came from and how far the translation can be trusted, in words."""

    state: str
    engines: Sequence[str]
    human: bool
    line: str
    waiting: str


class Speaker:
    """Chooses between two languages for a page in `t`'s language."""

    def __init__(self, t: Strings, other: Strings) -> None:
        """Take the page's language and the other one."""
        self.t = t
        self.other = other
        self.item = lru_cache(4096)(self._item)

    def refs(self, briefing: Mapping[str, object]) -> dict[str, Ref]:
        """Every sentence of a briefing by its id."""
        segments = enumerate(rows_of(briefing, "segments"), 1)
        return {(key := str(s["id"])): Ref(key, n, self.t("sentence_n", n=n)) for n, s in segments}

    def pick(self, values: Mapping[str, object], prefix: str = "") -> Text | None:
        """A text in the page's language, else in the other; None where there is neither."""
        return self.mine(values, prefix) or self.theirs(values, prefix)

    def mine(self, values: Mapping[str, object], prefix: str = "") -> Text | None:
        """A text in the page's language."""
        text = values[prefix + self.t.language]
        return Text(str(text), self.t.language, self.t.direction, foreign=False) if text else None

    def theirs(self, values: Mapping[str, object], prefix: str = "") -> Text | None:
        """A text in the other language."""
        text = values[prefix + self.other.language]
        return Text(str(text), self.other.language, self.other.direction, foreign=True) if text else None

    def both(self, values: Mapping[str, object], prefix: str = "") -> tuple[Text | None, Text | None]:
        """The text to show and, where there are two, the other language's beside it."""
        first = self.mine(values, prefix)
        second = self.theirs(values, prefix)
        return (first, second) if first else (second, None)

    def _item(self, story: Story) -> Item:
        """A story as a list shows it."""
        title, other = self.both(story.titles)
        return Item(
            story,
            title or Text(story.slug, self.t.language, self.t.direction, foreign=False),
            other,
            [text for point in story.points if (text := self.pick(point))],
            self.t.day(story.day) if story.day else self.t["undated"],
            self.t("minutes", n=story.minutes(self.t.language)),
        )


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


def fact_box(briefing: Mapping[str, object], speaker: Speaker) -> FactBox:
    """The facts of a briefing as a page in the speaker's language shows them."""
    refs = speaker.refs(briefing)
    texts = {str(s["id"]): s for s in rows_of(briefing, "segments")}
    build = _Facts(speaker, refs)
    dates = list(build.all(briefing, "dates", build.date))
    published = str(briefing["published"] or "")
    points = [str(key) for key in _list(briefing["key_points"]) if key in texts]
    return FactBox(
        key_points=[(text, Refs([refs[key]])) for key in points if (text := speaker.pick(texts[key]))],
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
            (fact, speaker.pick(texts[fact.refs.items[0].id]) if fact.refs.items else None)
            for fact in sorted(dates, key=lambda fact: fact.iso)
            if _on_a_line(fact.iso)
        ],
    )


class _Facts:
    """Makes the rows of one briefing's fact box."""

    def __init__(self, speaker: Speaker, refs: Mapping[str, Ref], base: str = "") -> None:
        self._speaker = speaker
        self._refs = refs
        self._base = base

    def all(
        self, briefing: Mapping[str, object], kind: str, make: Callable[[Mapping[str, object]], Iterable[Fact]]
    ) -> Iterator[Fact]:
        for row in rows_of(briefing, kind):
            yield from make(row)

    def named(self, kind: str) -> Callable[[Mapping[str, object]], Iterable[Fact]]:
        def make(row: Mapping[str, object]) -> Iterator[Fact]:
            text, other = self._speaker.both(row)
            if text:
                refs = [self._refs[str(key)] for key in _list(row["segments"]) if key in self._refs]
                detail = self._speaker.pick(row, "role_") if kind == "people" else None
                href = Named(kind, str(row["id"]), {}).url
                yield Fact(text, other, Refs(refs, self._base), detail, self._note(row), href)

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
            detail = None if what and what.text in text.text else what
            yield Fact(text, other, self._at(row), detail, self._note(row))

    def said(self, row: Mapping[str, object]) -> Iterator[Fact]:
        text, other = self._speaker.both(row, "text_")
        if text:
            yield Fact(text, other, self._at(row), note=self._note(row))

    def figures(self, briefing: Mapping[str, object], points: Sequence[str]) -> Iterator[Figure]:
        """The numbers worth setting large: written in digits and counting something, key points' first, each once."""
        rows = [row for row in rows_of(briefing, "numbers") if self._in_digits(row) and self._at(row).items]
        rows.sort(key=lambda row: row["segment"] not in points)
        seen: set[str] = set()
        for row in rows:
            digits = amount(row["value"], self._speaker.t)
            if digits in seen or len(seen) == BIG:
                continue
            seen.add(digits)
            if row["value_max"] is not None:
                digits = f"{digits.partition(' ')[0]}–{amount(row['value_max'], self._speaker.t)}"
            qualifier = _QUALIFIERS.get(str(row["qualifier"]), "exact")
            what = self._speaker.pick(row, "what_")
            digits, _, scale = digits.partition(" ")
            yield Figure(digits, scale, self._speaker.t[qualifier], what, self._at(row).items[0])

    def _in_digits(self, row: Mapping[str, object]) -> bool:
        texts = (self._speaker.mine(row, "text_"), self._speaker.theirs(row, "text_"))
        return bool(self._speaker.pick(row, "what_")) and any(text and _DIGIT.search(text.text) for text in texts)

    def _at(self, row: Mapping[str, object]) -> Refs:
        ref = self._refs.get(str(row["segment"]))
        return Refs([ref] if ref else [], self._base)

    def _note(self, row: Mapping[str, object]) -> str:
        t = self._speaker.t
        if not row["agreed"]:
            return t["disagreed"]
        return t["romanised"] if row.get("romanised") else ""


def provenance(rows: Iterable[Row], t: Strings) -> Provenance:
    """How the sentences of a story were translated, summed up."""
    rows = list(rows)
    said = [row for row in rows if row.target]
    reviewed = sum(row.state == "reviewed" for row in said)
    waiting = len(rows) - len(said)
    engines = list(dict.fromkeys(engine_name(row.origin) for row in said if row.origin not in {"human", ""}))
    if not said:
        state, line = "pending", t["line_pending"]
    elif reviewed == len(rows):
        state, line = "reviewed", t["line_reviewed"]
    elif reviewed:
        state, line = "draft", t("line_mixed", n=t.figure(reviewed), total=t.figure(len(rows)))
    else:
        state, line = "draft", t["line_draft"]
    return Provenance(
        state,
        engines,
        any(row.origin == "human" for row in said),
        line,
        t("line_waiting", n=waiting) if waiting and said else "",
    )


def amount(value: object, t: Strings) -> str:
    """A value as a figure: 12,000; from a million on as 1.5 million."""
    if not isinstance(value, int | float):
        return ""
    if abs(value) < _COMPACT:
        return t.figure(value)
    compact = format_compact_decimal(value, format_type="long", locale=t.locale, fraction_digits=2)
    return str(compact).replace("\u00a0", " ")


@dataclass(frozen=True, slots=True)
class Item:
    """A story as a list shows it."""

    story: Story
    title: Text
    other_title: Text | None
    points: Sequence[Text]
    day: str
    minutes: str


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


def passage(entity: Entity, story: Story, briefing: Mapping[str, object], speaker: Speaker, base: str) -> Passage:
    """What a story says of an entity; `base` is the address of the story from the page."""
    row = next(
        row for row in rows_of(briefing, entity.kind) if Named(entity.kind, str(row["id"]), {}).path == entity.path
    )
    within = {str(key) for key in _list(row["segments"])}
    names = {name for key in ("", "aliases_") for code in entity.names for name in _names(row[key + code])}
    refs = speaker.refs(briefing)
    build = _Facts(speaker, refs, base)
    spoken = [q for q in rows_of(briefing, "quotes") if any(q[f"speaker_{code}"] in names for code in entity.names)]
    shown = within - {str(quote["segment"]) for quote in spoken}
    told = [s for s in rows_of(briefing, "segments") if s["id"] in shown]
    return Passage(
        speaker.item(story),
        [(text, Refs([refs[str(s["id"])]], base)) for s in told[:SENTENCES] if (text := speaker.pick(s))],
        Refs([refs[str(s["id"])] for s in told[SENTENCES:]], base),
        [fact for quote in spoken for fact in build.said(quote)],
        [
            fact
            for number in rows_of(briefing, "numbers")
            if number["segment"] in within
            for fact in build.number(number)
        ],
        [fact for date in rows_of(briefing, "dates") if date["segment"] in within for fact in build.date(date)],
    )


def event(dated: Dated, story: Story, briefing: Mapping[str, object], speaker: Speaker) -> Event | None:
    """A stated date with its sentence; None where the sentence is gone."""
    for segment in rows_of(briefing, "segments"):
        if segment["id"] == dated.segment and (text := speaker.pick(segment)):
            return Event(speaker.t.partial(dated.start), dated.start, text, speaker.item(story), dated.segment)
    return None


def _names(value: object) -> Sequence[str]:
    return [str(name) for name in value] if isinstance(value, list) else [str(value)] if value else []


def rows_of(document: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    """The rows of one list of a briefing."""
    return (row for row in _list(document[key]) if isinstance(row, dict))


def anchor(story: Story, segment: str) -> str:
    """The address of a sentence under a language."""
    return f"{story.url}/#{quote(segment, safe='')}"


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _after(iso: str, published: str) -> bool:
    """Whether a stated date lies after the day of publication, as far as it is precise."""
    return bool(published) and _on_a_line(iso) and iso > published[: len(iso)]


def _on_a_line(iso: str) -> bool:
    return iso[:4].isdigit()

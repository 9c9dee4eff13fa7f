"""The values that travel between stages: frozen, slotted, made of tuples.

An `Article` is what came in, a `Translation` what is said of one of its segments in the other language,
`Facts` what both state, and a `Briefing` all of it together. In every bilingual value `ar` is the text in the
site's source language and `en` the text in its target language; the first site is Arabic to English.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Side = Literal["ar", "en"]
Qualifier = Literal["exact", "about", "more_than", "less_than", "up_to"]
Severity = Literal["error", "warning"]
Kind = Literal["people", "places", "organisations", "numbers", "dates", "quotes"]

TITLE_ID = "title"

HAND = "content"
"""Who reviewed a line that was edited on its page: nobody whose name is known."""


class State(StrEnum):
    """How far a translation can be trusted."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    STALE = "stale"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence; `id` is "p3s2" for the second sentence of the third paragraph."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class FactEdits:
    """What an editor says about the facts of one article, from `facts:` in NAME.yml.

    `hide` holds names (in either language) or texts that are never shown; `add` holds rows in the shape of SLUG.json,
    each with the `kind` it belongs to. `hide_at` says where each of `hide` stands, as FILE:LINE.
    """

    hide: tuple[str, ...] = ()
    add: tuple[tuple[Kind, tuple[tuple[str, str], ...]], ...] = ()
    hide_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A seed as it was read: cleaned, segmented, never translated.

    `title` is what the editor gave or the lead clause; `title_translation` is only what the editor gave. Of each of the
    `tags` there is one of `tag_translations`, empty where the editor gave none.
    `left_out` is what stood among its text on a web page and was not taken for part of it.
    `published` is None for an undated article. `file` is the seed's file name, `name` its stem.
    """

    name: str
    file: str
    slug: str
    language: str
    title: str
    paragraphs: tuple[tuple[Segment, ...], ...]
    title_given: bool = False
    title_translation: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    tag_translations: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    edits: FactEdits = field(default_factory=FactEdits)

    @property
    def segments(self) -> Iterator[Segment]:
        """Every sentence in reading order, without the title."""
        return (segment for paragraph in self.paragraphs for segment in paragraph)


@dataclass(frozen=True, slots=True)
class Translation:
    """What is said of one segment in the target language.

    `text` is what may be published: empty for pending and stale. `origin` says who translated it: "human",
    or an engine as "google", "llm/claude"; empty when nothing did. `reviewer` is who checked it, where recorded.
    `previous` and `previous_source` keep the old translation and the sentence it belonged to when `state` is stale.
    """

    segment_id: str
    text: str
    state: State
    origin: str = ""
    reviewer: str = ""
    previous: str = ""
    previous_source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a fact stands: character offsets into the text of one segment in one language."""

    segment_id: str
    language: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment in both languages, as the extractors read it; `en` is empty where nothing may be published."""

    id: str
    ar: str
    en: str

    @property
    def sides(self) -> tuple[tuple[Side, str], ...]:
        """Each language with its text, the original first."""
        return ("ar", self.ar), ("en", self.en)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that the article names, in its fullest form and others; `id` is the same on every page."""

    id: str
    ar: str
    en: str
    mentions: tuple[Mention, ...]
    agreed: bool
    aliases_ar: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Person(Named):
    """Somebody the article names; `romanised` when the English form is ours and not the translation's."""

    role_ar: str = ""
    role_en: str = ""
    romanised: bool = False


@final
@dataclass(frozen=True, slots=True)
class Place(Named):
    """A country, region, city or natural feature; `country` is an ISO 3166 alpha-2 code, coordinates in degrees."""

    kind: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None


@final
@dataclass(frozen=True, slots=True)
class Organisation(Named):
    """A body the article names: a ministry, company, party, agency, team or union of states."""


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in plain units (12 ألف is 12000.0); `value_max` is the end of a range; `what` is the thing counted."""

    segment_id: str
    value: float
    text_ar: str
    text_en: str
    mentions: tuple[Mention, ...]
    agreed: bool
    value_max: float | None = None
    qualifier: Qualifier = "exact"
    what_ar: str = ""
    what_en: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as stated; `start` and `end` are ISO 8601, partial where the text is ("2017-06", "--10-01")."""

    segment_id: str
    text_ar: str
    text_en: str
    mentions: tuple[Mention, ...]
    agreed: bool
    start: str | None = None
    end: str | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation, in one segment, with its speaker as resolved within the article."""

    segment_id: str
    text_ar: str
    text_en: str
    mentions: tuple[Mention, ...]
    speaker_ar: str = ""
    speaker_en: str = ""
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the article states, kind by kind, in order of first mention."""

    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[Date, ...] = ()
    quotes: tuple[Quote, ...] = ()
    key_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at; an error holds the sentence as an unchecked draft."""

    segment_id: str
    check: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary: forms in the source language and the form to use in the target language.

    `kind` is one of the entity kinds, or "term" for an ordinary word; `protect` keeps the source form untranslated.
    """

    id: str
    kind: Literal["person", "place", "organisation", "term"]
    ar: tuple[str, ...]
    en: str
    aliases_en: tuple[str, ...] = ()
    role_ar: str = ""
    role_en: str = ""
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything that one page shows: `title_en` is empty while the title's translation is pending."""

    article: Article
    title_en: str
    title_state: State
    translations: tuple[Translation, ...]
    facts: Facts = field(default_factory=Facts)
    findings: tuple[Finding, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Each segment beside what may be published of its translation."""
        by_id = {t.segment_id: t.text for t in self.translations}
        return tuple(Pair(s.id, s.text, by_id.get(s.id, "")) for s in self.article.segments)

    @property
    def state(self) -> State:
        """The state of the least trusted sentence, the title included."""
        order = (State.PENDING, State.STALE, State.DRAFT)
        states = {t.state for t in self.translations} | {self.title_state}
        return next((state for state in order if state in states), State.REVIEWED)

"""What the pages show, as plain values for the templates: texts that know their language, facts, lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from markupsafe import Markup

from mujaz.model import State
from mujaz.site.escaping import escape, in_attribute, unbroken
from mujaz.site.rows import engine_name, failed_words, is_machine
from mujaz.text import fold, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mujaz.site.library import Story
    from mujaz.site.rows import Row
    from mujaz.site.strings import Strings

_NOTHING = Markup("")

FIRST = 4
"""How many sentences a row of facts names at first; the others unfold."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its language; where that is not the page's, it shows itself isolated and marked as such.

    `note` says why it is not to be trusted like others, where that is so: in words of the page's language.
    """

    text: str
    lang: str
    dir: str
    foreign: bool
    note: Text | None = None

    @property
    def tongue(self) -> Markup:
        """Attributes for an element that holds nothing but this text, shown by its `body`."""
        return Markup(f' lang="{self.lang}" dir="{self.dir}"') if self.foreign else _NOTHING  # noqa: S704 (codes)

    @property
    def side(self) -> Markup:
        """The attribute for an element that holds this and more: where its lines begin."""
        return Markup(f' dir="{self.dir}"') if self.foreign else _NOTHING  # noqa: S704 (a code)

    @property
    def body(self) -> Markup:
        """The text without its tongue."""
        return Markup(unbroken(escape(self.text)))  # noqa: S704 (escaped)

    @property
    def mark(self) -> Markup:
        """The note, to stand after the text."""
        if self.note is None:
            return _NOTHING
        tongue = f' lang="{self.note.lang}" dir="{self.note.dir}"' if self.foreign else ""
        return Markup(f' <span class="mark"{tongue}>{{}}</span>').format(self.note.text)  # noqa: S704 (codes)

    def __html__(self) -> str:
        """How templates show it."""
        text = unbroken(escape(self.text))
        return f'<bdi lang="{self.lang}" dir="{self.dir}">{text}</bdi>' if self.foreign else text


@dataclass(frozen=True, slots=True)
class Ref:
    """A sentence by its anchor and its number in the text; `link` is the end of a link to it, escaped."""

    id: str
    number: int
    link: str


@dataclass(frozen=True, slots=True)
class Refs:
    """The sentences that say something, each a link; `base` is the address of the story, empty on its own page.

    `rest` says how many stand behind the first few; `refs` makes it.
    """

    items: Sequence[Ref]
    base: str = ""
    rest: str = ""

    def __html__(self) -> str:
        """How templates show it: the first few, and the others in a `details`, which cannot stand in a paragraph."""
        start = f'<a href="{in_attribute(self.base)}'
        links = [start + ref.link for ref in self.items]
        first = f'<span class="refs">&nbsp;{" ".join(links[:FIRST])}</span>'
        if not self.rest:
            return first
        others = f'<span class="refs">{" ".join(links[FIRST:])}</span>'
        # Seen as "+2", told as "2 more sentences": the words would break the row in a narrow column.
        count = f'<summary title="{in_attribute(self.rest)}">+{len(links) - FIRST}</summary>'
        return f'{first}\n<details class="rest">{count}{others}</details>'


def refs(items: Sequence[Ref], base: str, t: Strings) -> Refs:
    """Sentences as links from a page in `t`'s language."""
    return Refs(items, base, t("sentences_more", n=len(items) - FIRST) if len(items) > FIRST else "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the fact box; `other` is the same in the other language, `href` the address of a dossier."""

    text: Text
    other: Text | None
    refs: Refs
    detail: Text | None = None
    note: str = ""
    href: str = ""

    def __html__(self) -> str:
        """How templates show it: what is stated and where, and under it what else is known."""
        text = self.text.__html__()
        if self.href:
            text = f'<a class="who" href="{in_attribute(self.href)}">{text}</a>'
        also = [f"<span>{known.__html__()}</span>" for known in (self.detail, self.other) if known]
        if self.note:
            also.append(f'<span class="note">{in_attribute(self.note)}</span>')
        under = f'\n<span class="also">{"".join(also)}</span>' if also else ""
        return f'<div class="what">{text}{self.refs.__html__()}</div>{under}'


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text came from and how far the translation can be trusted, in words."""

    state: str
    engines: Sequence[str]
    human: bool
    line: str
    waiting: str
    failed: str


class Speaker:
    """Chooses between two languages for a page in `t`'s language."""

    def __init__(self, t: Strings, other: Strings, target: str = "") -> None:
        """Take the page's language and the other one, and the code of the one that is translated into."""
        self.t = t
        self._target = target
        self.other = other
        self.item = lru_cache(4096)(self._item)
        self.ref = lru_cache(4096)(self._ref)

    def pick(self, values: Mapping[str, object], prefix: str = "") -> Text | None:
        """A text in the page's language, else in the other; None where there is neither."""
        return self.mine(values, prefix) or self.theirs(values, prefix)

    def sentence(self, values: Mapping[str, object]) -> Text | None:
        """A sentence as `pick` chooses it, with how far it can be trusted."""
        text = self.pick(values)
        return self.trusted(text, values) if text else None

    def trusted(self, text: Text, segment: Mapping[str, object]) -> Text:
        """A text out of a segment, with a note where that is a draft, fails checks or is not translated yet."""
        if text.lang != self._target:
            return replace(text, note=self.own(self.t["state_pending"])) if text.foreign else text
        if checks := [str(check) for check in items_of(segment.get("failed"))]:
            return replace(text, note=self.own(f"{self.t['state_draft']} · {failed_words(checks, self.t)}"))
        return text if segment["state"] == State.REVIEWED else replace(text, note=self.own(self.t["state_draft"]))

    def is_said(self, segment: Mapping[str, object]) -> bool:
        """Whether there is a translation of a segment."""
        return bool(segment.get(self._target))

    def own(self, text: str) -> Text:
        """A text of the interface."""
        return Text(text, self.t.language, self.t.direction, foreign=False)

    def name(self, text: str) -> Text:
        """A text that is in either language, as a tag or the name of a newspaper: its script says which."""
        t, other = self.t, self.other
        written = "rtl" if script_of(text) == "ar" else "ltr"
        foreign = written != t.direction and written == other.direction
        said = other if foreign else t
        return Text(text, said.language, said.direction, foreign=foreign)

    def tag(self, name: str, translation: str | None) -> tuple[Text, Text | None]:
        """A tag as a page shows it, and the other language's where an editor gave both."""
        target = self.t if self.t.language == self._target else self.other
        first = self.name(name)
        if not translation:
            return first, None
        second = Text(translation, target.language, target.direction, foreign=target is self.other)
        return (second, first) if target is self.t else (first, second)

    def mixed(self, text: str) -> Markup:
        """A text of both languages, such as the name of the site."""
        words = text.split()
        foreign = [any(map(str.isalpha, word)) and self.name(word).foreign for word in words]
        runs = [
            (other, " ".join(word for _, word in run))
            for other, run in groupby(zip(foreign, words, strict=True), key=itemgetter(0))
        ]
        return Markup(" ").join(self.name(run) if other else run for other, run in runs)

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

    def points(self, story: Story) -> Sequence[Text]:
        """The key points of a story."""
        rows = ({**point, "failed": checks} for point, checks in zip(story.points, story.doubts, strict=True))
        return [text for row in rows if (text := self.sentence(row))]

    def _ref(self, segment: str, number: int) -> Ref:
        """A sentence by its id and its number in the text."""
        label = in_attribute(self.t("sentence_n", n=number))
        return Ref(segment, number, f'#{in_attribute(segment)}" aria-label="{label}">{number}</a>')

    def _state(self, story: Story) -> str:
        """How far a story is translated, in the words of its own page where something is missing."""
        if not story.waiting:
            return self.t[f"state_{story.state}"]
        return self.t["line_pending"] if story.waiting == story.sentences else self.t("line_waiting", n=story.waiting)

    def _item(self, story: Story) -> Item:
        """A story as a list shows it."""
        title, other = self.both(story.titles)
        return Item(
            story,
            title or Text(story.slug, self.t.language, self.t.direction, foreign=False),
            other,
            self.t.day(story.day) if story.day else self.t["undated"],
            self.t("minutes", n=story.minutes(self.t.language)),
            self._state(story),
        )


def provenance(rows: Iterable[Row], t: Strings) -> Provenance:
    """How the sentences of a story were translated, summed up."""
    rows = list(rows)
    said = [row for row in rows if row.target]
    failing = sum(bool(row.failed) for row in said)
    reviewed = sum(row.state == "reviewed" for row in said)
    waiting = len(rows) - len(said)
    engines = list(dict.fromkeys(engine_name(row.origin) for row in said if is_machine(row.origin)))
    if not said:
        state, line = "pending", t["line_pending"]
    elif reviewed == len(rows):
        state, line = "reviewed", t["line_reviewed"]
    elif reviewed:
        state, line = "draft", t("line_mixed", n=t.figure(reviewed), total=t.figure(len(rows)))
    else:
        state, line = "draft", t["line_draft" if engines else "line_unchecked"]
    return Provenance(
        state,
        engines,
        any(row.origin == "human" for row in said),
        line,
        t("line_waiting", n=waiting) if waiting and said else "",
        t("line_failed", n=failing) if failing else "",
    )


@dataclass(frozen=True, slots=True)
class Item:
    """A story as a list shows it; `state` says in words how far it is translated."""

    story: Story
    title: Text
    other_title: Text | None
    day: str
    minutes: str
    state: str


def by_alphabet(name: str) -> str:
    """The key that sorts names as an index does: spellings levelled, the Arabic article passed over."""
    return fold(name).removeprefix("ال")


def rows_of(document: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    """The rows of one list of a briefing."""
    return (row for row in items_of(document[key]) if isinstance(row, dict))


def places_in(row: Mapping[str, object], language: str) -> tuple[int, int] | None:
    """Where the words of a fact begin and end in its sentence in a language; None where that is not known."""
    found = (m for m in items_of(row.get("mentions")) if isinstance(m, dict) and m["lang"] == language)
    return next(((int(m["start"]), int(m["end"])) for m in found), None)


def items_of(value: object) -> Sequence[object]:
    """A list of a briefing, empty where there is none."""
    return value if isinstance(value, list) else ()

"""The site as a list of sheets: every page that is written, what it depends on, and what its template is given.

A sheet knows its dependencies by hash without being rendered, so that a build renders only what changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote

from mujaz.site import cards, extras, facts, passages
from mujaz.site.documents import KINDS
from mujaz.site.library import Topic, topic_path
from mujaz.site.rows import FAILED
from mujaz.site.sheets import Sheet
from mujaz.site.views import by_alphabet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mujaz.site.library import Dated, Entity, Library, Story
    from mujaz.site.sheets import Site
    from mujaz.site.strings import Strings
    from mujaz.site.views import Speaker, Text

EDITION = 30
"""Stories on one page of an edition."""

PAGE = 30
"""Stories, passages or events on one page of a longer list; the newest page holds up to twice as many."""

PASSAGES = 15
"""Stories on one page of a dossier, which quotes them; the newest page holds up to twice as many."""

REGISTER = 300
"""People, places, organisations or topics in the list of all."""

EARLIER = 12
"""Headlines of earlier days on the front page."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one page of a list stands.

    `path` is its folder under the language, `newer` and `older` its neighbours' addresses there, empty at the ends.
    """

    path: str
    number: int
    total: int
    newer: str
    older: str


Build = Callable[[str], "Mapping[str, object]"]


def sheets(site: Site) -> Iterator[Sheet]:
    """Every page but the hand-written ones, the two languages of a page beside each other."""
    yield Sheet("", "", "root.html", site.theme, dict)
    yield from _stories(site)
    yield from _editions(site)
    for entity in site.library.entities.values():
        build = partial(_dossier, site, entity)
        yield from _paged(site, entity.path, "dossier.html", entity.stories, build, f"{entity.names}", PASSAGES)
    for topic in site.library.topics.values():
        yield from _paged(
            site, topic.path, "topic.html", topic.stories, partial(_topic, site, topic), f"{_name_of(topic)}"
        )
    yield from _registers(site)
    events = _events(site.library)
    years = _years_of(events)
    yield from _paged(site, "timeline", "timeline.html", events, partial(_timeline, site, years), newest=f"{years}")
    if site.map:
        yield from _both(
            site, "map/", "map.html", (story.digest for story in site.library.stories), partial(_map, site)
        )
    if site.search:
        yield from _both(site, "search/", "search.html", (), _search)


def _stories(site: Site) -> Iterator[Sheet]:
    stories = site.library.stories
    pictured = cards.pictured(site)
    for newer, story, older in zip((None, *stories), stories, (*stories[1:], None), strict=False):
        near = [*(s.digest if s else "" for s in (newer, story, older)), story.slug if story.slug in pictured else ""]
        build = partial(_story, site, newer, story, older)
        yield from _both(site, f"{story.path}/", "briefing.html", near, build, story.slug)


def _story(site: Site, newer: Story | None, story: Story, older: Story | None, lang: str) -> Mapping[str, object]:
    speaker = site.speaker(lang)
    briefing = site.library.briefing(story.slug)
    return {
        "item": speaker.item(story),
        "briefing": briefing,
        "facts": facts.fact_box(site.library, story.slug, speaker, "../" * 2),
        "source": speaker.name(str(briefing["source"])) if briefing["source"] else None,
        "author": speaker.name(str(briefing["author"])) if briefing["author"] else None,
        "topics": [(speaker.tag(*tag)[0], quote(topic_path(tag[0]))) for tag in story.tags.items()],
        "newer": speaker.item(newer) if newer else None,
        "older": speaker.item(older) if older else None,
    }


def _editions(site: Site) -> Iterator[Sheet]:
    days = list(site.library.days.items())
    earlier = [story for _, stories in days[1:] for story in stories][:EARLIER]
    day, stories = days[0] if days else ("", [])
    edition = _day_of(site, day, stories)
    more = len(site.library.stories) > len(stories) + len(earlier)
    shown = [story.digest for story in (*stories[:EDITION], *earlier)]
    build = partial(_front, site, edition, stories[:EDITION], earlier, more=more)
    yield from _both(site, "", "edition.html", (*shown, f"{edition} {more}"), build)
    for at, (day, stories) in enumerate(days):
        around = (days[at - 1][0] if at else None, days[at + 1][0] if at + 1 < len(days) else None)
        edition = _day_of(site, day, stories, around)
        for number in range(1, edition.pages + 1):
            page = stories[(number - 1) * EDITION : number * EDITION]
            pager = _pager(_day_path(day), number, edition.pages, newest=1)
            key = (*(story.digest for story in page), f"{edition}")
            yield from _both(site, pager.path, "edition.html", key, partial(_edition, site, edition, page, pager))
    yield from _calendar(site)


@dataclass(frozen=True, slots=True)
class _Day:
    """What each page of an edition shows of the whole day; `minutes` by language, `around` the days next to it."""

    day: str
    count: int
    minutes: Mapping[str, int]
    around: tuple[str | None, str | None]

    @property
    def pages(self) -> int:
        return -(-self.count // EDITION)


def _day_of(
    site: Site, day: str, stories: Sequence[Story], around: tuple[str | None, str | None] = (None, None)
) -> _Day:
    minutes = {lang: sum(story.minutes(lang) for story in stories) for lang in site.languages}
    return _Day(day, len(stories), minutes, around)


def _front(
    site: Site, day: _Day, page: Sequence[Story], earlier: Sequence[Story], lang: str, *, more: bool
) -> Mapping[str, object]:
    speaker = site.speaker(lang)
    by_day = groupby((speaker.item(story) for story in earlier), key=lambda item: item.day)
    edition = _edition(site, day, page, _pager(_day_path(day.day), 1, day.pages, 1), lang)
    return {**edition, "front": True, "earlier": [(name, list(items)) for name, items in by_day], "more_days": more}


def _edition(site: Site, day: _Day, page: Sequence[Story], pager: Pager, lang: str) -> Mapping[str, object]:
    speaker = site.speaker(lang)
    t = site.strings[lang]
    return {
        "front": False,
        "day": day.day,
        "heading": _day_words(day.day, t, "full"),
        "items": [speaker.item(story) for story in page],
        "lead_points": speaker.points(page[0]) if page else (),
        "count": t("stories", n=day.count),
        "minutes": t("minutes", n=day.minutes[lang]),
        "pager": pager,
        "around": [(_day_path(d), _day_words(d, t, "long")) if d is not None else None for d in day.around],
        "earlier": [],
        "more_days": False,
    }


def _calendar(site: Site) -> Iterator[Sheet]:
    """The days that have stories, a page for each year: the newest year's at the list's own address."""
    years = {year: list(days) for year, days in groupby(site.library.days.items(), key=lambda row: row[0][:4])}
    dated = [year for year in years if year]
    totals = {year: sum(len(stories) for _, stories in days) for year, days in years.items()}
    for year in dated or [""]:
        first = year == (dated or [""])[0]
        listed = [*years.get(year, ()), *(years.get("", ()) if first and year else ())]
        key = [f"{day} {len(stories)}" for day, stories in listed]
        others = [(y, totals[y]) for y in dated if y != year] if first else []
        key.append(f"{others}")
        path = "days/" if first else f"days/{year}/"
        yield from _both(site, path, "days.html", key, partial(_days, site, "" if first else year, listed, others))


def _days(
    site: Site,
    year: str,
    listed: Sequence[tuple[str, Sequence[Story]]],
    others: Sequence[tuple[str, int]],
    lang: str,
) -> Mapping[str, object]:
    t = site.strings[lang]
    return {
        "year": year,
        "days": [(_day_path(d), _day_words(d, t, "full"), t("stories", n=len(stories))) for d, stories in listed],
        "other_years": [(f"days/{name}/", name, t("stories", n=count)) for name, count in others],
    }


def _dossier(site: Site, entity: Entity, stories: Sequence[Story], pager: Pager, lang: str) -> Mapping[str, object]:
    speaker = site.speaker(lang)
    name, other = _shown(entity, speaker)
    up = "../" * pager.path.count("/")
    said = [passages.passage(entity, s, site.library, speaker, f"{up}{s.url}/") for s in reversed(stories)]
    count = _count_of(site, entity, pager, lang)
    return {"entity": entity, "name": name, "other_name": other, "passages": said, "pager": pager, "count": count}


def _registers(site: Site) -> Iterator[Sheet]:
    """Lists of everybody and everything with a page, those in most stories first."""
    entities = site.library.entities.values()
    rows: dict[str, Sequence[Entity | Topic]] = {kind: [e for e in entities if e.kind == kind] for kind in KINDS}
    rows["topics"] = list(site.library.topics.values())
    for kind, listed in rows.items():
        top = sorted(listed, key=lambda row: (-len(row.stories), row.path))[:REGISTER]
        key = (f"{row.path} {len(row.stories)} {_name_of(row)}" for row in top)
        left = len(listed) - len(top)
        build = partial(_register, site, kind, top, left)
        yield from _both(site, f"{kind}/", "register.html", (*key, f"{left}"), build)


def _register(site: Site, kind: str, rows: Sequence[Entity | Topic], left: int, lang: str) -> Mapping[str, object]:
    speaker, t = site.speaker(lang), site.strings[lang]
    named = [(row, *_shown(row, speaker)) for row in rows]
    named.sort(key=lambda row: (-len(row[0].stories), by_alphabet(row[1].text if row[1] else "")))
    listed = [(row.url, name, other, t("stories", n=len(row.stories))) for row, name, other in named]
    return {"title": t[kind], "rows": listed, "left": t("not_listed", n=left) if left else ""}


def _topic(site: Site, topic: Topic, stories: Sequence[Story], pager: Pager, lang: str) -> Mapping[str, object]:
    speaker = site.speaker(lang)
    items = [speaker.item(story) for story in reversed(stories)]
    count = _count_of(site, topic, pager, lang)
    name, other = _shown(topic, speaker)
    return {"name": name, "other_name": other, "items": items, "pager": pager, "count": count}


def _count_of(site: Site, row: Entity | Topic, pager: Pager, lang: str) -> str:
    """How many stories a list has, for its newest page: the others do not change with every story."""
    return site.strings[lang]("stories", n=len(row.stories)) if pager.number == pager.total else ""


def _name_of(row: Entity | Topic) -> object:
    """All of a name that `_shown` may show."""
    return (row.name, row.translation) if isinstance(row, Topic) else row.names


def _shown(row: Entity | Topic, speaker: Speaker) -> tuple[Text | None, Text | None]:
    """A name as a page shows it, and the other language's where there is one; a tag may stand for both."""
    return speaker.tag(row.name, row.translation) if isinstance(row, Topic) else speaker.both(row.names)


def _events(library: Library) -> list[_Stated]:
    """Every stated date that can stand on a line of time, oldest first, once for each story and sentence."""
    found = {
        (d.start, s.slug, d.segment): _Stated(s, d) for s in library.stories for d in s.dates if d.start[:1] != "-"
    }
    return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A date in the story that states it."""

    story: Story
    dated: Dated

    @property
    def digest(self) -> str:
        return f"{self.story.digest} {self.dated.start} {self.dated.end} {self.dated.segment}"


def _years_of(events: Sequence[_Stated]) -> Sequence[tuple[str, str]]:
    """The years of the timeline, newest first, each with the address under the language where it begins."""
    total = _pages_of(events, PAGE)
    last = {event.dated.start[:4]: n for n, event in enumerate(events)}
    pages = {year: min(n // PAGE + 1, total) for year, n in reversed(last.items())}
    return [(y, f"timeline/{'' if page == total else f'{page}/'}#y{y}") for y, page in pages.items()]


def _timeline(
    site: Site, all_years: Sequence[tuple[str, str]], stated: Sequence[_Stated], pager: Pager, lang: str
) -> Mapping[str, object]:
    speaker = site.speaker(lang)
    events = [passages.event(s.dated, s.story, site.library, speaker) for s in reversed(stated)]
    by_year = groupby((event for event in events if event), key=lambda event: event.iso[:4])
    # Only the newest page leads to every year, or each of them would change with every story.
    others = all_years if pager.total > 1 and pager.number == pager.total else ()
    return {"years": [(year, list(rows)) for year, rows in by_year], "all_years": others, "pager": pager}


def _map(site: Site, lang: str) -> Mapping[str, object]:
    return {"atlas": extras.atlas(site, lang)}


def _search(lang: str) -> Mapping[str, object]:
    del lang
    return {"checks": (*FAILED, "other")}


class _Shown(Protocol):
    @property
    def digest(self) -> str: ...


_T = TypeVar("_T", bound=_Shown)


def _paged(  # noqa: PLR0913 (a list, what its pages show, and where they stand; each is one thing)
    site: Site,
    path: str,
    template: str,
    rows: Sequence[_T],
    build: Callable[[Sequence[_T], Pager, str], Mapping[str, object]],
    shown: str = "",
    size: int = PAGE,
    *,
    newest: str = "",
) -> Iterator[Sheet]:
    """The pages of a list, counted from its oldest so that a new row leaves the older pages as they are.

    The newest page stands at the list's own address and holds between `size` and twice as many rows. `shown` is what
    every page shows besides its rows, `newest` what the newest does.
    """
    total = _pages_of(rows, size)
    for number in range(1, total + 1):
        page = rows[(number - 1) * size : number * size if number < total else None]
        pager = _pager(f"{path}/", number, total, newest=total)
        own = f"{len(rows)} {newest}" if number == total else ""
        key = (*(row.digest for row in page), f"{number}/{total}", shown, own)
        yield from _both(site, pager.path, template, key, partial(build, page, pager))


def _pages_of(rows: Sequence[object], size: int) -> int:
    return max(1, len(rows) // size)


def _pager(path: str, number: int, total: int, newest: int) -> Pager:
    """Where page `number` stands; `newest` is the page at the list's own address, which its neighbours link to."""

    def folder(n: int) -> str:
        return path if n == newest else f"{path}{n}/"

    def address(n: int) -> str:
        return quote(folder(n)) if 1 <= n <= total else ""

    step = -1 if newest == 1 else 1
    return Pager(folder(number), number, total, newer=address(number + step), older=address(number - step))


def _both(site: Site, path: str, template: str, shown: Iterable[str], build: Build, slug: str = "") -> Iterator[Sheet]:
    key = _key(site.theme, template, *shown)
    for lang in site.languages:
        yield Sheet(lang, path, template, key, partial(build, lang), slug)


def _day_path(day: str) -> str:
    return f"days/{day or 'undated'}/"


def _day_words(day: str, t: Strings, style: str) -> str:
    return t.day(date.fromisoformat(day), style) if day else t["undated"]


def _key(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()

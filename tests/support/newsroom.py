"""A small project for the tests of the site: invented stories, composed as the pipeline would compose them."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mujaz.compose import compose
from mujaz.model import (
    HAND,
    Article,
    Briefing,
    Date,
    Facts,
    Finding,
    Mention,
    Number,
    Organisation,
    Person,
    Place,
    Quote,
    Segment,
    State,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mujaz.model import Side

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "tests" / "data" / "site" / "stories.yml"
ODDITIES = STORIES.with_name("oddities.yml")
CONFIGURATION = """\
site_name: موجز · mujaz
site_url: https://example.org/repo/
docs_dir: content
theme: {{name: null, custom_dir: {theme}, locale: ar}}
plugins:
  - mujaz: {{source: ar, target: en}}
"""
STATES = {"r": State.REVIEWED, "h": State.REVIEWED, "d": State.DRAFT, "s": State.STALE, "p": State.PENDING}
ORIGINS = {"r": "human", "h": "human", "d": "google", "s": "", "p": ""}
REVIEWERS = {"r": "محرر", "h": HAND}


@functools.cache
def briefings(file: Path = STORIES) -> tuple[Briefing, ...]:
    """Every story of a file like tests/data/site/stories.yml, in its order."""
    return tuple(map(_briefing, yaml.safe_load(file.read_text("utf-8"))))


def write_content(folder: Path) -> None:
    """Compose every story into FOLDER/briefings."""
    target = folder / "briefings"
    target.mkdir(parents=True, exist_ok=True)
    for briefing in briefings():
        page = compose(briefing)
        (target / f"{page.slug}.md").write_text(page.markdown, "utf-8")
        (target / f"{page.slug}.json").write_text(page.json, "utf-8")


def project(root: Path) -> Path:
    """A whole project at ROOT: configuration, hand-written pages and composed stories."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIGURATION.format(theme=ROOT / "templates"), "utf-8")
    content = root / "content"
    content.mkdir()
    for page in (ROOT / "content").glob("*.md"):
        shutil.copy(page, content)
    write_content(content)
    return root


def _briefing(row: dict[str, Any]) -> Briefing:
    paragraphs = tuple(
        tuple(Segment(f"p{n}s{m}", sentence.split(" | ")[0]) for m, sentence in enumerate(rows, 1))
        for n, rows in enumerate(row["paragraphs"], 1)
    )
    translations = tuple(
        Translation(f"p{n}s{m}", text, STATES[state], ORIGINS[state], REVIEWERS.get(state, ""))
        for n, rows in enumerate(row["paragraphs"], 1)
        for m, (_, text, state) in enumerate((sentence.split(" | ") for sentence in rows), 1)
    )
    title, title_en = row["title"]
    article = Article(
        row["slug"],
        f"{row['slug']}.txt",
        row["slug"],
        "ar",
        title,
        paragraphs,
        title_given=True,
        published=row.get("published"),
        source=row.get("source"),
        url=row.get("url"),
        author=row.get("author"),
        tags=tuple(tag if isinstance(tag, str) else tag[0] for tag in row.get("tags", ())),
        tag_translations=tuple("" if isinstance(tag, str) else tag[1] for tag in row.get("tags", ())),
    )
    state = State.REVIEWED if title_en else State.PENDING
    found = tuple(Finding(*finding) for finding in row.get("findings", ()))
    return Briefing(article, title_en, state, translations, _facts(row, paragraphs, translations), found)


def _facts(
    row: dict[str, Any], paragraphs: tuple[tuple[Segment, ...], ...], translations: tuple[Translation, ...]
) -> Facts:
    originals = {s.id: s.text for rows in paragraphs for s in rows}
    targets = {t.segment_id: t.text for t in translations}

    def sides(segment: str, ar: str, en: str) -> Iterator[tuple[Side, str, str]]:
        yield "ar", originals[segment], ar
        yield "en", targets[segment], en

    def found(ar: str, en: str, only: str = "") -> tuple[Mention, ...]:
        places = [
            Mention(segment, side, text.find(name), text.find(name) + len(name))
            for segment in originals
            if only in {"", segment}
            for side, text, name in sides(segment, ar, en)
            if name and name in text
        ]
        assert places or (not ar and not en), f"{row['slug']}: {ar} and {en} stand nowhere"
        return tuple(places)

    def several(one: str) -> tuple[str, ...]:
        return (one,) if one else ()

    return Facts(
        people=tuple(
            Person(
                i, ar, en, found(ar, en), agreed=True,
                aliases_ar=several(ar2), aliases_en=several(en2), role_ar=role_ar, role_en=role_en,
            )
            for i, ar, en, ar2, en2, role_ar, role_en in row.get("people", ())
        ),
        places=tuple(
            Place(i, ar, en, found(ar, en), agreed=True, kind=kind, country=country, lat=lat, lon=lon)
            for i, ar, en, kind, country, lat, lon in row.get("places", ())
        ),
        organisations=tuple(
            Organisation(i, ar, en, found(ar, en), agreed=True) for i, ar, en in row.get("organisations", ())
        ),
        numbers=tuple(
            Number(seg, value, ar, en, found(ar, en, seg), agreed=True, what_ar=what_ar, what_en=what_en)
            for seg, value, ar, en, what_ar, what_en in row.get("numbers", ())
        ),
        dates=tuple(
            Date(seg, ar, en, found(ar, en, seg), agreed=True, start=day) for seg, ar, en, day in row.get("dates", ())
        ),
        quotes=tuple(
            Quote(seg, ar, en, found(ar, en, seg), speaker_ar=who_ar, speaker_en=who_en)
            for seg, ar, en, who_ar, who_en in row.get("quotes", ())
        ),
        key_points=tuple(row["key_points"]),
    )  # fmt: skip

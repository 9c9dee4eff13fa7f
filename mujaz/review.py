"""How a project stands, without changing it: per seed the states of its sentences, and what the checks find."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mujaz.errors import MujazError
from mujaz.model import Finding, State
from mujaz.project import Project, opened

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.config import Settings


@dataclass(frozen=True, slots=True)
class Standing:
    """One seed: how many of its sentences are in each state, what the checks found, and what is not up to date.

    `outdated` are files, relative to the project, that a build would write. `error` is why the seed cannot be built.
    """

    name: str
    slug: str
    reviewed: int = 0
    draft: int = 0
    stale: int = 0
    pending: int = 0
    findings: tuple[Finding, ...] = ()
    outdated: tuple[str, ...] = ()
    error: str = ""

    def count(self, severity: str) -> int:
        """How many findings are of one severity."""
        return sum(finding.severity == severity for finding in self.findings)


def standing(settings: Settings, today: str) -> tuple[Standing, ...]:
    """How every seed stands, by name; writes nothing but the cache, and asks no engine.

    Args:
        settings: The project.
        today: Today's date, ISO 8601.

    Raises:
        TranslationFileError: The glossary cannot be read.
    """
    with opened(settings, today, dry=True) as project:
        return tuple(_standing(project, name) for name in project.seeds)


def _standing(project: Project, name: str) -> Standing:
    settings = project.settings
    if project.up_to_date(name):
        record = project.ledger.records[name]
        found = _recorded(settings.briefings / f"{record.slug}.json")
        return Standing(name, record.slug, record.reviewed, record.draft, record.stale, record.pending, found)
    try:
        prepared = project.prepare(name)
    except MujazError as error:
        return Standing(name, "", error=str(error))
    from mujaz.briefing import compose_article  # noqa: PLC0415 (the rules take a tenth of a second to load)

    composed = compose_article(
        prepared.article, prepared.translations, project.terms, prepared.findings, settings.target
    )
    page = settings.briefings / f"{composed.page.slug}.md"
    texts = ((page, composed.page.markdown), (page.with_suffix(".json"), composed.page.json))
    outdated = tuple(settings.relative(path) for path, text in texts if not _says(path, text))
    states = composed.states
    return Standing(
        name,
        composed.page.slug,
        reviewed=states.get(State.REVIEWED, 0),
        draft=states.get(State.DRAFT, 0),
        stale=states.get(State.STALE, 0),
        pending=states.get(State.PENDING, 0),
        findings=composed.findings,
        outdated=outdated,
    )


def _recorded(document: Path) -> tuple[Finding, ...]:
    """The findings that a composed SLUG.json holds."""
    rows = json.loads(document.read_bytes())["findings"]
    return tuple(Finding(row["segment"], row["check"], row["severity"], row["message"]) for row in rows)


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except FileNotFoundError:
        return False

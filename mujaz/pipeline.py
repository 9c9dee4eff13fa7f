"""The conductor: which seeds need work, do it, say what was done.

`build` goes from seeds/ to content/; rendering content/ to site/ is `mujaz.site.build`'s. What a page depends on (its
seed, .yml and PO file, the glossary, the languages, this program) is remembered by digest under .cache/, so that a
build works on what changed and on nothing else.
"""

from __future__ import annotations

import json
import re
import traceback
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz import publish
from mujaz.asking import Asker
from mujaz.errors import EditedPageError, MujazError, unusable
from mujaz.ledger import Record
from mujaz.model import State
from mujaz.project import Project, opened, orphans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from mujaz.asking import Asked, Run
    from mujaz.briefing import Composed
    from mujaz.config import Settings
    from mujaz.model import Article, Finding, Term, Translation
    from mujaz.project import Begun, Prepared

    _Ingredients = tuple[Article, Sequence[Translation], Sequence[Term], Sequence[Finding], str]

    Progress = Callable[[int, int, str], None]

_IN_FLIGHT = 16
_AT_ONCE = 32
"""Articles whose sentences go to engines together: enough that few calls wait for the last ones, few enough to hold."""

_ROUNDS = 3
"""How often what an article learns is passed on in one build: to its copies, and from them to who reads them."""

_WORTH_A_POOL = 16  # articles: fewer are composed sooner than another process has loaded its tables
_EACH_ENGINE = re.compile(r"; (?=[\w.-]+: )")


@dataclass(frozen=True, slots=True)
class Failed:
    """A seed that could not be built, and the message for whoever can mend it."""

    seed: str
    error: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `pending` counts sentences of the whole site, `translated` those that engines did just now.

    `engine_failures` says what engines did not do, most first: "google: 3 sentences, the key was refused".
    """

    seeds: int = 0
    composed: int = 0
    unchanged: int = 0
    removed: int = 0
    translated: int = 0
    failed: tuple[Failed, ...] = ()
    engine_failures: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()

    @property
    def pending(self) -> int:
        """How many sentences have no translation to show."""
        return sum(record.pending + record.stale for record in self.records)

    @property
    def sound(self) -> bool:
        """Whether nothing is pending, stale or failing a check: what --strict asks for."""
        return not any(record.pending or record.stale or record.errors for record in self.records)


@dataclass(slots=True)
class _Tally:
    """What has happened so far."""

    composed: set[str] = field(default_factory=set)
    removed: int = 0
    translated: int = 0
    failed: list[Failed] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, prepared: Prepared) -> None:
        """Count what engines did and did not do for an article."""
        self.translated += prepared.translated
        for failure in prepared.failures:
            self.failures.update(_EACH_ENGINE.split(failure.error.message))


def build(
    settings: Settings,
    today: str,
    *,
    run: Run | None,
    engines: Collection[str] = (),
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring translations/ and content/ up to date with seeds/.

    Args:
        settings: The project.
        today: The date that provenance records, ISO 8601.
        run: Translates what no memory knows; None to work from memory alone.
        engines: What the engines behind `run` are called in provenance. One that is new is asked for what all others
            made translations of that fail a check.
        executor: Where pages are composed when there are many; None to do it here.
        progress: Told how many seeds are done, of how many, and which one is in hand.

    Raises:
        TranslationFileError: The glossary cannot be read. What is wrong with one seed is in the report instead.
    """
    tally = _Tally()
    with opened(settings, today, engines=engines) as project:
        asker = Asker(run) if run else None
        todo = [name for name in project.seeds if _needs_work(project, name, asker)]
        project.owners = {r.slug: r.name for r in project.ledger.records.values() if r.name not in todo}
        _compose_all(project, tally, todo, asker, executor, progress)
        edited = _remove_orphans(project, tally)
        # What this build learnt may serve other articles, and what was edited under an old slug its new page.
        again: frozenset[str] = frozenset(edited | project.affected()) & project.seeds.keys()
        all_again = set(again)
        for _ in range(_ROUNDS if again else 0):
            _compose_all(project, tally, sorted(again), asker, executor, None)
            again = project.affected() & project.seeds.keys()
            all_again |= again
        tally.failed += [
            Failed(name, str(error)) for name, error in project.unreadable.items() if name not in project.seeds
        ]
        broken = {failure.seed for failure in tally.failed} & project.seeds.keys()
        return Report(
            seeds=len(project.seeds),
            composed=len(tally.composed),
            unchanged=len(project.seeds) - len(set(todo) | broken | all_again),
            removed=tally.removed,
            translated=tally.translated,
            failed=tuple(tally.failed),
            engine_failures=tuple(_failure_line(*row) for row in tally.failures.most_common()),
            records=tuple(record for _, record in sorted(project.ledger.records.items())),
        )


def _failure_line(message: str, count: int) -> str:
    """A line on an engine ("google: the key was refused") and how many sentences it did not translate for it."""
    engine, colon, reason = message.partition(": ")
    counted = "1 sentence" if count == 1 else f"{count} sentences"
    return f"{engine}: {counted}, {reason}" if colon else f"{counted}: {message}"


def _needs_work(project: Project, name: str, asker: Asker | None) -> bool:
    if not project.up_to_date(name):
        return True
    record = project.ledger.records[name]
    untried = record.refused_by is not None and not project.engines <= set(record.refused_by)
    return asker is not None and (record.unmet > 0 or untried)


def _compose_all(
    project: Project,
    tally: _Tally,
    names: Sequence[str],
    asker: Asker | None,
    executor: Executor | None,
    progress: Progress | None,
) -> None:
    """Read, translate and compose; while one page is composed elsewhere, other articles are translated here."""
    composer = _Composer(project, tally, executor if len(names) >= _WORTH_A_POOL else None)
    done = 0
    for start in range(0, len(names), _AT_ONCE):
        articles = _begun(project, tally, names[start : start + _AT_ONCE])
        for begun, asked in _translated(articles, asker):
            if progress:
                progress(done, len(names), begun.article.name)
            done += 1
            _attempt(project, tally, begun.article.name, partial(composer.put, begun, asked))
    composer.finish()


class _Composer:
    """Composes articles, here or on an executor, and keeps their pages as they come back."""

    def __init__(self, project: Project, tally: _Tally, executor: Executor | None) -> None:
        self._project, self._tally, self._executor = project, tally, executor
        self._running: dict[Future[Composed], Prepared] = {}

    def put(self, begun: Begun, asked: Asked | None) -> None:
        """Compose an article for which engines were asked; waits while too many are under way."""
        from mujaz.briefing import compose_article  # noqa: PLC0415 (the rules take a tenth of a second to load)

        if asked and asked.error:
            raise asked.error
        prepared = self._project.finish(begun, asked.failures if asked else ())
        self._tally.add(prepared)
        ingredients = _ingredients(self._project, prepared)
        if self._executor is None:
            _keep(self._project, self._tally, prepared, partial(compose_article, *ingredients))
        else:
            self._running[self._executor.submit(compose_article, *ingredients)] = prepared
            self.finish(_IN_FLIGHT)

    def finish(self, most: int = 0) -> None:
        """Keep what comes back until no more than `most` are under way."""
        project, tally = self._project, self._tally
        while len(self._running) > most:
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                prepared = self._running.pop(future)
                _attempt(project, tally, prepared.article.name, partial(_keep, project, tally, prepared, future.result))


def _begun(project: Project, tally: _Tally, names: Iterable[str]) -> tuple[Begun, ...]:
    """The articles that can be read, with their memories up to date."""
    articles: list[Begun] = []
    for name in names:
        _attempt(project, tally, name, lambda: articles.append(project.begin(name)))  # noqa: B023 (called at once)
    return tuple(articles)


def _translated(articles: Iterable[Begun], asker: Asker | None) -> Iterator[tuple[Begun, Asked | None]]:
    """The articles after engines were asked for what no memory knows; each as soon as it is known."""
    if asker is None:
        yield from ((begun, None) for begun in articles)
        return
    by_work = {begun.work: begun for begun in articles}
    with closing(asker(by_work)) as answers:
        for asked in answers:
            yield by_work[asked.work], asked


def _ingredients(project: Project, prepared: Prepared) -> _Ingredients:
    return (prepared.article, prepared.translations, project.terms, prepared.findings, project.settings.target)


def _attempt(project: Project, tally: _Tally, name: str, step: Callable[[], object]) -> None:
    """Do one step for one seed; its failure is noted and stops nothing else."""
    try:
        step()
    except MujazError as error:
        message = str(error)
    except OSError as error:
        message = unusable(error, project.settings.root)
    except Exception as error:  # noqa: BLE001 (a defect of ours in one article must not keep the others unpublished)
        message = _defect(name, error)
    else:
        return
    if any(failed.seed == name and failed.error.startswith(message) for failed in tally.failed):
        return
    record = project.ledger.records.pop(name, None)
    if record and (project.settings.briefings / f"{record.slug}.md").exists():
        message += "\n  until that is mended, the site shows the article as it was built last"
    tally.failed.append(Failed(name, message))


def _defect(name: str, error: Exception) -> str:
    """A message for what should not happen: which seed, what, and where in our code."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"{name}: {type(error).__name__} in {where}: {error}\n  a defect of mujaz: please report it with the seed"


def _keep(project: Project, tally: _Tally, prepared: Prepared, result: Callable[[], Composed]) -> None:
    """Write a page and record what it was made from."""
    composed = result()
    while not project.is_current(prepared):
        # Somebody worked on it while an engine was waited for: their edits are taken before the page is written.
        from mujaz.briefing import compose_article  # noqa: PLC0415 (the rules take a tenth of a second to load)

        prepared = project.prepare(prepared.article.name)
        composed = compose_article(*_ingredients(project, prepared))
    article, page, settings = prepared.article, composed.page, project.settings
    publish.write(settings.briefings / f"{page.slug}.md", page.markdown)
    publish.write(settings.briefings / f"{page.slug}.json", page.json)
    severities = [finding.severity for finding in composed.findings]
    project.ledger.records[article.name] = Record(
        name=article.name,
        file=article.file,
        slug=page.slug,
        inputs=project.inputs(settings.seeds / article.file),
        outputs=project.outputs(page.slug),
        **{state.value: composed.states.get(state, 0) for state in State},
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        unmet=prepared.unmet,
        refused_by=None if prepared.refused_by is None else sorted(prepared.refused_by),
    )
    tally.composed.add(article.name)


def _remove_orphans(project: Project, tally: _Tally) -> set[str]:
    """Take away the pages of seeds that are gone or have another slug now.

    What was edited on them goes into the PO file first, which stays.

    Returns:
        The names of the seeds whose PO file took an edit.
    """
    unbuilt = {
        path.name for name, paths in project.seeds.items() if name not in project.ledger.records for path in paths
    }
    edited: set[str] = set()
    for path, seed in orphans(project.settings, project.owners.keys()).items():
        if seed not in unbuilt:
            _attempt(project, tally, path.stem, partial(_take_away, project, path, Path(seed).stem, edited))
            tally.removed += not path.exists()
    return edited


def _take_away(project: Project, path: Path, name: str, edited: set[str]) -> None:
    """Remove one page, or what is left of it, of a seed that is gone."""
    try:
        said = project.edits(path.stem, "")
    except EditedPageError:
        said = project.edits(path.stem, _heir(project, path))  # the same again, in the words of the seed's new name
    if said:
        project.take(name, said, path.stem)
        edited.add(name)
    for suffix in (".md", ".json"):
        publish.remove(path.with_suffix(suffix))


def _heir(project: Project, page: Path) -> str:
    """The file of the seed that a page was composed from, where it was renamed since: it has the same sentences."""
    settings = project.settings
    originals = _originals(page, settings.source)
    records = project.ledger.records.values() if originals else ()
    same = (r.file for r in records if _originals(settings.briefings / f"{r.slug}.md", settings.source) == originals)
    return next(same, "")


def _originals(page: Path, source: str) -> tuple[str, ...]:
    """The sentences of an article as the data beside its page has them; none where that cannot be read."""
    try:
        return tuple(row[source] for row in json.loads(page.with_suffix(".json").read_bytes())["segments"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()

"""The commands: options, progress, exit codes. The only place that prints or exits.

Exit codes: 0 done; 1 done, but something asked for (--strict, check) does not hold, whatever else failed, or no site
could be made; 2 wrong usage or configuration; 3 some article could not be built (the others were, and the site); 130
interrupted.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import TextIOWrapper
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from mujaz import __version__, config, editing, intake, pipeline, review
from mujaz.briefing import left_out_of
from mujaz.cli_show import Bar, received, show_checks, show_engines, show_report, show_status, show_unread, show_unsound
from mujaz.engines.chain import Chain
from mujaz.engines.registry import build_engines, rows
from mujaz.errors import ConfigError, MujazError, unusable
from mujaz.project import orphans, unread
from mujaz.site import build as site
from mujaz.translate import gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from mujaz.asking import Run
    from mujaz.config import Settings
    from mujaz.engines.base import Outcome, Request
    from mujaz.memory.exchange import Form
    from mujaz.site.build import SiteReport

_SCHEDULER_ANSWERS = 10  # seconds
DONE, NOT_SOUND, WRONG_USAGE, INCOMPLETE, INTERRUPTED = 0, 1, 2, 3, 130


class _DefaultsToBuild(click.Group):
    """`python build.py --offline` is `python build.py build --offline`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        position = 2 if args[:1] == ["-C"] else 1 if args and args[0].startswith("-C") else 0
        named = args[position : position + 1]
        if not named or (named[0].startswith("-") and named[0] not in {"-h", "--help", "--version"}):
            args = [*args[:position], "build", *args[position:]]
        return super().parse_args(ctx, args)


def _somebody(_ctx: click.Context, _option: click.Parameter, who: str) -> str:
    """A name with something in it."""
    if not who.strip():
        raise click.BadParameter("say who checked them")
    return who.strip()


@click.group(cls=_DefaultsToBuild, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C", "folder", type=click.Path(path_type=Path), default=Path(), help="Work on the project in this folder."
)
@click.version_option(__version__, prog_name="mujaz")
@click.pass_context
def cli(ctx: click.Context, folder: Path) -> None:
    """Turn the articles in seeds/ into a bilingual briefing site in site/."""
    ctx.obj = folder


@cli.command()
@click.option("--offline", is_flag=True, help="Ask no engine: translations come from memory only.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is pending, stale or failing a check.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes that compose pages. [default: all cores]")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Compose pages on this Dask cluster instead.")
@click.option("--json", "as_json", is_flag=True, help="Print a report as JSON, and nothing else.")
@click.pass_obj
def build(folder: Path, *, offline: bool, strict: bool, jobs: int | None, scheduler: str | None, as_json: bool) -> None:
    """Do everything: seeds, translations, content, site. This is what runs when no command is named."""
    started = time.monotonic()
    settings = config.load(folder)
    site.require_words(settings)
    show_unread(Console(stderr=True), unread(settings))
    with _executor(jobs, scheduler) as executor, Bar(Console(stderr=True), silent=as_json) as bar:
        chain = _chain(settings, offline=offline)
        run, engines = _run(chain, settings, bar), chain.origins if chain else ()
        report = pipeline.build(settings, _today(), run=run, engines=engines, executor=executor, progress=bar.seed)
    rendered = _render(settings)
    told = [failure.error for failure in report.failed]
    left_out = (  # what is wrong is the same where the advice differs: a page does not know of its seed's new name
        problem for problem in rendered.problems if not any(error.startswith(problem.split("\n")[0]) for error in told)
    )
    report = replace(report, failed=(*report.failed, *(pipeline.Failed("", problem) for problem in left_out)))
    seconds = time.monotonic() - started
    if as_json:
        _print_json(
            {
                "seeds": report.seeds,
                "composed": report.composed,
                "unchanged": report.unchanged,
                "removed": report.removed,
                "translated": report.translated,
                "pending": report.pending,
                "pages_written": rendered.pages_written,
                "failed": [{"seed": failure.seed, "error": failure.error} for failure in report.failed],
                "seconds": round(seconds, 3),
            }
        )
    else:
        show_report(Console(), Console(stderr=True), report, rendered.pages_written, seconds, settings)
    if strict and not report.sound:
        show_unsound(Console(stderr=True), report, _program(folder))
    sys.exit(NOT_SOUND if strict and not report.sound else INCOMPLETE if report.failed else DONE)


@cli.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.pass_obj
def init(folder: Path, directory: Path) -> None:
    """Begin a project of your own in DIRECTORY: configuration, folders, a sample seed, the Pages workflow."""
    directory = folder / directory
    written = intake.start(directory)
    click.echo(f"Wrote {len(written)} files into {directory}.")
    click.echo(f"Next: put articles into {directory}/seeds/ and run: {_program(directory)}")


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
@click.option("--offline", is_flag=True, help="Ask no engine.")
@click.pass_obj
def serve(folder: Path, *, port: int, offline: bool) -> None:
    """Show the site on this machine and build it again whenever seeds, translations or templates change.

    What you edit on the pages in content/ is shown at once, and taken into translations/ when this starts and with the
    next change of a seed or translation.
    """
    from mujaz.site.serve import serve as run_server  # noqa: PLC0415 (the watcher is for this command only)

    settings = config.load(folder)
    site.require_words(settings)
    bar = Bar(Console(stderr=True), silent=True)

    def compose() -> None:
        chain = _chain(settings, offline=offline)  # each time anew: the deadline is for one build
        run, engines = _run(chain, settings, bar), chain.origins if chain else ()
        try:
            failed = [failure.error for failure in pipeline.build(settings, _today(), run=run, engines=engines).failed]
        except MujazError as error:  # a glossary in the middle of an edit must not end the preview
            failed = [str(error)]
        except OSError as error:
            failed = [unusable(error, settings.root)]
        for problem in failed:
            click.echo(f"error: {problem}", err=True)

    run_server(settings, port, compose, click.echo)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, and nothing else.")
@click.pass_obj
def status(folder: Path, *, as_json: bool) -> None:
    """Show, per seed, how many sentences are reviewed, draft, stale and pending."""
    standings = review.standing(config.load(folder), _today())
    if as_json:
        _print_json(
            {
                "seeds": [
                    {
                        "name": s.name,
                        "slug": s.slug,
                        "reviewed": s.reviewed,
                        "draft": s.draft,
                        "stale": s.stale,
                        "pending": s.pending,
                        "errors": s.count("error") + bool(s.error),
                        "warnings": s.count("warning"),
                    }
                    for s in standings
                ]
            }
        )
    else:
        show_status(Console(), standings)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, and nothing else.")
@click.pass_obj
def check(folder: Path, *, as_json: bool) -> None:
    """Check that translations are sound and content/ is up to date; exit with 1 when not."""
    settings = config.load(folder)
    standings, strangers = review.standing(settings, _today()), unread(settings)
    outdated = [path for s in standings for path in s.outdated]
    if not any(s.error for s in standings):
        outdated += map(settings.relative, orphans(settings, {s.slug for s in standings}))
    if as_json:
        findings = [
            {"seed": s.name, "segment": f.segment_id, "check": f.check, "severity": f.severity, "message": f.message}
            for s in standings
            for f in s.findings
        ]
        findings += [
            {"seed": s.name, "segment": "", "check": "seed", "severity": "error", "message": s.error}
            for s in standings
            if s.error
        ]
        findings += [
            {
                "seed": "",
                "segment": "",
                "check": "unread",
                "severity": "warning",
                "message": f"{path} is not read: {why}",
            }
            for path, why in strangers.items()
        ]
        _print_json({"findings": findings, "outdated": outdated})
    else:
        show_unread(Console(), strangers)
        show_checks(Console(), standings, outdated, _program(folder))
    sound = not outdated and not any(s.error or s.count("error") for s in standings)
    sys.exit(DONE if sound else NOT_SOUND)


@cli.command()
@click.argument("name")
@click.argument("segments", nargs=-1, metavar="[SEGMENT]...")
@click.option("--by", required=True, metavar="WHO", callback=_somebody, help="Who checked them.")
@click.pass_obj
def approve(folder: Path, name: str, segments: tuple[str, ...], by: str) -> None:
    """Make drafts of the seed NAME reviewed: all that pass the checks, or the named ones (p3s2)."""
    changed = editing.approve(config.load(folder), name, segments, by, _today())
    held = f"; {changed.held_back} failed a check: look at them and name them" if changed.held_back else ""
    left = "".join(f"; {note}" for note in changed.notes)
    click.echo(f"{changed.reviewed} approved in {changed.file}{held}{left}.")


@cli.command()
@click.argument("name")
@click.argument("segments", nargs=-1, required=True, metavar="SEGMENT...")
@click.pass_obj
def redo(folder: Path, name: str, segments: tuple[str, ...]) -> None:
    """Have sentences of the seed NAME (p3s2) translated again by the next build; a person's words are never redone."""
    changed = editing.redo(config.load(folder), name, segments)
    said = "will be translated again" if changed.written else "nothing to redo: an engine is to be asked anyway"
    click.echo(f"{changed.file}: {said}. Next: {_program(folder)}")


@cli.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["xliff", "tmx", "po"]), required=True, help="Format of the file.")
@click.pass_obj
def export(folder: Path, name: str, form: Form) -> None:
    """Print the translations of the seed NAME for another tool."""
    click.echo(editing.export(config.load(folder), name, form).encode(), nl=False)  # all three formats are UTF-8


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", default="", metavar="WHO", help="Who reviewed what is final in it, where it does not say.")
@click.pass_obj
def import_(folder: Path, file: Path, by: str) -> None:
    """Take an XLIFF, TMX or PO file back; nothing of it when anything does not match."""
    changed = editing.receive(config.load(folder), file, by, _today())
    click.echo(f"{changed.file}: {received(changed)}.")


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, and nothing else.")
@click.pass_obj
def engines(folder: Path, *, as_json: bool) -> None:
    """List the configured engines: available or why not, their limits, and where texts would be sent."""
    settings = config.load(folder)
    found = rows(build_engines(settings.engines, root=settings.root))
    if as_json:
        _print_json({"engines": [{name: getattr(row, name) for name in row.__slots__} for row in found]})
    else:
        show_engines(Console(), found)


@cli.command()
@click.argument("source", metavar="FILE|URL")
@click.pass_obj
def add(folder: Path, source: str) -> None:
    """Bring in a new seed from a file or an address, with its metadata."""
    settings = config.load(folder)
    path, left_out = intake.add(source, settings.seeds, language=settings.source, target=settings.target)
    if left_out:
        click.echo(f"warning: {left_out_of(left_out)}", err=True)
    click.echo(f"Added {settings.relative(path)}. Next: {_program(folder)}")


def main() -> None:
    """Run the command line; every error that a person can mend ends as a message, never as a traceback."""
    if isinstance(sys.stdout, TextIOWrapper):  # a console that lacks Arabic shows what it can, as stderr does
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was done until now is kept", err=True)
        sys.exit(INTERRUPTED)
    except MujazError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(WRONG_USAGE)
    except BrokenPipeError:  # whoever read our output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except OSError as error:
        click.echo(f"error: {unusable(error, Path.cwd())}", err=True)
        sys.exit(WRONG_USAGE)


def _render(settings: Settings) -> SiteReport:
    """Render content/ to site/."""
    settings.content.mkdir(parents=True, exist_ok=True)
    try:
        return site.build(settings.root)
    except ConfigError:
        raise
    except MujazError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(NOT_SOUND)  # there is no site: nobody may take it for one that lacks some seeds


def _program(folder: Path) -> str:
    """What this program was called by, for a project: how to call it again."""
    called = Path(sys.argv[0]).name
    name = "python build.py" if called == "build.py" else "mujaz"
    return name if folder == Path() else f"{name} -C {shlex.quote(str(folder))}"


def _today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def _chain(settings: Settings, *, offline: bool) -> Chain | None:
    """The engines in order; nothing where none is configured, or all need a network that is not to be used."""
    usable = build_engines(settings.engines, root=settings.root, offline=offline)
    return Chain(usable, gate) if usable else None


def _run(chain: Chain | None, settings: Settings, bar: Bar) -> Run | None:
    """What translates sentences that no memory knows: the engines in order, until the build's deadline; or nothing."""
    if chain is None:
        return None
    deadline = time.monotonic() + settings.deadline

    def run(requests: Sequence[Request]) -> Iterator[Outcome]:
        bar.expect(len(requests))
        seen: set[str] = set()  # a translation that was refused may be followed by a better one
        for outcome in chain.run(requests, deadline):
            if outcome.id not in seen:
                bar.step()
            seen.add(outcome.id)
            yield outcome

    return run


@contextmanager
def _executor(jobs: int | None, scheduler: str | None) -> Iterator[Executor | None]:
    """Where pages are composed: a Dask cluster, a pool of processes (started when first used), or (None) here."""
    if scheduler:
        try:
            from distributed import Client  # noqa: PLC0415 (an extra: pip install mujaz[dask])
        except ModuleNotFoundError:
            raise ConfigError("--scheduler needs the package distributed", hint="pip install mujaz[dask]") from None
        try:
            client = Client(scheduler, timeout=_SCHEDULER_ANSWERS)
        except (OSError, ValueError):
            message = f"no Dask scheduler answers at {scheduler}"
            raise ConfigError(message, hint="start one with: dask scheduler; then name it as tcp://HOST:PORT") from None
        with client:
            yield client.get_executor()
        return
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield pool


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())  # JSON is UTF-8 wherever it is read

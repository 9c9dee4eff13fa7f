"""What the commands show to a person: short tables and sentences, in colour where the terminal has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self

    from rich.console import Console

    from mujaz.config import Settings
    from mujaz.editing import Changed
    from mujaz.engines.registry import Row
    from mujaz.pipeline import Report
    from mujaz.review import Standing

_MANY = 5


class Bar:
    """Progress on standard error, while there is something to wait for: seeds, and sentences sent to engines."""

    def __init__(self, err: Console, *, silent: bool) -> None:
        """Show nothing when silent, or where there is no terminal."""
        columns = (TextColumn("{task.description:<40}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=err, transient=True, disable=silent or not err.is_terminal)
        self._seeds = self._progress.add_task("seeds", total=None)
        self._sentences = self._progress.add_task("sentences", total=0, visible=False)
        self._expected = 0

    def __enter__(self) -> Self:
        """Begin to show."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind on the terminal."""
        self._progress.stop()

    def seed(self, done: int, total: int, name: str) -> None:
        """So many seeds are done, and this one is next."""
        self._progress.update(self._seeds, completed=done, total=total, description=escape(name[:40]))

    def expect(self, sentences: int) -> None:
        """So many more sentences are on their way to engines."""
        self._expected += sentences
        self._progress.update(self._sentences, total=self._expected, visible=True)

    def step(self) -> None:
        """One of them is back."""
        self._progress.advance(self._sentences)


def show_report(out: Console, err: Console, report: Report, pages: int, seconds: float, settings: Settings) -> None:
    """Say what a build did, in one sentence when there was nothing to do."""
    for failure in report.failed:
        err.print(f"[red]error[/] {escape(failure.error)}", highlight=False, soft_wrap=True)
    for failed in report.engine_failures:
        err.print(f"[yellow]engine[/] {escape(failed)}", highlight=False, soft_wrap=True)
    if not (report.composed or report.removed or report.failed or pages):
        out.print(
            f"Nothing changed: {_count(report.seeds, 'seed')}, 0 files written, {seconds:.1f} s.",
            highlight=False,
            soft_wrap=True,
        )
        return
    parts = [
        f"{_count(report.seeds, 'seed')}: {report.composed} composed, {report.unchanged} unchanged",
        f"{report.removed} removed" if report.removed else "",
        f"{_count(report.translated, 'sentence')} translated" if report.translated else "",
        f"{report.pending} pending" if report.pending else "",
        f"{len(report.failed)} failed" if report.failed else "",
        f"{_count(pages, 'page')} written to {settings.relative(settings.site)}/",
    ]
    out.print(", ".join(part for part in parts if part) + f", {seconds:.1f} s.", highlight=False, soft_wrap=True)


def show_unread(out: Console, files: Mapping[str, str]) -> None:
    """A line for each file that no build reads, and why."""
    for path, why in files.items():
        out.print(f"[yellow]warning[/] {escape(f'{path} is not read: {why}')}", highlight=False, soft_wrap=True)


def show_unsound(err: Console, report: Report, program: str) -> None:
    """Say why --strict is not content."""
    counts = [
        (sum(record.pending for record in report.records), "pending sentence", "status"),
        (sum(record.stale for record in report.records), "stale sentence", "status"),
        (sum(record.errors for record in report.records), "failed check", "check"),
    ]
    said = ", ".join(_count(number, noun) for number, noun, _ in counts if number)
    where = dict.fromkeys(f"{program} {command}" for number, _, command in counts if number)
    err.print(f"[red]not sound[/]: {said}. See: {' and '.join(where)}", highlight=False, soft_wrap=True)


def show_status(out: Console, standings: Sequence[Standing]) -> None:
    """A row per seed, then the seeds that cannot be built and a total."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("seed", overflow="fold")
    for name in ("reviewed", "draft", "stale", "pending", "errors", "warnings"):
        table.add_column(name, justify="right")
    for s in standings:
        if s.error:
            continue
        styled = (("green", s.reviewed), ("", s.draft), ("yellow", s.stale), ("yellow", s.pending))
        counts = [*styled, ("red", s.count("error")), ("yellow", s.count("warning"))]
        table.add_row(escape(s.name), *(_cell(style, n) for style, n in counts))
    out.print(table)
    for s in standings:
        if s.error:
            out.print(f"[red]error[/] {escape(s.error)}", highlight=False, soft_wrap=True)
    total = sum(s.reviewed + s.draft + s.stale + s.pending for s in standings)
    reviewed = sum(s.reviewed for s in standings)
    share = f"{reviewed / total:.0%}" if total else "none"
    out.print(
        f"{_count(len(standings), 'seed')}, {_count(total, 'sentence')}, {share} reviewed.",
        highlight=False,
        soft_wrap=True,
    )


def show_checks(out: Console, standings: Sequence[Standing], outdated: Sequence[str], program: str) -> None:
    """Every finding on a line of its own, then the files that a build would write."""
    for s in standings:
        if s.error:
            out.print(f"[red]error[/]   {escape(s.error)}", highlight=False, soft_wrap=True)
        for f in s.findings:
            style = "red" if f.severity == "error" else "yellow"
            where = f"{escape(s.name)} {f.segment_id}"
            out.print(
                f"[{style}]{f.severity:<7}[/] {where}  {escape(f.message)}  [dim]({f.check})[/]",
                highlight=False,
                soft_wrap=True,
            )
    for path in outdated[:_MANY]:
        out.print(f"[yellow]outdated[/] {escape(path)}", highlight=False, soft_wrap=True)
    if len(outdated) > _MANY:
        out.print(f"… and {len(outdated) - _MANY} more outdated files", highlight=False, soft_wrap=True)
    errors = sum(s.count("error") + bool(s.error) for s in standings)
    warnings = sum(s.count("warning") for s in standings)
    out.print(
        f"{_count(errors, 'error')}, {_count(warnings, 'warning')}, {_count(len(outdated), 'outdated file')}."
        + (f" Run: {program}" if outdated else ""),
        highlight=False,
        soft_wrap=True,
    )


def show_engines(out: Console, rows: Iterable[Row]) -> None:
    """A row per engine, in the order they are tried."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("engine", overflow="fold")
    table.add_column("available", overflow="fold")
    table.add_column("one call takes", overflow="fold")
    table.add_column("calls", overflow="fold")
    table.add_column("sends texts to", no_wrap=True, overflow="fold", min_width=16)
    for row in rows:
        limits = [_count(row.max_batch, "text"), f"{row.max_chars:,} characters"]
        limits += [f"{row.max_bytes:,} bytes"] if row.max_bytes else []
        calls = [
            f"{row.concurrency} at once",
            *([f"{row.rate:g} a second"] if row.rate else []),
            f"{row.timeout:g} s each",
        ]
        available = "[green]yes[/]" if row.available else f"[yellow]no:[/] {escape(row.reason)}"
        name = f"{row.name} {row.model}".strip()
        table.add_row(escape(name), available, "\n".join(limits), "\n".join(calls), escape(row.endpoint))
    if not table.row_count:
        out.print("No engine is configured: translations come from memory alone.")
        return
    out.print(table)
    out.print("Nothing was sent: whether a server answers shows when a build asks it.", soft_wrap=True)


def received(changed: Changed) -> str:
    """What an imported file brought, in words."""
    if not changed.written:
        return "nothing new"
    if not changed.reworded and not changed.reviewed:
        return "only notes are new"
    all_drafts = changed.drafts == changed.reworded
    drafts = "" if not changed.drafts else " (draft)" if all_drafts else f" ({changed.drafts} of them drafts)"
    said = f"{_count(changed.reworded, 'translation')} changed{drafts}, " if changed.reworded else ""
    advice = "; approve it or set its state to final" if changed.drafts else ""
    return f"{said}{changed.reviewed} more reviewed{advice}"


def _cell(style: str, number: int) -> str:
    return "[dim]·[/]" if not number else f"[{style}]{number}[/]" if style else str(number)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

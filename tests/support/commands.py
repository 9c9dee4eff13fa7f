"""The command line as tests call it: on a project, in this process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mujaz.cli import cli

if TYPE_CHECKING:
    from click.testing import Result

    from mujaz.config import Settings


def run(settings: Settings, *args: str) -> Result:
    """One command on a project; what no command should raise is raised here."""
    return CliRunner().invoke(cli, ["-C", str(settings.root), *args], catch_exceptions=False)


def report(settings: Settings, *args: str) -> dict[str, object]:
    """What a command says with --json."""
    document = json.loads(run(settings, *args, "--json").stdout)
    assert isinstance(document, dict)
    return document

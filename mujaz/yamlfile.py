"""YAML that people write: read it, and say where and how it is wrong."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import yaml
from mkdocs.utils.yaml import get_yaml_loader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mujaz.errors import MujazError

_MERGE = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |\r?$)|={7}\r?$)", re.MULTILINE)
_VALUE = re.compile(r"[\s-]*(?P<key>[\w-]+):\s+(?P<value>[^\s\[{|>].*)")
_TOP_KEY = re.compile(r"[\w-]+:(?:\s|$)")
SAFE_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(text: str, file: str, error: type[MujazError], *, environment: bool = False) -> dict[str, object]:
    """The mapping that a YAML text holds, empty for an empty text.

    Args:
        text: The file's text.
        file: Its name, for messages.
        error: What to raise when the text is not a YAML mapping.
        environment: Read `!ENV NAME` from the environment, as MkDocs does in its configuration.
    """
    refuse_merge(text, file, error)
    try:
        values = yaml.load(text, Loader=get_yaml_loader() if environment else SAFE_LOADER)  # noqa: S506 (both are safe)
    except yaml.YAMLError as problem:
        line, hint = fault(problem, text)
        raise error("is not valid YAML", file=file, line=line, hint=hint) from None
    except (ValueError, RecursionError) as problem:  # a date that no calendar has; brackets without end
        message = f"is not valid YAML: {problem}"
        raise error(message, file=file, line=_unreadable(text), hint="write dates as 2024-11-15") from None
    if values is None:
        return {}
    if twice := _twice(text):
        raise error(f"the key {twice[0]!r} is set twice", file=file, line=twice[1], hint="keep one of the two")
    if not isinstance(values, dict):
        raise error("is not a list of `key: value` lines", file=file, line=1)
    return {str(key): value for key, value in values.items()}


def fault(problem: yaml.YAMLError, text: str) -> tuple[int | None, str]:
    """The line, counted from 1, in which a text is not YAML, and what to do about it."""
    mark, said = getattr(problem, "problem_mark", None), str(getattr(problem, "problem", None) or problem)
    if mark is None:
        return None, said
    line = [*text.split("\n"), ""][min(mark.line, text.count("\n") + 1)]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return mark.line + 1, "the line begins with a tab: put spaces in its place"
    value = _VALUE.match(line)
    if value and mark.column >= value.start("value"):
        return mark.line + 1, f"put all that follows `{value['key']}:` in quotation marks, as in '…'"
    return mark.line + 1, said


def refuse_merge(text: str, file: str, error: type[MujazError]) -> None:
    """Raise `error` where a text, YAML or not, holds the conflict markers that git leaves in it."""
    if marker := _MERGE.search(text):
        hint = "choose one of the two sides and remove the markers"
        raise error("holds an unfinished merge", file=file, line=text.count("\n", 0, marker.start()) + 1, hint=hint)


def _unreadable(text: str) -> int | None:
    """The first line of which YAML, given that line alone, cannot make a value."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yaml.load(line.strip(), Loader=SAFE_LOADER)  # noqa: S506 (it is safe)
        except yaml.YAMLError:
            continue  # a piece of something longer
        except (ValueError, RecursionError):
            return number
    return None


def _twice(text: str) -> tuple[str, int] | None:
    """The first key of a YAML mapping that stands there before, and its line; YAML itself takes the last in silence."""
    keys = [(line.split(":")[0], n) for n, line in enumerate(text.splitlines(), 1) if _TOP_KEY.match(line)]
    seen: set[str] = set()
    for key, line in keys:
        if key in seen:
            return key, line
        seen.add(key)
    return None


def refuse_unknown(
    values: Mapping[str, object], known: Iterable[str], file: str, text: str, error: type[MujazError]
) -> None:
    """Raise `error` for the first key that is not known, naming its line and the nearest one that is."""
    known = sorted(known)
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}"
            raise error(f"unknown key {key!r}", file=file, line=line_of(key, text), hint=hint)


def line_of(key: str, text: str) -> int | None:
    """The line, counted from 1, that first sets `key` in a YAML text; None where it is not found."""
    lines = (n for n, line in enumerate(text.splitlines(), 1) if line.lstrip(" -\t").startswith(f"{key}:"))
    return next(lines, None)


def line_below(text: str, above: str, key: str) -> int | None:
    """The line, counted from 1, that sets `key` in the mapping under the key `above`; None where none does."""
    for name, value in _pairs(yaml.compose(text, Loader=SAFE_LOADER)):
        if name.value == above:
            return next((name.start_mark.line + 1 for name, _ in _pairs(value) if name.value == key), None)
    return None


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def lines_of_items(text: str, *keys: str) -> tuple[int, ...]:
    """The lines, counted from 1, where the items of a list begin that stands under `keys`; none where it does not."""
    node = yaml.compose(text, Loader=SAFE_LOADER)
    for key in keys:
        node = next((value for name, value in _pairs(node) if name.value == key), None)
    return tuple(item.start_mark.line + 1 for item in node.value) if isinstance(node, yaml.SequenceNode) else ()

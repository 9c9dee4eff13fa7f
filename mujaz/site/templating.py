"""How the theme's templates run: every text escaped, every name known, and nothing done twice that need not be."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup, escape

from mujaz.site.escaping import is_special

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, MutableMapping
    from pathlib import Path
    from types import CodeType

_OPTIONS = (
    "autoescape",
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "is_async",
    "sandboxed",
)
"""The settings of an environment that its compiler looks at."""


def prepare(env: jinja2.Environment, compiled: Path) -> None:
    """Make templates strict, and keep what they compile to in the folder `compiled`."""
    env.template_class = _Template
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["once"] = Once()
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = _Compiled(str(compiled), _options(env))


def _options(env: jinja2.Environment) -> str:
    """What a template compiles to depends on, besides its text: Jinja's release and how it is set up."""
    return repr([version("jinja2"), sorted(env.extensions), *(getattr(env, name) for name in _OPTIONS)])


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Jinja's cache of what templates compile to, which by itself tells them apart by nothing but their text."""

    def __init__(self, folder: str, options: str) -> None:
        super().__init__(folder)
        self._options = options

    def get_source_checksum(self, source: str) -> str:
        """What the cached form must have been made from."""
        return super().get_source_checksum(f"{self._options}\0{source}")


class Once:
    """`once(macro, …)` in a template: what the macro gives, made once for the same values.

    For the parts that thousands of pages share. The macro must be imported: one that a page defines is new each time.
    """

    def __init__(self) -> None:
        """Start without any."""
        self._made: dict[tuple[Hashable, ...], str] = {}

    def __call__(self, macro: Callable[..., str], *values: Hashable) -> str:
        """What the macro gives for these values."""
        key = (macro, *values)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = macro(*values)
        return made


def shown(value: object) -> str:
    """A value as a page shows it: escaped, unless it says itself how it is shown; never a Markup made for nothing."""
    if type(value) is str:
        return escape(value) if is_special(value) else value
    if type(value) is Markup:
        return value
    made = getattr(value, "__html__", None)
    return made() if made else escape(str(value))


class _Template(jinja2.Template):
    """A template whose outputs go through `shown`, and whose names are looked up in one dict.

    Jinja wraps each output in a Markup, to be joined to one text a moment later, and copies a chain of two dicts for
    each page and each template that it includes.
    """

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 (Jinja's own name)
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """A template from what it was compiled to."""
        template = super().from_code(environment, code, dict(globals), uptodate)
        template.root_render_func.__globals__["escape"] = shown
        return template

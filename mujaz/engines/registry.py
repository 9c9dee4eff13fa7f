"""The engines by name: from the lines under `engines:` in mkdocs.yml to engines, and from engines to a table.

Nothing is imported for an engine that nobody named, and no socket is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.engines.options import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mujaz.config import EngineSpec
    from mujaz.engines.base import Engine

DEEP = (
    "google",
    "mymemory",
    "libre",
    "microsoft",
    "yandex",
    "qcri",
    "papago",
    "baidu",
    "linguee",
    "pons",
    "deepl",
    "chatgpt",
)
"""The translators of deep-translator; a test compares them with `deep.KINDS`, which costs its import."""

NAMES = (*DEEP, "libretranslate", "llm", "local", "firefox")


@dataclass(frozen=True, slots=True)
class Row:
    """One engine as `python build.py engines` shows it; `endpoint` is where texts go: a host, or "this machine".

    `max_chars`, `max_bytes` and `max_batch` (texts) bound one call; `concurrency` is how many are in flight at once,
    `rate` how many begin in a second (None: as many as it bears), `timeout` how many seconds one may take.
    """

    name: str
    model: str
    available: bool
    reason: str
    max_chars: int
    max_bytes: int | None
    max_batch: int
    concurrency: int
    rate: float | None
    timeout: float
    endpoint: str
    offline: bool


def build_engines(specs: Sequence[EngineSpec], *, root: Path = Path(), offline: bool = False) -> tuple[Engine, ...]:
    """The engines that the configuration names, in its order.

    Args:
        specs: Names with options.
        root: The project's directory, which paths in options start from.
        offline: Leave out every engine that may open a socket.

    Raises:
        ConfigError: A name or an option is unknown, missing or impossible.
    """
    engines = [_engine(spec, root, offline=offline) for spec in specs]
    return tuple(engine for engine in engines if engine.profile.offline or not offline)


def rows(engines: Iterable[Engine]) -> tuple[Row, ...]:
    """What there is to know of each engine without asking it anything."""
    return tuple(_row(engine) for engine in engines)


def _row(engine: Engine) -> Row:
    profile, availability = engine.profile, engine.available()
    return Row(
        name=profile.name,
        model=profile.model,
        available=availability.ok,
        reason=availability.reason,
        max_chars=profile.max_chars,
        max_bytes=profile.max_bytes,
        max_batch=profile.max_batch,
        concurrency=profile.concurrency,
        rate=profile.rate,
        timeout=profile.timeout,
        endpoint=profile.endpoint,
        offline=profile.offline,
    )


def _engine(spec: EngineSpec, root: Path, *, offline: bool) -> Engine:
    # Each adapter brings its client library with it: imported only for those who name it.
    if spec.name in DEEP:
        from mujaz.engines.deep import DeepTranslator  # noqa: PLC0415 - see above

        return DeepTranslator(spec)
    if spec.name == "libretranslate":
        from mujaz.engines.libre import LibreTranslate  # noqa: PLC0415 - see above

        return LibreTranslate(spec)
    if spec.name == "llm":
        from mujaz.engines.llm import Llm  # noqa: PLC0415 - see above

        return Llm(spec)
    if spec.name == "local":
        from mujaz.engines.local import Local  # noqa: PLC0415 - see above

        return Local(spec, root)
    if spec.name == "firefox":
        from mujaz.engines.firefox import Firefox  # noqa: PLC0415 - see above

        return Firefox(spec, root, offline=offline)
    raise unknown(f'there is no engine "{spec.name}"', spec.name, NAMES)

"""Mozilla's translation models on this machine, through the fxtranslate package.

The model of a pair of languages (some 40 MB) is fetched once into the package's cache, or read from a directory; the
texts themselves never leave the machine.
"""

from __future__ import annotations

import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.engines import deadline
from mujaz.engines.base import Availability, Outcome, Profile, Request, Result
from mujaz.engines.options import Options
from mujaz.errors import EngineError, Transient, Unsupported
from mujaz.text import primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import fxtranslate

    from mujaz.config import EngineSpec

NAME = "firefox"


class Firefox:
    """One set of models.

    Options: `model` (a directory with the files of one pair), or `cache` (where fetched models are kept) and `fetch`
    (false: only use what is there), both relative to the project; `timeout` for fetching, in seconds.
    """

    def __init__(self, spec: EngineSpec, root: Path, *, offline: bool = False) -> None:
        """Read the options; with `offline`, never fetch.

        Raises:
            ConfigError: One is unknown or impossible.
        """
        options = Options(spec, ("model", "cache", "fetch", "timeout"))
        model, cache = options.text("model"), options.text("cache")
        self._model = root / model if model else None
        self._cache = str(root / cache) if cache else None
        self._fetch = options.flag("fetch", default=True) and not offline and self._model is None
        # The package's translators may only be used by the thread that made them.
        self._mine = threading.local()
        self._fetching = threading.Lock()
        self.profile = Profile(
            name=NAME,
            model=self._model.name if self._model else "",
            offline=not self._fetch,
            max_batch=8,
            timeout=options.number("timeout", 300.0),
        )

    def available(self) -> Availability:
        """Whether the extra is installed, and with `model`, whether its files are there."""
        if find_spec("fxtranslate") is None:
            return Availability(ok=False, reason="needs: pip install 'mujaz[firefox]'")
        if self._model is not None:
            try:
                _in_folder(self._model)
            except EngineError as error:
                return Availability(ok=False, reason=error.message)
        return Availability(ok=True)

    def translate(self, requests: Sequence[Request], timeout: float) -> Iterator[Outcome]:
        """Translate one text after the other; the first may have to wait for the model."""
        translator = self._translator(primary(requests[0].source), primary(requests[0].target), timeout)
        for request in requests:
            try:
                text = translator.translate_long(request.text)
            except ValueError as error:
                raise EngineError(f"the model cannot be used: {error}") from None
            yield Result(request.id, text, NAME, self.profile.model)

    def _translator(self, source: str, target: str, timeout: float) -> fxtranslate.Translator:
        """This thread's translator for a pair, made from files and kept."""
        import fxtranslate  # noqa: PLC0415 - optional, and needed by nobody who does not name this engine

        made: dict[tuple[str, str], fxtranslate.Translator] = self._mine.__dict__.setdefault("made", {})
        if (source, target) not in made:
            files = _in_folder(self._model) if self._model else self._cached(source, target, timeout)
            try:
                model, source_words, target_words, *short_list = (path.read_bytes() for path in files)
                made[source, target] = fxtranslate.Translator(model, source_words, target_words, *short_list)
            except (ValueError, OSError) as error:
                raise EngineError(f"the model cannot be loaded: {error}") from None
        return made[source, target]

    def _cached(self, source: str, target: str, timeout: float) -> tuple[Path, ...]:
        """The files of a pair in the cache, fetched if they may be."""
        import fxtranslate  # noqa: PLC0415 - see above

        # Not kept in a variable: the object may only be dropped by this thread, and a traceback would carry it off.
        folder = Path(fxtranslate.Cache(self._cache).root) / f"{source}-{target}"
        with self._fetching:
            if not folder.is_dir() and self._fetch:
                self._fetch_models(source, target, timeout)
        if not folder.is_dir():
            raise Unsupported(
                f"has no model for {source} to {target} in its cache",
                hint=f"fetch it once: fxtranslate models add {source} {target}",
            )
        return _in_folder(folder)

    def _fetch_models(self, source: str, target: str, timeout: float) -> None:
        from fxtranslate import discovery  # noqa: PLC0415 - see above

        try:
            deadline.within(timeout, lambda: discovery.add_models(source, target, self._cache, progress=False))
        except ValueError as error:
            raise Transient(f"the model could not be fetched: {error}") from None


def _in_folder(folder: Path) -> tuple[Path, ...]:
    """Model, source and target vocabulary, and the short list where there is one.

    Raises:
        EngineError: One is missing or stands there twice.
    """
    if not folder.is_dir():
        raise EngineError(f"there is no directory {folder.name}")
    model = _only(folder, "model.*.bin")
    shared = _only(folder, "vocab.*.spm", optional=True)
    words = shared * 2 or _only(folder, "srcvocab.*.spm") + _only(folder, "trgvocab.*.spm")
    return (*model, *words, *_only(folder, "lex.*.bin", optional=True))


def _only(folder: Path, pattern: str, *, optional: bool = False) -> tuple[Path, ...]:
    found = tuple(folder.glob(pattern))
    if len(found) == 1 or (optional and not found):
        return found
    raise EngineError(f"{folder.name} has {len(found) or 'no'} {pattern}" + (" where one is meant" if found else ""))

"""A translation model on this machine: CTranslate2 and SentencePiece, from a directory, without network.

The directory is an OPUS-MT model converted by CTranslate2, with its `source.spm` and `target.spm` beside it, or an
unpacked Argos package (`model/` and `sentencepiece.model`).
"""

from __future__ import annotations

import json
import math
import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mujaz.engines.base import Availability, Failure, Outcome, Profile, Request, Result
from mujaz.engines.options import Options
from mujaz.errors import BadOutput, EngineError, TooLong, Unsupported
from mujaz.text import primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import ctranslate2  # type: ignore[import-untyped]  # it has neither types nor stubs
    import sentencepiece

    from mujaz.config import EngineSpec

NAME = "local"
MOST_TOKENS = 500
"""Longer inputs pass the positions that many models have learnt (512), and come out cut or mad."""


class Local:
    """One model directory.

    Options: `model` (the directory, relative to the project), `threads` (0: as CTranslate2 sees fit), `batch`
    (sentences at once), `beam`, `prefix` (a token that some models want before each sentence, as ">>ara<<").
    """

    def __init__(self, spec: EngineSpec, root: Path) -> None:
        """Read the options; the model is loaded when it is first needed.

        Raises:
            ConfigError: One is missing, unknown or impossible.
        """
        options = Options(spec, ("model", "threads", "batch", "beam", "prefix"))
        self._folder = root / options.required("model", "models/opus-ar-en")
        self._threads = options.whole("threads", 1, 256) if "threads" in spec.options else 0
        self._beam = options.whole("beam", 4, 32)
        self._prefix = options.text("prefix")
        self._lock = threading.Lock()
        self._loaded: _Model | None = None
        self.profile = Profile(
            name=NAME,
            model=self._folder.name,
            offline=True,
            max_chars=4000,
            max_batch=options.whole("batch", 16, 1024),
        )

    def available(self) -> Availability:
        """Whether the extra is installed and the files are there."""
        if find_spec("ctranslate2") is None or find_spec("sentencepiece") is None:
            return Availability(ok=False, reason="needs: pip install 'mujaz[local]'")
        try:
            _files(self._folder)
        except EngineError as error:
            return Availability(ok=False, reason=error.message)
        return Availability(ok=True)

    def translate(self, requests: Sequence[Request], timeout: float) -> Iterator[Outcome]:  # noqa: ARG002 - a batch is short work and cannot be stopped half-way
        """Translate the batch at once."""
        model = self._model()
        if model.pair and model.pair != (primary(requests[0].source), primary(requests[0].target)):
            raise Unsupported(f"translates {model.pair[0]} to {model.pair[1]} only")
        prefix = [self._prefix] if self._prefix else []
        encoded = [(request, prefix + model.encode(request.text)) for request in requests]
        for request, tokens in encoded:
            if len(tokens) > MOST_TOKENS:
                yield Failure(request.id, TooLong(f"the sentence has {len(tokens)} tokens, more than {MOST_TOKENS}"))
        fitting = [(request, tokens) for request, tokens in encoded if len(tokens) <= MOST_TOKENS]
        texts = model.translate([tokens for _request, tokens in fitting], self._beam)
        for (request, _tokens), answer in zip(fitting, texts, strict=True):
            if answer is None:
                yield Failure(request.id, BadOutput("did not come to an end"))
            else:
                yield Result(request.id, answer[0], NAME, self.profile.model, answer[1])

    def _model(self) -> _Model:
        with self._lock:
            if self._loaded is None:
                self._loaded = _Model(self._folder, self._threads)
            return self._loaded


class _Model:
    """A loaded model with its tokenizers."""

    def __init__(self, folder: Path, threads: int) -> None:
        # Heavy, optional, and needed by nobody who does not name this engine.
        import ctranslate2  # noqa: PLC0415 - see above
        import sentencepiece  # noqa: PLC0415 - see above

        model, source, target, metadata = _files(folder)
        try:
            self._translator: ctranslate2.Translator = ctranslate2.Translator(str(model), intra_threads=threads)
            self._source: sentencepiece.SentencePieceProcessor = sentencepiece.SentencePieceProcessor(str(source))
            self._target: sentencepiece.SentencePieceProcessor = sentencepiece.SentencePieceProcessor(str(target))
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(f"the model cannot be loaded: {error}") from None
        config = _json(model / "config.json")
        # Models that Transformers converted were trained on an end token that nobody adds for them.
        needs_end = config.get("decoder_start_token") == config.get("eos_token") and not config.get("add_source_eos")
        self._end = [str(config["eos_token"])] if needs_end and config.get("eos_token") else []
        pair = (metadata.get("from_code"), metadata.get("to_code"))
        self.pair = (str(pair[0]), str(pair[1])) if all(pair) else None

    def encode(self, text: str) -> list[str]:
        return [*self._source.encode(text, out_type=str), *self._end]

    def translate(self, batch: list[list[str]], beam: int) -> list[tuple[str, float] | None]:
        """Each text with its score, the geometric mean of its tokens' probabilities; None where it has no end."""
        if not batch:
            return []
        most = 2 * max(map(len, batch)) + 32
        results = self._translator.translate_batch(
            batch, beam_size=beam, max_input_length=0, max_decoding_length=most, return_scores=True, disable_unk=True
        )
        return [
            None
            if len(result.hypotheses[0]) >= most
            else (self._target.decode(result.hypotheses[0]), math.exp(result.scores[0]))
            for result in results
        ]


def _files(folder: Path) -> tuple[Path, Path, Path, dict[str, object]]:
    """The model's directory, the source and target tokenizers, and an Argos package's metadata.

    Raises:
        EngineError: One is missing; the message says which.
    """
    if not folder.is_dir():
        raise EngineError(f"there is no directory {folder.name}")
    model = next((path for path in (folder, folder / "model") if (path / "model.bin").is_file()), None)
    if model is None:
        raise EngineError(f"{folder.name} has no model.bin")
    for source, target in (("source.spm", "target.spm"), ("sentencepiece.model", "sentencepiece.model")):
        if (folder / source).is_file() and (folder / target).is_file():
            return model, folder / source, folder / target, _json(folder / "metadata.json")
    raise EngineError(f"{folder.name} has neither source.spm and target.spm nor sentencepiece.model")


def _json(path: Path) -> dict[str, object]:
    """The JSON object in a file; empty when there is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}

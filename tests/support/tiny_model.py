"""A translation model made by hand: a real CTranslate2 transformer that translates word by word.

Every source word and every position is a dimension of its own. The encoder writes both into each state; the decoder at
position t attends to the encoder's position t, takes the word there, and the output layer looks its translation up.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import sentencepiece

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

POSITIONS = 64
SHARPNESS = 40.0
LOGIT = 12.0
SPECIAL = ("<unk>", "<s>", "</s>")


def make(folder: Path, words: Mapping[str, str], *, argos: bool = False, loops: bool = False) -> Path:
    """Write a model for these words into a folder, laid out as OPUS-MT's or as an unpacked Argos package.

    With `loops` the end of a sentence is translated as its first word, so that the decoder never comes to an end.
    """
    folder.mkdir(parents=True)
    source, target = _tokenizer(words), _tokenizer(words.values())
    if argos:
        # One tokenizer for both sides, as Argos has it.
        both = _tokenizer([*words, *words.values()])
        (folder / "sentencepiece.model").write_bytes(both)
        (folder / "metadata.json").write_text('{"from_code": "ar", "to_code": "en"}', encoding="utf-8")
    else:
        (folder / "source.spm").write_bytes(source)
        (folder / "target.spm").write_bytes(target)
    _transformer(words, loops=loops, output=folder / "model" if argos else folder)
    return folder


def _tokenizer(words: Iterable[str]) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(words)]),
        model_writer=model,
        model_type="word",
        vocab_size=1000,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _transformer(words: Mapping[str, str], *, loops: bool, output: Path) -> None:
    from ctranslate2.specs import TransformerSpec  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; heavy

    sources = [*SPECIAL, *(f"▁{word}" for word in words)]
    targets = [*SPECIAL, *(f"▁{word}" for word in dict.fromkeys(words.values()))]
    size = len(sources) + POSITIONS
    word_part, position_part = _identity(size, 0, len(sources)), _identity(size, len(sources), size)
    positions = np.eye(POSITIONS, size, k=len(sources), dtype=np.float32)
    look_up = np.zeros((len(targets), size), dtype=np.float32)
    for index, word in enumerate(sources):
        translation = word if word in SPECIAL else f"▁{words[word.removeprefix('▁')]}"
        look_up[targets.index(translation), index] = LOGIT
    if loops:
        look_up[:, 2] = look_up[:, 3]

    spec = TransformerSpec.from_config(num_layers=1, num_heads=1, pre_norm=True, no_final_norm=True)
    for side, words_in in ((spec.encoder, np.eye(len(sources), size)), (spec.decoder, np.zeros((len(targets), size)))):
        embeddings = side.embeddings[0] if side is spec.encoder else side.embeddings
        embeddings.weight = words_in.astype(np.float32)
        side.scale_embeddings = False
        side.position_encodings.encodings = positions
        layer = side.layer[0]
        _blank(layer.self_attention.layer_norm, layer.ffn.layer_norm, size=size)
        _linear(layer.self_attention.linear[0], np.zeros((3 * size, size)))
        _linear(layer.self_attention.linear[1], np.zeros((size, size)))
        _linear(layer.ffn.linear_0, np.zeros((4, size)))
        _linear(layer.ffn.linear_1, np.zeros((size, 4)))
    across = spec.decoder.layer[0].attention
    _blank(across.layer_norm, size=size)
    _linear(across.linear[0], position_part * SHARPNESS)
    _linear(across.linear[1], np.concatenate([position_part, word_part]))
    _linear(across.linear[2], word_part)
    _linear(spec.decoder.projection, look_up)
    spec.register_source_vocabulary(sources)
    spec.register_target_vocabulary(targets)
    spec.config.add_source_eos = True
    spec.validate()
    output.mkdir(exist_ok=True)
    spec.save(str(output))


def _identity(size: int, start: int, end: int) -> NDArray[np.float32]:
    """The identity on some dimensions, nothing on the others."""
    matrix = np.zeros((size, size), dtype=np.float32)
    matrix[range(start, end), range(start, end)] = 1.0
    return matrix


def _linear(layer: object, weight: NDArray[np.float64] | NDArray[np.float32]) -> None:
    layer.weight = weight.astype(np.float32)  # type: ignore[attr-defined]  # the package has no types
    layer.bias = np.zeros(weight.shape[0], dtype=np.float32)  # type: ignore[attr-defined]  # likewise


def _blank(*norms: object, size: int) -> None:
    for norm in norms:
        norm.gamma = np.ones(size, dtype=np.float32)  # type: ignore[attr-defined]  # the package has no types
        norm.beta = np.zeros(size, dtype=np.float32)  # type: ignore[attr-defined]  # likewise

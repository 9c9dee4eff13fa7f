"""The real CTranslate2 and SentencePiece on a model that the test makes, with the network blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mujaz.config import EngineSpec
from mujaz.engines.base import Failure, Result
from mujaz.engines.chain import Chain
from mujaz.engines.local import MOST_TOKENS
from mujaz.engines.registry import build_engines, rows
from mujaz.errors import BadOutput, EngineError, TooLong, Unsupported
from tests.engines.fakes import errors, requests, run, texts
from tests.support import tiny_model

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.engines.base import Engine

WORDS = {"قال": "said", "الوزير": "minister", "نعم": "yes", "لا": "no", "اليوم": "today", "عاد": "returned"}

pytestmark = pytest.mark.usefixtures("no_network")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model.make(tmp_path_factory.mktemp("models") / "tiny-ar-en", WORDS)


def local(folder: Path, **options: object) -> Engine:
    (engine,) = build_engines(
        [EngineSpec("local", {"model": folder.name, "threads": 1, **options})], root=folder.parent, offline=True
    )
    return engine


def test_a_model_on_disk_translates_offline(folder: Path) -> None:
    outcomes = run(Chain([local(folder)]), "قال الوزير نعم", "لا", "عاد الوزير اليوم")
    assert texts(outcomes) == {"p1s1": "said minister yes", "p1s2": "no", "p1s3": "returned minister today"}
    assert {o.origin for o in outcomes.values() if isinstance(o, Result)} == {"local/tiny-ar-en"}


def test_each_text_has_a_score_between_nought_and_one(folder: Path) -> None:
    for outcome in local(folder).translate(requests("قال الوزير نعم", "لا"), 9.0):
        assert isinstance(outcome, Result)
        assert outcome.score is not None
        assert 0.5 < outcome.score <= 1.0


def test_an_argos_package_is_read_as_it_is_unpacked(tmp_path: Path) -> None:
    folder = tiny_model.make(tmp_path / "translate-ar_en", WORDS, argos=True)
    assert texts(run(Chain([local(folder)]), "عاد الوزير")) == {"p1s1": "returned minister"}
    (outcome,) = Chain([local(folder)]).run(requests("عاد", target="en-GB"), float("inf"))
    assert isinstance(outcome, Result)
    (outcome,) = Chain([local(folder)]).run(requests("go home", source="en", target="ar"), float("inf"))
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, Unsupported)
    assert outcome.error.message == "local: translates ar to en only"


def test_a_sentence_longer_than_models_learn_is_refused_not_cut(folder: Path) -> None:
    long = " ".join(["نعم"] * (MOST_TOKENS + 1))
    refused, fine = sorted(local(folder).translate(requests(long, "نعم"), 9.0), key=lambda outcome: outcome.id)
    assert isinstance(refused, Failure)
    assert isinstance(refused.error, TooLong)
    assert isinstance(fine, Result)


def test_a_model_that_does_not_stop_is_not_believed(tmp_path: Path) -> None:
    folder = tiny_model.make(tmp_path / "loops", WORDS, loops=True)
    (outcome,) = local(folder).translate(requests("نعم"), 9.0)
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, BadOutput)


def test_a_prefix_token_goes_before_each_sentence(folder: Path) -> None:
    (outcome,) = local(folder, prefix="▁لا").translate(requests("نعم"), 9.0)
    assert isinstance(outcome, Result)
    assert outcome.text == "no yes"


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("model.bin", "tiny has no model.bin"),
        ("source.spm", "tiny has neither source.spm and target.spm nor sentencepiece.model"),
        ("", "there is no directory tiny"),
    ],
)
def test_missing_files_are_named_before_anything_is_translated(
    folder: Path, tmp_path: Path, missing: str, reason: str
) -> None:
    copy = tmp_path / "tiny"
    if missing:
        copy.mkdir()
        for file in folder.iterdir():
            if file.name != missing:
                (copy / file.name).write_bytes(file.read_bytes())
    engine = local(copy)
    (row,) = rows([engine])
    assert (row.available, row.reason, row.endpoint, row.offline) == (False, reason, "this machine", True)
    assert errors(run(Chain([engine]), "نعم")) == {"p1s1": f"local: is not available: {reason}"}


@pytest.mark.parametrize("broken", ["model.bin", "source.spm"])
def test_a_corrupt_file_is_a_clean_error_and_the_next_engine_goes_on(folder: Path, tmp_path: Path, broken: str) -> None:
    copy = tmp_path / "broken"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes()[:60] if file.name == broken else file.read_bytes())
    with pytest.raises(EngineError, match="the model cannot be loaded"):
        list(local(copy).translate(requests("نعم"), 9.0))
    assert texts(run(Chain([local(copy), local(folder)]), "نعم")) == {"p1s1": "yes"}


def test_without_the_extra_it_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.engines.local.find_spec", lambda _name: None)
    assert local(folder).available().reason == "needs: pip install 'mujaz[local]'"

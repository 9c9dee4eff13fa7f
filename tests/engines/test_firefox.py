"""The real fxtranslate package without a model: everything that can go wrong, and nothing that hangs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mujaz.config import EngineSpec
from mujaz.engines.base import Failure, Result
from mujaz.engines.chain import Chain
from mujaz.engines.registry import build_engines, rows
from mujaz.errors import EngineError, Timeout, Transient, Unsupported
from tests.engines.fakes import FakeTime, errors, patient, requests, run
from tests.support.fake_servers import HANG, SERVER_ERROR, FakeServer, Reply

if TYPE_CHECKING:
    from mujaz.engines.base import Engine

NAMES = ("model.aren.intgemm.alphas.bin", "vocab.aren.spm", "lex.50.50.aren.s2t.bin")


def firefox(root: Path, *, offline: bool = False, **options: object) -> Engine:
    (engine,) = build_engines([EngineSpec("firefox", options)], root=root, offline=offline)
    return engine


def files(folder: Path, *names: str, content: bytes = b"not a model") -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ((), "aren has no model.*.bin"),
        ((NAMES[0],), "aren has no srcvocab.*.spm"),
        ((NAMES[0], "srcvocab.aren.spm"), "aren has no trgvocab.*.spm"),
        ((NAMES[0], "model.2.bin", NAMES[1]), "aren has 2 model.*.bin where one is meant"),
    ],
)
def test_missing_files_are_named(tmp_path: Path, names: tuple[str, ...], reason: str) -> None:
    files(tmp_path / "aren", *names)
    (row,) = rows([firefox(tmp_path, model="aren")])
    assert (row.available, row.reason, row.endpoint, row.offline) == (False, reason, "this machine", True)


@pytest.mark.usefixtures("no_network")
def test_a_corrupt_model_is_a_clean_error(tmp_path: Path) -> None:
    files(tmp_path / "aren", *NAMES)
    engine = firefox(tmp_path, model="aren")
    assert engine.available().ok
    with pytest.raises(EngineError, match="the model cannot be loaded"):
        list(engine.translate(requests("نعم"), 9.0))


@pytest.mark.usefixtures("no_network")
def test_offline_and_without_a_model_it_says_how_to_fetch_one(tmp_path: Path) -> None:
    engine = firefox(tmp_path, offline=True, cache="models")
    assert engine.profile.offline
    (outcome,) = run(Chain([engine]), "نعم").values()
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, Unsupported)
    assert "fxtranslate models add ar en" in str(outcome.error)


@pytest.mark.usefixtures("no_network")
def test_a_model_in_the_cache_is_used_without_network(tmp_path: Path) -> None:
    files(tmp_path / "models" / "ar-en", *NAMES)
    outcomes = run(Chain([firefox(tmp_path, offline=True, cache="models")]), "نعم")
    assert "the model cannot be loaded" in errors(outcomes)["p1s1"], "it was found, and read"


@pytest.mark.parametrize("reply", [SERVER_ERROR, Reply("not json"), Reply('{"data": []}')])
def test_a_model_that_cannot_be_fetched_is_a_passing_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    with FakeServer(lambda _call: reply) as server:
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", f"{server.url}records")
        with pytest.raises(Transient, match="could not be fetched"):
            list(firefox(tmp_path, cache="models").translate(requests("نعم"), 9.0))
        assert server.calls


def test_a_fetch_that_hangs_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeServer(lambda _call: HANG) as server:
        monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", f"{server.url}records")
        engine = firefox(tmp_path, cache="models", timeout=0.2)
        (outcome,) = run(Chain([engine], clock=FakeTime().clock, policy=patient(attempts=1)), "نعم").values()
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, Timeout)


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.engines.firefox.find_spec", lambda _name: None)
    assert firefox(tmp_path).available().reason == "needs: pip install 'mujaz[firefox]'"


def test_a_real_model_translates(tmp_path: Path) -> None:
    """Runs where somebody supplies the files of the Arabic-English model."""
    folder = os.environ.get("MUJAZ_FIREFOX_MODEL")
    if not folder:
        pytest.skip("set MUJAZ_FIREFOX_MODEL to the directory of an Arabic-English model to run inference")
    (outcome,) = firefox(tmp_path, model=str(Path(folder).resolve())).translate(requests("عاد الوزير اليوم."), 60.0)
    assert isinstance(outcome, Result)
    assert "minister" in outcome.text.lower()

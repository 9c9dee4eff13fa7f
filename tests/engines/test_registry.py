from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from mujaz.config import EngineSpec
from mujaz.engines.options import NETWORK
from mujaz.engines.registry import NAMES, build_engines, rows
from mujaz.errors import ConfigError
from tests.engines.fakes import KEY

NEEDED: dict[str, dict[str, object]] = {
    "libretranslate": {"url": "https://libre.example/"},
    "llm": {"url": "http://localhost:11434/v1", "model": "qwen3:8b"},
    "local": {"model": "models/opus-ar-en"},
}


def specs(*names: str) -> list[EngineSpec]:
    return [EngineSpec(name, NEEDED.get(name, {})) for name in names]


@pytest.mark.usefixtures("no_network")
def test_every_engine_is_built_by_name_in_order_without_network() -> None:
    assert [engine.profile.name for engine in build_engines(specs(*NAMES))] == list(NAMES)


@pytest.mark.usefixtures("no_network")
def test_the_table_says_what_there_is_and_where_texts_go(tmp_path: Path) -> None:
    table = {row.name: row for row in rows(build_engines(specs(*NAMES), root=tmp_path))}
    assert asdict(table["google"]) == {
        "name": "google",
        "model": "",
        "available": True,
        "reason": "",
        "max_chars": 4999,
        "max_bytes": 5000,
        "max_batch": 1,
        "concurrency": 4,
        "rate": 5.0,
        "timeout": 20.0,
        "endpoint": "translate.google.com",
        "offline": False,
    }
    assert {name: row.endpoint for name, row in table.items() if row.offline or row.max_batch > 1} == {
        "libretranslate": "libre.example",
        "llm": "localhost:11434",
        "local": "this machine",
        "firefox": "this machine",
    }
    assert {name: row.reason for name, row in table.items() if not row.available} == {
        "libre": "needs the url of a server, or an api_key for the public one",
        "microsoft": "needs api_key: set it with !ENV in mkdocs.yml",
        "yandex": "needs api_key: set it with !ENV in mkdocs.yml",
        "qcri": "needs api_key: set it with !ENV in mkdocs.yml",
        "papago": "needs client_id and secret_key: set it with !ENV in mkdocs.yml",
        "baidu": "needs appid and appkey: set it with !ENV in mkdocs.yml",
        "deepl": "the package sends the key in a way that DeepL no longer takes, and knows no Arabic",
        "chatgpt": "the package calls an interface that the openai package dropped in 1.0: use llm instead",
        "local": "there is no directory opus-ar-en",
    }


@pytest.mark.usefixtures("no_network")
def test_offline_only_engines_that_open_no_socket_are_left() -> None:
    assert [e.profile.name for e in build_engines(specs(*NAMES), offline=True)] == ["local", "firefox"]


def test_importing_the_engines_is_cheap_and_brings_no_client_library() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = refuse\n"
        "import mujaz.engines.registry, mujaz.engines.chain\n"
        "heavy = {'deep_translator', 'requests', 'ctranslate2', 'sentencepiece', 'fxtranslate', 'bs4', 'mkdocs'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "from mujaz.engines import deep, firefox, libre, llm, local\n"
        "print(sorted({'ctranslate2', 'sentencepiece', 'fxtranslate'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n[]\n", "")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("gogle", {}, 'there is no engine "gogle"\n  did you mean google?'),
        ("zzz", {}, 'there is no engine "zzz"\n  known names: baidu, chatgpt'),
        ("google", {"raet": 1}, 'engine "google" has no option "raet"\n  did you mean rate?'),
        ("google", {"api_key": KEY}, 'engine "google" has no option "api_key"'),
        ("google", {"rate": 0}, 'engine "google": rate must be a number above 0'),
        ("google", {"rate": True}, 'engine "google": rate must be a number above 0'),
        ("google", {"timeout": "soon"}, 'engine "google": timeout must be a number above 0'),
        ("google", {"timeout": float("nan")}, 'engine "google": timeout must be a number above 0'),
        ("google", {"concurrency": 9}, 'engine "google": concurrency must be a whole number from 1 to 8'),
        ("google", {"concurrency": 1.5}, 'engine "google": concurrency must be a whole number from 1 to 8'),
        ("google", {"url": "ftp://x/"}, 'engine "google": url must be an address like'),
        ("google", {"url": f"https://me:{KEY}@x/"}, "without a user name"),
        ("microsoft", {"api_key": {"a": KEY}}, 'engine "microsoft": api_key must be a text'),
        (
            "libretranslate",
            {},
            'engine "libretranslate" needs the option "url"\n  for example: - libretranslate: {url:',
        ),
        ("libretranslate", {"url": None}, 'engine "libretranslate" needs the option "url"'),
        ("llm", {"url": "http://localhost/v1"}, 'engine "llm" needs the option "model"'),
        ("llm", {**NEEDED["llm"], "temperature": -1}, 'engine "llm": temperature must be a number, 0 or more'),
        ("local", {}, 'engine "local" needs the option "model"'),
        ("local", {"model": "m", "beam": 0}, 'engine "local": beam must be a whole number from 1 to 32'),
        ("firefox", {"fetch": "no"}, 'engine "firefox": fetch must be true or false'),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(name: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        build_engines([EngineSpec(name, options)])
    assert f"mkdocs.yml: {message}" in str(caught.value) or message in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_key_of_digits_is_a_key() -> None:
    (engine,) = build_engines([EngineSpec("microsoft", {"api_key": 1234567890})])
    assert engine.profile.secrets == ("1234567890",)


def test_paths_start_from_the_project(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (engine,) = build_engines([EngineSpec("local", {"model": "m"})], root=tmp_path)
    assert engine.available().reason == "m has no model.bin"


def test_the_documentation_names_every_option_of_every_engine_and_no_other() -> None:
    taken = {}
    for name in NAMES:
        with pytest.raises(ConfigError) as caught:
            build_engines([EngineSpec(name, {"§": 1})])
        taken[name] = set(caught.value.hint.removeprefix("known names: ").split(", "))
    text = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
    assert "All engines but `local` and `firefox` also take `timeout` " in text
    documented = {}
    for line in text.partition("| engine |")[2].partition("\n\n")[0].splitlines()[2:]:
        _, names, _, options, _ = line.split("|")
        for name in re.findall("`(.+?)`", names):
            network = set() if name in {"local", "firefox"} else set(NETWORK)
            documented[name] = set(re.findall("`(.+?)`", options)) | network
    assert documented == taken

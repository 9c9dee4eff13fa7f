"""The editors' drill: everything that happens to translations in a newsroom, through the commands, with a real server.

Edit in the PO file, in XLIFF, on the page; change the source; lose the server midway; run everything twice. Nothing may
be lost, and nothing paid for twice.
"""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

from click.testing import CliRunner

from mujaz.cli import cli
from tests.support.fake_servers import SERVER_ERROR, FakeServer, libretranslate
from tests.support.projects import BRIDGE, ENGLISH, LIBRARY, files, make, page

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.config import Settings

SECRET = "k3y-that-nobody-may-see"  # noqa: S105 (what the test looks for)


def nobody() -> str:
    """An address on loopback where nothing listens: a service that is unreachable."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/m"


def project(root: Path, server: FakeServer) -> Settings:
    options = (
        "      deadline: 20\n      engines:\n"
        f"        - google: {{url: '{nobody()}'}}\n"
        f"        - libretranslate: {{url: '{server.url}', api_key: '{SECRET}', batch: 2}}\n"
    )
    return make(root, {"news.txt": LIBRARY, "bridge.txt": BRIDGE}, options=options)


def run(settings: Settings, *args: str, code: int = 0) -> str:
    done = CliRunner().invoke(cli, ["-C", str(settings.root), *args], catch_exceptions=False)
    assert done.exit_code == code, done.output
    assert SECRET not in done.output
    return done.stdout


def states(settings: Settings, slug: str) -> dict[str, tuple[str | None, str, str]]:
    data = json.loads((settings.briefings / f"{slug}.json").read_bytes())
    return {s["id"]: (s["en"], s["state"], s["origin"]) for s in data["segments"]}


def asked(server: FakeServer) -> list[str]:
    return [text for call in server.calls for text in call.json["q"]]


def test_with_google_unreachable_the_next_engine_translates(tmp_path: Path) -> None:
    with libretranslate(translate=ENGLISH.__getitem__) as server:
        settings = project(tmp_path, server)
        report = json.loads(run(settings, "build", "--json"))
    assert (report["translated"], report["pending"]) == (5, 0)
    assert states(settings, "bridge")["p1s1"] == (ENGLISH[BRIDGE.split(". ")[0] + "."], "draft", "libretranslate")


def test_the_drill(tmp_path: Path) -> None:
    # The server dies after its first answers: what came is kept, the rest is asked for next time and not again.
    with libretranslate([None, *[SERVER_ERROR] * 40], translate=ENGLISH.__getitem__) as server:
        settings = project(tmp_path, server)
        run(settings, "build")
        kept = {said for slug in ("bridge", "news") for said, _, _ in states(settings, slug).values() if said}
        gone = server.url
    assert 0 < len(kept) < 5
    with libretranslate(translate=ENGLISH.__getitem__) as server:
        configuration = settings.root / "mkdocs.yml"
        configuration.write_text(configuration.read_text("utf-8").replace(gone, server.url), "utf-8")
        run(settings, "build")
        assert {ENGLISH[text] for text in asked(server)} == set(ENGLISH.values()) - kept
        run(settings, "build")
        paid = len(asked(server))

        # One sentence is corrected in the PO file, one in XLIFF, one on the page, one approved as it is.
        po = settings.translations / "news.po"
        po.write_text(po.read_text("utf-8").replace("six days a week", "six days of the week"), "utf-8")
        xliff = tmp_path / "bridge.xliff"
        xliff.write_text(
            run(settings, "export", "bridge", "--format", "xliff").replace("an old", "an ancient"), "utf-8"
        )
        run(settings, "import", str(xliff), "--by", "Sara")
        path = page(settings, "news")
        path.write_text(path.read_text("utf-8").replace("We want a place", "We want one place", 1), "utf-8")
        run(settings, "build")
        run(settings, "approve", "bridge", "p1s2", "--by", "Sara")
        run(settings, "build")
        news, bridge = states(settings, "news"), states(settings, "bridge")
        assert news["p2s1"][0] == "The library will open six days of the week."
        assert news["p1s2"][:2] == (
            "The library’s director, Layla Haddad, said: “We want one place for every reader.”",
            "reviewed",
        )
        assert "an ancient bridge" in (bridge["p1s1"][0] or "")
        assert bridge["p1s2"][1] == "reviewed"
        assert len(asked(server)) == paid, "nothing was paid for twice"

        # The source changes: what was reviewed goes stale, is kept for the editor, and is not published.
        (settings.seeds / "bridge.txt").write_text("جملة أولى جديدة.\n" + BRIDGE.replace("12 ألف", "15 ألف"), "utf-8")
        run(settings, "build", "--offline")
        bridge = states(settings, "bridge")
        assert bridge["p2s2"][:2] == (None, "stale")
        assert "an ancient bridge" in (bridge["p2s1"][0] or "")
        assert "12,000 cars" in (settings.translations / "bridge.po").read_text("utf-8")
        assert "12,000" not in page(settings, "bridge").read_text("utf-8")
        assert "[-12-] {+15+}" in run(settings, "check", code=0)

        # It changes back: the reviewed translation is back too.
        (settings.seeds / "bridge.txt").write_text(BRIDGE, "utf-8")
        run(settings, "build")
        assert states(settings, "bridge")["p1s2"][1] == "reviewed"

        # Twice, and without any cache: not a byte differs.
        before = files(settings, "translations", "content", "site")
        run(settings, "build")
        assert files(settings, "translations", "content", "site") == before
        for cached in settings.cache.glob("*.json"):
            cached.unlink()
        (settings.cache / "memory.sqlite").unlink()
        run(settings, "build")
        after = files(settings, "translations", "content")
        assert {name: data for name, (data, _) in after.items()} == {
            name: data for name, (data, _) in before.items() if not name.startswith("site")
        }
        assert len(asked(server)) == paid


def test_the_key_shows_nowhere(tmp_path: Path) -> None:
    with libretranslate([SERVER_ERROR] * 40) as server:
        settings = project(tmp_path, server)
        run(settings, "build")
        run(settings, "engines")
    for name, (data, _) in files(settings, "translations", "content", "site", ".cache").items():
        assert SECRET.encode() not in data, name


def test_a_translation_that_fails_a_check_is_held(tmp_path: Path) -> None:
    wrong = ENGLISH | {"ويعبر الجسر 12 ألف سيارة في اليوم.": "The bridge is crossed by 90,000 cars a day."}
    with libretranslate(translate=wrong.__getitem__) as server:
        settings = project(tmp_path, server)
        run(settings, "build")
        assert states(settings, "bridge")["p1s2"][1] == "draft"
        assert "# held: numbers" in (settings.translations / "bridge.po").read_text("utf-8")
        assert "90,000" in run(settings, "check", code=1)
        run(settings, "build", "--strict", code=1)

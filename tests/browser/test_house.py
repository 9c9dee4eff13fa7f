"""The instruments themselves: each must see what it is there to see."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import requests

from scripts import browser

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Page

    from scripts.loopback import Loopback
    from tests.browser.conftest import Watch

Served = tuple["Path", "Loopback", "Page", "Watch"]


def test_a_stranger_is_recorded_and_not_reached(folder_page: Served) -> None:
    folder, server, page, watch = folder_page
    (folder / "index.html").write_text('<!doctype html><title>x</title><img src="http://stranger.invalid/a.png">')
    page.goto(server.url)
    assert watch.strangers == ["http://stranger.invalid/a.png"]


def test_a_console_error_is_recorded(folder_page: Served) -> None:
    folder, server, page, watch = folder_page
    (folder / "index.html").write_text("<!doctype html><title>x</title><script>throw new Error('seen')</script>")
    page.goto(server.url)
    assert any("seen" in error for error in watch.errors)


def test_a_blocked_inline_script_is_a_console_error(folder_page: Served) -> None:
    folder, server, page, watch = folder_page
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    (folder / "index.html").write_text(
        f"<!doctype html>{policy}<title>x</title><script>document.title = 'ran'</script>"
    )
    page.goto(server.url)
    assert page.title() == "x"
    assert any("Content Security Policy" in error for error in watch.errors)


def test_bytes_are_counted_as_sent(folder_page: Served) -> None:
    folder, server, page, _watch = folder_page
    html = "<!doctype html><title>x</title>" + "long text " * 2000
    (folder / "index.html").write_text(html)
    page.goto(server.url)
    sizes = {sent.path: sent.size for sent in server.log}
    assert sizes["/repo/"] == len(gzip.compress(html.encode(), 6, mtime=0)) < len(html) / 10


def test_what_did_not_change_is_not_sent_again(folder_page: Served) -> None:
    folder, server, _page, _watch = folder_page
    (folder / "a.css").write_text("p {}")
    first = requests.get(f"{server.url}a.css", timeout=5)
    again = requests.get(f"{server.url}a.css", headers={"If-None-Match": first.headers["ETag"]}, timeout=5)
    (folder / "a.css").write_text("p { margin: 0 }")
    changed = requests.get(f"{server.url}a.css", headers={"If-None-Match": first.headers["ETag"]}, timeout=5)
    assert [answer.status_code for answer in (first, again, changed)] == [200, 304, 200]
    assert again.content == b""


def test_the_server_redirects_folders_and_answers_404(folder_page: Served) -> None:
    folder, server, page, _watch = folder_page
    (folder / "a").mkdir()
    (folder / "a" / "index.html").write_text("<!doctype html><title>a</title>")
    (folder / "404.html").write_text("<!doctype html><title>gone</title>")
    page.goto(f"{server.url}a")
    assert (page.url, page.title()) == (f"{server.url}a/", "a")
    answer = page.goto(f"{server.url}b/")
    assert answer is not None
    assert (answer.status, page.title()) == (404, "gone")
    answer = page.goto(f"{server.origin}/a/")
    assert answer is not None
    assert answer.status == 404


def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv(browser.VARIABLE, str(stub))
    assert browser.find() is None


def test_without_a_browser_the_command_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(browser.VARIABLE, "/nowhere/chromium")
    monkeypatch.setattr(browser, "install", lambda: None)
    assert browser.main() == 1
    assert "apt-get install chromium" in capsys.readouterr().err

"""What was visited can be read offline; what was not cannot; a new version brings new assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Open

READY = """() => navigator.serviceWorker.ready.then(
  (registration) => registration.active.state === "activated" ? true
    : new Promise((done) => registration.active.addEventListener("statechange", () => done(true))))"""
KEPT = """async () => {
  const names = await caches.keys();
  const keys = (name) => caches.open(name).then((cache) => cache.keys());
  const lists = await Promise.all(names.map(async (name) => (await keys(name)).map((request) => request.url)));
  return Object.fromEntries(names.map((name, n) => [name, lists[n]]));
}"""


def installed(page: Page) -> dict[str, list[str]]:
    page.evaluate(READY)
    for _ in range(100):
        kept: dict[str, list[str]] = page.evaluate(KEPT)
        if any(page.url.split("#")[0] in urls for urls in kept.values()):
            return kept
        page.wait_for_timeout(20)
    return kept


def test_a_visited_page_can_be_read_offline(open_page: Open) -> None:
    page = open_page("ar/briefings/summit-tokyo/", service_workers="allow", errors_expected=True)
    kept = installed(page)
    assert any("assets/naskh.woff2" in url for urls in kept.values() for url in urls)
    page.goto(f"{open_page.server.url}en/")
    page.context.set_offline(True)
    open_page.server.forget()
    page.goto(f"{open_page.server.url}ar/briefings/summit-tokyo/")
    assert page.inner_text("h1") == "قمة في طوكيو تجمع قادة ثلاث دول"
    assert page.evaluate("() => document.fonts.ready.then(() => document.fonts.check('16px \"Mujaz Naskh\"', 'ا'))")
    page.goto(f"{open_page.server.url}en/")
    assert page.is_visible("h1")
    assert open_page.server.log == []
    with pytest.raises(Error):
        page.goto(f"{open_page.server.url}en/briefings/beirut-port/")


def test_the_first_visit_sends_every_asset_once(open_page: Open, chromium: Browser) -> None:
    # A context of its own: where requests are routed the browser keeps no copies.
    page = chromium.new_page(service_workers="allow")
    page.goto(f"{open_page.server.url}en/")
    installed(page)
    page.close()
    sent = [entry.path for entry in open_page.server.log if entry.size and "/assets/" in entry.path]
    assert len(sent) >= 3
    assert sorted(sent) == sorted(set(sent))


def test_the_worker_keeps_to_its_own_scope(open_page: Open) -> None:
    page = open_page("en/", service_workers="allow")
    names = list(installed(page))
    assert names
    assert all(name.endswith(open_page.server.url) for name in names)


def test_new_assets_come_with_a_new_version_and_visited_pages_stay(open_page: Open) -> None:
    worker = open_page.server.folder / "sw.js"
    before = worker.read_text("utf-8")
    version = before.split('VERSION = "')[1].split('"')[0]
    page = open_page("en/", service_workers="allow")
    installed(page)
    try:
        worker.write_text(before.replace(version, "another"), "utf-8")
        page.evaluate("() => navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
        for _ in range(100):
            names = page.evaluate("() => caches.keys()")
            if not any(version in name for name in names):
                break
            page.wait_for_timeout(20)
    finally:
        worker.write_text(before, "utf-8")
    assert any("another" in name for name in names)
    assert not any(version in name for name in names)
    assert any(page.url in urls for urls in page.evaluate(KEPT).values())

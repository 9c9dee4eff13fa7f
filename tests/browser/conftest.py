"""A real browser and a small site under a prefix; every page that a test opens is watched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from scripts import browser as browsers
from scripts.loopback import serve
from tests.site import house

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

    from scripts.loopback import Loopback


@dataclass  # no slots: Playwright keeps a wrapper on the object of a bound handler
class Watch:
    """What pages did that they should not: strangers they asked, and errors in their console."""

    origin: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def page(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def route(self, route: Route, request: Request) -> None:
        """Let a request pass only to the site itself."""
        if request.url.startswith((self.origin, "data:", "blob:")):
            route.continue_()
        else:
            self.strangers.append(request.url)
            route.abort()


@pytest.fixture(scope="session")
def executable() -> Path:
    """Where the browser is; to be asked for before one runs, because that is how it is looked for."""
    path = browsers.find()
    if path is None:
        pytest.fail(f"the browser tests need a browser: run `make browser`\n{browsers.ADVICE}", pytrace=False)
    return path


@pytest.fixture(scope="session")
def chromium(executable: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(browsers.FLAGS))
        yield started
        started.close()


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Callable[..., tuple[BrowserContext, Watch]]]:
    """Makes contexts that can reach one origin and nothing else; the caller looks at what was recorded."""
    contexts: list[BrowserContext] = []

    def make(origin: str, **options: object) -> tuple[BrowserContext, Watch]:
        watch = Watch(origin)
        context = chromium.new_context(**{"service_workers": "block", **options})  # type: ignore[arg-type] # options of one of many kinds
        context.route("**/*", watch.route)
        context.on("page", watch.page)
        contexts.append(context)
        return context, watch

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom's site, odd stories and all, built once for each worker."""
    root = house.project(tmp_path_factory.mktemp("newsroom"), house.everything(), extras=True)
    return house.mkdocs_build(root)


class Open:
    """Opens pages of the site in a context of their own; `server` counts what they fetch."""

    def __init__(self, server: Loopback, make: Callable[..., tuple[BrowserContext, Watch]]) -> None:
        self.server = server
        self.watches: list[Watch] = []
        self._make = make

    def __call__(self, path: str, *, errors_expected: bool = False, **options: object) -> Page:
        """A page of the site; `options` are those of a browser context (viewport, color_scheme …)."""
        context, watch = self._make(self.server.origin, **options)
        if not errors_expected:
            self.watches.append(watch)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(self.server.url + path)
        return page


@pytest.fixture
def open_page(site: Path, watched: Callable[..., tuple[BrowserContext, Watch]]) -> Iterator[Open]:
    """Opens pages of the newsroom's site; whatever a test is about, no page may ask a stranger or log an error."""
    with serve(site) as server:
        opened = Open(server, watched)
        yield opened
        assert [stranger for watch in opened.watches for stranger in watch.strangers] == []
        assert [error for watch in opened.watches for error in watch.errors] == []


@pytest.fixture
def folder_page(
    tmp_path: Path, watched: Callable[..., tuple[BrowserContext, Watch]]
) -> Iterator[tuple[Path, Loopback, Page, Watch]]:
    """An empty folder that is served, and a page to look at it with: for negative controls and single files."""
    with serve(tmp_path) as server:
        context, watch = watched(server.origin)
        yield tmp_path, server, context.new_page(), watch

"""Live preview: MkDocs serves and rebuilds the site; a watcher composes content/ anew when its sources change.

Composing happens outside of MkDocs' build, which watches content/: so a build never sets off the next one, and an
unchanged page wakes nothing.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from mkdocs.commands.serve import serve as mkdocs_serve
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from mujaz.config import FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mujaz.config import Settings

_QUIET = 0.3  # seconds without a change before composing: editors write a file in several steps
_CHANGES = frozenset({"created", "modified", "moved", "deleted"})


class Composer(FileSystemEventHandler):
    """Composes, in a thread of its own, once nothing has changed for a moment."""

    def __init__(self, compose: Callable[[], None], quiet: float = _QUIET) -> None:
        """Wait for changes.

        Args:
            compose: Brings content/ up to date.
            quiet: How long nothing must change before it is called, in seconds.
        """
        self._compose = compose
        self._quiet = quiet
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mujaz-composer", daemon=True)
        self._thread.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something changed; reading a file is not a change, nor is a temporary file."""
        if event.event_type in _CHANGES and not event.is_directory and not str(event.src_path).endswith(".tmp"):
            self._changed.set()

    def stop(self) -> None:
        """Finish what is being composed and end."""
        self._stopped.set()
        self._changed.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._changed.wait()
            while not self._stopped.is_set() and self._changed.is_set():
                self._changed.clear()
                self._changed.wait(self._quiet)
            if self._stopped.is_set():
                return
            self._compose()


def serve(settings: Settings, port: int, compose: Callable[[], None], say: Callable[[str], None]) -> None:
    """Serve the site on loopback until Ctrl-C.

    Args:
        settings: The project.
        port: Port on 127.0.0.1.
        compose: Brings content/ up to date; called first, and whenever seeds or translations change.
        say: Told where the site is.
    """
    compose()
    composer = Composer(compose)
    observer = Observer()
    for folder in (settings.seeds, settings.translations):
        folder.mkdir(parents=True, exist_ok=True)
        observer.schedule(composer, str(folder), recursive=True)
    observer.start()
    say(f"Serving on http://127.0.0.1:{port}{_mount(settings)} - Ctrl-C ends it.")
    try:
        mkdocs_serve(str(settings.root / FILE), watch_theme=True, dev_addr=f"127.0.0.1:{port}")
    finally:
        observer.stop()
        composer.stop()
        observer.join()


def _mount(settings: Settings) -> str:
    """The path below which MkDocs serves a site with this address."""
    path = settings.site_url.split("://", 1)[-1].partition("/")[2].strip("/")
    return f"/{path}/" if path else "/"

"""Serve a folder on this machine the way a static host does, and count what goes out; for tests, audit and screens.

Like GitHub Pages it serves under a prefix, compresses text, gives index.html for a folder, redirects a folder without
its slash and answers with 404.html.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".xml": "application/xml",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: the path as asked for, its status, and the bytes of its body on the wire."""

    path: str
    status: int
    size: int


@dataclass(slots=True)
class Loopback:
    """A running server: `log` grows, `delays` holds answers back (seconds by name), `refused` names give 404."""

    folder: Path
    origin: str
    prefix: str
    log: list[Sent] = field(default_factory=list)
    delays: dict[str, float] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        """The address of the site's root, with a slash at its end."""
        return self.origin + self.prefix

    def sent(self) -> int:
        """Bytes of all bodies since the last `forget`."""
        return sum(entry.size for entry in self.log)

    def forget(self) -> None:
        """Start counting anew."""
        self.log.clear()


@contextmanager
def serve(folder: Path, prefix: str = "/repo/") -> Iterator[Loopback]:
    """A server for `folder` on a free port of the loopback interface, for the length of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = Loopback(folder, f"http://127.0.0.1:{server.server_address[1]}", prefix)

    class Handler(_Handler):
        state = site

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    state: Loopback
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, a redirect or the 404 page."""
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.state.prefix) or any(name in path for name in self.state.refused):
            self._answer(404, "text/plain", b"not found")
            return
        file = (self.state.folder / path.removeprefix(self.state.prefix)).resolve()
        if not file.is_relative_to(self.state.folder.resolve()):
            self._answer(404, "text/plain", b"not found")
            return
        if file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", self.path.split("?")[0] + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        time.sleep(next((delay for name, delay in self.state.delays.items() if name in path), 0))
        file = file / "index.html" if file.is_dir() else file
        if file.is_file():
            self._answer(200, _type(file), file.read_bytes())
        else:
            missing = self.state.folder / "404.html"
            self._answer(404, "text/html; charset=utf-8", missing.read_bytes() if missing.exists() else b"not found")

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
        """Keep quiet."""

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        packed = kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
        tag = f'"{zlib.crc32(body):08x}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, body, packed = HTTPStatus.NOT_MODIFIED, b"", False
        body = _gzipped(body) if packed else body
        self.state.log.append(Sent(self.path, status, len(body)))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("ETag", tag)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@lru_cache(maxsize=256)
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _type(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

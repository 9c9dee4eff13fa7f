"""Translation servers on loopback that answer as the real ones do, and misbehave on request.

    with libretranslate(script=[Reply(status=500), HANG]) as server:
        ...  # the first call gets a 500, the second hangs until the block ends, the rest are answered
        server.calls[0].json["q"]

Every translation is `english(text)`: different for different texts, without a letter of the source in it.
"""

from __future__ import annotations

import html
import json
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def english(text: str) -> str:
    """What every server here answers for a text: words of no meaning, without a number that a check could miss."""
    return f"Translation {zlib.crc32(text.encode()):08x}.".translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; with `drip`, a byte every so many seconds; with `hang`, none until the server is closed."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float | None = None
    hang: bool = False

    @property
    def payload(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


HANG = Reply(hang=True)
CAPTCHA = Reply("<!DOCTYPE html><title>Sorry...</title><p>Our systems have detected unusual traffic.</p><form></form>")
SERVER_ERROR = Reply("<h1>Internal Server Error</h1>", status=500)


def too_many(seconds: int) -> Reply:
    return Reply("slow down", status=429, headers={"Retry-After": str(seconds)})


def as_json(value: object, *, status: int = 200) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False), status, {"Content-Type": "application/json"})


Answer = Callable[[Call], Reply]
Script = Iterable[Reply | None]
"""Replies for the first calls, one each; None stands for a proper answer."""


class FakeServer:
    """A threaded HTTP server on a free port of loopback; a context manager."""

    def __init__(self, answer: Answer, script: Script = (), path: str = "/") -> None:
        self._answer, self._script = answer, iter(tuple(script))
        self._lock = threading.Lock()
        self._under_way = 0
        self.calls: list[Call] = []
        self.most_at_once = 0
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fake = self
        self.url = f"http://127.0.0.1:{self._server.server_port}{path}"
        self.host = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def reply_to(self, call: Call) -> Reply:
        with self._lock:
            self.calls.append(call)
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
            scripted = next(self._script, None)
        return scripted or self._answer(call)

    def done(self) -> None:
        with self._lock:
            self._under_way -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    fake: FakeServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what these tests are about: nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        fake = self.server.fake
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self._send(fake.reply_to(Call(self.command, parts.path, query, dict(self.headers), body)), fake.closing)
        finally:
            fake.done()

    do_POST = do_GET  # noqa: N815 - http.server's name

    def _send(self, reply: Reply, closing: threading.Event) -> None:
        if reply.hang:
            closing.wait()
            return
        self.send_response_only(reply.status)
        for name, value in {"Content-Length": str(len(reply.payload)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.drip is None:
            self.wfile.write(reply.payload)
            return
        for byte in reply.payload:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if closing.wait(reply.drip):
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Silence."""


def libretranslate(script: Script = (), translate: Callable[[str], str] = english) -> FakeServer:
    """LibreTranslate: JSON with a list (ours), or the query string of deep-translator's class."""

    def answer(call: Call) -> Reply:
        if call.path != "/translate":
            return as_json({"error": "Not Found"}, status=404)
        if call.query:
            return as_json({"translatedText": translate(call.query["q"])})
        return as_json({"translatedText": [translate(text) for text in call.json["q"]]})

    return FakeServer(answer, script)


def google(script: Script = (), translate: Callable[[str], str] = english) -> FakeServer:
    """The mobile page of Google Translate."""
    return FakeServer(lambda call: google_page(translate(call.query["q"])), script, "/m")


def google_page(text: str) -> Reply:
    return Reply(f'<html><body><div class="result-container">{html.escape(text)}</div></body></html>')


def mymemory(script: Script = (), translate: Callable[[str], str] = english) -> FakeServer:
    return FakeServer(lambda call: mymemory_says(translate(call.query["q"])), script, "/get")


def mymemory_says(text: str) -> Reply:
    return as_json({"responseData": {"translatedText": text, "match": 0.85}, "responseStatus": 200, "matches": []})


def microsoft(script: Script = (), translate: Callable[[str], str] = english) -> FakeServer:
    def answer(call: Call) -> Reply:
        return as_json([{"translations": [{"text": translate(item["text"]), "to": "en"}]} for item in call.json])

    return FakeServer(answer, script, "/translate")


def chat(script: Script = (), translate: Callable[[str], str] = english) -> FakeServer:
    """An OpenAI-compatible server whose model does as it is told."""

    def answer(call: Call) -> Reply:
        task = json.loads(call.json["messages"][-1]["content"])
        return chat_says(json.dumps([{"id": item["id"], "text": translate(item["text"])} for item in task["segments"]]))

    return FakeServer(answer, script, "/v1")


def chat_says(content: str, finish_reason: str = "stop") -> Reply:
    message = {"role": "assistant", "content": content}
    return as_json({"choices": [{"index": 0, "message": message, "finish_reason": finish_reason}]})

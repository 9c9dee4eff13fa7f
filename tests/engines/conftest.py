"""What every engine test stands on: no network but loopback."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import urllib3.util.connection  # noqa: F401 (when it is loaded it opens a socket of its own, to see what the machine has)

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to leave the machine fails at once, by name and by address."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def checked_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    def checked_look_up(host: Any, *args: Any, **more: Any) -> Any:
        if host not in LOOPBACK:
            pytest.fail(f"a test tried to look up {host}")
        return look_up(host, *args, **more)

    monkeypatch.setattr(socket.socket, "connect", checked_connect)
    monkeypatch.setattr(socket, "getaddrinfo", checked_look_up)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even loopback: opening a socket is an error."""

    def refuse(*_args: object, **_more: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)

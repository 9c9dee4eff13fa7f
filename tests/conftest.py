"""For every test: no network but this machine's own, and no verdict that depends on how busy it is."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.support.projects import BRIDGE, LIBRARY, make

if TYPE_CHECKING:
    from pathlib import Path

    from mujaz.config import Settings

# No deadline: a slow machine is not a defect. In CI the same examples every time, at home new ones.
hypothesis.settings.register_profile("home", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "home")


def is_here(address: object) -> bool:
    """Whether an address is this machine's own; names other than localhost are not."""
    host = address[0] if isinstance(address, tuple) else address
    if not isinstance(host, str) or host in {"", "localhost"} or not isinstance(address, tuple):
        return True  # a Unix socket, or nothing to resolve
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not is_here(address):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    def guarded_resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not is_here((name, 0)):
            raise AssertionError(f"a test asked for the address of {name}")
        return resolve(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A project of two stories that nothing is translated of."""
    return make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE})

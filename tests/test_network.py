from __future__ import annotations

import socket

import pytest


def test_no_test_reaches_the_network() -> None:
    with pytest.raises(AssertionError, match="reached for the network"), socket.socket() as away:
        away.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match=r"asked for the address of example\.org"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_fine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

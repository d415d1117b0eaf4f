"""No network while a golden test runs: a page fetched anew is not the page that the golden text was made from."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_LOCAL = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared with, not bound to


class NetworkBlockedError(ConnectionError):
    """A test that checks against a golden text tried to reach the network."""


@contextmanager
def blocked() -> Iterator[None]:
    """Refuse connections and name look-ups, but for this machine's own."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
        _check(socket.AF_INET, (host,))
        return getaddrinfo(host, *rest, **named)

    replaced = socket.socket
    replaced.connect = guarded_connect  # type: ignore[assignment,method-assign]
    replaced.connect_ex = guarded_connect_ex  # type: ignore[assignment,method-assign]
    socket.getaddrinfo = guarded_getaddrinfo
    try:
        yield
    finally:
        replaced.connect, replaced.connect_ex = connect, connect_ex  # type: ignore[method-assign]
        socket.getaddrinfo = getaddrinfo


def _check(family: int, address: Any) -> None:
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return
    host = address[0] if isinstance(address, tuple) and address else address
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if host is None or str(host).startswith(_LOCAL):
        return
    raise NetworkBlockedError(
        f"{host}: the network is closed in tests against golden texts; give the test its page (case.html), "
        'or set network = "allow"'
    )

"""What all tests share: the network is closed but for this machine, and no key is set."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")
KEYS = ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GEMINI_ENDPOINT", "GEMINI_MODEL", "CHALKMOTION_API_TOKEN")


for number in (signal.SIGINT, signal.SIGHUP):
    # As in a shell's background or after nohup: what the tests start would never hear Ctrl+C or a hang-up.
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A connection to another machine is a test's failure, not a slow test."""
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and not str(host).startswith(LOOPBACK):
            raise AssertionError(f"the test reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
    yield


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own keys must not reach a test."""
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)

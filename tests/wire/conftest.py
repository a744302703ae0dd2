"""One server per transport, and writers that ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import pytest

from core.cancel import Cancellation
from core.events import WriterEvent
from core.model import Brief
from core.settings import GeminiSettings
from core.writer.base import Request
from core.writer.gemini import GeminiWriter
from core.writer.retry import RetryPolicy
from tests.wire.server import GeminiServer, Transport

QUICK = RetryPolicy(tries=3, first=0.02)
PATIENT, IMPATIENT = 20.0, 0.4
"""Silences in seconds: one that never ends a test's answer, and one that a test waits out."""


@pytest.fixture(scope="module", params=get_args(Transport))
def server(request: pytest.FixtureRequest) -> Iterator[GeminiServer]:
    with GeminiServer(request.param) as running:
        yield running


@dataclass(frozen=True)
class Gemini:
    """A server and the way to ask it."""

    server: GeminiServer

    def writer(self, model: str, key: str = "a-key", timeout: float = PATIENT) -> GeminiWriter:
        return GeminiWriter(
            GeminiSettings(
                key=key,
                model=model,
                transport=self.server.transport,
                endpoint=self.server.address,
                timeout=timeout,
            ),
            QUICK,
        )

    def ask(self, model: str, key: str = "a-key", timeout: float = PATIENT) -> list[WriterEvent]:
        """Everything that a writer says to a small brief."""
        return list(self.writer(model, key, timeout).write(SMALL, Cancellation()))


SMALL = Request(Brief("what a circle is"))


@pytest.fixture
def gemini(server: GeminiServer) -> Gemini:
    server.ledger.hung_up.clear()
    return Gemini(server)

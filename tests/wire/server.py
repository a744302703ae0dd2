"""A server that speaks Gemini's protocol over real gRPC or real HTTP, and behaves as the model's name says.

As a process: `python -m tests.wire.server --port 0 --transport grpc` prints its address and serves until it
is ended. Any key but "refused-key" is good; `gemini-3.8-flash` answers every prompt with a small scene.
"""

from __future__ import annotations

import argparse
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from types import TracebackType
from typing import Literal, Protocol, Self

from tests.wire.behaviours import BAD_KEY, BEHAVIOURS, Ask, Held, Pause, Refuse, Step, bad_key, unknown_model

Transport = Literal["grpc", "rest"]


class Ledger:
    """What was asked, and the steps to take for it; shared by the server's threads."""

    def __init__(self) -> None:
        self.asks: list[Ask] = []
        self.hung_up = threading.Event()
        """Set when a client leaves a server that is silent; over gRPC also when any answer ends."""
        self.stopping = threading.Event()
        self.released = threading.Event()
        """Set by the test that has seen enough of an answer that is held."""
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def steps(self, ask: Ask) -> Iterator[Step]:
        """The steps of a streamed answer."""
        with self._lock:
            before = self._counts[ask.model, ask.key]
            self._counts[ask.model, ask.key] += 1
            self.asks.append(ask)
        refusal = self.refusal(ask)
        if refusal:
            yield refusal
            return
        for step in BEHAVIOURS[ask.model](ask, before):
            if isinstance(step, Pause):
                self.stopping.wait(step.seconds)
            elif isinstance(step, Held):
                self.released.wait()
            else:
                yield step

    def note(self, ask: Ask) -> None:
        """Remember a question that is no stream."""
        with self._lock:
            self.asks.append(ask)

    def refusal(self, ask: Ask) -> Refuse | None:
        """Whether the key or the model's name is enough to say no."""
        if not ask.key or ask.key == BAD_KEY:
            return bad_key(ask.key)
        return unknown_model(ask.model) if ask.model and ask.model not in BEHAVIOURS else None


class Side(Protocol):
    """One transport."""

    port: int

    def stop(self) -> None: ...


class GeminiServer:
    """A running server; `address` is what GEMINI_ENDPOINT takes."""

    def __init__(self, transport: Transport, port: int = 0) -> None:
        self.ledger = Ledger()
        self.transport = transport
        self._side = _side(transport, self.ledger, port)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._side.port}"

    @property
    def drafts(self) -> list[Ask]:
        """The requests for an answer so far."""
        return [ask for ask in self.ledger.asks if ask.method == "streamGenerateContent"]

    def stop(self) -> None:
        self.ledger.stopping.set()
        self.ledger.released.set()
        self._side.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _side(transport: Transport, ledger: Ledger, port: int) -> Side:
    if transport == "grpc":
        from tests.wire.grpc_side import GrpcSide

        return GrpcSide(ledger, port)
    from tests.wire.rest_side import RestSide

    return RestSide(ledger, port)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--transport", choices=("grpc", "rest"), default="grpc")
    options = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with GeminiServer(options.transport, options.port) as server:
        print(server.address, flush=True)  # noqa: T201 - whoever started it reads the port here
        stopped.wait()


if __name__ == "__main__":
    main()

"""Many clients at once: each order ends or is refused with a reason, and the server stays small and awake."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from bench.usage import PeakMemory
from tests.api.conftest import WITHIN, Answer, Client
from tests.render.processes import is_spare, wait_until
from tests.scripts import SCENE
from tests.server_process import ServerProcess

CLIENTS, ORDERS = 30, 3

IN_A_HURRY = 3
"""Every third client does not wait for a video before it orders the next."""

AT_ONCE = 32
"""What the server takes at once, so that at least so many orders end with a video."""

AWAKE = 1.0
"""Seconds in which the server promises to say that it is up."""

ROOM = 1500 << 20
"""Bytes that the server, its render host and two jobs with their children are well below together."""

LOOK = 0.3
"""Seconds after which a client asks again how its video is doing."""


@dataclass
class Watch:
    """While inside: asks all the time whether the server is up, and notes how long each answer took."""

    client: Client
    seconds: list[float] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._over.wait(0.01):
            began = time.monotonic()
            if self.client.get("/api/health").json["status"] != "ok":
                return
            self.seconds.append(time.monotonic() - began)


def test_many_clients_at_once(tmp_path: Path) -> None:
    with ServerProcess(tmp_path, {"CHALKMOTION_WORKERS": "2"}) as server:
        client = Client(server)
        assert _ended(client, _order(client, 0)) == "completed", "the host is up"
        with PeakMemory(server.pid) as memory, Watch(client) as watch, ThreadPoolExecutor(CLIENTS) as pool:
            visits = list(pool.map(lambda number: _visit(client, number), range(CLIENTS)))
        counted = Counter(itertools.chain(*visits))
        assert counted.keys() <= {"completed", "refused"}, counted
        assert counted.total() == CLIENTS * ORDERS
        assert counted["completed"] >= AT_ONCE
        assert watch.seconds and max(watch.seconds) < AWAKE
        assert 0 < memory.peak < ROOM
        assert client.get("/api/health").json["productions"] == 0
        # The render host is left, and no job.
        wait_until(lambda: sum(not is_spare(process.pid) for process in server.processes()) == 1)
        assert "Traceback" not in server.log


def _visit(client: Client, number: int) -> list[str]:
    """How a client's orders ended."""
    if number % IN_A_HURRY:
        return [_ended(client, _order(client, number)) for _ in range(ORDERS)]
    answers = [_order(client, number) for _ in range(ORDERS)]
    return [_ended(client, answer) for answer in answers]


def _order(client: Client, number: int) -> Answer:
    script = SCENE.replace("Circle()", f"Circle(radius={1 + number / 50})")
    return client.ask("POST", "/api/render", {"script": script})


def _ended(client: Client, answer: Answer) -> str:
    """How an order ended: refused, or with the status of its video."""
    if answer.status == 429:
        assert answer.headers["retry-after"].isdigit()
        assert answer.error["message"].endswith("Ask again when one of them has ended.")
        return "refused"
    assert answer.status == 202, answer.body
    give_up = time.monotonic() + WITHIN
    while time.monotonic() < give_up:
        status = client.get(answer.json["status_url"]).json
        if status["status"] != "processing":
            return str(status["status"]) if status.get("plays") == 2 else str(status)
        time.sleep(LOOK)
    return "under way still"

"""One server for the tests that leave it as they found it, and a client that speaks plain HTTP."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.server_process import ServerProcess

WITHIN = 120.0

QUICK = {
    "prompt": "explain the Pythagorean theorem",
    "complexity": "simple",
    "duration": 4,
    "writer": "shelf",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as a JSON object."""
        assert self.headers["content-type"].startswith("application/json"), self.body[:200]
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value

    @property
    def error(self) -> dict[str, Any]:
        """The error that the body tells."""
        error = self.json["error"]
        assert isinstance(error, dict)
        return error


class Client:
    """Asks the API of a server on this machine."""

    def __init__(self, server: ServerProcess) -> None:
        self.server = server

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> Answer:
        """One request; a body that is not bytes is sent as JSON."""
        sent = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, 60, (source, 0))
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, names, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """GET, with `Some_Header="value"` as a header."""
        return self.ask(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def begin(self, path: str, body: object) -> str:
        """Post an order that is taken; the video's id."""
        answer = self.ask("POST", path, body)
        assert answer.status == 202, answer.body
        assert answer.json["status"] == "processing"
        return str(answer.json["video_id"])

    def ending(self, video_id: str) -> dict[str, Any]:
        """Ask until the video is no longer processing."""
        for status in self.progress(video_id):
            if status["status"] != "processing":
                return status
        raise AssertionError("it did not end")

    def progress(self, video_id: str) -> Iterator[dict[str, Any]]:
        """What a client that asks again and again is told, to the end."""
        deadline = time.monotonic() + WITHIN
        while time.monotonic() < deadline:
            status = self.get(f"/api/video/{video_id}").json
            yield status
            if status["status"] != "processing":
                return
            time.sleep(0.05)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.fixture
def client(server: ServerProcess) -> Client:
    return Client(server)

"""The Gemini writer where there is nobody to answer, or nothing to ask with."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cancel import Cancellation
from core.errors import (
    BadKey,
    BadSetting,
    ModelTimeout,
    NoKey,
    NoNetwork,
    NoSuchModel,
    ServiceUnavailable,
    StudioError,
)
from core.settings import GeminiSettings
from core.writer.gemini import GeminiWriter
from tests.wire.conftest import QUICK, SMALL, Gemini

PROJECT = Path(__file__).resolve().parents[2]
TRANSPORTS = pytest.mark.parametrize("transport", ["grpc", "rest"])


def failure(settings: GeminiSettings) -> StudioError:
    with pytest.raises(StudioError) as caught:
        list(GeminiWriter(settings, QUICK).write(SMALL, Cancellation()))
    with pytest.raises(type(caught.value)):
        GeminiWriter(settings, QUICK).models()
    return caught.value


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that is taken and refuses everybody."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@TRANSPORTS
def test_an_unreachable_service_is_no_network(transport: str, closed_port: int) -> None:
    endpoint = f"127.0.0.1:{closed_port}"
    error = failure(GeminiSettings(key="a-key", transport=transport, endpoint=endpoint))
    assert type(error) is NoNetwork
    assert error.sentence == (
        f"Gemini cannot be reached at {endpoint}. "
        "Check the network, a proxy or firewall, and GEMINI_ENDPOINT, then ask again."
    )


@TRANSPORTS
def test_a_name_that_does_not_exist_is_no_network(transport: str) -> None:
    settings = GeminiSettings(key="a-key", transport=transport, endpoint="nowhere.invalid:443", timeout=5)
    assert type(failure(settings)) is NoNetwork


@TRANSPORTS
def test_a_port_that_never_answers_is_a_time_out(transport: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        endpoint = f"127.0.0.1:{mute.getsockname()[1]}"
        settings = GeminiSettings(key="a-key", transport=transport, endpoint=endpoint, timeout=0.3)
        with pytest.raises(ModelTimeout):
            list(GeminiWriter(settings).write(SMALL, Cancellation()))


def test_a_proxys_page_instead_of_an_error_is_survived() -> None:
    # It closes each connection and says so, or the next request could be sent into the closing one.
    head = b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\nconnection: close\r\n"
    page = head + b"content-length: 13\r\n\r\n<html></html>"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=answer_each, args=(listening, page), daemon=True).start()
        endpoint = f"127.0.0.1:{listening.getsockname()[1]}"
        error = failure(GeminiSettings(key="a-key", transport="rest", endpoint=endpoint, timeout=10))
    assert type(error) is ServiceUnavailable
    assert "status 502" in error.sentence


def answer_each(listening: socket.socket, page: bytes) -> None:
    while True:
        try:
            caller, _ = listening.accept()
        except OSError:
            return
        with caller, caller.makefile("rb") as request:
            # To answer before the whole request is read would reset the connection under the client.
            length = 0
            while line := request.readline().strip().lower():
                if line.startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            request.read(length)
            caller.sendall(page)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (GeminiSettings(), NoKey),
        (GeminiSettings(key="ключ"), BadKey),
        (GeminiSettings(key="a\nkey"), BadKey),
        (GeminiSettings(key="a key"), BadKey),
        (GeminiSettings(key="a-key", model="no model"), NoSuchModel),
        (GeminiSettings(key="a-key", model="../files"), NoSuchModel),
        (GeminiSettings(key="a-key", endpoint="http://example.org"), BadSetting),
    ],
)
def test_what_cannot_be_asked_with_fails_before_anybody_is_asked(
    settings: GeminiSettings, error: type[StudioError]
) -> None:
    assert type(failure(settings)) is error


def test_a_key_is_in_no_log(gemini: Gemini, caplog: pytest.LogCaptureFixture) -> None:
    loggers = [logging.getLogger(name) for name in ("", "google", "urllib3", "grpc")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    logging.getLogger("google").addHandler(caplog.handler)
    try:
        gemini.ask("gemini-3.8-flash", key="very-secret-key")
        gemini.writer("gemini-3.8-flash", key="very-secret-key").models()
    finally:
        logging.getLogger("google").removeHandler(caplog.handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    assert any(record.name.startswith("google") for record in caplog.records)
    assert "very-secret-key" not in caplog.text + "".join(str(vars(record)) for record in caplog.records)


def test_loading_and_failing_says_nothing_on_stderr(closed_port: int) -> None:
    """In a process of its own, as a user would see it; a child process is started while gRPC is at work."""
    program = f"""
import subprocess, sys
from core.cancel import Cancellation
from core.errors import NoNetwork
from core.model import Brief
from core.settings import GeminiSettings
from core.writer.base import Request
from core.writer.gemini import GeminiWriter
writer = GeminiWriter(GeminiSettings(key="a-key", endpoint="127.0.0.1:{closed_port}"))
try:
    list(writer.write(Request(Brief("a circle")), Cancellation()))
except NoNetwork:
    subprocess.run([sys.executable, "-c", ""], check=True)
    print("no network")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("no network\n", "")


def test_the_server_runs_as_a_process() -> None:
    command = [sys.executable, "-m", "tests.wire.server", "--transport", "rest"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        settings = GeminiSettings(key="a-key", transport="rest", endpoint=address)
        events = list(GeminiWriter(settings).write(SMALL, Cancellation()))
        process.terminate()
    assert len(events) > 5
    assert process.returncode == 0

"""The HTTP beneath Gemini's REST transport: sockets that can be shut, errors that keep their detail."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, MaxRetryError

from core.writer.faults import Fault, ServiceFault
from core.writer.json_stream import UnfinishedArray, objects_of
from core.writer.rpc_error import refusal_in


class Wires(HTTPAdapter):
    """Remembers the connections it makes, so that a read that blocks can be ended from another thread."""

    def __init__(self, connect: float, silence: float) -> None:
        self._timeouts = (connect, silence)
        self._connections: list[HTTPConnection] = []
        self._shut = False
        super().__init__(max_retries=0)

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send with time-outs of our own beneath the package's, which tell no connecting from silence."""
        connect, silence = self._timeouts
        asked = options.get("timeout")
        read = min(silence, asked) if isinstance(asked, int | float) else silence
        return super().send(request, *args, **{**options, "timeout": (connect, read)})

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        """The pool for a request, made to report the connections it opens."""
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        pool.ConnectionCls = self._reporting(type(pool).ConnectionCls)
        return pool

    def shut(self) -> None:
        """End every read and write that is going on; may be called from any thread."""
        self._shut = True
        for connection in list(self._connections):
            wire = connection.sock
            if wire is not None:
                _shut(wire)
            connection.close()

    def _reporting(self, make: Callable[..., HTTPConnection]) -> Callable[..., HTTPConnection]:
        def open_connection(*args: Any, **options: Any) -> HTTPConnection:
            if self._shut:
                raise ServiceFault(Fault.CUT)
            connection = make(*args, **options)
            self._connections.append(connection)
            return connection

        return open_connection


def _shut(wire: socket.socket) -> None:
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # It was closed already, which is all that is wanted.


def prepare(session: requests.Session, wires: Wires, *, plain: bool) -> None:
    """Let a session use these wires, tell its errors in full, and follow nobody to another address."""
    session.mount("https://", wires)
    session.mount("http://", wires)
    session.max_redirects = 0
    session.trust_env = not plain  # No proxy stands between us and this machine.
    session.hooks["response"].append(_raise_refusal)


def answers(response: requests.Response) -> Iterator[dict[str, Any]]:
    """The messages of a streamed answer, without the parts that are thoughts.

    Raises ServiceFault when the service breaks off, with an error or without.
    """
    try:
        for message in objects_of(response.iter_content(chunk_size=1)):
            if "error" in message and "candidates" not in message:
                raise refusal_in(500, message)
            yield _without_thoughts(message)
    except UnfinishedArray as error:
        raise ServiceFault(Fault.CUT, str(error)) from None


def _without_thoughts(message: dict[str, Any]) -> dict[str, Any]:
    for candidate in message.get("candidates") or ():
        content = candidate.get("content") or {}
        parts = content.get("parts") or ()
        candidate["content"] = {**content, "parts": [part for part in parts if not part.get("thought")]}
    return message


def fault_of(error: requests.RequestException | HTTPError | OSError) -> ServiceFault:
    """What a failure of the connection means."""
    if isinstance(error, requests.ConnectTimeout):
        return ServiceFault(Fault.UNANSWERED)
    if isinstance(error, requests.TooManyRedirects | requests.exceptions.ProxyError):
        return ServiceFault(Fault.UNREACHABLE, str(error))
    if isinstance(error, requests.Timeout) or "Read timed out" in str(error):
        return ServiceFault(Fault.SILENT)
    if any(isinstance(argument, MaxRetryError) for argument in error.args):
        return ServiceFault(Fault.UNREACHABLE, str(error))
    if isinstance(error, requests.exceptions.SSLError):
        return ServiceFault(Fault.UNREACHABLE, str(error))
    return ServiceFault(Fault.CUT, str(error))


def _raise_refusal(response: requests.Response, *_: Any, **__: Any) -> None:
    """Raise what the service really said; the package makes a "400 Unknown error" of it in a stream."""
    if response.status_code < 400:
        return
    try:
        body: object = response.json()
    except ValueError:
        body = None
    after = response.headers.get("retry-after", "")
    raise refusal_in(
        response.status_code, body, float(after) if after.isascii() and after.isdigit() else None
    )

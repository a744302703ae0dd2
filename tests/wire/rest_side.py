"""The same services as JSON over HTTP: a stream is one JSON array in chunks."""

from __future__ import annotations

import json
import select
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.wire.behaviours import Ask, Cut, Refuse, Say, Silent, models

if TYPE_CHECKING:
    from tests.wire.server import Ledger


class RestSide:
    def __init__(self, ledger: Ledger, port: int) -> None:
        handler = type("Handler", (_Handler,), {"ledger": ledger})
        self._server = _Server(("127.0.0.1", port), handler)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves is what several tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ledger: Ledger

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    @property
    def key(self) -> str:
        return str(self.headers.get("x-goog-api-key") or "")

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        name = url.path.removeprefix("/v1beta/models").removeprefix("/")
        ask = Ask("getModel" if name else "listModels", name, self.key, {})
        self.ledger.note(ask)
        refusal = self.ledger.refusal(ask)
        if refusal:
            return self._refuse(refusal)
        if name:
            return self._json(200, next(one for one in models() if one["name"] == f"models/{name}"))
        half = len(models()) // 2
        if parse_qs(url.query).get("pageToken"):
            return self._json(200, {"models": models()[half:]})
        return self._json(200, {"models": models()[:half], "nextPageToken": "second"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        name, _, method = urlsplit(self.path).path.removeprefix("/v1beta/models/").partition(":")
        begun = False
        for step in self.ledger.steps(Ask(method, name, self.key, body)):
            match step:
                case Refuse() if not begun:
                    return self._refuse(step, streamed=True)
                case Refuse():
                    self._chunk("\n,\r\n" + json.dumps(_error(step)))
                    break
                case Say(message):
                    self._begin(begun)
                    self._chunk(("\n,\r\n" if begun else "[") + json.dumps(message, indent=2))
                    begun = True
                case Cut():
                    return self._hang_up()
                case Silent():
                    return self._stay()
        self._begin(begun)
        self._chunk("\n]" if begun else "[]")
        self._chunk("")
        return None

    def _begin(self, begun: bool) -> None:
        if not begun:
            self.send_response(200)
            self.send_header("content-type", "application/json; charset=UTF-8")
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _refuse(self, refusal: Refuse, *, streamed: bool = False) -> None:
        error = _error(refusal)
        self._json(refusal.code, [error] if streamed else error)

    def _json(self, code: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("content-type", "application/json; charset=UTF-8")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _stay(self) -> None:
        """Wait until the client leaves or the server stops."""
        self.close_connection = True
        while not self.ledger.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.05)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                break
        self.ledger.hung_up.set()


def _error(refusal: Refuse) -> dict[str, Any]:
    return {
        "error": {
            "code": refusal.code,
            "message": refusal.message,
            "status": refusal.status,
            "details": list(refusal.details),
        }
    }

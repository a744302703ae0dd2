"""Who may use the API: with a token whoever has it, without one only programs on this machine."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from http_api.refusal import Refusal

TokenSource = Callable[[], str | None]

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class Guard:
    """Lets a request through to `app` only from those who may ask."""

    def __init__(self, app: ASGIApp, token: TokenSource) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the refusal, or hand on."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            token = self._token()
            refusal = _judge_token(headers, token) if token else _judge_place(scope, headers)
            refusal = refusal or _judge_type(scope["method"], headers)
            if refusal is not None:
                await refusal.response()(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _judge_token(headers: Headers, token: str) -> Refusal | None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    # Headers arrive as Latin-1; compare_digest takes text only when it is ASCII.
    if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode("latin-1"), token.encode()):
        return None
    return Refusal(
        401,
        "This needs the studio's token. Send the header `Authorization: Bearer ...` "
        "with the value of CHALKMOTION_API_TOKEN.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def _judge_place(scope: Scope, headers: Headers) -> Refusal | None:
    """A name that a foreign web page made to point here, or a proxy's visitor, is not this machine."""
    client = scope.get("client")
    local = client is not None and _is_loopback(client[0])
    forwarded = any(name in headers for name in _FORWARDED)
    if local and not forwarded and _is_loopback(_host_name(headers.get("host", ""))):
        return None
    return Refusal(
        403,
        "Without a token the API serves only this machine, under the name localhost. To use it from "
        "elsewhere, set CHALKMOTION_API_TOKEN, start the studio again and send the token with each request.",
    )


def _judge_type(method: str, headers: Headers) -> Refusal | None:
    """A web page can post a form to any address, but never JSON without asking first."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if method != "POST" or kind == "application/json":
        return None
    return Refusal(415, "Send the body as JSON, with the header `Content-Type: application/json`.")


def _host_name(host: str) -> str:
    """The Host header without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(name: str) -> bool:
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback

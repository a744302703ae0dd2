"""Where the service is, and whether the way there must be encrypted."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.errors import BadSetting

GOOGLE = "generativelanguage.googleapis.com:443"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Host and port of a service. A `plain` one is on this machine and spoken to without TLS."""

    host: str
    port: int
    plain: bool

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @classmethod
    def parse(cls, text: str | None) -> Endpoint:
        """Read "host:port", or a URL without a path; none is Google's own. Raises BadSetting."""
        given = (text or GOOGLE).strip()
        try:
            parts = urlsplit(given if "://" in given else f"//{given}")
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port, parts = None, None, urlsplit("")
        if not host or parts.scheme not in ("", "http", "https") or parts.path.strip("/") or parts.username:
            raise BadSetting(f"GEMINI_ENDPOINT is {given!r}; it takes host:port. Change it or unset it.")
        near = _is_this_machine(host)
        if parts.scheme == "http" and not near:
            raise BadSetting(
                f"GEMINI_ENDPOINT is {given!r}, which would send the key unencrypted to another machine. "
                "Use https, or an address of this machine."
            )
        plain = near and parts.scheme != "https"
        return cls(host, port or (80 if plain else 443), plain)


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

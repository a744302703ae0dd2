"""Pictures of a take: a script had its hands on the files, so the browser reads them, and not the studio."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from core.model import Take

LARGEST = 16 << 20
"""Bytes of the largest picture that is put into a page; a larger one can be downloaded."""

_TYPES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""How the files that a render makes begin."""


def still_of(take: Take) -> Path | None:
    """A picture that stands for the take, when it has one that can be shown."""
    result = take.result
    found = (path for path in (result.poster, result.image) if is_picture(path)) if result else iter(())
    return next(found, None)


def is_picture(path: Path | None) -> bool:
    """Whether there is a file that begins like a picture and is small enough for a page."""
    return path is not None and _type(path) is not None


def address(path: Path) -> str:
    """The picture as an address that holds all of it; empty when it is none any more.

    Streamlit decodes what it is given as a file, in the process that has the keys. An address it passes on.
    """
    kind = _type(path)
    try:
        return f"data:{kind};base64,{b64encode(path.read_bytes()).decode('ascii')}" if kind else ""
    except OSError:
        return ""


def _type(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            beginning = file.read(max(map(len, _TYPES)))
            if file.seek(0, 2) > LARGEST:
                return None
    except OSError:
        return None
    return next((kind for start, kind in _TYPES.items() if beginning.startswith(start)), None)

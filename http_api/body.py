"""What a request's body must hold; every refusal names the field."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from starlette.requests import ClientDisconnect, Request

from core.assembly import WriterChoice
from core.model import (
    SCRIPT_LIMIT,
    Brief,
    InvalidField,
    Quality,
    RenderSettings,
    Script,
)
from http_api.refusal import Refusal

BODY_LIMIT = 8 * SCRIPT_LIMIT
"""Longest body, in bytes; JSON may write one byte of a script as six."""

PATIENCE = 8 * BODY_LIMIT
"""Bytes that are read of a body that is too long: who still sends would not hear the refusal."""

SCENE_LIMIT = 200
"""Longest name of a scene, in characters."""

_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)

E = TypeVar("E", bound=StrEnum)

_UNSAID = Brief("what a brief is when only its prompt is given")


@dataclass(frozen=True, slots=True)
class GenerateOrder:
    """What `POST /api/generate` asks for; `session` is the client's name for its session, if it gave one."""

    brief: Brief
    settings: RenderSettings
    writer: WriterChoice
    session: str | None


@dataclass(frozen=True, slots=True)
class RenderOrder:
    """What `POST /api/render` asks for; `session` is the client's name for its session, if it gave one.

    `anyway` overrules what the checker says against the script.
    """

    script: Script
    settings: RenderSettings
    session: str | None
    anyway: bool


def generate_order(body: bytes) -> GenerateOrder:
    """Read the body of `POST /api/generate`. Raises Refusal."""
    fields = _Fields.read(body, {"prompt", "complexity", "duration", "quality", "writer", "session"})
    try:
        brief = Brief(
            fields.text("prompt"),
            fields.choice("complexity", _UNSAID.complexity),
            fields.seconds("duration", _UNSAID.duration),
        )
    except InvalidField as error:
        raise Refusal(422, error.sentence, error.name) from error
    settings = RenderSettings(fields.choice("quality", Quality.DRAFT))
    return GenerateOrder(brief, settings, fields.choice("writer", WriterChoice.AUTO), fields.session())


def render_order(body: bytes) -> RenderOrder:
    """Read the body of `POST /api/render`. Raises Refusal."""
    fields = _Fields.read(body, {"script", "scene", "quality", "session", "anyway"})
    source = fields.text("script")
    if not source.strip():
        _refuse("script", "The script is empty. Send the Python source of a Manim scene.")
    try:
        script = Script(source)
    except InvalidField as error:
        raise Refusal(422, error.sentence, error.name) from error
    settings = RenderSettings(fields.choice("quality", Quality.DRAFT), fields.scene())
    return RenderOrder(script, settings, fields.session(), fields.yes("anyway"))


async def read_body(request: Request) -> bytes:
    """The request's body, of which no more than the limit is ever kept. Raises Refusal."""
    refusal = Refusal(413, f"The body has more than {BODY_LIMIT:,} bytes. Shorten it.")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > PATIENCE:
        raise refusal
    body, size = bytearray(), 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > PATIENCE:
                raise refusal
            if size <= BODY_LIMIT:
                body += chunk
    except ClientDisconnect as error:
        raise Refusal(400, "The body broke off. Send it again.") from error
    if size > BODY_LIMIT:
        raise refusal
    return bytes(body)


class _Fields:
    """A JSON object whose fields are read one by one. Null is the same as leaving a field out."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = {name: value for name, value in values.items() if value is not None}

    @classmethod
    def read(cls, body: bytes, known: set[str]) -> _Fields:
        try:
            values = json.loads(body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise Refusal(422, "The body is not JSON. Send one JSON object.", "body") from error
        if not isinstance(values, dict):
            _refuse("body", "The body is not a JSON object. Send one, such as {...} with the fields in it.")
        for name in values:
            if name not in known:
                _refuse(
                    _quoted(name),
                    f"There is no field {_quoted(name)}. The fields are {', '.join(sorted(known))}.",
                )
        return cls(values)

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self._values.get(name)
        if value is None:
            _refuse(name, f"The field {name} is missing. Add it.")
        if not isinstance(value, str):
            _refuse(name, f"The field {name} must be text in quotes.")
        return value

    def choice(self, name: str, default: E) -> E:
        """One of an enumeration's values."""
        if name not in self._values:
            return default
        value = self.text(name)
        try:
            return type(default)(value)
        except ValueError:
            known = ", ".join(type(default))
            _refuse(name, f"The field {name} cannot be {_quoted(value)}. Give one of {known}.")

    def seconds(self, name: str, default: float) -> float:
        """A number; true and false are none, whatever Python thinks."""
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            _refuse(name, f"The field {name} must be a number of seconds, without quotes.")
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf

    def yes(self, name: str) -> bool:
        """Whether something is wanted that is not done unasked."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            _refuse(name, f"The field {name} must be true or false, without quotes.")
        return value

    def scene(self) -> str | None:
        """The name of a class, when there is one."""
        if "scene" not in self._values:
            return None
        name = self.text("scene")
        if not name.isidentifier() or len(name) > SCENE_LIMIT:
            _refuse("scene", "The field scene must be the name of a class in the script.")
        return name

    def session(self) -> str | None:
        """The name of a session, when there is one."""
        if "session" not in self._values:
            return None
        name = self.text("session")
        if not _SESSION.fullmatch(name):
            _refuse("session", "The field session must be 1 to 64 characters of a-z, A-Z, 0-9, - and _.")
        return name


def _refuse(field: str, message: str) -> NoReturn:
    raise Refusal(422, message, field)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _quoted(text: str) -> str:
    """What was sent, short and in characters that every answer can carry."""
    shown = text[:40] if text.isprintable() else ascii(text[:40])
    return shown + ("…" if len(text) > 40 else "")

"""How an outcome is written in the database: JSON, with the video's place relative to the take's folder."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.model import (
    Cancelled,
    FailureKind,
    Outcome,
    Picture,
    RenderFailure,
    RenderResult,
    WriterFailure,
)

_FILES = ("video", "poster", "captions", "image")
"""The fields of a result that are files in its take's folder."""


def to_json(outcome: Outcome) -> str:
    """The outcome as JSON; paths keep only their names, so that the data folder can be moved."""
    fields: dict[str, Any] = {"is": type(outcome).__name__, **asdict(outcome)}
    for name in _FILES:
        if isinstance(fields.get(name), Path):
            fields[name] = fields[name].name
    return json.dumps(fields, ensure_ascii=False)


def from_json(text: str, folder: Path) -> Outcome:
    """The outcome that `to_json` wrote, for a take kept in `folder`. ValueError for any other text."""
    fields: dict[str, Any] = json.loads(text)
    match fields.pop("is"):
        case "RenderResult":
            files = {name: folder / fields[name] for name in _FILES if fields.get(name)}
            return RenderResult(**{**fields, **files, "picture": Picture(**fields["picture"])})
        case "RenderFailure":
            return RenderFailure(
                **{**fields, "kind": FailureKind(fields["kind"]), "choices": tuple(fields["choices"])}
            )
        case "WriterFailure":
            return WriterFailure(**{**fields, "suggestions": tuple(fields["suggestions"])})
        case "Cancelled":
            return Cancelled(**fields)
        case other:
            raise ValueError(f"unknown outcome {other!r}")

"""How the diagnostics of a take are written in the database: JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from core.model import Diagnostic, Edit, Fix, Severity


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as JSON."""
    return json.dumps([asdict(found) for found in diagnostics], ensure_ascii=False)


def from_json(text: str) -> tuple[Diagnostic, ...]:
    """The diagnostics that `to_json` wrote; those of an older studio have no fix."""
    return tuple(_diagnostic(fields) for fields in json.loads(text))


def _diagnostic(fields: dict[str, Any]) -> Diagnostic:
    fix = fields.get("fix")
    return Diagnostic(**{**fields, "severity": Severity(fields["severity"]), "fix": fix and _fix(fix)})


def _fix(fields: dict[str, Any]) -> Fix:
    return Fix(fields["title"], tuple(Edit(**edit) for edit in fields["edits"]), fields["certain"])

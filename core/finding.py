"""What the doctor found in one place of the machine."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Severity
from core.render.sandbox.probe import ProbeStep


@dataclass(frozen=True, slots=True)
class Finding:
    """What the doctor found in one place; `mend` is the command that puts it right on this platform.

    `level` says how bad it is when it is not `ok`: without what an error names, nothing is rendered. `steps`
    are what was tried, one by one, where a finding is made of several.
    """

    name: str
    ok: bool
    sentence: str
    mend: str | None = None
    level: Severity = Severity.ERROR
    steps: tuple[ProbeStep, ...] = ()

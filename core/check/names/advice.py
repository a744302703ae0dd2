"""What is told of a missing name."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Fix


@dataclass(frozen=True, slots=True)
class Advice:
    """What is wrong, and what to write. `once` says that it holds for all uses of the name together."""

    sentence: str
    fix: Fix | None = None
    once: bool = False

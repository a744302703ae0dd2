"""The seam to whoever writes scripts: a model, the shelf, a scripted writer in tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from core.cancel import Cancellation
from core.events import WriterEvent
from core.model import Brief, Diagnostic, RenderFailure, Script


@dataclass(frozen=True, slots=True)
class Attempt:
    """A script that was tried, how it failed, and what else the checker finds in it."""

    script: Script
    failure: RenderFailure
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a writer is asked: the brief, and the attempts that failed, oldest first."""

    brief: Brief
    attempts: tuple[Attempt, ...] = ()


class Writer(Protocol):
    """Writes a script for a request, piece by piece."""

    @property
    def name(self) -> str:
        """Who writes, for a person: "gemini" or "shelf"."""
        ...

    @property
    def can_repair(self) -> bool:
        """Whether asking again with a failed attempt can give another script."""
        ...

    def write(self, request: Request, cancel: Cancellation) -> Iterator[WriterEvent]:
        """Stream the answer; the CodeWritten texts joined are the whole answer, prose and fences included.

        Raises an OwnerError, ModelError or ShelfMiss when there is no answer, and CancelRequested
        within a moment of a cancel.
        """
        ...

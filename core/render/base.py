"""The seam to whatever turns a script into a video: this machine, a fake in tests, another machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from core.events import RenderEvent
from core.model import Isolation, RenderJob


class Renderer(Protocol):
    """Renders jobs; every method may be called from any thread."""

    @property
    def level(self) -> Isolation | None:
        """How well jobs are isolated; None before that is known. Waits for nothing."""
        ...

    def submit(self, job: RenderJob) -> None:
        """Take the job; its first event is RenderQueued. Raises MachineError when no job can be taken."""
        ...

    def events(self, job_id: str) -> Iterator[RenderEvent]:
        """The job's events as they happen; the last is RenderFinished, RenderFailed or RenderCancelled.

        After a dry run it is TimelineFound instead of RenderFinished.

        One reader per job. A KeyError for an id that was never submitted or is already read.
        """
        ...

    def cancel(self, job_id: str) -> None:
        """End the job and its whole process group within a second; ignored when it has ended."""
        ...

    def close(self) -> None:
        """End every job and every process; nothing can be submitted afterwards."""
        ...

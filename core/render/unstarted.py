"""The failures of jobs that the machine did not let start, or whose host is gone."""

from __future__ import annotations

from core.errors import MachineError
from core.model import FailureKind, RenderFailure
from core.render.link import HostLink
from core.render.ticket import Ticket


def not_started(error: MachineError | OSError) -> RenderFailure:
    """What kept a job from being given to a host."""
    if isinstance(error, MachineError):
        return RenderFailure(FailureKind.MACHINE, error.sentence)
    return RenderFailure(
        FailureKind.MACHINE,
        f"The job's folder cannot be written: {error.strerror}. Free some space and render again.",
    )


def host_gone(ticket: Ticket, link: HostLink) -> RenderFailure:
    """What the end of its host is to a job."""
    if ticket.started:
        sentence = (
            "The render host was killed while it rendered this, from outside or by the script. "
            "A new one is started: render again."
        )
    else:
        said = link.last_words() or "it says no reason"
        sentence = f"The render host does not start: {said}. Check the installation with `cli.py doctor`."
    return RenderFailure(FailureKind.MACHINE, sentence)

"""Whether there is room for a render before it starts."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.errors import DiskFull, MachineError
from core.model import RenderJob

SPARE = 200 << 20
"""Free bytes that must be left when a job has written all that it may."""


def space_needed(disk: int) -> int:
    """Free bytes without which no job is started that may write `disk` bytes."""
    return disk + SPARE


def check_space(job: RenderJob, work: Path, disk: int) -> None:
    """Look where the job works, and where its video goes, for `disk` bytes and some to spare.

    Raises MachineError, and DiskFull where there is too little.
    """
    places = {"where renders work": work}
    if not job.dry_run:  # which makes nothing
        places["where the video goes"] = job.output
    for words, folder in places.items():
        free, needed = _free(folder), space_needed(disk)
        if free < needed:
            raise DiskFull(
                f"Only {free >> 20} MB are free {words}; a render needs {needed >> 20} MB. "
                "Free some space and render again."
            )


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise MachineError(
            f"The folder {folder} cannot be used: {error.strerror}. Make it and render again."
        ) from error

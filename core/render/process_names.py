"""What the renderer's processes are called in a list of the machine's."""

from __future__ import annotations

SPARE = "render-spare"
"""The supervisor that waits for a job."""

WATCHER = "render-watcher"
"""The supervisor of a job."""

FIRST = "render-first"
"""The first process of a job's namespaces, before the job and with it."""

READY = "render-ready"
"""The process that waits to become a job."""

JOB = "render-job"
"""A job, and all that it forks."""

"""What a host is told: how it is started, and what each job may do."""

from __future__ import annotations

from pathlib import Path

from core.model import Quality, RenderJob
from core.render.layers import Layers
from core.render.sandbox.means import Means
from core.render.wire import Bounds, Start
from core.settings import RenderLimits


def host_arguments(limits: RenderLimits, means: frozenset[Means], hidden: tuple[Path, ...]) -> list[str]:
    """The words on a host's command line: what may isolate its jobs, how well at least, what is hidden."""
    hide = [word for folder in hidden for word in ("--hide", str(folder))]
    return ["--means", ",".join(sorted(means)), "--minimum", str(int(limits.minimum)), *hide]


def start_order(job: RenderJob, folder: Path, layers: Layers, limits: RenderLimits) -> Start:
    """The order to render the job in this folder."""
    settings = job.settings
    return Start(
        job=job.id,
        folder=str(folder),
        output=str(job.output.resolve()),
        cache=str(layers.own),
        shared=str(layers.shared),
        room=limits.cache,
        scene=settings.scene,
        quality=settings.quality,
        bounds=_bounds(limits, settings.quality),
        dry_run=job.dry_run,
        witness=job.witness,
        uid=limits.job_uid,
    )


def _bounds(limits: RenderLimits, quality: Quality) -> Bounds:
    return Bounds(
        wall=limits.wall_draft if quality is Quality.DRAFT else limits.wall_final,
        memory=limits.memory,
        resident=limits.resident,
        file_size=limits.file_size,
        disk=limits.disk,
        files=limits.files,
        processes=limits.processes,
        output=limits.output,
        children=limits.children,
    )

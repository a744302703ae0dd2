"""Rendering scenes through the renderer's own door, as witnesses."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from PIL import Image

from core.events import RenderCancelled, RenderFailed, RenderFinished
from core.model import Quality, RenderJob, RenderResult, RenderSettings, Script
from core.render.base import Renderer
from core.render.wire import FRAMES_NAME
from tests.frames.examples import Example
from tests.frames.rendering import Rendering, count_frames, digest, plays_of

_numbers = itertools.count()


def render_ours(renderer: Renderer, example: Example, folder: Path) -> Rendering:
    """What our renderer makes of an example; its files go into a new folder below `folder`."""
    job_id = f"witness{next(_numbers)}"
    output = folder / job_id
    output.mkdir()
    settings = RenderSettings(Quality.DRAFT, example.scene)
    renderer.submit(RenderJob(job_id, Script(example.source), settings, output, witness=True))
    *_, last = renderer.events(job_id)
    if isinstance(last, RenderFinished):
        return _rendering(last.result, output)
    if isinstance(last, RenderFailed):
        return Rendering(failure=last.failure.message)
    assert isinstance(last, RenderCancelled), last
    return Rendering(failure="the render was cancelled")


def _rendering(result: RenderResult, output: Path) -> Rendering:
    if result.video is None:
        assert result.image is not None
        with Image.open(result.image) as image:
            return Rendering(image=digest(image.convert("RGBA").tobytes()))
    plays = plays_of(json.loads((output / FRAMES_NAME).read_text("ascii")))
    return Rendering(plays, count_frames(result.video))

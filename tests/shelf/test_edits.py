"""An edit of a shelf scene's end leaves what comes before it as it was drawn."""

from __future__ import annotations

from pathlib import Path

from core.render.local import LocalRenderer
from core.settings import RenderLimits
from core.shelf.catalogue import catalogue
from core.shelf.source import with_constants
from tests.render.conftest import make_job, run_job


def test_an_edit_of_the_last_part_draws_only_that_part_again(tmp_path: Path) -> None:
    [scene] = [scene for scene in catalogue().scenes if scene.name == "riemann_sum"]
    source = with_constants(scene.source, {"COMPLEXITY": '"standard"', "DURATION": "4"})
    edited = source.replace("color=LEAF, opacity=0.5", "color=LEAF, opacity=0.6")
    renderer = LocalRenderer(RenderLimits(), tmp_path / "work", tmp_path / "kept")
    try:
        first = run_job(renderer, make_job(source, tmp_path)).result
        again = run_job(renderer, make_job(edited, tmp_path)).result
    finally:
        renderer.close()
    # The last part is one play and the time to read.
    assert (first.reused, again.plays, again.reused) == (0, first.plays, first.plays - 2)

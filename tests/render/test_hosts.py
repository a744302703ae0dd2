"""A render host that has done its share is replaced, and nobody waits for the next."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from core.events import RenderFinished
from core.render.local import LocalRenderer
from core.settings import RenderLimits
from tests.render.conftest import make_job, run_job, scene
from tests.render.processes import SPARE, below, is_called, is_running, wait_until


def test_a_host_is_replaced_after_its_share_of_jobs(tmp_path: Path) -> None:
    renderer = LocalRenderer(RenderLimits(host_jobs=2, workers=2), tmp_path / "work")
    try:
        renderer.warm()
        wait_until(lambda: renderer.alive)
        first = renderer.host_pid
        assert first
        # A job that is still running when the successor is ready keeps its host.
        long = make_job(scene("while True: pass"), tmp_path)
        renderer.submit(long)
        assert run_job(renderer, make_job(scene("self.wait(0.2)"), tmp_path)).result.plays == 1
        wait_until(lambda: renderer.host_pid != first)
        assert renderer.alive
        assert is_running(first)
        assert isinstance(
            run_job(renderer, make_job(scene("self.wait(0.4)"), tmp_path)).events[-1], RenderFinished
        )
        renderer.cancel(long.id)
        list(renderer.events(long.id))
        wait_until(lambda: not is_running(first))
    finally:
        renderer.close()
    assert list((tmp_path / "work").iterdir()) == []


def test_a_supervisor_that_died_while_it_waited_is_replaced(
    limited: Callable[..., LocalRenderer], tmp_path: Path
) -> None:
    renderer = limited(RenderLimits(workers=1))
    assert run_job(renderer, make_job(scene("self.wait(0.2)"), tmp_path)).result.plays == 1
    assert renderer.host_pid

    def spares() -> list[int]:
        return [pid for pid in below([renderer.host_pid or 0]) if is_called(pid, SPARE)]

    wait_until(lambda: len(spares()) == 1)
    [spare] = spares()
    os.kill(spare, signal.SIGKILL)
    wait_until(lambda: not is_running(spare))
    assert run_job(renderer, make_job(scene("self.wait(0.2)"), tmp_path)).result.plays == 1
    wait_until(lambda: len(spares()) == 1)

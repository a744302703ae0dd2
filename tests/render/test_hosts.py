"""A render host that has done its share is replaced, and nobody waits for the next."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from core.events import RenderFinished
from core.render.local import LocalRenderer
from core.render.process_names import FIRST, READY, SPARE
from core.render.sandbox import kernel
from core.settings import RenderLimits
from tests.render.conftest import make_job, run_job, scene
from tests.render.processes import below, is_called, is_running, is_spare, wait_until


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


@pytest.mark.parametrize("name", [SPARE, FIRST, READY])
def test_who_died_while_it_waited_for_a_job_is_replaced(
    limited: Callable[..., LocalRenderer], tmp_path: Path, name: str
) -> None:
    renderer = limited(RenderLimits(workers=1))
    assert run_job(renderer, make_job(scene("self.wait(0.2)"), tmp_path)).result.plays == 1

    def called(which: str) -> list[int]:
        return [pid for pid in below([renderer.host_pid or 0]) if is_called(pid, which) and is_spare(pid)]

    wait_until(lambda: len(called(READY)) == 1)
    if not called(name):
        pytest.skip("there are no namespaces here")
    [waiting] = called(name)
    os.kill(waiting, signal.SIGKILL)
    wait_until(lambda: not called(SPARE))
    assert run_job(renderer, make_job(scene("self.wait(0.4)"), tmp_path)).result.plays == 1
    wait_until(lambda: len(called(READY)) == 1)


def test_the_process_that_waits_for_a_job_has_its_memory_already(
    limited: Callable[..., LocalRenderer], tmp_path: Path
) -> None:
    renderer = limited(RenderLimits(workers=1))
    assert run_job(renderer, make_job(scene("self.wait(0.2)"), tmp_path)).result.plays == 1

    def pages_had() -> int:
        ready = [pid for pid in below([renderer.host_pid or 0]) if is_called(pid, READY)]
        told = [Path(f"/proc/{pid}/stat").read_text() for pid in ready]
        return max((int(text[text.rindex(")") + 2 :].split()[7]) for text in told), default=0)

    try:
        kernel.populate(0, 0, write=True)
    except OSError:
        pytest.skip("this kernel has no MADV_POPULATE_WRITE")
    wait_until(lambda: pages_had() >= 2000)

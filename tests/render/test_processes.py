"""Cancel, limits, the queue, the host's death, the end: nothing hangs and no process is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.errors import MachineError
from core.events import PlayRendered, Progress, RenderCancelled, RenderFailed, RenderFinished, RenderQueued
from core.model import FailureKind, Quality, RenderFailure
from core.render.local import LocalRenderer
from core.render.process_names import WATCHER
from core.render.sandbox.means import Means
from core.settings import PROJECT, RenderLimits
from tests.render.conftest import Render, Run, make_job, run_job, scene
from tests.render.processes import below, family, is_called, is_running, wait_until

Limited = Callable[..., LocalRenderer]

SLEEPER = scene(
    """
    import os, subprocess
    from contextlib import suppress
    children = [subprocess.Popen([*words, "sleep", "600"]) for words in ([], ["nice"], ["setsid"])]
    if os.fork() == 0:
        with suppress(PermissionError):
            os.setsid()
        if os.fork() == 0:
            os.execlp("sleep", "sleep", "600")
        os._exit(0)
    open("../started", "w").close()
    while True: pass
    """
)
"""Starts children, one in a session of its own where it may, and one that is nobody's child; never ends."""

FOREVER = scene("while True:\n    pass")
SHORT = scene("self.wait(0.2)")


def wait_for_sleeper(work: Path) -> list[int]:
    """Wait until the job has started its children; every process below the one that watches it."""
    wait_until(lambda: bool(list(work.glob("run-*/job-*/started"))))
    wait_until(lambda: sum(is_called(pid, "sleep") for pid in family(work)) >= 3)
    [watcher] = [pid for pid in family(work) if is_called(pid, WATCHER)]
    return [pid for pid in below([watcher]) if pid != watcher]


def test_a_cancel_ends_the_job_with_all_that_it_started(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(workers=1))
    job = make_job(SLEEPER, tmp_path)
    renderer.submit(job)
    events = renderer.events(job.id)
    pids = wait_for_sleeper(tmp_path / "work0")
    asked = time.monotonic()
    renderer.cancel(job.id)
    assert list(events) == [RenderQueued(0), RenderCancelled()]
    assert time.monotonic() - asked < 1
    assert [pid for pid in pids if is_running(pid)] == []
    assert list((tmp_path / "work0").glob("run-*/job-*")) == []
    renderer.cancel(job.id)  # ignored
    assert run_job(renderer, make_job(SHORT, tmp_path)).result.plays == 1


def test_a_job_over_its_time_ends_with_all_that_it_started(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(wall_draft=2))
    run = run_job(renderer, make_job(SLEEPER, tmp_path))
    assert (run.failure.kind, run.failure.line) == (FailureKind.TIMEOUT, 15)
    assert "limit of 2 s" in run.failure.message
    assert '  File "script.py", line 15 in construct' in run.failure.traceback
    assert "core/render" not in run.failure.traceback
    # Who has watched it goes once that is said.
    wait_until(lambda: family(tmp_path / "work0") == [renderer.host_pid])


def test_a_final_render_has_a_limit_of_its_own(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(wall_draft=30, wall_final=1))
    run = run_job(renderer, make_job(FOREVER, tmp_path, quality=Quality.STANDARD))
    assert "limit of 1 s" in run.failure.message


def test_memory_is_bounded(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(memory=1 << 30))
    hog = scene("hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 24))")
    run = run_job(renderer, make_job(hog, tmp_path))
    assert (run.failure.kind, run.failure.line) == (FailureKind.MEMORY, 7)
    assert "limit of 1 GB" in run.failure.message


def test_memory_of_several_processes_is_bounded_together(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(memory=1 << 30, wall_draft=20))
    body = """
    import os, time
    for _ in range(3):
        if os.fork() == 0:
            hoard = bytes(bytearray(1 << 28)).replace(bytes(1), bytes([1]))
            time.sleep(60)
    time.sleep(60)
    """
    run = run_job(renderer, make_job(scene(body), tmp_path))
    assert (run.failure.kind, run.failure.line) == (FailureKind.MEMORY, 10)


def test_a_large_file_is_refused(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(file_size=1 << 20))
    run = run_job(renderer, make_job(scene("open('big', 'wb').write(bytes(1 << 21))"), tmp_path))
    assert (run.failure.kind, run.failure.line) == (FailureKind.FORBIDDEN, 5)
    assert "limit of 1 MB" in run.failure.message


def test_a_flood_of_output_is_cut_and_harms_nothing(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(output=1000))
    flood = scene("for _ in range(100_000):\n    print('x' * 99)\nself.wait(0.2)")
    run = run_job(renderer, make_job(flood, tmp_path))
    assert run.result.plays == 1
    kept, note = run.log[:1000], run.log[1000:]
    assert kept == ("x" * 99 + "\n") * 10
    assert note == "\n[9,999,000 more bytes of output were not kept]\n"


def test_a_flood_of_forged_progress_is_cut(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(wall_draft=20))
    body = """
    import os
    forged = b'{"is": "Drawn", "number": %d, "frames": 1, "key": null, "reused": false}' + bytes([10])
    for descriptor in range(3, 64):
        try:
            for n in range(200):
                os.write(descriptor, forged % (2**n))
        except OSError:
            pass
    self.wait(0.2)
    """
    run = run_job(renderer, make_job(scene(body), tmp_path))
    numbers = [event.number for event in run.events if isinstance(event, PlayRendered)]
    assert len(numbers) == len(set(numbers))
    assert run.result.plays == 1


def test_a_script_that_stops_its_watcher_is_ended_all_the_same(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(wall_draft=1), {Means.LIMITS})
    body = "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\nwhile True: pass"
    run = run_job(renderer, make_job(scene(body), tmp_path))
    assert run.failure.kind is FailureKind.CRASH
    assert run_job(renderer, make_job(SHORT, tmp_path)).result.plays == 1


def test_jobs_wait_their_turn_and_are_told_their_place(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(workers=1))
    jobs = [make_job(source, tmp_path) for source in (FOREVER, SHORT, SHORT, SHORT)]
    for job in jobs:
        renderer.submit(job)
    renderer.cancel(jobs[1].id)
    renderer.cancel(jobs[0].id)
    runs = [Run(tuple(renderer.events(job.id)), job.output) for job in jobs]
    places = [[event.position for event in run.events if isinstance(event, RenderQueued)] for run in runs]
    assert places == [[0], [1], [2, 1, 0], [3, 2, 1, 0]]
    assert [run.was_cancelled for run in runs] == [True, True, False, False]
    assert [type(run.events[-1]) for run in runs[2:]] == [RenderFinished, RenderFinished]


def test_two_jobs_render_at_once(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(workers=2))
    first, second = make_job(FOREVER, tmp_path), make_job(SHORT, tmp_path)
    renderer.submit(first)
    renderer.submit(second)
    assert isinstance(list(renderer.events(second.id))[-1], RenderFinished)
    renderer.cancel(first.id)
    assert list(renderer.events(first.id)) == [RenderQueued(0), RenderCancelled()]


def test_a_long_play_says_how_far_it_is(render: Render) -> None:
    events = render(scene("self.play(Create(Circle()), run_time=25)")).events
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done
    assert done == sorted(done)
    assert all(0 < seconds <= 25 for seconds in done)


def test_the_death_of_the_host_fails_its_job_and_the_next_one_works(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(workers=1))
    job, following = make_job(SLEEPER, tmp_path), make_job(SHORT, tmp_path)
    renderer.submit(job)
    renderer.submit(following)
    pids = wait_for_sleeper(tmp_path / "work0")
    host = renderer.host_pid
    assert host
    os.kill(host, signal.SIGKILL)
    assert list(renderer.events(job.id)) == [
        RenderQueued(0),
        RenderFailed(
            RenderFailure(
                FailureKind.MACHINE,
                "The render host was killed while it rendered this, from outside or by the script. "
                "A new one is started: render again.",
            )
        ),
    ]
    assert isinstance(list(renderer.events(following.id))[-1], RenderFinished)
    assert renderer.host_pid != host
    wait_until(lambda: not any(is_running(pid) for pid in pids), 2)


def test_a_host_that_died_unused_is_replaced_without_a_word(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits())
    renderer.warm()
    wait_until(lambda: renderer.alive)
    assert renderer.host_pid
    os.kill(renderer.host_pid, signal.SIGKILL)
    assert run_job(renderer, make_job(SHORT, tmp_path)).result.plays == 1


def test_closing_ends_every_job_and_process(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits(workers=1))
    running, waiting = make_job(SLEEPER, tmp_path), make_job(SHORT, tmp_path)
    renderer.submit(running)
    renderer.submit(waiting)
    pids = wait_for_sleeper(tmp_path / "work0")
    host = renderer.host_pid
    asked = time.monotonic()
    renderer.close()
    assert time.monotonic() - asked < 2
    assert host and not is_running(host)
    assert [pid for pid in pids if is_running(pid)] == []
    assert list((tmp_path / "work0").iterdir()) == []
    assert list(renderer.events(running.id))[-1] == RenderCancelled()
    assert list(renderer.events(waiting.id))[-1] == RenderCancelled()
    with pytest.raises(MachineError, match="takes no more renders"):
        renderer.submit(make_job(SHORT, tmp_path))
    renderer.close()  # twice is once


def test_nothing_outlives_a_studio_that_is_killed(limited: Limited, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SLEEPER)
    studio = """
    import sys, time
    from pathlib import Path
    from core.model import RenderJob, RenderSettings, Script
    from core.render.local import LocalRenderer
    from core.settings import RenderLimits
    here = Path(sys.argv[1])
    renderer = LocalRenderer(RenderLimits(), here / "work0")
    renderer.submit(RenderJob("a", Script((here / "script.py").read_text()), RenderSettings(), here))
    time.sleep(600)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(studio), str(tmp_path)], cwd=PROJECT)
    try:
        pids = wait_for_sleeper(tmp_path / "work0")
    finally:
        process.kill()
        process.wait()
    wait_until(lambda: not any(is_running(pid) for pid in pids), 3)
    wait_until(lambda: not family(tmp_path / "work0"), 3)
    renderer = limited(RenderLimits())  # in the same work folder: sweeps what was left
    assert len(list((tmp_path / "work0").iterdir())) == 1
    assert run_job(renderer, make_job(SHORT, tmp_path)).result.plays == 1


def test_a_job_sees_no_key_and_nothing_of_the_studio(
    limited: Limited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "secret-of-the-test")
    body = """
    import os, sys
    STREAMS = ["in", "out", "err", "listdir's own"]
    OURS = ["report", "lock", "dump", *["hands"] * 2, "lock"]
    print("GEMINI_API_KEY" in os.environ, "secret-of-the-test" in str(dict(os.environ)))
    def environment(pid):
        try:
            return open(f"/proc/{pid}/environ", "rb").read()
        except OSError:
            return b""
    print(any(b"secret-of-the-test" in environment(pid) for pid in (os.getpid(), os.getppid())))
    print(len(os.listdir("/proc/self/fd")) - len(STREAMS) - len(OURS))
    print(os.getcwd() == os.environ["HOME"] == os.environ["TMPDIR"], os.getpgrp() == os.getpid())
    print([place for place in sys.path if os.path.exists(os.path.join(place, "core", "settings.py"))])
    self.wait(0.2)
    """
    run = run_job(limited(RenderLimits()), make_job(scene(body), tmp_path))
    assert run.log.splitlines() == ["False False", "False", "0", "True True", "[]"]


def test_closing_does_not_wait_for_a_host_that_is_stuck(limited: Limited, tmp_path: Path) -> None:
    renderer = limited(RenderLimits())
    renderer.warm()
    host = renderer.host_pid
    assert host
    os.kill(host, signal.SIGSTOP)
    renderer.close()
    assert not is_running(host)


def test_a_host_that_does_not_start_is_the_machines_fault(
    limited: Limited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'No module named manim' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    run = run_job(limited(RenderLimits()), make_job(SHORT, tmp_path))
    assert run.failure == RenderFailure(
        FailureKind.MACHINE,
        "The render host does not start: No module named manim. Check the installation with `cli.py doctor`.",
    )


def test_no_render_is_started_on_a_full_disk(
    renderer: LocalRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5 << 20))
    assert run_job(renderer, make_job(SHORT, tmp_path)).failure == RenderFailure(
        FailureKind.MACHINE,
        "Only 5 MB are free where renders work; a render needs 712 MB. Free some space and render again.",
    )


def test_a_missing_tex_is_the_machines_fault_with_the_command_to_install_it(
    limited: Limited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    failure = run_job(limited(RenderLimits()), make_job(scene("MathTex('x')"), tmp_path)).failure
    assert (failure.kind, failure.line) == (FailureKind.MACHINE, 5)
    assert "latex is not installed" in failure.message
    assert "apt install texlive-latex-base" in failure.message


def test_an_unknown_or_finished_job_has_no_events(renderer: LocalRenderer, tmp_path: Path) -> None:
    job = make_job(SHORT, tmp_path)
    run_job(renderer, job)
    for job_id in (job.id, "never heard of"):
        with pytest.raises(KeyError):
            renderer.events(job_id)
    renderer.cancel("never heard of")


def test_a_missing_output_folder_is_the_machines_fault(renderer: LocalRenderer, tmp_path: Path) -> None:
    job = make_job(SHORT, tmp_path)
    job.output.rmdir()
    failure = run_job(renderer, job).failure
    assert failure.kind is FailureKind.MACHINE
    assert "cannot be used" in failure.message

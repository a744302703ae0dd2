"""The studio renders at every level, and not below the least that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.model import FailureKind, Isolation, Quality
from core.render.link import HostLink
from core.render.local import LocalRenderer
from core.render.orders import host_arguments
from core.render.sandbox.means import ALL, Means
from core.render.sandbox.probe import ask
from core.render.wire import Bounds, Ended, Failed, News, Ready, Start
from core.settings import RenderLimits
from tests.render.conftest import make_job, run_job, scene

WHERE = scene("import os\nprint(os.getcwd())\nopen('note.txt', 'w').write('x')\nself.wait(0.2)")
NO_WALL = frozenset[Means]()
ANY = RenderLimits(minimum=Isolation.NONE)

Make = Callable[..., LocalRenderer]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[LocalRenderer] = []

    def new(limits: RenderLimits, means: frozenset[Means]) -> LocalRenderer:
        made.append(LocalRenderer(limits, tmp_path / f"work{len(made)}", means=means))
        return made[-1]

    yield new
    for renderer in made:
        renderer.close()


@pytest.mark.parametrize(
    "means",
    [ALL, ALL - {Means.NAMESPACES}, frozenset({Means.LIMITS, Means.SECCOMP}), {Means.LIMITS}, NO_WALL],
)
def test_scripts_run_at_every_level(make: Make, tmp_path: Path, means: frozenset[Means]) -> None:
    renderer = make(ANY, frozenset(means))
    assert renderer.level is None, "nothing was tried yet"
    run = run_job(renderer, make_job(WHERE, tmp_path))
    assert run.result.plays == 1
    level = renderer.level
    assert level is not None and level <= ask(tmp_path).level
    is_inside = run.log.strip() == "/job/job"
    assert is_inside == (level is Isolation.ISOLATED)


def test_below_the_least_that_is_asked_for_nothing_runs(make: Make, tmp_path: Path) -> None:
    renderer = make(RenderLimits(minimum=Isolation.CONFINED), frozenset({Means.LIMITS}))
    run = run_job(renderer, make_job(WHERE, tmp_path))
    assert run.failure.kind is FailureKind.MACHINE
    assert run.failure.message == (
        "The script was not run: scripts are limited on this machine (level 1), and SANDBOX_MIN asks for "
        "level 2. `cli.py doctor` says what is missing; lower SANDBOX_MIN only for scripts that you trust."
    )
    assert not (run.output / "log.txt").exists()


def test_a_script_does_not_run_where_a_step_of_its_sandbox_fails(tmp_path: Path) -> None:
    if ask(tmp_path).level is not Isolation.ISOLATED:
        pytest.skip("the step that fails here is one of namespaces")
    folders = [tmp_path / name for name in ("work/host", "work/job", "out", "cache")]
    for folder in folders:
        folder.mkdir(parents=True)
    host, job, out, cache = folders
    (job / "script.py").write_text(WHERE)
    link = HostLink(host, host_arguments(ANY, ALL, ()))
    try:
        bounds = Bounds(10, 4 << 30, 1 << 30, 1 << 20, 1 << 20, 100, 64, 1 << 10, 1)
        place = [str(folder) for folder in (job, out, cache, tmp_path / "nowhere")]
        link.send(Start("a", *place, 1 << 20, None, Quality.DRAFT, bounds, False, False, None))
        words = []
        while not any(isinstance(word, News) and isinstance(word.said, Ended) for word in words):
            heard = link.hear(30)
            assert heard, link.last_words()
            words += heard
    finally:
        link.hang_up()
        link.bury()
        link.release()
    assert isinstance(words[0], Ready)
    outcome = words[-1].said.outcome
    assert isinstance(outcome, Failed)
    assert outcome.failure.kind is FailureKind.MACHINE
    assert outcome.failure.message.startswith(
        "The script was not run, because its sandbox could not be set up: No such file or directory."
    )
    assert not (job / "job/note.txt").exists()


@pytest.mark.parametrize("means", [ALL, ALL - {Means.NAMESPACES}], ids=["isolated", "confined"])
def test_what_a_job_may_read_can_lie_below_a_folder_for_temporary_files(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, means: frozenset[Means]
) -> None:
    """As the interpreter does where the studio was put into /tmp: a job's own /tmp must not cover it."""
    (tmp_path / "texmf").mkdir()
    (tmp_path / "texmf/style.sty").write_text("a style of the owner's")
    monkeypatch.setenv("TEXMFHOME", str(tmp_path / "texmf"))
    body = "import os\nprint(open(os.environ['TEXMFHOME'] + '/style.sty').read())\nself.wait(0.2)"
    run = run_job(make(ANY, means), make_job(scene(body), tmp_path))
    assert run.result.plays == 1
    assert run.log == "a style of the owner's\n"

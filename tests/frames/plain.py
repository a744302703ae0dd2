"""Rendering scenes with Manim as it is installed: each in a fork of one process that has imported it.

    python -m tests.frames.plain <examples >renderings

reads a JSON list of names, scenes and sources, and writes one line of JSON for each, in the same order.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.frames.examples import Example
from tests.frames.rendering import Rendering, count_frames, digest, from_json, plays_of

LONGEST = 600
"""Seconds after which the rendering of one scene is given up."""

SEED = 0
"""What our jobs set Manim's seed to."""


def render_plain(examples: Iterable[Example]) -> Iterator[tuple[str, Rendering]]:
    """Each example's name and what Manim makes of it; the next is rendered while the caller looks at one."""
    given = json.dumps([[example.name, example.scene, example.source] for example in examples])
    with tempfile.TemporaryDirectory(prefix="plain-") as folder:
        environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(Path.cwd())}
        source = Path(folder) / "examples.json"
        source.write_text(given, "utf-8")
        with source.open("rb") as stdin:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.frames.plain", folder],
                stdin=stdin,
                stdout=subprocess.PIPE,
                env=environment,
            )
        assert process.stdout is not None
        with process.stdout as lines:
            try:
                for line in lines:
                    name, rendering = json.loads(line)
                    yield name, from_json(rendering)
            finally:
                process.terminate()
                process.wait()


def main(folder: Path) -> None:
    """Render what standard input asks for, below `folder`."""
    import manim  # noqa: F401 - imported once for all

    words = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what Manim and the scenes say
    for number, (name, scene, source) in enumerate(json.load(sys.stdin)):
        own = folder / str(number)
        own.mkdir()
        child = os.fork()
        if not child:
            signal.alarm(LONGEST)
            _leave(own, _rendering(own, folder / "tex", scene, source))
        _, status = os.waitpid(child, 0)
        answer = own / "answer.json"
        said = json.loads(answer.read_text("utf-8")) if answer.exists() else asdict(_died(status))
        words.write(json.dumps([name, said]) + "\n")
        words.flush()


def _leave(folder: Path, rendering: Rendering) -> None:
    (folder / "answer.json").write_text(json.dumps(asdict(rendering)), "utf-8")
    os._exit(0)


def _died(status: int) -> Rendering:
    return Rendering(failure=f"the process ended with {os.waitstatus_to_exitcode(status)}")


def _rendering(folder: Path, tex: Path, scene: str, source: str) -> Rendering:
    os.chdir(folder)
    try:
        return _render(tex, scene, source)
    except BaseException as error:  # noqa: BLE001 - an example may raise anything, and all of it is reported
        traceback.print_exc()
        return Rendering(failure=f"{type(error).__name__}: {error}"[:300])


def _render(tex: Path, scene: str, source: str) -> Rendering:
    import numpy as np
    from manim import config

    config.quality = "low_quality"
    config.media_dir, config.tex_dir = Path("media"), tex
    config.disable_caching = True
    config.progress_bar, config.verbosity = "none", "ERROR"
    config.seed = SEED
    random.seed(SEED)
    np.random.seed(SEED)
    plays = _watch_writer()
    module = ModuleType("scene")
    module.__file__ = str(Path.cwd() / "scene.py")
    sys.modules["scene"] = module
    exec(compile(source, "scene.py", "exec", dont_inherit=True), module.__dict__)
    made = vars(module)[scene]()
    made.render()
    if not plays:
        return Rendering(image=digest(made.renderer.get_frame().tobytes()))
    return Rendering(plays_of(plays), count_frames(Path(made.renderer.file_writer.movie_file_path)))


def _watch_writer() -> list[list[str]]:
    """The digests of the frames that Manim's writer is given from now on, a list for each play it opens."""
    from manim.scene.scene_file_writer import SceneFileWriter

    plays: list[list[str]] = []
    begin, write = SceneFileWriter.begin_animation, SceneFileWriter.write_frame

    def begin_animation(self: Any, allow_write: bool = False, **where: Any) -> None:
        if allow_write:
            plays.append([])
        begin(self, allow_write, **where)

    def write_frame(self: Any, pixels: Any, *, repeat: int = 1) -> None:
        plays[-1] += [digest(pixels.tobytes())] * repeat
        write(self, pixels, repeat=repeat)

    vars_of: Any = SceneFileWriter
    vars_of.begin_animation, vars_of.write_frame = begin_animation, write_frame
    return plays


if __name__ == "__main__":
    main(Path(sys.argv[1]))

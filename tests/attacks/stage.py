"""Everything that cases run on: a real renderer, the decoy, and the scratch folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from core.events import RenderFinished
from core.model import Isolation, RenderJob, RenderSettings, Script
from core.render.base import Renderer
from core.render.layers import Layers
from core.render.local import LocalRenderer
from core.render.sandbox.means import Means
from core.render.wire import LOG_NAME
from core.settings import PROJECT, RenderLimits
from tests.attacks.numbers import numbers
from tests.attacks.scratch import SECRET_COLOR, Scratch
from tests.attacks.words import forged_words

JOB_USER = 64999
"""Whom jobs run as where the suite is root and they can be another."""

LIMITS = RenderLimits(
    wall_draft=4.0,
    memory=1 << 30,
    resident=400 << 20,
    file_size=32 << 20,
    disk=64 << 20,
    files=1000,
    processes=32,
    output=1 << 20,
    workers=2,
    children=2,
    minimum=Isolation.NONE,
    job_uid=JOB_USER if os.geteuid() == 0 else None,
)
"""Small, so that reaching them takes little."""


_FIRST = """
from manim import *
import os
class First(Scene):
    def construct(self):
        print(os.getuid())
"""


class Stage:
    """A renderer with these means; close it."""

    def __init__(self, means: frozenset[Means]) -> None:
        self._lock = threading.Lock()
        with ExitStack() as undo:
            self.scratch = Scratch(Path(tempfile.mkdtemp(prefix="attacks-")))
            undo.callback(self.scratch.remove)
            # As the studio has it; the host's environment must not.
            os.environ["GEMINI_API_KEY"] = self.scratch.secret
            self.local = LocalRenderer(LIMITS, self.scratch.work, self.scratch.cache, means=means)
            undo.callback(self.local.close)
            user = self._warm_up(self.local)
            self.scratch.furnish(user)
            self._decoy = _start_decoy(self.scratch, user)
            undo.callback(self._end_decoy)
            self._place: dict[str, Any] = self._ask()
            self.scratch.remember()
            self._undo = undo.pop_all()

    @property
    def level(self) -> Isolation:
        """How the jobs are isolated."""
        assert self.local.level is not None
        return self.local.level

    def felt(self) -> list[str]:
        """What has happened to the decoy since the start."""
        with self._lock:
            told = self._ask()
        assert isinstance(told, list)
        return told

    def world(self, token: str, output: Path, session: str) -> dict[str, object]:
        """What an attack knows: where everything is, but no secret."""
        scratch = self.scratch
        return {
            **self._place,
            "token": token,
            "studio": os.getpid(),
            "host": self.local.host_pid,
            "project": str(PROJECT),
            "site": next(place for place in sys.path if place.endswith("site-packages")),
            "folder": str(scratch.decoy),
            "secret": str(scratch.decoy / "secret"),
            "target": str(scratch.targets / token),
            "other_job": str(scratch.other_job),
            "other_layer": str(scratch.victim_layer),
            "shared_layer": str(scratch.cache / "shared"),
            "own_layer": str(own_layer(scratch.cache, session)),
            "output": str(output),
            "base": str(scratch.base),
            "color": SECRET_COLOR,
            "numbers": numbers(),
            "words": forged_words(),
        }

    def close(self) -> None:
        """End everything, and remove the scratch folder."""
        self._undo.close()

    def _end_decoy(self) -> None:
        assert self._decoy.stdin is not None
        self._decoy.stdin.close()
        self._decoy.wait()

    def _ask(self) -> Any:
        assert self._decoy.stdin is not None
        assert self._decoy.stdout is not None
        self._decoy.stdin.write("\n")
        self._decoy.stdin.flush()
        line = self._decoy.stdout.readline()
        assert line, "the decoy was ended"
        return json.loads(line)

    def _warm_up(self, renderer: Renderer) -> int:
        """Wait for the host by way of a first job; the user that it runs as."""
        output = self.scratch.output / "first"
        output.mkdir()
        job = RenderJob("first", Script(_FIRST), RenderSettings(), output)
        renderer.submit(job)
        last = list(renderer.events(job.id))[-1]
        assert isinstance(last, RenderFinished), last
        return int((output / LOG_NAME).read_text("utf-8"))


def own_layer(cache: Path, session: str) -> Path:
    """Where what a session makes is kept."""
    job = RenderJob("", Script("pass"), RenderSettings(), cache, session=session)
    return Layers.of_job(cache, job, frozenset()).own


def _start_decoy(scratch: Scratch, user: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.attacks.decoy"),
            *(str(user), str(scratch.decoy), str(scratch.decoy / "secret"), "--key", scratch.secret),
        ],
        cwd=PROJECT,
        env={**os.environ, "CHALK_DECOY_KEY": scratch.secret},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )

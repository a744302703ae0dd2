"""What a job can use of earlier ones: the parts of plays that are as they were, or the whole result."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import cairo
from manim import Scene, config
from manimpango import list_fonts

from core.model import Quality, Timeline
from core.render.engine.forms import OPAQUE, Form
from core.render.engine.keys import Keys, Step, line_map
from core.render.engine.plays import Facts
from core.render.engine.watch import Watch
from core.render.layers import Layers
from core.render.parts import ENCORE_NAME
from core.render.traces import SCRIPT_NAME, script_stack
from core.render.wire import (
    LOG_NAME,
    Drawn,
    Finished,
    Opened,
    Planned,
    Report,
    Start,
    Timed,
    WireError,
    decode,
)

ENGINE = "2"
"""Counts up with every change of the engine that can change a frame or the form of a part."""

_SURROUNDINGS = (
    ENGINE,
    sys.version,
    *(version(name) for name in ("manim", "numpy", "av", "manimpango", "pillow")),
    cairo.cairo_version_string(),
    *sorted(list_fonts()),
    # The machine's own manim.cfg counts too; no folder's name does.
    *(f"{name}={value}" for name, value in sorted(config.items()) if not name.endswith(("_dir", "_file"))),
)


class Memory:
    """The layers of the cache as one job sees them; a witness sees nothing."""

    def __init__(self, order: Start, source: str) -> None:
        self._order = order
        self._source = source
        layers = Layers.of_order(order)
        self._parts = layers.parts(order.room)
        self._results = layers.results(order.room)
        self._watch = Watch(Path(order.folder), *layers.folders)
        self._keys: Keys | None = None
        self._script = None if order.witness else _script_key(order, source)

    def encore(self, say: Callable[[Report], None], results: Path) -> Finished | None:
        """Give the result of the same script again, if it is kept; None if there is none."""
        if self._script is None or self._results.find(self._script) is None:
            return None
        with tempfile.TemporaryDirectory(dir=results.parent) as folder:
            place = Path(folder)
            if self._results.take(self._script, place) is None:
                return None
            try:
                first, second = (place / ENCORE_NAME).read_bytes().splitlines()
                finished: Finished = decode(first, Finished)
                timeline: Timeline = decode(second, Planned).timeline
                lines = line_map((place / SCRIPT_NAME).read_text("utf-8"), self._source)
            except (WireError, ValueError):
                return None
            self._tell(timeline, lines, say)
            os.write(1, (place / LOG_NAME).read_bytes())
            results.mkdir()
            for name in finished.files:
                shutil.move(place / name, results / name)
        return replace(finished, reused=finished.plays)

    def _tell(self, timeline: Timeline, lines: dict[int, int], say: Callable[[Report], None]) -> None:
        for play in timeline.plays:
            line = None if play.line is None else lines.get(play.line, play.line)
            say(Opened(replace(play, line=line, reused=True)))
        say(Timed(timeline.scene))
        rate = self._order.picture.frame_rate
        for play in timeline.plays:
            say(Drawn(play.number, round((play.end - play.start) * rate), None, reused=True))

    def watch_files(self) -> None:
        """From now on, what the script reads from outside its folder counts too."""
        self._watch.start()

    def choose(self, scene: type[Scene], form: Form) -> None:
        """The scene that is run, and its parts' form: keys can be given from now on."""
        if self._script is None:
            return
        hooks = frozenset(
            name for base in scene.__mro__ if base.__module__.startswith("manim.") for name in vars(base)
        )
        surroundings = settings(self._order.quality) + ("" if form is OPAQUE else form.name)
        self._keys = Keys(self._source, scene.__name__, surroundings, hooks)

    def key_of(self, number: int) -> str | None:
        """The key of the play that is being opened; None where it must be drawn in any case."""
        if self._keys is None:
            return None
        stack = [Step(*step) for step in script_stack()]
        return self._keys.play(number, stack, self._watch.read)

    def has(self, key: str) -> bool:
        """Whether the part with this key is kept."""
        return self._parts.find(key) is not None

    def take(self, key: str, folder: Path) -> bool:
        """Put the part with this key into a new folder; False if there is none that is whole."""
        folder.mkdir(parents=True)
        if self._parts.take(key, folder) is None:
            return False
        try:
            return Facts.read(folder).frames > 0
        except (ValueError, KeyError, TypeError):
            return False

    def signed(self, finished: Finished) -> Finished:
        """The result with the key that it can be kept under, if it depends on nothing but the script."""
        return finished if self._watch.read else replace(finished, key=self._script)


def _script_key(order: Start, source: str) -> str | None:
    try:
        return Keys(source, order.scene or "", settings(order.quality), frozenset()).script()
    except (SyntaxError, ValueError):  # running it will say so
        return None


def settings(quality: Quality) -> str:
    """Everything besides the script that decides what its frames look like."""
    return sha256("\n".join((quality, *map(str, _SURROUNDINGS))).encode("utf-8", "replace")).hexdigest()

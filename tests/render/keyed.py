"""A scene without Manim that notes what each play draws and where the script is, and the key of each play."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from types import FrameType
from typing import Any

from core.render.engine.keys import Keys, Step

FILE = "script.py"


class Mobject:
    """A thing whose look is a number, with updaters as Manim has them."""

    def __init__(self, *look: Any) -> None:
        self.look: Any = look
        self.updaters: list[Callable[[Any], Any]] = []

    def add_updater(self, updater: Callable[[Any], Any]) -> None:
        self.updaters.append(updater)

    def __enter__(self) -> Mobject:
        return self

    def __exit__(self, *error: object) -> None: ...

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.look}"


class Animation(Mobject):
    def interpolate(self) -> Any:
        return self.look


class Scene:
    """As much of Manim's scene as a key is about: it runs a script's methods, and each play draws frames."""

    def __init__(self) -> None:
        self.frames: list[str] = []
        self.stacks: list[tuple[Step, ...]] = []
        self.mobjects: list[Mobject] = []

    def render(self) -> None:
        self.setup()
        self.construct()

    def setup(self) -> None: ...

    def construct(self) -> None: ...

    def add(self, *mobjects: Mobject) -> None:
        self.mobjects += mobjects

    def play(self, *things: Any) -> None:
        self.stacks.append(steps(sys._getframe(1)))
        for mobject in self.mobjects:
            for updater in mobject.updaters:
                updater(mobject)
        shown = [thing.interpolate() if isinstance(thing, Animation) else thing for thing in things]
        self.frames.append(repr((shown, self.mobjects)))


def steps(frame: FrameType | None) -> tuple[Step, ...]:
    found: list[Step] = []
    while frame is not None:
        if frame.f_code.co_filename == FILE:
            found.append(Step(frame.f_code.co_name, frame.f_code.co_firstlineno, frame.f_lineno))
        frame = frame.f_back
    return tuple(reversed(found))


class Run:
    """A script that was run, each play's frames, and each play's key."""

    def __init__(self, source: str, settings: str = "480p") -> None:
        module: dict[str, Any] = {
            "__name__": "scene",
            "Scene": Scene,
            "Mobject": Mobject,
            "Animation": Animation,
        }
        module["always_redraw"] = always_redraw
        exec(compile(source, FILE, "exec", dont_inherit=True), module)
        scene = module["Lesson"]()
        scene.render()
        keys = Keys(source, "Lesson", settings, frozenset(dir(Scene)))
        self.frames = tuple(scene.frames)
        self.keys = tuple(keys.play(number, stack) for number, stack in enumerate(scene.stacks, 1))
        self.script = keys.script()


def always_redraw(draw: Callable[[], Mobject]) -> Mobject:
    made = draw()
    made.add_updater(lambda mobject: setattr(mobject, "look", draw().look))
    return made


def lesson(body: str, more: str = "", before: str = "", base: str = "Scene") -> str:
    """A script: what stands before the scene, its construct, and its other methods."""
    construct = "    def construct(self):\n" + textwrap.indent(textwrap.dedent(body).strip(), " " * 8)
    head = textwrap.dedent(before).strip()
    rest = textwrap.indent(textwrap.dedent(more).strip(), " " * 4)
    return f"{head}\n\nclass Lesson({base}):\n{construct}\n\n{rest}\n"


def same_keys(one: str, other: str) -> str:
    """For each play that both scripts have: s if its key is the same, d if it differs."""
    pairs = zip(Run(one).keys, Run(other).keys, strict=False)
    return "".join("s" if key is not None and key == another else "d" for key, another in pairs)

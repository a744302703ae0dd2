"""Running a script as a module, and picking the scene in it that is to be rendered."""

from __future__ import annotations

import linecache
import sys
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from manim import Scene

from core.render.engine.forms import OPAQUE, TRANSPARENT, Form
from core.render.refusals import Refusal
from core.render.traces import SCRIPT_NAME

MODULE_NAME = "scene"
"""The script's `__name__`: not `__main__`, so that a block which calls `manim` itself does not run."""


def compile_script(source: str) -> CodeType:
    """The source as code whose frames are known by their file name. Raises SyntaxError."""
    source = source.removeprefix("\ufeff")
    linecache.cache[SCRIPT_NAME] = (len(source), None, source.splitlines(keepends=True), SCRIPT_NAME)
    return compile(source, SCRIPT_NAME, "exec", dont_inherit=True)


def run_script(code: CodeType) -> ModuleType:
    """Execute the code as a module; whatever it raises comes out."""
    module = ModuleType(MODULE_NAME)
    module.__file__ = str(Path.cwd() / SCRIPT_NAME)
    sys.modules[MODULE_NAME] = module
    exec(code, module.__dict__)
    return module


def pick_scene(module: ModuleType, wanted: str | None) -> type[Scene]:
    """The scene that was asked for, or the only one. Raises Refusal, which names the choices."""
    scenes = find_scenes(module)
    if not scenes:
        raise Refusal(
            "The script defines no scene. Write a class such as `class MyScene(Scene):` "
            "with a method `construct` and render again."
        )
    names = tuple(scenes)
    if wanted is not None:
        if wanted in scenes:
            return scenes[wanted]
        raise Refusal(f"The script has no scene {wanted}; it has {_listed(names)}. Pick one.", choices=names)
    if len(scenes) > 1:
        raise Refusal(f"The script has {len(scenes)} scenes: {_listed(names)}. Pick one.", choices=names)
    return scenes[names[0]]


def find_scenes(module: ModuleType) -> dict[str, type[Scene]]:
    """The script's own scenes that say what to draw, in the order of their definition."""
    found: dict[str, type[Scene]] = {}
    for name, value in vars(module).items():
        own = isinstance(value, type) and issubclass(value, Scene) and value.__module__ == MODULE_NAME
        if own and value not in found.values() and _has_construct(value):
            found[name] = value
    return found


def form_of(scene: Scene) -> Form:
    """The form of the scene's video, as Manim decides it: by the configuration when the scene is created."""
    return TRANSPARENT if scene.session_spec.output.transparent else OPAQUE


def construct_line(scene: type[Scene]) -> int | None:
    """The script's line where the scene's `construct` begins."""
    construct = scene.construct
    if isinstance(construct, FunctionType) and construct.__code__.co_filename == SCRIPT_NAME:
        return construct.__code__.co_firstlineno
    return None


def _has_construct(scene: type[Scene]) -> bool:
    """Whether the script, and not Manim, wrote the `construct` that this class would run."""
    owner = next(base for base in scene.__mro__ if "construct" in vars(base))
    return owner.__module__ == MODULE_NAME


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)

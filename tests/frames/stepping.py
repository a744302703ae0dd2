"""Plays each animation twice in plain Manim, step by step and at once, and tells where the ends differ.

    python -m tests.frames.stepping

prints a JSON object: for each animation's full name the cases in which something differs, and what.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from enum import Enum
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import numpy as np
from manim import Animation, Scene, config, rate_functions

from tests.frames.moves import MOVES, THINGS, Move, Thing

RATES = {"as it is": None, "there and back": rate_functions.there_and_back}
"""The rate functions that each animation is played with; one ends where it began."""

BACKWARDS = {"DrawBorderThenFill", "Write"}
"""These are stepped at once only where their rate function ends at the end."""


def main() -> None:
    """Play everything and print what differs."""
    config.verbosity, config.frame_rate, config.seed = "ERROR", 15, 0
    found = {name: list(_differing(name, move)) for name, move in MOVES.items()}
    json.dump(found, sys.stdout)


def _differing(name: str, move: Move) -> Iterator[str]:
    for thing_name, thing in THINGS.items():
        move(thing(), thing())  # a formula's picture is read once, and then copied with other rounding
        for rate in RATES:
            if rate == "there and back" and name.rpartition(".")[2] in BACKWARDS:
                continue
            stepped, jumped = (_end(move, thing, rate, jump) for jump in (False, True))
            where = [path for path in stepped.keys() | jumped.keys() if stepped.get(path) != jumped.get(path)]
            if where:
                yield f"{thing_name}, {rate}: {min(where)}"


def _end(move: Move, thing: Thing, rate: str, jump: bool) -> dict[str, bytes]:
    """What can be reached from the scene after the play, and from the two things that were moved."""
    scene = Scene()
    first, second = thing(), thing().shift((1.3, 0.7, 0))
    animation = move(first, second)
    function = RATES[rate]
    if function and not isinstance(animation.rate_func, MethodType):
        animation.rate_func = function
    scene.compile_animation_data(animation, run_time=0.77)
    scene.begin_animations()
    if not jump:
        for moment in np.arange(0, scene.duration, 1 / config.frame_rate):
            scene.update_to_time(moment)
    for each in scene.animations or []:
        each.finish()
        each.clean_up_from_scene(scene)
    scene.update_mobjects(0)
    lots = {"random": repr(random.getstate()).encode(), "numpy": repr(np.random.get_state()).encode()}
    return lots | dict(_facts("", [scene.mobjects, first, second], {}))


def _facts(path: str, value: Any, seen: dict[int, str]) -> Iterator[tuple[str, bytes]]:
    """Every value below this one, bit for bit, with the way to it."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        yield path, repr((value.dtype.str, value.shape)).encode() + value.tobytes()
    elif isinstance(value, (float, np.generic)):
        yield path, type(value).__name__.encode() + np.asarray(value).tobytes()
    elif value is None or isinstance(value, (str, int, complex, bytes, type, Enum, BuiltinFunctionType)):
        yield path, repr(value).encode()
    elif isinstance(value, (FunctionType, MethodType)):
        yield path, value.__qualname__.encode()
    elif isinstance(value, Animation):
        return  # what has been played is not played again
    elif id(value) in seen:
        yield path, seen[id(value)].encode()
    else:
        seen[id(value)] = path
        yield path, type(value).__name__.encode()
        for name, part in _parts(value):
            yield from _facts(f"{path}/{name}", part, seen)


def _parts(value: Any) -> Iterator[tuple[object, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, (list, tuple)):
        yield from enumerate(value)
    else:
        # Manim notes the address of what a mobject was copied from.
        known = getattr(value, "__dict__", {})
        yield from ((name, part) for name, part in known.items() if name != "original_id")


if __name__ == "__main__":
    main()

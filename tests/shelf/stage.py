"""Runs shelf scenes with real Manim in one process and reports what a viewer would see go wrong.

Called as `python -m tests.shelf.stage OUTPUT < cases.json`; a case has name, source and frames. With
frames the scene is drawn into a movie; without, only the state after each play is looked at. Each case
gives one line of JSON: name, length, plays, movie and problems.
"""

import json
import logging
import os
import sys
import types
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

import numpy as np
from manim import ManimColor, MathTex, Mobject, NumberPlane, Scene, Text, VMobject, config, tempconfig
from manim.constants import CapStyleType, LineJointType

PICTURE = {"pixel_width": 854, "pixel_height": 480, "frame_rate": 15}
QUIET = {"progress_bar": "none", "verbosity": "ERROR", "disable_caching": True, "preview": False}


def load(source: str, text: Callable[..., Text]) -> type[Scene]:
    module = types.ModuleType("lesson")
    exec(compile(source, "lesson.py", "exec"), module.__dict__)
    module.__dict__["Text"] = text
    scenes = [
        each for each in vars(module).values() if isinstance(each, type) and each.__module__ == "lesson"
    ]
    assert len(scenes) == 1, scenes
    return scenes[0]


SHARED = (int, float, str, bool, type(None), ManimColor, CapStyleType, LineJointType)


def quick_deepcopy(self: Mobject, memo: dict[int, object]) -> Mobject:
    """What Manim's own does, without asking about each number: half of the time goes into copies."""
    twin = type(self).__new__(type(self))
    memo[id(self)] = twin
    for name, value in self.__dict__.items():
        if isinstance(value, SHARED):
            twin.__dict__[name] = value
        elif type(value) is np.ndarray:
            twin.__dict__[name] = value.copy()
        else:
            twin.__dict__[name] = deepcopy(value, memo)
    twin.original_id = str(id(self))
    return twin


@cache
def shaped(words: str, **style: object) -> Text:
    text = Text(words, **style)
    for glyph in text:
        glyph.path_obj = None
    return text


def copied(words: str, **style: object) -> Text:
    """A text like many before it: shaping one takes most of the time of a scene that is not drawn."""
    return shaped(words, **style).copy()


def watched(scene: type[Scene]) -> type[Scene]:
    """The scene, looking at itself after every play."""

    class Watched(scene):  # type: ignore[misc,valid-type]
        def setup(self) -> None:
            super().setup()
            self.problems: list[str] = []
            self.plays = 0
            self.length = 0.0

        def play(self, *args: object, **kwargs: object) -> None:
            super().play(*args, **kwargs)
            self.length += self.duration
            self.plays += 1
            self.inspect()

        def inspect(self) -> None:
            seen = [mobject for mobject in self.mobjects if not is_backdrop(mobject)]
            self.problems += [f"off frame: {describe(m)}" for m in seen if not in_frame(m)]
            words = [m for mobject in seen for m in texts(mobject) if is_visible(m)]
            self.problems += [
                f"overlap: {describe(words[a])} / {describe(words[b])}" for a, b in overlaps(words)
            ]
            band = [m for m in words if m.get_top()[1] < -2.85]
            if len(band) > 1:
                self.problems.append(f"in the caption's band: {', '.join(map(describe, band))}")

    return Watched


def is_backdrop(mobject: Mobject) -> bool:
    """The moving grid and what hides it may leave the frame."""
    return isinstance(mobject, NumberPlane) or mobject.width > 14.9 or mobject.z_index == 4


def in_frame(mobject: Mobject) -> bool:
    points = mobject.get_all_points()
    if not len(points) or not is_visible(mobject):
        return True
    assert np.all(np.isfinite(points)), "a point is not a number"
    width, height = config.frame_width / 2 + 0.01, config.frame_height / 2 + 0.01
    return bool(np.all(np.abs(points[:, 0]) <= width) and np.all(np.abs(points[:, 1]) <= height))


def texts(mobject: Mobject) -> list[Mobject]:
    if isinstance(mobject, Text | MathTex):
        return [mobject]
    return [found for part in mobject.submobjects for found in texts(part)]


def is_visible(mobject: Mobject) -> bool:
    parts = [part for part in mobject.family_members_with_points() if isinstance(part, VMobject)]
    return any(max(part.get_fill_opacity(), part.get_stroke_opacity()) > 0.05 for part in parts)


def overlaps(words: list[Mobject]) -> list[tuple[int, int]]:
    """Which pairs of texts cover each other by more than a hair."""
    points = [mobject.get_all_points()[:, :2] for mobject in words]
    if not points:
        return []
    low = np.array([each.min(axis=0) for each in points])
    high = np.array([each.max(axis=0) for each in points])
    common = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    pairs = np.argwhere(common.min(axis=2) > 0.03)
    return [(int(a), int(b)) for a, b in pairs if a < b]


def describe(mobject: Mobject) -> str:
    text = getattr(mobject, "original_text", getattr(mobject, "tex_string", ""))
    x, y = mobject.get_center()[:2]
    return f"{type(mobject).__name__}({text[:40]!r}) at {x:.1f}, {y:.1f}"


def run(case: dict[str, object], output: str) -> dict[str, object]:
    frames = bool(case["frames"])
    settings = (
        PICTURE | QUIET | {"media_dir": output, "save_last_frame": not frames, "write_to_movie": frames}
    )
    with tempconfig(settings):
        scene = watched(load(str(case["source"]), Text if frames else copied))()
        if not frames:
            scene.renderer.update_frame = lambda *_, **__: None
        scene.render()
        movie = str(scene.renderer.file_writer.movie_file_path) if frames else ""
    problems = list(dict.fromkeys(scene.problems))
    return {
        "name": case["name"],
        "length": scene.length,
        "plays": scene.plays,
        "movie": movie,
        "problems": problems,
    }


def main() -> None:
    logging.disable(logging.WARNING)
    Mobject.__deepcopy__ = quick_deepcopy
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for case in json.load(sys.stdin):
        try:
            result = run(case, sys.argv[1])
        except Exception as error:  # noqa: BLE001 - whatever a scene raises is the answer
            result = {
                "name": case["name"],
                "length": 0.0,
                "plays": 0,
                "movie": "",
                "problems": [f"{type(error).__name__}: {error}"],
            }
        answers.write(json.dumps(result) + "\n")
        answers.flush()


if __name__ == "__main__":
    assert Path(sys.argv[1]).is_dir()
    main()

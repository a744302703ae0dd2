"""Every animation that may be stepped over at once, as it moves one thing or turns it into another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import manim
import numpy as np

m: Any = manim
"""Whose annotations are narrower than what it takes."""

Thing = Callable[[], Any]
Move = Callable[[Any, Any], Any]

THINGS: dict[str, Thing] = {
    "a square": lambda: m.Square(fill_opacity=0.5, color=m.RED).shift(0.37 * m.LEFT),
    "a group": lambda: m.VGroup(
        m.Circle(stroke_width=7), m.Text("Abc", color=m.YELLOW).rotate(0.3), m.Line()
    ).arrange(),
}


def _saved(thing: Any) -> Any:
    thing.save_state()
    return thing.shift(m.UP).rotate(1)


def _targeted(thing: Any) -> Any:
    thing.generate_target()
    thing.target.shift(0.3 * m.UP).set_color(m.RED)
    return thing


def _wave(x: float, y: float, z: float, t: float) -> tuple[float, float, float]:
    return x + t, y * (1 + t), z


_MOVES: dict[str, dict[str, Move]] = {
    "animation": {
        "Animation": lambda a, b: m.Animation(a),
        "Add": lambda a, b: m.AnimationGroup(m.Add(a), m.Create(b)),
        "Wait": lambda a, b: m.AnimationGroup(m.Wait(0.3), m.Create(b)),
    },
    "composition": {
        "AnimationGroup": lambda a, b: m.AnimationGroup(m.Create(a), b.animate.shift(m.UP), lag_ratio=0.3),
        "LaggedStart": lambda a, b: m.LaggedStart(
            m.Rotate(a, 1), a.animate.shift(m.UP), m.FadeOut(b), lag_ratio=0.4
        ),
        "LaggedStartMap": lambda a, b: m.LaggedStartMap(m.FadeIn, m.VGroup(a, b)),
        "Succession": lambda a, b: m.Succession(
            m.FadeIn(a), a.animate.shift(m.UP), m.Add(b), m.Rotate(a, 1), m.FadeOut(a)
        ),
    },
    "creation": {
        "Create": lambda a, b: m.Create(a),
        "Uncreate": lambda a, b: m.Uncreate(a),
        "DrawBorderThenFill": lambda a, b: m.DrawBorderThenFill(a),
        "Write": lambda a, b: m.Write(a),
        "ShowIncreasingSubsets": lambda a, b: m.ShowIncreasingSubsets(m.VGroup(a, b)),
        "AddTextLetterByLetter": lambda a, b: m.AddTextLetterByLetter(m.Text("letters")),
        "RemoveTextLetterByLetter": lambda a, b: m.RemoveTextLetterByLetter(m.Text("letters")),
        "SpiralIn": lambda a, b: m.SpiralIn(m.VGroup(a, b)),
    },
    "fading": {
        "FadeIn": lambda a, b: m.FadeIn(a, shift=0.3 * m.UP, scale=0.7),
        "FadeOut": lambda a, b: m.FadeOut(a, target_position=b, scale=1.3),
    },
    "growing": {
        "GrowArrow": lambda a, b: m.GrowArrow(m.Arrow(m.LEFT, 1.2 * m.UP)),
        "GrowFromCenter": lambda a, b: m.GrowFromCenter(a),
        "GrowFromEdge": lambda a, b: m.GrowFromEdge(a, m.UP),
        "GrowFromPoint": lambda a, b: m.GrowFromPoint(a, 1.3 * m.UP),
        "SpinInFromNothing": lambda a, b: m.SpinInFromNothing(a),
    },
    "indication": {
        "ApplyWave": lambda a, b: m.ApplyWave(a),
        "Circumscribe": lambda a, b: m.Circumscribe(a, m.Circle, fade_out=True),
        "Flash": lambda a, b: m.Flash(a),
        "FocusOn": lambda a, b: m.FocusOn(a),
        "Indicate": lambda a, b: m.Indicate(a),
        "ShowPassingFlash": lambda a, b: m.ShowPassingFlash(a),
        "ShowPassingFlashWithThinningStrokeWidth": lambda a, b: m.ShowPassingFlashWithThinningStrokeWidth(a),
    },
    "movement": {
        "Homotopy": lambda a, b: m.Homotopy(_wave, a),
        "ComplexHomotopy": lambda a, b: m.ComplexHomotopy(lambda z, t: z * (1 + 0.3 * t), a),
    },
    "rotation": {"Rotate": lambda a, b: m.Rotate(a, 1.1), "Rotating": lambda a, b: m.Rotating(a, 1.1)},
    "specialized": {"Broadcast": lambda a, b: m.Broadcast(a)},
    "transform": {
        "ApplyComplexFunction": lambda a, b: m.ApplyComplexFunction(np.exp, a),
        "ApplyFunction": lambda a, b: m.ApplyFunction(lambda thing: thing.scale(1.3).shift(m.UP / 3), a),
        "ApplyMatrix": lambda a, b: m.ApplyMatrix([[1, 0.3], [0, 1]], a),
        "ApplyMethod": lambda a, b: m.ApplyMethod(a.shift, 0.7 * m.UP),
        "ApplyPointwiseFunction": lambda a, b: m.ApplyPointwiseFunction(lambda point: 1.1 * point, a),
        "ClockwiseTransform": lambda a, b: m.ClockwiseTransform(a, b),
        "CounterclockwiseTransform": lambda a, b: m.CounterclockwiseTransform(a, b),
        "CyclicReplace": lambda a, b: m.CyclicReplace(a, b),
        "FadeToColor": lambda a, b: m.FadeToColor(a, m.TEAL),
        "FadeTransform": lambda a, b: m.FadeTransform(a, b),
        "FadeTransformPieces": lambda a, b: m.FadeTransformPieces(a, b),
        "MoveToTarget": lambda a, b: m.MoveToTarget(_targeted(a)),
        "ReplacementTransform": lambda a, b: m.ReplacementTransform(a, m.Star()),
        "Restore": lambda a, b: m.Restore(_saved(a)),
        "ScaleInPlace": lambda a, b: m.ScaleInPlace(a, 1.7),
        "ShrinkToCenter": lambda a, b: m.ShrinkToCenter(a),
        "Swap": lambda a, b: m.Swap(a, b),
        "Transform": lambda a, b: m.Transform(a, m.Star(fill_opacity=1), path_arc=1.2),
        "TransformFromCopy": lambda a, b: m.TransformFromCopy(a, b),
        "_MethodAnimation": lambda a, b: a.animate.shift(0.7 * m.UP).scale(1.3).rotate(0.4).build(),
    },
    "transform_matching_parts": {
        "TransformMatchingShapes": lambda a, b: m.TransformMatchingShapes(a, m.Text("hack")),
        "TransformMatchingTex": lambda a, b: m.TransformMatchingTex(
            m.MathTex("a", "+b"), m.MathTex("+b", "=a")
        ),
    },
}

_UNSAFE: dict[str, dict[str, Move]] = {
    "movement": {
        "MoveAlongPath": lambda a, b: m.MoveAlongPath(a, m.ArcBetweenPoints(2 * m.LEFT, 1.3 * m.RIGHT)),
        "PhaseFlow": lambda a, b: m.PhaseFlow(lambda point: np.array([point[1], -point[0], 0]), a),
    },
    "updaters.update": {
        "UpdateFromAlphaFunc": lambda a, b: m.UpdateFromAlphaFunc(
            a, lambda thing, alpha: thing.shift(alpha * m.UP)
        ),
    },
}
"""Some that differ, so that the comparison is seen to see something."""

MOVES: dict[str, Move] = {
    f"manim.animation.{module}.{name}": move
    for table in (_MOVES, _UNSAFE)
    for module, moves in table.items()
    for name, move in moves.items()
}
"""By the animation's full name."""

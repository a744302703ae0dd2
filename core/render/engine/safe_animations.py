"""The animations of Manim 0.22 whose last moment does not depend on the moments before it.

Each was played in five scenes or more, with all rate functions, stepped and at once: everything that could
be reached from the scene was the same afterwards, byte for byte. Left out are those that move a thing from
where it is (MoveAlongPath, Wiggle, ChangeDecimalToValue: rounding adds up), that integrate (PhaseFlow), that
call a script's function for its effect (UpdateFromFunc), and those that were never seen to work.
"""

from __future__ import annotations

_SAFE: dict[str, tuple[str, ...]] = {
    "animation": (
        "Animation",
        "Wait",
        "Add",
    ),
    "composition": (
        "AnimationGroup",
        "LaggedStart",
        "LaggedStartMap",
        "Succession",
    ),
    "creation": (
        "Create",
        "Uncreate",
        "DrawBorderThenFill",
        "Write",
        "ShowIncreasingSubsets",
        "AddTextLetterByLetter",
        "RemoveTextLetterByLetter",
        "SpiralIn",
    ),
    "fading": (
        "FadeIn",
        "FadeOut",
    ),
    "growing": (
        "GrowArrow",
        "GrowFromCenter",
        "GrowFromEdge",
        "GrowFromPoint",
        "SpinInFromNothing",
    ),
    "indication": (
        "ApplyWave",
        "Circumscribe",
        "Flash",
        "FocusOn",
        "Indicate",
        "ShowPassingFlash",
        "ShowPassingFlashWithThinningStrokeWidth",
    ),
    "movement": (
        "Homotopy",
        "ComplexHomotopy",
    ),
    "rotation": (
        "Rotate",
        "Rotating",
    ),
    "specialized": ("Broadcast",),
    "transform": (
        "ApplyComplexFunction",
        "ApplyFunction",
        "ApplyMatrix",
        "ApplyMethod",
        "ApplyPointwiseFunction",
        "ClockwiseTransform",
        "CounterclockwiseTransform",
        "CyclicReplace",
        "FadeToColor",
        "FadeTransform",
        "FadeTransformPieces",
        "MoveToTarget",
        "ReplacementTransform",
        "Restore",
        "ScaleInPlace",
        "ShrinkToCenter",
        "Swap",
        "Transform",
        "TransformFromCopy",
        "_MethodAnimation",
    ),
    "transform_matching_parts": (
        "TransformMatchingShapes",
        "TransformMatchingTex",
    ),
}

SAFE = frozenset(f"manim.animation.{module}.{name}" for module, names in _SAFE.items() for name in names)
"""Full names; a class that a script derives is never one of them."""

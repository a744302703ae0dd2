"""Names of ManimGL and of older versions of Manim, and what means the same now."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OldCall:
    """A call that is written in another form now: `name` is what is called in its place.

    `places` say for each argument given by position which keyword it gets; "" leaves it as it is, and a minus
    before the keyword turns a direction around. `keywords` say the same of arguments that have a keyword. Of
    `added`, each argument is written down unless its keyword is there already. What is not `certain` is only
    much like the old one.
    """

    name: str
    places: tuple[str, ...] = ("",)
    keywords: dict[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    certain: bool = True


SAME = {
    # animations
    "ShowCreation": "Create",
    "UnShowCreation": "Uncreate",
    "VShowPassingFlash": "ShowPassingFlash",
    "WiggleOutThenIn": "Wiggle",
    "VFadeIn": "FadeIn",
    "VFadeOut": "FadeOut",
    "DrawBorderAndFill": "DrawBorderThenFill",
    "GrowFromCentre": "GrowFromCenter",
    # formulas and texts
    "TexMobject": "MathTex",
    "OldTex": "MathTex",
    "MTex": "MathTex",
    "SingleStringTex": "SingleStringMathTex",
    "SingleStringTexMobject": "SingleStringMathTex",
    "TexText": "Tex",
    "OldTexText": "Tex",
    "MTexText": "Tex",
    "TexTextMobject": "Tex",
    # mobjects
    "ParametricSurface": "Surface",
    "VCube": "Cube",
    "VPrism": "Prism",
    "DashedMobject": "DashedVMobject",
    "NumberPlane2D": "NumberPlane",
    "Axes2D": "Axes",
    "Axes3D": "ThreeDAxes",
    # scenes
    "InteractiveScene": "Scene",
    # constants and functions
    "Color": "ManimColor",
    "TL": "UL",
    "TR": "UR",
    "BL": "DL",
    "BR": "DR",
    "CENTER": "ORIGIN",
    "CENTRE": "ORIGIN",
    "MIDDLE": "ORIGIN",
    "ZERO": "ORIGIN",
    "DEGREE": "DEGREES",
    "DEG": "DEGREES",
    "TWO_PI": "TAU",
    "FRAME_WIDTH": "config.frame_width",
    "FRAME_HEIGHT": "config.frame_height",
    "FRAME_X_RADIUS": "config.frame_x_radius",
    "FRAME_Y_RADIUS": "config.frame_y_radius",
    "FRAME_RATE": "config.frame_rate",
    "ASPECT_RATIO": "config.aspect_ratio",
    "PIXEL_WIDTH": "config.pixel_width",
    "PIXEL_HEIGHT": "config.pixel_height",
    "BACKGROUND_COLOR": "config.background_color",
    "TOP": "config.top",
    "BOTTOM": "config.bottom",
    "LEFT_SIDE": "config.left_side",
    "RIGHT_SIDE": "config.right_side",
    "get_norm": "np.linalg.norm",
    "norm": "np.linalg.norm",
    "INF": "np.inf",
    "INFINITY": "np.inf",
    "clamp": "clip",
    "lerp": "interpolate",
    "mix_colors": "interpolate_color",
    "lerp_color": "interpolate_color",
    "interpolate_colors": "interpolate_color",
    "blend_colors": "interpolate_color",
    "ease_linear": "linear",
}
"""What is called otherwise and means the same, with the same arguments."""

SAME |= {
    name: short + side[0]
    for short, words in (("U", ("UP", "TOP", "UPPER")), ("D", ("DOWN", "BOTTOM", "LOWER")))
    for word in words
    for side in ("LEFT", "RIGHT")
    for name in (f"{word}_{side}", f"{side}_{word}")
}

CALLS = {
    "FadeInFrom": OldCall("FadeIn", ("", "-shift"), {"direction": "-shift"}, ("shift=UP",)),
    "FadeInFromDown": OldCall("FadeIn", added=("shift=UP",)),
    "FadeInFromUp": OldCall("FadeIn", added=("shift=DOWN",)),
    "FadeInFromLeft": OldCall("FadeIn", added=("shift=RIGHT",)),
    "FadeInFromRight": OldCall("FadeIn", added=("shift=LEFT",)),
    "FadeInFromLarge": OldCall("FadeIn", ("", "scale"), {"scale_factor": "scale"}, ("scale=2",)),
    "FadeInFromPoint": OldCall("FadeIn", ("", "target_position"), {"point": "target_position"}),
    "FadeInAndShift": OldCall("FadeIn", ("", "shift"), {"direction": "shift"}, ("shift=DOWN",)),
    "FadeOutAndShift": OldCall("FadeOut", ("", "shift"), {"direction": "shift"}, ("shift=DOWN",)),
    "FadeOutAndShiftDown": OldCall("FadeOut", added=("shift=DOWN",)),
    "FadeOutToPoint": OldCall("FadeOut", ("", "target_position"), {"point": "target_position"}),
    "CircleIndicate": OldCall("Circumscribe", added=("shape=Circle",), certain=False),
    "SmallDot": OldCall("Dot", ("", "radius"), added=("radius=DEFAULT_SMALL_DOT_RADIUS",)),
}
CALLS |= {
    name: OldCall("RegularPolygon", (), added=(f"n={corners}",))
    for name, corners in {
        "Pentagon": 5,
        "Hexagon": 6,
        "Heptagon": 7,
        "Octagon": 8,
        "Nonagon": 9,
        "Decagon": 10,
        "Dodecagon": 12,
    }.items()
}
"""What is called in another form now."""

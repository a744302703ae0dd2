"""Making a script's formulas with a spot in place of each glyph, to learn what Manim asks TeX for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import manim
from manim import (
    ORIGIN,
    RIGHT,
    UP,
    BarChart,
    BraceLabel,
    BraceText,
    DecimalNumber,
    DecimalTable,
    IntegerTable,
    LabeledDot,
    MathTable,
    MathTex,
    Matrix,
    SingleStringMathTex,
    Tex,
    Variable,
    VGroup,
    VMobject,
)
from manim.mobject.text import tex_mobject
from manim.utils.tex import TexTemplate

from core.render.engine.tex_formula import Formula
from core.render.engine.tex_reading import Names, Reader
from core.render.engine.tex_values import UNKNOWN

_MAKERS = (
    SingleStringMathTex,
    DecimalNumber,
    Variable,
    Matrix,
    MathTable,
    IntegerTable,
    DecimalTable,
    LabeledDot,
    BarChart,
    BraceLabel,
)
_NUMBERED = re.compile(
    r"(?:Decimal|Integer)(?:Number|Matrix|Table)?|Variable|BarChart|include_numbers|numbers_to_include"
    r"|add_(?:numbers|coordinates)|get_number_mobjects?"
)
_DIGITS = "0123456789.-+,"
"""The characters that DecimalNumber sets, each as a formula."""

_AXIS_LABELS = ("get_x_axis_label", "get_y_axis_label", "get_z_axis_label")
_LABELS = ("get_tex", "get_text", "get_axis_labels", "get_graph_label", *_AXIS_LABELS)
_MAKER_NAMES = {
    name for name, value in vars(manim).items() if isinstance(value, type) and issubclass(value, _MAKERS)
}
_DECIDING = re.compile(
    r"tex_(?:template|environment|to_color_map)|arg_separator|substrings_to_isolate|label_constructor|mob_class"
    r"|element_to_mobject\w*|unit|var_type"
)
"""The keywords without which a formula would be another one; colours and sizes may stay unknown."""

_MOST = 150
"""Most formulas that are looked for."""


def asks_for_tex(words: frozenset[str]) -> bool:
    """Whether a script with these words in it may make a formula."""
    return not words.isdisjoint(_MAKER_NAMES.union(_LABELS)) or _shows_numbers(words)


def _shows_numbers(words: frozenset[str]) -> bool:
    return any(map(_NUMBERED.fullmatch, words))


class Imagined:
    """A script's formulas, each told once. It changes Manim's classes: it is for a process that ends."""

    def __init__(self, words: frozenset[str], names: Names, tell: Callable[[Formula], None]) -> None:
        self._words, self._names, self._tell = words, names, tell
        self._told: set[Formula] = set()
        vars(tex_mobject)["tex_to_svg_file"] = self._asked
        SingleStringMathTex.init_svg_mobject = _put_spot  # type: ignore[method-assign, assignment]

    def read(self, tree: ast.Module) -> None:
        """Tell what the script's functions will ask for, then the digits where it shows numbers."""
        Reader(tree, self._names, self._hear).read()
        if _shows_numbers(self._words):
            for character in _DIGITS:
                MathTex(character)
        # What these classes make besides is the same whatever they are called with.
        if "Variable" in self._words:
            MathTex("=")
        if "BulletedList" in self._words:
            MathTex("\\cdot")

    def _asked(
        self, expression: str, environment: str | None = None, tex_template: TexTemplate | None = None
    ) -> Path:
        template = manim.config["tex_template"] if tex_template is None else tex_template
        formula = Formula.asked(expression, environment, template)
        if formula not in self._told and len(self._told) < _MOST:
            self._told.add(formula)
            self._tell(formula)
        return Path("formula.svg")

    def _hear(self, called: object, args: tuple[object, ...], keywords: Names) -> None:
        try:
            if isinstance(called, str):
                _make_label(called, args, keywords)
            elif isinstance(called, type) and issubclass(called, _MAKERS):
                _make(called, args, keywords)
        except Exception:  # noqa: BLE001, S110 - the scene will meet the same error, and then it is told
            pass


def _make(made: type, args: tuple[object, ...], keywords: Names) -> None:
    if args and args[0] is UNKNOWN:
        if issubclass(made, (DecimalNumber, Variable)):
            args = (0, *args[1:])
        elif issubclass(made, BraceLabel):
            args = (_spot(), *args[1:])
    unknown = {name for name, value in keywords.items() if value is UNKNOWN}
    if issubclass(made, BraceText) or any(arg is UNKNOWN for arg in args):
        return
    if any(map(_DECIDING.fullmatch, unknown)):
        return
    made(*args, **{name: value for name, value in keywords.items() if name not in unknown})


def _make_label(method: str, args: tuple[object, ...], keywords: Names) -> None:
    """What the methods that label something make of their words."""
    if method == "get_tex":
        _make(MathTex, args, {})
    elif method == "get_text":
        _make(Tex, args, {})
    elif method == "get_axis_labels":
        given = dict(zip(("x_label", "y_label", "z_label"), args, strict=False))
        for label in {"x_label": "x", "y_label": "y", **given, **keywords}.values():
            _make_text(label)
    elif method == "get_graph_label":
        _make_text(keywords.get("label", args[1] if len(args) > 1 else "f(x)"))
    elif method in _AXIS_LABELS:
        _make_text(keywords.get("label", args[0] if args else UNKNOWN))


def _make_text(label: object) -> None:
    if isinstance(label, (str, int, float)):
        MathTex(str(label))


class _Parts(dict[str, VGroup]):
    """Stands in for the groups of an SVG: whichever is asked for is there."""

    def __missing__(self, name: str) -> VGroup:
        return VGroup(_spot())


def _put_spot(formula: Any, use_svg_cache: bool) -> Any:  # noqa: ARG001
    formula.add(_spot())
    formula.id_to_vgroup_dict = _Parts()
    return formula


def _spot() -> VMobject:
    return VMobject().set_points_as_corners([ORIGIN, RIGHT, RIGHT + UP, ORIGIN])

"""Filling a scene's constants with what a prompt mentions; what cannot be used is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import degrees

import sympy

from core.model import Brief
from core.shelf.catalogue import ShelfScene
from core.shelf.curves import (
    formula_in,
    fraction_source,
    is_drawable,
    is_smooth,
    plain,
    taylor_coefficients,
    whole,
)
from core.shelf.expression import ExpressionRefused, X, python_source, tex
from core.shelf.mentions import Mentions
from core.shelf.parameter import Kind, Parameter
from core.shelf.source import constant_source, with_constants, without_catalogue
from core.shelf.words import plain_text


@dataclass(frozen=True, slots=True)
class Filling:
    """A scene's source with its constants filled in.

    `shown` says which values came from the prompt, `notes` what could not be used and what stands instead.
    """

    source: str
    shown: tuple[str, ...]
    notes: tuple[str, ...]


def fill(scene: ShelfScene, brief: Brief) -> Filling:
    """The scene for this brief."""
    filler = _Filler(scene, Mentions(plain_text(brief.prompt)))
    for kind in _ORDER:
        for parameter in scene.parameters:
            if parameter.kind is kind:
                _FILLERS[kind](filler, parameter)
    values = filler.values | {"COMPLEXITY": f'"{brief.complexity}"', "DURATION": repr(float(brief.duration))}
    source = without_catalogue(with_constants(scene.source, values))
    return Filling(source, tuple(filler.shown), tuple(filler.notes))


@dataclass(slots=True)
class _Filler:
    """What is found so far: constants' new sources, and sentences about them."""

    scene: ShelfScene
    mentions: Mentions
    values: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    functions: dict[str, sympy.Expr] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A constant's value: the one filled in, or the scene's own."""
        return float(self.values.get(name) or constant_source(self.scene.source, name))

    def formula(self, name: str) -> sympy.Expr:
        return self.functions.get(name) or formula_in(constant_source(self.scene.source, name))

    def within(self, value: float, parameter: Parameter, what: str = "") -> float:
        """The value, or the nearest that the scene can show, with a note."""
        nearest = max(parameter.low, min(parameter.high, value))
        if nearest != value:
            side = "more" if value > nearest else "less"
            what = what or parameter.names[0]
            self.notes.append(
                f"{what}: {whole(value)} is {side} than this scene can show, so {whole(nearest)} is used."
            )
        return nearest

    # Formulas

    def function(self, parameter: Parameter) -> None:
        try:
            formula = self.mentions.function()
        except ExpressionRefused as error:
            own = plain(self.formula(parameter.names[0]))
            self.notes.append(f"The function cannot be used ({error}), so {own} stands in its place.")
            return
        if formula is None:
            return
        self.functions[parameter.names[0]] = formula.value
        self.values[parameter.names[0]] = f"lambda x: {python_source(formula.value)}"
        self.shown.append(plain(formula.value))

    def give_up(self, name: str) -> None:
        """Go back to the scene's own function."""
        own = plain(formula_in(constant_source(self.scene.source, name)))
        asked = plain(self.functions.pop(name))
        self.values.pop(name)
        self.shown.remove(asked)
        self.notes.append(f"{asked} cannot be drawn here, so {own} stands in its place.")

    def label(self, parameter: Parameter) -> None:
        if parameter.function in self.functions:
            self.values[parameter.names[0]] = _raw(tex(self.formula(parameter.function)))

    def slope_label(self, parameter: Parameter) -> None:
        if parameter.function in self.functions:
            slope = tex(sympy.diff(self.formula(parameter.function), X))
            self.values[parameter.names[0]] = _raw(slope if len(slope) <= 160 else r"\dots")

    def quadratic(self, parameter: Parameter) -> None:
        try:
            formula = self.mentions.function()
        except ExpressionRefused as error:
            self.notes.append(
                f"The equation cannot be used ({error}), so the scene's own stands in its place."
            )
            return
        if formula is None:
            return
        polynomial = formula.value.as_poly(X)
        if polynomial is None or polynomial.degree() != 2:
            self.notes.append(
                f"{plain(formula.value)} is not quadratic, so the scene's own equation is used."
            )
            return
        factors = [float(factor) for factor in polynomial.all_coeffs()]
        if max(map(abs, factors)) > parameter.high or abs(factors[0]) < 0.01:
            self.notes.append(f"The numbers of {plain(formula.value)} are too far apart for the board.")
            return
        for name, factor in zip(parameter.names, factors, strict=True):
            self.values[name] = repr(factor)
        self.shown.append(plain(formula.value))

    def taylor(self, parameter: Parameter) -> None:
        """The coefficients that belong to the function, the center and the order."""
        asked = self.mentions.named_count(("order", "degree"))
        terms = self.mentions.named_count(("terms",)) if asked is None else None
        if asked is None and terms is None and not self.functions and parameter.point not in self.values:
            return
        order = 7 if asked is None else round(self.within(asked, parameter, "Order"))
        order = 14 if terms is not None else order
        value, center = self.formula(parameter.function), self.number(parameter.point)
        coefficients = taylor_coefficients(value, center, order)
        if coefficients is None:
            for other in (1.0, 0.0, 2.0, 0.5, -1.0):
                coefficients = taylor_coefficients(value, other, order)
                if coefficients:
                    self.notes.append(
                        f"{plain(value)} is not smooth at {center:g}, so the center is {other:g}."
                    )
                    self.values[parameter.point] = repr(other)
                    break
            else:
                self.give_up(parameter.function)
                coefficients = taylor_coefficients(self.formula(parameter.function), center, order) or ()
        if len(coefficients) <= order and terms is None:
            last = len(coefficients) - 1
            self.notes.append(
                f"{plain(value)} gets too complicated beyond order {last}, so that is the last."
            )
        if terms is not None:
            coefficients = _first_terms(coefficients, terms)
        self.values[parameter.names[0]] = f"[{', '.join(map(fraction_source, coefficients))}]"
        if asked is not None or terms is not None:
            self.shown.append(f"order {len(coefficients) - 1}")

    # Numbers

    def count(self, parameter: Parameter) -> None:
        asked = self.mentions.named_count(parameter.words)
        if asked is not None:
            number = round(self.within(asked, parameter, parameter.words[0].capitalize()))
            self.values[parameter.names[0]] = str(number)
            self.shown.append(f"{number} {parameter.words[0].removesuffix('s' * (number == 1))}")

    def single(self, parameter: Parameter) -> None:
        asked = self.mentions.named_number(parameter.words)
        if asked is not None:
            number = self.within(asked, parameter, parameter.names[0].capitalize())
            self.values[parameter.names[0]] = _source(number)
            self.shown.append(f"{parameter.names[0].lower()} {whole(number)}")

    def angle(self, parameter: Parameter) -> None:
        text = self.mentions.text
        asked = self.mentions.named_number(parameter.words)
        if asked is None:
            return
        if re.search(r"(?<![a-z])pi\b|radian", text):
            asked = degrees(asked)
        turned = round(asked, 6) if 0 <= asked <= 360 else round(asked % 360, 6)
        if turned != round(asked, 6):
            self.notes.append(f"{whole(asked)}° ends at the same place as {turned:g}°, which is shown.")
        self.values[parameter.names[0]] = repr(float(turned))
        self.shown.append(f"{turned:g}°")

    def pair(self, parameter: Parameter) -> None:
        self.mentions.text = re.sub(r"(?<=\d)-(?=\d)", ", ", self.mentions.text)  # a 3-4-5 triangle
        found = self.mentions.named_pair("a", "b") or self.mentions.numbers()
        if len(found) < 2:
            return
        self._set_all(parameter, found[:2])
        self.shown.append(" and ".join(self.values[name].removesuffix(".0") for name in parameter.names))

    def _set_all(self, parameter: Parameter, numbers: tuple[float, ...]) -> None:
        for name, number in zip(parameter.names, numbers, strict=True):
            self.values[name] = repr(float(self.within(number, parameter)))

    def list(self, parameter: Parameter) -> None:
        found = self.mentions.numbers()
        if not found:
            return
        if len(found) > parameter.most:
            self.notes.append(
                f"{len(found)} numbers are more than the board holds, so the first {parameter.most} are used."
            )
        numbers = [self.within(number, parameter, "List") for number in found[: parameter.most]]
        if parameter.kind is Kind.SORTED_LIST and numbers != sorted(numbers):
            numbers.sort()
            self.notes.append("The list was not sorted; it is put in order first, as the method needs it.")
        self.values[parameter.names[0]] = f"[{', '.join(map(_source, numbers))}]"
        self.shown.append(", ".join(map(whole, numbers)))

    # Places

    def interval(self, parameter: Parameter) -> None:
        found = self.mentions.interval()
        if found:
            low, high = sorted(found)
            if found[0] > found[1]:
                self.notes.append(f"The interval runs backwards; it is shown from {low:g} to {high:g}.")
            low, high = self.within(low, parameter, "Start"), self.within(high, parameter, "End")
            if high - low < 1e-3:
                self.notes.append("The interval has no width, so the scene's own is used.")
            else:
                self._set_interval(parameter, low, high)
        function = next((p for p in self.scene.parameters if p.kind is Kind.FUNCTION), None)
        if function:
            self._check_interval(parameter, function.names[0])
        if all(name in self.values for name in parameter.names):
            low, high = (self.number(name) for name in parameter.names)
            self.shown.append(f"from {low:g} to {high:g}")

    def _set_interval(self, parameter: Parameter, low: float, high: float) -> None:
        start, end = parameter.names
        self.values |= {start: repr(float(low)), end: repr(float(high))}

    def _check_interval(self, parameter: Parameter, name: str) -> None:
        """Move to an interval where the function can be drawn, or go back to the scene's own function."""
        low, high = _own_or(self, parameter)
        value = self.formula(name)
        if is_drawable(value, low, high):
            return
        for other in ((0.0, 3.0), (1.0, 3.0), (0.0, 1.0), (0.5, 2.0), (-1.0, 1.0), (-0.5, 0.5)):
            if is_drawable(value, *other):
                self.notes.append(
                    f"{plain(value)} cannot be drawn everywhere from {low:g} to {high:g}, "
                    f"so the interval is {other[0]:g} to {other[1]:g}."
                )
                self._set_interval(parameter, *other)
                return
        if name in self.functions:
            self.give_up(name)
            self._check_interval(parameter, name)

    def point(self, parameter: Parameter) -> None:
        """A number on a curve: moved to where the curve has a slope."""
        self.single(parameter)
        function = next((p for p in self.scene.parameters if p.kind is Kind.FUNCTION), None)
        if function is None or function.point != parameter.names[0]:
            return
        value, at = self.formula(function.names[0]), self.number(parameter.names[0])
        what = parameter.names[0].lower()
        if is_smooth(value, at):
            return
        for other in (1.0, 0.5, 2.0, 0.0, -1.0):
            if is_smooth(value, other):
                self.notes.append(f"{plain(value)} is not smooth at {at:g}, so the {what} is {other:g}.")
                self.values[parameter.names[0]] = repr(other)
                self.shown = [text for text in self.shown if not text.startswith(what)]
                return
        if function.names[0] in self.functions:
            self.give_up(function.names[0])
            self.values.pop(parameter.names[0], None)
        self.shown = [text for text in self.shown if not text.startswith(what)]

    def upper_end(self, parameter: Parameter) -> None:
        found = self.mentions.interval()
        if not found:
            return
        if found[0] != 0:
            self.notes.append("This scene starts at 0.")
        end = self.within(found[1], parameter, "End")
        self.values[parameter.names[0]] = repr(float(end))
        self.shown.append(f"from 0 to {end:g}")

    def vectors(self, parameter: Parameter) -> None:
        found = self.mentions.pairs()
        for name, pair in zip(parameter.names, found, strict=False):
            x, y = (self.within(part, parameter, "Component") for part in pair)
            if x == y == 0:
                self.notes.append("A vector of length 0 has no arrow, so the scene's own is used.")
                continue
            self.values[name] = f"({float(x)!r}, {float(y)!r})"
            self.shown.append(f"({x:g}, {y:g})")
        if len(found) > len(parameter.names):
            self.notes.append(f"This scene shows the first {len(parameter.names)} vectors.")
        if not found and "(" in self.mentions.text and len(self.mentions.numbers()) > 2:
            self.notes.append(
                "This scene takes vectors with two components, such as (2, 1); its own are used."
            )

    def matrix(self, parameter: Parameter) -> None:
        rows = self.mentions.matrix()
        if rows is None:
            return
        if [len(row) for row in rows] != [2, 2]:
            self.notes.append("This scene takes a matrix with two rows of two numbers; its own is used.")
            return
        kept = [[float(self.within(part, parameter, "Entry")) for part in row] for row in rows]
        self.values[parameter.names[0]] = repr(kept)
        self.shown.append(
            "[" + ", ".join("[" + ", ".join(f"{part:g}" for part in row) + "]" for row in kept) + "]"
        )

    def choice(self, parameter: Parameter) -> None:
        words = self.mentions.text.replace("saw tooth", "sawtooth").replace("triangular", "triangle").split()
        chosen = next((word for word in parameter.words if any(w.startswith(word) for w in words)), None)
        if chosen:
            self.values[parameter.names[0]] = f'"{chosen}"'
            self.shown.append(chosen)


_FILLERS: dict[Kind, Callable[[_Filler, Parameter], None]] = {
    Kind.MATRIX: _Filler.matrix,
    Kind.VECTORS: _Filler.vectors,
    Kind.CHOICE: _Filler.choice,
    Kind.FUNCTION: _Filler.function,
    Kind.QUADRATIC: _Filler.quadratic,
    Kind.INTERVAL: _Filler.interval,
    Kind.UPPER_END: _Filler.upper_end,
    Kind.COUNT: _Filler.count,
    Kind.NUMBER: _Filler.point,
    Kind.ANGLE: _Filler.angle,
    Kind.TAYLOR: _Filler.taylor,
    Kind.PAIR: _Filler.pair,
    Kind.LIST: _Filler.list,
    Kind.SORTED_LIST: _Filler.list,
    Kind.TEX: _Filler.label,
    Kind.SLOPE_TEX: _Filler.slope_label,
}
_ORDER = tuple(_FILLERS)
"""What is read first is not read again: brackets before numbers, and labels when the function is settled."""


def _own_or(filler: _Filler, parameter: Parameter) -> tuple[float, float]:
    start, end = parameter.names
    return filler.number(start), filler.number(end)


def _first_terms(coefficients: tuple[float, ...], terms: float) -> tuple[float, ...]:
    """The coefficients up to the last of so many terms that are not 0."""
    useful = [k for k, factor in enumerate(coefficients) if factor]
    if not useful:
        return coefficients
    last = useful[min(len(useful), max(1, round(terms))) - 1]
    return coefficients[: max(last, 1) + 1]


def _source(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def _raw(text: str) -> str:
    """A TeX text as a Python literal."""
    return f'r"{text}"' if "\\" in text else f'"{text}"'

"""Whether a formula can be drawn where a scene wants it, and what the scene must know about it."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from math import factorial, isfinite, pi

import sympy

from core.shelf.expression import X, read_formula, value_at
from core.shelf.words import plain_text

HIGHEST = 1e5
"""Largest height of a curve that still makes a readable axis."""

_SAMPLES = 160
_LARGEST_DERIVATIVE = 1500
"""Operations in a derivative; beyond it the next one would take long."""


def formula_in(constant: str) -> sympy.Expr:
    """The formula of a scene's own function, such as `lambda x: np.sin(x)`."""
    formula = read_formula(plain_text(constant.partition(":")[2].replace("np.", "")))
    if formula is None:
        raise ValueError(f"{constant} is not a function of x.")
    return formula.value


def is_drawable(value: sympy.Expr, low: float, high: float) -> bool:
    """Whether the curve has a moderate height everywhere in between, without jumps."""
    step = (high - low) / _SAMPLES
    heights = [value_at(value, low + step * k) for k in range(_SAMPLES + 1)]
    known = [height for height in heights if height is not None and abs(height) <= HIGHEST]
    if len(known) < len(heights):
        return False
    span = max(known) - min(known)
    # A pole between two samples shows as a leap over much of the whole height.
    return all(abs(b - a) <= max(0.5 * span, 1e-9) for a, b in itertools.pairwise(known))


def is_smooth(value: sympy.Expr, point: float) -> bool:
    """Whether a tangent can be drawn at the point and a little around it."""
    slope = value_at(sympy.diff(value, X), point)
    if slope is None or abs(slope) > 1e3:
        return False
    heights = [value_at(value, point + 0.01 * k / 10) for k in range(-10, 11)]
    known = [height for height in heights if height is not None and abs(height) <= HIGHEST]
    if len(known) < len(heights) or max(known) - min(known) > max(1.0, abs(slope)):
        return False
    # A kink, as |x| has at 0, shows as two slopes.
    before, here, after = (value_at(value, point + nudge) or 0.0 for nudge in (-1e-5, 0, 1e-5))
    return abs((after - here) - (here - before)) <= 1e-5 * max(0.05, 0.05 * abs(slope))


def taylor_coefficients(value: sympy.Expr, center: float, order: int) -> tuple[float, ...] | None:
    """Factors of 1, (x - center), ... up to the order, or fewer; None where the function is not smooth."""
    found: list[float] = []
    derivative = value
    for k in range(order + 1):
        height = value_at(derivative, center)
        if height is None or not isfinite(height) or abs(height) / factorial(k) > HIGHEST:
            return None
        found.append(height / factorial(k))
        if k < order:
            derivative = sympy.diff(derivative, X)
            if derivative.count_ops() > _LARGEST_DERIVATIVE:
                break
    return tuple(0.0 if abs(factor) < 1e-14 else factor for factor in found)


def fraction_source(factor: float) -> str:
    """The number as Python, as a fraction where it is one: -1 / 6."""
    near = Fraction(factor).limit_denominator(200_000)
    for fraction in (near, _unit_fraction(factor)):
        if fraction is not None and abs(float(fraction) - factor) <= 1e-12 * abs(factor):
            top, bottom = fraction.numerator, fraction.denominator
            return str(top) if bottom == 1 else f"{top} / {bottom}"
    return repr(float(f"{factor:.12g}"))


def _unit_fraction(factor: float) -> Fraction | None:
    """1/n for the tiny factors of late terms."""
    return Fraction(1, round(1 / factor)) if 1e-12 < abs(factor) < 1e-3 else None


def plain(value: sympy.Expr) -> str:
    """The formula as people type it: 2x^2 - 3sin(x), e^(2x), |x|."""
    text = str(value).replace("**", "^").replace("log(", "ln(")
    text = re.sub(r"\bexp\((-?\w+)\)", r"e^\1", text).replace("exp(", "e^(")
    text = re.sub(r"Abs\(([^()]*)\)", r"|\1|", text).replace("Abs(", "abs(")
    return re.sub(r"(?<![\w^])(\d+)\*(?=[a-z(|])", r"\1", text).replace("*", "·")


def whole(value: float) -> str:
    """The number as people write it."""
    return f"{value:,.0f}" if abs(value) >= 1e6 else f"{value:g}"


def place(value: float) -> str:
    """The number on an axis as people write it, small parts of pi by their name: -π/2."""
    for bottom in (1, 2, 3, 4, 6):
        top = round(value / pi * bottom)
        if 0 < abs(top) <= 24 and abs(value - top * pi / bottom) < 1e-8:
            name = f"{abs(top) if abs(top) > 1 else ''}π{f'/{bottom}' if bottom > 1 else ''}"
            return f"-{name}" if top < 0 else name
    return whole(value)

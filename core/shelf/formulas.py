"""Filling in a formula: a function of x with its TeX, or the coefficients of a quadratic."""

from __future__ import annotations

import sympy

from core.shelf.curves import plain
from core.shelf.draft import Draft
from core.shelf.equations import equation_in, function_in
from core.shelf.expression import ExpressionRefused, X, python_source, tex
from core.shelf.parameter import Parameter


def function(draft: Draft, parameter: Parameter) -> None:
    """The longest formula of the prompt."""
    try:
        formula = function_in(draft.mentions)
    except ExpressionRefused as error:
        own = plain(draft.formula(parameter.names[0]))
        draft.notes.append(f"The function cannot be used ({error}), so {own} stands in its place.")
        return
    if formula is None:
        return
    draft.functions[parameter.names[0]] = formula.value
    draft.values[parameter.names[0]] = f"lambda x: {python_source(formula.value)}"
    draft.show(parameter, plain(formula.value))


def label(draft: Draft, parameter: Parameter) -> None:
    """The TeX of a function that was filled in."""
    if parameter.function in draft.functions:
        draft.values[parameter.names[0]] = _raw(tex(draft.formula(parameter.function)))


def slope_label(draft: Draft, parameter: Parameter) -> None:
    """The TeX of the slope of a function that was filled in."""
    if parameter.function in draft.functions:
        slope = tex(sympy.diff(draft.formula(parameter.function), X))
        draft.values[parameter.names[0]] = _raw(slope if len(slope) <= 160 else r"\dots")


def quadratic(draft: Draft, parameter: Parameter) -> None:
    """The three factors of a quadratic, as an equation or their letters give them."""
    named = draft.mentions.named(tuple(name.lower() for name in parameter.names))
    if any(factor is not None for factor in named):
        pairs = zip(parameter.names, named, strict=True)
        _set_factors(draft, parameter, [draft.number(n) if f is None else f for n, f in pairs])
        return
    try:
        formula = equation_in(draft.mentions)
    except ExpressionRefused as error:
        draft.notes.append(f"The equation cannot be used ({error}), so the scene's own stands in its place.")
        return
    if formula is None:
        return
    polynomial = formula.value.as_poly(X)
    if polynomial is None or polynomial.degree() != 2:
        draft.notes.append(f"{plain(formula.value)} is not quadratic, so the scene's own equation is used.")
        return
    _set_factors(draft, parameter, [float(factor) for factor in polynomial.all_coeffs()])


def _set_factors(draft: Draft, parameter: Parameter, factors: list[float]) -> None:
    asked = plain(sum(sympy.Rational(str(factor)) * X**k for k, factor in enumerate(reversed(factors))))
    if max(map(abs, factors)) > parameter.high or abs(factors[0]) < 0.01:
        draft.notes.append(
            f"The numbers of {asked} are too far apart for the board, so the scene's own are used."
        )
        return
    for name, factor in zip(parameter.names, factors, strict=True):
        draft.values[name] = repr(factor)
    draft.show(parameter, asked)


def _raw(text: str) -> str:
    """A TeX text as a Python literal."""
    return f'r"{text}"' if "\\" in text else f'"{text}"'

"""Filling in Taylor coefficients."""

from __future__ import annotations

from core.shelf.curves import fraction_source, plain, taylor_coefficients
from core.shelf.draft import Draft
from core.shelf.parameter import Parameter


def taylor(draft: Draft, parameter: Parameter) -> None:
    """The coefficients that belong to the function, the center and the order."""
    asked = draft.mentions.valued(("order", "degree", "up to x^", "n"))
    terms = draft.mentions.counted(("terms",)) if asked is None else None
    if asked is None and terms is None and not draft.functions and parameter.point not in draft.values:
        return
    order = 7 if asked is None else round(draft.within(asked, parameter))
    order = 14 if terms is not None else order
    value, center = draft.formula(parameter.function), draft.number(parameter.point)
    coefficients = taylor_coefficients(value, center, order)
    if coefficients is None:
        for other in (1.0, 0.0, 2.0, 0.5, -1.0):
            coefficients = taylor_coefficients(value, other, order)
            if coefficients:
                draft.notes.append(f"{plain(value)} is not smooth at {center:g}, so the center is {other:g}.")
                draft.values[parameter.point] = repr(other)
                break
        else:
            draft.give_up(parameter.function)
            coefficients = taylor_coefficients(draft.formula(parameter.function), center, order) or ()
    if len(coefficients) <= order and terms is None:
        last = len(coefficients) - 1
        draft.notes.append(f"{plain(value)} gets too complicated beyond order {last}, so that is the last.")
    if terms is not None:
        coefficients = _first_terms(coefficients, terms)
    draft.values[parameter.names[0]] = f"[{', '.join(map(fraction_source, coefficients))}]"
    if asked is not None or terms is not None:
        draft.show(parameter, str(len(coefficients) - 1))


def _first_terms(coefficients: tuple[float, ...], terms: float) -> tuple[float, ...]:
    """The coefficients up to the last of so many terms that are not 0."""
    useful = [k for k, factor in enumerate(coefficients) if factor]
    if not useful:
        return coefficients
    last = useful[min(len(useful), max(1, round(terms))) - 1]
    return coefficients[: max(last, 1) + 1]

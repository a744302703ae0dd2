"""Filling in places on the x axis: an interval or a point, moved to where the function can be drawn."""

from __future__ import annotations

from core.shelf.curves import is_drawable, is_smooth, place, plain
from core.shelf.draft import Draft
from core.shelf.numbers import measure
from core.shelf.parameter import Kind, Parameter


def interval(draft: Draft, parameter: Parameter) -> None:
    """The two ends, moved to where the scene's function can be drawn."""
    found = draft.mentions.interval()
    if found:
        low, high = sorted(found)
        if found[0] > found[1]:
            draft.notes.append(f"The interval runs backwards; it is shown from {low:g} to {high:g}.")
        low, high = draft.within(low, parameter, "the start #"), draft.within(high, parameter, "the end #")
        if high - low < 1e-3:
            draft.notes.append("The interval has no width, so the scene's own is used.")
        else:
            _set_interval(draft, parameter, low, high)
    function = next((p for p in draft.scene.parameters if p.kind is Kind.FUNCTION), None)
    if function:
        _check_interval(draft, parameter, function.names[0])
    if all(name in draft.values for name in parameter.names):
        low, high = (draft.number(name) for name in parameter.names)
        draft.show(parameter, f"{place(low)} to {place(high)}")


def _set_interval(draft: Draft, parameter: Parameter, low: float, high: float) -> None:
    start, end = parameter.names
    draft.values |= {start: repr(float(low)), end: repr(float(high))}


def _check_interval(draft: Draft, parameter: Parameter, name: str) -> None:
    """Move to an interval where the function can be drawn, or go back to the scene's own function."""
    low, high = (draft.number(end) for end in parameter.names)
    value = draft.formula(name)
    if is_drawable(value, low, high):
        return
    for other in ((0.0, 3.0), (1.0, 3.0), (0.0, 1.0), (0.5, 2.0), (-1.0, 1.0), (-0.5, 0.5)):
        if is_drawable(value, *other):
            draft.notes.append(
                f"{plain(value)} cannot be drawn everywhere from {low:g} to {high:g}, "
                f"so the interval is {other[0]:g} to {other[1]:g}."
            )
            _set_interval(draft, parameter, *other)
            return
    if name in draft.functions:
        draft.give_up(name)
        _check_interval(draft, parameter, name)


def point(draft: Draft, parameter: Parameter) -> None:
    """A number on a curve: moved to where the curve has a slope."""
    measure(draft, parameter)
    function = next((p for p in draft.scene.parameters if p.kind is Kind.FUNCTION), None)
    if function is None or function.point != parameter.names[0]:
        return
    value, at = draft.formula(function.names[0]), draft.number(parameter.names[0])
    what = parameter.names[0].lower()
    if is_smooth(value, at):
        return
    for other in (1.0, 0.5, 2.0, 0.0, -1.0):
        if is_smooth(value, other):
            draft.notes.append(f"{plain(value)} is not smooth at {at:g}, so the {what} is {other:g}.")
            draft.values[parameter.names[0]] = repr(other)
            draft.shown.pop(parameter.names[0], None)
            return
    if function.names[0] in draft.functions:
        draft.give_up(function.names[0])
        draft.values.pop(parameter.names[0], None)
    draft.shown.pop(parameter.names[0], None)


def upper_end(draft: Draft, parameter: Parameter) -> None:
    """The end of an interval that begins at 0."""
    low, high = draft.mentions.interval() or (0.0, draft.mentions.measured(("up to", "to", "until")))
    if high is None:
        return
    if low != 0:
        draft.notes.append("This scene starts at 0.")
    end = draft.within(high, parameter, "the end #")
    draft.set(parameter, repr(float(end)), place(end))

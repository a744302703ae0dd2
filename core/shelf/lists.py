"""Filling in several numbers together: a pair, a list, vectors or a matrix."""

from __future__ import annotations

import re

from core.shelf.curves import whole
from core.shelf.draft import Draft
from core.shelf.numbers import number_source
from core.shelf.parameter import Kind, Parameter


def pair(draft: Draft, parameter: Parameter) -> None:
    """The first two numbers, or those called a and b."""
    draft.mentions.text = re.sub(r"(?<=\d)-(?=\d)", ", ", draft.mentions.text)  # a 3-4-5 triangle
    found = draft.mentions.named_pair("a", "b") or draft.mentions.numbers()
    if len(found) < 2:
        return
    for name, number in zip(parameter.names, found[:2], strict=True):
        draft.values[name] = repr(float(draft.within(number, parameter)))
    draft.shown.append(" and ".join(draft.values[name].removesuffix(".0") for name in parameter.names))


def items(draft: Draft, parameter: Parameter) -> None:
    """As many numbers as the board holds, in order where the scene needs it."""
    found = draft.mentions.numbers()
    if not found:
        return
    if len(found) > parameter.most:
        draft.notes.append(
            f"{len(found)} numbers are more than the board holds, so the first {parameter.most} are used."
        )
    numbers = [draft.within(number, parameter, "List") for number in found[: parameter.most]]
    if parameter.kind is Kind.SORTED_LIST and numbers != sorted(numbers):
        numbers.sort()
        draft.notes.append("The list was not sorted; it is put in order first, as the method needs it.")
    draft.values[parameter.names[0]] = f"[{', '.join(map(number_source, numbers))}]"
    draft.shown.append(", ".join(map(whole, numbers)))


def vectors(draft: Draft, parameter: Parameter) -> None:
    """The bracketed pairs of numbers."""
    found = draft.mentions.pairs()
    for name, pair in zip(parameter.names, found, strict=False):
        x, y = (draft.within(part, parameter, "Component") for part in pair)
        if x == y == 0:
            draft.notes.append("A vector of length 0 has no arrow, so the scene's own is used.")
            continue
        draft.values[name] = f"({float(x)!r}, {float(y)!r})"
        draft.shown.append(f"({x:g}, {y:g})")
    if len(found) > len(parameter.names):
        draft.notes.append(f"This scene shows the first {len(parameter.names)} vectors.")
    if not found and "(" in draft.mentions.text and len(draft.mentions.numbers()) > 2:
        draft.notes.append("This scene takes vectors with two components, such as (2, 1); its own are used.")


def matrix(draft: Draft, parameter: Parameter) -> None:
    """Two bracketed rows of two numbers."""
    rows = draft.mentions.matrix()
    if rows is None:
        return
    if [len(row) for row in rows] != [2, 2]:
        draft.notes.append("This scene takes a matrix with two rows of two numbers; its own is used.")
        return
    kept = [[float(draft.within(part, parameter, "Entry")) for part in row] for row in rows]
    draft.values[parameter.names[0]] = repr(kept)
    draft.shown.append(
        "[" + ", ".join("[" + ", ".join(f"{part:g}" for part in row) + "]" for row in kept) + "]"
    )

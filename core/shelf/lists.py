"""Filling in several numbers together: a pair, a list, vectors or a matrix."""

from __future__ import annotations

import re
from math import hypot

from core.shelf.curves import whole
from core.shelf.draft import Draft
from core.shelf.numbers import number_source
from core.shelf.parameter import Kind, Parameter
from core.shelf.words import joined


def pair(draft: Draft, parameter: Parameter) -> None:
    """The first two numbers, or those called a and b."""
    draft.mentions.text = re.sub(r"(?<=\d)-(?=\d)", ", ", draft.mentions.text)  # a 3-4-5 triangle
    named = tuple(leg for leg in draft.mentions.named(("a", "b")) if leg is not None)
    found = named if len(named) == 2 else draft.mentions.numbers()
    (long_side,) = draft.mentions.named(("c",))
    if long_side is not None and len(found) > 1 and abs(hypot(*found[:2]) - long_side) > 0.01:
        draft.notes.append(f"The long side follows from the legs, so it is not {whole(long_side)}.")
    if len(found) < 2:
        return
    for name, number in zip(parameter.names, found[:2], strict=True):
        draft.values[name] = repr(float(draft.within(number, parameter, "a leg of #")))
    draft.show(parameter, " and ".join(draft.values[name].removesuffix(".0") for name in parameter.names))


def items(draft: Draft, parameter: Parameter) -> None:
    """As many numbers as the board holds, in order where the scene needs it."""
    found = draft.mentions.numbers()
    if not found:
        return
    if len(found) > parameter.most:
        draft.notes.append(
            f"{len(found)} numbers are more than the board holds, so the first {parameter.most} are used."
        )
    numbers = [draft.within(number, parameter, "# in the list") for number in found[: parameter.most]]
    if parameter.kind is Kind.SORTED_LIST and numbers != sorted(numbers):
        numbers.sort()
        draft.notes.append("The list was not sorted; it is put in order first, as the method needs it.")
    draft.set(parameter, f"[{', '.join(map(number_source, numbers))}]", ", ".join(map(whole, numbers)))


def vectors(draft: Draft, parameter: Parameter) -> None:
    """The pairs of numbers."""
    found = draft.mentions.pairs()
    said = []
    for name, pair in zip(parameter.names, found, strict=False):
        x, y = (draft.within(part, parameter, "a component of #") for part in pair)
        if x == y == 0:
            draft.notes.append("A vector of length 0 has no arrow, so the scene's own is used.")
            continue
        draft.values[name] = f"({float(x)!r}, {float(y)!r})"
        said.append(f"({whole(x)}, {whole(y)})")
    if said:
        draft.show(parameter, joined(said))
    if len(found) > len(parameter.names):
        draft.notes.append(f"This scene shows the first {len(parameter.names)} vectors.")
    if not found and draft.mentions.numbers():
        draft.notes.append("This scene takes vectors with two components, such as (2, 1); its own are used.")


def matrix(draft: Draft, parameter: Parameter) -> None:
    """Two rows of two numbers."""
    rows = draft.mentions.matrix()
    if rows is None:
        return
    if [len(row) for row in rows] != [2, 2]:
        draft.notes.append("This scene takes a matrix with two rows of two numbers; its own is used.")
        return
    kept = [[float(draft.within(part, parameter, "an entry of #")) for part in row] for row in rows]
    said = ", ".join(f"[{', '.join(map(whole, row))}]" for row in kept)
    draft.set(parameter, repr(kept), f"[{said}]")

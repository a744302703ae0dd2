"""Filling a scene's constants with what a prompt mentions; what cannot be used is said, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.model import Brief
from core.shelf.catalogue import ShelfScene
from core.shelf.choices import choice
from core.shelf.draft import Draft
from core.shelf.formulas import function, label, quadratic, slope_label
from core.shelf.lists import items, matrix, pair, vectors
from core.shelf.mentions import Mentions
from core.shelf.numbers import angle, count
from core.shelf.parameter import Kind, Parameter
from core.shelf.places import interval, point, upper_end
from core.shelf.source import with_constants, without_catalogue
from core.shelf.taylor import taylor
from core.shelf.words import plain_text

_FILLERS: dict[Kind, Callable[[Draft, Parameter], None]] = {
    Kind.MATRIX: matrix,
    Kind.VECTORS: vectors,
    Kind.CHOICE: choice,
    Kind.FUNCTION: function,
    Kind.QUADRATIC: quadratic,
    Kind.INTERVAL: interval,
    Kind.UPPER_END: upper_end,
    Kind.COUNT: count,
    Kind.NUMBER: point,
    Kind.ANGLE: angle,
    Kind.TAYLOR: taylor,
    Kind.PAIR: pair,
    Kind.LIST: items,
    Kind.SORTED_LIST: items,
    Kind.TEX: label,
    Kind.SLOPE_TEX: slope_label,
}
"""What is read first is not read again: brackets before numbers, and labels when the function is settled."""


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
    draft = Draft(scene, Mentions(plain_text(brief.prompt)))
    for kind, filler in _FILLERS.items():
        for parameter in scene.parameters:
            if parameter.kind is kind:
                filler(draft, parameter)
    values = draft.values | {"COMPLEXITY": f'"{brief.complexity}"', "DURATION": repr(float(brief.duration))}
    source = without_catalogue(with_constants(scene.source, values))
    return Filling(source, tuple(draft.shown), tuple(draft.notes))

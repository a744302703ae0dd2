"""Filling a scene's constants with what a prompt mentions; what cannot be used is said, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.model import Brief
from core.shelf.catalogue import ShelfScene
from core.shelf.choices import choice
from core.shelf.curves import plain
from core.shelf.draft import Draft
from core.shelf.equations import function_in
from core.shelf.expression import ExpressionRefused
from core.shelf.figures import without_commas
from core.shelf.formulas import function, label, quadratic, slope_label
from core.shelf.lists import items, matrix, pair, vectors
from core.shelf.mentions import Mentions
from core.shelf.numbers import angle, count
from core.shelf.parameter import Kind, Parameter
from core.shelf.places import interval, point, upper_end
from core.shelf.source import with_constants, without_catalogue
from core.shelf.taylor import taylor
from core.shelf.words import joined, plain_text

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


_FORMULAS = (Kind.FUNCTION, Kind.TAYLOR, Kind.QUADRATIC)
"""The kinds that take a function."""


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
    draft = Draft(scene, Mentions(_readable(scene, brief.prompt)))
    for kind, filler in _FILLERS.items():
        for parameter in scene.parameters:
            if parameter.kind is kind:
                filler(draft, parameter)
    _mind_the_rest(draft)
    values = draft.values | {"COMPLEXITY": f'"{brief.complexity}"', "DURATION": repr(float(brief.duration))}
    source = without_catalogue(with_constants(scene.source, values))
    return Filling(source, _in_order(draft), tuple(dict.fromkeys(draft.notes)))


def _readable(scene: ShelfScene, prompt: str) -> str:
    """The prompt in one form; a comma between digits is a decimal one where the scene takes no list."""
    text = plain_text(prompt)
    lists = (Kind.LIST, Kind.SORTED_LIST, Kind.PAIR, Kind.VECTORS, Kind.MATRIX)
    return text if any(parameter.kind in lists for parameter in scene.parameters) else without_commas(text)


def _in_order(draft: Draft) -> tuple[str, ...]:
    names = (name for parameter in draft.scene.parameters for name in parameter.names)
    return tuple(draft.shown[name] for name in names if name in draft.shown)


def _mind_the_rest(draft: Draft) -> None:
    """Say which numbers, and which function, found no place; what the topic itself mentions needs none."""
    rest = draft.mentions.left_over(" ".join(draft.scene.keywords))
    if rest:
        draft.notes.append(f"This scene has no place for {joined(rest)}.")
    if not any(parameter.kind in _FORMULAS for parameter in draft.scene.parameters):
        stranger = _function_unlike(draft.mentions, (*draft.scene.keywords, *draft.scene.heading.hints))
        if stranger:
            draft.notes.append(f"This scene has no place for the function {stranger}.")


def _function_unlike(mentions: Mentions, topic: tuple[str, ...]) -> str | None:
    """A function in the prompt that the topic does not speak of."""
    try:
        formula = function_in(mentions)
    except ExpressionRefused:
        return None
    if formula is None or any(plain(formula.value) in words for words in topic):
        return None
    return plain(formula.value)

"""A scene that is being filled in: what is known so far and what is still to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy

from core.shelf.catalogue import ShelfScene
from core.shelf.curves import formula_in, plain, whole
from core.shelf.mentions import Mentions
from core.shelf.parameter import Parameter
from core.shelf.source import constant_source


@dataclass(slots=True)
class Draft:
    """What is found so far: constants' new sources, the functions among them, and sentences about them."""

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
        """A function constant's formula: the one filled in, or the scene's own."""
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

    def give_up(self, name: str) -> None:
        """Go back to the scene's own function."""
        own = plain(formula_in(constant_source(self.scene.source, name)))
        asked = plain(self.functions.pop(name))
        self.values.pop(name)
        self.shown.remove(asked)
        self.notes.append(f"{asked} cannot be drawn here, so {own} stands in its place.")

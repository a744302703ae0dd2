"""A scene that is being filled in: what is known so far and what is still to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy

from core.shelf.catalogue import ShelfScene
from core.shelf.curves import formula_in, plain, whole
from core.shelf.mentions import Mentions
from core.shelf.parameter import Parameter
from core.shelf.source import constant_source
from core.shelf.words import STOP, words_of


@dataclass(slots=True)
class Draft:
    """What is found so far: constants' new sources, the functions among them, and sentences about them."""

    scene: ShelfScene
    mentions: Mentions
    values: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    functions: dict[str, sympy.Expr] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A constant's value: the one filled in, or the scene's own."""
        return float(self.values.get(name) or constant_source(self.scene.source, name))

    def formula(self, name: str) -> sympy.Expr:
        """A function constant's formula: the one filled in, or the scene's own."""
        return self.functions.get(name) or formula_in(constant_source(self.scene.source, name))

    def set(self, parameter: Parameter, source: str, said: str) -> None:
        """Fill in a parameter of one constant and say so."""
        self.values[parameter.names[0]] = source
        self.show(parameter, said)

    def show(self, parameter: Parameter, said: str) -> None:
        """Say what a parameter became."""
        self.shown[parameter.names[0]] = parameter.said(said)

    def others(self, parameter: Parameter) -> frozenset[str]:
        """The stems of things that this scene is about and this parameter is not."""
        heading = self.scene.heading
        own = words_of(
            " ".join((parameter.phrase, *parameter.words, *(unit.name for unit in parameter.units)))
        )
        return frozenset(words_of(" ".join((heading.title, *heading.keywords, *heading.hints)))) - {
            *own,
            *STOP,
        }

    def within(self, value: float, parameter: Parameter, phrase: str = "") -> float:
        """The value, or the nearest that the scene can show, with a note; in the phrase, # is the value."""
        nearest = max(parameter.low, min(parameter.high, value))
        if nearest != value:
            side = "most" if value > nearest else "least"
            asked = phrase.replace("#", whole(value)) or parameter.said(whole(value))
            self.notes.append(
                f"The prompt asks for {asked}; the {side} that this scene can show is {whole(nearest)}."
            )
        return nearest

    def give_up(self, name: str) -> None:
        """Go back to the scene's own function."""
        own = plain(formula_in(constant_source(self.scene.source, name)))
        asked = plain(self.functions.pop(name))
        self.values.pop(name)
        self.shown.pop(name)
        self.notes.append(f"{asked} cannot be drawn here, so {own} stands in its place.")

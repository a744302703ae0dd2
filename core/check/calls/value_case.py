"""An argument and what is known of it, as it is asked whether Manim refuses it."""

from __future__ import annotations

from dataclasses import dataclass

from core.check.calls.purposes import Given
from core.check.types import Instance, Type
from core.check.world import MOBJECT, World


@dataclass(frozen=True, slots=True)
class Case:
    """An argument, the annotation without its None, what is known of the value, and of all classes."""

    item: Given
    annotation: str
    known: Type
    world: World

    @property
    def is_mobject(self) -> bool:
        """Whether the value is certainly a mobject."""
        known = self.known
        return isinstance(known, Instance) and known.exact and bool(self.world.is_a(known, MOBJECT))

    def is_of(self, title: str) -> bool:
        """Whether the value is an object of a class, by its short name."""
        return isinstance(self.known, Instance) and self.world.title(self.known.kind) == title

"""What the inference tells the rules: each attribute and each call, with what is known of its parts."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from enum import StrEnum

from core.check.types import UNKNOWN, Type
from core.check.world import World


@dataclass(frozen=True, slots=True)
class Access:
    """An attribute that is read, or given a value if it is `stored`; `called` says that a call calls it."""

    node: ast.Attribute
    owner: Type
    called: bool = False
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a call: `name` is its keyword, `spread` says that it stands behind * or **."""

    node: ast.expr
    type: Type
    name: str | None = None
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call of what may be known."""

    node: ast.Call
    callee: Type
    arguments: tuple[Argument, ...]
    result: Type

    @property
    def is_open(self) -> bool:
        """Whether some arguments are not written down, but come out of * or **."""
        return any(item.spread for item in self.arguments)

    def given(self, name: str) -> Argument | None:
        """The argument with this keyword."""
        return next((item for item in self.arguments if item.name == name), None)

    @property
    def places(self) -> tuple[Argument, ...]:
        """The arguments that are given by position, as far as nothing is spread before them."""
        found = []
        for item in self.arguments:
            if item.spread:
                break
            if item.name is None:
                found.append(item)
        return tuple(found)


class Act(StrEnum):
    """What is done with a value, other than to call it."""

    COMBINE = "combine"
    TAKE = "take"
    UNPACK = "unpack"
    WALK = "walk"
    COMPARE = "compare"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Operation:
    """`left + right`, `left[right]`, `a, b = left`, `for each in left` and `*left`, `left < right`, or
    `f"{left:.2f}"`.

    `count` is how many names are given a value, where it is told.
    """

    node: ast.expr | ast.AugAssign
    act: Act
    left: Type
    right: Type = UNKNOWN
    count: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is certain to be reached when the script is rendered, in the order of the source."""

    world: World
    accesses: list[Access] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)

"""Collects the facts: each place in the source once, though it may be passed several times."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from core.check.facts import Access, Act, Argument, Call, Facts, Operation
from core.check.types import UNKNOWN, Type, join
from core.check.world import World


class TooManySteps(Exception):
    """The script is too large to be followed."""


class Recorder:
    """Records only while it is told to, and not in what may never run."""

    def __init__(self, steps: int) -> None:
        """`steps` is how often `step` may be called."""
        self._left = steps
        self._on = False
        self._accesses: dict[ast.Attribute, Access] = {}
        self._calls: dict[ast.Call, Call] = {}
        self._operations: dict[tuple[ast.expr | ast.AugAssign, Act], Operation] = {}

    def step(self) -> None:
        """Count a piece of source. Raises TooManySteps."""
        self._left -= 1
        if self._left < 0:
            raise TooManySteps

    @contextmanager
    def recording(self, on: bool = True) -> Iterator[None]:
        """Record within, or do not."""
        before, self._on = self._on, on
        try:
            yield
        finally:
            self._on = before

    @property
    def is_on(self) -> bool:
        """Whether anything is recorded now."""
        return self._on

    def access(self, node: ast.Attribute, owner: Type, called: bool, stored: bool = False) -> None:
        """An attribute is used."""
        if self._on:
            known = self._accesses.get(node)
            owner = join(known.owner, owner) if known else owner
            self._accesses[node] = Access(node, owner, called, stored)

    def call(self, node: ast.Call, callee: Type, arguments: tuple[Argument, ...], result: Type) -> None:
        """Something is called."""
        if not self._on:
            return
        known = self._calls.get(node)
        if known:
            callee, result = join(known.callee, callee), join(known.result, result)
            arguments = tuple(
                replace(item, type=join(before.type, item.type))
                for before, item in zip(known.arguments, arguments, strict=True)
            )
        self._calls[node] = Call(node, callee, arguments, result)

    def operation(
        self, node: ast.expr | ast.AugAssign, act: Act, left: Type, right: Type = UNKNOWN, count: int = 0
    ) -> None:
        """Something is done with a value that is no call."""
        if self._on:
            known = self._operations.get((node, act))
            if known:
                left, right = join(known.left, left), join(known.right, right)
            self._operations[node, act] = Operation(node, act, left, right, count)

    def facts(self, world: World) -> Facts:
        """Everything, in the order of the source."""
        return Facts(
            world,
            sorted(self._accesses.values(), key=lambda fact: _end(fact.node)),
            sorted(self._calls.values(), key=lambda fact: _end(fact.node)),
            sorted(self._operations.values(), key=lambda fact: _end(fact.node)),
        )


def _end(node: ast.expr | ast.AugAssign) -> tuple[int, int]:
    return node.end_lineno or 0, node.end_col_offset or 0

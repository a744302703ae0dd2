"""What only works in a window with a person before it. See interactive_only.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.mending.places import attribute_place, edit
from core.check.reading import Reading
from core.check.tree import calls_of, nodes
from core.check.types import Instance
from core.check.world import SCENE
from core.model import Diagnostic, Fix, Severity

RULE = "interactive-only"

_INTERACTIVE = frozenset({"embed", "interactive_embed", "interact", "check_interactive_embed_is_valid"})


def judge_interaction(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each call of a scene's method that needs a window."""
    if reading.facts is None:
        return
    world, calls = reading.facts.world, calls_of(reading.tree)
    alone = {node.value for node in nodes(reading.tree) if isinstance(node, ast.Expr)}
    for access in reading.facts.accesses:
        name, owner, call = access.node.attr, access.owner, calls.get(access.node)
        if name not in _INTERACTIVE or call is None or not isinstance(owner, Instance):
            continue
        if world.is_a(owner, SCENE) is not True or world.method(owner.kind, name) is None:
            continue
        fix = (
            Fix("Take it out", (edit(reading.lines, call, "pass"),), certain=True) if call in alone else None
        )
        yield Diagnostic(
            RULE,
            Severity.ERROR,
            *attribute_place(reading.lines, access.node),
            f"{name} opens a window to type into, and a video has none. Take this line out.",
            fix,
        )

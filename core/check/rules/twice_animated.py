"""One mobject that is animated twice in one play. See twice_animated.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.mending.places import attribute_place, end_of
from core.check.reading import Reading
from core.check.scene_calls import scene_calls
from core.check.types import Builder
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "twice-animated"


def judge_animates(reading: Reading) -> Iterator[Diagnostic]:
    """A warning for each `x.animate` in a play that has another one of the same `x` after it."""
    yield from _chained(reading)
    for call, method in scene_calls(reading):
        if method != "play":
            continue
        animated = [(ast.unparse(mobject), mobject) for mobject in map(_animated, call.args) if mobject]
        names = [name for name, _ in animated]
        for place, (name, mobject) in enumerate(animated):
            if name in names[place + 1 :]:
                yield Diagnostic(
                    RULE,
                    Severity.WARNING,
                    mobject.lineno,
                    reading.lines.column(mobject),
                    f"What this does to {name} is lost: a later animation of this play starts from {name} as "
                    f"it is now. Chain them: {name}.animate.first().second().",
                )


def _chained(reading: Reading) -> Iterator[Diagnostic]:
    """An error for `x.animate.shift(UP).animate`: what `animate` gives has no second one."""
    for access in reading.facts.accesses if reading.facts else ():
        if access.node.attr != "animate" or not isinstance(access.owner, Builder):
            continue
        before, after = end_of(reading.lines, access.node.value), end_of(reading.lines, access.node)
        yield Diagnostic(
            RULE,
            Severity.ERROR,
            *attribute_place(reading.lines, access.node),
            "animate stands here twice in one chain. Write it once, and all methods after it.",
            Fix("Leave the second animate out", (Edit(*before, *after, ""),), certain=True),
        )


def _animated(given: ast.expr) -> ast.expr | None:
    """`x` where an argument is `x.animate` with calls after it, and `x` is surely the same each time."""
    node = given
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            if node.attr == "animate":
                return node.value if _is_place(node.value) else None
            node = node.value
        else:
            return None


def _is_place(node: ast.expr) -> bool:
    """Whether it names something, without a call that could give another thing the next time."""
    if isinstance(node, ast.Attribute):
        return _is_place(node.value)
    if isinstance(node, ast.Subscript):
        return _is_place(node.value) and isinstance(node.slice, ast.Constant | ast.Name)
    return isinstance(node, ast.Name)

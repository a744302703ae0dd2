"""Scenes and mobjects of the script's own that are never begun as such. See missing_super.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Class
from core.check.calls.calling import constructor, needed
from core.check.calls.manims import manims
from core.check.calls.naming import an
from core.check.facts import Access, Facts
from core.check.reading import Reading
from core.check.types import Instance, Type
from core.check.world import MOBJECT, SCENE, ScriptClass, World
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "missing-super"

_MAKING = "__init__"
_BEGINNING = frozenset({_MAKING, "__class__", "__dict__"})
_MADE = frozenset({"submobjects", "updaters", "points", "renderer", "camera", "mobjects"})
"""What Manim's own makes, and what a script that knows well may make itself."""
_NEEDING = frozenset(
    {
        "add", "add_to_back", "remove", "shift", "scale", "rotate", "move_to", "next_to", "to_edge",
        "to_corner", "set_color", "set_fill", "set_stroke", "set_opacity", "arrange", "center",
        "play", "wait",
    }
)  # fmt: skip
"""What a mobject or a scene cannot do before it is begun."""


def judge_beginnings(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each class whose `__init__` leaves out Manim's own, or uses what that makes before it."""
    if reading.facts is None:
        return
    world = reading.facts.world
    for entry in world.own.values():
        making = entry.methods.get(_MAKING)
        if making is None or making.decorator_list or not making.args.args or not world.is_closed(entry.key):
            continue
        if not any(base.key in (MOBJECT, SCENE) for base in world.lineage(entry.key)):
            continue
        if _may_begin(making, entry, world):
            early = next(_early(making, reading.facts), None)
            if early is not None:
                yield _too_early(early, reading)
        elif _is_used(entry, reading.facts):
            yield _never(entry, making, reading)


def _may_begin(making: ast.AST, entry: ScriptClass, world: World) -> bool:
    """Whether the constructor of a base may be called from here, by whatever way."""
    me = _me(making)
    for node in ast.walk(making):
        if _names_a_base(node):
            return True
        if _hands_over(node, me):
            return True
        if isinstance(node, ast.Attribute) and _is_me(node.value, me):
            helper = next(
                (own.methods[node.attr] for own in _own(entry, world) if node.attr in own.methods), None
            )
            if helper is not None and any(map(_names_a_base, ast.walk(helper))):
                return True
    return False


def _hands_over(node: ast.AST, me: str) -> bool:
    """Whether the object is given to somebody else."""
    if not isinstance(node, ast.Call):
        return False
    return any(_is_me(item, me) for item in (*node.args, *(keyword.value for keyword in node.keywords)))


def _own(entry: ScriptClass, world: World) -> Iterator[ScriptClass]:
    yield from (item for item in world.lineage(entry.key) if isinstance(item, ScriptClass))


def _names_a_base(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in _BEGINNING or (node.attr in _MADE and isinstance(node.ctx, ast.Store))
    return isinstance(node, ast.Name) and node.id == "super"


def _me(making: ast.AST) -> str:
    assert isinstance(making, ast.FunctionDef | ast.AsyncFunctionDef)
    return making.args.args[0].arg


def _is_me(node: ast.AST, me: str) -> bool:
    return isinstance(node, ast.Name) and node.id == me


def _is_used(entry: ScriptClass, facts: Facts) -> bool:
    """Whether it is certainly used as what it never became."""
    world = facts.world
    if any(base.key == SCENE for base in world.lineage(entry.key)):
        return not any(
            _MAKING in world.own[below].methods for below in world.below(entry.key) if below in world.own
        )
    for access in facts.accesses:
        if _is_one(access.owner, entry) and access.node.attr in _NEEDING:
            return world.method(entry.key, access.node.attr) is not None
    return any(
        _is_one(item.type, entry) and manims(call.callee, world)
        for call in facts.calls
        for item in call.arguments
    )


def _is_one(type: Type, entry: ScriptClass) -> bool:
    return isinstance(type, Instance) and type.kind == entry.key and type.exact


def _early(making: ast.FunctionDef | ast.AsyncFunctionDef, facts: Facts) -> Iterator[Access]:
    """What is done to the object in statements before the first that may begin it."""
    me, before = _me(making), set[ast.AST]()
    for statement in making.body:
        parts = tuple(ast.walk(statement))
        may_begin = any(_names_a_base(node) or _hands_over(node, me) for node in parts)
        if may_begin or not isinstance(statement, ast.Expr | ast.Assign):
            break
        before.update(parts)
    else:
        return
    for access in facts.accesses:
        if access.node in before and access.node.attr in _NEEDING and _is_me(access.node.value, me):
            owner = access.owner
            if isinstance(owner, Instance) and facts.world.method(owner.kind, access.node.attr) is not None:
                yield access


def _too_early(access: Access, reading: Reading) -> Diagnostic:
    return Diagnostic(
        RULE,
        Severity.ERROR,
        access.node.lineno,
        reading.lines.column(access.node),
        f"{access.node.attr} is called before super().__init__(), which makes what it needs. "
        "Write super().__init__() first.",
    )


def _never(
    entry: ScriptClass, making: ast.FunctionDef | ast.AsyncFunctionDef, reading: Reading
) -> Diagnostic:
    assert reading.facts is not None
    world, lines = reading.facts.world, reading.lines
    first = making.body[0]
    more = f"**{making.args.kwarg.arg}" if making.args.kwarg else ""
    text = f"super().__init__({more})"
    fix = None
    if first.lineno > making.lineno:
        column = lines.character(first.lineno, first.col_offset)
        edit = Edit(first.lineno, column, first.lineno, column, f"{text}\n{' ' * (column - 1)}")
        fix = Fix(f"Write {text}", (edit,), certain=_needs_nothing(entry, world))
    line = lines.line(making.lineno)
    base = next(item for item in world.lineage(entry.key) if isinstance(item, Class))
    return Diagnostic(
        RULE,
        Severity.ERROR,
        making.lineno,
        len(line) - len(line.lstrip()) + 1,
        f"This __init__ takes the place of that of {an(base.name)}, which is never called. "
        f"Write {text} as its first line.",
        fix,
    )


def _needs_nothing(entry: ScriptClass, world: World) -> bool:
    """Whether what comes next can be begun without any arguments."""
    above = next((base for base in entry.bases if base in world.own or base in world.index.classes), None)
    function = constructor(above, world) if above else None
    return function is not None and not needed(function) and len(entry.bases) == 1

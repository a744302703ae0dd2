"""What the checker's rules are told of a line that failed: what it infers, and what the job saw."""

from __future__ import annotations

import ast
from dataclasses import replace

from core.api_index import ApiIndex, NameKind
from core.check.explaining.case import Case
from core.check.facts import Access, Argument, Call, Facts
from core.check.inference.infer import infer
from core.check.types import (
    UNKNOWN,
    Bound,
    Builder,
    ClassOf,
    FunctionOf,
    Instance,
    ModuleOf,
    Plain,
    Type,
)
from core.check.world import World
from core.raised import Subject, SubjectKind

_BUILDING = "manim.mobject.mobject._AnimationBuilder.__getattr__"


def witnessed(case: Case, index: ApiIndex) -> Facts | None:
    """The facts of a script, with those of the part that failed as the job saw them."""
    facts = infer(case.tree, index)
    if facts is None:
        return None
    call, attribute = case.call, case.part.func if isinstance(case.part, ast.Call) else case.part
    owner = _owner(case, facts.world)
    accesses, calls = facts.accesses, facts.calls
    if isinstance(attribute, ast.Attribute) and owner != UNKNOWN:
        seen = Access(attribute, owner, called=call is not None)
        accesses = [*(item for item in accesses if item.node is not attribute), seen]
    if call is not None:
        made = _call(call, owner, calls, facts.world)
        calls = [*(item for item in calls if item.node is not call), made]
    return Facts(facts.world, accesses, calls)


def _owner(case: Case, world: World) -> Type:
    """The type of what stands before the dot."""
    subject = case.raised.subject
    if subject is None or not subject.lineage:
        return UNKNOWN
    name = subject.lineage[0]
    if subject.kind is SubjectKind.MODULE:
        return ModuleOf(name)
    key = _key(subject, world)
    if key is None:
        return _plain(name) if subject.kind is SubjectKind.OBJECT else UNKNOWN
    if subject.kind is SubjectKind.CLASS:
        return ClassOf(key)
    mobject = Instance(key, exact=True)
    is_built = subject.kind is SubjectKind.BUILDER or _BUILDING in case.raised.steps
    return Builder(mobject) if is_built else mobject


def _key(subject: Subject, world: World) -> str | None:
    """The key of the nearest class that is known: Manim's, or one of the script's own."""
    name = subject.lineage[0].rpartition(".")[2]
    if name in world.own and subject.lineage[0] not in world.index.classes:
        return name
    return next((key for key in subject.lineage if key in world.index.classes), None)


def _plain(name: str) -> Type:
    kind = name.removeprefix("builtins.")
    if kind == "NoneType":
        return Plain("None")
    return Plain(kind) if kind in ("int", "float", "str", "bool", "list", "tuple", "dict", "set") else UNKNOWN


def _call(node: ast.Call, owner: Type, calls: list[Call], world: World) -> Call:
    inferred = next((item for item in calls if item.node is node), None)
    seen = _callee(node, owner, world)
    if inferred is not None:
        return replace(inferred, callee=seen) if inferred.callee == UNKNOWN else inferred
    arguments = [
        *(Argument(item, _literal(item), None, isinstance(item, ast.Starred)) for item in node.args),
        *(Argument(item.value, _literal(item.value), item.arg, item.arg is None) for item in node.keywords),
    ]
    return Call(node, seen, tuple(arguments), UNKNOWN)


def _callee(node: ast.Call, owner: Type, world: World) -> Type:
    if isinstance(node.func, ast.Attribute) and isinstance(owner, Instance | Builder):
        target = owner.target if isinstance(owner, Builder) else owner
        return Bound(target, node.func.attr) if isinstance(target, Instance) else UNKNOWN
    found = world.index.star.get(node.func.id) if isinstance(node.func, ast.Name) else None
    if found is not None and found.kind is NameKind.CLASS and found.key in world.index.classes:
        return ClassOf(found.key)
    if found is not None and found.kind is NameKind.FUNCTION and found.key in world.index.functions:
        return FunctionOf(found.key)
    return UNKNOWN


def _literal(node: ast.expr) -> Type:
    """The type of what is written down as it is."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | bool | None):
        return Plain("None" if node.value is None else type(node.value).__name__, node.value)
    if isinstance(node, ast.List | ast.Tuple) and not any(
        isinstance(item, ast.Starred) for item in node.elts
    ):
        kind = "list" if isinstance(node, ast.List) else "tuple"
        return Plain(kind, items=tuple(map(_literal, node.elts)))
    return UNKNOWN

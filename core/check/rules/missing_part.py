"""Parts of formulas and members of groups that are not there. See missing_part.md."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from core.check.facts import Act
from core.check.mending.places import edit
from core.check.reading import Reading
from core.check.tex.formula_parts import Parts, parts_of
from core.check.tex.isolating import isolating
from core.check.tree import nodes, parents
from core.check.types import Instance, Plain, Type
from core.check.values.member_counts import member_counts
from core.model import Diagnostic, Fix, Severity

RULE = "missing-part"

_BY_TEX = "get_part_by_tex"
_FORMULAS = ("manim.mobject.text.tex_mobject.MathTex", "manim.mobject.text.tex_mobject.Tex")


def judge_parts(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each part of a formula and each member of a group that is used and is not there."""
    if reading.facts is None:
        return
    formulas = _formulas(reading.tree)
    around = parents(reading.tree)
    for access in reading.facts.accesses:
        call = around.get(access.node)
        if access.node.attr != _BY_TEX or not _is_formula(access.owner) or not isinstance(call, ast.Call):
            continue
        parts = formulas.get(access.node.value.id) if isinstance(access.node.value, ast.Name) else None
        asked = call.args[0] if len(call.args) == 1 else None
        if parts is None or not isinstance(asked, ast.Constant) or not isinstance(asked.value, str):
            continue
        if not parts.has(asked.value) and _is_used(call, around, reading.tree):
            assert isinstance(access.node.value, ast.Name)
            yield _missing(asked, access.node.value.id, parts, reading)
    used = [argument.node for fact in reading.facts.calls for argument in fact.arguments]
    used += [access.node.value for access in reading.facts.accesses]
    yield from _beyond(used, formulas, reading)
    yield from _beyond_groups(reading)


def _is_formula(owner: Type) -> bool:
    return isinstance(owner, Instance) and owner.exact and owner.kind in _FORMULAS


def _formulas(tree: ast.Module) -> dict[str, Parts]:
    """The parts of the formulas that nobody changes, by names that hold nothing else in the whole script."""
    given: dict[str, list[Parts | None]] = {}
    for node in nodes(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(parts_of(node.value))
        elif isinstance(node, ast.Attribute) and node.attr in _CHANGING and isinstance(node.value, ast.Name):
            given.setdefault(node.value.id, []).append(None)
    others = [
        node.id for node in nodes(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    ]
    others += [node.arg for node in nodes(tree) if isinstance(node, ast.arg)]
    return {
        name: parts[0]
        for name, parts in given.items()
        if len(parts) == 1 and parts[0] is not None and others.count(name) == 1
    }


_CHANGING = frozenset({"add", "become", "submobjects", "add_to_back", "insert"})


def _is_used(call: ast.Call, around: dict[ast.AST, ast.AST], tree: ast.Module) -> bool:
    """Whether the script goes on with the part as if it were there."""
    parent = around.get(call)
    if isinstance(parent, ast.Attribute):
        return True
    if isinstance(parent, ast.Call) and call in parent.args:
        return not isinstance(parent.func, ast.Name) or parent.func.id[:1].isupper()
    if not isinstance(parent, ast.Assign) or not all(isinstance(item, ast.Name) for item in parent.targets):
        return False
    names = {item.id for item in parent.targets if isinstance(item, ast.Name)}
    tests = (
        part
        for node in nodes(tree)
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.BoolOp | ast.Compare | ast.Assert)
        for part in ast.walk(node.test if not isinstance(node, ast.BoolOp | ast.Compare) else node)
    )
    return not any(isinstance(part, ast.Name) and part.id in names for part in tests)


def _missing(asked: ast.Constant, name: str, parts: Parts, reading: Reading) -> Diagnostic:
    tex = str(asked.value)
    near = next((part for part in parts.main if part.strip() == tex.strip()), None)
    if near is not None:
        message = f"The formula has no part {tex!r}; with its spaces, the part is {near!r}. Write that."
        fix = Fix(f"Write {near!r}", (edit(reading.lines, asked, _literal(near)),), certain=True)
        return _error(asked, message, reading, fix)
    message = (
        f"The formula has no part {tex!r}, so there is nothing to go on with. Give the formula in pieces, or "
        f"add substrings_to_isolate=[{tex!r}] to it."
    )
    written = reading.lines.between(asked)
    return _error(asked, message, reading, isolating(reading.tree, reading.lines, name, tex, written))


def _literal(text: str) -> str:
    """The text as Python writes it, with backslashes as they are where that can be."""
    plain = "\\" not in text or '"' in text or "\n" in text or text.endswith("\\")
    return repr(text) if plain else f'r"{text}"'


def _beyond(nodes: Iterable[ast.expr], formulas: dict[str, Parts], reading: Reading) -> Iterator[Diagnostic]:
    """Parts by numbers that are too large."""
    for node in dict.fromkeys(nodes):
        if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
            continue
        parts = formulas.get(node.value.id)
        place = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if parts is None or not isinstance(place, int) or place < len(parts.main):
            continue
        count = len(parts.main)
        has = "one part, [0]" if count == 1 else f"{count} parts, [0] to [{count - 1}]"
        message = f"The formula {node.value.id} has {has}. Give it in more pieces, or take one of these."
        yield _error(node, message, reading)


def _beyond_groups(reading: Reading) -> Iterator[Diagnostic]:
    """Members of groups by numbers that are too large, or too small."""
    assert reading.facts is not None
    counts: dict[str, int] | None = None
    for item in reading.facts.operations:
        node, place = item.node, item.right
        if item.act is not Act.TAKE or not isinstance(node, ast.Subscript) or not isinstance(place, Plain):
            continue
        if not isinstance(node.value, ast.Name) or not isinstance(place.value, int):
            continue
        counts = member_counts(reading) if counts is None else counts
        count = counts.get(node.value.id)
        if count is None or -count <= place.value < count:
            continue
        has = "one member, [0]" if count == 1 else f"{count} members, [0] to [{count - 1}]"
        yield _error(node, f"The group {node.value.id} has {has}. Take one of these.", reading)


def _error(node: ast.expr, message: str, reading: Reading, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic(RULE, Severity.ERROR, node.lineno, reading.lines.column(node), message, fix)

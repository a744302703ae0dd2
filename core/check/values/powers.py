"""Powers that are written as in mathematics: ^ is something else in Python, which only whole numbers have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.calls.manims import manims
from core.check.facts import Facts
from core.check.lines import Lines
from core.check.mending.places import end_of, start_of
from core.check.types import Own, Plain, Type
from core.model import Diagnostic, Edit, Fix, Severity

_DRAWING = frozenset(
    {
        "plot", "plot_parametric_curve", "plot_implicit_curve", "plot_surface", "plot_polar_graph",
        "FunctionGraph", "ParametricFunction", "ImplicitFunction", "Surface",
    }
)  # fmt: skip
"""What calls a function with numbers that are not whole."""
_RANGES = frozenset({"x_range", "t_range", "u_range", "v_range"})

_COUNTING = (
    ast.BinOp, ast.UnaryOp, ast.Constant, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd, ast.Load,
)  # fmt: skip


def judge_powers(facts: Facts, lines: Lines, rule: str) -> Iterator[Diagnostic]:
    """An error for each ^ with a parameter of a function that is drawn."""
    for call in facts.calls:
        function = call.arguments[0].type if call.arguments else None
        if (
            not isinstance(function, Own)
            or function.owner
            or manims(call.callee, facts.world) not in _DRAWING
        ):
            continue
        given = function.node.args
        names = frozenset(item.arg for item in (*given.posonlyargs, *given.args)) - _stored(function.node)
        if any(item.name in _RANGES and not _has_fractions(item.type) for item in call.arguments):
            continue
        for node in _reached(function.node):
            match node:
                case ast.BinOp(op=ast.BitXor()) if _counts(node.left, names) or _counts(node.right, names):
                    yield _error(node, lines, rule)


def _has_fractions(type: Type) -> bool:
    """Whether the steps of a range are certainly not all whole: without a step, Manim takes a small one."""
    items = type.items if isinstance(type, Plain) else None
    if items is None:
        return False
    return len(items) == 2 or any(isinstance(item, Plain) and item.kind == "float" for item in items)


def _stored(node: ast.AST) -> frozenset[str]:
    return frozenset(
        item.id
        for item in ast.walk(node)
        if isinstance(item, ast.Name) and not isinstance(item.ctx, ast.Load)
    )


def _reached(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a function that certainly run when it is called."""
    waiting: list[ast.AST] = []
    match node:
        case ast.Lambda():
            waiting = [node.body]
        case ast.FunctionDef():
            waiting = [item for item in node.body[:1] if isinstance(item, ast.Return | ast.Assign)]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, ast.IfExp):
            waiting.append(part.test)
        elif isinstance(part, ast.BoolOp):
            waiting.append(part.values[0])
        elif not isinstance(part, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            waiting += ast.iter_child_nodes(part)


def _counts(node: ast.expr, names: frozenset[str]) -> bool:
    """Whether it is one of the parameters, or something that is counted out of one."""
    is_any = False
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            is_any = True
            if part.id not in names:
                return False
        elif not isinstance(part, _COUNTING):
            return False
    return is_any


def _error(node: ast.BinOp, lines: Lines, rule: str) -> Diagnostic:
    line, column = end_of(lines, node.left)
    last, end = start_of(lines, node.right)
    fix = None
    between = lines.line(line)[column - 1 : end - 1] if line == last else ""
    if between.count("^") == 1:
        place = column + between.index("^")
        fix = Fix("Write **", (Edit(line, place, line, place + 1, "**"),), certain=True)
    return Diagnostic(
        rule,
        Severity.ERROR,
        node.lineno,
        lines.column(node),
        "^ is no power in Python, and stops at numbers with a fraction. Write **.",
        fix,
    )

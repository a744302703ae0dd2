"""What a piece of code does: when the module is run, when it is called, and which names it takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Defined = _Function | ast.ClassDef

_QUIET_DECORATORS = {
    *("property", "staticmethod", "classmethod", "abstractmethod", "override", "final", "overload"),
    *("cache", "lru_cache", "cached_property", "dataclass", "total_ordering", "setter", "getter", "deleter"),
}
"""They tell nobody of what they decorate, so it is reached by its name alone."""

_STRAIGHT_DECORATORS = {"staticmethod", "classmethod"}
_SIMPLE = (ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Dict, ast.expr_context)
_COMPOUND = (ast.Attribute, ast.BinOp, ast.UnaryOp, ast.Subscript, ast.Slice, ast.operator, ast.unaryop)
_REPEATED = (
    *(ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    *(ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)


def is_quiet(node: _Defined, bound: frozenset[str]) -> bool:
    """Whether the decorators leave a definition to those who name it; `bound` are the script's own names."""
    for item in node.decorator_list:
        named = item.func if isinstance(item, ast.Call) else item
        match named:
            case ast.Name(id=name):
                known = name in _QUIET_DECORATORS and name not in bound
            case ast.Attribute(value=ast.Name(), attr=name):
                known = name in _QUIET_DECORATORS
            case _:
                known = False
        if not known:
            return False
    return True


def is_idle(node: ast.stmt, bound: frozenset[str]) -> bool:
    """Whether a statement of a module or class, a function's body left out, does nothing but bind a name."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            arguments = node.args
            shown = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
            shown += [more for more in (arguments.vararg, arguments.kwarg) if more]
            asked = [*arguments.defaults, *arguments.kw_defaults, *(one.annotation for one in shown)]
            asked += [node.returns, *_called_with(node)]
            return all(item is None or _is_inert(item, bound) for item in asked)
        case ast.ClassDef():
            return not node.keywords and all(
                _is_inert(item, bound) for item in [*node.bases, *_called_with(node)]
            )
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=targets, value=value):
            return all(isinstance(target, ast.Name) for target in targets) and _is_inert(value, bound)
        case ast.AnnAssign(target=ast.Name(), value=value, annotation=annotation):
            return all(item is None or _is_inert(item, bound) for item in (value, annotation))
    return False


def is_plain(node: _Function) -> bool:
    """Whether a call of the function runs its statements from the first to the last, once."""
    if isinstance(node, ast.AsyncFunctionDef) or any(_is_yield(item) for item in ast.walk(node)):
        return False
    return all(isinstance(item, ast.Name) and item.id in _STRAIGHT_DECORATORS for item in node.decorator_list)


def straight_calls(node: ast.AST) -> Iterator[str]:
    """The names of what a statement calls, where each call is made at most once."""
    if isinstance(node, _REPEATED):
        return
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            yield name
    for child in ast.iter_child_nodes(node):
        yield from straight_calls(child)


def binds(node: ast.AST) -> Iterator[str]:
    """The names that a single node of a tree gives a meaning to."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=asname):
            yield asname or name.partition(".")[0]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name


def _called_with(node: _Defined) -> list[ast.expr]:
    """What the decorators are called with."""
    calls = [item for item in node.decorator_list if isinstance(item, ast.Call)]
    return [value for call in calls for value in [*call.args, *(keyword.value for keyword in call.keywords)]]


def _is_inert(node: ast.expr, bound: frozenset[str]) -> bool:
    """Whether a value is worked out without a call; operators on the script's own things may be calls."""
    kinds = [*ast.walk(node)]
    if not all(isinstance(child, _SIMPLE + _COMPOUND) for child in kinds):
        return False
    return all(isinstance(child, _SIMPLE) for child in kinds) or not any(
        isinstance(child, ast.Name) and child.id in bound for child in kinds
    )


def _is_yield(node: ast.AST) -> bool:
    return isinstance(node, ast.Yield | ast.YieldFrom | ast.Await)

"""Which keywords a function takes through its **kwargs, read from how its source hands them on."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from core.render.introspection.sources import Definition, definition, unwrapped

_NAMED = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
_BY_NAME = frozenset({"get", "pop", "setdefault"})
_READING = frozenset({"copy", "items", "keys", "values"})


@dataclass(frozen=True, slots=True)
class Keywords:
    """Names that may be given, None where any might be, and those that are given already.

    `dropped` says that any may be given and that nobody looks at them.
    """

    names: frozenset[str] | None
    taken: frozenset[str] = frozenset()
    dropped: bool = False


_ANY = Keywords(None)
_DROPPED = Keywords(None, dropped=True)
_NONE = Keywords(frozenset())


@dataclass(frozen=True, slots=True)
class _Forward:
    """A call that the keywords are handed on to, with how many arguments and which keywords of its own.

    `certain` says that it is made whenever the function is called.
    """

    target: ast.expr
    places: int
    given: frozenset[str]
    certain: bool


@dataclass(slots=True)
class _Uses:
    """What a function does with its **kwargs.

    `unclear` uses may take any name, and `altered` says that there can be others in them than were given.
    """

    own: set[str]
    forwards: list[_Forward]
    unclear: bool = False
    altered: bool = False


_followed: dict[tuple[FunctionType, type | None], Keywords] = {}


def more_keywords(function: Callable[..., Any], owner: type | None = None) -> Keywords:
    """What a function takes besides its own parameters.

    `owner` is the class whose method it is as the caller sees it: for a constructor the class that is made.
    """
    plain = unwrapped(function)
    found = definition(function)
    if plain is None or found is None:
        return _ANY
    if found.args.kwarg is None:
        return _NONE
    if (plain, owner) not in _followed:
        # Of one that hands them on to itself, by whatever way, nothing is known.
        _followed[plain, owner] = _ANY
        _followed[plain, owner] = _follow(found, found.args.kwarg.arg, plain, owner)
    return _followed[plain, owner]


def _follow(found: Definition, name: str, plain: FunctionType, owner: type | None) -> Keywords:
    uses = _uses(found, name)
    if uses.altered or not uses.forwards:
        return _ANY if uses.altered or uses.unclear or uses.own else _DROPPED
    # What one call refuses, that is always made, is refused whatever else the keywords are used for.
    for forward in uses.forwards:
        reached = _reached(forward, plain, owner) if forward.certain else None
        if reached is not None and reached.names is not None:
            taken = reached.taken - uses.own
            return Keywords((reached.names | uses.own) - taken, taken)
    if uses.unclear:
        return _ANY
    names: set[str] = set(uses.own)
    for forward in uses.forwards:
        reached = _reached(forward, plain, owner)
        if reached is None or reached.names is None:
            return _ANY
        names |= reached.names
    return Keywords(frozenset(names))


def constructor_keywords(kind: type, after: type | None = None) -> Keywords:
    """What a class's constructor takes, own parameters included; behind `after` in its MRO, if given."""
    lineage = kind.__mro__
    if after is not None:
        lineage = lineage[lineage.index(after) + 1 :]
    for base in lineage:
        if base is object:
            return _NONE
        if "__init__" in vars(base):
            return _all_keywords(vars(base)["__init__"], kind)
    return _ANY


def _all_keywords(function: Any, owner: type | None) -> Keywords:
    """A function's own keywords and those that it hands on."""
    plain = unwrapped(function)
    if plain is None:
        return _ANY
    try:
        parameters = inspect.signature(plain).parameters.values()
    except (TypeError, ValueError):
        return _ANY
    named = {item.name for item in parameters if item.kind in _NAMED} - {"self", "cls"}
    if not any(item.kind is inspect.Parameter.VAR_KEYWORD for item in parameters):
        return Keywords(frozenset(named))
    more = more_keywords(function, owner)
    if more.names is None:
        return _ANY
    return Keywords(more.names | named, more.taken - named)


def _uses(found: Definition, name: str) -> _Uses:
    parents = {child: node for node in ast.walk(found) for child in ast.iter_child_nodes(node)}
    uses = _Uses(set(), [])
    for node in ast.walk(found):
        if isinstance(node, ast.Name) and node.id == name:
            _note(node, parents, uses)
    return uses


_MAY_BE_SKIPPED = (
    *(ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match, ast.IfExp, ast.BoolOp, ast.Lambda),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp),
)


def _is_certain(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a call is made whenever its function is; a return before it is not looked for."""
    around = parents.get(node)
    while around is not None and around in parents:
        if isinstance(around, _MAY_BE_SKIPPED):
            return False
        around = parents[around]
    return True


def _note(node: ast.Name, parents: dict[ast.AST, ast.AST], uses: _Uses) -> None:
    parent = parents[node]
    around = parents.get(parent)
    if isinstance(parent, ast.keyword) and parent.arg is None and isinstance(around, ast.Call):
        given = {item.arg for item in around.keywords if item.arg}
        places = len(around.args)
        if any(isinstance(item, ast.Starred) for item in around.args):
            places = 0
        uses.forwards.append(_Forward(around.func, places, frozenset(given), _is_certain(around, parents)))
    elif isinstance(parent, ast.Attribute) and isinstance(around, ast.Call) and parent.attr in _BY_NAME:
        uses.own |= set(_texts(around.args[:1]))
        uses.unclear |= not _texts(around.args[:1])
        uses.altered |= not _texts(around.args[:1]) and parent.attr != "get"
    elif isinstance(parent, ast.Subscript):
        uses.own |= set(_texts([parent.slice]))
        uses.unclear |= not _texts([parent.slice])
        uses.altered |= not _texts([parent.slice]) and not isinstance(parent.ctx, ast.Load)
    elif (
        isinstance(parent, ast.Compare)
        and len(parent.ops) == 1
        and isinstance(parent.ops[0], ast.In | ast.NotIn)
    ):
        uses.own |= set(_texts([parent.left]))
    else:
        uses.unclear = True
        reads = isinstance(parent, ast.Attribute) and parent.attr in _READING
        uses.altered |= (not reads and not isinstance(parent, ast.Assign | ast.AnnAssign)) or isinstance(
            node.ctx, ast.Store
        )


def _texts(nodes: list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _reached(forward: _Forward, plain: Any, owner: type | None) -> Keywords | None:
    """What the function takes that the keywords are handed on to; None where that is not known."""
    for function, kind, takes_self in _targets(forward.target, plain, owner):
        if function is None:
            return None
        found = _all_keywords(function, kind) if not isinstance(function, type) else None
        if found is None:
            found = constructor_keywords(function)
            function = getattr(function, "__init__", None)
        if found.names is None:
            return found
        places = forward.places + (0 if takes_self else 1)
        conflicts = forward.given | set(
            _positional(function)[1:places] if not takes_self else _positional(function)[:places]
        )
        return Keywords(found.names - conflicts, found.taken | (conflicts & found.names))
    return None


def _positional(function: Any) -> list[str]:
    plain = unwrapped(function)
    if plain is None:
        return []
    code = plain.__code__
    return list(code.co_varnames[: code.co_argcount])


def _targets(target: ast.expr, plain: Any, owner: type | None) -> Iterator[tuple[Any, type | None, bool]]:
    """What is called: a function or class, the class it belongs to, whether its `self` is given by hand."""
    if isinstance(target, ast.Attribute):
        value = target.value
        if _is_super(value):
            after = _home(plain, owner)
            if owner is None or after is None:
                return
            for base in owner.__mro__[owner.__mro__.index(after) + 1 :]:
                if target.attr in vars(base):
                    yield vars(base)[target.attr], owner, False
                    return
            if target.attr == "__init__":
                return
        elif isinstance(value, ast.Name) and value.id in ("self", "cls") and owner is not None:
            if hasattr(owner, target.attr):
                yield inspect.getattr_static(owner, target.attr), owner, False
        else:
            holder = _value(value, plain)
            if isinstance(holder, type) and hasattr(holder, target.attr):
                kind = owner if owner is not None and issubclass(owner, holder) else holder
                yield inspect.getattr_static(holder, target.attr), kind, True
            elif holder is not None and hasattr(holder, target.attr):
                yield getattr(holder, target.attr), None, True
        return
    if isinstance(target, ast.Name) and target.id == "cls" and owner is not None:
        yield owner, None, False
        return
    found = _value(target, plain)
    if isinstance(found, type):
        yield found, None, False
    elif found is not None:
        yield found, None, True


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _home(plain: Any, owner: type | None) -> type | None:
    """The class in the owner's MRO that defines the function."""
    for base in owner.__mro__ if owner else ():
        for value in vars(base).values():
            if unwrapped(value) is plain:
                return base
    return None


def _value(node: ast.expr, plain: Any) -> Any:
    """What a plain name in the function's module stands for, or an attribute of one."""
    if isinstance(node, ast.Name):
        names = inspect.getclosurevars(plain) if plain.__closure__ else None
        if names is not None and node.id in names.nonlocals:
            return names.nonlocals[node.id]
        if node.id in plain.__code__.co_varnames:
            return None
        return plain.__globals__.get(node.id)
    if isinstance(node, ast.Attribute):
        holder = _value(node.value, plain)
        return getattr(holder, node.attr, None) if holder is not None else None
    return None

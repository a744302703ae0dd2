"""What a call calls, and which of its parameters each argument goes to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.api_index import Class, Function, Kind, Parameter
from core.check.facts import Argument, Call
from core.check.types import Beginning, Bound, Builder, ClassOf, Definition, FunctionOf, Instance, Own
from core.check.world import SCENE, ScriptClass, World


@dataclass(frozen=True, slots=True)
class Match:
    """An argument with the parameter that it goes to.

    That is the `*args` or `**kwargs` for what these take, and None where it is spread or goes nowhere.
    """

    argument: Argument
    parameter: Parameter | None

    @property
    def name(self) -> str | None:
        """What the argument is for: the name that it is given by, or that of its parameter."""
        return self.argument.name or (self.parameter.name if self.parameter else None)


def called(call: Call, world: World) -> tuple[Function, ...]:
    """All functions that a call may call, one where it is known which; none where that is not known."""
    key = ("called", call.node)
    if key not in world.cache:
        world.cache[key] = _called(call, world)
    found: tuple[Function, ...] = world.cache[key]
    return found


def _called(call: Call, world: World) -> tuple[Function, ...]:
    match call.callee:
        case ClassOf(kind) | Beginning(kind):
            found = constructor(kind, world)
        case FunctionOf(key):
            found = world.index.functions.get(key)
        case Bound(Builder(Instance() as owner), name) | Bound(Instance() as owner, name):
            return methods(owner, name, world)
        case Own(node, owner):
            found = signature(node, is_method=owner is not None)
        case _:
            found = None
    return (found,) if found else ()


def matched(call: Call, function: Function) -> tuple[Match, ...]:
    """Each argument of a call with the parameter of a function that it goes to."""
    return tuple(_matched(call, function))


def _matched(call: Call, function: Function) -> Iterator[Match]:
    by_name = {item.name: item for item in function.named}
    rest = next((item for item in function.parameters if item.kind is Kind.REST), None)
    more = next((item for item in function.parameters if item.kind is Kind.KEYWORDS), None)
    keywords = function.keywords
    places = iter(function.places)
    is_spread = False
    for argument in call.arguments:
        if argument.spread:
            is_spread = True
            yield Match(argument, None)
        elif argument.name is None:
            yield Match(argument, None if is_spread else next(places, rest))
        elif argument.name in by_name:
            yield Match(argument, by_name[argument.name])
        else:
            yield Match(argument, more if keywords is None or argument.name in keywords else None)


def constructor(kind: str, world: World) -> Function | None:
    """What makes an object of a class: Manim's, or the script's own."""
    for entry in world.lineage(kind):
        if isinstance(entry, Class):
            return _completed(entry.name, entry.constructor, world)
        # A decorator such as @dataclass makes another constructor.
        if entry.open or entry.node.decorator_list or entry.node.keywords or "__new__" in entry.methods:
            return None
        if "__init__" in entry.methods:
            return _handing_on(signature(entry.methods["__init__"], is_method=True), entry, world)
    return None


def _handing_on(function: Function | None, entry: ScriptClass, world: World) -> Function | None:
    """A constructor of the script with the keywords that it only hands on to its base."""
    node, above = entry.methods["__init__"], world.above(entry.key)
    rest = node.args.kwarg
    if function is None or rest is None or above is None or above == entry.key:
        return function
    used = [item for item in ast.walk(node) if isinstance(item, ast.Name) and item.id == rest.arg]
    for statement in node.body:
        match statement:
            case ast.Expr(ast.Call(ast.Attribute(ast.Call(ast.Name("super")), "__init__"), _, keywords)):
                if used == [item.value for item in keywords if item.arg is None]:
                    base = constructor(above, world)
                    more = base.keywords if base else None
                    given = frozenset(item.arg for item in keywords if item.arg)
                    return function if more is None else replace(function, more=more, taken=given)
    return function


def methods(owner: Instance, name: str, world: World) -> tuple[Function, ...]:
    """All that `owner.name` may be, where each of them is known; classes below can have their own."""
    kinds = [owner.kind] if owner.exact else [owner.kind, *world.below(owner.kind)]
    found: list[Function] = []
    for kind in kinds:
        method = _method(kind, name, world)
        if method is None:
            return ()
        if method not in found:
            found.append(method)
    return tuple(found)


def _method(kind: str, name: str, world: World) -> Function | None:
    for entry in world.lineage(kind):
        if isinstance(entry, ScriptClass):
            if entry.open or entry.node.decorator_list or name in entry.fields:
                return None
            if name in entry.methods:
                return signature(entry.methods[name], is_method=True)
        elif name in entry.methods:
            return _completed(entry.name, entry.methods[name], world)
        elif name in entry.properties or name in entry.fields:
            return None
    return None


def _completed(owner: str, function: Function, world: World) -> Function:
    """A function with the keywords that it hands on in a way that the index does not see."""
    taker = _HANDED_ON.get((owner, function.name))
    if function.more is not None or taker is None:
        return function
    kind, name = taker
    entry = world.index.by_name.get(kind)
    if entry is None or (name != _MAKING and name not in entry.methods):
        return function
    more = _completed(kind, entry.constructor if name == _MAKING else entry.methods[name], world).keywords
    return replace(function, more=more)


_MAKING = "__init__"
_HANDED_ON = {
    ("Mobject", "arrange"): ("Mobject", "next_to"),
    ("Mobject", "arrange_submobjects"): ("Mobject", "arrange"),
    ("Brace", "put_at_tip"): ("Mobject", "next_to"),
    ("Brace", "get_text"): ("Brace", "put_at_tip"),
    ("Brace", "get_tex"): ("Brace", "put_at_tip"),
    ("Brace", _MAKING): ("VMobject", _MAKING),
    ("BraceBetweenPoints", _MAKING): ("Brace", _MAKING),
    ("ArcBrace", _MAKING): ("Brace", _MAKING),
    ("Union", _MAKING): ("VMobject", _MAKING),
    ("Difference", _MAKING): ("VMobject", _MAKING),
    ("Intersection", _MAKING): ("VMobject", _MAKING),
    ("Exclusion", _MAKING): ("VMobject", _MAKING),
    ("Flash", _MAKING): ("ShowPassingFlash", _MAKING),
}
"""What hands keywords to members, to what it makes later, or to a base that Manim chooses when it starts."""


def signature(node: Definition, is_method: bool) -> Function | None:
    """A function of the script, without its `self`; None where a decorator can have changed it."""
    marks = [] if isinstance(node, ast.Lambda) else [ast.unparse(item) for item in node.decorator_list]
    if marks not in ([], ["staticmethod"], ["classmethod"]):
        return None
    given = node.args
    places = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(places) - len(given.defaults)) + [ast.unparse(item) for item in given.defaults]
    found = [
        _parameter(item, Kind.POSITION if item in given.posonlyargs else Kind.EITHER, default)
        for item, default in zip(places, defaults, strict=True)
    ]
    if is_method and marks != ["staticmethod"]:
        if not found:
            return None
        found = found[1:]
    if given.vararg:
        found.append(_parameter(given.vararg, Kind.REST))
    for item, value in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        found.append(_parameter(item, Kind.KEYWORD, ast.unparse(value) if value else None))
    if given.kwarg:
        found.append(_parameter(given.kwarg, Kind.KEYWORDS))
    name = "" if isinstance(node, ast.Lambda) else node.name
    return Function(name, tuple(found), None if given.kwarg else frozenset())


def _parameter(node: ast.arg, kind: Kind, default: str | None = None) -> Parameter:
    return Parameter(node.arg, kind, default, ast.unparse(node.annotation) if node.annotation else "")


def needed(function: Function) -> tuple[str, ...]:
    """The parameters that have to be given."""
    return tuple(
        item.name
        for item in function.parameters
        if item.default is None and item.kind not in (Kind.REST, Kind.KEYWORDS)
    )


def scene_act(call: Call, world: World) -> str | None:
    """The name of Manim's own method of a scene that a call calls, such as "play"."""
    callee = call.callee
    if not isinstance(callee, Bound) or not isinstance(callee.owner, Instance):
        return None
    if not world.is_a(callee.owner, SCENE) or world.method(callee.owner.kind, callee.name) is None:
        return None
    return callee.name

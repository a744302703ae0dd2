"""Something else where Manim needs a mobject, or one of another sort. See not_a_mobject.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Function, Kind, Parameter
from core.check.calls.calling import called, matched, scene_act
from core.check.calls.keyword_case import title
from core.check.calls.mobject_fixes import FADING, MobjectFixes
from core.check.calls.mobject_needs import Need, need
from core.check.calls.naming import an
from core.check.calls.redrawing import judge_redrawing
from core.check.facts import Argument, Call
from core.check.reading import Reading
from core.check.types import ARRAY, Bound, Builder, ClassOf, FunctionOf, Instance, Own, Plain, Type, item_of
from core.check.world import ANIMATION, MOBJECT, SCENE, VMOBJECT, World
from core.model import Diagnostic, Severity

RULE = "not-a-mobject"

_LISTS = frozenset({"list", "tuple", "set", "generator", "zip", "range", "enumerate"})
_WORDS = {
    "str": "a text of Python's own",
    "int": "a number",
    "float": "a number",
    "bool": "True or False",
    ARRAY: "a point or direction",
}


def judge_mobjects(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each argument that has to be a mobject and certainly is none that will do."""
    if reading.facts is None:
        return
    world = reading.facts.world
    told: set[ast.expr] = set()
    for call in reading.facts.calls:
        for diagnostic in judge_redrawing(call, reading, world, RULE):
            told.add(call.node)
            yield diagnostic
        for argument, parameter in _places(call, world):
            if argument.node in told:
                continue
            wanted = need(parameter, call, world)
            sentence = _wrong(argument, wanted, call, world) if wanted else None
            if wanted and sentence:
                fixes = MobjectFixes(reading, world, call, parameter, wanted)
                yield Diagnostic(
                    RULE,
                    Severity.ERROR,
                    argument.node.lineno,
                    reading.lines.column(argument.node),
                    sentence,
                    fixes.fix(argument),
                )


def _places(call: Call, world: World) -> Iterator[tuple[Argument, Parameter]]:
    """The arguments whose parameters are known, those among them that are spread over an *args."""
    functions = called(call, world)
    if not functions:
        return
    if len({_annotations(call, function) for function in functions}) > 1:
        return
    rest = next((item for item in functions[0].parameters if item.kind is Kind.REST), None)
    for match in matched(call, functions[0]):
        if match.parameter is not None:
            yield match.argument, match.parameter
        elif rest and _is_starred(match.argument, call):
            yield match.argument, rest


def _is_starred(argument: Argument, call: Call) -> bool:
    """Whether it stands behind one star, and not behind two."""
    return any(isinstance(item, ast.Starred) and item.value is argument.node for item in call.node.args)


def _annotations(call: Call, function: Function) -> tuple[str, ...]:
    return tuple(item.parameter.annotation if item.parameter else "" for item in matched(call, function))


def _wrong(argument: Argument, wanted: Need, call: Call, world: World) -> str | None:
    name = title(call, called(call, world)[0])
    is_adding = scene_act(call, world) == "add"
    if isinstance(argument.type, Builder) and (is_adding or isinstance(call.callee, ClassOf)):
        # A mobject's methods take one here and there: it has what the mobject has.
        return f"{name} needs a mobject, and this is an animation already. Play it as it is."
    if not argument.spread:
        return _reason(argument.type, wanted, name, world)
    if not isinstance(argument.type, Plain):
        return None
    return next(
        (found for each in _items(argument.type) if (found := _reason(each, wanted, name, world))), None
    )


def _items(type: Plain) -> tuple[Type, ...]:
    item = item_of(type)
    return type.items if type.items is not None else (item,) if item else ()


def _reason(type: Type, wanted: Need, name: str, world: World) -> str | None:
    """What is wrong with a value, if something certainly is."""
    match type:
        case Instance():
            return _of_instance(type, wanted, name, world)
        case ClassOf(kind):
            title = world.title(kind)
            return f"{title} is a class here and not yet a mobject. Write {title}(...)."
        case Bound(_, method):
            return f"{method} is not called here. Write {method}()."
        case FunctionOf() | Own():
            return f"{name} needs a mobject and gets a function. Call it with parentheses."
        case Plain(kind=kind) if kind in _LISTS and wanted is Need.MANY:
            inner = (_reason(each, Need.CURVES, name, world) for each in _items(type))
            return next((found for found in inner if found), None)
        case Plain(kind=kind) if kind in _LISTS:
            return f"{name} needs a mobject and gets a list. {_apart(type, world)}"
        case Plain(kind="str", value=value) if value != "":
            return f"{name} needs a mobject and gets a text. Write Text(...) around it."
        case Plain(kind=kind) if kind in _WORDS:
            instead = (
                " Say what it is for: shift=… or target_position=…."
                if kind == ARRAY and name in FADING
                else ""
            )
            return f"{name} needs a mobject and gets {_WORDS[kind]}.{instead}"
    return None


def _apart(type: Plain, world: World) -> str:
    if all(world.is_a(each, MOBJECT) for each in _items(type)):
        return "Write a star before it, or put it into a VGroup."
    return "Put a mobject here."


def _of_instance(type: Instance, wanted: Need, name: str, world: World) -> str | None:
    if world.is_a(type, ANIMATION):
        return f"{name} needs a mobject and gets an animation. Play it instead: self.play(...)."
    if world.title(type.kind) == "ManimColor":
        return f"{name} needs a mobject and gets a colour. Write color= before it, or colour the mobject."
    if world.is_a(type, SCENE):
        return f"{name} needs a mobject and gets the scene."
    if wanted is Need.MOBJECT or not world.is_a(type, MOBJECT) or world.is_a(type, VMOBJECT) is not False:
        return None
    what = an(world.title(type.kind))
    instead = "a Group for it" if name in ("VGroup", "add") else "FadeIn for it"
    return f"{name} is for what is drawn with lines, and {what} is not. Take {instead}."

"""Plays of what is no animation. See not_an_animation.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.api_index import Kind
from core.check.calls.calling import called, scene_act
from core.check.calls.naming import an
from core.check.calls.play_fixes import PlayFixes
from core.check.facts import Argument, Call
from core.check.mending.places import edit_name
from core.check.reading import Reading
from core.check.types import (
    Bound,
    Builder,
    ClassOf,
    FunctionOf,
    Instance,
    ModuleOf,
    Own,
    Plain,
    Type,
    item_of,
)
from core.check.world import ANIMATION, MOBJECT, SCENE, World
from core.model import Diagnostic, Fix, Severity

RULE = "not-an-animation"

_GROUP = "manim.animation.composition.AnimationGroup"
_SEQUENCES = frozenset({"list", "tuple", "set", "generator", "zip", "enumerate", "range"})
_WORDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "True or False",
    "None": "nothing",
    "ndarray": "a point",
}


def judge_animations(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each `play`, or group of animations, of anything else, and for a `play` of nothing."""
    if reading.facts is None:
        return
    world = reading.facts.world
    for call in reading.facts.calls:
        is_play = scene_act(call, world) == "play"
        if not is_play and not _is_group(call, world):
            continue
        if is_play and _is_empty(call):
            yield _nothing(call, reading)
        # What follows a wrong argument often belongs to it: `play(Create, circle)`.
        wrong = (
            (item, sentence)
            for item in call.arguments
            if (item.name is None or item.spread) and (sentence := _wrong(item, world))
        )
        for item, sentence in list(wrong)[:1]:
            yield Diagnostic(
                RULE,
                Severity.ERROR,
                item.node.lineno,
                reading.lines.column(item.node),
                sentence,
                PlayFixes(reading, world, call).fix(item),
            )


def _is_group(call: Call, world: World) -> bool:
    """Whether it makes a group of animations, which Manim handles as it does a play."""
    if not isinstance(call.callee, ClassOf) or not world.is_a(Instance(call.callee.kind), _GROUP):
        return False
    places = [
        item for function in called(call, world) for item in function.parameters if item.kind is Kind.REST
    ]
    return [item.name for item in places] == ["animations"]


def _is_empty(call: Call) -> bool:
    """Whether no animation is given, or only lists with nothing in them."""
    given = [item for item in call.arguments if item.name is None]
    return all(isinstance(item.type, Plain) and item.type.items == () for item in given)


def _nothing(call: Call, reading: Reading) -> Diagnostic:
    fix = None
    if not call.arguments and isinstance(call.node.func, ast.Attribute):
        fix = Fix("Write wait", (edit_name(reading.lines, call.node.func, "wait"),))
    return Diagnostic(
        RULE,
        Severity.ERROR,
        call.node.lineno,
        reading.lines.column(call.node),
        "There is no animation to play here. Write one between the parentheses, or write wait instead.",
        fix,
    )


def _wrong(item: Argument, world: World) -> str | None:
    """What is wrong with an argument, if something certainly is."""
    type = item.type
    if not item.spread:
        return _reason(type, world) or _acts(item.node, type, world)
    if isinstance(item.node, ast.Dict) or (isinstance(type, Plain) and type.kind == "dict"):
        return None
    if world.is_a(type, MOBJECT):
        return "The parts of a mobject are mobjects and no animations. Write FadeIn(...) around each."
    if isinstance(type, Plain):
        members = type.items if type.items is not None else (item_of(type),)
        return next((found for each in members if each and (found := _reason(each, world))), None)
    return None


def _acts(node: ast.expr, type: Type, world: World) -> str | None:
    """A method of the scene that does its work at once: `self.play(self.add(circle))`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and world.is_a(type, SCENE):
        return f"{node.func.attr} does its work at once and is no animation. Write it without play."
    return None


def _reason(type: Type, world: World, inside: bool = False) -> str | None:
    """Why Manim refuses this in a play; it looks into lists, but not into lists within them."""
    match type:
        case Builder():
            return None
        case Instance() if world.is_a(type, MOBJECT):
            name = an(world.title(type.kind))
            return f"This is {name} and no animation. Write an animation around it, such as Create or FadeIn."
        case Instance() if world.is_a(type, ANIMATION) is False and not world.is_a(type, SCENE):
            if world.is_closed(type.kind) and not world.has(type.kind, "__iter__"):
                return f"This is {an(world.title(type.kind))} and no animation."
        case ClassOf(kind) if world.is_a(Instance(kind), ANIMATION):
            title = world.title(kind)
            return f"{title} alone is no animation. Write {title}(...) with what it should show."
        case ClassOf(kind) if world.is_a(Instance(kind), MOBJECT):
            return f"{world.title(kind)} is no animation. Write Create({world.title(kind)}())."
        case Bound(owner, name):
            return _uncalled(owner, name, world)
        case FunctionOf() | Own():
            return (
                "This is a function and no animation. Write parentheses behind it if it gives an animation."
            )
        case ModuleOf(name):
            return f"{name} is a module and no animation."
        case Plain():
            return _plain(type, world, inside)
    return None


def _uncalled(owner: Type, name: str, world: World) -> str | None:
    if isinstance(owner, Builder):
        return f"{name} is not called here. Write {name}(...)."
    if world.is_a(owner, MOBJECT):
        return f"{name} is no animation. Write .animate.{name}(...) instead of .{name}."
    return f"{name} is not called here. Write {name}(...) if it gives an animation."


def _plain(type: Plain, world: World, inside: bool) -> str | None:
    if type.kind in _SEQUENCES:
        if inside:
            return "Manim looks for animations in a list, but not in a list within it. Write one list."
        members = type.items if type.items is not None else (item_of(type),)
        return next(
            (found for each in members if each and (found := _reason(each, world, inside=True))), None
        )
    if type.kind == "None":
        return "This gives nothing that could be played. What it does is done at once: write it without play."
    word = _WORDS.get(type.kind)
    return None if word is None or type.value == "" else f"This is {word} and no animation."

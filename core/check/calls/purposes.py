"""What each argument of a call is for, by how Manim annotates the parameter that it ends up in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.api_index import ApiIndex, Class, Function, Kind, Parameter
from core.check.calls.calling import called, matched
from core.check.facts import Argument, Call, Facts
from core.check.types import Bound, Builder, ClassOf, FunctionOf, Instance, Own
from core.check.world import ANIMATION, World


@dataclass(frozen=True, slots=True)
class Given:
    """An argument, the name of its parameter, the parameter's annotation, and the name of what is called."""

    call: Call
    argument: Argument
    name: str
    annotation: str
    function: str


def given(facts: Facts) -> Iterator[Given]:
    """All arguments of Manim's functions of which it is known what they are for."""
    cache = facts.world.cache
    if "given" not in cache:
        names = _names(facts.world.index)
        calls = (call for call in facts.calls if _is_of_manim(call, facts.world))
        cache["given"] = [item for call in calls for item in _of_call(call, facts.world, names)]
    found: list[Given] = cache["given"]
    return iter(found)


@lru_cache(maxsize=1)
def _names(index: ApiIndex) -> _Names:
    return _Names(index)


def _is_of_manim(call: Call, world: World) -> bool:
    """Whether Manim itself gets the arguments, and no function of the script."""
    match call.callee:
        case Own():
            return False
        case ClassOf(kind):
            return world.constructor(kind) is not None
        case Bound(Builder(Instance(kind)), name) | Bound(Instance(kind), name):
            return world.method(kind, name) is not None and not any(
                name in entry.methods
                for key, entry in world.own.items()
                if kind in {each.key for each in world.lineage(key)}
            )
    return True


def _of_call(call: Call, world: World, names: _Names) -> Iterator[Given]:
    candidates = [_purposes(call, function, world, names) for function in called(call, world)]
    if not candidates:
        return
    for number, argument in enumerate(call.arguments):
        found = {purposes[number] for purposes in candidates}
        # Where a class below has a method of its own, both have to say the same.
        if len(found) == 1 and (purpose := found.pop()) is not None:
            yield Given(call, argument, *purpose, function_name(call, world))


def _purposes(call: Call, function: Function, world: World, names: _Names) -> list[tuple[str, str] | None]:
    found: list[tuple[str, str] | None] = []
    place = 0
    for match in matched(call, function):
        parameter, name = match.parameter, match.argument.name
        if name is None and not match.argument.spread:
            place += 1
        if parameter is None:
            found.append(None)
        elif parameter.kind is Kind.KEYWORDS and name is not None:
            found.append(_keyword(call, name, world, names))
        elif parameter.kind is Kind.REST and parameter.annotation in ("", "Any"):
            found.append(_further(call, place - len(function.places), world))
        else:
            found.append((parameter.name, parameter.annotation))
    return found


def _keyword(call: Call, name: str, world: World, names: _Names) -> tuple[str, str] | None:
    """A keyword that is handed on: to a class that this one derives from, or to whatever has that name."""
    annotation = None
    if isinstance(call.callee, ClassOf):
        annotation = next(
            (item.annotation for item in _inherited(call.callee, world) if item.name == name), None
        )
    elif isinstance(call.callee, Bound) and call.callee.name == "play":
        own = world.index.classes[ANIMATION].constructor.parameters
        annotation = next((item.annotation for item in own if item.name == name), None)
    annotation = annotation or names.annotation(name)
    return (name, annotation) if annotation else None


def _inherited(callee: ClassOf, world: World) -> Iterator[Parameter]:
    for entry in world.lineage(callee.kind):
        if isinstance(entry, Class):
            yield from entry.constructor.parameters


def _further(call: Call, place: int, world: World) -> tuple[str, str] | None:
    """The parameter for one of the *args that a constructor hands on to that of the class it derives from."""
    if not isinstance(call.callee, ClassOf):
        return None
    for entry in world.lineage(call.callee.kind):
        if not isinstance(entry, Class):
            continue
        places = entry.constructor.places
        if not places:
            continue
        if 0 < place <= len(places):
            return places[place - 1].name, places[place - 1].annotation
        return None
    return None


def function_name(call: Call, world: World) -> str:
    """How people call what a call calls: "Circle", "shift"."""
    match call.callee:
        case ClassOf(kind):
            return world.title(kind)
        case FunctionOf(key):
            return key.rpartition(".")[2]
        case Bound(_, name):
            return name
        case Builder():
            return "animate"
    return "it"


class _Names:
    """What parameters of a name are for in all of Manim."""

    def __init__(self, index: ApiIndex) -> None:
        self._found: dict[str, set[str]] = {}
        for entry in index.classes.values():
            for function in (entry.constructor, *entry.methods.values()):
                for item in function.parameters:
                    if item.kind in (Kind.EITHER, Kind.KEYWORD) and "OpenGL" not in entry.key:
                        self._found.setdefault(item.name, set()).add(item.annotation.removesuffix(" | None"))

    def annotation(self, name: str) -> str | None:
        """What they all say, if they agree."""
        found = self._found.get(name, set()) - {"", "Any"}
        return next(iter(found)) if len(found) == 1 else None

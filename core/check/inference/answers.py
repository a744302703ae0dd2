"""What an attribute or a call gives, by what is known of whose it is."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from core.api_index import Class
from core.check.inference.growth import sliced
from core.check.inference.imports import type_of
from core.check.types import (
    POINT,
    UNKNOWN,
    Bound,
    Builder,
    ClassOf,
    Definition,
    FunctionOf,
    Instance,
    ModuleOf,
    Nothing,
    Own,
    Plain,
    Type,
    all_of,
    cut,
    guarded,
    item_of,
)
from core.check.world import MOBJECT, SCENE, ScriptClass, World

GROUPS = frozenset({"Group", "VGroup"})
_SELF = frozenset({"Self", "self", "typing.Self"})
_PLAIN = frozenset({"int", "float", "str", "bool", "None"})
_POINTS = frozenset({"Point3D", "Vector3D"})
_SEQUENCES = frozenset({"list", "tuple", "sorted", "reversed", "set"})
_CHOOSING = frozenset({"min", "max", "next"})
_TO_PLAIN = frozenset({"int", "float", "str", "bool", "dict"})
_NOTHING = frozenset(
    {
        "move_camera",
        "set_camera_orientation",
        "begin_ambient_camera_rotation",
        "stop_ambient_camera_rotation",
        "begin_3dillusion_camera_rotation",
        "stop_3dillusion_camera_rotation",
        "set_to_default_angled_camera_orientation",
        "add_fixed_in_frame_mobjects",
        "add_fixed_orientation_mobjects",
        "activate_zooming",
    }
)
"""Methods of scenes that give nothing, though their annotations do not tell."""
_WRITTEN = frozenset({"target", "saved_state"})
_ADDING = frozenset({"add", "add_to_back"})


class Answers:
    """Answers for one script's world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def attribute(self, owner: Type, name: str) -> Type:
        """What `owner.name` is."""
        match owner:
            case Instance():
                return self._of_instance(owner, name)
            case Builder():
                return Bound(owner, name)
            case ModuleOf():
                item = self._world.index.modules.get(owner.name, {}).get(name)
                return UNKNOWN if item is None else type_of(item, self._world.index)
        return UNKNOWN

    def _of_instance(self, owner: Instance, name: str) -> Type:
        if name in self._world.assigned:
            return UNKNOWN
        for entry in self._world.lineage(owner.kind):
            if isinstance(entry, ScriptClass):
                if name in entry.methods:
                    # A decorator such as property makes something else of it.
                    is_changed = name in entry.fields or _is_changed(entry.methods[name])
                    return UNKNOWN if is_changed else Bound(owner, name)
                if name in entry.fields:
                    return self._field(owner, name)
                if entry.open:
                    return UNKNOWN
            elif (found := self._of_class(owner, entry, name)) is not None:
                # A class that gives it a value may only set the property of one above.
                return self._property(owner, name) if found == UNKNOWN else found
        return UNKNOWN

    def _field(self, owner: Instance, name: str) -> Type:
        """What an attribute holds that the script gives to objects of its classes, whichever does it."""
        found: list[Type] = []
        for kind in self._world.kinds(owner):
            for entry in self._world.lineage(kind):
                if not isinstance(entry, ScriptClass):
                    # What Manim has too it may write.
                    if name in entry.fields or name in entry.properties or name in _WRITTEN:
                        return UNKNOWN
                elif name in entry.methods:
                    return UNKNOWN
                elif name in entry.fields:
                    found.append(entry.fields[name])
            if self._world.is_loose(kind):
                return UNKNOWN
        return guarded(all_of(found))

    def _property(self, owner: Instance, name: str) -> Type:
        for entry in self._world.lineage(owner.kind):
            if isinstance(entry, Class) and name in entry.properties:
                return self.of_text(entry.properties[name], owner)
        return UNKNOWN

    def _of_class(self, owner: Instance, entry: Class, name: str) -> Type | None:
        if name in entry.methods:
            return Bound(owner, name)
        if name == "animate" and name in entry.properties and self._world.is_a(owner, MOBJECT):
            return Builder(owner)
        if name == "mobjects" and self._world.is_a(owner, SCENE):
            return Plain("list")
        if name == "camera" and self._world.is_a(owner, SCENE):
            return self._camera(owner)
        if name in entry.properties:
            return self.of_text(entry.properties[name], owner)
        if name in entry.fields:
            # What may also be None is looked at for what it is otherwise: None has none of it either.
            return self.of_text(entry.fields[name].removesuffix(" | None"), owner)
        return None

    def _camera(self, owner: Instance) -> Type:
        """The camera of a scene, unless the script chooses one by itself."""
        for entry in self._world.lineage(owner.kind):
            if isinstance(entry, ScriptClass):
                if "__init__" in entry.methods or "camera_class" in entry.fields or entry.open:
                    return UNKNOWN
            elif entry.camera:
                return Instance(entry.camera, exact=True)
        return UNKNOWN

    def of_text(self, text: str, owner: Instance | None = None) -> Type:
        """What an annotation says; where it names a class it may be one below."""
        text = text.strip("'\" ")
        if text in _SELF:
            return owner or UNKNOWN
        if text in _PLAIN:
            return Plain(text)
        if text in _POINTS:
            return POINT
        if text.startswith("list[") and text.endswith("]"):
            item = self.of_text(text[5:-1], owner)
            return Plain("list", item=item if isinstance(item, Instance) else None)
        entry = self._world.index.by_name.get(text)
        return UNKNOWN if entry is None else Instance(entry.key)

    def call(self, callee: Type, arguments: Sequence[Type]) -> Type:
        """What calling something of Manim's gives; `arguments` are those by position."""
        match callee:
            case ClassOf():
                return self._made(callee.kind, arguments)
            case FunctionOf():
                function = self._world.index.functions[callee.key]
                return self.of_text(function.returns)
            case Bound(owner=Builder()):
                return callee.owner
            case Builder():
                return callee
            case Bound(owner=Instance() as owner):
                return self._called(owner, callee.name)
        return UNKNOWN

    def _made(self, kind: str, arguments: Sequence[Type]) -> Type:
        item = None
        if self._world.title(kind) in GROUPS and UNKNOWN not in arguments:
            item = cut(all_of(arguments))
        return Instance(kind, exact=True, item=item if isinstance(item, Instance | Nothing) else None)

    def part(self, owner: Type) -> Type:
        """What is known of some of the items or members of something."""
        if isinstance(owner, Instance):
            is_group = self._world.title(owner.kind) in GROUPS
            return Instance(owner.kind, owner.exact, owner.item) if is_group else UNKNOWN
        return sliced(owner) if isinstance(owner, Plain) else UNKNOWN

    def _called(self, owner: Instance, name: str) -> Type:
        method = self._world.method(owner.kind, name)
        if method is None:
            return UNKNOWN
        if name in _NOTHING and self._world.is_a(owner, SCENE):
            return Plain("None")
        if name in _ADDING or method.deprecated:
            return Instance(owner.kind, owner.exact)
        return self.of_text(method.returns, owner)

    def builtin(self, name: str, arguments: Sequence[Type]) -> Type:
        """What a call of one of Python's own functions gives."""
        first = arguments[0] if arguments else UNKNOWN
        match name:
            case "range":
                return Plain("range", item=Plain("int"))
            case "len" | "round" | "ord":
                return Plain("int") if name != "round" or len(arguments) == 1 else UNKNOWN
            case "input" | "chr" | "repr":
                return Plain("str")
            case "enumerate":
                return Plain(
                    "enumerate", item=Plain("tuple", items=(Plain("int"), item_of(first) or UNKNOWN))
                )
            case "zip":
                return Plain(
                    "zip", item=Plain("tuple", items=tuple(item_of(each) or UNKNOWN for each in arguments))
                )
        if name in _CHOOSING:
            return (item_of(first) or UNKNOWN) if len(arguments) == 1 else all_of(arguments)
        if name in _SEQUENCES:
            if not arguments:
                return Plain(name, items=())
            kind = "list" if name in ("sorted", "reversed") else name
            return Plain(kind, item=item_of(first))
        return Plain(name) if name in _TO_PLAIN else UNKNOWN


def _is_changed(node: Definition) -> bool:
    marks = [] if isinstance(node, ast.Lambda) else [ast.unparse(item) for item in node.decorator_list]
    return not frozenset(marks) <= {"staticmethod", "classmethod"}


def own_functions(owner: Instance, name: str, world: World) -> list[Own]:
    """The script's methods that an object may have under this name: those of its class and of those below."""
    found = [_own_function(kind, name, world) for kind in world.kinds(owner)]
    return list(dict.fromkeys(function for function in found if function is not None))


def own_function(owner: Instance, name: str, world: World) -> Own | None:
    """The script's method that an object certainly has under this name."""
    found = own_functions(owner, name, world)
    return found[0] if len(found) == 1 else None


def _own_function(kind: str, name: str, world: World) -> Own | None:
    for entry in world.lineage(kind):
        if not isinstance(entry, ScriptClass):
            return None
        if name in entry.methods:
            return Own(entry.methods[name], entry.key)
    return None

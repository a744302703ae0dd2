"""What puts an argument right that is no mobject."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from core.api_index import Kind, Parameter
from core.check.calls.calling import constructor, scene_act
from core.check.calls.mobject_needs import Need
from core.check.calls.naming import manim_name
from core.check.facts import Argument, Call
from core.check.mending.places import edit, edit_name, end_of, start_of
from core.check.reading import Reading
from core.check.types import Bound, ClassOf, Instance, Plain, Type, item_of
from core.check.world import ANIMATION, MOBJECT, VMOBJECT, World
from core.model import Edit, Fix

FADING = frozenset({"FadeIn", "FadeOut"})
_DIRECTIONS = frozenset({"UP", "DOWN", "LEFT", "RIGHT", "UL", "UR", "DL", "DR", "IN", "OUT"})


@dataclass(frozen=True, slots=True)
class MobjectFixes:
    """Fixes for one call that needs mobjects."""

    reading: Reading
    world: World
    call: Call
    parameter: Parameter
    wanted: Need

    def fix(self, item: Argument) -> Fix | None:
        """What puts a wrong argument right, where that can be told."""
        if item.spread:
            return self._other(item_of(item.type))
        match item.type:
            case Plain(kind="list" | "tuple" | "generator") if self.wanted is not Need.MANY:
                return self._taken_apart(item)
            case Plain(kind="str"):
                return self._around(item, self._setting(item.node))
            case ClassOf(kind):
                made = constructor(kind, self.world)
                if made and all(
                    each.default is not None or each.kind > Kind.EITHER for each in made.parameters
                ):
                    is_mobject = bool(self.world.is_a(Instance(kind), MOBJECT))
                    return replace(self._called(item), certain=is_mobject)
            case Bound():
                return self._called(item)
            case Instance() if self.world.is_a(item.type, ANIMATION):
                return self._played()
            case Plain(kind="ndarray") if self._is_direction(item):
                place = start_of(self.reading.lines, item.node)
                return Fix("Write shift= before it", (Edit(*place, *place, "shift="),), certain=True)
            case Instance() | Plain():
                return self._other(item.type)
        return None

    def _is_direction(self, item: Argument) -> bool:
        """Whether it is such as 2 * UP, and says where what fades goes."""
        callee = self.call.callee
        if not isinstance(callee, ClassOf) or self.world.title(callee.kind) not in FADING:
            return False
        names = [node.id for node in ast.walk(item.node) if isinstance(node, ast.Name)]
        is_last = len(self.call.places) > 1 and self.call.places[-1] is item
        return is_last and not self.call.given("shift") and bool(names) and _DIRECTIONS.issuperset(names)

    def _taken_apart(self, item: Argument) -> Fix | None:
        """A star before a list, or a group of what is in it."""
        items = self._items(item.type)
        if not items or not all(self.world.is_a(each, MOBJECT) for each in items):
            return None
        place = start_of(self.reading.lines, item.node)
        if self.parameter.kind is Kind.REST and not isinstance(item.node, ast.GeneratorExp):
            return Fix("Write a star before it", (Edit(*place, *place, "*"),), certain=True)
        group = self._group(item.type)
        text = self._text(item.node)
        if isinstance(item.node, ast.List | ast.Tuple) and item.node.elts and text[:1] in "[(":
            inner = text[1:-1].strip().removesuffix(",")
        else:
            inner = f"*{text}"
        if group is None:
            return None
        made = edit(self.reading.lines, item.node, f"{group}({inner})")
        return Fix(f"Write {group}", (made,), certain=self.parameter.kind is not Kind.REST)

    def _items(self, type: Type) -> tuple[Type, ...]:
        item = item_of(type)
        if isinstance(type, Plain) and type.items is not None:
            return type.items
        return () if item is None else (item,)

    def _group(self, type: Type) -> str | None:
        curves = all(self.world.is_a(each, VMOBJECT) for each in self._items(type))
        return manim_name(self.reading.tree, "VGroup" if curves or self.wanted is Need.CURVES else "Group")

    def _around(self, item: Argument, word: str) -> Fix | None:
        name = manim_name(self.reading.tree, word)
        if name is None:
            return None
        text = f"{name}({self._text(item.node)})"
        made = edit(self.reading.lines, item.node, text)
        return Fix(f"Write {text}", (made,), certain=self._is_wording(item))

    def _setting(self, node: ast.expr) -> str:
        """What sets a text: one with dollars has formulas in it, and one with a backslash is a formula."""
        words = str(node.value) if isinstance(node, ast.Constant) else ""
        return "Tex" if words.count("$") > 1 else "MathTex" if "\\" in words else "Text"

    def _is_wording(self, item: Argument) -> bool:
        """Whether a text is words, and not a formula or the name of something."""
        if not isinstance(item.type, Plain):
            return False
        if not isinstance(item.node, ast.Constant):
            said = [part.value for part in ast.walk(item.node) if isinstance(part, ast.Constant)]
            has_tex = any(set("$\\") & set(str(part)) for part in (*said, item.type.value))
            return isinstance(item.node, ast.Name | ast.JoinedStr) and not has_tex
        words = str(item.node.value)
        if self._setting(item.node) == "Tex":
            return words.count("$") % 2 == 0
        names = {node.id for node in ast.walk(self.reading.tree) if isinstance(node, ast.Name)}
        return bool(words.strip()) and not set(words) & set("$\\") and words not in names

    def _called(self, item: Argument) -> Fix:
        place = end_of(self.reading.lines, item.node)
        return Fix(f"Write {self._text(item.node)}()", (Edit(*place, *place, "()"),))

    def _played(self) -> Fix | None:
        """`self.add(Create(circle))` is `self.play(Create(circle))`."""
        function = self.call.node.func
        if scene_act(self.call, self.world) != "add" or not isinstance(function, ast.Attribute):
            return None
        if not all(self.world.is_a(each.type, ANIMATION) for each in self.call.arguments):
            return None
        return Fix("Write play", (edit_name(self.reading.lines, function, "play"),), certain=True)

    def _other(self, type: Type | None) -> Fix | None:
        """A Group instead of a VGroup, a FadeIn instead of a Create."""
        function, callee = self.call.node.func, self.call.callee
        if not isinstance(callee, ClassOf) or callee.kind in self.world.own:
            return None
        if type is None or (isinstance(type, Plain) and item_of(type) is None):
            return None
        is_group = self.world.title(callee.kind) == "VGroup"
        if not is_group and not self.world.is_a(Instance(callee.kind), ANIMATION):
            return None
        word = "Group" if is_group else "FadeIn"
        name = manim_name(self.reading.tree, word)
        entry = self.world.index.by_name.get(word)
        taken = entry.constructor.keywords if entry else None
        given = {each.name for each in self.call.arguments if each.name}
        if name is None or (taken is not None and not given <= taken) or self._has_more():
            return None
        return Fix(f"Write {word}", (edit(self.reading.lines, function, name),), certain=is_group)

    def _has_more(self) -> bool:
        """Whether a mobject that goes in is not the only one, where a FadeIn would take it for another."""
        first = self.call.arguments[:1]
        return self.parameter.kind is not Kind.REST and not (
            first and first[0].name is None and len(self.call.places) == 1
        )

    def _text(self, node: ast.expr) -> str:
        return self.reading.lines.between(node)

"""What puts a `play` right that is given something else than an animation."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import takewhile

from core.check.calls.chains import chain, changes_itself, is_made_here, is_new, is_plain, members
from core.check.calls.naming import manim_name
from core.check.facts import Argument, Call
from core.check.mending.places import edit, end_of, start_of
from core.check.reading import Reading
from core.check.types import Bound, Builder, ClassOf, Instance, Plain, Type, item_of
from core.check.world import ANIMATION, MOBJECT, SCENE, VMOBJECT, World
from core.model import Edit, Fix

TRACKER = "manim.mobject.value_tracker.ValueTracker"
_WRITTEN = frozenset({"Text", "MarkupText", "Paragraph", "SingleStringMathTex", "DecimalNumber"})


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is written for a mobject, the edit that writes it, and whether that is beyond doubt."""

    text: str
    edit: Edit
    sure: bool


@dataclass(frozen=True, slots=True)
class PlayFixes:
    """Fixes for one call of `play`."""

    reading: Reading
    world: World
    call: Call

    def fix(self, item: Argument) -> Fix | None:
        """What puts a wrong argument right, where that can be told."""
        if item.spread:
            return self._each(item)
        if self.world.is_a(item.type, MOBJECT):
            return self._around()
        match item.type:
            case Plain(kind="None") | Instance() if self._is_act(item):
                return self._alone(item)
            case Plain(kind="list" | "tuple"):
                return self._each(item)
            case ClassOf():
                return self._made(item)
            case Bound(Instance() as owner) if self.world.is_a(owner, MOBJECT):
                return self._animated(item)
        return None

    def _around(self) -> Fix | None:
        """An animation of this mobject, and of all others that are given like it."""
        wrong = [
            self._shown(each.node, each.type)
            for each in self.call.arguments
            if each.name is None and not each.spread and self.world.is_a(each.type, MOBJECT)
        ]
        shown = [each for each in wrong if each is not None]
        if not shown or len(shown) < len(wrong):
            return None
        edits = tuple(each.edit for each in shown)
        return Fix(f"Write {', '.join(each.text for each in shown)}", edits, all(each.sure for each in shown))

    def _shown(self, node: ast.expr, type: Type) -> _Shown | None:
        """What is written for one mobject: what happens to it, animated, or what shows it."""
        lines, facts = self.reading.lines, self.reading.facts
        assert facts is not None
        row = chain(node)
        if is_plain(row.root) and changes_itself(row, facts):
            place, text = end_of(lines, row.root), self._text(row.root)
            rest = self._text(node)
            is_whole = rest.startswith(text)
            written = f"{text}.animate{rest[len(text) :]}" if is_whole else f"{text}.animate"
            return _Shown(written, Edit(*place, *place, ".animate"), sure=True)
        name = self._showing(type)
        if name is None:
            return None
        sure = is_made_here(node, facts) or (
            isinstance(node, ast.Name) and is_new(node, self.reading.tree, facts)
        )
        text = f"{name}({self._text(node)})"
        return _Shown(text, edit(lines, node, text), sure and not self.world.is_a(type, TRACKER))

    def _each(self, item: Argument) -> Fix | None:
        """An animation for each of many mobjects."""
        written = self._written(item)
        if written is not None:
            return written
        members = self._members(item.type)
        names = {self._showing(each) for each in members}
        if not members or not all(self.world.is_a(each, MOBJECT) for each in members):
            return None
        name = names.pop() if len(names) == 1 else manim_name(self.reading.tree, "FadeIn")
        if name is None:
            return None
        star = "" if item.spread else "*"
        text = f"{star}[{name}(each) for each in {self._text(item.node)}]"
        made = edit(self.reading.lines, item.node, text)
        return Fix(f"Write {name} around each", (made,), certain=self._are_new(item.node))

    def _are_new(self, node: ast.expr) -> bool:
        """Whether nobody has seen any of the mobjects in a list that is written down."""
        parts, facts = members(node), self.reading.facts
        assert facts is not None
        return bool(parts) and all(
            is_made_here(part, facts)
            or (isinstance(part, ast.Name) and is_new(part, self.reading.tree, facts))
            for part in parts
        )

    def _written(self, item: Argument) -> Fix | None:
        """`[dot.shift(UP) for dot in dots]`, and lists like it, with what happens to each animated."""
        facts = self.reading.facts
        rows = [chain(part) for part in members(item.node)]
        assert facts is not None
        if not rows or not all(is_plain(row.root) and changes_itself(row, facts) for row in rows):
            return None
        places = [end_of(self.reading.lines, row.root) for row in rows]
        edits = tuple(Edit(*place, *place, ".animate") for place in places)
        return Fix(f"Write {self._text(rows[0].root)}.animate", edits, certain=True)

    def _members(self, type: Type) -> tuple[Type, ...]:
        if isinstance(type, Plain) and type.items is not None:
            return type.items
        item = item_of(type)
        return (item or Instance(MOBJECT),) if self.world.is_a(type, MOBJECT) else (item,) if item else ()

    def _showing(self, type: Type) -> str | None:
        """What shows a mobject, as the script has to write it."""
        word = "FadeIn"
        if isinstance(type, Instance) and self.world.is_a(type, VMOBJECT):
            titles = {self.world.title(entry.key) for entry in self.world.lineage(type.kind)}
            word = "Write" if titles & _WRITTEN else "Create"
        return manim_name(self.reading.tree, word)

    def _is_act(self, item: Argument) -> bool:
        """Whether it is a call of a method of the same scene."""
        return (
            isinstance(item.node, ast.Call)
            and isinstance(item.node.func, ast.Attribute)
            and isinstance(self.call.node.func, ast.Attribute)
            and ast.unparse(item.node.func.value) == ast.unparse(self.call.node.func.value)
            and (isinstance(item.type, Plain) or bool(self.world.is_a(item.type, SCENE)))
        )

    def _alone(self, item: Argument) -> Fix | None:
        """`self.play(self.wait(1))` is `self.wait(1)`."""
        if len(self.call.node.args) != 1:
            return None
        text = self._text(item.node)
        return Fix(f"Write {text}", (edit(self.reading.lines, self.call.node, text),), certain=True)

    def _made(self, item: Argument) -> Fix | None:
        """`self.play(Create, circle)` is `self.play(Create(circle))`."""
        assert isinstance(item.type, ClassOf)
        name = self._text(item.node)
        if self.world.is_a(Instance(item.type.kind), MOBJECT):
            text = f"{self._showing(Instance(item.type.kind))}({name}())"
            return Fix(f"Write {text}", (edit(self.reading.lines, item.node, text),))
        taken = self._following(item, lambda type: bool(self.world.is_a(type, MOBJECT)))
        if not taken:
            return None
        return self._joined(item, f"{name}({self._texts(taken)})", taken)

    def _animated(self, item: Argument) -> Fix | None:
        """`self.play(circle.shift, UP)` is `self.play(circle.animate.shift(UP))`."""
        if not isinstance(item.node, ast.Attribute):
            return None
        taken = self._following(item, self._is_value)
        if not taken:
            return None
        owner = self._text(item.node.value)
        return self._joined(item, f"{owner}.animate.{item.node.attr}({self._texts(taken)})", taken)

    def _is_value(self, type: Type) -> bool:
        return not isinstance(type, Builder | Bound | ClassOf) and not self.world.is_a(type, ANIMATION)

    def _following(self, item: Argument, fits: object) -> list[Argument]:
        assert callable(fits)
        behind = self.call.arguments[self.call.arguments.index(item) + 1 :]
        return list(takewhile(lambda each: each.name is None and not each.spread and fits(each.type), behind))

    def _joined(self, item: Argument, text: str, taken: list[Argument]) -> Fix:
        start, end = start_of(self.reading.lines, item.node), end_of(self.reading.lines, taken[-1].node)
        return Fix(f"Write {text}", (Edit(*start, *end, text),), certain=True)

    def _texts(self, items: list[Argument]) -> str:
        return ", ".join(self._text(item.node) for item in items)

    def _text(self, node: ast.expr) -> str:
        return self.reading.lines.between(node)

"""A value of a wrong kind or form: points without a third coordinate, colours that are none, and the like."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core.check.calls.naming import an
from core.check.explaining.callee import usage
from core.check.explaining.case import Case
from core.check.facts import Facts

_SHAPES = re.compile(r"broadcast (?:together with shapes|input array from shape) (.+)$")
_SHAPE = re.compile(r"\(([\d,]*)\)")
_VMOBJECTS = re.compile(r"^(\w+) only works for (?:VMobjects|vectorized Mobjects)")
_MEMBER = re.compile(
    r"^Only values of type (\w+) can be added as submobjects of (\w+), but .* is of type (\w+)\."
)
_NOT_PLAYED = re.compile(r"^Unexpected argument (.+) passed to Scene\.play\(\)\.$")
_NO_COLOR = re.compile(r"^Color (.+) not found$")
_OPERANDS = re.compile(r"^unsupported operand type\(s\) for (\S+): '(.+)' and '(.+)'$")
_OF_SCENES = frozenset({"play", "wait", "add", "pause", "next_section"})
_TOLD = frozenset(
    {"OSError", "FileNotFoundError", "PermissionError", "RecursionError", "ModuleNotFoundError"}
)
"""What the renderer has said well already."""
_LONGEST = 200
_KEYWORD = re.compile(r"got an unexpected keyword argument '(\w+)'")
_NOT = re.compile(r"^'(\w+)' object is not (callable|subscriptable|iterable)$")


def tell_value(case: Case) -> str | None:
    """What a value should have been."""
    return (
        _point(case)
        or _kind_of_mobject(case)
        or _played(case)
        or _color(case)
        or _division(case)
        or _operands(case)
        or _misused(case)
    )


def _point(case: Case) -> str | None:
    found = _SHAPES.search(case.words) if case.raised.type == "ValueError" else None
    sizes = {shape.rstrip(",").split(",")[-1] for shape in _SHAPE.findall(found[1])} if found else set()
    if found is None or not {"2", "3"} <= sizes:
        return None
    given = next(_pairs(case.part), None)
    if given is None:
        return "A point needs three coordinates, and one with two is given here. Write a 0 as the third."
    text, items = case.text(given), [case.text(item) for item in given.elts]
    right = f"[{', '.join(items)}, 0]" if isinstance(given, ast.List) else f"({', '.join(items)}, 0)"
    return f"A point needs three coordinates, and {text} has two. Write {right}."


def _pairs(part: ast.expr | None) -> Iterator[ast.List | ast.Tuple]:
    """The lists and tuples of two numbers that are written there."""
    for node in ast.walk(part) if part else ():
        if isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 2 and not _holds_more(node):
            yield node


def _holds_more(node: ast.List | ast.Tuple) -> bool:
    return any(isinstance(item, ast.List | ast.Tuple | ast.Starred) for item in node.elts)


def _kind_of_mobject(case: Case) -> str | None:
    if found := _VMOBJECTS.search(case.words):
        return (
            f"{found[1]} draws outlines. It works for shapes, text and formulas, and gets none here. "
            "Write FadeIn instead."
        )
    if found := _MEMBER.search(case.words):
        return _member(*found.groups())
    if case.words == "Animation only works on Mobjects":
        name = case.text(case.call.func) if case.call else "An animation"
        first = case.call.args[0] if case.call and case.call.args else None
        if isinstance(first, ast.List | ast.Tuple) and case.call:
            return f"{name} takes a mobject, and is given {an(_noun(first))}. Put its mobjects into a VGroup."
        return (
            f"{name} takes a mobject, and is given something else. Give it one, such as a shape or a group."
        )
    return None


def _noun(node: ast.List | ast.Tuple) -> str:
    return "list" if isinstance(node, ast.List) else "tuple"


def _member(wanted: str, group: str, given: str) -> str:
    if given in ("list", "tuple", "generator"):
        return f"{group} takes mobjects one by one, and gets {an(given)}. Write * before it."
    if wanted == "VMobject" and given[:1].isupper():
        return f"{group} holds only shapes, text and formulas, and {an(given)} is none. Write Group instead."
    return f"{group} holds only mobjects, and gets {an(given)}. Take that out."


def _played(case: Case) -> str | None:
    if found := _NOT_PLAYED.search(case.words):
        return (
            f"play takes animations, and gets {found[1]}, which is none. "
            "Wrap it in one, such as Create(...) or FadeIn(...), or show it with self.add."
        )
    if case.words == "Called Scene.play with no animations":
        return "play is called without an animation. Give it one, or write self.wait() for a pause."
    if case.words == "At least one mobject must be passed.":
        name = case.text(case.call.func) if case.call else "The animation"
        return f"{name} gets no mobject. Give it one, or leave it out where there is nothing to show."
    return None


def _color(case: Case) -> str | None:
    found = _NO_COLOR.search(case.words)
    if found or case.words.startswith("ManimColor only accepts"):
        what = f"{found[1]} is no colour that Manim knows." if found else "This is no colour."
        return f'{what} Write a name such as BLUE, or a text such as "#58C4DD".'
    return None


def _division(case: Case) -> str | None:
    if case.raised.type != "ZeroDivisionError":
        return None
    if isinstance(case.part, ast.BinOp) and not isinstance(case.part.right, ast.Constant):
        text = case.text(case.part.right)
        return f"{text} is 0 here, and nothing can be divided by 0. Keep it from becoming 0."
    return "Something is divided by 0 here. Keep the divisor from becoming 0."


def _operands(case: Case) -> str | None:
    if case.words.startswith("can't multiply sequence by non-int of type"):
        return "A list cannot be multiplied by such a number. Write np.array(...) around it."
    found = _OPERANDS.search(case.words)
    if found is None or not case.is_direct:
        return None
    sign, left, right = found.groups()
    if "NoneType" in (left, right):
        return f"One side of the {sign} is None here. Give it a value before this line."
    if {left, right} & {"list", "tuple"}:
        mend = "Write np.array(...) around each point."
    else:
        mend = "Change one of them."
    return f"The {sign} here stands between {an(left)} and {an(right)}, which do not go together. {mend}"


def _misused(case: Case) -> str | None:
    found = _NOT.search(case.words)
    if found is None or case.part is None or not case.is_direct:
        return None
    kind, how = found.groups()
    text = case.text(case.part.func if isinstance(case.part, ast.Call) else _before(case.part))
    what = "None" if kind == "NoneType" else an(kind)
    if how == "callable" and isinstance(case.part, ast.Call):
        return f"{text} is {what} here and cannot be called. Take the () away, or give it another name."
    if how == "subscriptable":
        return f"{text} is {what} here and has no items. Take the [] away."
    return None


def _before(part: ast.expr) -> ast.expr:
    return part.value if isinstance(part, ast.Subscript | ast.Attribute) else part


def tell_inside(case: Case, facts: Facts) -> str | None:
    """What Manim says of what it was given, with how it is written; for what nothing better is told of."""
    written = usage(case, facts)
    if case.raised.type in _TOLD:
        return None
    if not written or case.is_direct or not case.words or len(case.words) > _LONGEST or case.call is None:
        return None
    if found := _KEYWORD.search(case.words):
        return f"{case.text(case.call.func)} is given {found[1]}, which it does not take. {written}"
    words = case.words if case.words.endswith((".", "!", "?")) else f"{case.words}."
    name = case.call.func.attr if isinstance(case.call.func, ast.Attribute) else case.text(case.call.func)
    return None if name in _OF_SCENES else f"{name} fails with what it is given: {words} {written}"

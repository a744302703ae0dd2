"""An object, a class or a module that lacks what the script asks it for, where no rule knows more."""

from __future__ import annotations

import ast
import re

from core.check.attributes.meant import meant
from core.check.explaining.case import Case
from core.check.facts import Facts
from core.raised import Subject

_STAND_IN = re.compile(r"Mobject\.__getattr__\.<locals>\.[gs]etter\b")
"""What Manim answers to any get_x and set_x; it fails only when it is called."""

_METHODS = ("builtins.method", "builtins.function", "builtins.builtin_function_or_method")


def tell_unset(case: Case) -> str | None:
    """A name that holds nothing yet: `Lesson has no circle. Write self.circle = ... before this line.`"""
    part, subject = _part(case), case.raised.subject
    if part is None or subject is None or isinstance(part.value, ast.Call):
        return None
    text = case.text(part.value)
    if subject.lineage[0] == "builtins.NoneType":
        return f"{text} is None here, and None has no {part.attr}. Give {text} its value before this line."
    if text == "self":
        lacks = f"{_title(subject)} has no {part.attr}."
        return f"{lacks} Write self.{part.attr} = ... before this line, or correct the name."
    return None


def tell_attribute(case: Case, facts: Facts) -> str | None:
    """`Dot has no y. Write get_y().`"""
    part, subject = _part(case), case.raised.subject
    if part is None:
        return None
    text, name = case.text(part.value), part.attr
    if subject is None:
        return f"{text} has no {name}. Take it out, or write something that it has."
    if subject.lineage[0] in _METHODS:
        return f"{text} is a method. Write {text}() to call it."
    key = next((item for item in subject.lineage if item in facts.world.index.classes), None)
    meaning = meant(facts.world, key, name) if key else None
    advice = meaning.sentence if meaning else "Take it out, or write something that it has."
    return f"{_title(subject)} has no {name}. {advice}"


def _title(subject: Subject) -> str:
    return subject.lineage[0].rpartition(".")[2]


def _part(case: Case) -> ast.Attribute | None:
    """The attribute that the exception is about, where the script asks for it itself."""
    part = case.part.func if isinstance(case.part, ast.Call) else case.part
    return part if isinstance(part, ast.Attribute) and _is_about(case, part) else None


def _is_about(case: Case, part: ast.Attribute) -> bool:
    """Whether it is this attribute that the exception is about."""
    if _STAND_IN.search(case.words) or any(_STAND_IN.search(step) for step in case.raised.steps):
        return part.attr[:4] in ("get_", "set_")
    return case.raised.type == "AttributeError" and case.raised.name == part.attr

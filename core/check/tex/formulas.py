"""The formulas that a script hands to LaTeX, as far as they are written down in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from core.check.calls.calling import Match, called, matched
from core.check.facts import Argument, Call, Facts
from core.check.lines import Lines
from core.check.tex.tex_source import Source, join
from core.check.tree import nodes
from core.check.types import Bound, Builder, ClassOf, Instance, Plain
from core.check.values.literals import Literal, literal
from core.check.world import World


@dataclass(frozen=True, slots=True)
class Setting:
    """How a class or method sets its strings: what Manim puts around them, between them and behind each."""

    environment: str
    separator: str = ""
    behind: str = ""


_MATH = Setting("align*", " ")
_TEXT = Setting("center")

CLASSES = {
    "MathTex": _MATH,
    "SingleStringMathTex": _MATH,
    "Tex": _TEXT,
    "Title": _TEXT,
    "BulletedList": Setting("", behind="\\\\"),
}
"""What sets all of its strings as one formula."""

_STRINGS = frozenset({"tex_strings", "tex_string", "text_parts", "items", "tex", "text", "label"})
_ELSEWHERE = {
    ("Brace", "get_tex"): _MATH,
    ("Brace", "get_text"): _TEXT,
    ("CoordinateSystem", "get_graph_label"): _MATH,
    ("CoordinateSystem", "get_x_axis_label"): _MATH,
    ("CoordinateSystem", "get_y_axis_label"): _MATH,
}
"""Methods that make a formula of their strings."""

_OTHER_TEMPLATE = frozenset({"tex_template", "tex_environment", "tex_template_file", "label_constructor"})
_TEMPLATES = frozenset(
    {"TexTemplate", "TexTemplateLibrary", "TexFontTemplates", "tex_template", "tex_template_file"}
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: the call, how it sets its strings, where these are written, and what LaTeX gets of them.

    A string that is known, but not written here, has None. `isolated` is what Manim sets apart in it.
    """

    call: Call
    setting: Setting
    arguments: tuple[Argument, ...]
    literals: tuple[Literal | None, ...]
    source: Source
    isolated: tuple[str, ...] = ()

    def string_of(self, at: int) -> tuple[int, int]:
        """Which string a place of the source is in, and where in it."""
        origins = self.source.origins
        if not origins:
            return 0, 0
        return origins[min(at, len(origins) - 1)]


def formulas(facts: Facts, tree: ast.Module, lines: Lines) -> Iterator[Formula]:
    """The formulas whose strings are all known, or f-strings, and that are set with Manim's own template."""
    if _has_own_template(tree):
        return
    for call in facts.calls:
        setting = setting_of(call, facts.world)
        if setting is not None and not call.is_open:
            found = _formula(call, setting, facts.world, lines)
            if found is not None:
                yield found


def setting_of(call: Call, world: World) -> Setting | None:
    """How a call sets its strings, if it makes a formula of them."""
    match call.callee:
        case ClassOf(kind) if kind not in world.own:
            return CLASSES.get(world.title(kind))
        case Bound(Instance(kind), name) | Bound(Builder(Instance(kind)), name):
            titles = [world.title(entry.key) for entry in world.lineage(kind)]
            return next((_ELSEWHERE[key] for title in titles if (key := (title, name)) in _ELSEWHERE), None)
    return None


def _has_own_template(tree: ast.Module) -> bool:
    """Whether a script chooses another template, for whatever."""
    for node in nodes(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                if name in _TEMPLATES:
                    return True
            case ast.Constant(value=str(text)) if text in _TEMPLATES:
                return True
            case ast.Call(func=ast.Attribute(attr="set_default", value=ast.Name(id=name))):
                if name in CLASSES:
                    return True
    return False


def _formula(call: Call, setting: Setting, world: World, lines: Lines) -> Formula | None:
    functions = called(call, world)
    if not functions:
        return None
    matches = matched(call, functions[0])
    if any(item.name in _OTHER_TEMPLATE for item in matches):
        return None
    strings = [
        item.argument for item in matches if item.parameter is not None and item.parameter.name in _STRINGS
    ]
    texts = [_text(item, lines) for item in strings]
    separator, isolated = _separator(matches, setting), _isolated(matches)
    if not strings or None in texts or separator is None or isolated is None:
        return None
    known = [text + setting.behind for text in texts if text is not None]
    return Formula(
        call,
        setting,
        tuple(strings),
        tuple(literal(item.node, lines) for item in strings),
        join(known, separator, isolated),
        tuple(isolated),
    )


def _text(argument: Argument, lines: Lines) -> str | None:
    """What an argument says, with UNKNOWN for what an f-string puts in; None where too little is known."""
    written = literal(argument.node, lines)
    if written is not None:
        return written.text
    known = argument.type
    if isinstance(known, Plain) and known.kind in ("str", "int", "float") and known.value is not None:
        return str(known.value)
    return None


def _separator(matches: tuple[Match, ...], setting: Setting) -> str | None:
    given = next((item.argument for item in matches if item.name == "arg_separator"), None)
    if given is None:
        return setting.separator
    return given.type.value if isinstance(given.type, Plain) and isinstance(given.type.value, str) else None


def _isolated(matches: tuple[Match, ...]) -> list[str] | None:
    """What a formula is told to set apart; None where that is not known."""
    found: list[str] = []
    for item in matches:
        if item.name == "substrings_to_isolate":
            words = _words(item.argument.node)
        elif item.name == "tex_to_color_map":
            node = item.argument.node
            words = _words(node.keys) if isinstance(node, ast.Dict) else None
        else:
            continue
        if words is None:
            return None
        found += words
    return found


def _words(given: ast.expr | list[ast.expr | None]) -> list[str] | None:
    nodes = given if isinstance(given, list) else getattr(given, "elts", None)
    if nodes is None:
        return None
    words = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return words if len(words) == len(nodes) else None

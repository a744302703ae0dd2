"""Scripts in which there is nothing to render. See no_scene.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.check.facts import Facts
from core.check.nearest import nearest
from core.check.reading import Reading
from core.check.tree import nodes
from core.check.world import SCENE, ScriptClass
from core.model import Diagnostic, Edit, Fix, Severity

RULE = "no-scene"

_CONSTRUCT = "construct"
_MAKING = frozenset({"type", "exec", "globals", "__import__", "setattr"})
"""Functions by which a script can make a class that nobody sees."""


def judge_scenes(reading: Reading) -> Iterator[Diagnostic]:
    """An error where no class of the script is a scene; a warning where none says what it shows."""
    if not any(isinstance(node, ast.ClassDef) for node in nodes(reading.tree)):
        yield _error(1, 1, "There is no scene here. Add a class such as `class Lesson(Scene):`.")
        return
    facts = reading.facts
    if facts is None or not _is_seen_whole(reading.tree, facts):
        return
    classes = list(facts.world.own.values())
    scenes = [entry for entry in classes if any(base.key == SCENE for base in facts.world.lineage(entry.key))]
    if not scenes:
        yield _no_scene(
            next((entry for entry in classes if _CONSTRUCT in entry.methods), classes[0]), reading
        )
    elif not any(_has_construct(entry, facts) for entry in scenes):
        yield _no_construct(scenes[-1], reading)


def _is_seen_whole(tree: ast.Module, facts: Facts) -> bool:
    """Whether all classes of the script are known, with all that they derive from."""
    made = any(isinstance(node, ast.Name) and node.id in _MAKING for node in nodes(tree))
    return bool(facts.world.own) and not made and all(map(facts.world.is_closed, facts.world.own))


def _has_construct(entry: ScriptClass, facts: Facts) -> bool:
    """Whether the script, and not Manim, says what the scene shows."""
    own = (base for base in facts.world.lineage(entry.key) if isinstance(base, ScriptClass))
    return any(_CONSTRUCT in base.methods or _CONSTRUCT in base.fields for base in own)


def _no_scene(entry: ScriptClass, reading: Reading) -> Diagnostic:
    node = entry.node
    fix = None
    if _CONSTRUCT in entry.methods and not node.bases and not node.keywords:
        fix = _derived(node, reading)
    return _error(
        node.lineno,
        _column(node, reading),
        f"{node.name} is no scene, so there is nothing to render. Write class {node.name}(Scene):",
        fix,
    )


def _derived(node: ast.ClassDef, reading: Reading) -> Fix | None:
    """`(Scene)` behind the class's name."""
    line = reading.lines.line(node.lineno)
    start = line.find(node.name, line.find("class") + len("class")) + len(node.name)
    rest = line[start:].lstrip()
    if not rest.startswith((":", "()")):
        return None
    end = line.index(")", start) + 1 if rest.startswith("(") else start
    edit = Edit(node.lineno, start + 1, node.lineno, end + 1, "(Scene)")
    return Fix("Derive it from Scene", (edit,), certain=True)


def _no_construct(entry: ScriptClass, reading: Reading) -> Diagnostic:
    written = nearest(_CONSTRUCT, entry.methods)
    if written is None:
        # Manim itself makes a picture of nothing of it.
        return Diagnostic(
            RULE,
            Severity.WARNING,
            entry.node.lineno,
            _column(entry.node, reading),
            f"{entry.node.name} does not say what it shows. Write a method def construct(self): in it.",
        )
    method = entry.methods[written]
    line = reading.lines.line(method.lineno)
    start = line.find(written, line.find("def")) + 1
    edit = Edit(method.lineno, start, method.lineno, start + len(written), _CONSTRUCT)
    message = f"Manim calls construct, and not {written}. Write def construct(self):"
    return _error(method.lineno, start, message, Fix("Write construct", (edit,), certain=True))


def _column(node: ast.ClassDef, reading: Reading) -> int:
    line = reading.lines.line(node.lineno)
    return len(line) - len(line.lstrip()) + 1


def _error(line: int, column: int, message: str, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic(RULE, Severity.ERROR, line, column, message, fix)

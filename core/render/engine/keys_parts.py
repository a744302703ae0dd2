"""A script cut into units that a key takes in or leaves out, each digested once."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.render.engine.keys_idle import binds, is_idle, is_plain, is_quiet, straight_calls
from core.render.engine.keys_source import digest, nodes_of, words

CONSTRUCT = "construct"
RENDER = "render"

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Piece:
    """Some code: its digest, and how often it says each name of the script's own units."""

    digest: bytes
    names: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Statement(Piece):
    """A statement of a function: its lines, what it calls at most once, what it reads and binds."""

    first: int
    last: int
    calls: frozenset[str]
    reads: frozenset[str]
    binds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of the module or of the scene's class, a function, or a class.

    `outside` is what it does when the module is run, even if nobody ever names it. `body` is empty but for
    a function that runs straight from its first statement to its last.
    """

    name: str
    first: int
    last: int
    whole: Piece
    head: Piece
    body: tuple[Statement, ...]
    params: frozenset[str]
    outside: tuple[Piece, ...]
    always: bool
    is_function: bool


def own_names(tree: ast.Module) -> frozenset[str]:
    """The names of the script's functions, classes and methods, and the two by which Manim runs a scene."""
    named = [node for node in tree.body if isinstance(node, _Function | ast.ClassDef)]
    inside = [item for node in named if isinstance(node, ast.ClassDef) for item in node.body]
    methods = [item for item in inside if isinstance(item, _Function)]
    return frozenset({CONSTRUCT, RENDER, *(node.name for node in [*named, *methods])})


def scene_family(tree: ast.Module, scene: str) -> frozenset[str]:
    """The scene's class and those of its bases that the script defines; empty if it does not define it."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    family: set[str] = set()
    todo = {scene}
    while todo:
        found = [node for node in classes if node.name in todo]
        family |= todo & {node.name for node in found}
        todo = {base.id for node in found for base in node.bases if isinstance(base, ast.Name)} - family
    return frozenset(family)


class Cutter:
    """Cuts a tree into units, from top to bottom."""

    def __init__(self, tree: ast.Module, family: frozenset[str], hooks: frozenset[str]) -> None:
        self._tree = tree
        self._names = own_names(tree)
        nodes = (node for node in nodes_of(tree) if not isinstance(node, ast.alias))
        self._bound = frozenset(name for node in nodes for name in binds(node))
        self._family = family
        self._hooks = hooks

    def units(self) -> tuple[Unit, ...]:
        """All of the script."""
        return tuple(unit for node in self._tree.body for unit in self._cut(node))

    def _cut(self, node: ast.stmt) -> Iterator[Unit]:
        if isinstance(node, _Function):
            yield self._function(node, "", _is_dunder(node.name))
        elif not isinstance(node, ast.ClassDef):
            yield self._loose(node, self._piece(node))
        elif node.name not in self._family:
            yield self._class(node)
        else:
            yield self._loose(node, self._class_head(node))
            for item in node.body:
                if isinstance(item, _Function):
                    called = item.name in self._hooks and item.name != CONSTRUCT
                    yield self._function(item, node.name, called or _is_dunder(item.name))
                else:
                    yield self._loose(item, self._piece(item))

    def _loose(self, node: ast.stmt, piece: Piece) -> Unit:
        first, last = _lines(node)
        last = last if not isinstance(node, ast.ClassDef) else first
        return Unit("", first, last, piece, piece, (), frozenset(), (), True, False)

    def _function(self, node: _Function, owner: str, called_by_others: bool) -> Unit:
        first, last = _lines(node)
        head = self._function_head(node, owner)
        always = called_by_others or not is_quiet(node, self._bound)
        straight = () if always or not is_plain(node) else tuple(map(self._statement, node.body))
        whole = _joined([head, *(straight or map(self._piece, node.body))])
        params = frozenset(child.arg for child in ast.walk(node.args) if isinstance(child, ast.arg))
        outside = () if is_idle(node, self._bound) else (head,)
        return Unit(node.name, first, last, whole, head, straight, params, outside, always, True)

    def _class(self, node: ast.ClassDef) -> Unit:
        first, last = _lines(node)
        whole = self._piece(node)
        outside: list[Piece] = [] if is_idle(node, self._bound) else [self._class_head(node)]
        for item in node.body:
            if isinstance(item, _Function):
                if not is_quiet(item, self._bound):
                    outside.append(self._piece(item))
                elif not is_idle(item, self._bound):
                    outside.append(self._function_head(item, node.name))
            elif not is_idle(item, self._bound):
                outside.append(self._piece(item))
        always = not is_quiet(node, self._bound)
        return Unit(node.name, first, last, whole, whole, (), frozenset(), tuple(outside), always, False)

    def _function_head(self, node: _Function, owner: str) -> Piece:
        parts = [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]
        return self._named(parts, f"{type(node).__name__} {owner} {node.name} {len(node.decorator_list)}")

    def _class_head(self, node: ast.ClassDef) -> Piece:
        parts = [*node.decorator_list, *node.bases, *node.keywords]
        return self._named(parts, f"class {node.name} {len(node.decorator_list)} {len(node.bases)}")

    def _statement(self, node: ast.stmt) -> Statement:
        piece = self._piece(node)
        nodes = nodes_of(node)
        reads = frozenset(child.id for child in nodes if isinstance(child, ast.Name))
        bound = frozenset(name for child in nodes for name in binds(child))
        calls = frozenset(straight_calls(node)) & self._names
        first, last = _lines(node)
        return Statement(piece.digest, piece.names, first, last, calls, reads, bound)

    def _named(self, parts: Sequence[ast.AST], title: str) -> Piece:
        told = hashlib.sha256(title.encode() + digest(*parts)).digest()
        return Piece(told, self._count(*parts))

    def _piece(self, node: ast.AST) -> Piece:
        return Piece(digest(node), self._count(node))

    def _count(self, *nodes: ast.AST) -> Mapping[str, int]:
        own: set[str] = set()
        if len(nodes) == 1 and isinstance(nodes[0], _Function | ast.ClassDef):
            own = {nodes[0].name}  # a definition does not use its own name
        found = Counter(word for word in words(nodes_of(*nodes)) if word in self._names)
        found.subtract(own & self._names)
        return +found


def _joined(pieces: Sequence[Piece]) -> Piece:
    names: Counter[str] = Counter()
    for piece in pieces:
        names.update(piece.names)
    return Piece(hashlib.sha256(b"".join(piece.digest for piece in pieces)).digest(), names)


def _lines(node: ast.stmt) -> tuple[int, int]:
    """The first and the last line, decorators included."""
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(item.lineno for item in decorators)]), node.end_lineno or node.lineno


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")

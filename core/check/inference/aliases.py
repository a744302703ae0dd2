"""Which lists, dicts and groups of a script are changed, and which may be under another name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.check.inference.growth import is_harmless
from core.check.names.scopes import Scope, scopes
from core.check.tree import nodes

_CHANGING = frozenset(
    {
        *("append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "add", "update"),
        *("discard", "setdefault", "popitem", "__setitem__", "add_to_back"),
    }
)
ME = frozenset({"self", "cls"})
_MAKING = frozenset({"list", "dict", "set", "sorted"})
_KEEPING = frozenset(
    {"VGroup", "Group", "VDict", "MobjectTable", "MobjectMatrix", "max", "min", "dict", "iter"}
)
"""What gives what it is given, or keeps it within reach."""
_PASSING = frozenset(
    {"always_redraw", "map", "filter", "round", "abs", "ord", "chr", "int", "float", "divmod"}
)
_GIVING_OTHER = frozenset(
    {"get", "pop", "copy", "index", "count", "keys", "values", "items", "join", "format"}
)
_PLACES = (ast.Name, ast.Attribute, ast.Call)
_NEW = (
    *(ast.Constant, ast.JoinedStr, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Lambda),
    *(ast.List, ast.Dict, ast.Set, ast.Tuple, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp),
)


@dataclass(frozen=True, slots=True)
class Held:
    """What others hold, too: names that are given to other names, all names and attributes that are held."""

    aliased: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


class Finder:
    """`remote` are the names through which something is changed where it is not seen; `foreign` says that
    something is changed that may have been made anywhere."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._scoped = list(_scoped(tree, scopes(tree).of))
        self._given, self._attributes_given = _bindings(self._scoped)
        self._imported = frozenset(_imported(tree))
        self._defined = {
            node.name for node in nodes(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        self.names: set[str] = set()
        self.remote: set[str] = set()
        self.attributes: set[str] = set()
        self.deep = False
        self.foreign = False

    def find(self) -> Held:
        """Note all changes; what others hold, too."""
        for place, scope in self._changes():
            self._note(place, scope)
        return self._held()

    def _changes(self) -> Iterator[tuple[ast.expr, Scope]]:
        """Each place that is changed, and the scope in which it is."""
        for node, scope in self._scoped:
            match node:
                case ast.Call(func=ast.Attribute(attr=name, value=place)) if name in _CHANGING:
                    yield place, scope
                    if isinstance(place, ast.Name) and scope.holder(place.id) is None:
                        # The method of a class, called with its object: list.append(found, 1).
                        for item in node.args[:1]:
                            self.remote.update(root(item))
                            yield item, scope
                case ast.Subscript(value=place, ctx=ast.Store() | ast.Del()):
                    yield place, scope
                case ast.AugAssign(target=ast.Name() as place) if isinstance(node.value, _NEW[:5]):
                    self.names.add(place.id)  # a number or text is counted on; a list is not
                case ast.AugAssign(target=place):
                    yield place, scope

    def _note(self, place: ast.expr, scope: Scope) -> None:
        """Something is changed here."""
        self.attributes.update(attributes(place))
        for name in root(place):
            self.names.add(name)
            if not isinstance(place, ast.Name) or scope.holder(name) is not scope or name in scope.outer:
                self.remote.add(name)
        # What is taken out of something and changed is changed in it.
        self.deep |= any(isinstance(part, ast.Subscript) for part in _parts(place))
        self.foreign |= not self._is_own(place, scope)

    def _is_own(self, place: ast.expr, scope: Scope) -> bool:
        """Whether what is here was made for this name or attribute, and for nothing else."""
        match place:
            case ast.Name(id=name):
                holder = scope.holder(name)
                return name in ME or (holder is not None and all(self._given[holder, name]))
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in ME:
                return all(self._attributes_given[attribute])
        return _is_new(place)

    def _held(self) -> Held:
        """What is given away, under whatever name it will be there."""
        used = {id(child) for node, scope in self._scoped for child in self._only_used(node, scope)}
        called = {id(node.func) for node in nodes(self._tree) if isinstance(node, ast.Call)}
        returned = {id(node.value) for node in nodes(self._tree) if isinstance(node, ast.Return)}
        arguments = {
            id(item) for node in nodes(self._tree) if isinstance(node, ast.Call) for item in _arguments(node)
        }
        found = Held()
        for node, scope in self._scoped:
            if isinstance(node, ast.Attribute) and node.attr in _CHANGING and id(node) not in called:
                self._note(node, scope)  # a method that somebody else will call
            if id(node) in used or id(node) in called or not isinstance(node, _PLACES):
                continue
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                # What a function has made and returns is not its own any more.
                if id(node) in returned and scope.holder(node.id) is scope:
                    continue
                found.names.add(node.id)
                if id(node) not in arguments:
                    found.aliased.add(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.attributes.add(node.attr)
            elif isinstance(node, ast.Call) and not _gives_other(node):
                found.names.update(root(node))
                found.attributes.update(attributes(node.func))
        return found

    def _only_used(self, node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
        """The parts of a node that it uses in such a way that nobody else has them afterwards."""
        match node:
            case ast.Call():
                if not self._keeps(node, scope):
                    yield from _arguments(node)
            case ast.Attribute() | ast.Subscript() | ast.Starred() | ast.FormattedValue() | ast.Expr():
                yield node.value
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                yield node.iter
                for test in getattr(node, "ifs", ()):
                    yield from _tested(test)
            case ast.If() | ast.While() | ast.IfExp() | ast.Assert():
                yield from _tested(node.test)
            case ast.UnaryOp():
                yield node.operand
            case ast.BinOp() | ast.Compare():
                yield from ast.iter_child_nodes(node)
            case ast.AugAssign():
                yield node.value

    def _keeps(self, call: ast.Call, scope: Scope) -> bool:
        """Whether others may have what a call was given, after it."""
        match call.func:
            case ast.Name(id=name) if scope.holder(name) is None or name in self._imported:
                return name in _KEEPING or not (name[:1].isupper() or is_harmless(name) or name in _PASSING)
            case ast.Attribute(value=ast.Name(id=name), attr=method) if name in ME:
                return method in self._defined
            case ast.Attribute(attr=method):
                return method in _CHANGING or method in self._defined or not method.islower()
        return True


def root(place: ast.expr) -> Iterator[str]:
    """The name that a place begins with, unless that is the object whose method it stands in."""
    *_, last = _parts(place)
    if isinstance(last, ast.Name) and last.id not in ME:
        yield last.id


def attributes(place: ast.expr) -> Iterator[str]:
    """The attributes on the way to a place."""
    yield from (part.attr for part in _parts(place) if isinstance(part, ast.Attribute))


def _parts(place: ast.expr) -> Iterator[ast.expr]:
    """`name[0].attribute` and what it is made of, down to the name."""
    while True:
        yield place
        if not isinstance(place, ast.Attribute | ast.Subscript | ast.Call):
            return
        place = place.func if isinstance(place, ast.Call) else place.value


def _scoped(tree: ast.Module, all_scopes: dict[ast.AST, Scope]) -> Iterator[tuple[ast.AST, Scope]]:
    """Every node with the scope that it stands in."""
    waiting: list[tuple[ast.AST, Scope]] = [(tree, all_scopes[tree])]
    while waiting:
        node, scope = waiting.pop()
        yield node, scope
        scope = all_scopes.get(node, scope)
        waiting.extend([(child, scope) for child in ast.iter_child_nodes(node)])


_Bindings = defaultdict[tuple[Scope, str], list[bool]]


def _bindings(
    places: Sequence[tuple[ast.AST, Scope]],
) -> tuple[_Bindings, defaultdict[str, list[bool]]]:
    """For each name and attribute, of each time that it is given something, whether that is made for it."""
    names: _Bindings = defaultdict(list)
    attributes: defaultdict[str, list[bool]] = defaultdict(list)
    plainly = {}
    for node, _ in places:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if len(targets) == 1:
                plainly[id(targets[0])] = _is_new(node.value)
        elif isinstance(node, ast.AugAssign):
            plainly[id(node.target)] = True  # what it adds is what a change is
    for node, scope in places:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            holder = scope.holder(node.id)
            if holder is not None:
                names[holder, node.id].append(plainly.get(id(node), False))
        elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            is_mine = isinstance(node.value, ast.Name) and node.value.id in ME
            attributes[node.attr].append(is_mine and plainly.get(id(node), False))
        elif isinstance(node, ast.arg):
            names[scope, node.arg].append(False)
    return names, attributes


def _is_new(node: ast.expr) -> bool:
    """Whether nobody else can have what this gives."""
    if isinstance(node, _NEW):
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute) and node.func.attr == "copy":
        return True
    *_, made, last = (None, *_parts(node))
    if not isinstance(last, ast.Name) or not isinstance(made, ast.Call):
        return False
    return last.id[:1].isupper() or last.id in _MAKING


def _gives_other(call: ast.Call) -> bool:
    """Whether a call on something gives anything but that, as far as its name tells."""
    return not isinstance(call.func, ast.Attribute) or (
        call.func.attr in _GIVING_OTHER or call.func.attr.startswith("get_")
    )


def _imported(tree: ast.Module) -> Iterator[str]:
    """The names that a script takes from Manim one by one."""
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "manim":
            yield from (item.asname or item.name for item in node.names)


def _arguments(call: ast.Call) -> Iterator[ast.expr]:
    yield from (item.value if isinstance(item, ast.Starred) else item for item in call.args)
    yield from (item.value for item in call.keywords)


def _tested(node: ast.expr) -> Iterator[ast.expr]:
    """What a condition only looks at."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.values if isinstance(node, ast.BoolOp) else ()

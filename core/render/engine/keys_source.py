"""A script as a tree of what matters to its pictures: no comments, no places, no docstrings."""

from __future__ import annotations

import ast
import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"\w+(?:\.\w+)+")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def read(source: str) -> ast.Module:
    """The tree of a script, without what never runs or is never looked at. Raises SyntaxError, ValueError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they were said when the script was compiled
        tree = ast.parse(source.removeprefix("\ufeff"))
    nodes = nodes_of(tree)
    if "__doc__" not in words(nodes):
        for node in nodes:
            if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
                del node.body[0]
    stored = (node.id for node in nodes if isinstance(node, ast.Name) and _is_stored(node))
    if "__name__" not in stored:
        tree.body = [statement for statement in tree.body if not _is_main_block(statement)]
    return tree


def digest(*nodes: ast.AST | None) -> bytes:
    """What tells pieces of code apart, whatever their places. Raises ValueError for a number too long."""
    text = "\n".join("" if node is None else ast.dump(node) for node in nodes)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def nodes_of(*roots: ast.AST) -> list[ast.AST]:
    """All nodes of some trees but the contexts of names, of which there are as many as names."""
    found = list(roots)
    for node in found:  # which grows meanwhile
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                found += [item for item in value if isinstance(item, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                found.append(value)
    return found


def names_in(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """All that these nodes call by name: variables, attributes, functions, keywords, imports, texts."""
    for node in nodes:
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.Constant(value=str(name)):
                yield name
            case ast.alias(name=name):
                yield from name.split(".")


def words(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Every name by which some nodes could reach another piece of code, as often as it is said."""
    for node in nodes:
        if isinstance(node, ast.arg):  # a parameter's own name reaches nothing
            continue
        for field in node._fields:
            value = getattr(node, field, None)
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, str):
                    yield from _names_in(item)


def line_map(old: str, new: str) -> dict[int, int]:
    """For two sources that differ only in comments and places: each old line of code, and its new line.

    Raises ValueError if they differ in more, and SyntaxError.
    """
    before, after = read(old), read(new)
    if digest(before) != digest(after):
        raise ValueError("the two sources hold different code")
    lines: dict[int, int] = {}
    pairs = list(zip(_placed(before), _placed(after), strict=True))
    for one, other in pairs:
        lines.setdefault(one.lineno, other.lineno)
    for one, other in pairs:
        lines.setdefault(one.end_lineno or one.lineno, other.end_lineno or other.lineno)
    return lines


def _names_in(text: str) -> Iterator[str]:
    if text.isidentifier():
        yield text
        # Within a class, __name is spelled _Class__name for everybody else.
        if text.startswith("_") and "__" in text[1:] and not text.endswith("__"):
            yield text[text.index("__", 1) :]
    elif "{" in text or _DOTTED.fullmatch(text):  # a format, or what operator.attrgetter takes
        yield from _WORD.findall(text)


def _placed(tree: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    """Statements and expressions, outer ones first."""
    level: list[ast.AST] = [tree]
    while level:
        yield from (node for node in level if isinstance(node, ast.stmt | ast.expr))
        # What stands within an f-string has no place that can be relied on.
        level = [
            child
            for node in level
            if not isinstance(node, ast.JoinedStr)
            for child in ast.iter_child_nodes(node)
        ]


def _is_stored(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)


def _is_main_block(statement: ast.stmt) -> bool:
    """Whether this is `if __name__ == "__main__":`, which is false for a script that is rendered."""
    match statement:
        case ast.If(
            test=ast.Compare(
                left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant(value="__main__")]
            ),
            orelse=[],
        ):
            return True
    return False

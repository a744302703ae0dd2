"""Files that are not there when a script is rendered. See missing_file.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from core.check.calls.purposes import Given, given
from core.check.reading import Reading
from core.check.tree import nodes
from core.check.types import Plain
from core.model import Diagnostic, Severity

RULE = "missing-file"

_FILES = frozenset(
    {
        ("SVGMobject", "file_name"),
        ("ImageMobject", "filename_or_array"),
        ("Code", "code_file"),
        ("add_sound", "sound_file"),
        ("from_file", "file"),
    }
)
"""What opens a file: the class or method, and the parameter with its name."""

_INSTEAD = {
    "add_sound": "Take the sound out.",
    "Code": "Put the code into the script: Code(code_string=…).",
    "from_file": "Use TexTemplate() and its add_to_preamble.",
}
_SHARED = re.compile(r"/(?:usr|opt|lib\w*|System|Library|tmp|proc|sys|dev|etc)/")
"""Where a job may find files of the machine, or its own; nothing is said of these."""

_MAKING = re.compile(r"save|write|dump|export|copy|move|rename|render|download|retrieve|chdir|symlink|link")
"""What the names of functions that make files are made of."""


def judge_files(reading: Reading) -> Iterator[Diagnostic]:
    """An error for each file that Manim is told to open, unless the script makes files itself."""
    if reading.facts is None or _makes_files(reading.tree):
        return
    for item in given(reading.facts):
        if (item.function, item.name) in _FILES:
            name = item.argument.type.value if isinstance(item.argument.type, Plain) else None
            if isinstance(name, str) and not _SHARED.match(name):
                yield _error(item, name, reading)


def _error(item: Given, name: str, reading: Reading) -> Diagnostic:
    node = item.argument.node
    if name.lstrip().startswith("<"):
        said = "SVGMobject takes the name of a file, and this is a drawing."
    else:
        said = f"There is no file {name[:60] or 'without a name'}: a script is rendered in an empty folder."
    instead = _INSTEAD.get(item.function, "Draw it with Manim's shapes, such as Circle, Line and Polygon.")
    return Diagnostic(RULE, Severity.ERROR, node.lineno, reading.lines.column(node), f"{said} {instead}")


def _makes_files(tree: ast.Module) -> bool:
    """Whether something in a script could put a file into its folder, or look for one elsewhere."""
    for node in nodes(tree):
        match node:
            case (
                ast.Call(func=ast.Name(id="open" | "exec" | "eval"))
                | ast.Call(func=ast.Attribute(attr="open"))
            ):
                return True
            case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
                if _MAKING.search(name) and name not in (
                    "save_state",
                    "copy",
                    "move_to",
                    "write_vector_coordinates",
                ):
                    return True
            case ast.Attribute(attr="assets_dir" | "input_file") | ast.Name(id="subprocess"):
                return True
            case ast.Constant(value="assets_dir"):
                return True
    return False

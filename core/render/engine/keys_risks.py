"""What makes a script's pictures depend on more than the code that it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from enum import StrEnum

from core.render.engine.keys_sets import has_unordered_sets
from core.render.engine.keys_source import names_in, nodes_of
from core.render.traces import SCRIPT_NAME


class Sight(StrEnum):
    """How much of itself a script can look at."""

    NAMES = "what it names"
    CODE = "all of its code"
    TEXT = "all of its text"


_LIMITED = {
    "time": {"sleep"},
    "os": {"path", "sep", "linesep", "curdir", "pardir", "makedirs", "mkdir", "remove", "fspath"},
    "sys": {
        *("exit", "maxsize", "float_info", "setrecursionlimit", "getrecursionlimit", "stdout", "stderr"),
        *("version_info", "byteorder", "modules", "_getframe", "settrace", "setprofile", "exc_info"),
    },
    "datetime": {"datetime", "date", "time", "timedelta", "timezone", "UTC"},
}
"""Modules of which only some names are the same in every run."""

_TEXT_MODULES = {"inspect", "linecache", "traceback", "tokenize", "ast", "dis"}
_CODE_MODULES = {"importlib", "gc", "pickle", "marshal", "copyreg", "runpy", "pkgutil"}
_MODULES = {
    *("manim", "numpy", "scipy", "sympy", "mpmath", "networkx", "PIL", "pandas", "colour", "mapbox_earcut"),
    *("math", "cmath", "random", "statistics", "fractions", "decimal", "numbers", "colorsys"),
    *("itertools", "functools", "operator", "collections", "heapq", "bisect", "array", "queue", "graphlib"),
    *("typing", "typing_extensions", "dataclasses", "enum", "abc", "copy", "types", "contextlib"),
    *(
        "warnings",
        "string",
        "re",
        "textwrap",
        "unicodedata",
        "difflib",
        "json",
        "csv",
        "io",
        "pathlib",
        "logging",
    ),
    *("calendar", "struct", "hashlib", "zlib", "base64", "binascii", "pprint", "html", "__future__"),
}
"""Modules that give the same in every run of the same versions; what stands nowhere here does not."""

_CHANCE = {
    *("now", "today", "utcnow", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "time_ns"),
    *("process_time", "process_time_ns", "thread_time", "thread_time_ns", "clock_gettime", "localtime"),
    *(
        "gmtime",
        "urandom",
        "getrandom",
        "SystemRandom",
        "SeedSequence",
        "getpid",
        "getppid",
        "uuid1",
        "uuid4",
    ),
    *("environ", "environb", "getenv", "getloadavg", "getrefcount", "getmtime", "getctime"),
    *("getatime", "st_mtime", "st_mtime_ns", "st_ctime", "st_ino", "iterdir", "listdir", "scandir", "glob"),
    *("rglob", "iglob", "subprocess", "Popen", "popen", "socket", "urlopen", "threading"),
    *("Thread", "ThreadPoolExecutor", "ProcessPoolExecutor", "__hash__", "ctypes"),
}
"""Attributes and imports that differ from run to run, whatever module they are reached through."""

_SEEDED = {"seed", "Random", "RandomState", "MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64"}
"""What the system gives its seed where the script gives none."""
_ADDRESSES = {"id", "hash"}
_LOOKING = {"exec", "eval", "compile", "globals", "locals", "vars", "dir", "__import__", "__builtins__"}
_BY_NAME = {"getattr", "setattr", "hasattr", "delattr", "attrgetter", "methodcaller"}
_INSIDES = {
    *("__dict__", "__getattribute__", "__subclasses__", "__mro__", "__bases__", "__base__", "mro"),
    *("__code__", "__globals__", "__closure__", "__builtins__", "__init_subclass__", "__set_name__"),
    *("__prepare__", "metaclass", "FunctionType", "CodeType", "modules", "settrace", "setprofile"),
    *("gi_frame", "cr_frame", "f_back", "f_locals", "f_globals", "getmembers", "new_class"),
}
_PLACES = {
    *("__file__", "getsource", "getsourcelines", "f_lineno", "co_firstlineno", "co_lines", "co_positions"),
    *("tb_lineno", "tb_frame", "__traceback__", "exc_info", "_getframe", "currentframe", "format_exc"),
    *("print_exc", "lineno", "extract_stack", "linecache", "inspect", "traceback"),
}


def depends_on_chance(tree: ast.Module) -> bool:
    """Whether two runs of the script could draw two different pictures, by the clock or by an address."""
    nodes = nodes_of(tree)
    stored = set(_stored(nodes))
    return (
        any(_is_chancy(node, stored) for node in nodes)
        or any(_goes_beyond(nodes, module) for module in _LIMITED)
        or _asks_numpy_the_time(nodes)
        or has_unordered_sets(nodes)
    )


def sight(tree: ast.Module) -> Sight:
    """How much of itself the script could look at."""
    nodes = nodes_of(tree)
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    said = set(names_in(nodes))
    modules = {module for node in nodes for module in _imported(node)}
    if said & _PLACES or any(name.endswith(SCRIPT_NAME) for name in said) or modules & _TEXT_MODULES:
        return Sight.TEXT
    bare = {node.id for node in nodes if isinstance(node, ast.Name)}
    if said & _INSIDES or bare & _LOOKING or modules & _CODE_MODULES:
        return Sight.CODE
    if any(_looks_up(node, called) for node in nodes):
        return Sight.CODE
    return Sight.NAMES


def _is_chancy(node: ast.AST, stored: set[str]) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            known = _MODULES | _CODE_MODULES | _TEXT_MODULES | _LIMITED.keys()
            last = {part for alias in node.names for part in alias.name.split(".")}
            return not set(_imported(node)) <= known or bool(last & _CHANCE)
        case ast.Attribute(attr=name) if name in _CHANCE:
            return True
        case ast.Call(func=ast.Name(id=name)) if name in _ADDRESSES:
            return True
        case ast.Name(id=name) if name in _ADDRESSES and name not in stored:
            return True
        case ast.Call(func=ast.Name(id=name), args=[_, ast.Constant(value=text), *_]) if name in _BY_NAME:
            return text in _CHANCE
        case ast.Call(func=ast.Attribute(attr="time"), args=[], keywords=[]):
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args, keywords=keywords) if (
            name in _SEEDED
        ):
            given = [*args, *(keyword.value for keyword in keywords)]
            return all(isinstance(value, ast.Constant) and value.value is None for value in given)
    return False


def _goes_beyond(nodes: Sequence[ast.AST], module: str) -> bool:
    """Whether the script uses more of a limited module than is the same in every run."""
    allowed, names = _LIMITED[module], set[str]()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == module:
            if node.module == module and not {alias.name for alias in node.names} <= allowed:
                return True
        elif isinstance(node, ast.Import):
            names |= {alias.asname or module for alias in node.names if alias.name.split(".")[0] == module}
    tame = {id(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr in allowed}
    return any(isinstance(node, ast.Name) and node.id in names and id(node) not in tame for node in nodes)


def _asks_numpy_the_time(nodes: Sequence[ast.AST]) -> bool:
    said = set(names_in(nodes))
    return bool(said & {"now", "today"}) and any("datetime64" in name for name in said)


def _looks_up(node: ast.AST, called: set[int]) -> bool:
    """Whether this looks something up by a name that is not written there, or makes a class of it."""
    match node:
        case ast.Call(func=ast.Name(id="type"), args=args, keywords=keywords):
            return len(args) + len(keywords) != 1 or isinstance(args[0], ast.Starred)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in _BY_NAME:
            asked = args[:1] if name == "methodcaller" else args if name == "attrgetter" else args[1:2]
            return not asked or any(
                not isinstance(arg, ast.Constant) or not isinstance(arg.value, str) for arg in asked
            )
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _BY_NAME:
            return id(node) not in called
    return False


def _stored(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name


def _imported(node: ast.AST) -> list[str]:
    """The top-level modules that a statement imports; one from beside the script is named "."."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["." if node.level else (node.module or "").partition(".")[0]]
    return []

"""Names that modules had once, or that are looked for in the wrong module: what is written now."""

from __future__ import annotations

from collections.abc import Mapping

MODULE_NAMES: Mapping[str, Mapping[str, str]] = {
    "numpy": {
        "PI": "pi",
        "Pi": "pi",
        "E": "e",
        "Inf": "inf",
        "Infinity": "inf",
        "infty": "inf",
        "NaN": "nan",
        "NAN": "nan",
        "float_": "float64",
        "complex_": "complex128",
        "product": "prod",
        "cumproduct": "cumprod",
        "sometrue": "any",
        "alltrue": "all",
        "in1d": "isin",
        "trapz": "trapezoid",
        "ln": "log",
        "norm": "linalg.norm",
        "magnitude": "linalg.norm",
        "inv": "linalg.inv",
        "det": "linalg.det",
        "eig": "linalg.eig",
        "solve": "linalg.solve",
        "randint": "random.randint",
        "rand": "random.rand",
        "uniform": "random.uniform",
        "clamp": "clip",
        "range": "arange",
    },
    "numpy.random": {"randInt": "randint", "gauss": "normal", "randrange": "randint"},
    "math": {"PI": "pi", "Pi": "pi", "ln": "log", "arccos": "acos", "arcsin": "asin", "arctan": "atan"}
    | {"arctan2": "atan2", "power": "pow", "infinity": "inf", "mod": "fmod", "factorials": "factorial"},
    "random": {"rand": "random", "normal": "gauss", "randn": "gauss", "integer": "randint"},
    "manim.utils.rate_functions": {
        "ease_in": "ease_in_sine",
        "ease_out": "ease_out_sine",
        "ease_in_out": "ease_in_out_sine",
        "bounce": "ease_out_bounce",
        "elastic": "ease_out_elastic",
        "spring": "ease_out_elastic",
    },
}

BUILTIN = {
    "numpy": frozenset({"math", "float", "int", "object", "str", "complex"}),
    "math": frozenset({"abs", "max", "min", "round", "sum", "len", "int", "float", "range"}),
    "random": frozenset({"range", "round"}),
}
"""Names of Python's own, and of a module of its own, that are looked for in another module."""

GUESSES = frozenset(
    {"range", "bounce", "elastic", "spring", "ease_in", "ease_out", "rand", "magnitude", "gauss"}
)
"""Those that may mean something else too."""

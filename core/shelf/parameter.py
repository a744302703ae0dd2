"""One line of a heading's parameters: which constants, what kind of value, which limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a parameter takes; the values are how headings write it."""

    FUNCTION = "function of x"
    TEX = "TeX of"
    SLOPE_TEX = "TeX of the derivative of"
    TAYLOR = "Taylor coefficients of"
    QUADRATIC = "coefficients of a quadratic"
    LIST = "list of"
    SORTED_LIST = "sorted list of"
    COUNT = "count from"
    NUMBER = "number from"
    ANGLE = "angle in degrees"
    PAIR = "two numbers from"
    INTERVAL = "interval from"
    UPPER_END = "upper end of an interval from 0"
    VECTORS = "two vectors from"
    MATRIX = "2x2 matrix from"
    CHOICE = "one of"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a value may be given in: so many of it are one of the scene's own."""

    name: str
    per_own: float = 1.0


@dataclass(frozen=True, slots=True)
class Parameter:
    """Constants that are filled together, and what they take.

    `low` and `high` limit each number, `fewest` and `most` the number of items; `words` name the value
    in a prompt or are the choices, `units` follow it, and `phrase` is how it is said, with # for the value;
    `function` and `point` are the constants that this one is made of.
    """

    names: tuple[str, ...]
    kind: Kind
    description: str
    low: float = 0.0
    high: float = 0.0
    fewest: int = 0
    most: int = 0
    words: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    phrase: str = "#"
    function: str = ""
    point: str = ""
    ends: tuple[str, ...] = ()

    @property
    def is_count(self) -> bool:
        """Whether the value says how many things there are, as in "12 rectangles"."""
        return self.kind is Kind.COUNT and self.phrase.startswith("#")

    def said(self, value: str) -> str:
        """The value in words: "12 rectangles", "1 rectangle", "the sum 7"."""
        phrase = self.phrase.removesuffix("s") if self.is_count and value == "1" else self.phrase
        return phrase.replace("#", value)


_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER}) to ({_NUMBER})(?: numbers)?(?=,|$| numbers)")
_ITEMS = re.compile(r"list of (\d+) to (\d+) numbers")


def read_parameter(line: str) -> Parameter:
    """Read a line such as `COUNT: count from 1 to 9, named by bars, n, said as # bars`.

    Raises StopIteration for no kind.
    """
    line, _, phrase = line.partition(", said as ")
    line, _, units = line.partition(", measured in ")
    names, _, text = (part.strip() for part in line.partition(":"))
    # The longest first: "TeX of the derivative of" begins like "TeX of".
    kind = next(kind for kind in sorted(Kind, key=len, reverse=True) if text.startswith(kind))
    limits, _, named = text.partition(", named by ")
    items = _ITEMS.search(limits)
    span = _RANGE.search(limits[items.end() :] if items else limits)
    words = named or (limits.removeprefix(Kind.CHOICE) if kind is Kind.CHOICE else "")
    constants = re.findall(r"\b[A-Z][A-Z_]+\b", limits)
    is_smooth = "smooth at" in limits
    return Parameter(
        names=tuple(name.strip() for name in names.split(",")),
        kind=kind,
        description=limits,
        low=float(span[1]) if span else 0.0,
        high=float(span[2]) if span else 0.0,
        fewest=int(items[1]) if items else 0,
        most=int(items[2]) if items else 0,
        words=tuple(word.strip() for word in words.split(",") if word.strip()),
        units=tuple(_unit(unit) for unit in units.split(",") if unit.strip()),
        phrase=phrase or "#",
        function=constants[0] if constants and kind is not Kind.FUNCTION else "",
        point=constants[-1] if constants and (kind is Kind.TAYLOR or is_smooth) else "",
        ends=tuple(constants) if "defined from" in limits else (),
    )


def _unit(text: str) -> Unit:
    """A unit such as `m/s` or, 3.6 of which are one of the scene's own, `km/h / 3.6`."""
    name, _, per_own = text.strip().partition(" / ")
    return Unit(name, float(per_own or 1))

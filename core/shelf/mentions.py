"""What a prompt mentions beside its topic: numbers, lists, intervals, vectors, matrices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.shelf.expression import ExpressionRefused, Formula, read_formula, value_at
from core.shelf.figures import COUNT, NUMBER, read_count, read_number, read_numbers, spell
from core.shelf.parameter import Unit
from core.shelf.words import stem

_LIST = re.compile(rf"{NUMBER}(?:\s*(?:,|;|\band\b|\s)\s*(?:and\s+)?{NUMBER})+")
_PAIR = re.compile(rf"[(\[<]\s*({NUMBER})(?:\s*[,;]\s*|\s+)({NUMBER})\s*[)\]>]")
_COMPONENTS = re.compile(r"([-+]?\s*(?:\d+(?:\.\d+)?)?)\s*\*?\s*i\s*([-+]\s*(?:\d+(?:\.\d+)?)?)\s*\*?\s*j\b")
_ROWS = re.compile(rf"[\[(]((?:[\s,]*{NUMBER})+(?:\s*;(?:[\s,]*{NUMBER})+)+)\s*[\])]")
_BRACKETS = re.compile(r"[\[(]\s*[\[(][^a-z]{3,200}?[\])]\s*[\])]")
_ROW = re.compile(r"[\[(]([^\[\]()]+)[\])]")
_INTERVAL = (
    re.compile(r"\b(?:from|between)\s+(?:[xt]\s*=\s*)?(?=[-+.\dp(es])"),
    re.compile(r"(?:\b(?:on|over|in|interval|of)\s*)?[\[(](?=\s*[-+.\dp])"),
)
_BETWEEN = re.compile(r"\s*(?:to|and|until|,|;|\.\.\.?|-)\s*(?:[xt]\s*=\s*)?")
_TO = r"(?:(?:(?:number|of|is|be|being|up|to|equals?|equal|exactly|the|value|at|point)\b|[=:])\s*)*"
"""What may stand between a name and its number."""

_OTHER_UNIT = re.compile(r"[a-z^]|\s*[a-z]+/[a-z]")
_GRAMMAR = frozenset(
    re.findall(
        r"\w+", "a an and as at below by for from in is less near of on or the to under until up using with"
    )
)
_START = re.compile(r"(?<![\w.^])(?:[-+](?=[\d.ps]))?(?:[\d.]|(?:pi|sqrt)\b)")


@dataclass(slots=True)
class Mentions:
    """A plain text that gives up what is found in it, so that nothing is read twice."""

    text: str

    def take(self, start: int, end: int) -> None:
        """Give up a stretch of the text."""
        self.text = self.text[:start] + " " * (end - start - 1) + ";" * (end > start) + self.text[end:]

    def matrix(self) -> tuple[tuple[float, ...], ...] | None:
        """The rows of the first matrix, of whatever size: in brackets, as two columns, or bare numbers."""
        self.text = re.sub(r"\((\d+/\d+)\)", r"\1", self.text.replace("&", ","))
        if match := _BRACKETS.search(self.text):
            self.take(*match.span())
            return tuple(tuple(read_numbers(row)) for row in _ROW.findall(match[0]))
        if match := _ROWS.search(self.text):
            self.take(*match.span())
            return tuple(tuple(read_numbers(row)) for row in match[1].split(";"))
        are_columns = bool(re.search(r"\bcolumns?\b|\bbasis\b|\bhat\b", self.text))
        if len(pairs := self.pairs()) == 2:
            return tuple(zip(*pairs, strict=True)) if are_columns else pairs
        found = self.numbers()
        size = next((size for size in (2, 3, 4) if size * size == len(found)), 0)
        return tuple(found[at : at + size] for at in range(0, len(found), size or 9)) or None

    def pairs(self) -> tuple[tuple[float, float], ...]:
        """All pairs of numbers: (2, 1), [2 1], 2i + j, or without brackets if there are just four numbers."""
        found = list(_PAIR.finditer(self.text)) or list(_COMPONENTS.finditer(self.text))
        if not found:
            bare = re.findall(rf"(?<![(\[,\d])\s({NUMBER})\s*,\s*({NUMBER})(?!\s*,)", self.text)
            if len(bare) != 2:
                return ()
            self.numbers()
            return tuple((read_number(x), read_number(y)) for x, y in bare)
        for match in found:
            self.take(*match.span())
        return tuple((_component(match[1]), _component(match[2])) for match in found)

    def interval(self) -> tuple[float, float] | None:
        """The first two ends such as "from 0 to 3", "on [0, pi]" or "between -1 and 2"."""
        for opening in _INTERVAL:
            for match in opening.finditer(self.text):
                low = self._constant(match.end())
                between = _BETWEEN.match(self.text, low.end) if low else None
                high = self._constant(between.end()) if between and between[0].strip() else None
                if low and high:
                    self.take(match.start(), high.end)
                    return _value(low), _value(high)
        return None

    def _constant(self, start: int) -> Formula | None:
        """A number, possibly with pi or e, that begins here."""
        try:
            formula = read_formula(self.text, start)
        except ExpressionRefused:
            return self._large(start)
        return formula if formula and not formula.has_variable and formula.end > start else None

    def _large(self, start: int) -> Formula | None:
        match = re.compile(r"\s*-?\d+(?:\.\d+)?").match(self.text, start)
        if not match:
            return None
        sign = "-" if "-" in match[0] else ""
        stand_in = read_formula(sign + "1000000")
        return Formula(stand_in.value, match.end()) if stand_in else None

    def counted(self, names: tuple[str, ...], others: frozenset[str] = frozenset()) -> float | None:
        """A number of the things that the names mean: "12 thin rectangles", "n = 12", "rectangles: 12"."""
        for name in names:
            single = len(name) == 1
            before = rf"{COUNT}\s*-?\s*((?:[a-z]+\s+){{0,2}}){re.escape(name.removesuffix('s'))}s?(?![a-z])"
            for match in () if single else re.finditer(before, self.text):
                if not _GRAMMAR.intersection(match[2].split()):
                    return self._took(match)
        return self.valued(names, others)

    def valued(self, names: tuple[str, ...], others: frozenset[str] = frozenset()) -> float | None:
        """A number that one of the names leads to: "sum of 7", "order: 8", "up to 60", "the 8th order".

        `others` are things that may be counted: the two of "sum of two dice" is not the sum.
        """
        for name in names:
            base = name if len(name) == 1 else f"{re.escape(name.removesuffix('s'))}s?"
            for match in re.finditer(rf"(?<![a-z]){base}(?![a-z])\s*{_TO}{COUNT}", self.text):
                if not self._counts(match.end(1), others):
                    return self._took(match)
        for name in names:
            for match in re.finditer(rf"{COUNT}\s*-?\s*{re.escape(name)}(?![a-z])", self.text):
                if len(name) > 1 and not _GRAMMAR.intersection(name.split()):
                    return self._took(match)
        return None

    def _took(self, match: re.Match[str]) -> float:
        self.take(*match.span())
        return read_count(match[1])

    def _counts(self, end: int, others: frozenset[str]) -> bool:
        """Whether the number that ends here says how many of the things that follow it there are."""
        following = re.match(r"\s*(-?)\s*([a-z]+)", self.text[end:])
        return following is not None and (bool(following[1]) or stem(following[2]) in others)

    def measured(self, names: tuple[str, ...], units: tuple[Unit, ...] = ()) -> float | None:
        """A number with its unit ("30 degrees") or after its name ("at x = pi/2", "speed of 20")."""
        for match in _START.finditer(self.text) if units else ():
            number = self._constant(match.start())
            unit = next((unit for unit in units if number and self._ends(unit, number.end)), None)
            if number and unit:
                self.take(match.start(), self._ends(unit, number.end))
                return round(_value(number) / unit.per_own, 9)
        for name in names:
            opening = re.compile(
                rf"(?<![a-z]){re.escape(name)}(?![a-z])\s*{_TO}(?:[xt]\s*=\s*)?(\((?=[^()]*,[^()]*\)))?"
            )
            for match in opening.finditer(self.text):
                number = self._constant(match.end())
                if number and not _OTHER_UNIT.match(self.text, number.end):
                    # Of a point in brackets the second part goes without saying.
                    self.take(match.start(), self.text.index(")", number.end) if match[1] else number.end)
                    return _value(number)
        return None

    def _ends(self, unit: Unit, start: int) -> int:
        """Where a unit that begins here ends, or 0."""
        match = re.compile(rf"\s*-?\s*{re.escape(unit.name)}(?![a-z/^])").match(self.text, start)
        return match.end() if match else 0

    def multiple_of_pi(self) -> float | None:
        """A constant with pi in it."""
        for match in _START.finditer(self.text):
            number = self._constant(match.start())
            if number and "pi" in self.text[match.start() : number.end]:
                self.take(match.start(), number.end)
                return _value(number)
        return None

    def sole_number(self) -> float | None:
        """The only number that is left."""
        found = list(re.finditer(NUMBER, self.text))
        if len(found) != 1:
            return None
        self.take(*found[0].span())
        return read_number(found[0][0])

    def left_over(self, expected: str) -> tuple[str, ...]:
        """The numbers in digits that nothing has taken; "2 dice" is no number where two dice are expected."""
        found = re.finditer(rf"(?<!\^)({NUMBER})(?:\s+([a-z]+))?", self.text)
        return tuple(
            dict.fromkeys(m[1] for m in found if not m[2] or f"{spell(m[1])} {m[2]}" not in expected)
        )

    def named(self, names: tuple[str, ...]) -> tuple[float | None, ...]:
        """Numbers given by their letters, such as "a = 5" and "b = 12"."""
        found = [re.search(rf"\b{name}\s*(?:=|is|:)\s*({NUMBER})", self.text) for name in names]
        for match in found:
            if match:
                self.take(*match.span())
        return tuple(read_number(match[1]) if match else None for match in found)

    def numbers(self) -> tuple[float, ...]:
        """The longest list of numbers, in its order."""
        found = max(_LIST.finditer(self.text), key=lambda match: len(read_numbers(match[0])), default=None)
        if not found:
            return ()
        self.take(*found.span())
        return tuple(read_numbers(found[0]))


def _component(text: str) -> float:
    """The factor of i or j: "-2", "+ 3", or a mere sign for one."""
    text = "".join(text.split())
    return read_number(text) if text.strip("+-") else float(f"{text}1")


def _value(formula: Formula) -> float:
    return round(value_at(formula.value, 0.0) or 0.0, 10)

"""What a prompt mentions beside its topic: numbers, lists, intervals, vectors, matrices, a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.shelf.expression import ExpressionRefused, Formula, read_formula, value_at
from core.shelf.figures import COUNT, NUMBER, read_count, read_number, read_numbers
from core.shelf.words import STOP, stem

_LIST = re.compile(rf"{NUMBER}(?:\s*(?:,|;|\band\b|\s)\s*(?:and\s+)?{NUMBER})+")
_PAIR = re.compile(rf"[(\[<]\s*({NUMBER})\s*[,;]\s*({NUMBER})\s*[)\]>]")
_BRACKETS = re.compile(r"[\[(]\s*[\[(][^a-z]{3,200}?[\])]\s*[\])]")
_ROW = re.compile(r"[\[(]([^\[\]()]+)[\])]")
_INTERVAL = (
    re.compile(r"\b(?:from|between)\s+(?:[xt]\s*=\s*)?(?=[-+.\dp(es])"),
    re.compile(r"(?:\b(?:on|over|in|interval|of)\s*)?[\[(](?=\s*[-+.\dp])"),
)
_BETWEEN = re.compile(r"\s*(?:to|and|until|,|;|\.\.\.?|-)\s*(?:[xt]\s*=\s*)?")
_TO = r"(?:(?:(?:number|of|is|be|being|up|to|equals?|equal|exactly|the|value|at|point)\b|[=:])\s*)*"
"""What may stand between a name and its number."""

_START = re.compile(r"(?<![\w.^])(?:[-+](?=[\d.ps]))?(?:[\d.]|(?:pi|sqrt)\b)")
_RUN = re.compile(r"[-\w.(]+(?:\s*[-+*/^()]+\s*[\w.)]*)*")
_UNKNOWN_CALL = re.compile(r"\b([a-z_]\w*)\s*\([^()]*\bx\b[^()]*\)")
_UNREAD = re.compile(r"\s*[-+*/]\s*([a-z_]\w*(?=\s?\()|[a-z]\b)")
_ATTEMPT = re.compile(r"[\d.x)]\s*\^\s*[\d(^x]|__|\bof\s+\w+\(")


@dataclass(slots=True)
class Mentions:
    """A plain text that gives up what is found in it, so that nothing is read twice."""

    text: str

    def _take(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start - 1) + ";" * (end > start) + self.text[end:]

    def matrix(self) -> tuple[tuple[float, ...], ...] | None:
        """The rows of the first bracketed matrix, of whatever size."""
        match = _BRACKETS.search(self.text)
        if not match:
            return None
        self._take(*match.span())
        return tuple(tuple(read_numbers(row)) for row in _ROW.findall(match[0]))

    def pairs(self) -> tuple[tuple[float, float], ...]:
        """All bracketed pairs of numbers."""
        found = list(_PAIR.finditer(self.text))
        for match in found:
            self._take(*match.span())
        return tuple((read_number(match[1]), read_number(match[2])) for match in found)

    def interval(self) -> tuple[float, float] | None:
        """The first two ends such as "from 0 to 3", "on [0, pi]" or "between -1 and 2"."""
        for opening in _INTERVAL:
            for match in opening.finditer(self.text):
                low = self._constant(match.end())
                between = _BETWEEN.match(self.text, low.end) if low else None
                high = self._constant(between.end()) if between and between[0].strip() else None
                if low and high:
                    self._take(match.start(), high.end)
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
            before = rf"{COUNT}\s*-?\s*((?:[a-z]+\s+){{0,2}}){re.escape(name)}s?(?![a-z])"
            for match in () if single else re.finditer(before, self.text):
                if not STOP.intersection(match[2].split()):
                    return self._took(match)
        return self.valued(names, others)

    def valued(self, names: tuple[str, ...], others: frozenset[str] = frozenset()) -> float | None:
        """A number that one of the names leads to: "sum of 7", "order: 8", "up to 60", "the 8th order".

        `others` are things that may be counted: the two of "sum of two dice" is not the sum.
        """
        for name in names:
            plural = "" if len(name) == 1 else "s?"
            for match in re.finditer(rf"\b{re.escape(name)}{plural}(?![a-z])\s*{_TO}{COUNT}", self.text):
                if not self._counts(match.end(1), others):
                    return self._took(match)
        for name in names:
            for match in re.finditer(rf"{COUNT}\s*-?\s*{re.escape(name)}(?![a-z])", self.text):
                if name not in STOP and len(name) > 1:
                    return self._took(match)
        return None

    def _took(self, match: re.Match[str]) -> float:
        self._take(*match.span())
        return read_count(match[1])

    def _counts(self, end: int, others: frozenset[str]) -> bool:
        """Whether the number that ends here says how many of the things that follow it there are."""
        following = re.match(r"\s*(-?)\s*([a-z]+)", self.text[end:])
        return following is not None and (bool(following[1]) or stem(following[2]) in others)

    def measured(self, names: tuple[str, ...], units: tuple[str, ...] = ()) -> float | None:
        """A number with its unit ("30 degrees") or after its name ("at x = pi/2", "speed of 20")."""
        for unit in units:
            ending = re.compile(rf"\s*-?\s*{re.escape(unit)}(?![a-z/^])")
            for match in _START.finditer(self.text):
                number = self._constant(match.start())
                if number and (end := ending.match(self.text, number.end)):
                    self._take(match.start(), end.end())
                    return _value(number)
        for name in names:
            opening = re.compile(rf"(?<![a-z]){re.escape(name)}(?![a-z])\s*{_TO}(?:[xt]\s*=\s*)?")
            for match in opening.finditer(self.text):
                number = self._constant(match.end())
                if number and not re.match(r"[a-z^]", self.text[number.end :]):
                    self._take(match.start(), number.end)
                    return _value(number)
        return None

    def multiple_of_pi(self) -> float | None:
        """A constant with pi in it."""
        for match in _START.finditer(self.text):
            number = self._constant(match.start())
            if number and "pi" in self.text[match.start() : number.end]:
                self._take(match.start(), number.end)
                return _value(number)
        return None

    def left_over(self, others: frozenset[str]) -> tuple[str, ...]:
        """The numbers in digits that nothing has taken, those left out that count one of the others."""
        found = re.finditer(NUMBER, self.text)
        return tuple(dict.fromkeys(m[0].strip() for m in found if not self._counts(m.end(), others)))

    def named_pair(self, first: str, second: str) -> tuple[float, float] | None:
        """Two numbers given by their names, such as "a = 5" and "b = 12"."""
        found = [re.search(rf"\b{name}\s*(?:=|is)\s*({NUMBER})", self.text) for name in (first, second)]
        if not found[0] or not found[1]:
            return None
        return read_number(found[0][1]), read_number(found[1][1])

    def numbers(self) -> tuple[float, ...]:
        """The longest list of numbers, in its order."""
        found = max(_LIST.finditer(self.text), key=lambda match: len(read_numbers(match[0])), default=None)
        if not found:
            return ()
        self._take(*found.span())
        return tuple(read_numbers(found[0]))

    def function(self) -> Formula | None:
        """The longest formula in x. Raises ExpressionRefused for one that cannot be used."""
        text = self.text = re.sub(r"\|([^|]{1,60})\|", r"abs(\1)", self.text)
        best, best_start, refused, at = None, 0, None, 0
        while match := re.compile(r"(?<![\w.^])[-\w.(]").search(text, at):
            at = match.start() + 1
            try:
                formula = read_formula(text, match.start())
            except ExpressionRefused as error:
                run = _RUN.match(text, match.start())
                at = max(at, run.end() if run else at)
                # A large number by itself is for somebody else; "9^9^9" was meant as a formula.
                if run and re.search(r"\^|\bx|x\b", run[0]):
                    refused = refused or error
                continue
            if formula and formula.has_variable and _stands_alone(text, match.start(), formula):
                if best is None or formula.end - match.start() > best.end - best_start:
                    best, best_start = formula, match.start()
                at = formula.end
        if refused:
            raise refused
        if best is None:
            self._complain()
            return None
        self._take(best_start, best.end)
        return best

    def _complain(self) -> None:
        unknown = _UNKNOWN_CALL.search(self.text)
        if unknown and len(unknown[1]) > 1:
            raise ExpressionRefused(f"{unknown[1][:20]} is not a function that the shelf knows")
        if _ATTEMPT.search(self.text):
            raise ExpressionRefused("it is not a formula in x that the shelf can read")


def _stands_alone(text: str, start: int, formula: Formula) -> bool:
    """Whether this is a formula and not a letter in a sentence, as in "f(x) =" or "the x axis"."""
    after = text[formula.end : formula.end + 2].lstrip()
    if after[:1] in ("^", "_") or text[formula.end : formula.end + 1].isalnum():
        return False
    if unread := _UNREAD.match(text, formula.end):
        raise ExpressionRefused(f"“{unread[1][:20]}” is not something that the shelf knows")
    if len(text[start : formula.end].strip(" ()")) > 1:
        return not re.search(r"[a-z_]$", text[:start])
    return after[:1] != "=" and bool(re.search(r"(?:\bof|=|\bunder)\s*$", text[:start]))


def _value(formula: Formula) -> float:
    return round(value_at(formula.value, 0.0) or 0.0, 10)

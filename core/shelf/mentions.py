"""What a prompt mentions beside its topic: numbers, lists, intervals, vectors, matrices, a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.shelf.expression import ExpressionRefused, Formula, read_formula, value_at

_NUMBER = r"(?:(?<![\w.)])[-+])?\d+(?:\.\d+)?(?:e\+?\d+)?(?:/\d+)?(?![\w^.]*\w)"
_LIST = re.compile(rf"{_NUMBER}(?:\s*(?:,|;|\band\b|\s)\s*(?:and\s+)?{_NUMBER})+")
_PAIR = re.compile(rf"[(\[<]\s*({_NUMBER})\s*[,;]\s*({_NUMBER})\s*[)\]>]")
_BRACKETS = re.compile(r"[\[(]\s*[\[(][^a-z]{3,200}?[\])]\s*[\])]")
_ROW = re.compile(r"[\[(]([^\[\]()]+)[\])]")
_INTERVAL = (
    re.compile(r"\b(?:from|between)\s+(?:[xt]\s*=\s*)?(?=[-+.\dp(es])"),
    re.compile(r"(?:\b(?:on|over|in|interval|of)\s*)?[\[(](?=\s*[-+.\dp])"),
)
_BETWEEN = re.compile(r"\s*(?:to|and|until|,|;|\.\.\.?|-)\s*(?:[xt]\s*=\s*)?")
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
_COUNT = rf"(\d{{1,3}}(?:,\d{{3}})+|\d+\^\d+|{_NUMBER}|\b(?:{'|'.join(_WORDS)})\b)"
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
        return tuple(tuple(_numbers(row)) for row in _ROW.findall(match[0]))

    def pairs(self) -> tuple[tuple[float, float], ...]:
        """All bracketed pairs of numbers."""
        found = list(_PAIR.finditer(self.text))
        for match in found:
            self._take(*match.span())
        return tuple((_float(match[1]), _float(match[2])) for match in found)

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

    def named_count(self, words: tuple[str, ...]) -> float | None:
        """A number beside one of the words: "12 rectangles", "n = 12", "order 8"."""
        for word in words:
            name = re.escape(word)
            plural = "" if len(word) == 1 else "s?"
            shapes = (
                rf"\b{name}{plural}\s*(?:number\s*|of\s*|is\s*|up\s+to\s*|[=:]\s*)?\s*{_COUNT}",
                rf"{_COUNT}\s*-?\s*(?:[a-z]+\s+)?{name}{plural}(?![a-z])",
            )
            for shape in shapes if len(word) == 1 else reversed(shapes):
                if match := re.search(shape, self.text):
                    self._take(*match.span())
                    return _count(match[1])
        return None

    def named_number(self, words: tuple[str, ...]) -> float | None:
        """A number before its unit ("30 degrees") or after its name ("at x = pi/2", "speed of 20")."""
        for word in words:
            name = re.escape(word)
            if match := re.search(rf"({_NUMBER})\s*-?\s*{name}(?![a-z])", self.text):
                self._take(*match.span())
                return _float(match[1])
            opening = re.compile(
                rf"(?<![a-z]){name}\s*(?:(?:of|is|to|=|:|the|value|point|number|at)\s*)*(?:[xt]\s*=\s*)?"
            )
            for match in opening.finditer(self.text):
                number = self._constant(match.end())
                if number and not re.match(r"[a-z^]", self.text[number.end :]):
                    self._take(match.start(), number.end)
                    return _value(number)
        return None

    def named_pair(self, first: str, second: str) -> tuple[float, float] | None:
        """Two numbers given by their names, such as "a = 5" and "b = 12"."""
        found = [re.search(rf"\b{name}\s*(?:=|is)\s*({_NUMBER})", self.text) for name in (first, second)]
        if not found[0] or not found[1]:
            return None
        return _float(found[0][1]), _float(found[1][1])

    def numbers(self) -> tuple[float, ...]:
        """The longest list of numbers, in its order."""
        found = max(_LIST.finditer(self.text), key=lambda match: len(_numbers(match[0])), default=None)
        if not found:
            return ()
        self._take(*found.span())
        return tuple(_numbers(found[0]))

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


def _numbers(text: str) -> list[float]:
    return [_float(found) for found in re.findall(_NUMBER, text)]


def _float(text: str) -> float:
    top, _, bottom = text.partition("/")
    value = float(top) / (float(bottom or 1) or 1)
    return max(-1e12, min(1e12, value))


def _count(text: str) -> float:
    if text in _WORDS:
        return float(_WORDS[text])
    base, _, power = text.partition("^")
    if power:
        return 1e12 if int(power[:4]) * len(base) > 12 else float(int(base) ** int(power))
    return _float(text.replace(",", ""))

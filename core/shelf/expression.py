"""Formulas in a prompt: read by a small parser of our own into SymPy objects; no text is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import sympy
from sympy.printing.pycode import PythonCodePrinter

X = sympy.Symbol("x", real=True)

_FUNCTIONS: dict[str, Callable[[sympy.Expr], sympy.Expr]] = {
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "exp": sympy.exp, "ln": sympy.log, "log": sympy.log,
    "sqrt": sympy.sqrt, "abs": sympy.Abs, "sinh": sympy.sinh, "cosh": sympy.cosh, "tanh": sympy.tanh,
    "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan, "arcsin": sympy.asin, "arccos": sympy.acos,
    "arctan": sympy.atan, "sine": sympy.sin, "cosine": sympy.cos,
}  # fmt: skip
_CONSTANTS = {"pi": sympy.pi, "e": sympy.E, "x": X, "t": X}

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\.\d+)|([a-z]+)|([-+*/^()]))")

LONGEST = 120
LONGEST_TEXT = 300
DEEPEST = 14
LARGEST_NUMBER = 10**6
LARGEST_POWER = 12

_SUM, _PRODUCT, _POWER = 10, 20, 30


class ExpressionRefused(ValueError):
    """A formula that is well written but too large or without a value; says why in a few words."""


class _NotThere(Exception):
    """No formula begins here."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and where its text ends and begins."""

    value: sympy.Expr
    end: int
    start: int = 0

    @property
    def has_variable(self) -> bool:
        """Whether it is a function of x rather than a number."""
        return bool(self.value.has(X))


def read_formula(text: str, start: int = 0) -> Formula | None:
    """The longest formula that begins at `start` of a plain text. Raises ExpressionRefused."""
    parser = _Parser(text, start, start)
    try:
        value = parser.expression(0)
    except _NotThere:
        return None
    return Formula(_checked(value), parser.at, start)


def python_source(value: sympy.Expr) -> str:
    """The formula as Python with NumPy's functions, in x."""
    return str(PythonCodePrinter().doprint(value)).replace("math.", "np.")


def tex(value: sympy.Expr) -> str:
    """The formula in TeX."""
    return str(sympy.latex(value, ln_notation=True, inv_trig_style="full"))


def value_at(value: sympy.Expr, x: float) -> float | None:
    """The formula's value at x, or None where it has no real finite one."""
    try:
        result = complex(value.evalf(15, subs={X: sympy.Float(x)}, maxn=40))
    except (TypeError, ValueError, OverflowError, ArithmeticError):
        return None
    is_real = abs(result.imag) <= 1e-9 * max(1.0, abs(result.real))
    return result.real if is_real and abs(result.real) < 1e12 else None


@dataclass(slots=True)
class _Parser:
    """Reads operators by their binding power; a formula ends where the text stops being one."""

    text: str
    start: int
    at: int
    depth: int = 0
    in_bare_argument: bool = False

    def token(self) -> re.Match[str] | None:
        match = _TOKEN.match(self.text, self.at)
        return match if match and match[0].strip() else None

    def next_is(self, sign: str) -> bool:
        token = self.token()
        return token is not None and token[3] == sign

    def expression(self, binding: int) -> sympy.Expr:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ExpressionRefused("it is nested too deeply")
        left = self.operand()
        while (power := self.operator()) > binding:
            if self.at - self.start > LONGEST_TEXT:
                raise ExpressionRefused("it is too long for the board")
            before, depth = self.at, self.depth
            try:
                left = self.combined(left, power)
            except _NotThere:
                self.at, self.depth = before, depth
                break
        self.depth -= 1
        return left

    def operator(self) -> int:
        """The binding power of what follows: an operator, or a factor without one."""
        token = self.token()
        if token is None or token[1] or token[3] == ")":
            return 0
        if token[3]:
            return {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER, "(": _PRODUCT}[token[3]]
        # "sin x cos x" is a product of two functions, not the sine of a product.
        is_factor = token[2] in _CONSTANTS or (token[2] in _FUNCTIONS and not self.in_bare_argument)
        return _PRODUCT if is_factor else 0

    def combined(self, left: sympy.Expr, power: int) -> sympy.Expr:
        token = self.token()
        sign = token[3] if token else ""
        if token is not None and sign and sign != "(":
            self.at = token.end()
        if sign == "^":
            return _power(left, self.signed(power - 1))
        right = self.expression(power)
        if sign == "+":
            return left + right
        if sign == "-":
            return left - right
        if sign == "/":
            return left / right
        return _bounded(left * right)

    def signed(self, binding: int) -> sympy.Expr:
        """An exponent: may have a sign of its own."""
        if self.next_is("-"):
            self.at = self._after()
            return -self.expression(binding)
        return self.expression(binding)

    def _after(self) -> int:
        token = self.token()
        if token is None:
            raise _NotThere
        return token.end()

    def operand(self) -> sympy.Expr:
        token = self.token()
        if token is None:
            raise _NotThere
        if token[1]:
            self.at = token.end()
            return _number(token[1])
        if token[2]:
            return self.named(token)
        if token[3] in "+-":
            self.at = token.end()
            value = self.expression(_SUM)
            return -value if token[3] == "-" else value
        if token[3] == "(":
            return self.bracket(token.end())
        raise _NotThere

    def bracket(self, inside: int) -> sympy.Expr:
        self.at = inside
        value = self.expression(0)
        if not self.next_is(")"):
            raise _NotThere
        self.at = self._after()
        return value

    def named(self, token: re.Match[str]) -> sympy.Expr:
        name = token[2]
        if name in _CONSTANTS:
            self.at = token.end()
            return _CONSTANTS[name]
        if name not in _FUNCTIONS:
            raise _NotThere
        self.at = token.end()
        exponent = None
        if self.next_is("^"):
            self.at = self._after()
            exponent = self.operand()
        # "sin 2x" means sin(2x), "sin(x) cos(x)" a product.
        following = self.token()
        if following and following[3] == "(":
            argument = self.bracket(following.end())
        else:
            argument = self.bare_argument()
        value = _power(sympy.E, argument) if name == "exp" else _FUNCTIONS[name](argument)
        return value if exponent is None else _power(value, exponent)

    def bare_argument(self) -> sympy.Expr:
        outer, self.in_bare_argument = self.in_bare_argument, True
        argument = self.expression(_SUM)
        self.in_bare_argument = outer
        return argument


def _number(text: str) -> sympy.Expr:
    if len(text) > 12 or float(text) > LARGEST_NUMBER:
        raise ExpressionRefused(f"{text[:12]} is too large a number")
    return sympy.Rational(text)


def _bounded(value: sympy.Expr) -> sympy.Expr:
    if value.is_number and value.is_Rational and abs(value) > 10**9:
        raise ExpressionRefused("its numbers are too large")
    return value


def _power(base: sympy.Expr, exponent: sympy.Expr) -> sympy.Expr:
    if exponent.has(X) or not exponent.is_Rational:
        if exponent.has(sympy.exp) or any(part.exp.has(X) for part in exponent.atoms(sympy.Pow)):
            raise ExpressionRefused("it has a power of a power of x")
        if base.has(X) or not base.is_positive or (base.is_Rational and base > 100):
            raise ExpressionRefused("only a positive number up to 100 can be raised to a power with x")
        return base**exponent
    if abs(exponent) > LARGEST_POWER or exponent.q > LARGEST_POWER:
        raise ExpressionRefused(f"powers go up to {LARGEST_POWER}")
    if base.is_Rational and abs(base) > 1000 and abs(exponent) > 1:
        raise ExpressionRefused("its numbers are too large")
    return base**exponent


def _checked(value: sympy.Expr) -> sympy.Expr:
    if value.has(sympy.zoo, sympy.oo, sympy.nan, sympy.I):
        raise ExpressionRefused("it has no real value")
    if len(str(value)) > LONGEST:
        raise ExpressionRefused("it is too long for the board")
    return value

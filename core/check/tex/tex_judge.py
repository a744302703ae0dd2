"""Reading a formula as LaTeX would, up to where it would stop."""

from __future__ import annotations

import re

from core.check.tex import tex_known
from core.check.tex.tex_cursor import Cursor
from core.check.tex.tex_levels import Frame, Level, Levels
from core.check.tex.tex_source import MARK, UNKNOWN, Source
from core.check.tex.tex_tokens import Token, is_opaque
from core.check.tex.tex_trouble import Kind, Trouble
from core.check.tex.tex_words import (
    ARGUMENTS,
    CELLS,
    DELIMITERS,
    DISPLAYS,
    GRIDS,
    HAVE_ROWS,
    KEEP_SCRIPTS,
    LISTS,
    NOT_SHOWN,
    ONLY_BEFORE,
    TEXTS,
    TO_TEXT,
    TOO_DEEP,
    UNDEFINED_SIGNS,
    WITH_ARGUMENT,
)


def trouble(source: Source, environment: str) -> Trouble | None:
    """The first thing in a formula at which LaTeX certainly stops, if there is one.

    `environment` is what Manim puts around it: "align*" makes it a formula, "center" or "" a text.
    """
    try:
        return _Reader(source, environment).read()
    except _Opaque:
        return None


class _Opaque(Exception):
    """From here on nothing is certain."""


class _Reader:
    def __init__(self, source: Source, environment: str) -> None:
        self._pairs = source.pairs
        self._cursor = Cursor(source.text)
        self._levels = Levels(environment)
        self._after_prime = False
        self._to_text = False
        self._command_before = ""

    def read(self) -> Trouble | None:
        for token in self._cursor:
            found = self._token(token)
            if found is not None:
                return found
        return self._levels.rest()

    def _token(self, token: Token) -> Trouble | None:
        levels = self._levels
        after_prime, self._after_prime = self._after_prime, False
        before, self._command_before = self._command_before, ""
        if token.is_space:
            self._after_prime = after_prime
            if token.text.count("\n") > 1 and levels.top.in_math:
                return Trouble(Kind.BLANK_LINE, token.at, "")
            return None
        if token.is_command:
            return self._command(token)
        match token.text:
            case "{":
                levels.atom()
                in_math = levels.top.in_math and not self._to_text
                levels.push(Level(Frame.GROUP, before if before in HAVE_ROWS else "{", token.at, in_math))
                self._to_text = False
            case "}":
                return levels.close(token.at)
            case "$":
                return self._dollar(token)
            case "&":
                return levels.cell(token.at)
            case "#":
                return Trouble(Kind.HASH, token.at, "#")
            case "%":
                return self._comment(token)
            case "^" | "_":
                return self._script(token, after_prime)
            case "'" if levels.top.in_math:
                return self._prime(token, after_prime)
            case _:
                levels.atom()
                if not is_opaque(token) and not tex_known.can_be_set(token.text, levels.top.in_math):
                    return Trouble(Kind.CHARACTER, token.at, token.text, levels.top.in_math)
        return None

    def _dollar(self, token: Token) -> Trouble | None:
        is_double = self._cursor.is_next("$") and self._levels.takes_double()
        if is_double:
            next(iter(self._cursor))
        return self._levels.dollar(token.at, is_double)

    def _comment(self, token: Token) -> Trouble | None:
        """A % hides the rest of its line; where that is the last one, Manim's own mark behind it too."""
        return None if self._cursor.skip_line() else Trouble(Kind.PERCENT, token.at, "%")

    def _script(self, token: Token, after_prime: bool) -> Trouble | None:
        top = self._levels.top
        if not top.in_math:
            return Trouble(Kind.OUTSIDE_MATH, token.at, token.text)
        if token.text in top.scripts and not (after_prime and token.text == "^"):
            return Trouble(Kind.DOUBLE_SCRIPT, token.at, token.text)
        following = self._cursor.following()
        if following is None or following.text in ("}", "&", "$", "^", "_", "\\sqrt", MARK):
            return Trouble(Kind.EMPTY_SCRIPT, token.at, token.text)
        top.scripts.add(token.text)
        top.takes_script = True
        return None

    def _prime(self, token: Token, after_prime: bool) -> Trouble | None:
        top = self._levels.top
        if top.takes_script:
            top.takes_script = False
            return None
        if "^" in top.scripts and not after_prime:
            return Trouble(Kind.DOUBLE_SCRIPT, token.at, "'")
        top.scripts.add("^")
        self._after_prime = True
        return None

    def _command(self, token: Token) -> Trouble | None:
        levels, name = self._levels, token.name
        if (
            name in TOO_DEEP
            or name in ("", MARK, UNKNOWN)
            or (name.isalpha() and self._cursor.is_next(UNKNOWN))
        ):
            raise _Opaque
        match name:
            case "begin" | "end":
                return self._environment(token)
            case "left" | "right" | "middle":
                return self._pair(token)
            case "(" | "[" | ")" | "]":
                return self._bracket(token)
            case "\\":
                return levels.row(token.at)
        if name not in KEEP_SCRIPTS:
            levels.atom()
        if not name.isalpha():
            return Trouble(Kind.UNKNOWN_COMMAND, token.at, token.text) if name in UNDEFINED_SIGNS else None
        found = self._known(token) or self._lack(token)
        self._command_before = name
        if name in TO_TEXT:
            self._to_text = True
        elif name in NOT_SHOWN:
            self._cursor.arguments()
        return found

    def _known(self, token: Token) -> Trouble | None:
        name, in_math = token.name, self._levels.top.in_math
        if name in ONLY_BEFORE:
            return Trouble(Kind.ONLY_BEFORE, token.at, token.text)
        if name not in tex_known.commands():
            kind = Kind.CUT_COMMAND if self._cursor.is_next(MARK) else Kind.UNKNOWN_COMMAND
            return Trouble(kind, token.at, token.text)
        if not self._pairs and name.startswith(("left", "right")):
            return Trouble(Kind.UNPAIRED, token.at, token.text)
        if name in tex_known.only_in_math() and not in_math:
            return Trouble(Kind.OUTSIDE_MATH, token.at, token.text)
        if name in tex_known.only_in_text() and in_math:
            return Trouble(Kind.INSIDE_MATH, token.at, token.text)
        return None

    def _lack(self, token: Token) -> Trouble | None:
        """Whether a command has its arguments before the string ends, where Manim puts its mark."""
        number = ARGUMENTS.get(token.name, 0)
        if self._cursor.has_arguments(number, has_option=token.name == "sqrt"):
            return None
        return Trouble(Kind.NO_ARGUMENT, token.at, token.text)

    def _bracket(self, token: Token) -> Trouble | None:
        """A `\\(` or `\\[` and what ends it."""
        top = self._levels.top
        if token.name in "([" and not top.in_math:
            self._levels.push(Level(Frame.DOLLARS, token.text, token.at, in_math=True))
            return None
        if token.name in ")]" and top.word in ("\\(", "\\["):
            self._levels.leave()
            return None
        return Trouble(Kind.DOLLAR_IN_MATH, token.at, token.text)

    def _pair(self, token: Token) -> Trouble | None:
        """A `\\left` or `\\right` with its bracket; Manim writes `\\big` for those without a pair."""
        levels = self._levels
        if not self._pairs:
            levels.atom()
            return None
        bracket = self._cursor.following()
        if bracket is None or bracket.text == UNKNOWN:
            raise _Opaque
        if not levels.top.in_math:
            return Trouble(Kind.OUTSIDE_MATH, token.at, token.text)
        if not bracket.is_command and bracket.text not in DELIMITERS:
            return Trouble(Kind.NO_DELIMITER, token.at, token.text + bracket.text)
        if not bracket.is_command:
            self._cursor.skip(bracket)
        if token.name == "right":
            return levels.right(token.at)
        if token.name == "middle":
            return None if levels.top.frame is Frame.LEFT else Trouble(Kind.UNPAIRED, token.at, token.text)
        levels.atom()
        levels.push(Level(Frame.LEFT, "\\left", token.at, in_math=True))
        return None

    def _environment(self, token: Token) -> Trouble | None:
        name = self._cursor.group()
        if name is None or MARK in name or UNKNOWN in name or name in TOO_DEEP:
            raise _Opaque
        if token.name == "end":
            return self._levels.end(name, token.at)
        self._levels.atom()
        in_math = self._levels.top.in_math
        if name not in tex_known.commands():
            return Trouble(Kind.UNKNOWN_ENVIRONMENT, token.at, name)
        if name in tex_known.only_in_math() and not in_math:
            return Trouble(Kind.OUTSIDE_MATH, token.at, f"\\begin{{{name}}}")
        if name in LISTS and in_math:
            return Trouble(Kind.INSIDE_MATH, token.at, f"\\begin{{{name}}}")
        if name in DISPLAYS and in_math:
            return Trouble(Kind.NESTED_DISPLAY, token.at, name)
        if name not in DISPLAYS | TEXTS | GRIDS | tex_known.only_in_math():
            raise _Opaque
        cells = CELLS.get(name)
        if name in WITH_ARGUMENT:
            said = self._cursor.arguments()
            cells = _columns(said) if name == "array" else None
        is_math = name in DISPLAYS or (in_math and name not in TEXTS)
        self._levels.push(Level(Frame.ENVIRONMENT, name, token.at, is_math, cells))
        return None


def _columns(text: str) -> int | None:
    """How many & fit between the columns that an array says it has: `{c|c}`."""
    found = re.fullmatch(r"(?:\[[tbc]\])?\{([lcr|\s]+)\}", text)
    return len(re.findall("[lcr]", found[1])) - 1 if found else None

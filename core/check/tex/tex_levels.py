"""What has begun in a formula and not ended yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from core.check.tex.tex_trouble import Kind, Trouble
from core.check.tex.tex_words import DISPLAYS, GRIDS, HAVE_ROWS, TEXTS


class Frame(Enum):
    """What a pair encloses."""

    GROUP = auto()
    ENVIRONMENT = auto()
    DOLLARS = auto()
    LEFT = auto()


@dataclass(slots=True)
class Level:
    """A pair that is open: what it is, its word and place, and whether it is a formula.

    `cells` is how many & each row can have, None for any number, and `used` how many this row has. `scripts`
    are the ^ and _ that the last thing has; `takes_script` says that the next thing is one of them.
    """

    frame: Frame
    word: str
    at: int
    in_math: bool
    cells: int | None = 0
    used: int = 0
    scripts: set[str] = field(default_factory=set)
    takes_script: bool = False


class Levels:
    """The open pairs, the innermost last; Manim's own environment is the first."""

    def __init__(self, environment: str) -> None:
        self._open = [
            Level(
                Frame.ENVIRONMENT,
                environment,
                0,
                environment in DISPLAYS,
                None if environment in GRIDS else 0,
            )
        ]

    @property
    def top(self) -> Level:
        """The innermost pair."""
        return self._open[-1]

    @property
    def is_outermost(self) -> bool:
        """Whether nothing is open but what Manim has opened."""
        return len(self._open) == 1

    def push(self, level: Level) -> None:
        """Something begins."""
        self._open.append(level)

    def atom(self) -> None:
        """Something that a ^ or _ can belong to, or that is one, has been read."""
        if self.top.takes_script:
            self.top.takes_script = False
        else:
            self.top.scripts.clear()

    def close(self, at: int) -> Trouble | None:
        """A brace ends."""
        return self._pop(Frame.GROUP, at)

    def right(self, at: int) -> Trouble | None:
        """What a \\left began ends."""
        return self._pop(Frame.LEFT, at)

    def leave(self) -> None:
        """The innermost pair ends."""
        self._open.pop()

    def _pop(self, frame: Frame, at: int) -> Trouble | None:
        if self.top.frame is not frame:
            return Trouble(Kind.BRACE, at, self.top.word)
        self._open.pop()
        return None

    def end(self, name: str, at: int) -> Trouble | None:
        """An environment ends."""
        if self.is_outermost:
            return Trouble(Kind.NOT_BEGUN, at, name)
        if self.top.frame is not Frame.ENVIRONMENT:
            return Trouble(Kind.BRACE, at, self.top.word)
        if self.top.word != name:
            return Trouble(Kind.NOT_ENDED, self.top.at, self.top.word)
        self._open.pop()
        return None

    def dollar(self, at: int, is_double: bool) -> Trouble | None:
        """A formula begins or ends, at one $ or two."""
        top = self.top
        if top.frame is Frame.DOLLARS and top.word.startswith("$"):
            if top.word == "$$" and not is_double:
                return Trouble(Kind.OPEN_DOLLAR, top.at, "$$")
            self._open.pop()
            return None
        if top.in_math:
            if any(level.frame is Frame.DOLLARS for level in self._open):
                return Trouble(Kind.BRACE, at, top.word)
            return Trouble(Kind.DOLLAR_IN_MATH, at, "$")
        self.push(Level(Frame.DOLLARS, "$$" if is_double else "$", at, in_math=True))
        return None

    def takes_double(self) -> bool:
        """Whether two $ together are one sign here: within formulas and boxes each stands for itself."""
        if self.top.frame is Frame.DOLLARS:
            return self.top.word == "$$"
        return not any(level.in_math for level in self._open)

    def cell(self, at: int) -> Trouble | None:
        """An & ends a cell."""
        top = self.top
        top.scripts.clear()
        top.used += 1
        if top.cells is None or top.used <= top.cells:
            return None
        if top.cells:
            return Trouble(Kind.TOO_MANY_CELLS, at, top.word)
        return Trouble(Kind.SPLIT_PAIR if top.frame is Frame.LEFT else Kind.AMPERSAND, at, "&")

    def row(self, at: int) -> Trouble | None:
        """A `\\\\` ends a row; in braces, and within a formula between dollars, there is none to end."""
        top = self.top
        top.scripts.clear()
        top.used = 0
        if top.frame is Frame.LEFT:
            return Trouble(Kind.SPLIT_PAIR, at, "\\\\")
        if top.frame is Frame.ENVIRONMENT or top.word in HAVE_ROWS:
            return None
        is_formula = any(level.in_math for level in self._open)
        if self._open[0].word and is_formula and not any(level.word in TEXTS for level in self._open[1:]):
            return Trouble(Kind.NO_ROW, at, "\\\\")
        return None

    def rest(self) -> Trouble | None:
        """What is still open where the formula ends."""
        top = self.top
        if self.is_outermost:
            return None
        if top.frame is Frame.DOLLARS:
            return Trouble(Kind.OPEN_DOLLAR, top.at, top.word)
        if top.frame is Frame.ENVIRONMENT:
            return Trouble(Kind.NOT_ENDED, top.at, top.word)
        return Trouble(Kind.BRACE, top.at, top.word)

"""The nouns of the attack suite: a case, and what came of it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from enum import StrEnum

from core.model import FailureKind, Isolation


class Where(StrEnum):
    """When the statements of an attack run."""

    CONSTRUCT = "construct"
    MODULE = "module"
    UPDATER = "updater"
    """In an updater of a play, so in a process that draws."""


@dataclass(frozen=True, slots=True)
class Case:
    """An attack: statements for a scene, and what it means that they are contained.

    The statements call `escaped(detail)` when they have got what they wanted; what they have done to the
    decoy or to files is found from outside. They run with the names of prelude.py.
    """

    name: str
    source: str
    where: Where = Where.CONSTRUCT
    since: Isolation = Isolation.CONFINED
    """The lowest level that contains it."""
    control: bool = True
    """Whether it harms nobody where nothing contains it."""
    alone: bool = False
    """Whether others would suffer from it that run at the same time as the same user."""
    touches: str = ""
    """What the decoy tells where it has felt the attack, besides the bytes that it got from it."""
    may_end: frozenset[FailureKind] = frozenset()
    """How the job may end before all is tried."""
    must_finish: bool = False
    """Whether the job gives a video all the same."""
    later: str = ""
    """The statements of a job of another session that comes after it."""

    @property
    def statements(self) -> str:
        """The source without the indentation that it has in its module."""
        return textwrap.dedent(self.source).strip("\n")


@dataclass(frozen=True, slots=True)
class Group:
    """Attacks of one kind."""

    name: str
    cases: tuple[Case, ...]


class Verdict(StrEnum):
    """What came of an attack."""

    CONTAINED = "contained"
    ESCAPED = "ESCAPED"
    BROKEN = "BROKEN"
    """The attack itself failed to try what it is for, so it proves nothing."""


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on the attack with this name, its group's before it.

    And how its job ended, in how many seconds, and what it got or what is wrong with it.
    """

    name: str
    verdict: Verdict
    ended: str
    details: tuple[str, ...] = field(default=())
    seconds: float = 0.0

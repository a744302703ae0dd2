"""What the names of a piece of a script hold, as one goes through its statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.check.types import UNKNOWN, Type, join


@dataclass(slots=True)
class Flow:
    """The names of one function, class body or module, and how it is left.

    `now` is what they hold at this point, `ever` what they have held anywhere, which is what a function
    inside sees when it is called later. `ended` says that this point is not reached: there was a return, or
    the turn of a loop was left, of which `left` tells what the names held then.
    `owner` is the class whose method this is.
    """

    parent: Flow | None = None
    now: dict[str, Type] = field(default_factory=dict)
    ever: dict[str, Type] = field(default_factory=dict)
    returned: list[Type] = field(default_factory=list)
    ended: bool = False
    left: list[dict[str, Type]] = field(default_factory=list)
    owner: str | None = None

    def give(self, name: str, type: Type) -> None:
        """The name holds something from now on."""
        self.now[name] = type
        self.ever[name] = join(self.ever.get(name, type), type)

    def find(self, name: str) -> Type | None:
        """What the name holds here; None where it is nobody's."""
        if name in self.now:
            return self.now[name]
        if name in self.ever:
            return self.ever[name]
        around = self.parent
        while around is not None:
            if name in around.ever:
                return around.ever[name]
            around = around.parent
        return None

    def forget(self, name: str) -> None:
        """Nothing is known of what the name holds."""
        self.give(name, UNKNOWN)

    def merge(self, ways: list[tuple[dict[str, Type], bool]]) -> None:
        """Go on where several ways meet, each with its names and whether it has ended before."""
        open_ways = [names for names, ended in ways if not ended]
        self.ended = not open_ways
        if not open_ways:
            return
        merged = dict(open_ways[0])
        for names in open_ways[1:]:
            if names == merged:
                continue
            for name, type in names.items():
                merged[name] = join(merged.get(name, type), type)
        self.now = merged

"""Which of a script's units a play can depend on, and how far each of them has come."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.render.engine.keys_parts import CONSTRUCT, RENDER, Statement, Unit


class Step(NamedTuple):
    """One of the script's own frames on the stack: its code's name and first line, and the current line."""

    function: str
    first: int
    line: int


@dataclass(frozen=True, slots=True)
class _Place:
    """The unit where a step of the stack is, by index; `within` if in a function or lambda inside of it."""

    unit: int
    step: Step
    within: bool


class Reach:
    """Follows names through the units of a script, from a stack to the digest of all that it can reach."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._units = units
        self._named: defaultdict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(units):
            self._named[unit.name].append(index)
        self._named.pop("", None)  # what has no name is always in
        outside = {name for unit in units for piece in unit.outside for name in piece.names}
        always = [index for index, unit in enumerate(units) if unit.always]
        self._floor = self._closed(set(), always, outside, {})

    def digest(self, stack: Sequence[Step]) -> bytes | None:
        """What the play at the end of the stack depends on; None if the stack does not fit the script."""
        places = [self._find(step) for step in stack]
        known = [place for place in places if place is not None]
        if not known or len(known) < len(places):
            return None
        cuts = self._cuts(known)
        while True:
            inside = self._inside(known, cuts)
            broken = next((at for at in cuts if not self._runs_once(at, inside, cuts)), None)
            if broken is None:
                return self._told(inside, cuts)
            # What it calls runs as often as it does, so those go with it; a dict keeps its order.
            outer = list(cuts)
            cuts = {at: cuts[at] for at in outer[: outer.index(broken)]}

    def _find(self, step: Step) -> _Place | None:
        for index, unit in enumerate(self._units):
            if unit.is_function and (unit.name, unit.first) == (step.function, step.first):
                return _Place(index, step, within=False)
        for index, unit in enumerate(self._units):
            if unit.first <= step.first <= unit.last and step.function != "<module>":
                return _Place(index, step, within=True)
        return None

    def _cuts(self, places: Sequence[_Place]) -> dict[int, int]:
        """How many statements have begun of the functions that seem to run once, outermost first."""
        cuts: dict[int, int] = {}
        current: list[Statement] = []
        for place in places:
            unit = self._units[place.unit]
            reached = any(unit.name in statement.calls for statement in current)
            if place.within or not (reached if cuts else unit.name == CONSTRUCT):
                break
            if sum(other.unit == place.unit and not other.within for other in places) > 1:
                break
            held = [n for n, one in enumerate(unit.body) if one.first <= place.step.line <= one.last]
            if not held:
                break
            cuts[place.unit] = held[-1] + 1
            current = [unit.body[n] for n in held]
        for place in places:
            if place.within and place.unit in cuts:
                begun = self._units[place.unit].body[cuts[place.unit] - 1]
                if place.step.first > begun.last:
                    return {}
        return cuts

    def _inside(self, places: Sequence[_Place], cuts: Mapping[int, int]) -> set[int]:
        """The units that can be reached, the cut ones included."""
        roots = [index for index in self._named[CONSTRUCT] if self._units[index].is_function]
        names = {name for index, cut in cuts.items() for name in self._said(index, cut)}
        return self._closed(self._floor, [*roots, *(place.unit for place in places)], names, cuts)

    def _closed(
        self, floor: set[int], more: Sequence[int], names: set[str], cuts: Mapping[int, int]
    ) -> set[int]:
        inside = set(floor)
        todo = [*more, *(index for name in names for index in self._named.get(name, ()))]
        while todo:
            index = todo.pop()
            if index in inside:
                continue
            inside.add(index)
            if index not in cuts:
                for name in self._units[index].whole.names:
                    todo += self._named.get(name, ())
        return inside

    def _runs_once(self, index: int, inside: set[int], cuts: Mapping[int, int]) -> bool:
        """Whether nothing that can be reached calls this function but the place on the stack."""
        name = self._units[index].name
        if name == CONSTRUCT:  # Manim calls it
            return self._times(CONSTRUCT, inside, cuts) == self._times(RENDER, inside, cuts) == 0
        return self._times(name, inside, cuts) == 1

    def _times(self, name: str, inside: set[int], cuts: Mapping[int, int]) -> int:
        """How often a name is said in all that can be reached."""
        times = 0
        for index, unit in enumerate(self._units):
            if index in cuts:
                begun = unit.body[: cuts[index]]
                times += sum(piece.names.get(name, 0) for piece in (unit.head, *begun))
            elif index in inside:
                times += unit.whole.names.get(name, 0)
            else:
                times += sum(piece.names.get(name, 0) for piece in unit.outside)
        return times

    def _said(self, index: int, cut: int) -> set[str]:
        unit = self._units[index]
        return {name for piece in (unit.head, *unit.body[:cut]) for name in piece.names}

    def _told(self, inside: set[int], cuts: Mapping[int, int]) -> bytes:
        told = hashlib.sha256()
        for index, unit in enumerate(self._units):
            if index in cuts:
                begun, later = unit.body[: cuts[index]], unit.body[cuts[index] :]
                shape = (len(begun), _shadowed(unit.params, begun, later))
                told.update(b"begun" + unit.head.digest + repr(shape).encode())
                told.update(b"".join(piece.digest for piece in begun))
            elif index in inside:
                told.update(b"whole" + unit.whole.digest)
            else:
                told.update(b"".join(b"heard" + piece.digest for piece in unit.outside))
        return told.digest()


def _shadowed(params: frozenset[str], begun: Sequence[Statement], later: Sequence[Statement]) -> list[str]:
    """Names that are a function's own, unset so far, because of a statement that has not begun."""
    read = frozenset[str]().union(*(statement.reads for statement in begun))
    bound = params.union(*(statement.binds for statement in begun))
    to_come = frozenset[str]().union(*(statement.binds for statement in later))
    return sorted((read - bound) & to_come)

"""Who belongs to a mobject: asked for by nearly everything, several times in each frame."""

from __future__ import annotations

from typing import Any, cast

from manim import Mobject
from manim.utils.iterables import remove_list_redundancies

_walk = Mobject._iter_family


def family(self: Mobject, recurse: bool = True) -> list[Mobject]:  # noqa: ARG001 - Manim's signature
    """What `Mobject.get_family` does, without a generator for each member."""
    found: list[Mobject] = []
    _collect(self, set(), found)
    if len(found) > 1 and len(set(found)) < len(found):
        return remove_list_redundancies(found)
    return found


def _collect(mobject: Mobject, path: set[Mobject], found: list[Mobject]) -> None:
    if cast(Any, type(mobject))._iter_family is not _walk:
        found.extend(mobject._iter_family(path))
        return
    submobjects = mobject.submobjects
    if not submobjects:  # and so on no path
        found.append(mobject)
    elif mobject not in path:
        found.append(mobject)
        path.add(mobject)
        for submobject in submobjects:
            _collect(submobject, path, found)
        path.remove(mobject)

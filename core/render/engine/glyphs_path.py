"""The SVG paths behind glyphs that were not read: each is made when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from svgelements import Path as SvgPath

Paths = Callable[[], list[SvgPath]]


class LatePath(SvgPath):  # type: ignore[misc]
    """A path that becomes the one of this number among `paths`, in every respect, when it is first used."""

    def __init__(self, paths: Paths, number: int) -> None:
        object.__getattribute__(self, "__dict__")["_late"] = (paths, number)

    def __getattribute__(self, name: str) -> Any:
        if name not in ("__class__", "__deepcopy__", "__reduce_ex__"):
            _arrive(self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _arrive(self)
        setattr(self, name, value)

    def __deepcopy__(self, memo: dict[int, Any]) -> LatePath:
        return self  # as our copies of mobjects share paths: nobody changes one


def _arrive(path: LatePath) -> None:
    attributes: dict[str, Any] = object.__getattribute__(path, "__dict__")
    paths, number = attributes.pop("_late")
    object.__setattr__(path, "__class__", SvgPath)
    attributes.update(paths()[number].__dict__)

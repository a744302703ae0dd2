"""What was read from SVGs, kept for later readings in this job and in others."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from manim import Mobject, SVGMobject, config
from manim.constants import RendererType
from svgelements import Path as SvgPath

from core.render.engine.glyphs_code import KINDS, Damaged, Unwritable, Values, read, write
from core.render.engine.glyphs_path import LatePath
from core.render.engine.glyphs_reading import read_svg
from core.render.glyph_files import NAME, SIZE_LIMIT, place
from core.render.layers import Reading

FORMAT = "1"
"""Counts up with every change of the bytes or of what they are kept under."""

WRITE_LIMIT = 500
"""Most files that one process writes: a text that is new in each frame is not worth keeping for ever."""

_VERSIONS = (FORMAT, *(version(name) for name in ("manim", "svgelements", "numpy")))

_SURFACE = re.compile(rb'(?<=id="surface)[0-9]+(?=")')
"""The one thing in a text's SVG that depends on what the process has drawn before."""

_HARMLESS = frozenset(
    {
        *("__init__", "__repr__", "__str__", "__doc__", "__module__", "__annotations__", "__weakref__"),
        *("__dict__", "__abstractmethods__", "_abc_impl", "__parameters__", "__orig_bases__"),
        *("animation_overrides", "_original__init__", "init_colors", "hash_seed"),
    }
)
"""What a subclass may have of its own without reading differently."""

_INVOLVED = tuple(
    {base: None for kind in (SVGMobject, *KINDS) for base in kind.__mro__ if base is not object}
)
_READERS = frozenset(name for base in SVGMobject.__mro__ for name in vars(base)) - _HARMLESS


class Glyphs:
    """Finds what was read before, in a job's own `folder` or in `kept`; what is new goes to the folder."""

    def __init__(self, folder: Path, kept: Reading) -> None:
        self._folder, self._kept = folder, kept
        self._written = 0
        self._classes: list[tuple[type, Values]] = []

    def trust(self) -> None:
        """Take Manim's classes for what they are now; once a script changes one, nothing is known."""
        self._classes = [(base, dict(vars(base))) for base in _INVOLVED]

    def key(self, mobject: SVGMobject, svg: bytes) -> str | None:
        """What a reading of these bytes is kept under; None where it may depend on more than can be told."""
        if config.renderer != RendererType.CAIRO or mobject.submobjects or len(mobject.points):
            return None
        if not all(_is_as_it_was(base, was) for base, was in self._classes) or _reads_otherwise(mobject):
            return None
        wanted = {
            "style": mobject.generate_config_style_dict(),
            "path": mobject.path_string_config,
            "sheen": mobject.sheen_direction,
            "dim": mobject.dim,
        }
        try:
            settings = write(wanted, {})
        except Unwritable:
            return None
        given = _SURFACE.sub(b"", svg) if _surface(svg) else svg
        parts = (*(one.encode() for one in _VERSIONS), settings, given)
        return sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()

    def put(self, key: str, mobject: SVGMobject, svg: bytes) -> bool:
        """Give the mobject what reading the SVG would give it; False if that is not known."""
        data = self._found(key)
        if data is None:
            return False
        try:
            values = read(data, _late_paths(mobject, svg))
            attributes, groups = values["attributes"], values["groups"]
            known, now = values["surface"], _surface(svg)
            if known != now:
                groups = {now if name == known else name: group for name, group in groups.items()}
            mobject.__dict__.update(attributes, id_to_vgroup_dict=groups)
        except (Damaged, KeyError, TypeError, ValueError, AttributeError):
            return False
        return True

    def keep(self, key: str, mobject: SVGMobject, before: Values, svg: bytes) -> None:
        """Write what a mobject, whose attributes were these `before`, has got by reading the SVG."""
        if self._written >= WRITE_LIMIT:
            return
        attributes = {
            name: value
            for name, value in mobject.__dict__.items()
            if name != "id_to_vgroup_dict"
            and (name == "submobjects" or before.get(name, before) is not value)
        }
        groups: Any = mobject.id_to_vgroup_dict
        paths = {id(path): number for number, path in enumerate(_paths_of(mobject.submobjects))}
        values = {"attributes": attributes, "groups": groups, "surface": _surface(svg)}
        with suppress(Unwritable, OSError):
            data = write(values, paths)
            if len(data) <= SIZE_LIMIT:
                self._written += 1
                self._write(key, data)

    def _found(self, key: str) -> bytes | None:
        with suppress(OSError):
            return place(self._folder, key).read_bytes()
        return self._kept.read(key, NAME)

    def _write(self, key: str, data: bytes) -> None:
        target = place(self._folder, key)
        beside = target.with_suffix(f".{os.getpid()}")
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(target)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def _is_as_it_was(kind: type, was: Values) -> bool:
    now = vars(kind)
    return len(now) == len(was) and all(now.get(name, was) is value for name, value in was.items())


def _reads_otherwise(mobject: SVGMobject) -> bool:
    own = (base for base in type(mobject).__mro__ if base not in _INVOLVED and base is not object)
    return not all(_READERS.isdisjoint(vars(base)) for base in own)


def _surface(svg: bytes) -> str | None:
    """The name that cairo gives to the surface of a text: it counts them."""
    numbers = _SURFACE.findall(svg)
    if len(numbers) != 1 or svg.count(b"surface") != 1:
        return None
    return f"surface{numbers[0].decode()}"


def _paths_of(mobjects: Iterable[Mobject]) -> list[SvgPath | None]:
    return [vars(each).get("path_obj") for each in mobjects]


def _late_paths(mobject: SVGMobject, svg: bytes) -> Callable[[int], SvgPath]:
    """Gives a path of the SVG by its number; reads the SVG when one is looked at."""
    reader = type(mobject).__new__(type(mobject))
    reader.svg_default = dict(mobject.svg_default)
    reader.path_string_config = dict(mobject.path_string_config)
    return partial(LatePath, cache(lambda: _paths_of(read_svg(reader, svg)[0])))

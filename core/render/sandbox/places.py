"""What of the machine a job may read: the interpreter, libraries, fonts, TeX, and nothing that is hidden."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SYSTEM = tuple(map(Path, ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")))
"""Programs and libraries; some are links into the first."""

_STORES = tuple(map(Path, ("/nix/store", "/gnu/store")))

_CONFIGURATION = (
    *("alternatives", "fonts", "ghostscript", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "libpaper.d"),
    *("localtime", "mime.types", "papersize", "python3", "texlive", "texmf", "texmf-dist"),
)
_STATE = ("/var/lib/texmf", "/var/cache/fontconfig", "/var/lib/ghostscript", "/var/lib/texlive")
_OF_VARIABLES = ("TEXMFCNF", "TEXMFHOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")

_PROGRAMS = ("latex", "xelatex", "lualatex", "dvisvgm")
_ABOVE_A_PROGRAM = 3
"""TeX Live by itself has bin/PLATFORM/latex, and its styles beside bin."""

DEVICES = ("null", "zero", "full", "random", "urandom")


@dataclass(frozen=True, slots=True)
class Places:
    """Absolute paths that exist: to read and execute, and only to read."""

    runnable: tuple[Path, ...]
    readable: tuple[Path, ...]


def find(hidden: Iterable[Path]) -> Places:
    """What a job needs on this machine; a folder in `hidden` is left out, even within what is needed."""
    secret = tuple(place.resolve() for place in hidden)
    runnable = _apart([*SYSTEM, *_STORES, *_of_python(), *_of_programs()], secret)
    settings = [Path("/etc", name) for name in _CONFIGURATION]
    return Places(
        runnable,
        _apart([*settings, *map(Path, _STATE), *_of_variables()], secret, within=runnable),
    )


def _of_python() -> Iterator[Path]:
    """Where modules come from, this project's own excepted: it is loaded already."""
    for place in (sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path):
        if place and Path(place).is_absolute():
            yield Path(place)
            yield Path(os.path.realpath(place))


def _of_programs() -> Iterator[Path]:
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found:
            yield Path(found).parent
            for place in Path(os.path.realpath(found)).parents[:_ABOVE_A_PROGRAM]:
                if (place / "texmf-dist").is_dir() or place.name == "bin":
                    yield place


def _of_variables() -> Iterator[Path]:
    for name in _OF_VARIABLES:
        for place in os.environ.get(name, "").split(os.pathsep):
            if place and Path(place).is_absolute():
                yield Path(place)


def _apart(
    wanted: Iterable[Path], secret: tuple[Path, ...], within: tuple[Path, ...] = ()
) -> tuple[Path, ...]:
    """The wanted places that exist, each once, without what lies in another of them, or is secret.

    A wanted place that lies in a secret one was meant and stays: a virtual environment in the project.
    """
    found = sorted({place for place in wanted if place.exists() and place != Path("/")})
    open_ = [piece for place in found for piece in _around(place, secret)]
    kept: list[Path] = []
    for place in open_:
        if not any(place.is_relative_to(other) for other in (*kept, *within)):
            kept.append(place)
    return tuple(kept)


def _around(place: Path, secret: tuple[Path, ...]) -> Iterator[Path]:
    """The place, or what is in it besides the secret ones."""
    real = place.resolve()
    inside = tuple(hidden for hidden in secret if hidden.is_relative_to(real) and hidden != real)
    if real in secret:
        return
    if not inside:
        yield place
        return
    for entry in sorted(place.iterdir()):
        yield from _around(entry, inside)

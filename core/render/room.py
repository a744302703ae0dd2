"""Holding the whole cache to its limit: all sessions' layers and the shared one together."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from core.render import formulas
from core.render.layers import SESSIONS, all_layers
from core.render.parts import kept_formulas, kept_glyphs, kept_parts, kept_results
from core.render.pruning import Prunable, prune
from core.render.removal import remove
from core.render.store import LEFTOVER_SECONDS

_BEFORE_LAYERS = ("parts", "results", "glyphs", "tex")
"""What lay in the cache itself when all sessions shared one; nobody reads it any more."""


def make_room(cache: Path, room: int) -> None:
    """Remove what was not used for longest, until all that is kept takes at most `room` bytes.

    Layers that have become empty go too. Raises nothing.
    """
    for name in _BEFORE_LAYERS:
        remove(cache / name)
    prune((store for layer in all_layers(cache) for store in _stores(layer, room)), room)
    for layer in (cache / SESSIONS).glob("*"):
        _remove_if_empty(layer)


def _stores(layer: Path, room: int) -> tuple[Prunable, ...]:
    return (
        kept_parts(layer, room),
        kept_results(layer, room),
        kept_glyphs(layer, room),
        formulas.Kept(kept_formulas(layer)),
    )


def _remove_if_empty(layer: Path) -> None:
    """Remove a layer that holds nothing but folders, and was not made for a job just now."""
    with suppress(OSError):
        if time.time() - layer.stat().st_mtime < LEFTOVER_SECONDS:
            return
        for folder, _, _ in os.walk(layer, topdown=False):
            Path(folder).rmdir()  # which fails, and so ends this, where there is a file

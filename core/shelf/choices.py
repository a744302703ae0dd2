"""Filling in one of several words."""

from __future__ import annotations

from core.shelf.draft import Draft
from core.shelf.parameter import Parameter


def choice(draft: Draft, parameter: Parameter) -> None:
    """The word of the prompt that begins like one of the choices."""
    words = (
        draft.mentions.text.replace("saw tooth", "sawtooth")
        .replace("saw-tooth", "sawtooth")
        .replace("triangular", "triangle")
        .split()
    )
    chosen = next((word for word in parameter.words if any(w.startswith(word) for w in words)), None)
    if chosen:
        draft.set(parameter, f'"{chosen}"', chosen)

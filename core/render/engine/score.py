"""What the running of a scene goes by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.model import Quality
from core.render.engine.forms import Form
from core.render.engine.pins import Pins
from core.render.wire import Report


@dataclass(frozen=True, slots=True)
class Score:
    """What a director works by.

    `form` is that of the video and of its parts, which are drawn below `folder`. `key_of` gives the key of
    a play by its number, `kept` puts the part with this key into a folder if there is one, and `is_kept` only
    looks. `draws_here` keeps all drawing in this process, `scouts` draws nothing and only tells the timeline,
    `follows_rows` lets a child clean a picture only where it was drawn on.
    """

    pins: Pins
    quality: Quality
    form: Form
    folder: Path
    say: Callable[[Report], None]
    key_of: Callable[[int], str | None]
    kept: Callable[[str, Path], bool]
    is_kept: Callable[[str], bool]
    witness: bool = False
    draws_here: bool = False
    scouts: bool = False
    follows_rows: bool = True

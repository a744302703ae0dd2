"""Picture files of a take: a script had its hands on them, so each is looked at before it is shown."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image

from core.model import Take


def still_of(take: Take) -> Path | None:
    """A picture that stands for the take, when it has one that can be shown."""
    result = take.result
    found = (path for path in (result.poster, result.image) if is_picture(path)) if result else iter(())
    return next(found, None)


def is_picture(path: Path | None) -> bool:
    """Whether there is a file that a browser can show: one that is none would break its page."""
    try:
        return path is not None and _opens(path, path.stat().st_mtime_ns)
    except OSError:
        return False


@lru_cache(maxsize=4096)
def _opens(path: Path, _changed: int) -> bool:
    try:
        with Image.open(path) as image:
            return image.format in ("JPEG", "PNG")
    except (OSError, ValueError, Image.DecompressionBombError):
        return False

"""Which stills are drawn sooner than a process is forked for them, and ends."""

from __future__ import annotations

from manim import Scene

from core.model import Picture

_FEW_PIXELS, _FEW_FRAMES, _FEW_POINTS = 1_000_000, 1_000, 2_000


def is_trifle(scene: Scene, picture: Picture) -> bool:
    """Whether a play in which nothing moves is a small picture, not shown for long, with little on it."""
    if picture.width * picture.height > _FEW_PIXELS or scene.duration * picture.frame_rate > _FEW_FRAMES:
        return False
    points = 0
    for mobject in (*scene.mobjects, *scene.foreground_mobjects):
        points += sum(len(member.points) for member in mobject.get_family())
        if points > _FEW_POINTS:
            return False
    return True

"""Colours and families of mobjects, asked for in every way that Manim takes, for comparing the answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.render.trying import tried


def colours() -> Iterator[Any]:
    """The arrays that setting colours gives, the colours that they give back, and what lies between two."""
    import numpy as np
    from manim import BLUE, HSV, PURE_RED, RIGHT, Circle, ManimColor, Square, VMobject

    given = (
        *(None, BLUE, "#12a", "RED", 255, (0.1, 0.2, 0.3), ManimColor("#11223344"), HSV((0.3, 1, 1))),
        *([BLUE], [BLUE, PURE_RED], (BLUE, None), [BLUE, "RED"], [], np.array([0.5, 0.5, 0.5])),
    )
    opacities = (None, 0, 0.4, True, np.float64(0.3), np.float32(0.3), [0.1, 0.9], np.array([0.2]), ())
    for color in given:
        for opacity in opacities:
            for sheen in (0, 0.3):
                mobject = Circle(color=BLUE, fill_opacity=0.5, sheen_factor=sheen, sheen_direction=RIGHT)
                yield tried(lambda m=mobject, c=color, o=opacity: _array(m.generate_rgbas_array(c, o)))
                yield tried(lambda m=mobject, c=color, o=opacity: _look(m.set_fill(c, o)))
                yield tried(lambda m=mobject, c=color, o=opacity: _look(m.set_stroke(c, 3, o)))
    odd = Square()
    for rgbas in (
        np.zeros((1, 4)),
        np.ones((2, 4), int),
        np.float32([[0.1, 0.2, 0.3, 0.4]]),
        np.ones((1, 3)),
    ):
        odd.fill_rgbas = odd.stroke_rgbas = odd.background_stroke_rgbas = rgbas
        yield tried(lambda: _look(odd))
    ends = (
        Square(color=BLUE, fill_opacity=1),
        Circle(color=[BLUE, PURE_RED]),
        Square().set_stroke(PURE_RED, 9, 0.2, background=True).set_sheen(0.4, RIGHT),
        VMobject(),
    )
    for start in ends:
        for end in ends:
            for alpha in (0, 0.3, np.float64(0.7), 1, 1.0, 1.2):
                between = Square().set_sheen(0.1, RIGHT)
                yield tried(lambda m=between, s=start, e=end, a=alpha: _look(m.interpolate_color(s, e, a)))


def families() -> Iterator[Any]:
    """Who belongs to whom, by name, where some belong twice, to themselves, or say it in their own way."""
    from manim import Circle, Group, Mobject, Square, VGroup, VMobject

    class Own(VMobject):
        def _iter_family(self, active_path: Any) -> Iterator[Any]:
            yield self
            yield extra

    extra = Circle()
    shared = Square()
    twice = Group(VGroup(shared, Circle()), shared, Mobject())
    inner, outer = VGroup(Circle()), VGroup(Square())
    inner.submobjects.append(outer)
    outer.submobjects.append(inner)
    for mobject in (Circle(), twice, inner, outer, Own(), VGroup(Own(), extra, Square()), Group()):
        members = mobject.get_family()
        yield len(mobject.get_family(False)) == len(mobject.get_family(recurse=True)) == len(members)
        yield [type(member).__name__ for member in members]
        yield [members.index(member) for member in members]
        yield [type(member).__name__ for member in mobject.family_members_with_points()]


def _look(mobject: Any) -> list[Any]:
    """All that a mobject says of its colours."""
    found = [
        _array(getattr(mobject, name)) for name in ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")
    ]
    for colors in (mobject.get_fill_colors(), mobject.get_stroke_colors(), mobject.get_stroke_colors(True)):
        found.append(
            [None if color is None else [type(color).__name__, _array(color.to_rgba())] for color in colors]
        )
    sheen = [repr(float(mobject.sheen_factor)), _array(mobject.sheen_direction)]
    return [*found, *sheen, repr(float(mobject.stroke_width)), repr(float(mobject.background_stroke_width))]


def _array(value: Any) -> list[Any]:
    import numpy as np

    array = np.asarray(value)
    return [str(array.dtype), list(array.shape), array.tobytes().hex()]

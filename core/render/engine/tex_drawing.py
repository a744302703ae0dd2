"""Reading an SVG into a mobject without a second file beside it, over which forked processes would fall."""

from __future__ import annotations

from manim import RIGHT, SVGMobject

from core.render.engine.glyphs import Glyphs
from core.render.engine.glyphs_reading import listening, read_svg


def read_in_memory(glyphs: Glyphs | None = None) -> None:
    """Let Manim do so from now on, in this process and those that it forks; not again what `glyphs` knows."""

    def generate_mobject(self: SVGMobject) -> SVGMobject:
        """What `SVGMobject.generate_mobject` does."""
        svg = self.get_file_path().read_bytes()
        key = glyphs.key(self, svg) if glyphs else None
        if glyphs is None or key is None:
            return _generate(self, svg)
        if not glyphs.put(key, self, svg):
            before = vars(self).copy()
            with listening() as complaints:
                _generate(self, svg)
            if not complaints.count:  # they are to be heard every time
                glyphs.keep(key, self, before, svg)
        return self

    SVGMobject.generate_mobject = generate_mobject  # type: ignore[method-assign, assignment]
    if glyphs:
        glyphs.trust()


def _generate(mobject: SVGMobject, svg: bytes) -> SVGMobject:
    mobjects, groups = read_svg(mobject, svg)
    mobject.add(*mobjects)
    mobject.id_to_vgroup_dict = groups
    mobject.flip(RIGHT)
    return mobject

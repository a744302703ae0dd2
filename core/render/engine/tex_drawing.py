"""Reading an SVG into a mobject without a second file beside it, over which forked processes would fall."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

from manim import RIGHT, SVGMobject
from svgelements import SVG


def read_in_memory() -> None:
    """Let Manim do so from now on, in this process and those that it forks."""
    SVGMobject.generate_mobject = _generate_mobject  # type: ignore[method-assign, assignment]


def _generate_mobject(self: SVGMobject) -> SVGMobject:
    """What `SVGMobject.generate_mobject` does."""
    written = BytesIO()
    tree = self.modify_xml_tree(ElementTree.parse(self.get_file_path()))  # type: ignore[arg-type]
    tree.write(written)
    written.seek(0)
    mobjects, groups = self.get_mobjects_from(SVG.parse(written))
    self.add(*mobjects)
    self.id_to_vgroup_dict = groups
    self.flip(RIGHT)
    return self

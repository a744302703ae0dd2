"""Reading an SVG, as Manim does it but in memory, and hearing whether Manim complains meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree import ElementTree

from manim import SVGMobject, VGroup, VMobject, logger
from svgelements import SVG


def read_svg(reader: SVGMobject, svg: bytes) -> tuple[list[VMobject], dict[str, VGroup]]:
    """The shapes in an SVG, and its groups by their ids; raises what Manim and its parsers raise."""
    written = BytesIO()
    reader.modify_xml_tree(ElementTree.parse(BytesIO(svg))).write(written)  # type: ignore[arg-type]
    written.seek(0)
    return reader.get_mobjects_from(SVG.parse(written))


class Complaints(logging.Handler):
    """Counts what Manim logs."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, _: logging.LogRecord) -> None:
        """Count one."""
        self.count += 1


@contextmanager
def listening() -> Iterator[Complaints]:
    """Count Manim's words for a while."""
    complaints = Complaints()
    logger.addHandler(complaints)
    try:
        yield complaints
    finally:
        logger.removeHandler(complaints)

"""How a short scene is written down."""

from __future__ import annotations

import textwrap

HEAD = "from manim import *\nimport numpy as np\n\n\n"


def lesson(body: str, base: str = "Scene") -> str:
    """A script whose only scene is of the class `base` and does this."""
    inside = textwrap.indent(textwrap.dedent(body).strip(), " " * 8)
    return f"{HEAD}class Lesson({base}):\n    def construct(self):\n{inside}\n"

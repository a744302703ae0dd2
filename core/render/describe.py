"""Describes the installed Manim: `python -m core.render.describe FILE` writes its index."""

from __future__ import annotations

import sys
from pathlib import Path

from core.render.introspection.describing import describe


def main(file: Path) -> None:
    """Write the index beside its place and put it there whole."""
    draft = file.with_name(f".{file.name}.{id(file)}")
    draft.write_text(describe().to_json(), "utf-8")
    draft.replace(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

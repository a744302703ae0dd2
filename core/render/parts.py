"""The folder of a drawn play, and what a layer of the cache keeps between jobs."""

from __future__ import annotations

from pathlib import Path

from core.render.store import Store

PART_NAME, PREVIEW_NAME, FACTS_NAME = "part.mp4", "preview.jpg", "facts.json"
"""What lies in the folder of a drawn play; with a transparent background the part is a WebM all the same."""

PART_FILES = (PART_NAME, PREVIEW_NAME, FACTS_NAME)

GLYPHS_LIMIT = 256 << 20
"""Most bytes of what was read from SVGs; a line of text needs fifty thousand."""

ENCORE_NAME = "encore.jsonl"
"""What was said of a whole result, beside its files: Finished, then Planned."""


def part_folder(job: Path, number: int) -> Path:
    """Where the play with this 1-based number is drawn, below its job's folder."""
    return job / "parts" / f"{number:04}"


def kept_parts(layer: Path, room: int) -> Store:
    """Drawn plays by their keys."""
    return Store(layer / "parts", room)


def kept_results(layer: Path, room: int) -> Store:
    """Whole results by the keys of their scripts."""
    return Store(layer / "results", room)


def kept_formulas(layer: Path) -> Path:
    """Formulas that TeX has set."""
    return layer / "tex"


def kept_glyphs(layer: Path, room: int) -> Store:
    """What was read from SVGs."""
    return Store(layer / "glyphs", min(room // 8, GLYPHS_LIMIT))

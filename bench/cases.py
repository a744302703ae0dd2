"""The scripts that are measured, and what is done with each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from bench.edits import Edit, edited
from core.model import Quality

SCENES = Path(__file__).resolve().parent / "scenes"

QUALITIES = {str(quality.picture): quality for quality in (Quality.DRAFT, Quality.STANDARD, Quality.HIGH)}
"""The measured qualities by the names of their pictures: 480p15, 720p30, 1080p60."""


class Case(StrEnum):
    """One script below `scenes/`; its value is the file's name, and its scene has the same name."""

    LESSON = "lesson"
    PLAYS = "plays"
    SOLID = "solid"
    UPDATERS = "updaters"
    STILL = "still"

    @property
    def scene(self) -> str:
        """The class of the script's only scene."""
        return self.value.capitalize()

    @property
    def source(self) -> str:
        """The script as its author wrote it."""
        return (SCENES / f"{self.value}.py").read_text("utf-8")


class Mode(StrEnum):
    """What is there before a render: nothing, the same script's parts, or an edited script's."""

    COLD = "cold"
    NO_CHANGE = "no change"
    LATE_EDIT = "late edit"
    EARLY_EDIT = "early edit"

    def script(self, case: Case) -> str:
        """The script that is rendered."""
        match self:
            case Mode.LATE_EDIT:
                return edited(case.source, Edit.LATE)
            case Mode.EARLY_EDIT:
                return edited(case.source, Edit.EARLY)
            case _:
                return case.source

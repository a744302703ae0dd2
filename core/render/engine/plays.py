"""One play of a scene, as the engine knows it, and the file that its frames go into."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from core.render.parts import FACTS_NAME


@dataclass(frozen=True, slots=True)
class Play:
    """A `play` or `wait` that is drawn: its 1-based number among these, and its line in the script.

    `start` is the first of its frames in the video; `key` is None where it must not be reused. `folder` is
    where its part lies or will lie.
    """

    number: int
    line: int | None
    label: str
    start: int
    key: str | None
    folder: Path


@dataclass(frozen=True, slots=True)
class Facts:
    """What is worth knowing of a finished part: its frames, and how much its last picture shows."""

    frames: int
    contrast: float

    def write(self, folder: Path, name: str = FACTS_NAME) -> None:
        """Put them into the part's folder."""
        (folder / name).write_text(json.dumps(asdict(self)), "ascii")

    @classmethod
    def read(cls, folder: Path, name: str = FACTS_NAME) -> Facts:
        """Those in the part's folder. Raises OSError or ValueError where there are none."""
        fields = json.loads((folder / name).read_text("ascii"))
        if not isinstance(fields, dict):
            raise ValueError("no facts")
        return cls(int(fields["frames"]), float(fields["contrast"]))

"""Carrying what a job has made to where it stays: stills to the output, the rest to its layer."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from core.model import Timeline
from core.render import formulas, glyph_files
from core.render.handover import BadResult, carry_out, reached
from core.render.parts import (
    ENCORE_NAME,
    PART_FILES,
    PREVIEW_NAME,
    kept_formulas,
    kept_glyphs,
    kept_parts,
    kept_results,
    part_folder,
)
from core.render.traces import SCRIPT_NAME
from core.render.wire import LOG_NAME, Drawn, Finished, Outcome, Planned, Start, encode, preview_name

PREVIEWS = 500
"""Most stills that a take keeps."""

_PREVIEW_LIMIT = 1 << 20


class Keeper:
    """Knows a job's folder, its output folder and its own layer; none of the three is trusted to be in order.

    Made before the job begins. Raises OSError where its script cannot be read.

    A job only reads the cache, so what it has used is marked here, as far as it tells, and in its own layer
    alone: no job's word moves what others share.
    """

    def __init__(self, order: Start) -> None:
        self._order = order
        self._folder, self._output = Path(order.folder), Path(order.output)
        self._layer = Path(order.cache)
        self._parts = kept_parts(self._layer, order.room)
        self._results = kept_results(self._layer, order.room)
        self._kept = 0
        self._script = (self._folder / SCRIPT_NAME).read_bytes()

    def take_play(self, word: Drawn) -> bool:
        """Keep a drawn play's part; whether its still is in the output folder now."""
        names = part_folder(Path(), word.number).parts
        # A still or a part more or less; the video's own files are not forgiven.
        with suppress(BadResult, OSError), reached(self._folder, *names) as folder:
            if word.key:
                self._keep_part(word, word.key, folder)
            if word.number <= PREVIEWS:
                target = self._output / preview_name(word.number)
                target.parent.mkdir(exist_ok=True)
                carry_out(folder, PREVIEW_NAME, target, _PREVIEW_LIMIT)
                return True
        return False

    def _keep_part(self, word: Drawn, key: str, folder: int) -> None:
        """Raises OSError where the part is not there."""
        with suppress(ValueError):  # a key that only a forger makes
            if word.reused:
                self._parts.touch(key)
                return
            # One file may be told under many keys.
            self._kept += sum(os.stat(name, dir_fd=folder).st_size for name in PART_FILES)
            if self._kept <= self._order.bounds.disk:
                self._parts.keep(key, {name: Path(name) for name in PART_FILES}, folder)

    def close(self, outcome: Outcome, timeline: Timeline | None) -> None:
        """Keep a whole result, the formulas that were set and the glyphs that were read."""
        formulas.keep_all(self._folder / "tex", kept_formulas(self._layer), self._order.room // 8)
        glyph_files.keep_all(self._folder / "glyphs", kept_glyphs(self._layer, self._order.room))
        if isinstance(outcome, Finished) and outcome.key and timeline:
            with suppress(ValueError, OSError):  # not kept is made again
                if outcome.reused < outcome.plays:
                    self._keep_result(outcome, outcome.key, timeline)
                else:
                    self._results.touch(outcome.key)

    def _keep_result(self, finished: Finished, key: str, timeline: Timeline) -> None:
        files: dict[str, Path | bytes] = {name: self._output / name for name in (*finished.files, LOG_NAME)}
        files[ENCORE_NAME] = encode(finished) + encode(Planned(timeline))
        files[SCRIPT_NAME] = self._script
        self._results.keep(key, files)

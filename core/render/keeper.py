"""Carrying what a job has made to where it stays: stills to the output, parts and results to the cache."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from core.model import Timeline
from core.render import formulas, glyph_files
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
from core.render.results import BadResult, carry_out
from core.render.traces import SCRIPT_NAME
from core.render.wire import LOG_NAME, Drawn, Finished, Outcome, Planned, Start, encode, preview_name

PREVIEWS = 500
"""Most stills that a take keeps."""

_PREVIEW_LIMIT = 1 << 20


class Keeper:
    """Knows a job's folder, its output folder and the cache; none of the three is trusted to be in order."""

    def __init__(self, order: Start) -> None:
        self._order = order
        self._folder, self._output = Path(order.folder), Path(order.output)
        self._cache = Path(order.cache)
        self._parts = kept_parts(self._cache, order.room)
        self._results = kept_results(self._cache, order.room)

    def take_play(self, word: Drawn) -> bool:
        """Keep a drawn play's part; whether its still is in the output folder now."""
        folder = part_folder(self._folder, word.number)
        if word.key and not word.reused:
            with suppress(ValueError):  # a key that only a forger makes
                self._parts.keep(word.key, {name: folder / name for name in PART_FILES})
        if word.number > PREVIEWS:
            return False
        target = self._output / preview_name(word.number)
        try:
            target.parent.mkdir(exist_ok=True)
            carry_out(folder / PREVIEW_NAME, target, _PREVIEW_LIMIT)
        except (BadResult, OSError):  # a still more or less; the video's own files are not forgiven
            return False
        return True

    def close(self, outcome: Outcome, timeline: Timeline | None) -> None:
        """Keep a whole result, the formulas that were set and the glyphs that were read."""
        formulas.keep_all(self._folder / "tex", kept_formulas(self._cache), self._order.room // 8)
        glyph_files.keep_all(self._folder / "glyphs", kept_glyphs(self._cache, self._order.room))
        if isinstance(outcome, Finished) and outcome.key and timeline and outcome.reused < outcome.plays:
            self._keep_result(outcome, outcome.key, timeline)

    def _keep_result(self, finished: Finished, key: str, timeline: Timeline) -> None:
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            said = Path(folder) / ENCORE_NAME
            said.write_bytes(encode(finished) + encode(Planned(timeline)))
            files = {name: self._output / name for name in (*finished.files, LOG_NAME)}
            with suppress(ValueError):
                self._results.keep(key, files | {ENCORE_NAME: said, SCRIPT_NAME: self._folder / SCRIPT_NAME})

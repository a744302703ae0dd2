"""The one place that picks the parts, and hands out one studio per process."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from core.check.checker import Checker
from core.errors import NoKey
from core.library.store import Library
from core.logs import start_logging
from core.production import Production, SessionThread, Story
from core.render.index_keeper import IndexKeeper
from core.render.local import LocalRenderer
from core.settings import Settings
from core.shelf.shipped import shipped
from core.studio import Studio, new_id
from core.writer.base import Writer

if TYPE_CHECKING:
    from core.writer.gemini import GeminiWriter

log = logging.getLogger(__name__)

REMEMBERED = 500
"""Productions remembered after they ended; older ones are found in the library."""


class WriterChoice(StrEnum):
    """Who writes: Gemini when there is a key and the shelf otherwise, or one of the two by name."""

    AUTO = "auto"
    GEMINI = "gemini"
    SHELF = "shelf"


class Assembly:
    """A studio with its parts, its session threads and its productions.

    With `console` false the log goes to its file alone: a terminal's command has stderr for itself.
    """

    def __init__(self, settings: Settings, console: bool = True) -> None:
        self.settings = settings
        start_logging(settings, console)
        self.renderer = LocalRenderer(
            settings.limits, settings.data / "jobs", settings.data / "cache", shipped=shipped()
        )
        self._keeper = IndexKeeper(settings.data / "index")
        self.checker = Checker(self._keeper)
        self.studio = Studio(self.renderer, Library(settings.data), settings.repairs, self.checker)
        self._lock = threading.Lock()
        self._threads: dict[str, SessionThread] = {}
        self._productions: dict[str, Production] = {}

    def warm(self) -> None:
        """Start the render host, and have Manim described, before the first visitor asks."""
        self.renderer.warm()
        self._keeper.warm()

    def writer(
        self, choice: WriterChoice = WriterChoice.AUTO, key: str | None = None, model: str | None = None
    ) -> Writer:
        """The writer for a choice. `key` and `model` go before the settings' own. Raises NoKey."""
        has_key = bool(key or self.settings.gemini.key)
        if choice is WriterChoice.SHELF or (choice is WriterChoice.AUTO and not has_key):
            # Importing the algebra that reads prompts takes half a second, which a mere render never pays.
            from core.shelf.writer import ShelfWriter

            return ShelfWriter()
        return self._gemini(key, model)

    def models(self, key: str | None = None) -> tuple[str, ...]:
        """The models that a key may ask. Raises OwnerError or ModelError."""
        return self._gemini(key, None).models()

    def _gemini(self, key: str | None, model: str | None) -> GeminiWriter:
        gemini = self.settings.gemini
        gemini = replace(gemini, key=key or gemini.key, model=model or gemini.model)
        if not gemini.key:
            raise NoKey("Gemini needs a key. Set GEMINI_API_KEY, or use the shelf.")
        # Importing Google's package takes a second or two, which a studio without a key never pays.
        from core.writer.gemini import GeminiWriter

        return GeminiWriter(gemini)

    def begin(self, session: str, story: Story, production: str | None = None) -> Production:
        """Tell a story in the session's thread; what the session ran before is cancelled."""
        run = Production(production or new_id(), story)
        with self._lock:
            self._forget()
            thread = self._threads.setdefault(session, SessionThread(session[:8]))
            self._productions[run.id] = run
            thread.begin(run)
        return run

    def current(self, session: str) -> Production | None:
        """The production that the session began last."""
        with self._lock:
            thread = self._threads.get(session)
        return thread.current if thread else None

    def production(self, id: str) -> Production | None:
        """A production that is running or ended lately."""
        with self._lock:
            return self._productions.get(id)

    def _forget(self) -> None:
        """Drop what ended longest ago, so that a server's memory does not grow with its visitors."""
        for id in [id for id, run in self._productions.items() if not run.active][:-REMEMBERED]:
            del self._productions[id]
        for name in [name for name, thread in self._threads.items() if thread.idle][:-REMEMBERED]:
            del self._threads[name]

    def close(self) -> None:
        """End every production, thread and process."""
        with self._lock:
            threads = list(self._threads.values())
        for thread in threads:
            if not thread.close(seconds=2):
                log.error("a session's thread did not end")
        self._keeper.close()
        self.renderer.close()


_assembly: Assembly | None = None
_lock = threading.Lock()


def assembly() -> Assembly:
    """The process's one assembly, built when it is first asked for. Raises BadSetting, MachineError."""
    global _assembly
    with _lock:
        if _assembly is None:
            _assembly = Assembly(Settings.load())
        return _assembly


def close_assembly() -> None:
    """Close the process's assembly, if there is one; the next `assembly()` builds another."""
    global _assembly
    with _lock:
        closing, _assembly = _assembly, None
    if closing is not None:
        closing.close()

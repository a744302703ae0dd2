"""How far a job is, counted from what its processes say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from core.model import Picture, PlannedPlay, Timeline
from core.render.wire import (
    Done,
    Drawn,
    Failed,
    Finished,
    Judged,
    Opened,
    Planned,
    Progressed,
    Reached,
    Report,
    Timed,
)


class Store(Protocol):
    """Whoever carries a finished play out of the job's folder."""

    def take_play(self, word: Drawn) -> bool:
        """Keep the play's part; whether its still is in the output folder now."""
        ...


class Tally:
    """Puts the words of many processes in order: the timeline once, each play once, frames in all."""

    def __init__(self, picture: Picture, say: Callable[[Judged], None], store: Store) -> None:
        self._picture = picture
        self._say = say
        self._store = store
        self._opened: dict[int, PlannedPlay] = {}
        self._frames: dict[int, int] = {}
        self._done: set[int] = set()
        self.timeline: Timeline | None = None

    def hear(self, word: Report) -> None:
        """Take one word; what makes no sense is passed over."""
        match word:
            case Opened(play):
                self._opened.setdefault(play.number, play)
            case Timed(scene) if self.timeline is None and self._is_whole():
                plays = tuple(self._opened[number] for number in sorted(self._opened))
                self.timeline = Timeline(scene, plays)
                self._say(Planned(self.timeline))
            case Progressed(number, frames) if number not in self._done:
                self._reach(number, frames)
            case Drawn(number, frames) if number not in self._done and number > 0:
                self._done.add(number)
                preview = self._store.take_play(word)
                self._reach(number, frames)
                self._say(Done(number, word.reused, preview))
            case _:
                return

    def planned(self, judged: Finished | Failed) -> Planned | Failed:
        """What a dry run came to, whose process ended like this."""
        if self.timeline is not None:
            return Planned(self.timeline)
        assert isinstance(judged, Failed), "a dry run finishes nothing"
        return judged

    def _is_whole(self) -> bool:
        return set(self._opened) == set(range(1, len(self._opened) + 1))

    def _reach(self, number: int, frames: int) -> None:
        self._frames[number] = max(frames, self._frames.get(number, 0))
        self._say(Reached(sum(self._frames.values()) / self._picture.frame_rate))

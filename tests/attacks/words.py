"""Lies that a job may tell: messages that only the renderer's own processes ought to send."""

from __future__ import annotations

from functools import cache

from core.model import PlannedPlay, Quality
from core.render.wire import (
    IMAGE_NAME,
    POSTER_NAME,
    VIDEO_NAME,
    Drawn,
    Ended,
    Finished,
    News,
    Opened,
    Timed,
    encode,
)

FORGED_SCENE = "Forged"
"""The scene of which forged results are said to be."""

FORGED_KEY = "0123456789abcdef" * 4
"""The key under which a forger wants things to be kept."""


@cache
def forged_words() -> dict[str, bytes]:
    """Each as the line that goes through a pipe; and the key in them."""
    true = (VIDEO_NAME, POSTER_NAME)
    return {
        "key": FORGED_KEY.encode(),
        "opened": encode(Opened(PlannedPlay(1, 1, 0.0, 1.0, "forged"))),
        "timed": encode(Timed(FORGED_SCENE)),
        "drawn": encode(Drawn(number=1, frames=15, key=FORGED_KEY, reused=False)),
        "drawn-elsewhere": encode(Drawn(number=1, frames=15, key="../" * 10 + "etc", reused=False)),
        "finished": encode(_finished(*true)),
        "finished-image": encode(_finished(IMAGE_NAME, POSTER_NAME)),
        "finished-elsewhere": encode(_finished(VIDEO_NAME, "../../../decoy/secret")),
        "finished-twice": encode(_finished(VIDEO_NAME, IMAGE_NAME)),
        "finished-endlessly": encode(_finished(*true * 1000)),
        "ended": encode(News("job", Ended(_finished(*true)))) + encode(Ended(_finished(*true))),
    }


def _finished(*files: str) -> Finished:
    return Finished(
        scene=FORGED_SCENE,
        duration=1.0,
        plays=1,
        reused=0,
        picture=Quality.DRAFT.picture,
        files=files,
        key=FORGED_KEY,
    )

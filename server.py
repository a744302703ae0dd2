"""The server: the pages and the HTTP API in one process. `streamlit run server.py` finds `app` here."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

import streamlit as st
from starlette.concurrency import run_in_threadpool

from api import routes
from core.assembly import assembly, close_assembly
from core.errors import MachineError, StudioError

log = logging.getLogger("core.server")

GRACE = 5.0
"""Seconds that open downloads get to end when the server is told to stop."""


def start_or_exit() -> None:
    """Build the studio before the first request, or say in one sentence why that cannot be."""
    try:
        assembly()
    except StudioError as error:
        sys.exit(f"The studio cannot start. {error.sentence}")


def warm() -> None:
    """Start the render host; a studio without one still shows its pages, which say what is wrong."""
    try:
        assembly().warm()
    except MachineError as error:
        log.warning("render host not warmed", extra={"reason": error.sentence})


def stop_soon_after_signals() -> None:
    """End productions at once when the server is told to stop, and downloads after a grace.

    uvicorn waits without end for open connections before it runs what follows the `yield` below, and a
    paused video in a browser is an open connection.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        previous = signal.getsignal(number)

        def stop(signal_number: int, frame: FrameType | None, previous: object = previous) -> None:
            if callable(previous):
                previous(signal_number, frame)
            threading.Thread(target=_stop, name="stop", daemon=True).start()

        signal.signal(number, stop)


_stopping = threading.Lock()


def _stop() -> None:
    if not _stopping.acquire(blocking=False):
        return
    close_assembly()
    # The thread is a daemon: it is gone before the grace is over when the server ends by itself.
    threading.Event().wait(GRACE)
    # A late request may have built the studio anew, and a forced end skips the lifespan's.
    close_assembly()
    os.kill(os.getpid(), signal.SIGINT)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """What surrounds the server's life: a warm render host, and at the end no thread and no process."""
    stop_soon_after_signals()
    threading.Thread(target=warm, name="warm", daemon=True).start()
    yield
    await run_in_threadpool(close_assembly)


start_or_exit()
app = st.App("app.py", routes=routes, lifespan=lifespan)

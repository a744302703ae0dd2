"""The server: the pages and the HTTP API in one process. `streamlit run server.py` finds `app` here."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api import routes
from core.assembly import assembly, close_assembly
from core.errors import MachineError, StudioError
from core.isolation import check_address
from core.render.sandbox.probe import ask
from core.settings import Settings

log = logging.getLogger("core.server")

GRACE = 3
"""Seconds that open downloads get to end when the server is told to stop."""


def start_or_exit() -> None:
    """Build the studio before the first request, or say in one sentence why that cannot be.

    Where scripts are less than confined, it is not to be reached from elsewhere.
    """
    try:
        settings = Settings.load()
        level = ask().level
        check_address(st.get_option("server.address"), level, settings.allow_weak)
        assembly()
    except StudioError as error:
        sys.exit(f"The studio cannot start. {error.sentence}")
    told = {"isolation": level.word, "minimum": settings.limits.minimum.word}
    if level < settings.limits.minimum:
        log.warning("scripts are isolated less than SANDBOX_MIN asks for: nothing is rendered", extra=told)
    else:
        log.info("isolation found", extra=told)


def warm() -> None:
    """Start the render host; a studio without one still shows its pages, which say what is wrong."""
    try:
        assembly().warm()
    except MachineError as error:
        log.warning("render host not warmed", extra={"reason": error.sentence})


def limit_farewell() -> None:
    """Let open downloads hold the server up no longer than the grace.

    uvicorn by itself waits without end, and a paused video in a browser is an open download. Streamlit has no
    option for it, but the running server is whose method the signal handler is.
    """
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if isinstance(server, uvicorn.Server):
        server.config.timeout_graceful_shutdown = GRACE


class Farewell:
    """Ends a download that was cut off after the grace without a traceback: it is no defect."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; a cancelled request is over."""
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """What surrounds the server's life: a warm render host, and at the end no thread and no process."""
    limit_farewell()
    threading.Thread(target=warm, name="warm", daemon=True).start()
    yield
    await run_in_threadpool(close_assembly)


start_or_exit()
app = st.App("app.py", routes=routes, middleware=[Middleware(Farewell)], lifespan=lifespan)

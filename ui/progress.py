"""The progress of what runs: sentence, bar, times, failed attempts, Cancel, and the filmstrip."""

from __future__ import annotations

import time

import streamlit as st

from core.production import Production
from core.progress import Headway, time_left
from ui import wishes
from ui.filmstrip import TICK as STRIP_TICK
from ui.filmstrip import filmstrip
from ui.literal import clock, literal
from ui.reading import Attempt, read
from ui.session import Session

TICK = 0.3
"""Seconds between two looks at a production."""


def progress_panel(session: Session) -> None:
    """Draw the progress of what runs, if anything does."""
    production = session.production
    if production is None:
        return
    with st.container(key="progress", border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="top"):
            with st.container(gap="xsmall", width="stretch"):
                st.fragment(_running, run_every=TICK)(session)
            # Named after what it cancels, because studio.js presses it again when Streamlit has lost a click.
            st.button(
                "Cancel",
                key=f"cancel-{production.id}",
                icon=":material/close:",
                disabled=production.cancelling,
                on_click=wishes.cancel,
                args=(session,),
            )
        if session.take(session.playing):
            # An empty board shows the stills itself.
            st.fragment(filmstrip, run_every=STRIP_TICK)(session)


def _running(session: Session) -> None:
    if session.catch_up() or session.production is None:
        st.rerun()
    production = session.production
    now = read(production.events)
    with st.container(key="doing", horizontal=True, vertical_alignment="center", gap="small"):
        sentence = "Cancelling" if production.cancelling else now.sentence
        st.markdown(f"**{literal(sentence)}**", width="stretch")
        st.caption(_times(session, production, now.headway), width="content")
    st.progress(min(max(now.headway.fraction, 0.0), 1.0))
    for attempt in now.attempts:
        _attempt(attempt)


def _times(session: Session, production: Production, now: Headway) -> str:
    """How long it has taken, and how long it will."""
    left = None if production.cancelling else session.seconds_left(now)
    begun = clock(int(time.monotonic() - production.begun))
    return begun if left is None else f"{time_left(left)} · {begun}"


def _attempt(attempt: Attempt) -> None:
    failure = attempt.failure
    place = f", line {failure.line}" if failure.line else ""
    st.caption(
        f":material/build: Repair {attempt.number} of {attempt.limit} "
        f"({failure.kind}{place}): {literal(failure.message)}"
    )

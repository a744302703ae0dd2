"""The filmstrip: a still of each play as soon as it is there, while the video is still made."""

from __future__ import annotations

import streamlit as st

from ui.literal import literal
from ui.pictures import address
from ui.session import Session
from ui.stills import Still, stills

TICK = 0.6
"""Seconds between two looks for new stills."""


def filmstrip(session: Session, meanwhile: str = "") -> None:
    """Draw the stills of what runs, or `meanwhile` until there is one; for a fragment that ticks."""
    production = session.production
    found = stills(production.events) if production else ()
    shown = {still: seen for still in found if (seen := address(still.image))}
    if not shown:
        if meanwhile:
            st.markdown(meanwhile, width="content")
        return
    with st.container(key="filmstrip"):
        # One element for all: as long as nothing has changed it is a short message.
        st.image(
            list(shown.values()),
            caption=[_caption(still) for still in shown],
            alt=[f"Play {still.number}: {still.words}" for still in shown],
        )


def _caption(still: Still) -> str:
    """The number, which studio.css makes a badge, and what is shown when a pointer is over the still."""
    number = f"*{still.number}*" if still.reused else f"**{still.number}**"
    reused = " · reused" if still.reused else ""
    return f"{number} {literal(still.words)}{reused}"

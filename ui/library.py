"""The takes of a session as a list."""

from __future__ import annotations

import streamlit as st

from core.model import Take
from ui import wishes
from ui.downloads import downloads
from ui.literal import literal
from ui.names import author, ending, shape, title
from ui.pictures import address, still_of
from ui.session import Session
from ui.shell import Page


def shelve(session: Session) -> None:
    """Draw the list."""
    if not session.takes:
        st.info("Nothing here yet. Create a video in the Studio, and it is kept here.")
        return
    for take in session.newest_first:
        _row(session, take)


def _row(session: Session, take: Take) -> None:
    with st.container(
        key=f"row-{take.id}", border=True, horizontal=True, vertical_alignment="center", gap="medium"
    ):
        still = still_of(take)
        if still is not None:
            st.image(address(still), width=150, alt=f"Still of {title(take)}")
        with st.container(gap="xsmall", width="stretch"):
            st.markdown(f"**{literal(title(take))}**")
            how = ending(take)
            when = take.created.astimezone().strftime("%-d %b %H:%M")
            st.caption(f":{how.color}-badge[{how.icon} {how.word}] {shape(take)} · {author(take)} · {when}")
        downloads(take, "list")
        if st.button("Open", key=f"list-open-{take.id}", icon=":material/draw:"):
            wishes.reopen(session, take)
            st.switch_page(Page.STUDIO)

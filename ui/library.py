"""The takes of a session as a list."""

from __future__ import annotations

import streamlit as st

from core.model import Take
from ui import wishes
from ui.literal import clock, literal
from ui.names import author, ending, file_name, title
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
        poster = take.result.poster if take.result else None
        if poster is not None and poster.exists():
            st.image(str(poster), width=150, alt=f"Still of {title(take)}")
        with st.container(gap="xsmall", width="stretch"):
            st.markdown(f"**{literal(title(take))}**")
            how = ending(take)
            length = f"{clock(take.result.duration)} · " if take.result else ""
            when = take.created.astimezone().strftime("%-d %b %H:%M")
            st.caption(
                f":{how.color}-badge[{how.icon} {how.word}] {length}{take.settings.quality.picture}"
                f" · {author(take)} · {when}"
            )
        if take.result and take.result.video.exists():
            st.download_button(
                "Video",
                take.result.video.read_bytes,
                file_name=file_name(take, ".mp4"),
                mime="video/mp4",
                key=f"list-video-{take.id}",
                icon=":material/download:",
                on_click="ignore",
            )
        st.download_button(
            "Script",
            take.script.source,
            file_name=file_name(take, ".py"),
            mime="text/x-python",
            key=f"list-script-{take.id}",
            icon=":material/download:",
            on_click="ignore",
        )
        if st.button("Open", key=f"list-open-{take.id}", icon=":material/draw:"):
            wishes.reopen(session, take)
            st.switch_page(Page.STUDIO)

"""The history strip: every take of the session, newest first; one click reopens code and video."""

from __future__ import annotations

import streamlit as st

from core.model import Take
from ui import wishes
from ui.literal import literal, shortened
from ui.names import author, ending, shape, title
from ui.pictures import address, still_of
from ui.session import Session

STRIP = 12
"""Takes in the strip before "Show all"."""


def history_strip(session: Session) -> None:
    """Draw the strip, if there is a history."""
    takes = session.newest_first
    if not takes:
        return
    with st.container(key="history-head", horizontal=True, vertical_alignment="center"):
        st.markdown("##### History", width="content")
        st.caption(f"{len(takes)} {'take' if len(takes) == 1 else 'takes'}", width="content")
        st.space("stretch")
        everything = len(takes) > STRIP and st.toggle(f"Show all {len(takes)}", key="all-takes")
    with st.container(key="history", horizontal=True, wrap=bool(everything), gap="small"):
        for take in takes if everything else takes[:STRIP]:
            _card(session, take)


def _card(session: Session, take: Take) -> None:
    state = "open" if take.id == session.open else "take"
    with st.container(key=f"{state}-{take.id}", horizontal=True, wrap=False, width=292, gap="small"):
        _poster(take)
        with st.container(key=f"about-{take.id}", gap=None):
            st.markdown(literal(shortened(title(take), 48)))
            how = ending(take)
            time = take.created.astimezone().strftime("%H:%M")
            st.caption(f":{how.color}[{how.icon} {how.word}] · {time}  \n{shape(take)} · {author(take)}")
        # The style sheet lays this button over the whole card.
        st.button(
            f"Open {literal(shortened(title(take), 60))}",
            key=f"reopen-{take.id}",
            on_click=wishes.reopen,
            args=(session, take),
        )


def _poster(take: Take) -> None:
    still = still_of(take)
    if still is not None:
        st.image(address(still), width=112, alt=f"Still of {title(take)}")
    else:
        with st.container(
            key=f"noposter-{take.id}", width=112, horizontal_alignment="center", vertical_alignment="center"
        ):
            st.markdown(ending(take).icon, width="content")

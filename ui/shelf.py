"""The shelf's scenes as cards."""

from __future__ import annotations

import streamlit as st

from core.shelf.catalogue import ShelfScene, catalogue
from ui import brief
from ui.literal import literal
from ui.session import Session
from ui.shell import Page


def show_shelf(session: Session) -> None:
    """Draw every scene of the shelf."""
    with st.grid("auto", min_column_width=330, gap="small"):
        for scene in catalogue().scenes:
            with st.container(border=True, height="stretch", gap="small", key=f"scene-{scene.name}"):
                _card(session, scene)


def _card(session: Session, scene: ShelfScene) -> None:
    st.markdown(f"**{literal(scene.title)}**")
    st.markdown(literal(scene.summary))
    for example in scene.examples:
        st.caption(f":material/chat_bubble: {literal(example)}")
    st.space("stretch")
    with st.container(horizontal=True, gap="small"):
        if st.button("Use this prompt", key=f"use-{scene.name}", icon=":material/draw:"):
            brief.fill_prompt(scene.examples[0])
            st.switch_page(Page.STUDIO)
        if st.button("Open script", key=f"script-{scene.name}", icon=":material/code:", type="tertiary"):
            session.put(scene.source)
            session.open = session.base = None
            st.switch_page(Page.STUDIO)

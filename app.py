"""The Studio, the front page: a prompt becomes a script, a script becomes a video, and every take is kept."""

from __future__ import annotations

import streamlit as st

from ui import brief, wishes, writers
from ui.code import code_panel
from ui.history import history_strip
from ui.literal import literal
from ui.shell import Page, enter
from ui.video import video_panel

session = enter(Page.STUDIO)
session.catch_up()

bar = st.container(key="bar", gap="small")
with st.container(key="stage"):
    code, video = st.columns(2, gap="medium")
history = st.container()

# What shows media is drawn first: a run that is cut short by the next one takes the files away from the
# browser that it has not come to, even while they are being loaded (Streamlit 1.67).
with video:
    video_panel(session)
with history:
    history_strip(session)

with bar:
    with st.container(key="ask", horizontal=True, gap="small"):
        brief.prompt_field()
        with st.container(key="create", width="content"):
            st.button(
                "Create",
                key="create-button",
                type="primary",
                icon=":material/draw:",
                on_click=wishes.create,
                args=(session,),
            )
    with st.container(key="choices", horizontal=True, vertical_alignment="center", gap="small"):
        brief.choices()
        writers.popover()
        if writers.shelf_answers():
            st.space("stretch")
            writers.explain_shelf()
    if session.notice:
        st.error(literal(session.notice), icon=":material/error:")
    brief.examples()

with code:
    code_panel(session)

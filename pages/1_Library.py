"""The Library: every take of this session, with a way back to it."""

from __future__ import annotations

import streamlit as st

from ui.library import shelve
from ui.shell import Page, enter

session = enter(Page.LIBRARY)
session.catch_up()

st.markdown("#### Library")
st.caption("Every take of this session, newest first. The address of this page brings you back to it.")
shelve(session)

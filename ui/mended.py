"""What was put right in a writer's script before it was rendered, and the way back to the writer's own."""

from __future__ import annotations

from difflib import unified_diff
from functools import partial

import streamlit as st

from core.model import Take
from ui import wishes
from ui.clicks import button
from ui.literal import literal
from ui.session import Session


def mended(session: Session, take: Take | None) -> None:
    """Draw it for a take whose script is in the editor, if there is anything to tell."""
    if take is None or take.original is None or not session.holds(take):
        return
    if session.draft == take.original.source:
        return
    with st.expander(_heading(len(take.fixed)), key="mended", icon=":material/auto_fix_high:"):
        st.markdown("\n".join(f"- {literal(sentence)}" for sentence in take.fixed))
        st.code(difference(take.original.source, take.script.source), language="diff")
        button(session, "Undo", "put-back", partial(wishes.put_back, session, take), icon=":material/undo:")


def _heading(count: int) -> str:
    return f"{count} {'fix' if count == 1 else 'fixes'} applied to the model's script"


def difference(before: str, after: str) -> str:
    """What has changed from one text to another, with a line around each place."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    # The first two lines would name two files.
    return "\n".join(list(lines)[2:])

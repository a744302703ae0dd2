"""The code panel: code that arrives, then an editor with the checker's findings and the Render button."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit_ace import st_ace

from core.check.checker import Verdict
from core.rejection import rejection
from ui import keys, wishes
from ui.clicks import answer_forgotten, button
from ui.finding_list import finding_list
from ui.findings import findings, signs, stripes
from ui.judging import judge, judge_again_when_ready
from ui.literal import literal
from ui.mended import mended
from ui.reading import read
from ui.session import Session

HEIGHT = 320
"""Height of the editor in pixels where studio.css and studio.js do not make it as high as the board."""

TICK = 0.2
"""Seconds between two looks at the code that arrives."""

_PLACEHOLDER = "Code arrives here. Or write a Manim scene and press Render."


def code_panel(session: Session) -> None:
    """Draw the panel."""
    with st.container(key="code-panel", gap="small"):
        if session.arriving:
            st.fragment(_arriving, run_every=TICK)(session)
        else:
            # No fragment: an editor's late report from a fragment that a change of page has removed
            # would leave that page blank (Streamlit 1.67).
            _editing(session)


def _arriving(session: Session) -> None:
    """The code so far, scrolled to its end."""
    if session.catch_up() or session.production is None:
        st.rerun()
    now = read(session.production.events)
    with _toolbar():
        st.markdown("##### Code", width="content")
        st.caption("arriving", width="content")
    with st.container(key="arriving", height=HEIGHT + 17, border=True, autoscroll=True):
        st.code(now.code or " ", language="python")
    _notes(now.notes)


def _editing(session: Session) -> None:
    """The editor, what is known about its text, and Render."""
    answer_forgotten(session)
    session.offers.open()
    toolbar = _toolbar()
    take = session.take(session.open)
    if session.stash:
        st.button(
            "Bring back your unrendered edit",
            key="restore",
            type="tertiary",
            icon=":material/history:",
            on_click=wishes.restore,
            args=(session,),
        )
    # The findings are drawn with the text they are about: what the editor said last, or what is new now.
    verdict, problem = judge(session.draft)
    found = findings(session.draft, verdict.diagnostics, take)
    text = st_ace(
        value=session.opened,
        placeholder=_PLACEHOLDER,
        height=HEIGHT,
        language="python",
        theme="tomorrow_night",
        font_size=13,
        annotations=signs(found),
        markers=stripes(found),
        auto_update=True,
        key=session.editor_key,
    )
    before = session.draft
    session.hear(text)
    keys.listen(session)
    if session.draft != before:
        # The signs that were just sent belong to the older text.
        st.rerun()
    if take and take.note:
        _notes((take.note,))
    if problem or session.code_notice:
        st.error(literal(problem or session.code_notice), icon=":material/error:")
    with st.container(key="findings", gap=None):
        _refusal(session, verdict)
        finding_list(session, found)
    mended(session, take)
    judge_again_when_ready()
    with toolbar:
        _render_tools(session, verdict)
    session.offers.close()


def _toolbar() -> st.delta_generator.DeltaGenerator:
    return st.container(key="code-tools", horizontal=True, vertical_alignment="center", gap="small")


def _render_tools(session: Session, verdict: Verdict) -> None:
    st.markdown("##### Code", width="content")
    st.space("stretch")
    names = [scene.name for scene in verdict.scenes]
    if len(names) > 1:
        st.selectbox("Scene", names, key="scene", label_visibility="collapsed", width=180)
    with st.container(key="render", width="content"):
        button(
            session,
            "Render",
            "render-button",
            partial(_render, session),
            icon=":material/play_arrow:",
            shortcut="Ctrl+Enter",
        )


def _render(session: Session, anyway: bool = False) -> None:
    """Render what is in the editor at the moment of the click."""
    text = keys.latest(session)
    wishes.render(session, text, _scene(judge(text)[0]), anyway)


def _scene(verdict: Verdict) -> str | None:
    """The scene that is picked, where there are several."""
    names = {scene.name for scene in verdict.scenes}
    scene = st.session_state.get("scene")
    return scene if scene in names and len(names) > 1 else None


def _refusal(session: Session, verdict: Verdict) -> None:
    """Why the text in the editor was not rendered, and the way around it where there may be one."""
    scene = _scene(verdict)
    reason = rejection(verdict, scene=scene)
    if reason is None or session.draft != session.refused:
        return
    with st.container(key="refusal", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f":material/block: Not rendered: there is an error on line {reason.line}. Correct it first."
        )
        if rejection(verdict, anyway=True, scene=scene) is None:
            button(session, "Render anyway", "render-anyway", partial(_render, session, anyway=True))


def _notes(notes: tuple[str, ...]) -> None:
    for note in notes:
        st.caption(f":material/info: {literal(note)}")

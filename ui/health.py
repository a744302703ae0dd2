"""The doctor's findings."""

from __future__ import annotations

import streamlit as st

from core.doctor import examine, is_sound
from core.errors import BadSetting
from core.finding import Finding
from core.model import Severity
from core.render.sandbox.probe import ProbeStep
from core.settings import Settings
from ui.literal import literal


def show_findings() -> None:
    """Examine the studio and draw what is found, what needs mending first."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("#### Health", width="content")
        st.space("stretch")
        deep = st.button(
            "Examine thoroughly",
            icon=":material/stethoscope:",
            help="Also imports Manim and sets a formula: some seconds.",
        )
    try:
        settings = Settings.load()
    except BadSetting as error:
        st.error(literal(error.sentence), title="A setting cannot be used", icon=":material/build:")
        return
    with st.spinner("Looking at the machine"):
        found = examine(settings, deep)
    missing = [finding for finding in found if not finding.ok]
    if not is_sound(found):
        st.error("The studio cannot render until what is marked red is mended.", icon=":material/build:")
    elif missing:
        st.caption("The studio works. What is marked could be better.")
    else:
        st.caption("Everything that the studio needs is here.")
    for finding in sorted(found, key=lambda finding: (finding.ok, finding.level is Severity.WARNING)):
        _finding(finding)


def _finding(finding: Finding) -> None:
    sign = ":green[:material/check_circle:]"
    if not finding.ok:
        color = "orange" if finding.level is Severity.WARNING else "red"
        sign = f":{color}[:material/error:]"
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"{sign} **{literal(finding.name)}**  {literal(finding.sentence)}")
        if finding.mend:
            st.code(finding.mend, language="bash", wrap_lines=True)
        if finding.steps:
            with st.expander("What was tried"):
                st.markdown("  \n".join(_line(step) for step in finding.steps))


def _line(step: ProbeStep) -> str:
    sign = ":green[:material/check:]" if step.ok else ":orange[:material/close:]"
    return f"{sign} **{literal(step.name)}**  {literal(step.said)}"

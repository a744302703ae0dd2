"""The prompt bar: what is wanted, how deep, how long, how fine."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.model import Brief, Complexity, InvalidField, Quality, RenderSettings

PROMPT, COMPLEXITY, DURATION, QUALITY = "prompt", "complexity", "duration", "quality"

EXAMPLES = (
    "Explain the Pythagorean theorem",
    "Bubble sort of 5, 3, 8, 1",
    "Riemann sum of x^2 from 0 to 3 with 12 rectangles",
    "The derivative as a slope",
    "Fourier series of a square wave",
)

_DEPTHS = {
    Complexity.SIMPLE: "Simple",
    Complexity.STANDARD: "Standard",
    Complexity.ADVANCED: "Advanced",
}
_QUALITIES = {
    quality: f"{name} {quality.picture}"
    for quality, name in (
        (Quality.DRAFT, "Draft"),
        (Quality.STANDARD, "Standard"),
        (Quality.HIGH, "High"),
        (Quality.ULTRA, "Ultra"),
    )
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bar holds, as typed: nothing is judged yet."""

    prompt: str
    complexity: Complexity
    duration: float | None
    settings: RenderSettings

    def brief(self) -> Brief:
        """The brief. Raises InvalidField."""
        if self.duration is None:
            raise InvalidField("duration", "The duration is empty. Give the length of the video in seconds.")
        return Brief(self.prompt, self.complexity, self.duration)


def asked() -> Asked:
    """What the bar holds now; also from a callback or another part of the page."""
    state = st.session_state
    return Asked(
        prompt=state.get(PROMPT) or "",
        complexity=Complexity(state.get(COMPLEXITY) or Complexity.STANDARD),
        duration=state.get(DURATION, 20.0),
        settings=RenderSettings(Quality(state.get(QUALITY) or Quality.DRAFT)),
    )


def fill(brief: Brief | None, settings: RenderSettings | None = None) -> None:
    """Put a brief into the bar; only before the bar is drawn, so from callbacks."""
    if brief:
        st.session_state[PROMPT] = brief.prompt
        st.session_state[COMPLEXITY] = brief.complexity
        st.session_state[DURATION] = float(brief.duration)
    if settings:
        st.session_state[QUALITY] = settings.quality


def fill_prompt(prompt: str) -> None:
    """Put a prompt into the bar and leave the rest as it is."""
    st.session_state[PROMPT] = prompt


def prompt_field() -> None:
    """Where the idea is typed. Enter creates; Shift+Enter is a new line (see studio.js)."""
    st.text_area(
        "What should the video explain?",
        key=PROMPT,
        height=68,
        placeholder="What should the video explain? For example: why the angles of a triangle add up to 180°",
        label_visibility="collapsed",
        on_change="ignore",
        persist_state="session",
        width="stretch",
    )


def choices() -> None:
    """Complexity, duration and quality."""
    _default(COMPLEXITY, Complexity.STANDARD)
    _default(QUALITY, Quality.DRAFT)
    _default(DURATION, 20.0)
    st.segmented_control(
        "Complexity",
        list(_DEPTHS),
        format_func=lambda value: _DEPTHS[Complexity(value)],
        key=COMPLEXITY,
        required=True,
        label_visibility="collapsed",
        on_change="ignore",
        persist_state="session",
    )
    # No bounds here: a number out of range gets the studio's own sentence, not a browser's silent refusal.
    st.number_input(
        "Duration in seconds",
        step=5.0,
        format="%g",
        key=DURATION,
        icon=":material/timer:",
        width=138,
        label_visibility="collapsed",
        on_change="ignore",
        persist_state="session",
    )
    st.selectbox(
        "Quality",
        list(_QUALITIES),
        format_func=lambda value: _QUALITIES[Quality(value)],
        key=QUALITY,
        width=172,
        label_visibility="collapsed",
        on_change="ignore",
        persist_state="session",
    )


def examples() -> None:
    """Prompts to begin with: one click fills the bar."""
    with st.container(key="examples", horizontal=True, gap="xsmall", wrap=True):
        for number, example in enumerate(EXAMPLES):
            st.button(
                example.replace("^", "\\^"),
                key=f"example-{number}",
                type="tertiary",
                on_click=fill_prompt,
                args=(example,),
            )


def _default(key: str, value: object) -> None:
    if key not in st.session_state:
        st.session_state[key] = value

"""Functions that are handed to Manim: how many arguments they take."""

from __future__ import annotations

import pytest

from core.api_index import ApiIndex
from tests.check.rule_case import judged

RULE = "wrong-count"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "axes.plot(lambda: 1)",
            "plot calls this function with one argument, and it takes none. Write lambda x: ...",
        ),
        (
            "axes.plot(lambda x, y: x)",
            "plot calls this function with one argument, and it takes 2. Write lambda x: ...",
        ),
        (
            "always_redraw(lambda m: Dot())",
            "always_redraw calls this function with nothing, and it takes 1. Write lambda: ...",
        ),
        (
            "self.play(UpdateFromAlphaFunc(circle, lambda m: m))",
            "UpdateFromAlphaFunc calls this function with 2 arguments, and it takes 1. "
            "Write lambda m, alpha: ...",
        ),
        (
            "Surface(lambda u: u)",
            "Surface calls this function with 2 arguments, and it takes 1. Write lambda u, v: ...",
        ),
        (
            "circle.add_updater(lambda m, dt, k: m); self.play(FadeIn(square))",
            "add_updater calls this function with 2 arguments, and it takes 3. Write lambda m: ...",
        ),
        (
            "axes.plot(self.helper.__call__) if False else axes.plot(lambda: 0)",
            "plot calls this function with one argument, and it takes none. Write lambda x: ...",
        ),
        ("circle.animate(2).shift(UP)", "animate takes its arguments by name alone: animate(run_time=2)."),
    ],
)
def test_it_says_how_many_there_are(line: str, message: str, index: ApiIndex) -> None:
    assert [item.message for item in judged(RULE, line, index)] == [message]


@pytest.mark.parametrize(
    "line",
    [
        "axes.plot(lambda x, k=2: k * x); axes.plot(lambda *a: a[0]); axes.plot(np.sin)",
        "axes.plot(self.helper)",
        "circle.add_updater(lambda m, dt: m); self.play(FadeIn(square))",
        "circle.add_updater(lambda m, k=1: m); self.play(FadeIn(square))",
        "axes.plot_surface(lambda u, v: u) if hasattr(axes, 'plot_surface') else None",
        "self.play(FadeIn(square), rate_func=lambda t, *rest: t)",
        "always_redraw(lambda size=1: Dot(radius=size))",
    ],
)
def test_functions_that_can_be_called_so_are_left_alone(line: str, index: ApiIndex) -> None:
    assert judged(RULE, line, index) == []

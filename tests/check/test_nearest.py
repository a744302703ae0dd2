from __future__ import annotations

import pytest

from core.check.nearest import nearest

KNOWN = (
    "shift",
    "get_x_axis_label",
    "fill_opacity",
    "add_coordinates",
    "up",
    "run_time",
    "set_points_smoothly",
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("shfit", "shift"),
        ("get_x_axis_labels", "get_x_axis_label"),
        ("fillOpacity", "fill_opacity"),
        ("opacity_fill", "fill_opacity"),
        ("runtime", "run_time"),
        ("add_coordinate", "add_coordinates"),
        ("set_smooth_points", "set_points_smoothly"),
        ("pu", None),
        ("rotate", None),
    ],
)
def test_the_word_that_is_meant(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_what_is_known_goes_before_what_is_alike() -> None:
    assert nearest("alpha", KNOWN, {"alpha": "fill_opacity"}) == "fill_opacity"
    assert nearest("alpha", ("alphas",), {"alpha": "fill_opacity"}) == "alphas"

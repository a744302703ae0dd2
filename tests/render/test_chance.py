"""Whatever draws lots in a script falls the same way each time."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable

import numpy as np
import pytest

with warnings.catch_warnings():  # a package that Manim imports uses an old module
    warnings.simplefilter("ignore")
    from core.render.engine import chance


@pytest.fixture
def begun_again(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Begins as a job does."""
    made = np.random.default_rng

    def begin() -> None:
        monkeypatch.setattr(np.random, "default_rng", made)
        chance.seed()

    return begin


@pytest.mark.parametrize(
    "draw",
    [
        random.random,
        np.random.random,
        lambda: [np.random.default_rng().random() for _ in range(3)],
        lambda: np.random.default_rng(seed=None).random(),
    ],
)
def test_it_falls_the_same_way_each_time(draw: Callable[[], object], begun_again: Callable[[], None]) -> None:
    begun_again()
    first = draw()
    begun_again()
    assert draw() == first


def test_generators_differ_from_each_other_and_keep_their_seeds(begun_again: Callable[[], None]) -> None:
    plain = np.random.default_rng(7).random()
    begun_again()
    assert np.random.default_rng().random() != np.random.default_rng().random()
    assert np.random.default_rng(7).random() == plain

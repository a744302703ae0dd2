"""Chance that falls in the same way each time, so that the same script gives the same video."""

from __future__ import annotations

import itertools
import random
from functools import wraps
from typing import Any

import numpy as np

from core.render.engine.pins import SEED


def seed() -> None:
    """Let what draws lots begin the same from now on; a script may seed it by itself.

    Each of NumPy's generators that is made without a seed gets the next one.
    """
    random.seed(SEED)
    np.random.seed(SEED)
    make, seeds = np.random.default_rng, itertools.count(SEED)

    @wraps(make)
    def default_rng(seed: Any = None) -> np.random.Generator:
        return make(next(seeds) if seed is None else seed)

    np.random.default_rng = default_rng

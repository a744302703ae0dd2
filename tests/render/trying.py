"""Trying what may fail: failing alike is a result too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def tried(act: Callable[[], Any]) -> Any:
    """What it gives, or the name of the exception that it raises."""
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other side has to raise it too
        return type(error).__name__

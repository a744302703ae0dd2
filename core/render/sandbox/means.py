"""The means of isolation, and the level that some of them together amount to."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from core.model import Isolation


class Means(StrEnum):
    """One kind of wall; docs/security.md says what each of them stops."""

    LIMITS = "limits"
    IDENTITY = "identity"
    SECCOMP = "seccomp"
    LANDLOCK = "landlock"
    NAMESPACES = "namespaces"


ALL = frozenset(Means)
"""Everything; a host finds out by trying what of it works on its machine."""


def level_of(means: Set[Means]) -> Isolation:
    """How well a job is isolated by these means."""
    if Means.LIMITS not in means:
        return Isolation.NONE
    if means >= {Means.NAMESPACES, Means.SECCOMP}:
        return Isolation.ISOLATED
    if means >= {Means.LANDLOCK, Means.SECCOMP}:
        return Isolation.CONFINED
    return Isolation.LIMITED


def named(text: str) -> frozenset[Means]:
    """The means in a list such as "limits,seccomp". Raises ValueError."""
    return frozenset(Means(name) for name in text.split(",") if name)

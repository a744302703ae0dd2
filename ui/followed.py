"""A production that a session watches."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.production import Production
from core.progress import Forecast


@dataclass
class Followed:
    """A production that this session watches, and how many of its events it has taken in.

    `writes` is True while it is the writer's turn.
    """

    production: Production
    writes: bool
    seen: int = 0
    forecast: Forecast = field(default_factory=Forecast)

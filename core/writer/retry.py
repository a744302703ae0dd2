"""When a refused request is tried again: how often, after how long, and when waiting makes no sense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """At most `tries` tries; waits double from `first` seconds up to `longest`, `total` in all."""

    tries: int = 4
    first: float = 1.0
    longest: float = 60.0
    total: float = 120.0

    def delay(self, tried: int, waited: float, asked: float | None) -> float | None:
        """Seconds to wait before the next try, or None to give up.

        `tried` counts the tries so far, `waited` is the seconds waited so far, and `asked` the delay that
        the service asked for: it is respected or the request fails, for asking sooner is refused again.
        """
        if tried >= self.tries:
            return None
        seconds = self.first * 2 ** (tried - 1) if asked is None else asked
        if asked is None:
            seconds = min(seconds, self.longest)
        if seconds > self.longest or waited + seconds > self.total:
            return None
        return seconds

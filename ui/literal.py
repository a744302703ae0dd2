"""Text that somebody typed, shown as it is: Streamlit reads labels and captions as Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!$:~<>|&=^])")
_SPACES = re.compile(r"\s+")


def literal(text: str) -> str:
    """The text with every character that Markdown would act on escaped; on one line."""
    return _SPECIAL.sub(r"\\\1", _SPACES.sub(" ", text).strip())


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of the text, cut at a word where there is one."""
    text = _SPACES.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip() + "…"


def clock(seconds: float) -> str:
    """A length for a person: "0.4 s", "8 s", "1:05"."""
    if 0 < seconds < 0.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02}"

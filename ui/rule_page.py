"""What the checker's rules say of themselves: the page beside each rule, as Streamlit shows it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"^(#+) ", re.MULTILINE)
_RULE = re.compile(r"[a-z0-9-]+")


@cache
def rule_page(rule: str) -> str:
    """The page of a rule as Markdown, with headings that fit a small window; "" where there is none."""
    if not _RULE.fullmatch(rule):
        return ""
    page = files("core.check.rules") / f"{rule.replace('-', '_')}.md"
    return _HEADING.sub(r"####\1 ", page.read_text("utf-8").strip()) if page.is_file() else ""

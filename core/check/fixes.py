"""Fixes that are certain: applied only to a script that cannot be read before and can be after."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from core.model import Script

_FENCE = re.compile(r"^\s*(```|~~~)[\w+-]*\s*$")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The mended script, and what was done to it, in words."""

    script: Script
    applied: tuple[str, ...] = ()


def fix(script: Script) -> Fixed:
    """Take out code fences that a model's answer left around the script."""
    if _reads(script.source):
        return Fixed(script)
    lines = script.source.splitlines(keepends=True)
    kept = [line for line in lines if not _FENCE.match(line)]
    source = "".join(kept)
    if len(kept) == len(lines) or not _reads(source):
        return Fixed(script)
    return Fixed(Script(source), (f"Took out {_counted(len(lines) - len(kept), 'code fence')}.",))


def _reads(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

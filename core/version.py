"""The studio's version, as pyproject.toml has it."""

from __future__ import annotations

import tomllib

from core.settings import PROJECT

VERSION: str = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

"""cli.py as a process of its own, as a person or a program starts it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge import give_index
from tests.server_process import PROJECT, clean_environment

WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Every line of stdout, which must all be JSON."""
        return [json.loads(line) for line in self.stdout.splitlines()]


class CommandLine:
    """Runs commands in `folder`, with a data folder of the test's own; what Manim has is known in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.data = folder / "data"
        give_index(self.data)

    def write(self, name: str, text: str | bytes) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def start(self, *arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a command."""
        return subprocess.Popen(
            [sys.executable, str(PROJECT / "cli.py"), *map(str, arguments)],
            cwd=self.folder,
            env=clean_environment(self.data, env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Ended:
        """Run a command to its end."""
        with self.start(*arguments, env=env) as process:
            stdout, stderr = process.communicate(timeout=WITHIN)
        return Ended(process.returncode, stdout.decode(), stderr.decode())


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)

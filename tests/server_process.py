"""The studio's server as a process of its own, started with the command of `make run`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from tests.knowledge import give_index

PROJECT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 90.0
STOPS_WITHIN = 20.0
OWN_SETTINGS = ("CHALKMOTION_", "GEMINI_", "GOOGLE_", "STREAMLIT_", "SANDBOX_", "ALLOW_")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(data: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without the developer's own settings, with `data` as the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN_SETTINGS)}
    return {
        **kept,
        "CHALKMOTION_DATA": str(data),
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        **(extra or {}),
    }


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A process that a later one with the same number is not mistaken for."""

    pid: int
    started: str

    @property
    def alive(self) -> bool:
        """Whether it still runs; a zombie does not."""
        fields = _stat(self.pid)
        return fields is not None and fields[19] == self.started and fields[0] != "Z"


def descendants(pid: int) -> frozenset[ProcessId]:
    """Every process that stems from `pid`, itself not among them."""
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        fields = _stat(int(entry.name)) if entry.name.isdigit() else None
        if fields is not None:
            parents[int(entry.name)] = (int(fields[1]), fields[19])
    family = {pid}
    while grown := {child for child, (parent, _) in parents.items() if parent in family} - family:
        family |= grown
    return frozenset(ProcessId(child, parents[child][1]) for child in family - {pid} if child in parents)


def wait_until_gone(processes: frozenset[ProcessId], seconds: float = 10.0) -> frozenset[ProcessId]:
    """Wait until all of them have ended; those that have not in that time."""
    deadline = time.monotonic() + seconds
    while left := frozenset(process for process in processes if process.alive):
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return left


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name: 0 state, 1 parent, 19 start time."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()


class ServerProcess:
    """Starts the server on entry, waits until it answers, and ends it and all it started on exit."""

    def __init__(
        self,
        data: Path,
        env: Mapping[str, str] | None = None,
        port: int | None = None,
        address: str = "127.0.0.1",
        launcher: Sequence[str] = (),
    ) -> None:
        """`launcher` is a command that starts the server's own."""
        self.data = data
        give_index(data)
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_file = data / "server-output.txt"
        self._env = clean_environment(data, env)
        self._options = ["--server.port", str(self.port)]
        if address:
            self._options += ["--server.address", address]
        self._launcher = launcher
        self._process: subprocess.Popen[bytes] | None = None
        self._output: IO[bytes] | None = None

    def __enter__(self) -> ServerProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The server's process id, while it runs."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    @property
    def log(self) -> str:
        """What the server has printed until now."""
        return self.log_file.read_text("utf-8", "replace") if self.log_file.exists() else ""

    def processes(self) -> frozenset[ProcessId]:
        """The processes that the server has started and that still run."""
        return descendants(self.pid)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.data.mkdir(parents=True, exist_ok=True)
        self._output = self.log_file.open("ab")
        self._process = subprocess.Popen(
            [*self._launcher, sys.executable, "-m", "streamlit", "run", "server.py", *self._options],
            cwd=PROJECT,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = self.log
                self.stop()
                raise AssertionError(f"the server did not start:\n{log}")
            time.sleep(0.1)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int | None:
        """Ask it to stop; whatever is left after a while is killed. The server's exit code."""
        process, self._process = self._process, None
        if process is None:
            return None
        family = descendants(process.pid)
        process.send_signal(how)
        try:
            return process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            for left in family:
                if left.alive:
                    os.kill(left.pid, signal.SIGKILL)
            raise AssertionError(f"the server did not stop:\n{self.log}") from None
        finally:
            assert self._output is not None
            self._output.close()

    def _answers(self) -> bool:
        request = urllib.request.Request(f"{self.url}/api/health")
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return bool(response.status == 200)
        except urllib.error.HTTPError as error:
            # A server that wants a token answers too.
            error.close()
            return error.code in (401, 403)
        except OSError:
            return False

"""Manim's index for those who do not import Manim: described by a process of its own, kept in a file."""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.api_index import FORMAT, ApiIndex
from core.render.link import PROJECT
from core.render.sandbox.environment import clean_environment

DESCRIBE_SECONDS = 180.0
"""How long it may take to describe Manim; some seconds are usual on a quiet machine."""

DESCRIBE = (sys.executable, "-m", "core.render.describe")
"""The command that describes Manim into the file that is named behind it."""

_HERE = Path(__file__).resolve().parent

log = logging.getLogger(__name__)


class IndexKeeper:
    """Has the index of the installed Manim made once, and kept in a folder; safe from several threads.

    Without it a script is checked by what Python's syntax alone tells, so a failure is logged, not raised.
    """

    def __init__(self, folder: Path, command: Sequence[str] = DESCRIBE) -> None:
        """`folder` is made when it is needed; `command` gets the name of a file to write the index to."""
        self._folder = folder
        self._command = tuple(command)
        self._index: ApiIndex | None = None
        self._tried = False
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def ready(self) -> ApiIndex | None:
        """The index, if it is there by now."""
        return self._index

    def get(self) -> ApiIndex | None:
        """The index, waited for; None where it cannot be made, which is tried once."""
        with self._turn:
            if not self._tried:
                self._index = self._find()
                self._tried = True
        return self._index

    def warm(self) -> None:
        """Begin to get the index, in a thread of its own."""
        with self._lock:
            if self._thread is None and not self._closed:
                # A daemon: a studio that ends without close() is not held up.
                self._thread = threading.Thread(target=self.get, name="api-index", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End what is still being made; an index that is there stays."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _find(self) -> ApiIndex | None:
        try:
            file = self._folder / _file_name(version("manim"))
        except PackageNotFoundError:
            _tell("Manim is not installed")
            return None
        except OSError as error:
            _tell(f"the studio's own source cannot be read ({error.strerror})")
            return None
        with suppress(OSError, ValueError):  # not there, or broken: it is made again
            return ApiIndex.from_json(file.read_text("utf-8"))
        try:
            text = self._describe()
            index = ApiIndex.from_json(text) if text else None
        except (OSError, ValueError) as error:
            _tell(" ".join(str(error).split()))
            return None
        if index is not None:
            _keep(text, file)
        return index

    def _describe(self) -> str:
        """What the command writes; nothing after `close`. Raises OSError, and ValueError where it fails."""
        # A home of its own: nothing that Manim or a library leaves there is anybody's.
        with tempfile.TemporaryDirectory(prefix="chalkmotion-index-") as home:
            target = Path(home, "index.json")
            process = self._start(Path(home), target)
            if process is None:
                return ""
            try:
                said, _ = process.communicate(timeout=DESCRIBE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                raise ValueError(f"describing Manim took longer than {DESCRIBE_SECONDS:g} s") from None
            finally:
                with self._lock:
                    self._process = None
            if self._closed:
                return ""
            if process.returncode != 0:
                raise ValueError(f"describing Manim ended with {process.returncode}: {_last_line(said)}")
            return target.read_text("utf-8")

    def _start(self, home: Path, target: Path) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._closed:
                return None
            self._process = subprocess.Popen(
                [*self._command, str(target)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=home,
                env=clean_environment(home)
                | {
                    "PYTHONPATH": str(PROJECT),
                    "PYTHONSAFEPATH": "1",
                    "PYTHONNOUSERSITE": "1",
                    "PYTHONUNBUFFERED": "1",  # what is printed last is the reason of its end
                },
                start_new_session=True,
            )
            return self._process


def _file_name(manim: str) -> str:
    """A name of its own for each Manim, each form of the file and each way of describing. Raises OSError."""
    sources = [_HERE / "describe.py", *sorted((_HERE / "introspection").glob("*.py"))]
    digest = hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()
    return f"api-{manim}-{FORMAT}-{digest[:16]}.json"


def _keep(text: str, file: Path) -> None:
    """Put the index into its place whole, in the place of older ones."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in (*file.parent.glob("api-*.json"), *file.parent.glob(".api-*")):
            old.unlink(missing_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=".api-", dir=file.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(draft).replace(file)
    except OSError as error:
        # The index is there all the same; the next start makes it again.
        log.warning("Manim's index is not kept", extra={"reason": str(error)})


def _tell(reason: str) -> None:
    log.warning("scripts are checked without Manim's index", extra={"reason": reason})


def _last_line(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"

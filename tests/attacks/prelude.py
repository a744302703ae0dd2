"""What every attacking script begins with; the suite puts the real world in the place of the empty one."""

# ruff: noqa: F401, BLE001
import contextlib
import ctypes
import errno
import fcntl
import gc
import importlib
import mmap
import os
import re
import resource
import select
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

WORLD = SimpleNamespace()
SECRET = re.compile(rb"chalk-secret-[0-9a-f]{32}")
libc = ctypes.CDLL(None, use_errno=True)

libc.prctl(15, WORLD.token.encode(), 0, 0, 0)  # a name by which the suite finds this and all that it forks
os.environ["ATTACK"] = WORLD.token  # and all that it executes


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def escaped(detail: object) -> None:
    say(f"ESCAPED {str(detail)[:300]}")


def look(data: bytes | str, how: str = "read") -> None:
    """Whether the secret is among this."""
    found = SECRET.search(data.encode("utf-8", "replace") if isinstance(data, str) else data)
    if found:
        escaped(f"{how}: {found[0].decode()}")


def read(path: str, flags: int = 0) -> bytes:
    opened = os.open(path, os.O_RDONLY | flags)
    with os.fdopen(opened, "rb") as file:
        return file.read()


def write(path: str, flags: int = os.O_CREAT, data: bytes | None = None) -> None:
    opened = os.open(path, os.O_WRONLY | flags, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(WORLD.token.encode() if data is None else data)


@contextlib.contextmanager
def attempt(*kinds: Any) -> Any:
    """Go on behind this where it is refused."""
    try:
        yield
    except (OSError, *kinds) as error:
        say(f"refused: {error!r}"[:200])


def call(name: str, *arguments: Any) -> int:
    """Make a system call by its name. Raises OSError."""
    number = WORLD.numbers.get(name)
    if number is None:
        raise OSError(errno.ENOSYS, name)
    return numbered(number, *arguments)


def numbered(number: int, *arguments: Any) -> int:
    words = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(result)


def alone(act: Any) -> int:
    """Do it in a child, which may be ended for it; the child's status."""
    pid = os.fork()
    if pid == 0:
        try:
            act()
        except BaseException as error:
            say(f"refused: {error!r}"[:200])
        finally:
            os._exit(0)
    return os.waitpid(pid, 0)[1]


def own_mounts() -> None:
    """Have mounts that nobody else sees. Raises OSError."""
    try:
        call("unshare", 0x20000)
    except OSError:
        call("unshare", 0x10020000)
    call("mount", b"none", b"/", b"", 0x44000, 0)


def hold(what: str, seconds: float = 1.5) -> None:
    """Have what is not to be had for so long that whoever watches must have seen it."""
    time.sleep(seconds)
    escaped(f"kept {what}")


def answers(reading: int, count: int) -> bytes:
    """So many bytes from a pipe, or fewer where all who could write them are gone."""
    got = b""
    while len(got) < count and (word := os.read(reading, count)):
        got += word
    return got


def open_pipes() -> list[int]:
    """Inherited descriptors that can be written to."""
    found = []
    for number in range(3, 1024):
        with suppress(OSError):
            writable = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
            if writable and stat.S_ISFIFO(os.fstat(number).st_mode):
                found.append(number)
    return found


def forge(*words: object) -> None:
    """Say these to whoever reads at the other ends."""
    for number in open_pipes():
        os.set_blocking(number, False)
        for word in words:
            with suppress(OSError):
                os.write(number, WORLD.words[word])


def forged_results(*names: str) -> Path:
    """An own folder of results, with these files of nonsense in it."""
    folder = Path("../results")
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"nonsense")
    return folder


def claim_success() -> None:
    """End as a job that has a video and a poster."""
    forge("opened", "timed", "drawn", "finished")
    os._exit(0)

"""A process that stands for the studio, with the jobs' own user: it has secrets and tells what it has felt.

`python -m tests.attacks.decoy USER FOLDER SECRET_FILE` answers each line on its input with one line of JSON,
first with where it can be found, then with what has happened to it since it began. It ends with its input.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import secrets
import selectors
import signal
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mq_receive.restype = ctypes.c_ssize_t
_libc.shmat.restype = ctypes.c_void_p
_SET_DUMPABLE = 4
_PRIVATE, _NOWAIT, _REMOVE, _GET_VALUE = 0, 0o4000, 0, 12
_PAGE = 4096
_CHUNK = 1 << 16


class Decoy:
    """Everything that an attack may reach for."""

    def __init__(self, folder: Path, secret: Path) -> None:
        self._felt: list[str] = []
        self._selector = selectors.DefaultSelector()
        self._hear_signals()
        self._open_sockets(folder)
        os.chdir(folder)
        self._opened = os.open(secret, os.O_RDONLY)
        text = secret.read_bytes()
        self._known = ctypes.create_string_buffer(text, 256)
        self._writable = ctypes.create_string_buffer(64)
        self._open_memory(text)
        self._before = self._state()

    def describe(self) -> dict[str, object]:
        """Where everything is."""
        return {
            "pid": os.getpid(),
            "tcp": self._tcp.getsockname()[1],
            "outside": list(self._outside.getsockname()) if self._outside else None,
            "udp": self._udp.getsockname()[1],
            "stream": self._stream.getsockname(),
            "datagram": self._datagram.getsockname(),
            "abstract": self._abstract,
            "secret_descriptor": self._opened,
            "known": ctypes.addressof(self._known),
            "writable": ctypes.addressof(self._writable),
            "segment": self._segment,
            "semaphore": self._semaphore,
            "messages": self._messages,
            "queue": self._queue_name,
            "shared_file": str(self._shared_file),
        }

    def felt(self) -> list[str]:
        """What has happened since the start."""
        while self._serve():
            continue
        self._read_messages()
        changed = {name: value for name, value in self._state().items() if value != self._before[name]}
        return [*self._felt, *(f"{name} is {str(value)[:100]}" for name, value in changed.items())]

    def close(self) -> None:
        """Leave nothing that outlives a process."""
        _libc.semctl(self._semaphore, 0, _REMOVE)
        _libc.msgctl(self._messages, _REMOVE, None)
        _libc.mq_unlink(self._queue_name.encode())
        self._shared_file.unlink(missing_ok=True)

    def _hear_signals(self) -> None:
        deadly = {signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL}
        for number in signal.valid_signals() - deadly - {signal.SIGCHLD, signal.SIGPIPE}:
            signal.signal(number, lambda number, _: self._felt.append(f"signal {int(number)}"))

    def _open_sockets(self, folder: Path) -> None:
        self._tcp = self._listening(socket.AF_INET, ("127.0.0.1", 0))
        self._outside = None
        address = _own_address()
        if address:
            self._outside = self._listening(socket.AF_INET, (address, 0))
        self._stream = self._listening(socket.AF_UNIX, str(folder / "stream"))
        self._abstract = f"chalk-{secrets.token_hex(8)}"
        self._listening(socket.AF_UNIX, f"\0{self._abstract}")
        self._udp = self._bound(socket.AF_INET, ("127.0.0.1", 0))
        self._datagram = self._bound(socket.AF_UNIX, str(folder / "datagram"))
        self._bound(socket.AF_UNIX, f"\0{self._abstract}-datagram")

    def _listening(self, family: int, address: object) -> socket.socket:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.bind(address)  # type: ignore[arg-type]
        made.listen()
        made.setblocking(False)
        self._selector.register(made, selectors.EVENT_READ, lambda: self._accept(made))
        return made

    def _bound(self, family: int, address: object) -> socket.socket:
        made = socket.socket(family, socket.SOCK_DGRAM)
        made.bind(address)  # type: ignore[arg-type]
        made.setblocking(False)
        self._selector.register(made, selectors.EVENT_READ, lambda: self._receive(made))
        return made

    def _accept(self, listening: socket.socket) -> None:
        connected, _ = listening.accept()
        connected.setblocking(False)
        self._selector.register(connected, selectors.EVENT_READ, lambda: self._receive(connected))

    def _receive(self, made: socket.socket) -> None:
        data = b""
        with suppress(ConnectionError):
            data = made.recv(_CHUNK)
        if data:
            self._felt.append(f"received {data.decode('ascii', 'replace')}")
        elif made.type == socket.SOCK_STREAM:
            self._selector.unregister(made)
            made.close()

    def _serve(self) -> int:
        ready = self._selector.select(0)
        for key, _ in ready:
            key.data()
        return len(ready)

    def _open_memory(self, text: bytes) -> None:
        self._segment = _libc.shmget(_PRIVATE, _PAGE, 0o600)
        self._shared: int = _libc.shmat(self._segment, None, 0)
        _libc.shmctl(self._segment, _REMOVE, None)  # gone with this process; until then it can be had
        ctypes.memmove(self._shared, text, len(text))
        self._semaphore = _libc.semget(_PRIVATE, 1, 0o600)
        self._messages = _libc.msgget(_PRIVATE, 0o600)
        self._queue_name = f"/chalk-{secrets.token_hex(8)}"
        attributes = struct.pack("8q", 0, 4, 64, 0, 0, 0, 0, 0)
        flags = os.O_CREAT | os.O_RDWR | os.O_NONBLOCK
        self._queue = _libc.mq_open(self._queue_name.encode(), flags, 0o600, attributes)
        self._shared_file = Path("/dev/shm", self._queue_name[1:])
        self._shared_file.touch(0o600)
        self._shared_file.write_bytes(text)
        self._shared_opened = os.open(self._shared_file, os.O_RDONLY)

    def _read_messages(self) -> None:
        room = ctypes.create_string_buffer(1 << 13)
        length = _libc.msgrcv(self._messages, room, len(room) - 8, 0, _NOWAIT)
        if length > 0:
            self._felt.append(f"received {room.raw[8 : 8 + length].decode('ascii', 'replace')}")
        length = _libc.mq_receive(self._queue, room, len(room), None)
        if length > 0:
            self._felt.append(f"received {room.raw[:length].decode('ascii', 'replace')}")

    def _state(self) -> dict[str, object]:
        return {
            "memory": self._writable.value.decode("utf-8", "replace"),
            "segment": ctypes.string_at(self._shared).decode("utf-8", "replace"),
            "shared file": os.pread(self._shared_opened, _PAGE, 0).decode("utf-8", "replace"),
            "semaphore": _libc.semctl(self._semaphore, 0, _GET_VALUE),
            "priority": os.getpriority(os.PRIO_PROCESS, 0),
            "affinity": sorted(os.sched_getaffinity(0)),
            "scheduler": os.sched_getscheduler(0),
            "core limit": resource.getrlimit(resource.RLIMIT_CORE)[1],
            "badness": int(Path("/proc/self/oom_score_adj").read_text("utf-8")),
            "io": _libc.syscall(_IOPRIO_GET, 1, 0),
        }


_IOPRIO_GET = {"x86_64": 252, "aarch64": 31}.get(os.uname().machine, -1)


def _own_address() -> str | None:
    """An address of this machine that others could reach; None where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        try:
            made.connect(("192.0.2.1", 9))  # sends nothing
            return str(made.getsockname()[0])
        except OSError:
            return None


def main(user: int, folder: Path, secret: Path) -> None:
    """Be the user, then answer until the input ends."""
    if os.geteuid() != user:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    # As a program that was begun by this user: others of the same user may look into it.
    _libc.prctl(_SET_DUMPABLE, 1, 0, 0, 0)
    decoy = Decoy(folder, secret)
    try:
        sys.stdin.readline()
        _answer(decoy.describe())
        while sys.stdin.readline():
            _answer(decoy.felt())
    finally:
        decoy.close()


def _answer(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))

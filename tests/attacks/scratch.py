"""The folder that the suite works in, with the files that attacks reach for, and what has become of them."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import struct
import wave
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SECRET_COLOR = (17, 130, 213)
"""What the decoy's picture shows, everywhere."""

Facts = dict[str, tuple[object, ...]]
"""Of each file, by its path in a folder, what must not change."""

_CONTENT = b"untouched\n"
_VICTIM_LAYER = "victim"


class Scratch:
    """Files of the user that the jobs run as, outside every job's folder; `secret` is in those to be read."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.secret = f"chalk-secret-{secrets.token_hex(16)}"
        self.work, self.cache, self.output = base / "work", base / "cache", base / "output"
        self.decoy, self.targets = base / "decoy", base / "targets"
        self.victim_layer = self.cache / "sessions" / _VICTIM_LAYER
        self.other_job: Path | None = None
        self._targets: dict[str, Facts] = {}
        self._user = os.getuid()
        self._before: Facts = {}
        base.chmod(0o755)
        self.output.mkdir()

    def furnish(self, user: int) -> None:
        """Make everything this user's, another running job of the renderer that has begun included."""
        self._user = user
        text = self.secret.encode()
        for name in ("secret", "home/.ssh/id_ed25519", "studio/.env", "data/library.db", "take/poster.jpg"):
            self._write(self.decoy / name, text)
        self._write(self.decoy / "studio/.streamlit/secrets.toml", b'GEMINI_API_KEY = "%b"\n' % text)
        self._write(self.decoy / "take/video.mp4", text * 100)
        self._write(self.decoy / "take/preview.jpg", text)
        self._write(self.decoy / "take/part.mp4", text)
        self._write(self.decoy / "take/facts.json", text)
        self._write(self.decoy / "picture.png", _picture(SECRET_COLOR))
        self._write(self.decoy / "script.py", text)
        self._write(self.decoy / "program", b"#!/bin/sh\ncat %b\n" % bytes(self.decoy / "secret"))
        (self.decoy / "program").chmod(0o700)
        self._sound()
        self._own(self.decoy)
        [run] = self.work.glob("run-*")
        self.other_job = run / "job-other"
        self._write(self.other_job / "job/notes", text)
        self._own(self.other_job)
        self._write(self.victim_layer / "tex/notes", text)
        self._write(self.cache / "shared/tex/notes", _CONTENT)
        self._own(self.victim_layer)

    def remember(self) -> None:
        """What the decoy's files are now is how they are to stay."""
        self._before = dict(_facts(self.decoy))

    def make_target(self, token: str) -> Path:
        """Files that one attack may try to change."""
        folder = self.targets / token
        self._write(folder / "file", _CONTENT)
        self._write(folder / "folder/inner", _CONTENT)
        (folder / "empty").mkdir()
        with suppress(OSError):  # not every file system has them
            os.setxattr(folder / "file", "user.mark", b"untouched")
        self._own(folder)
        self._targets[token] = dict(_facts(folder))
        return folder

    def changed(self, token: str) -> Iterator[str]:
        """What differs in the attack's target."""
        for name, fact in _compare(self._targets.pop(token), dict(_facts(self.targets / token))):
            yield f"the target's {name}: {fact}"

    def decoy_changed(self) -> Iterator[str]:
        """What differs in the decoy's files; from now on that is how they are."""
        now = dict(_facts(self.decoy))
        for name, fact in _compare(self._before, now):
            yield f"the decoy's {name}: {fact}"
        self._before = now

    def named(self, token: str) -> Iterator[str]:
        """Files with the attack's name where none belongs."""
        for place, folders, files in os.walk(self.base):
            if Path(place) in (self.targets, self.output):
                folders[:] = [name for name in folders if token not in name]
            yield from (str(Path(place, name)) for name in (*folders, *files) if token in name)

    def leaks(self, *folders: Path) -> Iterator[str]:
        """Files with the secret in them."""
        for folder in folders:
            for place, inside, files in os.walk(folder):
                if Path(place) == self.victim_layer:
                    inside.clear()
                for name in files:
                    path = Path(place, name)
                    if path.is_symlink() or not stat.S_ISREG(path.lstat().st_mode):
                        yield f"{path} is no plain file"
                    elif (
                        path != self.victim_layer / "tex/notes" and self.secret.encode() in path.read_bytes()
                    ):
                        yield f"{path} has the secret"

    def clear(self, *folders: Path) -> None:
        """Remove what was for one attack only."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    def remove(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.base, ignore_errors=True)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_bytes(content)
        os.utime(path, (1_000_000_000, 1_000_000_000))

    def _sound(self) -> None:
        with wave.open(str(self.decoy / "sound.wav"), "wb") as made:
            made.setnchannels(1)
            made.setsampwidth(2)
            made.setframerate(8000)
            made.writeframes(struct.pack("<h", 1000) * 8000)

    def _own(self, folder: Path) -> None:
        for place, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(place, name), self._user, self._user, follow_symlinks=False)
        os.chown(folder, self._user, self._user)


def _facts(folder: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Of everything in a folder what must not change, by the path within it."""
    for place, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            path = Path(place, name)
            facts = path.lstat()
            kind = stat.S_IFMT(facts.st_mode)
            plain = kind == stat.S_IFREG
            yield (
                str(path.relative_to(folder)),
                (
                    stat.filemode(facts.st_mode),
                    facts.st_uid,
                    facts.st_gid,
                    facts.st_nlink if plain else 1,
                    facts.st_mtime_ns if plain else 0,
                    path.read_bytes() if plain else b"",
                    tuple((one, os.getxattr(path, one)) for one in os.listxattr(path)) if plain else (),
                ),
            )


def _compare(before: Facts, now: Facts) -> Iterator[tuple[str, str]]:
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield name, "gone"
        elif name not in before:
            yield name, "new"
        elif before[name] != now[name]:
            yield name, f"{before[name]} became {now[name]}"[:400]


def _picture(color: tuple[int, int, int]) -> bytes:
    """A PNG of 16 x 16 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(color) * 16) * 16
    head = struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )

"""The files that commands read and write. Nothing is half-written, and `create` overwrites nothing."""

from __future__ import annotations

import errno
import io
import itertools
import os
import shutil
import tempfile
import unicodedata
from codecs import BOM_UTF8
from pathlib import Path
from typing import IO

from core.errors import DiskFull, MachineError
from core.model import SCRIPT_LIMIT, InvalidField, Script
from terminal.exits import UsageError

VIDEO, ALPHA_VIDEO, PICTURE, CAPTIONS = ".mp4", ".webm", ".png", ".srt"
"""What the files of a take end in.

The second takes the video's place when its background is transparent, the picture when a scene plays nothing.
"""

_NAME_LIMIT = 60
_NAME_BYTES = 200
_FULL = (errno.ENOSPC, errno.EDQUOT)


def read_script(path: Path) -> Script:
    """The script in a file. Raises UsageError."""
    try:
        with path.open("rb") as file:
            data = file.read(SCRIPT_LIMIT + len(BOM_UTF8) + 1)
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder. Give a Python file.") from None
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}. Check the name.") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {_reason(error)}. Give another file.") from error
    if len(data) > SCRIPT_LIMIT + len(BOM_UTF8):
        raise UsageError(
            f"{path} is too long for a script; the limit is {SCRIPT_LIMIT:,} bytes. "
            "Move data out of it or split it into several scenes."
        )
    try:
        return Script(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except InvalidField as error:
        raise UsageError(f"{path}: {error.sentence}") from error


def write_script(path: Path, script: Script) -> None:
    """Put the script in place of the file's text. Raises UsageError or DiskFull."""
    path = path.resolve()
    try:
        bom = path.read_bytes().startswith(BOM_UTF8)
        text = script.source.encode("utf-8-sig" if bom else "utf-8")
        _replace(path, io.BytesIO(text), path.stat().st_mode)
    except OSError as error:
        raise _unwritable(path, error) from error


def prepare_folder(folder: Path) -> None:
    """Make sure that files can be written there, before any work is done. Raises UsageError or DiskFull."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from error


def prepare_video(video: Path, script: Path) -> None:
    """Make sure that a video and what belongs to it can be put there. Raises UsageError or DiskFull."""
    if video.is_dir():
        raise UsageError(f"{video} is a folder. Give the name of a file, such as {video / 'video.mp4'}.")
    if video.suffix.lower() not in (VIDEO, ALPHA_VIDEO):
        raise UsageError(
            f"{video} does not end in .mp4, and videos are MP4. Give it that ending, "
            "or .webm where the scene's background is transparent."
        )
    others = (video.with_suffix(ending) for ending in (VIDEO, ALPHA_VIDEO, PICTURE, CAPTIONS))
    for target in (video, *others):
        if target.exists() and target.samefile(script):
            raise UsageError(f"{target} is the script itself. Give the video another name with --out.")
    prepare_folder(video.parent)


def put(source: Path | bytes, target: Path) -> Path:
    """Put a file or a text into place, in one step, over what was there. Raises UsageError or DiskFull."""
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            _replace(target, file, 0o666 & ~_umask())
    except OSError as error:
        raise _unwritable(target, error) from error
    return target


def free_name(folder: Path, title: str, suffixes: tuple[str, ...]) -> Path:
    """A path in the folder, without an ending, whose files with these endings do not exist yet.

    The first of the files is made at once, empty, so that another command cannot choose the same name.
    """
    name = slug(title)
    for number in itertools.count(1):
        stem = folder / (name if number == 1 else f"{name}-{number}")
        paths = [stem.with_name(stem.name + suffix) for suffix in suffixes]
        if any(path.exists() or path.is_symlink() for path in paths):
            continue
        try:
            paths[0].touch(exist_ok=False)
        except FileExistsError:
            continue
        except OSError as error:
            raise _unwritable(paths[0], error) from error
        return stem
    raise AssertionError("numbers do not end")


def slug(title: str) -> str:
    """A file name for a title: its letters and digits in any writing, joined by hyphens."""
    text = unicodedata.normalize("NFC", title).lower()
    words = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in text).split()
    name = "-".join(words)[:_NAME_LIMIT].encode()[:_NAME_BYTES].decode("utf-8", "ignore")
    return name.strip("-") or "video"


def _replace(target: Path, content: IO[bytes], mode: int) -> None:
    """Write beside the target and rename, so that whoever looks sees the old file or the new one."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".chalkmotion-", delete=False) as temporary:
        path = Path(temporary.name)
        try:
            shutil.copyfileobj(content, temporary)
            temporary.flush()
            path.chmod(mode)
            path.replace(target)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError | ValueError) -> UsageError | MachineError:
    if isinstance(error, OSError) and error.errno in _FULL:
        return DiskFull(f"The disk that holds {path} is full. Free some space and try again.")
    return UsageError(f"{path} cannot be written: {_reason(error)}. Give another place with --out.")


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)

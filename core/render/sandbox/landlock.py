"""Landlock: from now on this process and what it starts reach the files named here, and no others.

Numbers and names are those of linux/landlock.h. What it does not cover is covered in seccomp.py: sockets
other than TCP, a file's mode, owner, times and attributes, and on old kernels cutting files short.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from core.render.sandbox import kernel

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_CHAR, _MAKE_BLOCK, _TRUNCATE, _IOCTL_DEV = 1 << 6, 1 << 11, 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV

_ALL_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL = (1 << 16) - 1

_ALL_NETWORK, _NETWORK_SINCE = 3, 4
_ALL_SCOPES, _SCOPES_SINCE = 3, 6
TRUNCATES_SINCE = 3
"""The version from which on files that may only be read cannot be cut short either."""


def version() -> int:
    """Which version of Landlock the kernel has; 0 for none."""
    try:
        return kernel.call(_CREATE, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def scopes_signals() -> bool:
    """Whether Landlock also keeps a process from signalling those outside."""
    return version() >= _SCOPES_SINCE


def restrict(runnable: Iterable[Path], readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Reach only these: to read and execute, to read, to read and change; what is not there is passed over.

    Raises OSError.
    """
    known = version()
    handled = _ALL_BY_VERSION.get(known, _ALL)
    rules = _create(known, handled)
    try:
        change = handled & ~(_EXECUTE | _MAKE_CHAR | _MAKE_BLOCK)
        _allow(rules, runnable, handled & (_READ_FILE | _READ_DIR | _EXECUTE))
        _allow(rules, readable, handled & (_READ_FILE | _READ_DIR))
        _allow(rules, writable, change)
        kernel.no_new_privileges()
        kernel.call(_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _create(known: int, handled: int) -> int:
    network = _ALL_NETWORK if known >= _NETWORK_SINCE else 0
    scopes = _ALL_SCOPES if known >= _SCOPES_SINCE else 0
    attributes = struct.pack("QQQ", handled, network, scopes)
    size = 24 if scopes else 16 if network else 8
    return kernel.call(_CREATE, attributes[:size], size, 0)


def _allow(rules: int, places: Iterable[Path], rights: int) -> None:
    for place in places:
        try:
            opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            granted = rights if place.is_dir() else rights & _OF_FILES
            kernel.call(_ADD, rules, _RULE_PATH_BENEATH, struct.pack("=Qi", granted, opened), 0)
        finally:
            os.close(opened)

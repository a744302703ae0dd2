"""Doing something for good in a process of its own, and hearing what came of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any


def forked(act: Callable[[], Any]) -> Any:
    """What `act` gives in a forked process, as far as JSON carries it; an exception is its name and words."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            told = act()
        except BaseException as error:  # noqa: BLE001 - all of it is told
            told = [type(error).__name__, str(error)]
        finally:
            os.write(writing, json.dumps(told).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(said)


def error_of(act: Callable[[], object]) -> str | None:
    """The name of the operating system's error that this ends in; None where it works."""
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return None

"""The studio's log: one JSON object a line, to stderr and to a rotating file, with no key in it."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from collections.abc import Iterable

from pythonjsonlogger.json import JsonFormatter

from core.errors import MachineError
from core.settings import Settings

ROOT = "core"
FILE = "studio.log"
TERMINAL_FILE = "terminal.log"
"""A file of its own: two processes that rotate one file would lose lines."""

FILE_SIZE = 2 << 20
FILES = 5


class _WithoutSecrets(JsonFormatter):
    """Writes records as JSON and blots out the settings' own secrets wherever they stand."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "part", "message": "event"},
        )
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text


def start_logging(settings: Settings, console: bool = True) -> None:
    """Log what the studio does: with `console` to FILE and stderr, else to TERMINAL_FILE alone.

    Raises MachineError when the data folder cannot be written.
    """
    path = settings.data / (FILE if console else TERMINAL_FILE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = logging.handlers.RotatingFileHandler(
            path, maxBytes=FILE_SIZE, backupCount=FILES, encoding="utf-8", delay=False
        )
    except OSError as error:
        raise MachineError(
            f"Cannot write the log {path}: {error.strerror}. "
            "Set CHALKMOTION_DATA to a folder that can be written, or free some space."
        ) from error
    logger = logging.getLogger(ROOT)
    stop_logging()
    formatter = _WithoutSecrets((settings.gemini.key or "", settings.api_token or ""))
    for handler in (file, *((logging.StreamHandler(sys.stderr),) if console else ())):
        handler.setFormatter(formatter)
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def stop_logging() -> None:
    """Close the log's files."""
    logger = logging.getLogger(ROOT)
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()

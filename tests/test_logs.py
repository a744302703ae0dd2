from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import MachineError
from core.logs import FILE, TERMINAL_FILE, start_logging, stop_logging
from core.settings import GeminiSettings, Settings


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    yield
    stop_logging()


def settings(folder: Path) -> Settings:
    return Settings(folder, GeminiSettings(key="sesame-123"), api_token="open/up")


def test_each_line_is_an_object_and_no_secret_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging(settings(tmp_path))
    log = logging.getLogger("core.writer")
    log.info("asked with %s", "sesame-123", extra={"url": "https://x/?key=sesame-123", "take": "t1"})
    try:
        raise ValueError("sesame-123 or open/up")
    except ValueError:
        log.exception("failed")
    text = (tmp_path / FILE).read_text("utf-8")
    assert "sesame" not in text and "open/up" not in text
    assert capsys.readouterr().err == text
    first, second = (json.loads(line) for line in text.splitlines())
    assert (first["level"], first["part"], first["event"], first["take"]) == (
        "INFO",
        "core.writer",
        "asked with [secret]",
        "t1",
    )
    assert "ValueError: [secret] or [secret]" in second["exc_info"]


def test_the_terminal_has_stderr_for_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(settings(tmp_path), console=False)
    logging.getLogger("core").info("here")
    assert "here" in (tmp_path / TERMINAL_FILE).read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_be_written_is_a_machine_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MachineError, match="Set CHALKMOTION_DATA to a folder that can be written"):
        start_logging(settings(tmp_path / "file" / "data"))

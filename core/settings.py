"""The studio's settings: environment first, then .streamlit/secrets.toml; the only reader of both."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from platformdirs import user_data_path

from core.errors import BadSetting

PROJECT = Path(__file__).resolve().parent.parent
SECRETS = PROJECT / ".streamlit" / "secrets.toml"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GeminiSettings:
    """How Gemini is asked. `timeout` is the longest silence accepted, in seconds."""

    key: str | None = field(default=None, repr=False)
    model: str = "gemini-3.8-flash"
    transport: str = "grpc"
    endpoint: str | None = None
    timeout: float = 120.0


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """What render jobs may use: seconds, and bytes.

    `workers` jobs run at once, and each draws `children` of its plays at once. `cache` bounds what is kept of
    earlier renders. A render host is replaced after `host_jobs` jobs.
    """

    wall_draft: float = 60.0
    wall_final: float = 600.0
    memory: int = 4 << 30
    file_size: int = 256 << 20
    output: int = 1 << 20
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    children: int = field(default_factory=lambda: os.cpu_count() or 1)
    cache: int = 2 << 30
    host_jobs: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the owner can set; README.md lists the names."""

    data: Path
    gemini: GeminiSettings = field(default_factory=GeminiSettings)
    limits: RenderLimits = field(default_factory=RenderLimits)
    repairs: int = 3
    api_token: str | None = field(default=None, repr=False)

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, secrets: Path = SECRETS) -> Settings:
        """Read the settings. Raises BadSetting, which names the setting and says what it takes."""
        source = _Source(os.environ if environ is None else environ, _read_secrets(secrets))
        gemini, limits = GeminiSettings(), RenderLimits()
        return cls(
            data=source.get("CHALKMOTION_DATA", lambda text: Path(text).expanduser().resolve(), "a folder")
            or user_data_path("chalkmotion", appauthor=False),
            gemini=GeminiSettings(
                key=source.text("GEMINI_API_KEY") or source.text("GOOGLE_API_KEY"),
                model=source.text("GEMINI_MODEL") or gemini.model,
                transport=source.get("GEMINI_TRANSPORT", _transport, "grpc or rest") or gemini.transport,
                endpoint=source.text("GEMINI_ENDPOINT"),
                timeout=source.positive("GEMINI_TIMEOUT", gemini.timeout),
            ),
            limits=RenderLimits(
                wall_draft=source.positive("CHALKMOTION_WALL_DRAFT", limits.wall_draft),
                wall_final=source.positive("CHALKMOTION_WALL_FINAL", limits.wall_final),
                memory=source.megabytes("CHALKMOTION_MEMORY_MB", limits.memory),
                file_size=source.megabytes("CHALKMOTION_FILE_MB", limits.file_size),
                output=source.megabytes("CHALKMOTION_OUTPUT_MB", limits.output),
                workers=int(source.positive("CHALKMOTION_WORKERS", limits.workers)) or 1,
                children=int(source.positive("CHALKMOTION_CHILDREN", limits.children)) or 1,
                cache=source.megabytes("CHALKMOTION_CACHE_MB", limits.cache),
                host_jobs=int(source.positive("CHALKMOTION_HOST_JOBS", limits.host_jobs)) or 1,
            ),
            repairs=source.count("CHALKMOTION_REPAIRS", 3),
            api_token=source.text("CHALKMOTION_API_TOKEN"),
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """The environment over the secrets file."""

    environ: Mapping[str, str]
    secrets: Mapping[str, str]

    def text(self, name: str) -> str | None:
        value = self.environ.get(name) or self.secrets.get(name)
        return value.strip() or None if value else None

    def get(self, name: str, read: Callable[[str], T], takes: str) -> T | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            return read(text)
        except ValueError as error:
            raise BadSetting(f"{name} is {text!r}; it takes {takes}. Change it or unset it.") from error

    def positive(self, name: str, default: float) -> float:
        value = self.get(name, _positive, "a number above 0")
        return default if value is None else value

    def megabytes(self, name: str, default: int) -> int:
        value = self.get(name, _positive, "a number of megabytes above 0")
        return default if value is None else int(value * (1 << 20))

    def count(self, name: str, default: int) -> int:
        value = self.get(name, _count, "a whole number, 0 or more")
        return default if value is None else value


def _read_secrets(path: Path) -> dict[str, str]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read: {error}. Make it a readable UTF-8 file.") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # Only the place: the error's text could quote a key.
        raise BadSetting(f'{path} is not valid TOML. Write each line as NAME = "value".') from error
    return {name: str(value) for name, value in table.items() if not isinstance(value, dict | list)}


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _transport(text: str) -> str:
    if text not in ("grpc", "rest"):
        raise ValueError(text)
    return text

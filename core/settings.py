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
from core.model import Isolation

PROJECT = Path(__file__).resolve().parent.parent
SECRETS = PROJECT / ".streamlit" / "secrets.toml"

_LAST_UID = 2**32 - 2

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

    `memory` is the address space of each process of a job; `resident`, `disk`, `files` and `processes` bound
    what all of a job has together. Nothing runs below the `minimum`. `job_uid` is the user that jobs run as
    where the studio is root; None is another one for each job.
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
    resident: int = 3 << 29
    disk: int = 512 << 20
    files: int = 65_536
    processes: int = 64
    minimum: Isolation = Isolation.LIMITED
    job_uid: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the owner can set; README.md lists the names.

    `allow_weak` lets the server be reached from elsewhere though scripts are less than confined.
    """

    data: Path
    gemini: GeminiSettings = field(default_factory=GeminiSettings)
    limits: RenderLimits = field(default_factory=RenderLimits)
    repairs: int = 3
    api_token: str | None = field(default=None, repr=False)
    allow_weak: bool = False

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
                resident=source.megabytes("CHALKMOTION_RESIDENT_MB", limits.resident),
                disk=source.megabytes("CHALKMOTION_DISK_MB", limits.disk),
                files=source.count("CHALKMOTION_FILES", limits.files, least=1),
                processes=source.count("CHALKMOTION_PROCESSES", limits.processes, least=1),
                minimum=source.get("SANDBOX_MIN", _minimum, "1, 2 or 3") or limits.minimum,
                job_uid=source.get("CHALKMOTION_JOB_UID", _job_uid, f"a user's number, 1 to {_LAST_UID}"),
            ),
            repairs=source.count("CHALKMOTION_REPAIRS", 3),
            api_token=source.text("CHALKMOTION_API_TOKEN"),
            allow_weak=source.get("ALLOW_WEAK_SANDBOX", _switch, "1 or 0") or False,
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

    def count(self, name: str, default: int, least: int = 0) -> int:
        value = self.get(name, lambda text: _count(text, least), f"a whole number, {least} or more")
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


def _count(text: str, least: int) -> int:
    number = int(text)
    if number < least:
        raise ValueError(text)
    return number


def _transport(text: str) -> str:
    if text not in ("grpc", "rest"):
        raise ValueError(text)
    return text


def _minimum(text: str) -> Isolation:
    level = Isolation(int(text))
    if level is Isolation.NONE:
        raise ValueError(text)
    return level


def _job_uid(text: str) -> int:
    number = int(text)
    # 0 would be root, which nothing binds; the number after the last one says "no user" to the kernel.
    if not 0 < number <= _LAST_UID:
        raise ValueError(text)
    return number


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(text)
    return text == "1"

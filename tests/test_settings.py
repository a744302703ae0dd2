from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadSetting
from core.model import Isolation
from core.settings import GeminiSettings, RenderLimits, Settings


def test_the_environment_goes_before_the_secrets_file(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        'GEMINI_API_KEY = "from file"\nGEMINI_MODEL = "m1"\nCHALKMOTION_WORKERS = 3\n[table]\nx = 1\n'
    )
    environ = {"GEMINI_MODEL": "m2", "CHALKMOTION_DATA": str(tmp_path), "CHALKMOTION_MEMORY_MB": "512"}
    assert Settings.load(environ, secrets) == Settings(
        data=tmp_path,
        gemini=GeminiSettings(key="from file", model="m2"),
        limits=RenderLimits(memory=512 << 20, workers=3),
    )


def test_how_scripts_are_isolated_is_set_without_a_prefix(tmp_path: Path) -> None:
    environ = {
        "CHALKMOTION_DATA": str(tmp_path),
        "CHALKMOTION_RESIDENT_MB": "100",
        "CHALKMOTION_DISK_MB": "0.5",
        "CHALKMOTION_FILES": "1000",
        "CHALKMOTION_PROCESSES": "9",
        "CHALKMOTION_JOB_UID": "1234",
        "SANDBOX_MIN": "3",
        "ALLOW_WEAK_SANDBOX": "1",
    }
    assert Settings.load(environ, tmp_path / "none") == Settings(
        data=tmp_path,
        limits=RenderLimits(
            resident=100 << 20,
            disk=1 << 19,
            files=1000,
            processes=9,
            minimum=Isolation.ISOLATED,
            job_uid=1234,
        ),
        allow_weak=True,
    )


def test_what_is_not_set_lets_limited_scripts_run_and_nobody_else_in(tmp_path: Path) -> None:
    settings = Settings.load({"ALLOW_WEAK_SANDBOX": "0"}, tmp_path / "none")
    assert (settings.limits.minimum, settings.limits.job_uid, settings.allow_weak) == (
        Isolation.LIMITED,
        None,
        False,
    )


def test_either_name_of_the_key_is_read(tmp_path: Path) -> None:
    missing = tmp_path / "none.toml"
    assert Settings.load({"GOOGLE_API_KEY": "a"}, missing).gemini.key == "a"
    assert Settings.load({"GOOGLE_API_KEY": "a", "GEMINI_API_KEY": "b"}, missing).gemini.key == "b"
    assert Settings.load({"GEMINI_API_KEY": " "}, missing).gemini.key is None


def test_a_key_is_not_in_the_representation(tmp_path: Path) -> None:
    settings = Settings.load(
        {"GEMINI_API_KEY": "sesame", "CHALKMOTION_API_TOKEN": "sesame"}, tmp_path / "none"
    )
    assert "sesame" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        ("GEMINI_TIMEOUT", "soon", "a number above 0"),
        ("CHALKMOTION_WORKERS", "-1", "a number above 0"),
        ("CHALKMOTION_REPAIRS", "1.5", "a whole number, 0 or more"),
        ("GEMINI_TRANSPORT", "carrier pigeon", "grpc or rest"),
        ("CHALKMOTION_WALL_FINAL", "inf", "a number above 0"),
        ("CHALKMOTION_PROCESSES", "0", "a whole number, 1 or more"),
        ("CHALKMOTION_FILES", "many", "a whole number, 1 or more"),
        ("CHALKMOTION_JOB_UID", "0", "a user's number, 1 to 4294967294"),
        ("CHALKMOTION_JOB_UID", "4294967295", "a user's number, 1 to 4294967294"),
        ("SANDBOX_MIN", "0", "1, 2 or 3"),
        ("SANDBOX_MIN", "4", "1, 2 or 3"),
        ("SANDBOX_MIN", "isolated", "1, 2 or 3"),
        ("ALLOW_WEAK_SANDBOX", "yes please", "1 or 0"),
    ],
)
def test_a_bad_value_names_the_setting(tmp_path: Path, name: str, value: str, takes: str) -> None:
    with pytest.raises(BadSetting) as error:
        Settings.load({name: value}, tmp_path / "none")
    assert error.value.sentence == f"{name} is {value!r}; it takes {takes}. Change it or unset it."


def test_a_secrets_file_that_is_not_toml_is_told_without_its_text(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("GEMINI_API_KEY = sesame")
    with pytest.raises(BadSetting) as error:
        Settings.load({}, secrets)
    assert error.value.sentence == f'{secrets} is not valid TOML. Write each line as NAME = "value".'

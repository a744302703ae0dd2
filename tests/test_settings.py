from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadSetting
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

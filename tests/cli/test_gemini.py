"""`cli.py create` with a model, against a server that speaks its protocol."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator

import pytest

from core.errors import BadKey, NoNetwork, NoSuchModel, PromptBlocked
from core.logs import TERMINAL_FILE
from tests.cli.conftest import WITHIN, CommandLine
from tests.server_process import free_port
from tests.wire.behaviours import BAD_KEY
from tests.wire.server import GeminiServer

KEY = "a-key-that-nobody-may-see"


@pytest.fixture(scope="module")
def gemini() -> Iterator[GeminiServer]:
    with GeminiServer("grpc") as running:
        yield running


def environment(address: str, model: str, key: str = KEY) -> dict[str, str]:
    return {
        "GEMINI_API_KEY": key,
        "GEMINI_MODEL": model,
        "GEMINI_ENDPOINT": address,
        "GEMINI_TIMEOUT": "20",
    }


def test_a_script_that_fails_is_repaired_and_each_attempt_is_told(
    cli: CommandLine, gemini: GeminiServer
) -> None:
    ended = cli.run(
        "create", "what a circle is", "--json", env=environment(gemini.address, "gemini-repairable")
    )
    assert (ended.code, ended.stderr) == (0, "")
    names = [line["event"] for line in ended.lines]
    assert names.count("attempt_failed") == names.count("repair_started") >= 1
    assert [line["attempt"] for line in ended.lines if line["event"] == "writer_started"] == list(
        range(1, names.count("repair_started") + 2)
    )
    last = ended.lines[-1]
    assert (last["event"], last["writer"]) == ("finished", "gemini")
    assert (cli.folder / "what-a-circle-is.mp4").stat().st_size > 0
    assert KEY not in ended.stdout
    assert KEY not in (cli.data / TERMINAL_FILE).read_text("utf-8")


def test_a_script_that_cannot_be_repaired_is_kept_to_be_edited(
    cli: CommandLine, gemini: GeminiServer
) -> None:
    ended = cli.run(
        "create",
        "what a circle is",
        "--json",
        env=environment(gemini.address, "gemini-hopeless") | {"CHALKMOTION_REPAIRS": "1"},
    )
    assert ended.code == 1
    last = ended.lines[-1]
    assert (last["event"], last["video"]) == ("failed", None)
    assert last["script"] == str(cli.folder / "what-a-circle-is.py")
    assert (cli.folder / "what-a-circle-is.py").read_text()
    assert isinstance(last["line"], int)


@pytest.mark.parametrize(
    ("model", "key", "kind", "code"),
    [
        ("gemini-3.8-flash", BAD_KEY, BadKey, 2),
        ("gemini-unheard-of", KEY, NoSuchModel, 2),
        ("gemini-blocked", KEY, PromptBlocked, 1),
    ],
)
def test_who_must_act_is_told_by_the_exit_code(
    cli: CommandLine, gemini: GeminiServer, model: str, key: str, kind: type[Exception], code: int
) -> None:
    ended = cli.run("create", "what a circle is", "--json", env=environment(gemini.address, model, key))
    assert (ended.lines[-1]["kind"], ended.code) == (kind.__name__, code)
    assert key not in ended.stdout + ended.stderr
    assert list(cli.folder.iterdir()) == []


def test_without_a_network_it_is_the_machine(cli: CommandLine) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    ended = cli.run("create", "what a circle is", "--json", env=environment(nobody, "gemini-3.8-flash"))
    assert (ended.lines[-1]["kind"], ended.code) == (NoNetwork.__name__, 3)


def test_a_model_that_is_still_writing_is_interrupted(cli: CommandLine, gemini: GeminiServer) -> None:
    env = environment(gemini.address, "gemini-silent-midway")
    with cli.start("create", "what a circle is", "--json", env=env) as process:
        assert process.stdout is not None
        while json.loads(process.stdout.readline())["event"] != "code_written":
            pass
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=WITHIN)
    assert (process.returncode, stderr) == (130, b"")
    last = json.loads(stdout.splitlines()[-1])
    assert last["event"] == "cancelled"

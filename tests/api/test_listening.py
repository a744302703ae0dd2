"""Where the server may listen on a machine that only limits scripts, and what becomes of renders there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.conftest import Client
from tests.scripts import SCENE
from tests.server_process import ServerProcess
from tests.weak_kernel import LAUNCHER


@pytest.mark.parametrize(("address", "said"), [("0.0.0.0", "0.0.0.0"), ("", "0.0.0.0"), ("::", "::")])
def test_it_does_not_start_where_others_would_reach_it(tmp_path: Path, address: str, said: str) -> None:
    server = ServerProcess(tmp_path, address=address, launcher=LAUNCHER)
    with pytest.raises(AssertionError, match="the server did not start"):
        server.start()
    told = (
        f"Scripts are only limited here (level 1), and the studio would listen on {said}. Start it with HOST="
    )
    assert f"The studio cannot start. {told}" in server.log
    assert "Traceback" not in server.log


def test_on_loopback_it_starts_and_each_take_says_how_weak_it_was(tmp_path: Path) -> None:
    with ServerProcess(tmp_path, launcher=LAUNCHER) as server:
        client = Client(server)
        done = client.ending(client.begin("/api/render", {"script": SCENE}))
    assert (done["status"], done["isolation"]) == ("completed", "limited")


def test_who_says_so_may_let_others_in(tmp_path: Path) -> None:
    with ServerProcess(tmp_path, {"ALLOW_WEAK_SANDBOX": "1"}, address="0.0.0.0", launcher=LAUNCHER) as server:
        assert Client(server).get("/api/health").status == 200


def test_below_the_minimum_it_starts_and_renders_nothing(tmp_path: Path) -> None:
    with ServerProcess(tmp_path, {"SANDBOX_MIN": "2"}, launcher=LAUNCHER) as server:
        client = Client(server)
        failed = client.ending(client.begin("/api/render", {"script": SCENE}))
        told = [json.loads(line) for line in server.log.splitlines() if '"isolation"' in line]
    assert (failed["status"], failed["error"]["kind"], failed["isolation"]) == ("failed", "MACHINE", None)
    assert "SANDBOX_MIN" in failed["error"]["message"]
    assert [(line["level"], line["isolation"], line["minimum"]) for line in told] == [
        ("WARNING", "limited", "confined")
    ]

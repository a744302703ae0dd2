"""The server's life: what is remembered, and what is left when it stops."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.conftest import Client
from tests.scripts import ENDLESS, SCENE
from tests.server_process import PROJECT, ServerProcess, clean_environment, wait_until_gone


def test_a_video_is_found_again_after_a_restart(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        client = Client(server)
        good = client.ending(client.begin("/api/render", {"script": SCENE}))
        bad = client.ending(client.begin("/api/render", {"script": "x = 1 +"}))
        video = client.get(good["video_url"]).body
    with ServerProcess(tmp_path) as server:
        client = Client(server)
        assert client.get(f"/api/video/{good['video_id']}").json == good
        assert client.get(f"/api/video/{bad['video_id']}").json == bad
        assert client.get(good["video_url"]).body == video
        for path in (tmp_path / "takes").rglob("video.mp4"):
            path.unlink()
        gone = client.get(good["video_url"])
        assert (gone.status, gone.error["message"][-21:]) == (404, "Make the video again.")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_server_stops(tmp_path: Path, how: signal.Signals) -> None:
    with ServerProcess(tmp_path) as server:
        client = Client(server)
        video_id = client.begin("/api/render", {"script": ENDLESS})
        for status in client.progress(video_id):
            if status["stage"] == "rendering":
                break
        family = server.processes()
        assert len(family) >= 2
        server.stop(how)
        assert wait_until_gone(family, 5) == frozenset()
        assert "Traceback" not in server.log


def test_a_client_that_does_not_read_does_not_hold_the_server_up(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server:
        client = Client(server)
        done = client.ending(client.begin("/api/render", {"script": SCENE}))
        [video] = (tmp_path / "takes").rglob("video.mp4")
        with video.open("r+b") as file:
            file.truncate(100 << 20)
        family = server.processes()
        with socket.create_connection(("127.0.0.1", server.port)) as paused:
            paused.sendall(f"GET {done['video_url']} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert paused.recv(12) == b"HTTP/1.1 200"
            server.stop()
        assert wait_until_gone(family, 5) == frozenset()
        assert "Traceback" not in server.log


def test_a_server_that_cannot_start_says_why_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", "0"],
        cwd=PROJECT,
        env=clean_environment(file / "data"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert "The studio cannot start." in said and str(file / "data") in said
    assert "Traceback" not in said

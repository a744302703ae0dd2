"""What the API refuses, and how it says so."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from core.model import PROMPT_LIMIT
from http_api.body import BODY_LIMIT
from tests.api.conftest import QUICK, Client
from tests.scripts import SCENE
from tests.server_process import ServerProcess

UNKNOWN = "0" * 32


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b"{", "body"),
        (b"\xff\xfe\xfd", "body"),
        (b"[" * 100_000, "body"),
        (b'"prompt"', "body"),
        (b"[]", "body"),
        (b"null", "body"),
        (b'{"prompt": "circle", "duration": NaN}', "body"),
        (b'{"prompt": "circle", "duration": Infinity}', "body"),
        (b'{"prompt": "circle", "duration": 1' + b"0" * 5_000 + b"}", "body"),
        (b'{"prompt": "circle", "duration": 1' + b"0" * 400 + b"}", "duration"),
        (b'{"prompt": "circle", "duration": 1e999}', "duration"),
        ({}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"prompt": 7}, "prompt"),
        ({"prompt": ["circle"]}, "prompt"),
        ({"prompt": " \n"}, "prompt"),
        ({"prompt": "x" * (PROMPT_LIMIT + 1)}, "prompt"),
        ({"prompt": "half a character \ud83d"}, "prompt"),
        (QUICK | {"duration": 0}, "duration"),
        (QUICK | {"duration": -20}, "duration"),
        (QUICK | {"duration": 10**9}, "duration"),
        (QUICK | {"duration": True}, "duration"),
        (QUICK | {"duration": "20"}, "duration"),
        (QUICK | {"complexity": "Simple "}, "complexity"),
        (QUICK | {"complexity": 1}, "complexity"),
        (QUICK | {"quality": "1080p"}, "quality"),
        (QUICK | {"quality": []}, "quality"),
        (QUICK | {"quality": "\ud800"}, "quality"),
        (QUICK | {"writer": "me"}, "writer"),
        (QUICK | {"writer": "gemini"}, "writer"),
        (QUICK | {"session": "my session"}, "session"),
        (QUICK | {"colour": "red"}, "colour"),
        (QUICK | {"\ud800": 1}, "'\\ud800'"),
    ],
)
def test_a_bad_order_for_a_prompt_names_the_field(client: Client, body: object, field: str) -> None:
    answer = client.ask("POST", "/api/generate", body)
    assert answer.status == 422, answer.body
    assert answer.error["field"] == field
    assert answer.error["message"].endswith(".")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "script"),
        ({"script": ""}, "script"),
        ({"script": 1}, "script"),
        ({"script": "#" * 1_000_000}, "script"),
        ({"script": SCENE, "scene": ""}, "scene"),
        ({"script": SCENE, "scene": "not a name"}, "scene"),
        ({"script": SCENE, "scene": "A" * 1_000}, "scene"),
        ({"script": SCENE, "scene": 1}, "scene"),
        ({"script": SCENE, "quality": "DRAFT"}, "quality"),
        ({"script": SCENE, "session": ""}, "session"),
        ({"script": SCENE, "session": 7}, "session"),
        ({"script": SCENE, "session": "x" * 65}, "session"),
        ({"script": SCENE, "session": "../mine"}, "session"),
        ({"script": SCENE, "session": "mine\n"}, "session"),
        ({"script": SCENE, "session": "m\u00efne"}, "session"),
        ({"script": SCENE, "prompt": "circle"}, "prompt"),
        ({"script": SCENE, "anyway": "yes"}, "anyway"),
        ({"script": SCENE, "anyway": 1}, "anyway"),
    ],
)
def test_a_bad_order_for_a_script_names_the_field(client: Client, body: object, field: str) -> None:
    answer = client.ask("POST", "/api/render", body)
    assert answer.status == 422, answer.body
    assert answer.error["field"] == field


def test_a_long_body_is_refused(client: Client) -> None:
    answer = client.ask("POST", "/api/render", b" " * (BODY_LIMIT + 1))
    assert answer.status == 413
    assert answer.error["message"] == f"The body has more than {BODY_LIMIT:,} bytes. Shorten it."


def test_a_body_without_end_is_not_waited_for(client: Client) -> None:
    head = "POST /api/render HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", client.server.port), timeout=60) as sender:
        sender.sendall(f"{head}Content-Length: {10**12}\r\n\r\n{{".encode())
        assert sender.recv(12) == b"HTTP/1.1 413"


def test_only_json_is_taken_so_that_a_web_page_cannot_post(client: Client) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = client.ask("POST", "/api/generate", json.dumps(QUICK).encode(), {"Content-Type": kind})
        assert answer.status == 415
        assert "application/json" in answer.error["message"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/api/video/{UNKNOWN}", 404),
        ("DELETE", f"/api/video/{UNKNOWN}", 404),
        ("GET", f"/api/video/file/{UNKNOWN}", 404),
        ("GET", "/api/video/x", 404),
        ("GET", "/api/video/" + "A" * 32, 404),
        ("GET", "/api/video/" + "%D9%A0" * 32, 404),
        ("GET", f"/api/video/{UNKNOWN}%0A", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/generate", 405),
        ("DELETE", "/api/health", 405),
        ("PUT", f"/api/video/{UNKNOWN}", 405),
    ],
)
def test_addresses_that_do_not_exist(client: Client, method: str, path: str, status: int) -> None:
    answer = client.ask(method, path)
    assert answer.status == status, answer.body
    assert answer.error["message"].endswith(".")


@pytest.mark.parametrize("way", ["..%2f..%2flibrary.sqlite3", "../../library.sqlite3", "%2e%2e%2fstudio.log"])
def test_no_path_leads_out_of_the_videos(client: Client, way: str) -> None:
    assert (client.server.data / "library.sqlite3").exists()
    assert client.get(f"/api/video/file/{way}").status in (400, 404)


def test_methods_that_exist_are_named(client: Client) -> None:
    allowed = client.ask("PUT", f"/api/video/{UNKNOWN}").headers["allow"]
    assert set(allowed.replace(" ", "").split(",")) == {"DELETE", "GET", "HEAD"}


def test_health_answers_quickly_and_is_never_kept(client: Client) -> None:
    answer = client.get("/api/health")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json["status"] == "ok"
    assert answer.json["writer"] == "shelf"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost.evil.example:8501"},
        {"Host": ""},
        {"X-Forwarded-For": "203.0.113.7"},
        {"X-Forwarded-Host": "studio.example"},
        {"Forwarded": "for=203.0.113.7"},
    ],
)
def test_without_a_token_only_this_machine_is_served(client: Client, headers: dict[str, str]) -> None:
    answer = client.ask("GET", "/api/health", headers=headers)
    assert answer.status == 403
    assert "CHALKMOTION_API_TOKEN" in answer.error["message"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "127.0.0.1:1", "[::1]:8501"])
def test_this_machine_has_several_names(client: Client, host: str) -> None:
    assert client.ask("GET", "/api/health", headers={"Host": host}).status == 200


def test_with_a_token_it_is_asked_of_everybody(tmp_path: Path) -> None:
    token = "schlüssel-and-more"
    with ServerProcess(tmp_path, {"CHALKMOTION_API_TOKEN": token}) as server:
        client = Client(server)

        def ask(method: str, path: str, **headers: str) -> int:
            return client.ask(method, path, headers=headers).status

        right = f"Bearer {token}".encode().decode("latin-1")
        assert ask("GET", "/api/health") == 401
        assert ask("GET", "/api/health", Authorization="Bearer wrong") == 401
        assert ask("GET", "/api/health", Authorization="Basic " + token.encode().decode("latin-1")) == 401
        assert ask("GET", "/api/health", Authorization=right) == 200
        assert ask("GET", "/api/health", Authorization=right, Host="studio.example") == 200
        assert ask("GET", f"/api/video/{UNKNOWN}") == 401
        assert client.ask("POST", "/api/generate", QUICK).headers["www-authenticate"] == "Bearer"
        assert token not in server.log

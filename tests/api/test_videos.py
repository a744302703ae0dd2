"""From an order to a video, over real HTTP."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime

import av
import pytest
from PIL import Image

from core.library.store import Library
from core.model import Cancelled, RenderSettings, Script, Take
from core.render.sandbox.probe import ask
from tests.api.conftest import QUICK, Client
from tests.scripts import CAPTIONED, ENDLESS, SCENE, STILL


def length(video: bytes) -> float:
    """Seconds of a video whose every frame can be decoded."""
    with av.open(io.BytesIO(video), "r") as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        assert stream.average_rate is not None
        return float(frames / stream.average_rate)


def test_a_prompt_becomes_a_video(client: Client) -> None:
    video_id = client.begin("/api/generate", QUICK)
    told = list(client.progress(video_id))
    progress = [status["progress"] for status in told]
    assert progress == sorted(progress)
    last = told[-1]
    assert last["status"] == "completed", last
    assert last["video_url"] == f"/api/video/file/{video_id}"
    assert (last["writer"], last["isolation"]) == ("shelf", ask().level.word)
    assert last["scene"] in last["script"]
    video = client.get(last["video_url"])
    assert (video.status, video.headers["content-type"]) == (200, "video/mp4")
    assert length(video.body) == pytest.approx(last["duration"], abs=0.2)


def test_a_script_becomes_a_video_that_can_be_read_in_pieces(client: Client) -> None:
    done = client.ending(client.begin("/api/render", {"script": SCENE, "quality": "draft"}))
    assert (done["status"], done["scene"], done["plays"], done["picture"]) == (
        "completed",
        "Lesson",
        2,
        "480p15",
    )
    url = done["video_url"]
    whole = client.get(url)
    size = len(whole.body)
    assert whole.headers["accept-ranges"] == "bytes"
    assert int(whole.headers["content-length"]) == size

    piece = client.get(url, Range="bytes=100-199")
    assert (piece.status, piece.body) == (206, whole.body[100:200])
    assert piece.headers["content-range"] == f"bytes 100-199/{size}"
    tail = client.get(url, Range="bytes=-50")
    assert (tail.status, tail.body) == (206, whole.body[-50:])
    rest = client.get(url, Range=f"bytes={size - 7}-", Accept_Encoding="gzip")
    assert (rest.status, rest.body) == (206, whole.body[-7:])
    beyond = client.get(url, Range=f"bytes={size}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    changed = client.get(url, Range="bytes=0-9", If_Range='"another"')
    assert (changed.status, len(changed.body)) == (200, size)

    head = client.ask("HEAD", url)
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) == size


def test_captions_have_an_address_of_their_own(client: Client) -> None:
    done = client.ending(client.begin("/api/render", {"script": CAPTIONED}))
    assert done["captions_url"] == f"/api/video/captions/{done['video_id']}"
    captions = client.get(done["captions_url"])
    assert (captions.status, captions.headers["content-type"]) == (200, "application/x-subrip")
    assert "A circle" in captions.body.decode()
    assert 'filename="Lesson.srt"' in captions.headers["content-disposition"]
    without = client.ending(client.begin("/api/render", {"script": SCENE}))
    assert "captions_url" not in without
    assert client.get(f"/api/video/captions/{without['video_id']}").status == 404


def test_a_scene_that_plays_nothing_becomes_a_picture(client: Client) -> None:
    done = client.ending(client.begin("/api/render", {"script": STILL}))
    assert (done["status"], done["plays"], done["duration"]) == ("completed", 0, 0.0)
    assert "video_url" not in done
    assert done["image_url"] == f"/api/video/file/{done['video_id']}"
    image = client.get(done["image_url"])
    assert (image.status, image.headers["content-type"]) == (200, "image/png")
    with Image.open(io.BytesIO(image.body)) as picture:
        assert picture.size == (854, 480)


def test_what_was_drawn_before_is_reused_by_its_session_alone(client: Client) -> None:
    order = {"script": SCENE.replace("Circle()", "Circle(radius=1.25)")}

    def reused(**named: str) -> object:
        return client.ending(client.begin("/api/render", order | named))["reused"]

    assert reused(session="mine") == 0
    assert (reused(session="mine"), reused(session="Mine"), reused(), reused()) == (2, 0, 0, 0)


def test_a_newer_wish_of_a_session_cancels_the_one_before(client: Client) -> None:
    first = client.begin("/api/render", {"script": ENDLESS, "session": "one"})
    other = client.begin("/api/render", {"script": ENDLESS, "session": "another"})
    assert client.ending(client.begin("/api/generate", QUICK | {"session": "one"}))["status"] == "completed"
    assert client.ending(first)["error"] == {
        "kind": "CANCELLED",
        "message": "The production was cancelled. A newer one of the same session took its place.",
        "line": None,
    }
    assert client.ask("DELETE", f"/api/video/{other}").json["status"] == "processing", "others went on"
    client.ending(other)


def test_who_cancelled_is_told_where_it_was_not_the_client(client: Client) -> None:
    def told(production: str, outcome: Cancelled) -> object:
        made, nothing = datetime.now(UTC), Script("")
        take = Take(production, "s", production, made, None, nothing, RenderSettings(), "hand", outcome)
        Library(client.server.data).keep(take)
        return client.get(f"/api/video/{production}").json["error"]

    start = {"kind": "CANCELLED", "line": None}
    assert told("a" * 32, Cancelled()) == start | {
        "message": "The production was cancelled. Ask for it again."
    }
    assert told("b" * 32, Cancelled("A newer one took its place.")) == start | {
        "message": "The production was cancelled. A newer one took its place."
    }


def test_a_failure_is_told_with_its_kind_and_line(client: Client) -> None:
    script = SCENE.replace("Circle()", "Circle(radius=undefined)")
    failed = client.ending(client.begin("/api/render", {"script": script}))
    assert failed["status"] == "failed"
    assert (failed["error"]["kind"], failed["error"]["line"]) == ("SCRIPT", 6)
    assert "undefined" in failed["error"]["message"]
    assert failed["script"] == script
    assert "video_url" not in failed
    file = client.get(f"/api/video/file/{failed['video_id']}")
    assert file.status == 404
    assert failed["video_id"] in file.error["message"]


def test_a_script_with_errors_is_rendered_only_if_it_is_asked_for_all_the_same(client: Client) -> None:
    order = {"script": f"import socket\n{SCENE}"}
    refused = client.ending(client.begin("/api/render", order))
    assert (refused["error"]["kind"], refused["error"]["line"]) == ("FORBIDDEN", 1)
    assert (refused["original"], refused["fixed"], refused["isolation"]) == (None, [], None)
    assert refused["diagnostics"] == [
        {
            "rule": "import-policy",
            "severity": "error",
            "line": 1,
            "column": 1,
            "message": refused["error"]["message"],
            "fix": None,
        }
    ]
    done = client.ending(client.begin("/api/render", order | {"anyway": True}))
    assert (done["status"], done["diagnostics"]) == ("completed", refused["diagnostics"])


def test_the_scenes_to_pick_from_are_told(client: Client) -> None:
    two = f"{SCENE}\n\n{SCENE.partition(chr(10) * 3)[2].replace('Lesson', 'Other')}"
    failed = client.ending(client.begin("/api/render", {"script": two}))
    assert failed["choices"] == ["Lesson", "Other"]
    done = client.ending(client.begin("/api/render", {"script": two, "scene": "Other"}))
    assert done["scene"] == "Other"


def test_the_shelf_never_passes_another_scene_off_as_an_answer(client: Client) -> None:
    order = QUICK | {"prompt": "вязание носков спицами"}
    failed = client.ending(client.begin("/api/generate", order))
    assert (failed["status"], failed["error"]["kind"]) == ("failed", "ShelfMiss")
    assert len(failed["suggestions"]) == 3


def test_a_production_can_be_cancelled(client: Client) -> None:
    video_id = client.begin("/api/render", {"script": ENDLESS})
    for status in client.progress(video_id):
        if status["stage"] == "rendering":
            break
    early = client.get(f"/api/video/file/{video_id}")
    assert early.status == 404
    assert client.ask("DELETE", f"/api/video/{video_id}").status == 202
    ended = client.ending(video_id)
    assert (ended["status"], ended["error"]["kind"]) == ("failed", "CANCELLED")
    again = client.ask("DELETE", f"/api/video/{video_id}")
    assert (again.status, again.json) == (200, ended)


def test_two_clients_at_once_do_not_disturb_each_other(client: Client) -> None:
    endings: dict[str, str] = {}

    def work(name: str) -> None:
        script = SCENE.replace("Lesson", name)
        endings[name] = client.ending(client.begin("/api/render", {"script": script}))["scene"]

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ada", "Emmy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert endings == {"Ada": "Ada", "Emmy": "Emmy"}


def test_more_productions_than_the_server_takes_are_turned_away(client: Client) -> None:
    begun: list[str] = []
    answer = client.ask("POST", "/api/render", {"script": ENDLESS})
    while answer.status == 202 and len(begun) < 100:
        begun.append(answer.json["video_id"])
        answer = client.ask("POST", "/api/render", {"script": ENDLESS})
    try:
        assert answer.status == 429
        assert answer.headers["retry-after"].isdigit()
        assert len(begun) == 32
        assert client.get("/api/health").json["productions"] == 32
    finally:
        for video_id in begun:
            client.ask("DELETE", f"/api/video/{video_id}")
    assert {client.ending(video_id)["error"]["kind"] for video_id in begun} == {"CANCELLED"}
    assert client.ending(client.begin("/api/render", {"script": SCENE}))["status"] == "completed"

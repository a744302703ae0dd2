"""What the page shows of a render: its stills while it runs, then a video with captions or a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.events import RenderCancelled, RenderEvent
from core.model import Isolation, RenderResult, Timeline
from tests.fakes import SEVERAL, FakeRenderer
from tests.ui.conftest import PATIENCE, Visit

STILL = Timeline("Still", ())


def rendered(
    visit: Visit, timeline: Timeline = SEVERAL, level: Isolation | None = Isolation.ISOLATED
) -> RenderResult:
    """Render to the end; the result."""
    renderer = FakeRenderer(timeline=timeline)
    renderer.level = level
    visit.render_with(renderer)
    visit.wait()
    result = visit.session.newest_first[0].result
    assert result is not None
    return result


def images(visit: Visit) -> list[Any]:
    """Each picture on the page: its alternative text and its caption."""
    return [(image.alt, image.caption) for element in visit.app.image for image in element.proto.imgs]


def buttons(visit: Visit) -> list[str]:
    """What can be downloaded."""
    return [button.proto.label for button in visit.app.get("download_button")]


def captions(visit: Visit) -> list[str]:
    return [caption.value.replace("\\", "") for caption in visit.app.caption]


def test_the_stills_of_what_is_drawn_are_shown_in_the_order_of_the_plays(visit: Visit) -> None:
    renderer = FakeRenderer(hold=True, timeline=SEVERAL)
    visit.render_with(renderer)
    assert renderer.holding.wait(PATIENCE)
    visit.app.run()
    assert not visit.app.exception
    assert images(visit) == [
        ("Play 1: Create(Circle), line 6", "*1* Create\\(Circle\\), line 6 · reused"),
        ("Play 2: FadeIn(Text), line 7", "**2** FadeIn\\(Text\\), line 7"),
        ("Play 3: wait, line 8", "**3** wait, line 8"),
    ]
    assert "**Putting the video together**" in [text.value for text in visit.app.markdown]
    visit.cancel()
    visit.wait()
    assert images(visit) == []


def test_the_stills_lie_beneath_the_last_good_video(visit: Visit) -> None:
    rendered(visit)
    renderer = FakeRenderer(hold=True)
    visit.render_with(renderer)
    assert renderer.holding.wait(PATIENCE)
    visit.app.run()
    assert len(visit.app.get("video")) == 1
    assert [alt for alt, _ in images(visit)] == ["Play 1: Create(Circle), line 6"]
    visit.cancel()
    visit.wait()


class Replaced(FakeRenderer):
    """Something newer takes the place of what it should render."""

    def events(self, job_id: str) -> Iterator[RenderEvent]:
        yield RenderCancelled("A newer one took its place.")


def test_what_cancelled_a_render_is_told_where_it_was_not_the_visitor(visit: Visit) -> None:
    visit.render_with(Replaced())
    visit.wait()
    [sentence] = visit.sentences
    assert sentence.replace("\\", "") == (
        "Cancelled. A newer one took its place. The script is still in the editor."
    )


class Meddled(FakeRenderer):
    """Its stills are spoilt before anybody looks."""

    def spoil(self) -> None:
        assert self.holding.wait(PATIENCE)
        [job] = self.jobs
        (job.output / "0001.jpg").write_text("not a picture")
        (job.output / "0002.jpg").unlink()


def test_a_still_that_is_no_picture_is_left_out(visit: Visit) -> None:
    renderer = Meddled(hold=True, timeline=SEVERAL)
    visit.render_with(renderer)
    renderer.spoil()
    visit.app.run()
    assert not visit.app.exception
    assert [alt for alt, _ in images(visit)] == ["Play 3: wait, line 8"]
    visit.cancel()
    visit.wait()


def test_a_video_has_its_captions_and_says_what_was_reused(visit: Visit) -> None:
    rendered(visit)
    [video] = visit.app.get("video")
    assert [track.label for track in video.proto.subtitles] == ["Captions"]
    assert buttons(visit) == ["Video", "Captions", "Script"]
    assert (
        "Lesson · 4 s · 480p15 · 1 of 3 plays reused · rendered in 0.5 s · :material/shield: isolated"
        in captions(visit)
    )


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (None, ""),
        (Isolation.NONE, " · :material/gpp_maybe: none"),
        (Isolation.LIMITED, " · :material/gpp_maybe: limited"),
        (Isolation.CONFINED, " · :material/shield: confined"),
    ],
)
def test_a_video_says_how_its_script_was_isolated(visit: Visit, level: Isolation | None, said: str) -> None:
    rendered(visit, level=level)
    assert f"Lesson · 4 s · 480p15 · 1 of 3 plays reused · rendered in 0.5 s{said}" in captions(visit)


def test_captions_that_are_gone_do_not_take_the_video_along(visit: Visit) -> None:
    result = rendered(visit)
    assert result.captions is not None
    result.captions.unlink()
    visit.app.run()
    assert not visit.app.exception
    assert [len(video.proto.subtitles) for video in visit.app.get("video")] == [0]
    assert buttons(visit) == ["Video", "Script"]


def test_a_scene_that_plays_nothing_is_shown_as_a_picture(visit: Visit) -> None:
    rendered(visit, STILL)
    (take,) = visit.session.takes.values()
    assert visit.session.playing == take.id
    assert len(visit.app.get("video")) == 0
    assert [alt for alt, _ in images(visit)] == ["Picture: Still", "Still of Still"]
    assert buttons(visit) == ["Picture", "Script"]
    assert "Still · 854×480 · no plays · made in 0.5 s · :material/shield: isolated" in captions(visit)
    visit.app.switch_page("pages/1_Library.py").run()
    assert not visit.app.exception
    assert buttons(visit) == ["Picture", "Script"]
    again = Visit(visit.session.id)
    assert again.session.playing == take.id


def spoil(path: Path | None) -> None:
    assert path is not None
    path.write_text("not a picture")


def test_a_picture_that_is_none_any_more_is_said_to_be_gone(visit: Visit) -> None:
    spoil(rendered(visit, STILL).image)
    visit.app.run()
    assert not visit.app.exception
    assert visit.sentences == ["The file of this picture is gone. Render again to make it anew."]


def test_a_picture_is_the_last_good_one_while_a_video_is_made(visit: Visit) -> None:
    rendered(visit, STILL)
    renderer = FakeRenderer(hold=True)
    visit.render_with(renderer)
    assert renderer.holding.wait(PATIENCE)
    visit.app.run()
    assert "The last good picture: Still" in captions(visit)
    visit.cancel()
    visit.wait()

from __future__ import annotations

import pytest

from core.model import (
    Brief,
    Complexity,
    FailureKind,
    InvalidField,
    PlannedPlay,
    Quality,
    RenderFailure,
    Script,
    Timeline,
)


@pytest.mark.parametrize(
    ("prompt", "duration", "field", "sentence"),
    [
        ("", 20, "prompt", "The prompt is empty. Say what the video should explain."),
        (" \n\t", 20, "prompt", "The prompt is empty. Say what the video should explain."),
        (
            "x" * 20_000,
            20,
            "prompt",
            "The prompt has 20,000 characters; the limit is 4,000. "
            "Shorten it to the one idea that the video should explain.",
        ),
        ("a\ud800", 20, "prompt", "The prompt holds a broken character. Type it again."),
        ("circle", 0, "duration", "A duration of 0 s cannot be made. Give between 3 and 600 seconds."),
        ("circle", 1e9, "duration", "A duration of 1e+09 s cannot be made. Give between 3 and 600 seconds."),
        (
            "circle",
            float("nan"),
            "duration",
            "A duration of nan s cannot be made. Give between 3 and 600 seconds.",
        ),
        ("circle", -5, "duration", "A duration of -5 s cannot be made. Give between 3 and 600 seconds."),
    ],
)
def test_a_brief_that_cannot_be_used_names_the_field(
    prompt: str, duration: float, field: str, sentence: str
) -> None:
    with pytest.raises(InvalidField) as error:
        Brief(prompt, Complexity.SIMPLE, duration)
    assert (error.value.name, error.value.sentence) == (field, sentence)


@pytest.mark.parametrize("prompt", ["شرح نظرية فيثاغورس", "为什么 🤔", "x² ≥ 0", "a" * 4_000])
def test_a_brief_takes_any_writing(prompt: str) -> None:
    assert Brief(prompt).prompt == prompt


def test_a_script_of_a_megabyte_is_refused() -> None:
    with pytest.raises(InvalidField) as error:
        Script("#" * 1_000_000)
    assert error.value.sentence == (
        "The script has 1,000,000 bytes; the limit is 200,000. "
        "Move data out of it or split it into several scenes."
    )


def test_qualities_are_pictures() -> None:
    assert [str(quality.picture) for quality in Quality] == ["480p15", "720p30", "1080p60", "4K60"]


def test_a_timeline_ends_with_its_last_play() -> None:
    plays = (PlannedPlay(1, 6, 0.0, 1.0, "Create"), PlannedPlay(2, 7, 1.0, 2.5, "wait"))
    assert (Timeline("Lesson", plays).duration, Timeline("Lesson", ()).duration) == (2.5, 0.0)


def test_only_what_the_script_did_can_be_repaired() -> None:
    repairable = [kind for kind in FailureKind if RenderFailure(kind, "").is_repairable]
    assert repairable == [kind for kind in FailureKind if kind is not FailureKind.MACHINE]
    assert not RenderFailure(FailureKind.SCRIPT, "Pick one.", choices=("A", "B")).is_repairable


def test_a_reason_does_not_tell_its_line_again() -> None:
    assert RenderFailure(FailureKind.SCRIPT, "Line 4: no.", 4).reason == "no."
    assert RenderFailure(FailureKind.SCRIPT, "Line 4: no.", 5).reason == "Line 4: no."
    assert RenderFailure(FailureKind.SCRIPT, "No.").reason == "No."

import pytest

from core.cancel import Cancellation, CancelRequested
from core.errors import ShelfMiss
from core.events import CodeWritten, WriterNoted
from core.model import Brief, Complexity
from core.shelf.catalogue import catalogue
from core.shelf.filling import fill
from core.shelf.writer import ShelfWriter
from core.writer.base import Request, Writer


def test_the_answer_is_a_note_and_then_the_script_in_pieces() -> None:
    writer: Writer = ShelfWriter()
    brief = Brief("bubble sort of 5, 3, 8, 1", Complexity.SIMPLE, 12)
    note, *pieces = writer.write(Request(brief), Cancellation())
    assert note == WriterNoted(
        "From the shelf: “Bubble sort”, filled with the list 5, 3, 8, 1. "
        "No model wrote this; add a Gemini key for other topics."
    )
    assert len(pieces) > 10
    script = "".join(piece.text for piece in pieces if isinstance(piece, CodeWritten))
    assert script == fill(catalogue().find(brief.prompt).scene, brief).source
    assert (writer.name, writer.can_repair) == ("shelf", False)


def test_the_note_says_what_the_scene_leaves_aside() -> None:
    note = next(
        ShelfWriter().write(Request(Brief("projectile motion on the moon, g = 1.62")), Cancellation())
    )
    assert note == WriterNoted(
        "From the shelf: “Projectile motion”, filled with the gravity 1.62 m/s². It leaves aside “moon”. "
        "No model wrote this; add a Gemini key for other topics."
    )


SENTENCES = {
    "Riemann sum of sin(2x) from 0 to π with 1 rectangle": "the function sin(2x), the interval from 0 to π "
    "and 1 rectangle",
    "taylor series of e^-x at 1, third order": "the function e^-x, the center 1 and order 3",
    "projectile at 72 km/h and 30°": "the angle 30° and the speed 20 m/s",
    "probability of a sum of 7 with two dice": "the sum 7",
    "primes below 100": "numbers up to 100",
    "200 coin flips": "200 flips",
    "fourier series of a sawtooth wave, 9 terms": "a sawtooth wave and 9 terms",
    "binary search for 7 in 1 3 5 7": "the target 7 and the list 1, 3, 5, 7",
    "vectors (-3,2) and (4,1)": "vectors (-3, 2) and (4, 1)",
    "2x2 matrix [[0,-1],[1,0.5]]": "the matrix [[0, -1], [1, 0.5]]",
    "pythagoras, legs 5 and 12": "legs 5 and 12",
    "solve x^2 = 5x - 6": "the equation x^2 - 5x + 6 = 0",
    "derivative of 3x^2 at x = π/2": "the function 3x^2 and the point x = π/2",
    "area of a circle, r = 2,5, 16 slices": "radius 2.5 and 16 slices",
    "area under the parabola up to 2 with 10 strips": "the interval from 0 to 2 and 10 strips",
    "unit circle at 210°": "the angle 210°",
}


@pytest.mark.parametrize(("prompt", "filled"), SENTENCES.items())
def test_the_note_says_in_a_sentence_what_was_filled_in(prompt: str, filled: str) -> None:
    note = next(ShelfWriter().write(Request(Brief(prompt)), Cancellation()))
    assert isinstance(note, WriterNoted)
    assert note.text.partition(", filled with ")[2] == (
        f"{filled}. No model wrote this; add a Gemini key for other topics."
    )


def test_a_miss_is_raised_before_anything_is_written() -> None:
    with pytest.raises(ShelfMiss):
        next(ShelfWriter().write(Request(Brief("the Roman empire")), Cancellation()))


def test_a_cancel_stops_the_code() -> None:
    cancel = Cancellation()
    events = ShelfWriter().write(Request(Brief("unit circle")), cancel)
    assert isinstance(next(events), WriterNoted)
    assert isinstance(next(events), CodeWritten)
    cancel.request()
    with pytest.raises(CancelRequested):
        next(events)

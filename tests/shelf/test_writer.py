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
        "From the shelf: “Bubble sort”, filled with 5, 3, 8, 1. "
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
        "From the shelf: “Projectile motion”, filled with gravity 1.62. It leaves aside “moon”. "
        "No model wrote this; add a Gemini key for other topics."
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

"""An answer as it is heard, and what is to be said of it at its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.errors import AnswerEmpty, StreamCut
from core.writer.faults import blocked, stopped
from core.writer.reply import find_script, is_complete


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of the service: its text without thoughts, why the model stopped or the prompt was refused.

    The reasons are the service's names, "" for none. An empty piece only says that somebody is there.
    """

    text: str = ""
    finish: str = ""
    refused: str = ""


ALIVE = Piece()


@dataclass(slots=True)
class Answer:
    """The pieces heard so far."""

    model: str
    texts: list[str] = field(default_factory=list)
    finish: str = ""

    @property
    def text(self) -> str:
        """The whole answer so far."""
        return "".join(self.texts)

    def hear(self, piece: Piece) -> str:
        """Take the next piece and give its text. Raises PromptBlocked."""
        if piece.refused:
            raise blocked(piece.refused)
        self.finish = piece.finish or self.finish
        if piece.text:
            self.texts.append(piece.text)
        return piece.text

    def judge(self) -> None:
        """Say whether the ended answer holds a script. Raises the ModelError that says why not."""
        error = stopped(self.finish, self.model)
        if error is not None and not (isinstance(error, StreamCut) and not self.text):
            raise error
        if not self.text.strip():
            raise AnswerEmpty(
                f"The model answered with nothing{f' ({self.finish})' if error else ''}. "
                "Ask again, or say in other words what the video should show."
            )
        # A stream that ends politely without a reason is whole only if the script is.
        if not self.finish and not is_complete(self.text):
            raise StreamCut("The answer stopped half-way. Ask again; what had arrived is kept.")
        find_script(self.text)

"""What stops a job besides the script's own exceptions; each carries what a person is told."""

from __future__ import annotations

from core.model import FailureKind


class Refusal(Exception):
    """The renderer does not go on with this script; `line` is the script's, where one is to blame."""

    def __init__(
        self,
        sentence: str,
        line: int | None = None,
        kind: FailureKind = FailureKind.SCRIPT,
        choices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line
        self.kind = kind
        self.choices = choices


class TooLong(Refusal):
    """The video would be longer than any that is rendered; certain as soon as the dry run finds it."""


class TexFailed(ValueError):
    """TeX refused an expression; the message is TeX's own."""


class TexBroken(RuntimeError):
    """TeX is installed but does not work; the message says how it failed."""


class ChildLost(Exception):
    """A process that drew a play is gone: its exit code or minus its signal, and the play's line.

    One with an exit code has said itself what went wrong.
    """

    def __init__(self, status: int, line: int | None) -> None:
        super().__init__(f"a raster child ended with {status}")
        self.status = status
        self.line = line

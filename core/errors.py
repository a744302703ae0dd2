"""What can go wrong, sorted by who must act. Every message is one or two sentences with the next step.

    StudioError
    ├── OwnerError            the person who runs the studio
    │   ├── BadSetting
    │   ├── NoKey
    │   ├── BadKey
    │   ├── NoSuchModel
    │   ├── QuotaExceeded     (retry_after)
    │   └── NoNetwork
    ├── ModelError            the model; asking again or otherwise helps
    │   ├── ServiceUnavailable
    │   ├── ModelTimeout
    │   ├── StreamCut
    │   ├── PromptBlocked
    │   ├── AnswerTruncated
    │   ├── AnswerEmpty
    │   └── NoScriptInAnswer
    ├── ShelfMiss             the person who asks: no scene of the shelf is near (suggestions)
    └── MachineError          the machine
        ├── DiskFull
        └── HostGone

What a script does wrong is not an error but a value: see RenderFailure and Diagnostic in core.model.
"""

from __future__ import annotations


class StudioError(Exception):
    """Anything the studio knows how to explain."""

    @property
    def sentence(self) -> str:
        """The message for a person."""
        return str(self)


class OwnerError(StudioError):
    """The person who runs the studio must act."""


class BadSetting(OwnerError):
    """A setting has a value that cannot be used."""


class NoKey(OwnerError):
    """Gemini was asked for and there is no key."""


class BadKey(OwnerError):
    """The service refused the key."""


class NoSuchModel(OwnerError):
    """The service does not know the model."""


class QuotaExceeded(OwnerError):
    """The key's quota is used up; `retry_after` is the server's own delay in seconds, if it gave one."""

    def __init__(self, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class NoNetwork(OwnerError):
    """The service cannot be reached."""


class ModelError(StudioError):
    """The model or its service must act."""


class ServiceUnavailable(ModelError):
    """The service answers that it cannot serve now."""


class ModelTimeout(ModelError):
    """The model did not answer in time."""


class StreamCut(ModelError):
    """The answer stopped half-way."""


class PromptBlocked(ModelError):
    """The service refused the prompt or its answer."""


class AnswerTruncated(ModelError):
    """The answer reached the model's output limit."""


class AnswerEmpty(ModelError):
    """The model answered nothing."""


class NoScriptInAnswer(ModelError):
    """The model answered, but without a script."""


class ShelfMiss(StudioError):
    """No scene of the shelf is near the prompt; `suggestions` are prompts that are."""

    def __init__(self, sentence: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.suggestions = suggestions


class MachineError(StudioError):
    """The machine must be mended; never the script's fault."""


class DiskFull(MachineError):
    """There is no room for the studio's files."""


class HostGone(MachineError):
    """The render host cannot be started."""

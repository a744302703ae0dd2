"""Scripts from Gemini; the only file that knows Google's client, so that its successor is one file away."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any, Protocol

import requests
from urllib3.exceptions import HTTPError

from core.cancel import Cancellation
from core.errors import BadKey, NoKey, NoSuchModel
from core.events import CodeWritten, WriterEvent, WriterWaiting
from core.settings import GeminiSettings
from core.writer.answer import ALIVE, Answer, Piece
from core.writer.base import Request
from core.writer.endpoint import Endpoint
from core.writer.faults import Asked, Fault, ServiceFault, error_for, reason_to_wait
from core.writer.prompts import conversation, system_instruction
from core.writer.pump import Silence, pump
from core.writer.rest import Wires, answers, fault_of, prepare
from core.writer.retry import RetryPolicy
from core.writer.rpc_error import refusal

# Both are read when gRPC is loaded: its C core writes to stderr by itself, and its fork handlers
# complain at every child process, though none of ours uses gRPC.
os.environ.setdefault("GRPC_VERBOSITY", "NONE")
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

with warnings.catch_warnings():
    # The package announces its end of life, and its dependencies their opinions about Python and protobuf.
    warnings.simplefilter("ignore")
    import grpc
    from google.ai import generativelanguage as glm
    from google.ai.generativelanguage_v1beta.services.generative_service import transports as generating
    from google.ai.generativelanguage_v1beta.services.model_service import transports as modelling
    from google.api_core.exceptions import GoogleAPICallError, GoogleAPIError
    from google.auth.api_key import Credentials
    from google.auth.exceptions import GoogleAuthError
    from google.generativeai.generative_models import GenerativeModel
    from google.generativeai.models import get_model, list_models
    from google.generativeai.types import RequestOptions
    from google.protobuf.json_format import Error as JsonError
    from google.protobuf.json_format import MessageToDict
    from google.protobuf.message import Message
    from google.protobuf.unknown_fields import UnknownFieldSet

_CONNECT = 10.0
"""Longest time that a connection, or a question about models, may take, in seconds."""
_WHOLE_ANSWER = 1800.0
"""Longest time that one answer may take, in seconds, however steadily it trickles."""
_THOUGHT = 11
"""The number of `Part.thought`, which is younger than the package's own description of a Part."""
_MODEL_NAME = re.compile(r"(\w[\w.-]*/)?\w[\w.-]*", re.ASCII)

_FAILURES = (
    GoogleAPIError,
    GoogleAuthError,
    JsonError,
    grpc.RpcError,
    requests.RequestException,
    HTTPError,
    OSError,
    ValueError,
)
"""All that the package and what it stands on raise when an exchange fails."""


class GeminiWriter:
    """Asks Gemini with the key of one person; safe to use from several threads at once."""

    def __init__(self, settings: GeminiSettings, retry: RetryPolicy | None = None) -> None:
        self._settings = settings
        self._retry = retry or RetryPolicy()
        self._limits: dict[str, int] = {}

    @property
    def name(self) -> str:
        """Who writes."""
        return "gemini"

    @property
    def can_repair(self) -> bool:
        """A failed attempt goes back to the model."""
        return True

    def write(self, request: Request, cancel: Cancellation) -> Iterator[WriterEvent]:
        """Stream the model's answer, waiting and asking again while nothing of it has arrived.

        Raises NoKey, BadKey, NoSuchModel, QuotaExceeded, NoNetwork, BadSetting, any ModelError, and
        CancelRequested within a moment of a cancel.
        """
        asked, endpoint = self._asked()
        tried, waited = 0, 0.0
        while True:
            tried += 1
            answer = Answer(asked.model)
            try:
                yield from self._hear(request, answer, endpoint, asked, cancel)
            except ServiceFault as fault:
                seconds = self._delay(fault, answer, tried, waited)
                if seconds is None:
                    raise error_for(fault, asked, had_text=bool(answer.texts)) from None
                reason = reason_to_wait(fault)
            else:
                answer.judge()
                return
            yield WriterWaiting(seconds, reason)
            cancel.wait(seconds)
            waited += seconds

    def models(self) -> tuple[str, ...]:
        """The names of the models that can write scripts, as the service lists them. Raises like `write`."""
        asked, endpoint = self._asked()
        with contextlib.closing(_open(self._settings, endpoint, asked.key)) as line:
            try:
                return _writing_models(line)
            except ServiceFault as fault:
                raise error_for(fault, asked, had_text=False) from None

    def _asked(self) -> tuple[Asked, Endpoint]:
        settings = self._settings
        if not settings.key:
            raise NoKey(
                "There is no Gemini key. Set GEMINI_API_KEY, type a key into the page, or use the shelf."
            )
        if not settings.key.isascii() or not settings.key.isprintable() or " " in settings.key:
            raise BadKey(
                "The Gemini key holds characters that no key has. Copy it again from Google AI Studio."
            )
        if not _MODEL_NAME.fullmatch(settings.model):
            raise NoSuchModel(
                f"{settings.model!r} is no name of a model. Pick one from the list, or set GEMINI_MODEL."
            )
        endpoint = Endpoint.parse(settings.endpoint)
        return Asked(settings.model, str(endpoint), settings.timeout, settings.key), endpoint

    def _delay(self, fault: ServiceFault, answer: Answer, tried: int, waited: float) -> float | None:
        if answer.texts or not fault.is_passing:
            return None
        return self._retry.delay(tried, waited, fault.retry_after)

    def _hear(
        self, request: Request, answer: Answer, endpoint: Endpoint, asked: Asked, cancel: Cancellation
    ) -> Iterator[WriterEvent]:
        """One try: a line of its own, read until the model ends. Raises ServiceFault and PromptBlocked."""
        line = _open(self._settings, endpoint, asked.key)
        pieces = pump(partial(self._pieces, line, request), line.close, self._settings.timeout, cancel)
        with contextlib.closing(pieces):
            try:
                for piece in pieces:
                    text = answer.hear(piece)
                    if text:
                        yield CodeWritten(text)
            except Silence:
                if not answer.finish:
                    raise ServiceFault(Fault.SILENT) from None
            except ServiceFault:
                # Once the model has said that it is done, the rest of the stream does not matter.
                if not answer.finish:
                    raise

    def _pieces(self, line: _Line, request: Request) -> Iterator[Piece]:
        """What the service says, first of all that it is there. Raises ServiceFault."""
        with _explaining():
            line.connect()
            yield ALIVE
            limit = self._output_limit(line)
            yield ALIVE
            model = GenerativeModel(
                self._settings.model,
                system_instruction=system_instruction(),
                generation_config={"max_output_tokens": limit} if limit else {},
            )
            model._client = line.generative  # A client of this key alone; the package's own is one for all.
            contents = [{"role": turn.role, "parts": [turn.text]} for turn in conversation(request)]
            try:
                response: Any = model.generate_content(
                    contents, stream=True, request_options=_options(_WHOLE_ANSWER)
                )
            except StopIteration:
                return  # The package's way to say that the stream was empty.
            # Iterating the response itself would hold each chunk back until the next has come.
            yield from map(_piece, chain([response._result], response._iterator))

    def _output_limit(self, line: _Line) -> int | None:
        """The model's limit of output tokens, thoughts included; None when the service does not say.

        Without it the service's default holds. What is wrong with key or model is told by the real request.
        """
        name = _full_name(self._settings.model)
        known = _LIMITS.get((line.address, name))
        if known is not None:
            return known
        seconds = min(_CONNECT, self._settings.timeout / 2)  # It may not use up the patience for the answer.
        try:
            with _explaining():
                found = get_model(name, client=line.models, request_options=_options(seconds))
        except ServiceFault as fault:
            if fault.kind in (Fault.UNREACHABLE, Fault.UNANSWERED):
                raise
            return None
        limit = getattr(found, "output_token_limit", None)
        if not limit:
            return None
        _LIMITS[line.address, name] = int(limit)
        return int(limit)


_LIMITS: dict[tuple[str, str], int] = {}
"""Output tokens by address and model: a fact about the model, the same for every key."""


class _Line(Protocol):
    """A connection of one key, for one request."""

    address: str
    generative: Any
    models: Any

    def connect(self) -> None:
        """Wait until the service can be spoken to. Raises ServiceFault."""
        ...

    def close(self) -> None:
        """Hang up, from any thread and in the middle of a call."""
        ...


class _GrpcLine:
    """A channel that carries the key beneath the package, whose debug log would tell it."""

    def __init__(self, endpoint: Endpoint, key: str, timeout: float) -> None:
        self.address = str(endpoint)
        self._patience = _patience(timeout)
        self._states: queue.SimpleQueue[grpc.ChannelConnectivity] = queue.SimpleQueue()
        self._tell = self._states.put
        options = [
            ("grpc.max_receive_message_length", -1),
            ("grpc.use_local_subchannel_pool", 1),  # Nobody else's failed connection makes us wait.
            ("grpc.enable_http_proxy", 0 if endpoint.plain else 1),
        ]
        self._channel = (
            grpc.insecure_channel(self.address, options)
            if endpoint.plain
            else grpc.secure_channel(self.address, grpc.ssl_channel_credentials(), options)
        )
        keyed = grpc.intercept_channel(self._channel, _KeyBearer(key))
        self.generative = glm.GenerativeServiceClient(
            transport=generating.GenerativeServiceGrpcTransport(host=self.address, channel=keyed)
        )
        self.models = glm.ModelServiceClient(
            transport=modelling.ModelServiceGrpcTransport(host=self.address, channel=keyed)
        )

    def connect(self) -> None:
        self._channel.subscribe(self._tell, try_to_connect=True)
        try:
            while True:
                state = self._states.get(timeout=self._patience)
                if state is grpc.ChannelConnectivity.READY:
                    return
                if state in (grpc.ChannelConnectivity.TRANSIENT_FAILURE, grpc.ChannelConnectivity.SHUTDOWN):
                    raise ServiceFault(Fault.UNREACHABLE)
        except queue.Empty:
            raise ServiceFault(Fault.UNANSWERED) from None
        finally:
            self._channel.unsubscribe(self._tell)

    def close(self) -> None:
        self._tell(grpc.ChannelConnectivity.SHUTDOWN)
        self._channel.close()


class _KeyBearer(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[misc]
    """Adds the key to each call."""

    def __init__(self, key: str) -> None:
        self._entry = ("x-goog-api-key", key)

    def intercept_unary_unary(self, continuation: Callable[..., Any], details: Any, request: Any) -> Any:
        return continuation(self._with_key(details), request)

    def intercept_unary_stream(self, continuation: Callable[..., Any], details: Any, request: Any) -> Any:
        return continuation(self._with_key(details), request)

    def _with_key(self, details: Any) -> Any:
        return details._replace(metadata=[*(details.metadata or ()), self._entry])


class _RestLine:
    """Two HTTP sessions over wires that can be shut; their credentials add the key to the headers."""

    def __init__(self, endpoint: Endpoint, key: str, timeout: float) -> None:
        self.address = str(endpoint)
        self._wires = Wires(_patience(timeout), timeout)
        scheme = "http" if endpoint.plain else "https"
        bearer = Credentials(key)  # type: ignore[no-untyped-call]
        talk = generating.GenerativeServiceRestTransport(
            host=self.address, credentials=bearer, url_scheme=scheme, interceptor=_AnswerReader()
        )
        ask = modelling.ModelServiceRestTransport(host=self.address, credentials=bearer, url_scheme=scheme)
        self._sessions = (talk._session, ask._session)
        for session in self._sessions:
            prepare(session, self._wires, plain=endpoint.plain)
        self.generative = glm.GenerativeServiceClient(transport=talk)
        self.models = glm.ModelServiceClient(transport=ask)

    def connect(self) -> None:
        """HTTP connects with its first request."""

    def close(self) -> None:
        self._wires.shut()
        for session in self._sessions:
            session.close()  # type: ignore[no-untyped-call]


class _AnswerReader(generating.rest.GenerativeServiceRestInterceptor):
    """Reads a streamed answer itself: the package's reader drops the mark that tells a thought from text."""

    def post_stream_generate_content(self, response: Any) -> Any:
        return map(_response, answers(response._response))


def _writing_models(line: _Line) -> tuple[str, ...]:
    with _explaining():
        line.connect()
        found = list_models(page_size=200, client=line.models, request_options=_options(_CONNECT))
        return tuple(
            model.name.removeprefix("models/")
            for model in found
            if "generateContent" in model.supported_generation_methods
        )


def _open(settings: GeminiSettings, endpoint: Endpoint, key: str) -> _Line:
    line = _RestLine if settings.transport == "rest" else _GrpcLine
    return line(endpoint, key, settings.timeout)


def _patience(timeout: float) -> float:
    """How long a connection may take, in seconds: less than the silence that ends the whole request."""
    return min(_CONNECT, 0.9 * timeout)


def _options(seconds: float) -> RequestOptions:
    """Options of a request: no retry, for the package's own ignores the time limit."""
    return RequestOptions(retry=None, timeout=seconds)


def _full_name(model: str) -> str:
    return model if "/" in model else f"models/{model}"


def _response(message: dict[str, object]) -> Any:
    """A streamed JSON message as the package's own type."""
    return glm.GenerateContentResponse.from_json(json.dumps(message), ignore_unknown_fields=True)


def _piece(response: Any) -> Piece:
    """What one message of the stream says; reasons newer than the package keep their number as name."""
    message = glm.GenerateContentResponse.pb(response)
    refused = message.prompt_feedback.block_reason
    if not message.candidates:
        return Piece(refused=_name(glm.GenerateContentResponse.PromptFeedback.BlockReason, refused))
    candidate = message.candidates[0]
    text = "".join(part.text for part in candidate.content.parts if not _is_thought(part))
    return Piece(text, _name(glm.Candidate.FinishReason, candidate.finish_reason))


def _is_thought(part: Message) -> bool:
    return any(field.field_number == _THOUGHT and field.data for field in UnknownFieldSet(part))


def _name(kind: Any, number: int) -> str:
    if number == 0:
        return ""
    return kind(number).name if number in kind._value2member_map_ else str(number)


@contextlib.contextmanager
def _explaining() -> Iterator[None]:
    """Turn whatever the package raises into a ServiceFault."""
    try:
        yield
    except _FAILURES as error:
        raise _fault(error) from None


def _fault(error: Exception) -> ServiceFault:
    if isinstance(error, GoogleAPICallError):
        details = [MessageToDict(one) if isinstance(one, Message) else one for one in error.details]
        return refusal(int(error.code or 0), str(error.message), details)
    if isinstance(error, requests.RequestException | HTTPError | OSError):
        return fault_of(error)
    return ServiceFault(Fault.REFUSED, str(error))

"""The services that google-ai-generativelanguage publishes, served over real gRPC."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc
from google.ai import generativelanguage as glm
from google.protobuf.json_format import MessageToDict, ParseDict
from google.rpc import error_details_pb2, status_pb2  # noqa: F401 - details are packed by their names
from grpc_status import rpc_status

from tests.wire.behaviours import Ask, Cut, Refuse, Say, Silent, models

if TYPE_CHECKING:
    from tests.wire.server import Ledger

PACKAGE = "google.ai.generativelanguage.v1beta"
CODES = {400: 3, 401: 16, 403: 7, 404: 5, 429: 8, 500: 13, 503: 14, 504: 4}
BY_STATUS = {"FAILED_PRECONDITION": 9}
THOUGHT = b"\x58\x01"
"""Field 11, true: `Part.thought`, which the package's own Part is too old to know."""


class GrpcSide:
    def __init__(self, ledger: Ledger, port: int) -> None:
        self._ledger = ledger
        self._server = grpc.server(ThreadPoolExecutor(32), options=[("grpc.so_reuseport", 0)])
        self._server.add_generic_rpc_handlers((self._generating(), self._modelling()))
        self.port = self._server.add_insecure_port(f"127.0.0.1:{port}")
        self._server.start()

    def stop(self) -> None:
        self._server.stop(grace=0).wait()

    def _generating(self) -> grpc.GenericRpcHandler:
        stream = grpc.unary_stream_rpc_method_handler(
            self._stream,
            request_deserializer=glm.GenerateContentRequest.deserialize,
            response_serializer=glm.GenerateContentResponse.serialize,
        )
        return grpc.method_handlers_generic_handler(
            f"{PACKAGE}.GenerativeService", {"StreamGenerateContent": stream}
        )

    def _modelling(self) -> grpc.GenericRpcHandler:
        get = grpc.unary_unary_rpc_method_handler(
            self._get,
            request_deserializer=glm.GetModelRequest.deserialize,
            response_serializer=glm.Model.serialize,
        )
        several = grpc.unary_unary_rpc_method_handler(
            self._list,
            request_deserializer=glm.ListModelsRequest.deserialize,
            response_serializer=glm.ListModelsResponse.serialize,
        )
        return grpc.method_handlers_generic_handler(
            f"{PACKAGE}.ModelService", {"GetModel": get, "ListModels": several}
        )

    def _stream(self, request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        # Told here and not where it stays silent: gRPC drops that step when the caller leaves before it.
        if not context.add_callback(self._ledger.hung_up.set):
            self._ledger.hung_up.set()
        body = MessageToDict(type(request).pb(request))
        for step in self._ledger.steps(
            Ask("streamGenerateContent", _model(request.model), _key(context), body)
        ):
            match step:
                case Say(message):
                    yield _response(message)
                case Refuse():
                    _refuse(context, step)
                case Cut():
                    context.abort(grpc.StatusCode.UNAVAILABLE, "Connection reset by peer")
                case Silent():
                    self._stay(context)

    def _stay(self, context: grpc.ServicerContext) -> None:
        gone = threading.Event()
        if context.add_callback(gone.set):
            while not gone.wait(0.05) and not self._ledger.stopping.is_set():
                pass

    def _get(self, request: Any, context: grpc.ServicerContext) -> Any:
        name = _model(request.name)
        ask = Ask("getModel", name, _key(context), {})
        self._ledger.note(ask)
        refusal = self._ledger.refusal(ask)
        if refusal:
            _refuse(context, refusal)
        return next(_typed(glm.Model, model) for model in models() if model["name"] == f"models/{name}")

    def _list(self, request: Any, context: grpc.ServicerContext) -> Any:
        ask = Ask("listModels", "", _key(context), {})
        self._ledger.note(ask)
        refusal = self._ledger.refusal(ask)
        if refusal:
            _refuse(context, refusal)
        half = len(models()) // 2
        page = models()[half:] if request.page_token else models()[:half]
        token = "" if request.page_token else "second"
        return glm.ListModelsResponse(models=[_typed(glm.Model, one) for one in page], next_page_token=token)


def _typed(kind: Any, message: dict[str, Any]) -> Any:
    return kind.from_json(json.dumps(message))


def _response(message: dict[str, Any]) -> Any:
    plain = json.loads(json.dumps(message), object_hook=_without_thought)
    response = glm.GenerateContentResponse.from_json(json.dumps(plain))
    for number, candidate in enumerate(message.get("candidates", ())):
        for place, part in enumerate(candidate["content"]["parts"]):
            if part.get("thought"):
                known = glm.GenerateContentResponse.pb(response).candidates[number].content.parts[place]
                known.MergeFromString(THOUGHT)
    return response


def _without_thought(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in ("thought", "modelVersion")}


def _refuse(context: grpc.ServicerContext, refusal: Refuse) -> None:
    status = ParseDict(
        {
            "code": BY_STATUS.get(refusal.status, CODES[refusal.code]),
            "message": refusal.message,
            "details": list(refusal.details),
        },
        status_pb2.Status(),
    )
    context.abort_with_status(rpc_status.to_status(status))


def _model(name: str) -> str:
    return name.removeprefix("models/")


def _key(context: grpc.ServicerContext) -> str:
    return str(dict(context.invocation_metadata()).get("x-goog-api-key", ""))

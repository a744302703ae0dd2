"""A request that is not served, and the answer that says why."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Refusal(Exception):
    """A request that is refused: the status, a sentence with the next step, and the field at fault."""

    def __init__(
        self,
        status: int,
        message: str,
        field: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.field = field
        self.headers = headers

    def response(self) -> Response:
        """The refusal as JSON: `{"error": {"message": ..., "field": ...}}`."""
        error = {"message": self.message} | ({"field": self.field} if self.field else {})
        return JSONResponse({"error": error}, self.status, self.headers)


async def answer_refusal(_request: Request, error: Exception) -> Response:
    """Answer with the refusal that an endpoint raised."""
    assert isinstance(error, Refusal)
    return error.response()


async def answer_http_error(request: Request, error: Exception) -> Response:
    """Answer an address or a method that does not exist."""
    assert isinstance(error, HTTPException)
    sentences = {
        404: "There is nothing at this address. README.md lists the addresses.",
        405: f"This address does not take {request.method[:20]!a}. Use {_allowed(error)} instead.",
    }
    return Refusal(
        error.status_code, sentences.get(error.status_code, error.detail), None, error.headers
    ).response()


async def answer_defect(_request: Request, _error: Exception) -> Response:
    """Answer when the studio itself failed; the server's log has the traceback."""
    return Refusal(
        500, "The studio itself failed here; the server's log has the details. Try again."
    ).response()


def _allowed(error: HTTPException) -> str:
    return (error.headers or {}).get("Allow", "another method")

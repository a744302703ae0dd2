"""The HTTP API: the same studio for programs, under /api beside the pages."""

from __future__ import annotations

import re
import threading
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from core.assembly import assembly
from core.errors import MachineError, NoKey
from core.library.media import media_of
from core.model import RenderResult, Take
from core.production import Production, Story
from core.studio import Origin, new_id
from core.version import VERSION
from http_api.answers import Crash, describe_crash, describe_running, describe_take, ending
from http_api.body import generate_order, read_body, render_order
from http_api.guard import Guard
from http_api.refusal import Refusal, answer_defect, answer_http_error, answer_refusal

AT_ONCE = 32
"""Productions that the API runs or keeps waiting at once."""

RETRY_AFTER = 10
"""Seconds after which a client that was turned away may ask again."""

SESSION = "api-"
"""What the name that a client gives its session begins with here: no page's session can be called so."""

_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


class _Begun:
    """The productions that the API began and that still run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: list[Production] = []

    @property
    def count(self) -> int:
        with self._lock:
            self._running = [production for production in self._running if production.active]
            return len(self._running)

    def begin(self, origin: Origin, story: Story) -> Production:
        """Begin one more, unless there are too many; what its session ran before is cancelled."""
        with self._lock:
            self._running = [production for production in self._running if production.active]
            if len(self._running) >= AT_ONCE:
                raise Refusal(
                    429,
                    f"{AT_ONCE} productions are under way. Ask again when one of them has ended.",
                    headers={"Retry-After": str(RETRY_AFTER)},
                )
            production = assembly().begin(origin.session, story, origin.production)
            self._running.append(production)
            return production


_begun = _Begun()


async def generate(request: Request) -> Response:
    """`POST /api/generate`: begin a video from a prompt."""
    order = generate_order(await read_body(request))
    origin = _origin(order.session)

    def begin() -> Production:
        parts = assembly()
        try:
            writer = parts.writer(order.writer)
        except NoKey as error:
            raise Refusal(422, error.sentence, "writer") from error
        return _begun.begin(
            origin,
            lambda cancel: parts.studio.create(order.brief, order.settings, writer, origin, cancel),
        )

    return _accepted(await run_in_threadpool(begin))


async def render(request: Request) -> Response:
    """`POST /api/render`: begin a video from a script."""
    order = render_order(await read_body(request))
    origin = _origin(order.session)
    studio = assembly().studio
    production = await run_in_threadpool(
        _begun.begin,
        origin,
        lambda cancel: studio.render(order.script, order.settings, origin, cancel, anyway=order.anyway),
    )
    return _accepted(production)


async def video(request: Request) -> Response:
    """`GET /api/video/{id}`: how a production is doing, or how it ended. `DELETE` stops one that runs."""
    video_id = _video_id(request)
    if request.method == "DELETE":
        return await _cancel(video_id)
    return await _status(video_id)


async def _status(video_id: str) -> Response:
    production = assembly().production(video_id)
    if production is not None and production.active:
        return _fresh(describe_running(production))
    match await run_in_threadpool(_ending, video_id):
        case Crash() as crash:
            return _fresh(describe_crash(video_id, crash))
        case take:
            return _fresh(describe_take(video_id, take))


async def _cancel(video_id: str) -> Response:
    """Stop a production that runs; one that has ended stays as it is."""
    production = assembly().production(video_id)
    if production is not None and production.active:
        await run_in_threadpool(production.cancel)
        return JSONResponse(describe_running(production), 202)
    return await _status(video_id)


async def file(request: Request) -> Response:
    """`GET /api/video/file/{id}`: the video, or a picture where a scene plays nothing, whole or by Range."""
    result = await _finished(request)
    made = media_of(result)
    return await _send(made.path, made.type, result.scene)


async def captions(request: Request) -> Response:
    """`GET /api/video/captions/{id}`: what a player shows beneath the video, as SubRip."""
    result = await _finished(request)
    if result.captions is None:
        raise Refusal(404, "This video has no captions. Add them with add_subcaption and render again.")
    return await _send(result.captions, "application/x-subrip", result.scene)


async def _finished(request: Request) -> RenderResult:
    """The result of the production that the address names."""
    video_id = _video_id(request)
    production = assembly().production(video_id)
    if production is not None and production.active:
        raise Refusal(404, f"The video is not ready. Ask /api/video/{video_id} until it is completed.")
    take = await run_in_threadpool(_ending, video_id)
    result = take.result if isinstance(take, Take) else None
    if result is None:
        raise Refusal(404, f"This production has no video. /api/video/{video_id} says why.")
    return result


async def _send(path: Path, media_type: str, scene: str) -> Response:
    """A file of a take."""
    if not await run_in_threadpool(path.is_file):
        raise Refusal(404, "The video's file was deleted from the data folder. Make the video again.")
    return FileResponse(
        path,
        media_type=media_type,
        filename=f"{scene}{path.suffix}",
        content_disposition_type="inline",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private"},
    )


async def health(_request: Request) -> Response:
    """`GET /api/health`: that the studio is up, from memory alone."""
    parts = assembly()
    return _fresh(
        {
            "status": "ok",
            "version": VERSION,
            "writer": "gemini" if parts.settings.gemini.key else "shelf",
            "renderer": "ready" if await run_in_threadpool(lambda: parts.renderer.alive) else "starting",
            "productions": _begun.count,
        }
    )


def _ending(video_id: str) -> Take | Crash:
    """How the production ended, from memory or from the library."""
    production = assembly().production(video_id)
    found = ending(production) if production is not None else None
    if found is not None:
        return found
    try:
        takes = assembly().studio.library.of_production(video_id)
    except MachineError as error:
        raise Refusal(503, error.sentence) from error
    if not takes:
        raise _unknown()
    return takes[-1]


def _origin(name: str | None) -> Origin:
    """The session that the client has named; for a request that names none, one of its own."""
    return Origin(new_id() if name is None else SESSION + name)


def _video_id(request: Request) -> str:
    video_id = str(request.path_params["id"])
    if not _ID.fullmatch(video_id):
        raise _unknown()
    return video_id


def _unknown() -> Refusal:
    return Refusal(404, "No video has this id. Use the video_id that the studio answered when it began.")


def _accepted(production: Production) -> Response:
    address = f"/api/video/{production.id}"
    return JSONResponse(
        {"video_id": production.id, "status": "processing", "status_url": address}, 202, {"Location": address}
    )


def _fresh(answer: dict[str, object]) -> Response:
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})


api = Starlette(
    routes=[
        Route("/generate", generate, methods=["POST"]),
        Route("/render", render, methods=["POST"]),
        Route("/video/file/{id}", file, methods=["GET"]),
        Route("/video/captions/{id}", captions, methods=["GET"]),
        Route("/video/{id}", video, methods=["GET", "DELETE"]),
        Route("/health", health, methods=["GET"]),
    ],
    middleware=[Middleware(Guard, token=lambda: assembly().settings.api_token)],
    exception_handlers={
        Refusal: answer_refusal,
        HTTPException: answer_http_error,
        Exception: answer_defect,
    },
)
# A mount, so that an unknown address under /api is answered here and not with the front page.
routes = [Mount("/api", app=api)]

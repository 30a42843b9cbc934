"""What a visitor sees when something is missing or goes wrong: a page in their language, or JSON under /api; no traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.store import ReportRefused

log = logging.getLogger("marsad.web")
TOLD = {
    400: "no request that can be read",
    401: "nobody is signed in, or the token is none (any more)",
    403: "this person, or this token, may not do it",
    404: "no such thing here",
    405: "no such method here",
    409: "somebody decided meanwhile: both versions are in the answer",
    413: "longer than this address takes",
    422: "a value that cannot be; the words say which",
    429: "too often: `Retry-After` says in how many seconds again",
}


class Fault(BaseModel):
    """What is wrong, in words."""

    model_config = ConfigDict(extra="allow")
    error: str


DESCRIBED: dict[int | str, dict[str, Any]] = {status: {"description": words, "model": Fault} for status, words in TOLD.items()}


def install(app: FastAPI) -> None:
    """Gives the application its answers to errors."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_middleware(Net)


@contextmanager
def refusing() -> Iterator[None]:
    """Inside, what is refused becomes an answer: 404 for what is not there, 422 for what cannot be, in the words of the error."""
    try:
        yield
    except LookupError as error:
        raise HTTPException(404, _said(error)) from None
    except (ValueError, ReportRefused) as error:
        raise HTTPException(422, _said(error)) from None


def _said(error: Exception) -> str:
    """The error's words; half a character in them, which no answer can carry, becomes a question mark."""
    return str(error).encode("utf-8", "replace").decode()


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None, each: Sequence[str] = ()) -> Response:
    """The error as JSON under /api and to a script that asks for it, else as a page, which has `each` that is wrong on a line."""
    if request.scope["path"].startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": detail}, status, headers)
    values = {"status_code": status, "details": each or [detail], "sent": request.method not in ("GET", "HEAD")}
    response: Response = request.app.state.pages.page(request, "fault.html", status=status, **values)
    response.headers.update(headers or {})
    return response


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors())
    return answer(request, 422, wrong, each=[f"{e['loc'][-1] if e['loc'] else ''}: {e['msg']}" for e in error.errors()])


class Net:
    """ASGI middleware that turns whatever a page raised into a 500 answer and one line in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; answers in its place where it failed before the answer began."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            log.error("%s %s: %s: %s", scope["method"], scope["path"], type(error).__name__, error)
            log.debug("where it failed", exc_info=error)
            await answer(Request(scope), 500, "internal error")(scope, receive, send)

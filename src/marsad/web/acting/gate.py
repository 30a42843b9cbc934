"""The gate: every request is looked up in the table of rights before any page sees it; what is not there is not answered.

It also refuses what other sites send in the visitor's name, and bodies longer than their address takes.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from fastapi import HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.web import faults
from marsad.web.acting.rights import EVERYBODY, Right, right
from marsad.web.acting.who import Who

SAFE = frozenset({"GET", "HEAD"})
LOGIN = "/login"


class Gate:
    """ASGI middleware that lets through what the visitor may ask for; `request.state.who` is who that is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it: 404, 405, 401 (or the way to the login), 403, 413."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return None
        request = Request(scope, receive)
        found = right(scope["method"], scope["path"])
        request.state.who = await run_in_threadpool(scope["app"].state.people.who, request)
        send = _unkept(send) if request.state.who.via in ("session", "token") else send
        refused = _refused(request, found)
        if refused or not isinstance(found, Right):
            return await (refused or faults.answer(request, 404, scope["path"]))(scope, receive, send)
        return await self.app(scope, _measured(receive, found.most), send)


def _refused(request: Request, found: Right | tuple[str, ...]) -> Response | None:
    if not isinstance(found, Right):
        if not found:
            return faults.answer(request, 404, request.scope["path"])
        return faults.answer(request, 405, request.method, {"Allow": ", ".join(found)})
    who: Who = request.state.who
    if not who.may(found.act):
        return _turned_away(request, who)
    if request.method not in SAFE and who.via != "token" and foreign(request.headers):
        return faults.answer(request, 403, "sent by another site")
    if who.via != "local" and (seconds := _waits(request, who)):
        return faults.answer(request, 429, f"too often: again in {seconds} seconds", {"Retry-After": str(seconds)})
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > found.most:
        return faults.answer(request, 413, f"more than {found.most} bytes")
    return None


def _waits(request: Request, who: Who) -> int:
    """The seconds to wait for whoever writes or searches too often: counted by person, of strangers by address."""
    visitor = who.actor or (request.client.host if request.client else "")
    waited: int = request.app.state.throttle.wait(visitor, request.method, request.scope["path"])
    return waited


def _turned_away(request: Request, who: Who) -> Response:
    path = request.scope["path"]
    if who.acts > EVERYBODY or who.via != "nobody":
        return faults.answer(request, 403, path)
    if path.startswith("/api/") or request.method not in SAFE:
        return faults.answer(request, 401, path, {"WWW-Authenticate": "Bearer"})
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{LOGIN}?next={quote(path + query, safe='')}", 303, {"Cache-Control": "no-store"})


def foreign(headers: Headers) -> bool:
    """True for what a browser says that another site sent: by Sec-Fetch-Site, by Origin."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _unkept(send: Send) -> Send:
    """The answer, which no cache may keep: it is for one person."""

    async def unkept(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "private, no-store"
        await send(message)

    return unkept


def _measured(receive: Receive, most: int) -> Receive:
    """The body as it comes, up to that many bytes."""
    seen = 0

    async def measured() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, f"more than {most} bytes")
        return message

    return measured

"""What somebody sees whose decision came too late: theirs and those that others took meanwhile, and a form to decide again."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from marsad.model.decision import Decision
from marsad.store import Stale
from marsad.web.templates import report_url


def install(app: FastAPI) -> None:
    """Gives the application its answer to what came too late: 409 with both versions."""
    app.add_exception_handler(Stale, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    assert isinstance(error, Stale)
    if request.scope["path"].startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        both = {"yours": row(error.yours), "theirs": [row(d) for d in error.theirs]}
        return JSONResponse({"error": str(error), "as_of": error.head} | both, 409)
    sent = await request.form()
    again = [(k, v) for k, v in sent.multi_items() if isinstance(v, str) and k not in ("token", "as_of")]
    values = {"yours": error.yours, "theirs": error.theirs, "head": error.head, "again": again, "seen": seen}
    response: Response = request.app.state.pages.page(request, "conflict.html", status=409, **values)
    return response


def row(decision: Decision) -> dict[str, Any]:
    """A decision as JSON."""
    on = [{"key": a.key, "kind": a.kind, "trigger": [a.start, a.end]} for a in decision.on]
    about = {"seq": decision.seq, "at": decision.at, "who": decision.who, "verb": decision.verb, "on": on}
    return about | {"given": dict(decision.given), "reason": decision.reason, "seen": [dict(c) for c in decision.seen]}


def seen(decision: Decision) -> list[tuple[str, str]]:
    """(address, quote) of each claim that a decision is about, as it stood then."""
    return [(report_url(a.key, (c["start"], c["end"])), str(c["quote"])) for a, c in zip(decision.on, decision.seen, strict=True)]

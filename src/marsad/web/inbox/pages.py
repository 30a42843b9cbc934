"""The pages of the inbox: a form, the dry run of what was brought, its errors as a table to download, and taking it in."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from marsad import pipeline
from marsad.exchange.export.cells import table
from marsad.exchange.given import Given, Refused, Unfit
from marsad.exchange.given import day as iso_day
from marsad.exchange.readers.columns import FIELDS, FORMAT
from marsad.store import ReportRefused, Store
from marsad.web.acting import doing
from marsad.web.acting.who import Asking
from marsad.web.inbox.batch import Batch, Batches, dry_run, name_of
from marsad.web.pages import begins, first_words, show
from marsad.web.templates import report_url, speech

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
COLUMNS = "marsad_columns"
YEAR = 365 * 24 * 3600
MAPPED = (*FIELDS, FORMAT)


def batches(request: Request) -> Batches:
    """The batches of this application."""
    found: Batches = request.app.state.batches
    return found


@router.get("/inbox")
def inbox(request: Request, who: Asking) -> HTMLResponse:
    """What may be brought, what waits, and the newest reports."""
    store: Store = request.app.state.store
    kept = {field: value for field, value in _remembered(request).items() if field in MAPPED}
    waiting = batches(request).of(who.actor)
    newest = store.lately(15)
    return show(request, "inbox/inbox.html", waiting=waiting, newest=newest, columns=kept, fields=MAPPED, first_words=first_words)


@router.post("/inbox")
async def bring(request: Request, who: doing.Acting) -> Response:
    """Puts what was brought aside and shows its dry run."""
    form = await request.form()
    columns = {field: value for field in MAPPED if (value := str(form.get(f"column.{field}") or "").strip())}
    ident, folder = batches(request).begin()
    await _put(form, folder)
    await form.close()
    addresses = tuple(line.strip() for line in str(form.get("addresses") or "").splitlines() if line.strip())[:50]
    batch = Batch(ident, who.actor, folder, addresses, _day(form.get("date")), str(form.get("outlet") or "").strip() or None, columns)
    batches(request).hold(batch)
    answer = RedirectResponse(f"/inbox/{ident}", 303)
    if columns:
        answer.set_cookie(COLUMNS, json.dumps(columns), max_age=YEAR, httponly=True, samesite="strict")
    return answer


async def _put(form: FormData, folder: Path) -> None:
    taken: list[str] = []
    if text := str(form.get("text") or ""):
        title = str(form.get("title") or "").strip()
        row = {"text": text, "title": title or None}
        (folder / "pasted.json").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    for part in form.getlist("files"):
        if isinstance(part, UploadFile) and part.filename:
            taken.append(name_of(part.filename, taken))
            (folder / taken[-1]).write_bytes(await part.read())


def _day(given: Any) -> str | None:
    text = str(given or "").strip()
    try:
        iso_day(text or None)
    except Unfit as error:
        raise HTTPException(422, str(error)) from None
    return text or None


def _remembered(request: Request) -> dict[str, str]:
    """The columns that this person last mapped."""
    try:
        found = json.loads(request.cookies.get(COLUMNS, "{}"))
    except (ValueError, RecursionError):
        found = None
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


@router.get("/inbox/{ident}")
def waiting(request: Request, ident: str, who: Asking) -> HTMLResponse:
    """The dry run of a batch."""
    batch = _batch(request, ident, who.actor)
    dry = dry_run(batch, request.app.state.store)
    near = {one.alike.near[0]: request.app.state.store.report(one.alike.near[0]) for one in dry.found if one.alike.near}
    copies = {key: request.app.state.store.report(key) for one in dry.found for key in one.alike.copies[:3]}
    return show(request, "inbox/batch.html", batch=batch, dry=dry, words=_words, known=near | copies)


def _words(given: Given) -> str:
    return begins(given.report.title or given.report.text, 110)


def _batch(request: Request, ident: str, actor: str) -> Batch:
    found = batches(request).get(ident, actor)
    if found is None:
        raise HTTPException(404, "this batch was taken in or put away")
    return found


@router.get("/inbox/{ident}/errors.csv")
def errors(request: Request, ident: str, who: Asking) -> Response:
    """What was refused, a row each, safe to open as a table."""
    dry = dry_run(_batch(request, ident, who.actor), request.app.state.store)
    say = speech(request).refusal_text
    rows = ({"where": one.where, "reason": say(one.reason), "hint": say(one.hint)} for one in dry.refused)
    headers = {"Content-Disposition": "attachment; filename=errors.csv"}
    return Response(BOM_UTF8 + table(("where", "reason", "hint"), rows), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/inbox/{ident}")
async def take_in(request: Request, ident: str, who: doing.Acting) -> Response:
    """Keeps what the batch holds, or puts it away."""
    batch = _batch(request, ident, who.actor)
    form = await request.form()
    if form.get("do") == "drop":
        batches(request).drop(ident)
        return doing.back("/inbox", "put_away")
    keys, failed = await run_in_threadpool(keep, request.app.state.store, batch)
    if failed:
        batches(request).hold(replace(batch, failed=tuple(failed)))
        return doing.back(f"/inbox/{ident}", "taken_in_part")
    batches(request).drop(ident)
    return doing.back(report_url(keys[0]) if len(keys) == 1 else "/inbox", "taken_in")


def keep(store: Store, batch: Batch) -> tuple[list[str], list[Refused]]:
    """The keys of what was kept, and each report that could not be coded or kept, with the reason; none stops the rest."""
    keys: list[str] = []
    failed: list[Refused] = []
    for one in batch.outcomes():
        if isinstance(one, Refused):
            continue
        try:
            with pipeline.guarded():
                claims = pipeline.code(one.report)
            keys.append(store.keep(one.report, claims, coder=pipeline.coder(), raw=one.raw, who=batch.actor).key)
        except (pipeline.CoderFailed, ReportRefused) as error:
            failed.append(Refused(one.where, str(error)))
    return keys, failed

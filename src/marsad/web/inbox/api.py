"""The inbox over the API: reports are sent as JSON, tried dry or kept; read and judged exactly as what is brought on the page."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from marsad.exchange.given import Refused
from marsad.web.acting import doing
from marsad.web.inbox.batch import Batch, Dry, dry_run
from marsad.web.inbox.pages import batches, keep

api = APIRouter(prefix="/api", tags=["inbox"])
Line = Annotated[str, Field(max_length=2000)]


class Sent(BaseModel):
    """One report: its text, and what is known of its publication."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=5_000_000)
    id: Line | None = None
    title: Line | None = None
    date: dt.date | None = None
    outlet: Line | None = None
    url: Line | None = None


class Brought(BaseModel):
    """Reports that are brought at once."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reports": [{"text": "قصفت طائرات حربية بلدة سرمدا."}]}]})
    reports: list[Sent] = Field(min_length=1, max_length=500)


class Wrong(BaseModel):
    """A report that was refused: which line of what was sent, why, and what would help."""

    where: str
    reason: str
    hint: str


class Tried(BaseModel):
    """A report of a dry run: its id, what the store knows of it, how many claims it makes (none where not counted)."""

    id: str
    status: str
    copies: list[str]
    near: str | None
    claims: int | None


class DryRun(BaseModel):
    """What keeping these reports would do; nothing was written."""

    reports: list[Tried]
    refused: list[Wrong]


class Taken(BaseModel):
    """The keys of the reports that were kept, and what was refused."""

    keys: list[str]
    refused: list[Wrong]


@api.post("/inbox/dry-runs")
def tried(request: Request, brought: Brought, who: doing.Acting) -> DryRun:
    """What keeping these reports would do: new, known, copies, near copies, refused."""
    batch = _batch(request, brought, who.actor)
    try:
        found: Dry = dry_run(batch, request.app.state.store)
    finally:
        shutil.rmtree(batch.folder, ignore_errors=True)
    near = [one.alike.near[0] if one.alike.near else None for one in found.found]
    rows = [
        Tried(id=one.given.report.id, status=one.alike.status, copies=list(one.alike.copies), near=nearest, claims=one.claims)
        for one, nearest in zip(found.found, near, strict=True)
    ]
    return DryRun(reports=rows, refused=_wrong(found.refused))


@api.post("/inbox", status_code=201)
def taken(request: Request, brought: Brought, who: doing.Acting) -> Taken:
    """Keeps the reports with their claims; one that cannot be read, coded or kept stops none of the others."""
    batch = _batch(request, brought, who.actor)
    try:
        refused = [one for one in batch.outcomes() if isinstance(one, Refused)]
        keys, failed = keep(request.app.state.store, batch)
    finally:
        shutil.rmtree(batch.folder, ignore_errors=True)
    return Taken(keys=keys, refused=_wrong([*refused, *failed]))


def _batch(request: Request, brought: Brought, actor: str) -> Batch:
    ident, folder = batches(request).begin()
    lines = (json.dumps(_row(one), ensure_ascii=False) for one in brought.reports)
    (folder / "sent.jsonl").write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")
    return Batch(ident, actor, folder)


def _row(sent: Sent) -> dict[str, Any]:
    return sent.model_dump(mode="json", exclude_none=True)


def _wrong(refused: Any) -> list[Wrong]:
    return [Wrong(where=one.where, reason=one.reason, hint=one.hint) for one in refused]

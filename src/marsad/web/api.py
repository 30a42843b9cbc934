"""The JSON API: reports and claims in the shape of the codebook."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from marsad.model.claim import to_json
from marsad.store import StoredClaim, StoredReport
from marsad.web.wanted import ClaimFilter, Cut, ReportFilter, claims_of, fetch_report, reports_of

router = APIRouter(prefix="/api", tags=["marsad"])
FIELDS = (
    *("id", "key", "article", "version", "newest", "date", "date_from", "outlet", "title", "url", "language"),
    *("characters", "text_sha256", "bytes_sha256", "encoding", "retrieved_at", "added_at", "coder"),
)


def report_row(stored: StoredReport) -> dict[str, Any]:
    """A report without its text: what is known of it and how many claims of each kind it makes."""
    return {field: getattr(stored, field) for field in FIELDS} | {"counts": dict(stored.counts)}


def claim_row(stored: StoredClaim) -> dict[str, Any]:
    """A claim with its id, its report and the coder that made it."""
    return {"id": stored.id, "report": stored.report_id, "coder": stored.coder} | to_json(stored.claim)


def told(wanted: ReportFilter, found: Cut) -> dict[str, Any]:
    """Which page this is, and what to ask for the next."""
    return {"page": wanted.page, "more": found.next is not None, "next": found.next}


@router.get("/reports")
def reports(request: Request, wanted: Annotated[ReportFilter, Query()]) -> dict[str, Any]:
    """The reports, newest day first, without their texts; `more` says whether another page follows."""
    found = reports_of(request.app.state.store, wanted, wanted.limit)
    return {"reports": [report_row(r) for r in found.rows]} | told(wanted, found)


@router.get("/reports/{ident:path}")
def report(request: Request, ident: str) -> dict[str, Any]:
    """One report with its text and claims; offsets count Unicode code points of `text`."""
    store = request.app.state.store
    stored = fetch_report(store, ident)
    claims = [claim_row(c) for c in store.claims(report=stored.key)]
    return report_row(stored) | {"text": stored.report.text, "claims": claims}


@router.get("/claims")
def claims(request: Request, wanted: Annotated[ClaimFilter, Query()]) -> dict[str, Any]:
    """The claims that pass the filters; `more` says whether another page follows."""
    found = claims_of(request.app.state.store, wanted, wanted.limit)
    return {"claims": [claim_row(c) for c in found.rows]} | told(wanted, found)

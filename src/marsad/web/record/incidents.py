"""The pages of incidents: the list with its facets, and the dossier of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from marsad.model.decision import Decision
from marsad.model.vocabulary import INCIDENT_TYPE
from marsad.store import Store
from marsad.web.record import deciding, where
from marsad.web.record.ceasefires import heard
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.wanted import OfIncidents, facets

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
FIELDS = ("type", "when", "place", "by", "against", "status")


@router.get("/incidents")
def incidents(request: Request, wanted: Annotated[OfIncidents, Query()]) -> HTMLResponse:
    """The table of incidents."""
    at = desk(request)
    shelf = at.record.shelf
    found = wanted.found(shelf)
    types = sorted((code for code, _ in shelf.values("incidents", "type")), key=list(INCIDENT_TYPE).index)
    offered = facets(shelf, wanted.wanted(shelf), found.counted, at.ui.language)
    at.record.told.ahead(figure["claim"] for row in found.rows for counted in row["casualties"] for figure in counted["figures"])
    return fill(request, "incidents.html", at, wanted=wanted, found=found, types=types, facets=offered)


@router.get("/incidents/{ident}")
def incident(request: Request, ident: str) -> HTMLResponse:
    """The dossier of an incident."""
    at = desk(request)
    row = at.record.one("incidents", ident)
    fields = [(name, row["fields"][name]) for name in FIELDS if name in row["fields"]]
    beside, likely = at.record.beside(ident), deciding.likely(at, row)
    pieces = where.of_incident(row)
    return fill(
        request, "incident.html", at, row=row, fields=fields, beside=beside, likely=likely, pieces=pieces, shapes=where.shapes(pieces, at),
        exactness=where.exactness, heard=heard(at, [ident]), history=history(request.app.state.store, at, row),
    )  # fmt: skip


def history(store: Store, at: Desk, row: Row) -> list[Decision]:
    """What persons decided on the claims of a record, the latest first; those taken back too."""
    own = {(said.key, said.claim.kind, said.claim.trigger) for said in at.told(row["claims"])}
    every = (
        d for key in dict.fromkeys(key for key, *_ in own) for d in store.decisions(key) if not at.then.ledger or d.at <= at.then.ledger
    )
    found = {d.seq: d for d in every if any(a.key == key and a.holds(kind, trigger) for a in d.on for key, kind, trigger in own)}
    return [found[seq] for seq in sorted(found, reverse=True)]

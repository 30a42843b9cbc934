"""The record as JSON: incidents, tolls, ceasefires, violations, positions, findings, in the shape of docs/records.md."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from marsad.web.record.kept import Held, held
from marsad.web.record.wanted import (
    Asked,
    OfCeasefires,
    OfFindings,
    OfIncidents,
    OfMonitors,
    OfObligations,
    OfPairs,
    OfPositions,
    OfTolls,
    Row,
)

router = APIRouter(prefix="/api", tags=["record"])
MOST_GAPS = 200


def _answer(request: Request, wanted: Asked, **others: Any) -> Response:
    """The page that is asked for, its records as they are kept."""
    record = held(request)
    page = wanted.found(record.shelf)
    seq, head = record.head
    told = {"total": page.total, "at_least": page.beyond, "page": wanted.page, "more": page.more, "next": page.next}
    rest = json.dumps({**told, "as_of": {"seq": seq, "head": head}, **others}, ensure_ascii=False, separators=(",", ":"))
    return Response(f'{{"{wanted.group}":[{",".join(page.lines)}],{rest[1:]}', media_type="application/json")


def _with_pairs(record: Held, row: Row) -> Row:
    """The record with the first of its pairs, and how many it has; /api/violations lists all."""
    n, beyond = record.pairs(row["id"])
    return row | {"beside": record.beside(row["id"]), "pairs": {"total": n, "at_least": beyond}}


@router.get("/incidents", response_model=dict[str, Any])
def incidents(request: Request, wanted: Annotated[OfIncidents, Query()]) -> Response:
    """The incidents that pass the filters, the latest first; `as_of` is the ledger's head that they were made at."""
    return _answer(request, wanted)


@router.get("/incidents/{ident}")
def incident(request: Request, ident: str) -> Row:
    """One incident, with the ceasefires beside it."""
    record = held(request)
    return _with_pairs(record, record.one("incidents", ident))


@router.get("/tolls", response_model=dict[str, Any])
def tolls(request: Request, wanted: Annotated[OfTolls, Query()]) -> Response:
    """The tolls that pass the filters, each a series of one source and one definition."""
    return _answer(request, wanted)


@router.get("/tolls/{ident}")
def toll(request: Request, ident: str) -> Row:
    """One toll, with the ids of its parts."""
    record = held(request)
    return record.one("tolls", ident) | {"parts": [part["id"] for part in record.parts(ident)]}


@router.get("/ceasefires", response_model=dict[str, Any])
def ceasefires(request: Request, wanted: Annotated[OfCeasefires, Query()]) -> Response:
    """The ceasefires that pass the filters, in the order of their first days."""
    return _answer(request, wanted)


@router.get("/ceasefires/{ident}")
def ceasefire(request: Request, ident: str) -> Row:
    """One ceasefire, with the incidents beside it."""
    record = held(request)
    return _with_pairs(record, record.one("ceasefires", ident))


@router.get("/violations", response_model=dict[str, Any])
def violations(request: Request, wanted: Annotated[OfPairs, Query()]) -> Response:
    """Incidents beside ceasefires with the answer and the evidence of each test; alleged or candidate, never a verdict."""
    return _answer(request, wanted)


@router.get("/positions", response_model=dict[str, Any])
def positions(request: Request, wanted: Annotated[OfPositions, Query()]) -> Response:
    """Who said what on which issue, by actor and issue in the order of days."""
    return _answer(request, wanted)


@router.get("/obligations", response_model=dict[str, Any])
def obligations(request: Request, wanted: Annotated[OfObligations, Query()]) -> Response:
    """What texts name as owed, with what is told of each since."""
    return _answer(request, wanted)


@router.get("/monitors", response_model=dict[str, Any])
def monitors(request: Request, wanted: Annotated[OfMonitors, Query()]) -> Response:
    """What each monitor says of the incidents beside ceasefires: reports, confirms, denies, is silent."""
    return _answer(request, wanted)


@router.get("/findings", response_model=dict[str, Any])
def findings(request: Request, wanted: Annotated[OfFindings, Query()]) -> Response:
    """Figures that cannot all be right, with the claims and their characters, and stretches that no ceasefire covers."""
    return _answer(request, wanted, gaps=held(request).shelf.list("gaps", limit=MOST_GAPS))

"""The record as JSON: incidents, tolls, ceasefires, violations, positions, findings, in the shape of docs/records.md."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

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


def _answer(request: Request, wanted: Asked) -> dict[str, Any]:
    record = held(request)
    page = wanted.found(record.shelf)
    seq, head = record.head
    told = {"total": page.total, "at_least": page.beyond, "page": wanted.page, "more": page.more, "next": page.next}
    return {wanted.group: page.rows, **told, "as_of": {"seq": seq, "head": head}}


def _with_pairs(record: Held, row: Row) -> Row:
    """The record with the first of its pairs, and how many it has; /api/violations lists all."""
    n, beyond = record.pairs(row["id"])
    return row | {"beside": record.beside(row["id"]), "pairs": {"total": n, "at_least": beyond}}


@router.get("/incidents")
def incidents(request: Request, wanted: Annotated[OfIncidents, Query()]) -> dict[str, Any]:
    """The incidents that pass the filters, the latest first; `as_of` is the ledger's head that they were made at."""
    return _answer(request, wanted)


@router.get("/incidents/{ident}")
def incident(request: Request, ident: str) -> Row:
    """One incident, with the ceasefires beside it."""
    record = held(request)
    return _with_pairs(record, record.one("incidents", ident))


@router.get("/tolls")
def tolls(request: Request, wanted: Annotated[OfTolls, Query()]) -> dict[str, Any]:
    """The tolls that pass the filters, each a series of one source and one definition."""
    return _answer(request, wanted)


@router.get("/tolls/{ident}")
def toll(request: Request, ident: str) -> Row:
    """One toll, with the ids of its parts."""
    record = held(request)
    return record.one("tolls", ident) | {"parts": [part["id"] for part in record.parts(ident)]}


@router.get("/ceasefires")
def ceasefires(request: Request, wanted: Annotated[OfCeasefires, Query()]) -> dict[str, Any]:
    """The ceasefires that pass the filters, in the order of their first days."""
    return _answer(request, wanted)


@router.get("/ceasefires/{ident}")
def ceasefire(request: Request, ident: str) -> Row:
    """One ceasefire, with the incidents beside it."""
    record = held(request)
    return _with_pairs(record, record.one("ceasefires", ident))


@router.get("/violations")
def violations(request: Request, wanted: Annotated[OfPairs, Query()]) -> dict[str, Any]:
    """Incidents beside ceasefires with the answer and the evidence of each test; alleged or candidate, never a verdict."""
    return _answer(request, wanted)


@router.get("/positions")
def positions(request: Request, wanted: Annotated[OfPositions, Query()]) -> dict[str, Any]:
    """Who said what on which issue, by actor and issue in the order of days."""
    return _answer(request, wanted)


@router.get("/obligations")
def obligations(request: Request, wanted: Annotated[OfObligations, Query()]) -> dict[str, Any]:
    """What texts name as owed, with what is told of each since."""
    return _answer(request, wanted)


@router.get("/monitors")
def monitors(request: Request, wanted: Annotated[OfMonitors, Query()]) -> dict[str, Any]:
    """What each monitor says of the incidents beside ceasefires: reports, confirms, denies, is silent."""
    return _answer(request, wanted)


@router.get("/findings")
def findings(request: Request, wanted: Annotated[OfFindings, Query()]) -> dict[str, Any]:
    """Figures that cannot all be right, with the claims and their characters, and stretches that no ceasefire covers."""
    return _answer(request, wanted) | {"gaps": held(request).shelf.list("gaps", limit=MOST_GAPS)}

"""The page of the formats: what each carries and cannot, a part to choose, the first rows of it, the file; and the same for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import Field, field_validator

from marsad.exchange.export import FORMATS, Format, Made, losses
from marsad.exchange.export.choosing import Part, part
from marsad.exchange.export.content import GROUPS, Content, refs_of
from marsad.exchange.export.figures import PROFILES
from marsad.exchange.export.missing import Missing
from marsad.exchange.export.packed import packed
from marsad.exchange.export.plain import CSV
from marsad.exchange.export.redacting import redacted
from marsad.model.claim import KINDS
from marsad.pipeline.exporting import content
from marsad.store import Store
from marsad.web.giving.beginning import beginning
from marsad.web.hiding import Hiding
from marsad.web.language import Speech
from marsad.web.pages import show
from marsad.web.record.kept import held
from marsad.web.templates import speech

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["export"])
CHUNK = 1 << 16
ROWS, WIDE = 12, 300  # rows that are shown, characters of a cell
WHOLE = 1_000  # reports up to which the page counts all that passes
READING = Lock()  # an export holds what it gives: one at a time


class Asked(Hiding):
    """What is to be given out: days, kind, place, actor, source, ceasefire, how vague numbers become figures, what is hidden."""

    since: dt.date | None = None
    until: dt.date | None = None
    kind: str = ""
    place: str = Field("", max_length=200)
    actor: str = Field("", max_length=200)
    source: str = Field("", max_length=200)
    ceasefire: str = Field("", max_length=60)
    profile: str = ""

    @field_validator("kind", "profile")
    @classmethod
    def _known(cls, value: str, info: Any) -> str:
        known = KINDS if info.field_name == "kind" else PROFILES
        if value and value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")
        return value

    def part(self) -> Part:
        """The part of the record that is asked for, days apart."""
        return Part(self.kind, self.place, self.actor, self.source, self.ceasefire)


@dataclass(frozen=True, slots=True)
class Shown:
    """The beginning of a file: its name, its head and rows where it is a table, else its lines."""

    name: str
    head: list[str]
    rows: list[list[str]]
    lines: list[str]


@router.get("/export")
def page(request: Request, wanted: Annotated[Asked, Query()], format: str = "") -> HTMLResponse:
    """The formats; with `format` the first rows of what was chosen."""
    one = _format(format) if format else None
    told: dict[str, Any] = {}
    if one:
        large = request.app.state.store.summary().reports > WHOLE
        chosen = _beginning(request, wanted) if large else _content(request, wanted)
        told = {
            "large": large,
            "shown": list(_shown(one, chosen, wanted)),
            "found": _counts(chosen),
            "losses": losses(one),
            "leads": partial(_leads, request, _records(chosen)),
        }
    listed = [(f, losses(f)) for f in FORMATS.values()]
    ui = speech(request)
    query = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"page"})
    return show(
        request,
        "giving/export.html",
        formats=listed,
        one=one,
        wanted=wanted,
        query=query,
        profiles=PROFILES,
        part_name=partial(_part_name, ui),
        **told,
    )


@api.get("/export/{format}", response_class=StreamingResponse)
def export(request: Request, format: str, wanted: Annotated[Asked, Query()], only_losses: bool = False) -> Response:
    """The file of a format, a zip where it makes several; `only_losses` gives the list of what the format cannot carry."""
    one = _format(format)
    profile = PROFILES[wanted.profile or one.profile]
    if only_losses:
        return JSONResponse(losses(one, profile=profile))
    chosen = _content(request, wanted, proof=one.name == "bundle")
    made = _made(one, chosen, wanted)
    if one.several:
        lost = json.dumps(losses(one, made, profile, chosen.redaction), ensure_ascii=False, indent=1).encode()
        made = replace(made, files={f"marsad.{one.name}.zip": packed({**made.files, f"{one.name}.losses.json": lost})})
    name, data = next(iter(made.files.items()))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(data), media_type=_type(name), headers=headers)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise HTTPException(404, f"{name} is no format; there are: {', '.join(FORMATS)}")
    return FORMATS[name]


def _content(request: Request, wanted: Asked, proof: bool = False) -> Content:
    """What was asked for of what stands: withdrawn and erased reports are in no store's readings."""
    store: Store = request.app.state.store
    hidden = wanted.redaction()
    with READING:
        base = str(request.base_url).rstrip("/")
        found = content(store, since=wanted.since, until=wanted.until, base=base, proof=proof and not hidden and wanted.part() == Part())
        found = part(found, wanted.part())
        return redacted(found, hidden) if hidden else found


def _beginning(request: Request, wanted: Asked) -> Content:
    """The first of what was asked for."""
    store, base, hidden = request.app.state.store, str(request.base_url).rstrip("/"), wanted.redaction()
    found = beginning(store, held(request).shelf, wanted.part(), since=wanted.since, until=wanted.until, base=base)
    return redacted(found, hidden) if hidden else found


def _made(one: Format, chosen: Content, wanted: Asked) -> Made:
    try:
        return one.write(chosen, PROFILES[wanted.profile or one.profile])
    except Missing as error:
        raise HTTPException(501, str(error)) from None


def _counts(chosen: Content) -> list[tuple[str, int]]:
    """How many claims of each kind and records of each group were chosen."""
    kinds = [(kind, sum(claim["kind"] == kind for claim in chosen.claims)) for kind in KINDS]
    return [
        ("reports", len(chosen.reports)),
        *kinds,
        *((group, len(chosen.records[group])) for group in ("incidents", "tolls", "ceasefires")),
    ]


def _part_name(ui: Speech, code: str) -> str:
    """What the rows of a kind or group are called."""
    names = {
        "reports": ui.plain("Reports"),
        "incidents": ui.plain("Incidents"),
        "tolls": ui.plain("Tolls"),
        "ceasefires": ui.plain("Ceasefires"),
    }
    return names.get(code) or ui.plain("claims: %(kind)s", kind=ui.label("kind", code))


def _shown(one: Format, chosen: Content, wanted: Asked) -> Iterator[Shown]:
    """The beginning of each file with something in it, made of the first records alone; of binary files the tables that they hold."""
    few = _few(chosen)
    made = _made(CSV if one.binary else one, few, wanted)
    for name, data in made.files.items():
        text = data[: 1 << 20].decode("utf-8-sig", "replace")
        if name.endswith((".csv", ".tsv")):
            rows = list(csv.reader(io.StringIO(text), delimiter="\t" if name.endswith(".tsv") else ","))[: ROWS + 1]
            if len(rows) > 1 or len(made.files) == 1:
                cut = [[cell[:WIDE] for cell in row] for row in rows]
                yield Shown(name.removesuffix(".csv") if one.binary else name, cut[0] if cut else [], cut[1:], [])
        else:
            yield Shown(name, [], [], [line[: 4 * WIDE] for line in text.splitlines()[:ROWS]])


def _records(chosen: Content) -> dict[str, str]:
    """The page of each record that was chosen, by its id."""
    return {str(row["id"]): f"/{group}/{row['id']}" for group in ("incidents", "tolls", "ceasefires") for row in chosen.records[group]}


def _leads(request: Request, records: dict[str, str], cell: str) -> str:
    """Where a cell of a file leads to in these pages: the record of this id, the characters that a link of ours lights; else nothing."""
    base = str(request.base_url).rstrip("/")
    return records.get(cell) or (cell.removeprefix(base) if cell.startswith(f"{base}/r/") else "")


def _few(chosen: Content) -> Content:
    """The first records and claims: enough to show."""
    records = {group: chosen.records[group][:ROWS] for group in GROUPS}
    refs = {ref for rows in records.values() for row in rows for ref in refs_of(row)}
    kinds = {kind: [c["ref"] for c in chosen.claims if c["kind"] == kind][:ROWS] for kind in KINDS}
    refs |= {ref for found in kinds.values() for ref in found}
    claims = tuple(claim for claim in chosen.claims if claim["ref"] in refs)
    names = {claim["report"] for claim in claims}
    return replace(chosen, records=records, claims=claims, reports=tuple(r for r in chosen.reports if r["id"] in names))


def _chunks(data: bytes) -> Iterator[bytes]:
    return (data[n : n + CHUNK] for n in range(0, len(data), CHUNK))


def _type(name: str) -> str:
    kinds = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json", ".zip": "application/zip"}
    return next((kind for ending, kind in kinds.items() if name.endswith(ending)), "application/octet-stream")

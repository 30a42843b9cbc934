"""The page of reference records: sets that others recorded are taken in by upload and laid beside our record; and the same for programs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from marsad.exchange.given import Refused
from marsad.exchange.readers import columns
from marsad.exchange.reference import IMPORTS
from marsad.exchange.reference.record import from_json
from marsad.pipeline.beside import Compared, compare_sets
from marsad.pipeline.exporting import content
from marsad.store import ReportRefused, Store
from marsad.web.acting import doing
from marsad.web.giving.exports import READING
from marsad.web.inbox.batch import name_of
from marsad.web.pages import show
from marsad.web.record.desk import desk
from marsad.web.wanted import Form

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["references"])
PARTS = ("differing", "matched", "ours", "theirs")
LAID_BESIDE = 5_000  # reports, about ten seconds
MOST, NAMED = 200, 80  # rows of a part that the page shows; characters of a set's name
Part = Literal["", "differing", "matched", "ours", "theirs"]


class Asked(Form):
    """Which set is laid beside ours, and which part of the outcome is shown."""

    set: str = Field("", max_length=NAMED)
    only: Part = ""


@router.get("/references", name="page_of_references")
def page(request: Request, wanted: Annotated[Asked, Query()]) -> HTMLResponse:
    """The sets, and one of them beside our record."""
    return _page(request, wanted)


@router.post("/references")
async def take_in(request: Request, who: doing.Acting) -> Any:
    """Takes a file in as a set; bad rows are told, the rest is kept. A set of this name is replaced whole."""
    form = await request.form()
    given = form.get("file")
    told = {name: str(form.get(name) or "").strip() for name in ("format", "name", "columns")}
    if not isinstance(given, UploadFile) or not given.filename or told["format"] not in IMPORTS:
        raise HTTPException(422, "a file and one of the formats are wanted")
    name, data = name_of(given.filename, []), await given.read()
    await form.close()
    refused = await run_in_threadpool(_keep, request.app.state.store, told, name, data)
    called = (told["name"] or name)[:NAMED]
    if refused:
        return await run_in_threadpool(_page, request, Asked.model_validate({"set": called}), refused)
    return RedirectResponse(str(request.url_for("page_of_references").include_query_params(set=called)), 303)


def _page(request: Request, wanted: Asked, refused: list[str] | None = None) -> HTMLResponse:
    store: Store = request.app.state.store
    large = store.summary().reports > LAID_BESIDE
    found = _compared(store, wanted.set) if wanted.set and not large else None
    parts = {name: getattr(found, name) for name in PARTS} if found else {}
    if found:
        parts["matched"] = tuple(match for match in found.matched if not match.differs)
    values = {
        "large": large,
        "sets": store.reference_sets(),
        "formats": IMPORTS.values(),
        "wanted": wanted,
        "found": found,
        "parts": parts,
        "most": MOST,
        "reasons": reasons,
    }
    return show(request, "giving/references.html", d=desk(request), refused=refused or [], **values)


def reasons(why: str) -> list[tuple[str, str]]:
    """The comparisons that a reason is made of, each with its name; a reason of another sort with none.

    >>> reasons("day: one day apart; place: 55 km away"), reasons("too little is told")
    ([('day', 'one day apart'), ('place', '55 km away')], [('', 'too little is told')])
    """
    return [(name, text) if text else ("", name) for name, _, text in (part.partition(": ") for part in why.split("; "))]


def _keep(store: Store, told: dict[str, str], name: str, data: bytes) -> list[str]:
    """What could not be read of the file, the rest being kept; 422 where nothing could, or where its columns are not mapped rightly."""
    one = IMPORTS[told["format"]]
    lines = (line.partition("=") for line in told["columns"].splitlines() if line.strip())
    how = {field.strip(): column.strip() for field, _, column in lines}
    found, refused = [], []
    with tempfile.TemporaryDirectory(prefix="marsad-import-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            columns.checked(how, tuple(how) if "*" in one.maps else one.maps or ("none",), "columns")
            for outcome in one.read(path, how):
                if isinstance(outcome, Refused):
                    refused.append(str(outcome).replace(f"{folder}/", ""))
                else:
                    found.append(outcome.as_json())
            if found:
                store.keep_references((told["name"] or name)[:NAMED], one.name, found)
        except (ValueError, ReportRefused) as error:
            raise HTTPException(422, str(error).replace(f"{folder}/", "")) from None
    if not found:
        raise HTTPException(422, f"{name}: no record in it; {'; '.join(refused[:3])}")
    return refused


def _compared(store: Store, name: str) -> Compared:
    """Our record beside the set; 404 where there is none of this name."""
    format = {one.name: one.format for one in store.reference_sets()}.get(name)
    if format is None:
        raise HTTPException(404, f"no set {name}")
    if store.summary().reports > LAID_BESIDE:
        raise HTTPException(413, "a set beside so many reports takes minutes: the commands lay it there, such as marsad compare")
    with READING:
        return compare_sets(content(store), [from_json(row) for row in store.references(name)], format)


class Sent(BaseModel):
    """A set of reference records as a file would hold it: its text, the format, the file's name with its ending, columns as mapped."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"format": "acled", "file": "a.csv", "text": "…"}]})
    format: str = Field(max_length=40)
    file: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=50_000_000)
    name: str = Field("", max_length=NAMED)
    columns: dict[str, str] = Field(default={}, max_length=50)


class Taken(BaseModel):
    """The name of the set, and the rows that could not be read."""

    set: str
    refused: list[str]


@api.post("/references", status_code=201)
def taken(request: Request, sent: Sent, who: doing.Acting) -> Taken:
    """Takes a set in; bad rows are told, the rest is kept. A set of this name is replaced whole."""
    if sent.format not in IMPORTS:
        raise HTTPException(422, f"format: one of {', '.join(sorted(IMPORTS))}")
    name = name_of(sent.file, [])
    told = {"format": sent.format, "name": sent.name, "columns": "\n".join(f"{field}={column}" for field, column in sent.columns.items())}
    refused = _keep(request.app.state.store, told, name, sent.text.encode("utf-8", "surrogatepass"))
    return Taken(set=(sent.name or name)[:NAMED], refused=refused)


@api.get("/references")
def sets(request: Request) -> dict[str, Any]:
    """The sets of reference records: name, format, how many records."""
    return {"sets": [one._asdict() for one in request.app.state.store.reference_sets()]}


@api.get("/references/{name:path}")
def compared(request: Request, name: str) -> dict[str, Any]:
    """Our record beside this set: matched, only ours, only theirs, what differs, each with its reasons."""
    return {"set": name} | _compared(request.app.state.store, name).as_json()

"""Search over everything: reports, claims, records, actors and places, spelling folded; for the page and for the palette."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from marsad.store import Hit, Store
from marsad.store.rows import fold_name
from marsad.theatres import in_use
from marsad.web import known
from marsad.web.language import Speech
from marsad.web.pages import show
from marsad.web.record.desk import Desk, desk
from marsad.web.record.kept import OF_ID
from marsad.web.templates import report_url

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["marsad"])
FEW, MANY = 6, 50
Asked = Annotated[str, Query(max_length=500)]
Found = dict[str, str]


@router.get("/search")
def search(request: Request, q: Asked = "") -> HTMLResponse:
    """What was found for the words."""
    hits = request.app.state.store.search(q, limit=MANY) if q.strip() else []
    return show(request, "search.html", q=q, hits=hits, things=_things(desk(request), q) if q.strip() else {})


@api.get("/search")
def palette(request: Request, q: Asked = "") -> dict[str, list[Found]]:
    """The best of each sort for the words, each with its address: reports, claims, records, actors, places."""
    if not q.strip():
        return {}
    store: Store = request.app.state.store
    hits = store.search(q, limit=2 * FEW)
    texts = {kind: [_hit(h) for h in hits if h.kind == kind[:-1]] for kind in ("reports", "claims")}
    return {k: v for k, v in (_things(desk(request), q) | texts).items() if v}


def _hit(hit: Hit) -> Found:
    span = (hit.start, hit.end or hit.start) if hit.start is not None else None
    return {"words": hit.snippet, "url": report_url(hit.key, span), "about": hit.report_id}


def _things(at: Desk, q: str) -> dict[str, list[Found]]:
    wanted = fold_name(q)
    named = _names(at.ui.language, in_use())
    places = [t for t in named["places"] if wanted in t[0]]
    actors = [t for t in named["actors"] if wanted in t[0]]
    return {
        "records": _records(at, wanted)[:FEW],
        "actors": [_of(t, f"/incidents?actor={t[1]}") for t in _best(actors, wanted)],
        "places": [_of(t, f"/incidents?place={t[1]}") for t in _best(places, wanted)],
    }


def _best(found: list[tuple[str, str, str, str]], wanted: str) -> list[tuple[str, str, str, str]]:
    """The nearest first: the very name, names that begin so, shorter ones."""
    return sorted(found, key=lambda t: (t[0] != wanted, not t[0].startswith(wanted), len(t[0])))[:FEW]


def _of(thing: tuple[str, str, str, str], url: str) -> Found:
    return {"words": thing[2], "url": url, "about": thing[3]}


@cache
def _names(language: str, _: tuple[str, ...]) -> dict[str, list[tuple[str, str, str, str]]]:
    """(folded name, id, name in the language, what it lies in or is) of every place and actor of the theatres in use."""
    ui = Speech(language)
    places = [
        (fold_name(form), ident, known.name(ident, language) or ident, ui.listed(known.lies_in(ident, language)[:2]))
        for ident, place in known.places().items()
        for form in {place.name_ar, place.name_en}
    ]
    actors = [(fold_name(form), ident, known.name(ident, language) or ident, "") for ident, form in known.others()]
    return {"places": places, "actors": actors}


def _records(at: Desk, wanted: str) -> list[Found]:
    found = ((group, row) for group in OF_ID.values() for row in at.record.shelf.titled(group, wanted, limit=FEW))
    return [
        {"words": at.title(row["id"]), "url": f"/{group}/{row['id']}", "about": at.days(row.get("when")) if group == "incidents" else ""}
        for group, row in found
    ]

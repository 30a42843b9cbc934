"""The pages and the JSON API over one store: `create_app(store)` gives an ASGI application.

acting/rights.tsv lists every address with the act that it needs; the JSON under /api is described in /api/openapi.json.
Every response carries a Content-Security-Policy that lets nothing in from elsewhere.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from marsad.store import Store
from marsad.web import api, faults, finding, pages, side_by_side
from marsad.web.acting import conflict, decisions, going
from marsad.web.acting.gate import Gate
from marsad.web.acting.pace import Pace, Throttle
from marsad.web.acting.who import OnePerson, People
from marsad.web.bulletin import pages as bulletin_pages
from marsad.web.giving import exports, references
from marsad.web.guard import Guard
from marsad.web.inbox import api as inbox_api
from marsad.web.inbox import pages as inbox_pages
from marsad.web.inbox.batch import Batches
from marsad.web.record import api as record_api
from marsad.web.record import ceasefires, comparing, incidents, ledger, overview, positions, sources, tolls
from marsad.web.record.kept import Recorded
from marsad.web.review import acts as review_acts
from marsad.web.review import pages as review_pages
from marsad.web.team import managing
from marsad.web.team import pages as team_pages
from marsad.web.templates import Pages

HERE = Path(__file__).parent
for suffix, kind in ((".js", "text/javascript"), (".css", "text/css"), (".svg", "image/svg+xml"), (".woff2", "font/woff2")):
    mimetypes.add_type(kind, suffix)  # some systems know them otherwise, and nosniff would then refuse them
LOCAL = ("localhost", "127.0.0.1", "[::1]", "[", "testserver")  # older Starlette cuts [::1] at its first colon


API = (
    bulletin_pages.api,
    exports.api,
    references.api,
    api.router,
    finding.api,
    record_api.router,
    ledger.api,
    decisions.api,
    going.api,
    inbox_api.api,
)
PAGES = (
    overview,
    incidents,
    comparing,
    inbox_pages,
    bulletin_pages,
    exports,
    references,
    sources,
    finding,
    tolls,
    ceasefires,
    positions,
    ledger,
    decisions,
    going,
    review_acts,
    review_pages,
    team_pages,
    managing,
    side_by_side,
    pages,  # last: it answers for whatever is left
)


def create_app(store: Store, *, hosts: Sequence[str] = LOCAL, people: People | None = None, pace: Pace | None = None) -> FastAPI:
    """The application over this store, answering only requests addressed to `hosts` (`*` for any).

    `people` says who asks; without it everybody who reaches the pages is the one person of this store. `pace` is the most that
    one of several people may write and search in a minute.
    """
    app = FastAPI(title="marsad", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", responses=faults.DESCRIBED)
    app.state.people = people or OnePerson()
    app.state.store = store
    app.state.throttle = Throttle(pace)
    app.state.pages = Pages()
    app.state.recorded = Recorded(store)
    app.state.batches = Batches()
    app.state.verifier = ledger.Verifier(store)
    conflict.install(app)
    app.add_middleware(Gate)  # first, so that whatever it answers is seen by all the others
    faults.install(app)  # next, so that all the others also see its answers
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for router in API:
        app.include_router(router)
    for part in PAGES:
        for route in part.router.routes:
            if isinstance(route, APIRoute) and route.methods and "GET" in route.methods:
                route.methods.add("HEAD")
        app.include_router(part.router)
    return app

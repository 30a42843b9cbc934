"""The pages and the JSON API over one store: `create_app(store)` gives an ASGI application.

Pages: / (reports), /r/ID (reader), /claims, /map, /search, /about. API: /api/reports, /api/claims, described in
/api/openapi.json. Every response carries a Content-Security-Policy that lets nothing in from elsewhere.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from marsad.store import Store
from marsad.web import api, faults, pages
from marsad.web.guard import Guard
from marsad.web.templates import Pages

HERE = Path(__file__).parent
for suffix, kind in ((".js", "text/javascript"), (".css", "text/css"), (".svg", "image/svg+xml"), (".woff2", "font/woff2")):
    mimetypes.add_type(kind, suffix)  # some systems know them otherwise, and nosniff would then refuse them
LOCAL = ("localhost", "127.0.0.1", "[::1]", "[", "testserver")  # older Starlette cuts [::1] at its first colon


def create_app(store: Store, *, hosts: Sequence[str] = LOCAL) -> FastAPI:
    """The application over this store, answering only requests addressed to `hosts` (`*` for any)."""
    app = FastAPI(title="marsad", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.store = store
    app.state.pages = Pages()
    faults.install(app)  # first, so that all the others also see its answers
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.include_router(api.router)
    app.include_router(pages.router)
    return app

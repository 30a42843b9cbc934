"""The page of the ledger: who did what and when, whether the chain holds, what persons decided; the whole of it as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from pydantic import Field

from marsad.store import Store, Verified
from marsad.store.canonical import now
from marsad.web.acting.conflict import seen
from marsad.web.record.desk import desk, fill
from marsad.web.wanted import Form

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["ledger"])
AT_ONCE = 500  # entries up to which the chain is computed anew unasked
LONGEST = 160
AT_A_TIME = 1000  # entries read for the file


@dataclass(frozen=True, slots=True)
class Checked:
    """What verifying found, and when."""

    found: Verified
    at: str


class Verifier:
    """Verifies a store when asked and remembers what it found for each head of the ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: Checked | None = None
        self._busy = Lock()

    def state(self, head: tuple[int, str], anew: bool) -> Checked | None:
        """What was found at this head; computed where it is asked for or cheap, None otherwise."""
        known = self._last if self._last and self._last.found.head == head[1] and self._last.found.entries == head[0] else None
        if not anew and (known or head[0] > AT_ONCE):
            return known
        with self._busy:
            self._last = Checked(self._store.verify(), now())
        return self._last


class OfLedger(Form):
    """Which page of the ledger, or the one that has an entry, and whether to verify it now."""

    limit: int = Field(50, ge=1, le=1000)
    verify: bool = False
    entry: int | None = Field(None, ge=1, le=2**53)


@router.get("/ledger", response_model=None)
def ledger(request: Request, wanted: Annotated[OfLedger, Query()]) -> HTMLResponse | RedirectResponse:
    """The entries of the ledger, the newest first, and the decisions; on to the page that has an entry where one is asked for."""
    store: Store = request.app.state.store
    head = store.head()
    if wanted.entry:
        page = max(head[0] - wanted.entry, 0) // wanted.limit + 1
        return RedirectResponse(f"/ledger?page={page}&limit={wanted.limit}#e{wanted.entry}", 303)
    at = desk(request)
    last = head[0] - (wanted.page - 1) * wanted.limit
    first = max(last - wanted.limit, 0)
    entries = store.ledger(after=first, limit=last - first) if last > 0 else []
    checked = request.app.state.verifier.state(head, wanted.verify)
    decisions = store.latest_decisions(50)[0] if wanted.page == 1 else []
    names = {key: stored.id for key, stored in store.reports_named({e.subject for e in entries if e.subject}).items()}
    return fill(
        request, "ledger.html", at, wanted=wanted, head=head, entries=entries[::-1], more=first > 0, checked=checked, names=names,
        decisions=decisions, seen=seen, told=told,
    )  # fmt: skip


@api.get("/ledger", response_class=StreamingResponse)
def whole(request: Request, after: Annotated[int, Query(ge=0, le=2**53)] = 0) -> StreamingResponse:
    """The entries after this one as JSON lines, the oldest first, each with its hash and that of the one before."""
    store: Store = request.app.state.store
    headers = {"Content-Disposition": 'attachment; filename="ledger.jsonl"'}
    return StreamingResponse(_lines(store, after, store.head()[0]), media_type="application/x-ndjson", headers=headers)


def _lines(store: Store, after: int, last: int) -> Iterator[str]:
    while entries := store.ledger(after=after, limit=min(AT_A_TIME, last - after)) if after < last else []:
        yield "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
        after = entries[-1].seq


def told(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The plain values of an entry."""
    plain = [(k, str(v)) for k, v in payload.items() if isinstance(v, str | int | float | bool) and v != ""]
    return [(k, v if len(v) <= LONGEST else v[:LONGEST] + "…") for k, v in plain]

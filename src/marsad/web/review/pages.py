"""The reader: a report with its claims lit and judged; why a claim was read; the next report to review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad import pipeline
from marsad.model.decision import standing
from marsad.model.grades import GRADES
from marsad.store import Store, StoredReport
from marsad.web import reader
from marsad.web.acting.who import Asking
from marsad.web.language import Speech
from marsad.web.pages import first_words, show
from marsad.web.review.book import book, values
from marsad.web.review.explain import explained
from marsad.web.review.state import State, state
from marsad.web.templates import report_url, speech
from marsad.web.wanted import fetch_report

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
AT_ONCE, PIECE = 500, 25  # reports looked through for the next one, and read together


@router.get("/r/{ident:path}")
def read(
    request: Request, ident: str, who: Asking, second: bool = False, marks: bool = False, listed: Annotated[int, Query(ge=0)] = 0
) -> HTMLResponse:
    """The reader; `second` hides what others decided, `marks` lights without a script; `listed`: some of a long list, from there."""
    store, ui = request.app.state.store, speech(request)
    stored = fetch_report(store, ident)
    now = state(store, stored, who.actor, second)
    report = stored.report
    if listed:
        here = now.ones[listed : listed + reader.LIST]
        some = [replace(row, one=one) for row, one in zip(reader.rows([one.claim for one in here], ui, first=listed), here, strict=True)]
        return show(request, "review/items.html", stored=stored, some=some, second=second, values=[values(one.claim) for one in here])
    at_once = reader.LIST if len(now.ones) > reader.MANY and not marks else len(now.ones)
    shown = reader.rows(now.claims[:at_once], ui, ones=now.ones) + reader.bare(now.ones, at_once)
    titled = reader.rows(pipeline.code_title(report), ui, "title", len(shown))
    missed, counted = now.looked_at()
    return show(
        request,
        "reader.html",
        stored=stored,
        report=report,
        versions=store.versions(stored.key),
        heading=first_words(stored),
        STRETCH=reader.STRETCH,
        LIST=reader.LIST,
        LONG=reader.LONG,
        blocks=reader.blocks(report.text),
        omitted=max(0, len(report.text) - reader.LONGEST),
        shown=shown,
        at_once=at_once,
        kinds=Counter(claim.kind for claim in now.claims),
        titled=titled,
        missed=missed,
        numbers=counted,
        spectrum=reader.spectrum(report.text, shown),
        lights=reader.lights(report, [*shown, *titled], missed) | _about(now),
        left=now.left,
        second=second,
        marks=_marks(shown) if marks else None,
        book=book(ui),
        words=_words(ui),
    )


def _about(now: State) -> dict[str, Any]:
    return {"key": now.stored.key, "as_of": now.as_of, "undo": bool(now.history.done), "redo": bool(now.history.undone)}


def _marks(shown: list[reader.Row]) -> Callable[[int, str], Iterator[tuple[str, str]]]:
    """For a paragraph at an offset its pieces, each with the kind of the innermost claim on it."""
    claims = [row.claim for row in shown if row.part == "text" and row.state != "rejected"]

    def pieces(start: int, line: str) -> Iterator[tuple[str, str]]:
        own = [c for c in claims if c.span.start < start + len(line) and start < c.span.end]
        cuts = sorted({start, start + len(line), *(at for c in own for at in c.span if start < at < start + len(line))})
        for low, high in pairwise(cuts):
            over = [c for c in own if c.span.start <= low and high <= c.span.end]
            yield line[low - start : high - start], min(over, key=lambda c: len(c.quote)).kind if over else ""

    return pieces


@router.get("/explain")
def explain(request: Request, report: Annotated[str, Query(max_length=500)], at: Annotated[int, Query(ge=0)]) -> HTMLResponse:
    """Why the claims on a character were read: rule, sentence, mentions, names."""
    stored = fetch_report(request.app.state.store, report)
    found = explained(stored.report, [k.claim for k in request.app.state.store.claims(report=stored.key)], at)
    return show(request, "review/explain.html", stored=stored, heading=first_words(stored), at=at, found=found)


@router.get("/next", response_model=None)
def following(request: Request, after: Annotated[str, Query(max_length=500)] = "") -> RedirectResponse:
    """The way to the next report that is not done, in the order of the list of reports; to the list where there is none."""
    store: Store = request.app.state.store
    found = next((r for r in _around(store, after) if r.newest and r.claims and r.key != after and not _finished(store, r)), None)
    return RedirectResponse(report_url(found.key) if found else "/reports", 303)


def _around(store: Store, after: str) -> Iterator[StoredReport]:
    """The first AT_ONCE reports of the list, those behind this one before those up to it; read piece by piece."""
    before: list[StoredReport] = []
    behind = not after
    for start in range(0, AT_ONCE, PIECE):
        some = store.reports(limit=PIECE, offset=start)
        for one in some:
            if behind:
                yield one
            else:
                before.append(one)
            behind = behind or one.key == after
        if len(some) < PIECE:
            break
    yield from before


def _finished(store: Store, stored: StoredReport) -> bool:
    return any(d.verb == "done" for d in standing(store.decisions(stored.key)))


def _words(ui: Speech) -> dict[str, Any]:
    """What the page's script says."""
    plain = ui.plain
    states = {
        "accepted": plain("accepted"),
        "corrected": plain("corrected"),
        "rejected": plain("rejected"),
        "seconded": plain("reviewed twice"),
    }
    return {
        "states": states,
        "grades": [[code, (grade.ar, grade.en)[ui.column]] for code, grade in GRADES["airwars"].items()],
        "left": plain("to review: 0"),
        "none_left": plain("all reviewed"),
        "unread": plain("numbers unread: 0"),
        "on_screen": plain("accepted on the screen: 0"),
        "nothing_open": plain("Nothing on the screen is left to review."),
        "all_done": plain("Nothing here is left to review."),
        "merge_with": plain("Choose the other claim of this kind and press the key again."),
        "select_first": plain("Select the words in the text first."),
        "meanwhile": plain("Somebody decided on this meanwhile; it is shown as it stands now."),
        "not_sent": plain("This did not reach the ledger. Try again."),
        "reason": plain("Why it is done all the same"),
        "kind": plain("Kind"),
        "keep": plain("Keep"),
        "cancel": plain("Cancel"),
    }

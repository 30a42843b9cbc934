"""The example week told again and again: as many reports with claims as a trial wants, without any corpus.

Each telling lies a month after the one before; after YEARS the days begin again and all places are others of their sort, so that many
reports fill the days of a long conflict, as they do in an archive, and do not stretch over centuries.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from marsad.model.claim import Claim, from_json, to_json
from marsad.model.report import Report

APART, YEARS = 30, 10
ROUND = YEARS * 365 // APART  # tellings until the days begin again
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE = re.compile(r'"(sy/[^"]+)"')


def told(reports: int) -> Iterator[tuple[Report, list[Claim]]]:
    """So many reports, each with about thirteen claims, under other ids and outlets' days."""
    from marsad.demo import reports as week
    from marsad.pipeline import code

    coded = [(r, json.dumps([to_json(c) for c in code(r)], ensure_ascii=False)) for r in week()]
    for n in range(reports):
        report, claims = coded[n % len(coded)]
        again, turn = n // len(coded) % ROUND, n // len(coded) // ROUND
        by = dt.timedelta(days=APART * again)
        moved = json.loads(_elsewhere(days_moved(claims, by), turn))
        own = replace(report, id=f"r{n}", date=report.date + by if report.date else None, url=None)
        yield own, [from_json(row) for row in moved]


def _elsewhere(claims: str, turn: int) -> str:
    """The claims' JSON with every place `turn` times further on."""
    return _PLACE.sub(lambda found: f'"{_place(found[1], turn)}"', claims)


def days_moved(claims: str, by: dt.timedelta) -> str:
    """The claims' JSON with every day in it moved along; names and quotes hold no ISO days."""
    return _DAY.sub(lambda m: str(dt.date.fromisoformat(m[0]) + by), claims)


def _place(ident: str, turn: int) -> str:
    """The place `turn` further on among those of its precision."""
    sort, at = _turns().get(ident, ((ident,), 0))
    return sort[(at + 7 * turn) % len(sort)]


_KNOWN: dict[str, tuple[tuple[str, ...], int]] = {}


def _turns() -> Mapping[str, tuple[tuple[str, ...], int]]:
    """For each place of the theatre those of its precision, and its own number among them."""
    if not _KNOWN:
        from marsad.theatres import load_many

        sorts: dict[str, list[str]] = {}
        for theatre in load_many(("syria",)):
            for place in theatre.places.values():
                if place.id.startswith("sy/"):
                    sorts.setdefault(place.precision, []).append(place.id)
        for sort in sorts.values():
            _KNOWN.update({ident: (tuple(sort), n) for n, ident in enumerate(sort)})
    return _KNOWN

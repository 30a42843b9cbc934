"""Every name of annotated reports with what it is resolved to: the table to look through by eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.measure.gold import as_report
from marsad.measure.places import Row, is_a_name, where
from marsad.model.claim import PLACE_FIELDS, Name
from marsad.model.span import Span
from marsad.pipeline import ground
from marsad.resolve.gazetteer import area_of, place, thing
from marsad.resolve.ground import Ground, name_fields
from marsad.resolve.settle import meant, part_of, place_struck


@dataclass(frozen=True, slots=True)
class Resolved:
    """One name: `what` is place, side or source; `id` None where it stays open, `part_of` what it belongs to then; degrees."""

    report: str
    what: str
    name: str
    id: str | None
    name_en: str
    lat: float | None
    lon: float | None
    within: str | None
    part_of: str | None


def names(rows: Iterable[Row]) -> Iterator[Resolved]:
    """The names of the annotated claims, each once in a report, in the order of the claims."""
    for row in rows:
        report = as_report(row)
        around = ground(report)
        seen: set[tuple[str, str]] = set()
        for claim in row.get("claims", ()):
            for what, field, text in _told(claim):
                if (what, text) not in seen and (what != "place" or is_a_name(text)):
                    seen.add((what, text))
                    at = where(report.text, text, claim.get("start", 0))
                    yield _resolved(report.id, what, field, Name(text, Span(at, at + len(text))), around)


def _told(claim: Row) -> Iterator[tuple[str, str, str]]:
    for field in name_fields(claim["kind"]):
        what = "place" if field in PLACE_FIELDS else "source" if field == "source" else "side"
        value = claim.get(field) or ()
        yield from ((what, field, text) for text in ([value] if isinstance(value, str) else value) if isinstance(text, str))


def _resolved(report: str, what: str, field: str, name: Name, around: Ground) -> Resolved:
    ident = meant(name, field, around).id or place_struck(name, field, around)
    known, at = thing(ident) if ident else None, place(ident)
    owner = None if ident else part_of(name, field, around)
    lat, lon = (at.lat, at.lon) if at else (None, None)
    return Resolved(report, what, name.text, ident, known.name_en if known else "", lat, lon, area_of(ident) if ident else None, owner)

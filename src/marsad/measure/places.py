"""How well names become places: against the place that a coder kept, and the share of place names that resolve at all.

Rows of two shapes: a report with the coder's `place` ({"lat", "lon"}) of its incident, scored by distance; an annotated
report with `claims`, whose place names are resolved as marsad resolves them there. Both are read by `rows`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.measure.gold import Coder, as_report
from marsad.measure.nearest import governorate_at
from marsad.model.claim import PLACE_FIELDS, Claim, Name
from marsad.model.span import Span
from marsad.pipeline import ground
from marsad.resolve.gazetteer import area_of, kilometres, place
from marsad.resolve.ground import names_of
from marsad.resolve.home import first_country
from marsad.resolve.phrase import phrase
from marsad.resolve.where import place_meant

Row = dict[str, Any]
NEAR_KM = 5.0
HAPPENED = frozenset({"incident", "casualties"})
OWN = "sy"


def located(rows: Iterable[Row], code: Coder) -> dict[str, Any]:
    """Of the reports whose incident has coordinates: how many name, with what happened, a place within 5 km and in the governorate."""
    hits: dict[str, list[bool]] = defaultdict(list)
    away: list[str] = []
    for row in (r for r in rows if (r.get("place") or {}).get("lat") is not None):
        lat, lon = row["place"]["lat"], row["place"]["lon"]
        named = [name for claim in code(as_report(row)) if claim.kind in HAPPENED for name in _places(claim)]
        far = min((km for name in named if (km := _distance(name, lat, lon)) is not None), default=None)
        wanted = governorate_at(lat, lon)
        hits["near"].append(far is not None and far <= NEAR_KM)
        hits["governorate"].append(any(wanted == _area(name) for name in named))
        if not hits["near"][-1]:
            away.append(
                f"{row['id']}: {row.get('place_ar', '')} at {lat}, {lon}; nearest named {'none' if far is None else f'{far:.0f} km'}"
            )
    return {"reports": len(hits["near"])} | {key: _share(said) for key, said in hits.items()} | {"away": away}


def resolved(rows: Iterable[Row]) -> dict[str, Any]:
    """Of the place names of annotated reports: the share that resolves to an entry below country level, in Syria and elsewhere.

    A name counts once in a report. Countries, words that name no place of their own («المنطقة»), and stretches to be ignored are left out.
    """
    said: dict[str, list[bool]] = {"syria": [], "elsewhere": []}
    unknown: Counter[str] = Counter()
    for row in rows:
        about, names = _resolutions(row)
        for name, ident in names.items():
            below = ident is not None and "/" in ident
            said["syria" if about == OWN else "elsewhere"].append(below)
            if not below:
                unknown[name] += 1
    counts = {f"{land}_names": len(found) for land, found in said.items()}
    return counts | {land: _share(found) for land, found in said.items()} | {"unknown": list(unknown)}


def _resolutions(row: Row) -> tuple[str | None, dict[str, str | None]]:
    """The country that the report is about, and each place name of its annotated claims with what it resolves to."""
    report = as_report(row)
    around = ground(report)
    found: dict[str, str | None] = {}
    for claim in row.get("claims", ()):
        for text in (name for field in PLACE_FIELDS for name in claim.get(field) or ()):
            at = where(report.text, text, claim.get("start", 0))
            meant = place_meant(Name(text, Span(at, at + len(text))), around).id
            known = place(meant)
            if is_a_name(text) and not (known and known.type == "country"):
                found[text] = found.get(text) or meant
    return first_country(around.home), found


def where(text: str, name: str, near: int) -> int:
    """Where the name stands nearest to the claim's quote."""
    starts, at = [], text.find(name)
    while at >= 0:
        starts.append(at)
        at = text.find(name, at + 1)
    return min(starts, key=lambda start: abs(start - near), default=near)


def is_a_name(text: str) -> bool:
    """False for words of kind alone: «المنطقة», «المدينة», «الحدود»."""
    parts = phrase(text)
    return bool(parts.key) or len(text.split()) > len(parts.heads)


def _places(claim: Claim) -> Iterator[Name]:
    return (name for field, names in names_of(claim) if field in PLACE_FIELDS for name in names)


def _distance(name: Name, lat: float, lon: float) -> float | None:
    known = place(name.id)
    return kilometres(known.lat, known.lon, lat, lon) if known and known.lat is not None and known.lon is not None else None


def _area(name: Name) -> str | None:
    ident = name.id or name.part_of
    return area_of(ident) if ident else None


def _share(said: list[bool]) -> float:
    return round(sum(said) / len(said), 3) if said else 0.0


def table(figures: dict[str, Any]) -> str:
    """The figures as lines of text."""
    lines = []
    if figures.get("reports"):
        lines.append(f"{figures['reports']} reports whose incident has coordinates")
        lines.append(
            f"  a place named with it within {NEAR_KM:.0f} km: {figures['near']:.3f}; in the governorate: {figures['governorate']:.3f}"
        )
    for land in ("syria", "elsewhere"):
        if count := figures.get(f"{land}_names"):
            lines.append(f"{count} place names, {land}: {figures[land]:.3f} resolve below country level")
    return "\n".join(lines or ["no row has a `place` with coordinates or annotated `claims`"])

"""An ACLED export: a record for each event; agreements are ceasefires, all other strategic developments are incidents of our types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from marsad.exchange.reference.record import Import, Outcome, Reference, Row, day, degrees, number, several
from marsad.exchange.reference.rows import read as rows
from marsad.model.vocabulary import INCIDENT_TYPE

NEEDED = ("event_id_cnty", "event_date", "sub_event_type", "actor1", "country", "location", "fatalities")
_NOBODY = ("Unidentified", "Civilians", "Protesters", "Rioters")


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Outcome]:
    """The events of the file."""
    return rows(path, NEEDED, _record)


@cache
def our_types(sub_event: str) -> tuple[str, ...]:
    """Our incident types that ACLED puts under this sub-event.

    >>> our_types("Air/drone strike")
    ('air_strike',)
    """
    return tuple(code for code, told in INCIDENT_TYPE.items() if sub_event in told.acled)


def _record(row: Row) -> Reference:
    lat, lon = degrees(row, "latitude", "longitude")
    when, killed, sub = day(row["event_date"]), number(row["fatalities"], "fatalities"), row["sub_event_type"]
    actors = [name for column in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2") for name in several(row.get(column))]
    return Reference(
        id=row["event_id_cnty"],
        kind="ceasefire" if sub == "Agreement" else "incident",
        label=f"{sub}, {row['location']}, {when}",
        first=when,
        last=when,
        place=row["location"],
        area=row.get("admin1", ""),
        country=row["country"],
        lat=lat,
        lon=lon,
        types=our_types(sub),
        actors=tuple(name for name in actors if not name.startswith(_NOBODY)),
        low=killed,
        best=killed,
        high=killed,
    )


ACLED = Import("acled", "ACLED export, CSV or XLSX", read, NEEDED)

"""UCDP GED: a record for each event, with low, best and high of those killed; its three types of violence name no act of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from marsad.exchange.reference.record import Import, Outcome, Reference, Row, day, degrees, number
from marsad.exchange.reference.rows import read as rows

NEEDED = ("id", "side_a", "side_b", "country", "date_start", "date_end", "best", "high", "low")


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Outcome]:
    """The events of the file."""
    return rows(path, NEEDED, _record)


def _record(row: Row) -> Reference:
    lat, lon = degrees(row, "latitude", "longitude")
    return Reference(
        id=row.get("relid") or row["id"],
        kind="incident",
        label=f"{row['side_a']} - {row['side_b']}, {row.get('where_coordinates', '')}, {row['date_start'][:10]}",
        first=day(row["date_start"][:10]),
        last=day(row["date_end"][:10]),
        place=row.get("where_coordinates", ""),
        area=row.get("adm_1", ""),
        country=row["country"],
        lat=lat,
        lon=lon,
        actors=tuple(name for name in (row["side_a"], row["side_b"]) if name != "Civilians"),
        low=number(row["low"], "low"),
        best=number(row["best"], "best"),
        high=number(row["high"], "high"),
    )


GED = Import("ged", "UCDP GED, CSV or XLSX", read, NEEDED)

"""ETH/PRIO ceasefires: one record for each ceasefire, whatever number of rows (one for each party that declared it) it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from marsad.exchange.given import Refused, Unfit
from marsad.exchange.reference.record import Import, Outcome, Reference, Row, number
from marsad.exchange.reference.rows import read as rows

NEEDED = ("cc", "cf_id", "location", "actor_name", "cf_dec_yr", "cf_dec_month", "cf_dec_day", "fixed", "fixed_time")


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Outcome]:
    """The ceasefires of the file, in the order of their first rows."""
    found: dict[str, Reference] = {}
    for outcome in rows(path, NEEDED, _record):
        if isinstance(outcome, Refused):
            yield outcome
        elif (known := found.get(outcome.id)) is None:
            found[outcome.id] = outcome
        else:
            actors = tuple(dict.fromkeys([*known.actors, *outcome.actors]))
            found[outcome.id] = replace(known, actors=actors, first=min(filter(None, [known.first, outcome.first]), default=None))
    yield from found.values()


def _record(row: Row) -> Reference:
    declared, begins, ends = (_date(row, prefix) for prefix in ("cf_dec", "cf_effect", "end"))
    days = number(row["fixed_time"], "fixed_time") if row["fixed"].strip() == "1" else None
    return Reference(
        id=f"{row['cc']}-{row['cf_id']}",
        kind="ceasefire",
        label=f"ceasefire of {declared or '?'}, {row['location']}",
        first=declared,
        last=ends,
        begins=begins,
        country=row["location"],
        actors=(row["actor_name"],) if row["actor_name"] else (),
        hours=days * 24 if days else None,
    )


def _date(row: Row, prefix: str) -> str | None:
    """The day of three columns, None where one of them is empty or unclear; raises Unfit for a day that is none."""
    cells = [row.get(f"{prefix}_{part}", "").strip() for part in ("yr", "month", "day")]
    if not all(cell.removesuffix(".0").isdigit() for cell in cells):
        return None
    try:
        return dt.date(*(int(float(cell)) for cell in cells)).isoformat()
    except ValueError as error:
        raise Unfit(f"{prefix}_yr, _month, _day {'-'.join(cells)}: {error}") from None


ETHPRIO = Import("ethprio", "ETH/PRIO Civil Conflict CeaseFire, CSV or XLSX", read, NEEDED)

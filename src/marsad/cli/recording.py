"""Commands that show the record: incidents, tolls, positions, check; and rebuild, which makes it anew. Ceasefires: truces.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import click

from marsad.cli import options
from marsad.cli.show import count, progress
from marsad.cli.viewing import Cells, Listing, Records, Row, each, joined, span, view


@click.command(short_help="Make the records of the store anew.")
@options.db
@options.as_of
@options.known_at
@options.as_json
def rebuild(db: str, as_of: dt.date | None, known_at: str | None, as_json: bool) -> None:
    """Make all records of the store anew from its claims and decisions; the same claims and decisions give the same bytes.

    Records of a past moment are made and their hash told, to be checked by anybody; they are not saved.

    \b
    Example: marsad rebuild --db syria.db
             marsad rebuild --as-of 2016-05-01
    """
    from marsad.pipeline.records import rebuild as make

    with options.own(db) as store, progress("reading claims") as drawn:
        made = make(store, drawn, moment=known_at, until=as_of)
    if as_json:
        options.echo_json([{"counts": made.counts, "sha256": made.digest, "same": made.same}])
        return
    click.echo(", ".join(count(number, group.removesuffix("s")) for group, number in made.counts.items()))
    click.echo(f"sha256 {made.digest}" + (", the same as before" if made.same else ""))


@view
def incidents(record: Records) -> Listing:
    """List the incidents; each is one happening, told by one report or several, with independent sources counted once."""
    found = record["incidents"]
    return Listing(found, "id day type* place* by* killed sources# claims#", map(_incident, found), count(len(found), "incident"))


@view
def tolls(record: Records) -> Listing:
    """List the tolls; each is one series of one source and one definition, with what its parts leave over."""
    found = record["tolls"]
    return Listing(found, "id source* people* area* since figures* part*", each(_toll, found), count(len(found), "toll"))


@view
@click.option(
    "--obligations", "owed", is_flag=True, help="What texts name as owed (sieges lifted, detainees released), and what is told since."
)
def positions(record: Records, owed: bool) -> Listing:
    """List who says what on which issue; over time, to whom and on what condition, with the claim that says so."""
    if owed:
        found = record["obligations"]
        return Listing(found, "duty words* by* to* day since* claim*", map(_obligation, found), count(len(found), "obligation"))
    found = record["positions"]
    return Listing(found, "actor* issue* stance day to* condition* claim*", map(_position, found), count(len(found), "position"))


@view
def check(record: Records) -> Listing:
    """Check the figures; each finding names the claims that cannot all be right."""
    found = record["findings"]
    rows = ((one["check"], one["text"], " ".join(one["claims"])) for one in found)
    return Listing(found, "check* what* claims*", rows, count(len(found), "finding"))


def _incident(record: Row) -> Cells:
    killed = span(record["killed"]) if record["killed"] else "-"
    place = (record["place"] or {}).get("name") or record["fields"].get("place", {}).get("value") or "-"
    told = (record["type"] or "victims", place, record["by"] or "-", killed)
    return (record["id"], _days(record["when"]), *told, len(record["sources"]), len(record["claims"]))


def _days(days: Sequence[str] | None) -> str:
    return "-" if not days else days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"


def _toll(record: Row) -> Iterator[Cells]:
    steps = " → ".join(span((f["min"], f["max"])) for f in record["figures"])
    part = f"part of {record['part_of']}" if record["part_of"] else ""
    yield (record["id"], record["source"] or "-", record["people"], record["area"] or "-", record["since"] or "-", steps, part)
    for derived in record["derived"]:
        yield ("", "derived", derived["label"], "", "", f"{derived['value']} = {derived['formula']}", f"of {record['id']}")


def _position(record: Row) -> Cells:
    said = (record["actor"], record["issue"], record["stance"], record["day"] or "-")
    return (*said, joined(record["to"]), record["condition"] or "-", record["claim"])


def _obligation(record: Row) -> Cells:
    told = [f"{later['day']} {later['says']} {later['incident']}" for later in record["later"]]
    since = "; ".join(told[:3]) + (f"; {len(told) - 3} more" if len(told) > 3 else "")
    duty = (record["duty"].replace("_", " "), record["words"], joined(record["by"]), joined(record["to"]))
    return (*duty, record["day"] or "-", since or "-", record["claim"])

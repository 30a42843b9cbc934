"""What no claim used: the command unread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.reading import Reading
from marsad.cli.show import Column, count, table

if TYPE_CHECKING:
    from marsad.model.claim import Claim
    from marsad.model.report import Report


@click.command(short_help="List numbers and triggers that no claim used.")
@options.inputs(required=False)
@options.theatre
@options.db
@click.option("--kind", type=click.Choice(["number", "harm", "trigger"]), help="Only this kind.")
@click.option("--rank", is_flag=True, help="The forms that stand unread most often, instead of every place.")
@options.limit
@options.as_json
def unread(
    inputs: tuple[str, ...], date: dt.date | None, outlet: str | None, db: str, kind: str | None, rank: bool, limit: int, as_json: bool
) -> int:
    """List numbers, harm words and triggers that no claim used, by a scan of its own. Without INPUT: of the whole store.

    \b
    Example: marsad unread report.txt
             marsad unread --db marsad.db --rank
    """
    from marsad.extract import unread as scan

    reading = Reading(inputs, date, outlet)
    source = ((given.report, claims) for given, claims in reading.coded()) if inputs else _stored(db)
    if rank:
        ranked = [r for r in scan.rank(source) if kind in (None, r.kind)]
        _show_ranked(ranked[:limit], as_json)
    else:
        rows = [(report, seen) for report, claims in source for seen in scan.unread(report, claims) if kind in (None, seen.kind)]
        _show_unread(rows if as_json else rows[:limit], len(rows), as_json)
    return reading.exit_code


def _stored(db: str) -> Iterator[tuple[Report, list[Claim]]]:
    with options.existing(db) as store:
        for stored in store.reports():
            if stored.newest:
                yield stored.report, [row.claim for row in store.claims(report=stored.key)]


def _show_unread(rows: list[tuple[Report, Any]], total: int, as_json: bool) -> None:
    if as_json:
        options.echo_json(
            {
                "report": report.id,
                "start": seen.span.start,
                "end": seen.span.end,
                "text": seen.text,
                "kind": seen.kind,
                "reason": seen.reason,
            }
            for report, seen in rows
        )
        return
    if rows:
        columns = [
            Column("report", True),
            Column("at", number=True),
            Column("kind"),
            Column("word"),
            Column("where it stands", True),
            Column("why", True),
        ]
        table(columns, ([r.id, s.span.start, s.kind, s.text, around(r.text, s.span.start, s.span.end), s.reason] for r, s in rows))
    click.echo(count(total, "unread word") + (f", the first {len(rows)} are shown (--limit)" if len(rows) < total else ""))


def _show_ranked(rows: list[Any], as_json: bool) -> None:
    if as_json:
        options.echo_json(
            {"kind": r.kind, "text": r.text, "count": r.count, "reports": r.reports, "report": r.report, "around": r.around} for r in rows
        )
    elif rows:
        columns = [
            Column("kind"),
            Column("word"),
            Column("times", number=True),
            Column("reports", number=True),
            Column("first seen", True),
            Column("report", True),
        ]
        table(columns, ([r.kind, r.text, r.count, r.reports, r.around, r.report] for r in rows))
    else:
        click.echo("nothing is unread")


def around(text: str, start: int, end: int, room: int = 25) -> str:
    """The words about a stretch of text, on one line."""
    return ("…" if start > room else "") + text[max(0, start - room) : end + room] + ("…" if end + room < len(text) else "")

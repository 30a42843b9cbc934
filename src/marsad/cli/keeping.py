"""The command that keeps: read adds reports to the store."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import corpora, options
from marsad.cli.failing import telling
from marsad.cli.reading import Reading
from marsad.cli.show import Column, count, table, width

if TYPE_CHECKING:
    from marsad.exchange.inputs import Given
    from marsad.model.claim import Claim
    from marsad.store import Kept, Store

SHOWN = 100
_WIDE = 100
KINDS = ("incident", "casualties", "ceasefire", "statement", "meeting")


@dataclass
class Tally:
    """What a run kept: one row for each report (the first ones are drawn), and the sums."""

    db: str
    as_json: bool
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    decided: int = 0

    def add(self, given: Given, claims: list[Claim], kept: Kept) -> None:
        """Counts a report; as JSON it is printed at once, for it is kept."""
        kinds = Counter(claim.kind for claim in claims)
        self.kinds += kinds
        self.statuses[kept.status] += 1
        report = given.report
        if self.as_json:
            row = {"report": report.id, "key": kept.key, "version": kept.version, "status": kept.status, "where": given.where}
            options.echo_json([row | {"date": report.date, "claims": kinds.total(), "kinds": kinds}])
        elif len(self.rows) < SHOWN:
            counts = [kinds[kind] for kind in KINDS]
            self.rows.append((os.path.basename(given.where), report.id, report.date or "-", report.outlet or "-", *counts, kept.status))

    def kept(self) -> str:
        """How many reports are safely in the store."""
        return f"{count(self.statuses.total(), 'report')} kept in {self.db}"

    def end(self, reading: Reading) -> None:
        """The sums of the run, as JSON where that was asked for."""
        if self.as_json:
            refused = [{"where": r.where, "reason": r.reason, "hint": r.hint} for r in reading.refused]
            click.echo(
                json.dumps({"kept": self.statuses, "kinds": self.kinds, "refused": refused, "decisions": self.decided}, ensure_ascii=False)
            )
        else:
            self.draw(len(reading.refused))

    def draw(self, refused: int) -> None:
        """The table of reports and the sums."""
        if self.rows:
            columns = [
                Column("report", True),
                Column("date"),
                Column("outlet", True),
                *(Column(k, number=True) for k in KINDS),
                Column("store"),
            ]
            wide = width() >= _WIDE and any(row[0] for row in self.rows)
            table([Column("input", True), *columns] if wide else columns, self.rows if wide else [row[1:] for row in self.rows])
        more = self.statuses.total() - len(self.rows)
        if more > 0:
            click.echo(f"and {count(more, 'report')} more: marsad reports --db {self.db} --limit {self.statuses.total()}")
        told = ", ".join(f"{number:,} {status}" for status, number in self.statuses.items())
        claims = ", ".join(f"{self.kinds[kind]:,} {kind}" for kind in KINDS if self.kinds[kind])
        click.echo(f"{self.kept()}" + (f" ({told})" if told else "") + (f"; {refused:,} refused" if refused else ""))
        click.echo(count(self.kinds.total(), "claim") + (f": {claims}" if claims else ""))
        if self.decided:
            click.echo(f"{count(self.decided, 'decision')} taken over")


@click.command(short_help="Add reports to the store and show what they say.")
@options.inputs(required=False)
@click.option("--claims", "folder", type=click.Path(exists=True), help="Keep what code -o FOLDER/ wrote, or an export that loses nothing.")
@options.taking
@options.theatre
@options.db
@options.as_json
def read(
    inputs: tuple[str, ...], date: dt.date | None, outlet: str | None, folder: str | None, how: dict[str, Any], db: str, as_json: bool
) -> int:
    """Add reports to the store and show what they say: files, folders, addresses of pages, or - for standard input.

    The same report read twice changes nothing; a changed text of one article becomes a new version beside the old.

    \b
    Example: marsad read reports/ --outlet hayat --db syria.db
             marsad read bulletin.pdf --date 2016-05-02
             marsad read sheet.xlsx --map text=Body --columns sheet.toml
             marsad read --claims coded/ --db archive.db
             marsad read --claims proof.zip --db another.db
    """
    from marsad.store import open_store

    if bool(inputs) == bool(folder):
        raise click.UsageError("name reports to read, or with --claims a folder of coded ones")
    reading, tally = Reading(inputs, date, outlet, how=how), Tally(db, as_json)
    with telling(tally.kept), open_store(db) as store:
        for given, claims, coder in corpora.coded_in(folder, reading) if folder else _coded(reading):
            if kept := keep(store, given, claims, coder, reading):
                tally.add(given, claims, kept)
        tally.decided = corpora.decided_in(folder, store) if folder else 0
    tally.end(reading)
    return reading.exit_code


def _coded(reading: Reading) -> Iterator[tuple[Given, list[Claim], str]]:
    from marsad.pipeline import coder

    yield from ((given, claims, coder()) for given, claims in reading.coded())


def keep(store: Store, given: Given, claims: list[Claim], coder: str, reading: Reading) -> Kept | None:
    """What the store did with a report and its claims; None where it refused it, which is told."""
    from marsad.exchange.inputs import Refused
    from marsad.store import ReportRefused

    try:
        return store.keep(given.report, claims, coder=coder, raw=given.raw or None)
    except ReportRefused as error:
        reading.refuse(Refused(given.where, str(error)))
        return None

"""What the commands that show the record share: `view` makes one of a function from the records to a Listing.

The command has --db, --as-of, --known-at, --limit and --json; the function has the record and what is its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import click

from marsad.cli import options
from marsad.cli.show import Column, progress, table

Row = dict[str, Any]
Cells = Sequence[object]


@dataclass(frozen=True)
class Records:
    """The records by group, as of now or of a past moment, and the day that ceasefires are looked at."""

    groups: dict[str, list[Row]]
    day: dt.date

    def __getitem__(self, group: str) -> list[Row]:
        return self.groups[group]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the incidents and ceasefires are called, by id."""
        return {record["id"]: record["label"] for group in ("incidents", "ceasefires") for record in self[group]}

    def named(self, row: Row, group: str) -> str:
        """The incident or ceasefire of a row: its id and what it is called."""
        return f"{row[group]} {self.labels.get(row[group], '')}"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a command shows: `found` as JSON; else a table of `columns` and `rows`, and below it what is `told` of them."""

    found: Sequence[Row]
    columns: str
    rows: Iterable[Cells]
    told: str


def view(function: Callable[..., Listing]) -> click.Command:
    """The command of the function's name and docstring; it is called with the Records and its own options."""
    name = function.__name__
    doc = f"{function.__doc__}\n\n\b\nExample: marsad {name} --db syria.db\n         marsad {name} --as-of 2016-05-02 --json"
    own = getattr(function, "__click_params__", [])

    @click.command(name, help=doc, short_help=doc.partition(";")[0].partition(".")[0], params=list(reversed(own)))
    @options.db
    @options.as_of
    @options.known_at
    @options.limit
    @options.as_json
    def command(db: str, as_of: dt.date | None, known_at: str | None, limit: int, as_json: bool, **given: Any) -> None:
        listing = function(Records(records(db, as_of, known_at), as_of or dt.date.today()), **given)
        if as_json:
            options.echo_json(listing.found)
            return
        rows = list(listing.rows)
        if rows:
            table(columns(listing.columns), rows[:limit])
        click.echo(listing.told + (f", {limit:,} shown: --limit {len(rows)}" if len(rows) > limit else ""))

    return command


def records(db: str, as_of: dt.date | None, known_at: str | None) -> dict[str, list[Row]]:
    """The records as they are, or as they were by either time."""
    from marsad.pipeline.records import current
    from marsad.pipeline.records import records as past

    with options.own(db) as store, progress("reading claims") as drawn:
        if as_of or known_at:
            return past(store, moment=known_at, until=as_of, progress=drawn)
        return current(store, drawn)


def columns(names: str) -> list[Column]:
    """Columns of these titles: `*` after one that may be cut, `#` after one of numbers."""
    return [Column(title.rstrip("*#").replace("_", " "), title.endswith("*"), title.endswith("#")) for title in names.split()]


def each(rows: Callable[..., Iterable[Cells]], found: Iterable[Row], *more: Any) -> Iterator[Cells]:
    """The rows of all records."""
    for record in found:
        yield from rows(record, *more)


def joined(words: Sequence[str]) -> str:
    """The words parted by commas, a dash for none."""
    return ", ".join(words) or "-"


def span(figure: Sequence[int | None]) -> str:
    """A figure as it is told.

    >>> span((7, 7)), span((10, None)), span((None, 5)), span((3, 1200)), span((None, None))
    ('7', '10+', '≤ 5', '3–1,200', '?')
    """
    least, most = figure
    if least == most:
        return "?" if least is None else f"{least:,}"
    return f"{'≤' if least is None else f'{least:,}'}{'+' if most is None else f' {most:,}' if least is None else f'–{most:,}'}"

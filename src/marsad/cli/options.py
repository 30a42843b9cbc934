"""Options that several commands share, and opening the store that --db names."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import click

if TYPE_CHECKING:
    from marsad.store import Store

Command = Callable[..., Any]


def iso_day(value: str) -> dt.date:
    """The day of an option, or a usage error that says what would be right."""
    from marsad.exchange.given import ISO_DAY, Unfit, day

    try:
        found = day(value)
    except Unfit as error:
        raise click.BadParameter(f"{error}; {ISO_DAY}") from None
    if not found:
        raise click.BadParameter(ISO_DAY)
    return found


def moment(value: str) -> str:
    """The moment of an option as the store writes it, a day as its end; a usage error says what would be right.

    >>> moment("2016-05-02T12:00+03:00"), moment("2016-05-02")
    ('2016-05-02T09:00:00.000Z', '2016-05-02T23:59:59.999Z')
    """
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        day = None
    try:
        found = dt.datetime.combine(day, dt.time.max) if day else dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("write a moment (UTC) as 2016-05-02T12:00, or a day for its end") from None
    utc = found.astimezone(dt.UTC) if found.tzinfo else found
    return utc.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def day_option(name: str, said: str) -> Callable[[Command], Command]:
    """An option that takes an ISO day."""
    return click.option(name, type=iso_day, metavar="YYYY-MM-DD", help=said)


def inputs(required: bool = True) -> Callable[[Command], Command]:
    """INPUT…: files, folders or - for standard input, with the day and outlet of those that name none."""

    def add(command: Command) -> Command:
        command = click.option("--outlet", help="The outlet of reports that name none.")(command)
        command = day_option("--date", "The day of publication of reports that name none.")(command)
        return click.argument("inputs", metavar="INPUT...", nargs=-1, required=required, type=click.Path(allow_dash=True))(command)

    return add


def taking(command: Command) -> Command:
    """--map, --columns and --allow-private as one keyword `how`: what `read_inputs` takes beside day and outlet."""

    @click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="Which column of a table holds what (repeatable).")
    @click.option(
        "--columns", type=click.Path(dir_okay=False), metavar="FILE", help="Keeps what --map said, for the next table of its kind."
    )
    @click.option("--allow-private", is_flag=True, help="Fetch addresses of private networks too.")
    @functools.wraps(command)
    def wrapped(*args: Any, mapped: tuple[str, ...], columns: str | None, allow_private: bool, **others: Any) -> Any:
        return command(*args, how={"columns": mapping(mapped, columns), "private": allow_private}, **others)

    return wrapped


def mapping(mapped: tuple[str, ...], kept: str | None, fields: tuple[str, ...] = ()) -> dict[str, str]:
    """Which column holds what, by --map and the file of --columns, which is written where --map says something; a usage error tells."""
    from marsad.exchange.readers import columns

    known = fields or (*columns.FIELDS, columns.FORMAT)
    given = dict(one.partition("=")[::2] for one in mapped)
    try:
        columns.checked(given, known, "--map")
        found = columns.load(Path(kept), known) if kept and (Path(kept).exists() or not given) else {}
        if kept and given:
            columns.save(Path(kept), found | given)
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from None
    return found | given


def _use(context: click.Context, _option: click.Parameter, names: tuple[str, ...]) -> None:
    """Looks names up in these theatres for the whole run; a usage error says what is not there, a failure what is wrong in a file."""
    from marsad.cli.failing import REFUSED, Failed
    from marsad.theatres import use

    if not names:
        return
    try:
        before = use(names)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0])) from None
    except ValueError as error:
        raise Failed(f"{error}; marsad theatre check FOLDER lists all faults at once", REFUSED) from None
    context.call_on_close(lambda: _again(before))


def _again(names: tuple[str, ...]) -> None:
    from marsad.theatres import use

    use(names)


theatre = click.option(
    "--theatre",
    multiple=True,
    type=click.Path(),
    metavar="NAME|FOLDER",
    callback=_use,
    expose_value=False,
    envvar="MARSAD_THEATRE",
    help="Look names up in this theatre only (repeatable). Without it in all that ship, and the report's words tell which.",
)
db = click.option("--db", default="marsad.db", show_default=True, envvar="MARSAD_DB", help="The store: a file or postgresql://…")
people = click.option(
    "--people", envvar="MARSAD_PEOPLE", type=click.Path(dir_okay=False), help="The file of people; default: people.db beside the store."
)
project = click.option("--project", help="The project that roles are given in; default: the name of the store's file.")
as_json = click.option("--json", "as_json", is_flag=True, help="JSON for scripts, one object a line.")
limit = click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Show at most so many.")
since = day_option("--since", "From this day on.")
until = day_option("--until", "Up to this day.")
as_of = day_option("--as-of", "The record from reports up to this day (and how it stood on that day).")
known_at = click.option(
    "--known-at", type=moment, metavar="MOMENT", help="The record as the store knew it then (UTC, such as 2026-05-02T12:00)."
)


def project_of(db: str, project: str | None) -> str:
    """The project of a store: as given, else its file's name without the ending; of a database its schema's name, or its own.

    >>> project_of("data/syria.db", None), project_of("postgresql://ana@db/marsad?options=-csearch_path%3Dsyria", None)
    ('syria', 'syria')
    """
    if project or "://" not in db:
        return project or os.path.splitext(os.path.basename(db))[0]
    where = urlsplit(db)
    schema = re.search(r"search_path=(\w+)", unquote(where.query))
    return schema[1] if schema else where.path.strip("/") or "marsad"


def existing(path: str) -> Store:
    """The store in this file, to look at; raises StoreError where there is none."""
    from marsad.store import open_store

    return open_store(path, read_only=True)


def own(path: str) -> Store:
    """The store in this file, to save computed records in where it may be written; raises StoreError where there is none."""
    from marsad.store import is_postgres, open_store

    existing(path).close()
    return open_store(path, read_only=not is_postgres(path) and not os.access(path, os.W_OK))


def echo_json(rows: Iterable[Any]) -> None:
    """Prints each row as one line of JSON."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, default=str))

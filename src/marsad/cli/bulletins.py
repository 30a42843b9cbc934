"""The command that writes bulletins of a day, a week or any days: bulletin."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.exporting import redaction
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import progress

if TYPE_CHECKING:
    from marsad.exchange.export import Content
    from marsad.web.bulletin.editions import Folder, Written
    from marsad.web.bulletin.making import Wanted
    from marsad.web.bulletin.span import Days

LANGUAGES, FORMATS, EVERY = ("ar", "en"), ("html", "pdf"), ("day", "week")
PAUSE = 600


@click.command(short_help="Write the bulletin of a day, a week or any days, in Arabic or English.")
@options.day_option("--day", "The bulletin of this day.")
@click.option("--week", metavar="YYYY-MM-DD|YYYY-Www", help="The bulletin of the week, Monday to Sunday, that holds this day.")
@options.day_option("--from", "The bulletin from this day on, with --to.")
@options.day_option("--to", "Up to this day.")
@click.option(
    "--language", "languages", type=click.Choice(LANGUAGES), multiple=True, help="ar or en; with --into both may be. [default: ar]"
)
@click.option(
    "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="html or pdf; with --into both may be. [default: html]"
)
@click.option("--digits", type=click.Choice(("latn", "arab")), default="latn", show_default=True, help="0-9 or ٠-٩.")
@click.option("-o", "--output", default="-", show_default=True, type=click.Path(allow_dash=True), help="The file.")
@click.option("--publisher", default="", metavar="NAME", help="Who publishes it, for its head.")
@click.option("--base", default="", metavar="URL", help="Where the pages of the store are, such as https://marsad.example, for the links.")
@click.option("--redact", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Hide what this profile says.")
@options.as_of
@options.known_at
@click.option("--every", type=click.Choice(EVERY), help="Keep a folder of them up, again and again, until Ctrl-C.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="With --every: the folder.")
@click.option("--once", is_flag=True, help="With --every: one round, then end.")
@options.theatre
@options.db
@options.as_json
def bulletin(db: str, as_json: bool, output: str, every: str | None, into: Path | None, once: bool, languages: tuple[str, ...],
             formats: tuple[str, ...], **chosen: Any) -> int:  # fmt: skip
    """Write what the record has of these days: figures, map, tolls, ceasefires, incidents, tests, statements, what is unknown.

    Every number in it leads to a note with the words that state it. Nothing in it is written by hand.

    \b
    Example: marsad bulletin --week 2016-05-01 --language en -o week.html
             marsad bulletin --day 2016-05-01 --format pdf -o day.pdf
             marsad bulletin --every week --into bulletins/ --language ar --language en --once
    """
    languages, formats = languages or ("ar",), formats or ("html",)
    wanted = [_wanted(language, **chosen) for language in languages]
    try:
        days = _days(every=every, **chosen)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if every:
        return _keep(db, every, into, days, wanted, formats, chosen, once, as_json)
    if into or once or len(languages) > 1 or len(formats) > 1:
        raise click.UsageError("--into, --once and several languages or formats go with --every day or --every week")
    _one(db, days[0], wanted[0], formats[0], output, chosen)
    return 0


def _days(every: str | None, day: dt.date | None, week: str | None, to: dt.date | None, **others: Any) -> list[Days]:
    """The days that are asked for; raises ValueError where they are none, or asked for in two ways."""
    from marsad.web.bulletin import span

    start: dt.date | None = others["from"]
    asked = [name for name, value in (("--day", day), ("--week", week), ("--from", start or to)) if value]
    if every:
        if asked and asked != ["--from"]:
            raise ValueError("--every takes no --day and no --week; --from and --to say which to write too")
        return span.stretches(every, start, to or span.last_ended(every, dt.date.today()).last) if start else []
    if len(asked) != 1:
        raise ValueError("say which days: --day, --week, or --from and --to; or --every day|week with --into FOLDER")
    if week:
        return [span.week(week)]
    if day:
        return [span.Days(day, day)]
    if not start or not to:
        raise ValueError("--from and --to go together")
    return [span.Days(start, to)]


def _wanted(
    language: str, digits: str, publisher: str, redact: Path | None, as_of: dt.date | None, known_at: str | None, **_: Any
) -> Wanted:
    from marsad.web.bulletin.making import Wanted
    from marsad.web.bulletin.span import Days
    from marsad.web.language import Speech

    today = dt.date.min
    return Wanted(Days(today, today), Speech(language, digits), publisher, redaction(redact), as_of, known_at)


@contextmanager
def _record(db: str, chosen: dict[str, Any]) -> Iterator[tuple[Callable[[Days], Content], Sequence[object]]]:
    """What gives the record of some days, and the head of the ledger."""
    from marsad.pipeline.exporting import outline
    from marsad.pipeline.records import current, records
    from marsad.web.bulletin.making import of_days

    when = {"moment": chosen["known_at"], "as_of": chosen["as_of"]}
    with options.own(db) as store:
        with progress("reading claims") as drawn:
            head = store.head()
            made = (
                records(store, moment=when["moment"], until=when["as_of"], progress=drawn) if any(when.values()) else current(store, drawn)
            )
            whole = outline(store, made, base=chosen["base"].rstrip("/"), **when)
        yield lambda days: of_days(store, whole, days, **when), head


def _one(db: str, days: Days, wanted: Wanted, format: str, output: str, chosen: dict[str, Any]) -> None:
    from dataclasses import replace

    from marsad.exchange.putting import put
    from marsad.web.bulletin.making import make
    from marsad.web.bulletin.pdf import found, printed

    if format == "pdf":
        if output == "-" and sys.stdout.isatty():
            raise click.UsageError("a PDF is not for the terminal: name a file with -o")
        _printing(found)
    with _record(db, chosen) as (read, _):
        html = make(read(days), replace(wanted, days=days)).html
    made = _printing(lambda: printed(html)) if format == "pdf" else html.encode()
    if output == "-":
        click.echo(made, nl=False)
        return
    Path(output).parent.mkdir(parents=True, exist_ok=True)
    put(Path(output), made)
    click.echo(f"{output}: {days.first} to {days.last}")


def _printing(act: Callable[[], Any]) -> Any:
    from marsad.web.bulletin.pdf import NoBrowser

    try:
        return act()
    except NoBrowser as error:
        raise Failed(str(error), REFUSED) from None


def _keep(db: str, every: str, into: Path | None, asked: list[Days], wanted: list[Wanted], formats: Sequence[str],
          chosen: dict[str, Any], once: bool, as_json: bool) -> int:  # fmt: skip
    """Rounds over the folder: what ended last, what was asked for, and what is there already, for it may need correcting."""
    from marsad.web.bulletin.editions import Folder
    from marsad.web.bulletin.pdf import found
    from marsad.web.bulletin.span import last_ended

    if into is None:
        raise click.UsageError("--every writes into a folder: --into FOLDER")
    try:
        folder = Folder(into)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if "pdf" in formats:
        _printing(found)
    while True:
        days = sorted({*(asked or [last_ended(every, dt.date.today())]), *folder.known()})
        _printing(partial(_round, db, folder, days, wanted, formats, chosen, as_json))
        if once:
            return 0
        time.sleep(PAUSE)


def _round(
    db: str, folder: Folder, days: list[Days], wanted: list[Wanted], formats: Sequence[str], chosen: dict[str, Any], as_json: bool
) -> None:
    with options.existing(db) as store:
        if folder.stands(store.head(), days, wanted, formats):
            return _told([], as_json)
    with _record(db, chosen) as (read, head):
        _told([_say(one, as_json) for one in folder.keep_up(read, days, wanted, formats, head)], as_json)


def _say(one: Written, as_json: bool) -> str:
    row = {"from": str(one.days.first), "to": str(one.days.last), "language": one.language, "edition": one.edition, "files": one.files}
    if as_json:
        options.echo_json([row])
    else:
        click.echo(f"{', '.join(one.files)}: {one.days.first} to {one.days.last}" + (f", edition {one.edition}" if one.edition > 1 else ""))
    return one.files[0]


def _told(written: list[str], as_json: bool) -> None:
    if not written and not as_json:
        click.echo("nothing new: all bulletins tell the record as it stands")

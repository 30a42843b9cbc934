"""Commands that code without keeping: code, explain."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from marsad.cli import corpora, options
from marsad.cli.failing import REFUSED, Failed, telling
from marsad.cli.reading import Reading
from marsad.cli.show import count

if TYPE_CHECKING:
    from marsad.model.claim import Claim
    from marsad.model.report import Report


@click.command(short_help="Code reports to JSON lines, without a store.")
@options.inputs()
@options.taking
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    type=click.Path(allow_dash=True),
    help="Where the rows go; - prints them, a FOLDER/ takes them in shards.",
)
@click.option("--text", "with_text", is_flag=True, help="Write each report's text into its row too, as reconcile likes it.")
@corpora.options
@options.theatre
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON too (the rows always are).")
def code(
    inputs: tuple[str, ...],
    date: dt.date | None,
    outlet: str | None,
    output: str,
    with_text: bool,
    engine: str | None,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
    how: dict[str, Any],
) -> int:
    """Code reports to JSON lines, one a report, in the shape of docs/codebook.md, without a store.

    Into a FOLDER/ a whole corpus is coded in shards, on several processes; stopped, it goes on where it was when run again.

    \b
    Example: marsad code reports/ --outlet hayat -o claims.jsonl
             cat report.txt | marsad code - --date 2016-05-02
             marsad code reports/ --text -o claims.jsonl
             marsad code archive.jsonl.xz -o coded/ --workers 4
    """
    reading, rows, claims = Reading(inputs, date, outlet, "coding", how), 0, 0
    if corpora.is_folder(output):
        return corpora.code_into(reading, output, engine, workers, cluster, as_json)
    if engine or workers or cluster:
        raise click.UsageError("--engine, --workers and --cluster need a folder for the shards: -o FOLDER/")
    _refuse_overwriting(inputs, output)
    with telling(lambda: f"{count(rows, 'report')} written to {output}"), _writer(output) as out:
        for given in reading.given():
            row = reading.tried(given.where, partial(_coded, given.report, with_text))
            if row is not None:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                rows, claims = rows + 1, claims + len(row["claims"])
    _sum_up(reading, claims, output, as_json)
    return reading.exit_code


def _coded(report: Report, with_text: bool) -> dict[str, Any]:
    from marsad.corpus.rows import coded_row
    from marsad.pipeline import code

    return coded_row(report, code(report), with_text=with_text)


@contextmanager
def _writer(output: str) -> Iterator[TextIO]:
    if output == "-":
        if not sys.stdout:
            raise Failed("there is no standard output: name a file with -o")
        yield sys.stdout
        sys.stdout.flush()
        return
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        yield file


def _refuse_overwriting(inputs: tuple[str, ...], output: str) -> None:
    target = Path(output)
    if output == "-" or not target.exists():
        return
    for path in map(Path, inputs):
        if path.exists() and (path.samefile(target) or (path.is_dir() and target.resolve().is_relative_to(path.resolve()))):
            raise click.UsageError(f"{output} is one of the inputs: name another file for the output")


def _sum_up(reading: Reading, claims: int, output: str, as_json: bool) -> None:
    to_stderr = output == "-"
    if as_json:
        refused = [{"where": r.where, "reason": r.reason, "hint": r.hint} for r in reading.refused]
        row = {"reports": reading.reports, "claims": claims, "refused": refused, "output": output}
        click.echo(json.dumps(row, ensure_ascii=False), err=to_stderr)
    elif not to_stderr or reading.refused or sys.stderr.isatty():
        click.echo(f"{reading.summary()}, {count(claims, 'claim')}" + ("" if to_stderr else f" -> {output}"), err=to_stderr)


@click.command(short_help="Say which rule made each claim, from which characters.")
@click.argument("report", metavar="REPORT")
@click.option("--at", type=click.IntRange(min=0), help="Only what was read at this character of the text (counted from 0).")
@options.day_option("--date", "The day of publication, for a file that names none.")
@options.theatre
@options.db
@options.as_json
def explain(report: str, at: int | None, date: dt.date | None, db: str, as_json: bool) -> int:
    """Say for each claim of a report which rule made it, from which characters, by whose word.

    REPORT is a file, - for standard input, or the id (or its unique beginning) of a report in the store.

    \b
    Example: marsad explain report.txt --date 2016-05-02 --at 120
             marsad explain hayat-2016-05 --db marsad.db
    """
    from marsad.cli.explaining import explanation, ground_for, row_of
    from marsad.pipeline import analyse

    shown = 0
    for found, claims in _reports(report, date, db):
        if as_json:
            ground = ground_for(found, claims, list(analyse(found)))
            options.echo_json(row_of(found, claim, ground) for claim in claims if at is None or claim.span.start <= at < claim.span.end)
        else:
            click.echo("\n".join(explanation(found, claims, at)))
        shown += 1
    return 0 if shown else REFUSED


def _reports(name: str, date: dt.date | None, db: str) -> Iterator[tuple[Report, list[Claim]]]:
    if name == "-" or os.path.exists(name):
        for given, claims in Reading((name,), date, None).coded():
            yield given.report, claims
        return
    with options.existing(db) as store:
        try:
            stored = store.report(name)
        except LookupError as error:
            raise Failed(f"{name} is no file, and in {db}: {error}", REFUSED) from None
        yield stored.report, [row.claim for row in store.claims(report=stored.key)]

"""Commands that take something out: withdraw (it can stand again) and erase (nothing brings it back)."""

from __future__ import annotations

import json

import click

from marsad.cli import options
from marsad.cli.failing import refusing

_reason = click.option("--reason", required=True, help="Why; kept in the ledger for good, so without what is to be gone.")
_who = click.option("--who", envvar="MARSAD_WHO", default="marsad", show_default=True, help="Who does it (or MARSAD_WHO).")


@click.command(short_help="Take a report out of all lists and records, or let it stand again.")
@click.argument("report")
@click.option("--back", is_flag=True, help="Let a withdrawn report stand again.")
@_reason
@_who
@options.db
@options.as_json
def withdraw(report: str, back: bool, reason: str, who: str, db: str, as_json: bool) -> None:
    """Take a report (all versions of it) out of lists, search and records. Its text is kept; --back lets it stand again.

    \b
    Example: marsad withdraw hayat-2016-05-02 --reason "retracted by the outlet"
    """
    with options.own(db) as store, refusing(db):
        keys = (store.reinstate if back else store.withdraw)(report, reason=reason, who=who)
    _say({"restored" if back else "withdrawn": keys}, as_json, f"{report}: {'stands again' if back else 'withdrawn'}")


@click.command(short_help="Erase a report, or a name wherever it is written, for good.")
@click.argument("report", required=False)
@click.option(
    "--name", "names", multiple=True, help="A name instead of a report; once for each way of writing it beyond hamza and vowel signs."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@_reason
@_who
@options.db
@options.as_json
def erase(report: str | None, names: tuple[str, ...], yes: bool, reason: str, who: str, db: str, as_json: bool) -> None:
    """Erase a report with its claims, bytes and decisions, or a name in all of them. The chain of the ledger holds; nothing brings it back.

    \b
    Example: marsad erase hayat-2016-05-02 --reason "asked by the family"
             marsad erase --name "فلان الفلاني" --reason "asked by the person"
    """
    if (report is None) == (not names):
        raise click.UsageError("Name a report, or --name a name.")
    with options.own(db) as store, refusing(db):
        if report and store.became(report) is None:
            store.report(report)  # what is not there is told before anybody is asked
        if not yes:
            click.confirm(f"Erase {report or ', '.join(names)} from {db} for good?", abort=True, err=True)
        done = (
            {"erased": store.erase(report, reason=reason, who=who)}
            if report
            else {"reports": store.erase_name(*names, reason=reason, who=who)}
        )
    _say(done, as_json, "erased; copies of the file that were made before still hold it")


def _say(row: object, as_json: bool, words: str) -> None:
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else words)

"""The doctor: what is wrong with a store and with the file of people beside it, and mending what can be made anew."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED
from marsad.cli.people import opened, place
from marsad.cli.show import count

if TYPE_CHECKING:
    from marsad.store.doctor import Ailment


@click.command(short_help="Look for damage in a store, and mend what can be made anew.")
@options.db
@click.option("--heal", is_flag=True, help="Make anew what is only computed; what is kept is never touched.")
@options.people
@options.as_json
def doctor(db: str, heal: bool, people: str | None, as_json: bool) -> int:
    """Look at all of a store for damage: the chain, texts, bytes, quotes, decisions, indexes, saved records, the file of people.

    \b
    Example: marsad doctor --db syria.db
             marsad doctor --db syria.db --heal
    """
    with options.own(db) as store:
        found = store.doctor()
        if heal and any(ailment.sort == "made" for ailment in found):
            store.heal()
            found = store.doctor()
    found = [*_of_people(db, people), *found]
    if as_json:
        options.echo_json({"sort": a.sort, "where": a.where, "what": a.what} for a in found)
        return REFUSED if found else 0
    for ailment in found[:50]:
        click.echo(f"  {ailment.sort}  {ailment.where}: {ailment.what}")
    click.echo(f"{db}: " + (count(len(found), "ailment") if found else "nothing is wrong"))
    if any(a.sort == "made" for a in found):
        click.echo("what is `made` can be made anew: marsad doctor --heal")
    if any(a.sort == "kept" for a in found):
        click.echo("what is `kept` is never touched: go back to a backup (marsad restore)")
    return REFUSED if found else 0


def _of_people(db: str, people: str | None) -> list[Ailment]:
    """What is wrong with the file of people; nothing where there is none."""
    from marsad.store.doctor import Ailment
    from marsad.web.team import safe

    if not place(db, people).exists():
        return []
    with closing(opened(db, people)) as file:
        return [Ailment("kept", f"people, {where}", what) for where, what in safe.ailments(file)]

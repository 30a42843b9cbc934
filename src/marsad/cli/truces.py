"""Commands that show ceasefires, how they stand at a moment, and the incidents beside them: ceasefires and violations."""

from __future__ import annotations

from collections.abc import Iterator

import click

from marsad.cli.show import count
from marsad.cli.viewing import Cells, Listing, Records, Row, each, joined, view


@view
@click.option("--at", "moment", metavar="MOMENT", help="How each stands then (2016-05-01, 2016-05-01/evening, 2016-05-01T03:00), and why.")
def ceasefires(record: Records, moment: str | None) -> Listing:
    """List the ceasefires; each with its area, windows, extensions, uncovered stretches, and how it stands on the day."""
    found = record["ceasefires"]
    if moment is None:
        columns = "id class* areas* window* hours# then* side brokers* link*"
        return Listing(found, columns, each(_ceasefire, found, record), count(len(found), "ceasefire"))
    from marsad.reconcile.standing import checked, standing

    try:
        checked(moment)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from None
    stood = [standing(one, moment) for one in found]
    told = f"{count(sum(one['state'] == 'in force' for one in stood), 'ceasefire')} in force at {moment}, of {len(stood)}"
    return Listing(stood, "id ceasefire* then boundary at claims*", each(_standing, stood), told)


@view
@click.option("--count", "counted", is_flag=True, help="How many there are beside each ceasefire, under each rule of counting.")
@click.option(
    "--monitors", "heard", is_flag=True, help="Which monitor reports, confirms, does not confirm or denies each, and which is silent."
)
def violations(record: Records, counted: bool, heard: bool) -> Listing:
    """List incidents beside the ceasefires they may fall into; yes, no or unknown for each test, never a verdict."""
    if counted:
        from marsad.reconcile.counting import counts

        found = counts(record["incidents"], record["violations"])
        rows = [(record.named(row, "ceasefire"), row["rule"], row["listed"], row["candidates"]) for row in found]
        return Listing(found, "ceasefire* rule listed# candidates#", rows, count(len(found), "row"))
    if heard:
        found = record["monitors"]
        return Listing(found, "incident* monitor* says claims*", each(_heard, found, record), count(len(found), "row"))
    found = record["violations"]
    columns = "incident* ceasefire* area window parties act state* alleged_by*"
    return Listing(found, columns, each(_violation, found, record), count(len(found), "violation"))


def _ceasefire(record: Row, whole: Records) -> Iterator[Cells]:
    from marsad.model.record import Window
    from marsad.reconcile.windows import status

    state, _ = status([Window(**window) for window in record["windows"]], whole.day)
    window = "; ".join(f"{w['starts'] or '?'} – {w['ends'] or '?'}" for w in record["windows"]) or record["starts"] or "-"
    linked = " ".join(f"{how} {record[how]}" for how in ("extends", "under") if record[how])
    told = (record["id"], record["class"] or "-", joined(record["areas"]), window, record["hours"] or "-", state)
    yield (*told, record["side"] or "-", joined(record["brokers"]), linked)
    for gap in whole["gaps"]:
        if gap["ceasefires"][0] == record["id"]:
            what, how = ("uncovered", "before") if gap["kind"] == "gap" else ("covered twice", "with")
            yield ("", what, "", f"{gap['from']} – {gap['to']}", "", "", "", "", f"{how} {gap['ceasefires'][1]}")


def _standing(row: Row) -> Iterator[Cells]:
    told = (row["ceasefire"], row["label"], row["state"])
    yield from ((*told, one["what"], one["at"], " ".join(one["claims"])) for one in row["boundaries"])
    if not row["boundaries"]:
        yield (*told, "-", "-", "no claim tells when")


def _heard(row: Row, whole: Records) -> Iterator[Cells]:
    yield (whole.named(row, "incident"), row["monitor"], row["says"].replace("_", " "), " ".join(row["claims"]) or "-")


def _violation(row: Row, whole: Records) -> Iterator[Cells]:
    tests = (row[test] for test in ("area", "window", "parties", "act"))
    yield (whole.named(row, "incident"), whole.named(row, "ceasefire"), *tests, row["state"], joined(row["alleged_by"]))

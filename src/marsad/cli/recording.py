"""Commands that show the record: incidents, tolls, ceasefires, violations, positions, check; and rebuild, which makes it anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from marsad.cli import options
from marsad.cli.show import Column, count, progress, table

Row = dict[str, Any]
Rows = Callable[[Row], Iterable[Sequence[object]]]


@click.command(short_help="Make the records of the store anew.")
@options.db
@options.as_json
def rebuild(db: str, as_json: bool) -> None:
    """Make all records of the store anew from its claims and decisions; the same claims and decisions give the same bytes.

    \b
    Example: marsad rebuild --db syria.db
    """
    from marsad.pipeline.records import rebuild as make
    from marsad.store import open_store

    with options.existing(db), open_store(db) as store, progress("reading claims") as drawn:
        made = make(store, drawn)
    if as_json:
        options.echo_json([{"counts": made.counts, "sha256": made.digest, "same": made.same}])
        return
    click.echo(", ".join(count(number, group.removesuffix("s")) for group, number in made.counts.items()))
    click.echo(f"sha256 {made.digest}" + (", the same as before" if made.same else ""))


def _view(name: str, group: str, columns: Sequence[Column], rows: Rows, text: str) -> click.Command:
    """A command that lists one group of the record, as of now or of a past moment."""

    @click.command(name, short_help=text.split(";")[0].rstrip("."))
    @options.db
    @options.as_of
    @options.known_at
    @options.limit
    @options.as_json
    def command(db: str, as_of: dt.date | None, known_at: str | None, limit: int, as_json: bool) -> None:
        made = _records(db, as_of, known_at)
        if as_json:
            options.echo_json(made[group])
            return
        shown = [row for record in made[group] for row in rows(record | {"all": made, "on_day": as_of or dt.date.today()})]
        if shown:
            table(columns, shown[:limit])
        more = f", {limit} shown: --limit {len(shown)}" if len(shown) > limit else ""
        click.echo(f"{count(len(made[group]), name.removesuffix('s') if name != 'check' else 'finding')}{more}")

    command.help = f"{text}\n\n\b\nExample: marsad {name} --db syria.db\n         marsad {name} --as-of 2016-05-02 --json"
    return command


def _records(db: str, as_of: dt.date | None, known_at: str | None) -> Row:
    """The records as they are, or as they were by either time."""
    from marsad.pipeline.records import current, records

    with options.own(db) as store, progress("reading claims") as drawn:
        if as_of or known_at:
            return records(store, moment=known_at, until=as_of, progress=drawn)
        return current(store, drawn)


def _incidents(record: Row) -> Iterable[Sequence[object]]:
    killed = _range(record["killed"]) if record["killed"] else "-"
    place = (record["place"] or {}).get("name") or record["fields"].get("place", {}).get("value") or "-"
    yield (
        record["id"],
        _days(record["when"]),
        record["type"] or "victims",
        place,
        record["by"] or "-",
        killed,
        len(record["sources"]),
        len(record["claims"]),
    )


def _tolls(record: Row) -> Iterable[Sequence[object]]:
    steps = " → ".join(_range((f["min"], f["max"])) for f in record["figures"])
    part = f"part of {record['part_of']}" if record["part_of"] else ""
    yield (record["id"], record["source"] or "-", record["people"], record["area"] or "-", record["since"] or "-", steps, part)
    for derived in record["derived"]:
        yield ("", "derived", derived["label"], "", "", f"{derived['value']} = {derived['formula']}", f"of {record['id']}")


def _ceasefires(record: Row) -> Iterable[Sequence[object]]:
    from marsad.model.record import Window
    from marsad.reconcile.windows import status

    state, _ = status([Window(**window) for window in record["windows"]], record["on_day"])
    window = "; ".join(f"{w['starts'] or '?'} – {w['ends'] or '?'}" for w in record["windows"]) or record["starts"] or "-"
    linked = " ".join(f"{how} {record[key]}" for how, key in (("extends", "extends"), ("under", "under")) if record[key])
    yield (
        record["id"],
        record["class"] or "-",
        ", ".join(record["areas"]) or "-",
        window,
        record["hours"] or "-",
        state,
        record["side"] or "-",
        ", ".join(record["brokers"]) or "-",
        linked,
    )
    for gap in record["all"]["gaps"]:
        if gap["ceasefires"][0] == record["id"]:
            what, how = ("uncovered", "before") if gap["kind"] == "gap" else ("covered twice", "with")
            yield ("", what, "", f"{gap['from']} – {gap['to']}", "", "", "", "", f"{how} {gap['ceasefires'][1]}")


def _violations(record: Row) -> Iterable[Sequence[object]]:
    labels = {r["id"]: r["label"] for group in ("incidents", "ceasefires") for r in record["all"][group]}
    cells = [record[test] for test in ("area", "window", "parties", "act")]
    names = (f"{record[key]} {labels.get(record[key], '')}" for key in ("incident", "ceasefire"))
    yield (*names, *cells, record["state"], ", ".join(record["alleged_by"]) or "-")


def _positions(record: Row) -> Iterable[Sequence[object]]:
    yield (
        record["actor"],
        record["issue"],
        record["stance"],
        record["day"] or "-",
        ", ".join(record["to"]) or "-",
        record["condition"] or "-",
        record["claim"],
    )


def _findings(record: Row) -> Iterable[Sequence[object]]:
    yield (record["check"], record["text"], " ".join(record["claims"]))


def _days(days: Sequence[str] | None) -> str:
    return "-" if not days else days[0] if days[0] == days[1] else f"{days[0]} – {days[1]}"


def _range(figure: Sequence[int | None]) -> str:
    least, most = figure
    if least == most:
        return "?" if least is None else f"{least:,}"
    return f"{'≤' if least is None else f'{least:,}'}{'+' if most is None else f' {most:,}' if least is None else f'–{most:,}'}"


def _columns(names: str) -> list[Column]:
    """Columns of these titles: `*` after one that may be cut, `#` after one of numbers."""
    return [Column(title.rstrip("*#").replace("_", " "), title.endswith("*"), title.endswith("#")) for title in names.split()]


incidents = _view(
    "incidents",
    "incidents",
    _columns("id day type* place* by* killed sources# claims#"),
    _incidents,
    "List the incidents; each is one happening, told by one report or several, with independent sources counted once.",
)
tolls = _view(
    "tolls",
    "tolls",
    _columns("id source* people* area* since figures* part*"),
    _tolls,
    "List the tolls; each is one series of one source and one definition, with what its parts leave over.",
)
_ceasefires_list = _view(
    "ceasefires",
    "ceasefires",
    _columns("id class* areas* window* hours# then* side brokers* link*"),
    _ceasefires,
    "List the ceasefires; each with its area, windows, extensions, uncovered stretches, and how it stands on the day.",
)
_violations_list = _view(
    "violations",
    "violations",
    _columns("incident* ceasefire* area window parties act state* alleged_by*"),
    _violations,
    "List incidents beside the ceasefires they may fall into; yes, no or unknown for each test, never a verdict.",
)


@click.command("violations", short_help=_violations_list.short_help)
@click.option("--count", "counted", is_flag=True, help="How many there are beside each ceasefire, under each rule of counting.")
@click.option(
    "--monitors", "heard", is_flag=True, help="Which monitor reports, confirms, does not confirm or denies each, and which is silent."
)
@options.db
@options.as_of
@options.known_at
@options.limit
@options.as_json
@click.pass_context
def violations(ctx: click.Context, /, counted: bool, heard: bool, **given: Any) -> None:
    """List incidents beside the ceasefires they may fall into; yes, no or unknown for each test, never a verdict.

    \b
    Example: marsad violations --db syria.db
             marsad violations --as-of 2016-05-02 --json
             marsad violations --count
    """
    if not counted and not heard:
        ctx.invoke(_violations_list, **given)
        return
    from marsad.reconcile.counting import counts

    made = _records(given["db"], given["as_of"], given["known_at"])
    found = counts(made["incidents"], made["violations"]) if counted else made["monitors"]
    if given["as_json"]:
        options.echo_json(found)
        return
    labels = {r["id"]: r["label"] for group in ("incidents", "ceasefires") for r in made[group]}
    rows = _counts(found, labels) if counted else _heard(found, labels)
    if rows:
        table(_columns("ceasefire* rule listed# candidates#" if counted else "incident* monitor* says claims*"), rows[: given["limit"]])
    click.echo(count(len(rows), "row"))


def _counts(found: list[Row], labels: dict[str, str]) -> list[Sequence[object]]:
    return [(f"{r['ceasefire']} {labels.get(r['ceasefire'], '')}", r["rule"], r["listed"], r["candidates"]) for r in found]


def _heard(found: list[Row], labels: dict[str, str]) -> list[Sequence[object]]:
    said = [(f"{r['incident']} {labels.get(r['incident'], '')}", r["monitor"], r["says"].replace("_", " ")) for r in found]
    return [(*row, " ".join(r["claims"]) or "-") for row, r in zip(said, found, strict=True)]


_positions_list = _view(
    "positions",
    "positions",
    _columns("actor* issue* stance day to* condition* claim*"),
    _positions,
    "List who says what on which issue; over time, to whom and on what condition, with the claim that says so.",
)


@click.command("ceasefires", short_help=_ceasefires_list.short_help)
@click.option("--at", "moment", metavar="MOMENT", help="How each stands then (2016-05-01, 2016-05-01/evening, 2016-05-01T03:00), and why.")
@options.db
@options.as_of
@options.known_at
@options.limit
@options.as_json
@click.pass_context
def ceasefires(ctx: click.Context, /, moment: str | None, **given: Any) -> None:
    """List the ceasefires; each with its area, windows, extensions, uncovered stretches, and how it stands on the day.

    \b
    Example: marsad ceasefires --db syria.db
             marsad ceasefires --as-of 2016-05-02 --json
             marsad ceasefires --at 2016-05-01T03:00
    """
    if moment is None:
        ctx.invoke(_ceasefires_list, **given)
        return
    from marsad.reconcile.standing import standing

    made = _records(given["db"], given["as_of"], given["known_at"])
    try:
        found = [standing(record, moment) for record in made["ceasefires"]]
    except ValueError as error:
        raise click.UsageError(f"--at {moment}: {error}") from None
    if given["as_json"]:
        options.echo_json(found)
        return
    rows = [(r["ceasefire"], r["label"], r["state"], b["what"], b["at"], " ".join(b["claims"])) for r in found for b in r["boundaries"]]
    rows += [(r["ceasefire"], r["label"], r["state"], "-", "-", "no claim tells when") for r in found if not r["boundaries"]]
    table(_columns("id ceasefire* then boundary at claims*"), rows[: given["limit"]])
    click.echo(f"{count(sum(r['state'] == 'in force' for r in found), 'ceasefire')} in force at {moment}, of {len(found)}")


@click.command("positions", short_help=_positions_list.short_help)
@click.option(
    "--obligations", "owed", is_flag=True, help="What texts name as owed (sieges lifted, detainees released), and what is told since."
)
@options.db
@options.as_of
@options.known_at
@options.limit
@options.as_json
@click.pass_context
def positions(ctx: click.Context, /, owed: bool, **given: Any) -> None:
    """List who says what on which issue; over time, to whom and on what condition, with the claim that says so.

    \b
    Example: marsad positions --db syria.db
             marsad positions --as-of 2016-05-02 --json
             marsad positions --obligations
    """
    if not owed:
        ctx.invoke(_positions_list, **given)
        return
    found = _records(given["db"], given["as_of"], given["known_at"])["obligations"]
    if given["as_json"]:
        options.echo_json(found)
        return
    if found:
        table(_columns("duty words* by* to* day since* claim*"), [_obligation(r) for r in found[: given["limit"]]])
    click.echo(count(len(found), "obligation"))


def _obligation(record: Row) -> Sequence[object]:
    told = [f"{later['day']} {later['says']} {later['incident']}" for later in record["later"]]
    since = "; ".join(told[:3]) + (f"; {len(told) - 3} more" if len(told) > 3 else "")
    return (record["duty"].replace("_", " "), record["words"], ", ".join(record["by"]) or "-", ", ".join(record["to"]) or "-",
            record["day"] or "-", since or "-", record["claim"])  # fmt: skip


check = _view(
    "check",
    "findings",
    _columns("check* what* claims*"),
    _findings,
    "Check the figures; each finding names the claims that cannot all be right.",
)

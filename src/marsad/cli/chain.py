"""The ledger: what was done to the store, and whether the chain of its entries holds."""

from __future__ import annotations

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, STUCK, Failed
from marsad.cli.looking import found
from marsad.cli.show import Column, count, progress, table


@click.group(invoke_without_command=True, short_help="Show what was done to the store, and verify it.")
@options.db
@click.option("--report", help="Only what was done to this report (id, key or its unique beginning).")
@click.option("--after", type=click.IntRange(min=0), default=0, help="Only entries after this number.")
@options.limit
@options.as_json
@click.pass_context
def ledger(ctx: click.Context, db: str, report: str | None, after: int, limit: int, as_json: bool) -> None:
    """Show the ledger: what was added or recoded, when, by which coder, each entry chained to the one before.

    \b
    Example: marsad ledger --db syria.db
             marsad ledger verify --db syria.db
    """
    if ctx.invoked_subcommand:
        ctx.obj = db
        return
    with options.existing(db) as store:
        subject = found(store, report, db).key if report else None
        entries = store.ledger(subject=subject, after=after, limit=limit)
    if as_json:
        options.echo_json({"seq": e.seq, "at": e.at, "actor": e.actor, "action": e.action, "subject": e.subject, "payload": dict(e.payload),
                           "prev": e.prev, "hash": e.hash} for e in entries)  # fmt: skip
        return
    if entries:
        columns = [Column("no", number=True), Column("when"), Column("who", True), Column("what"), Column("report", True), Column("hash")]
        table(columns, ([e.seq, e.at[:19], e.actor, e.action, e.subject, e.hash[:12]] for e in entries))
    click.echo(count(len(entries), "entry") + (f" shown; more: --after {entries[-1].seq}" if len(entries) == limit else ""))


@ledger.command()
@click.option("--db", default=None, envvar="MARSAD_DB", help="The store's file; default: marsad.db or that of ledger.")
@click.option("--head", help="The hash of the last entry at an earlier check: nothing before it may be gone.")
@options.as_json
@click.pass_obj
def verify(before: str, db: str | None, head: str | None, as_json: bool) -> int:
    """Check every entry, report and claim against the chain; says which entry is the first that does not hold.

    \b
    Example: marsad ledger verify --db syria.db
    """
    path = db or before
    with options.existing(path) as store, progress("verifying") as drawn:
        result = store.verify(head=head, progress=lambda done, total: drawn(done, total, ""))
    findings = [{"seq": f.seq, "subject": f.subject, "what": f.what} for f in result.findings]
    if as_json:
        row = {"ok": result.ok, "entries": result.entries, "reports": result.reports, "runs": result.runs, "head": result.head}
        options.echo_json([row | {"broken": result.broken, "findings": findings}])
    else:
        looked = ", ".join([count(result.entries, "entry"), count(result.reports, "report"), count(result.runs, "coding run")])
        click.echo(f"{path}: {looked}; head {result.head}")
        at = "" if result.broken is None else f" at entry {result.broken}"
        click.echo("the chain holds" if result.ok else f"broken{at}: {count(len(findings), 'finding')}")
        for f in findings[:20]:
            click.echo(f"  entry {f['seq'] if f['seq'] is not None else '-'}, {f['subject']}: {f['what']}")
    return 0 if result.ok else STUCK


@ledger.command()
@click.option("--db", default=None, envvar="MARSAD_DB", help="The store's file; default: marsad.db or that of ledger.")
@click.option("--into", type=click.Path(dir_okay=False), help="Keep the second store in this file, which is not there yet.")
@options.as_json
@click.pass_obj
def replay(before: str, db: str | None, into: str | None, as_json: bool) -> int:
    """Make a second store from nothing, entry by entry of the ledger, and say what is not the same.

    \b
    Example: marsad ledger replay --db syria.db
    """
    import tempfile
    from pathlib import Path

    from marsad.store import open_store

    path = db or before
    with (
        tempfile.TemporaryDirectory(prefix="marsad-replay-") as folder,
        options.existing(path) as store,
        open_store(into or Path(folder) / "replayed.db") as empty,
        progress("replaying") as drawn,
    ):
        try:
            differs = store.replay(empty, lambda done, total: drawn(done, total, ""))
        except ValueError as error:
            raise Failed(str(error), REFUSED) from None
        entries, head = empty.head()
    if as_json:
        options.echo_json([{"same": differs is None, "differs": differs, "entries": entries, "head": head}])
    else:
        click.echo(
            f"{count(entries, 'entry')} replayed; head {head}; "
            + ("every table is the same" if differs is None else f"not the same: {differs}")
        )
    return 0 if differs is None else STUCK


@ledger.command()
@options.as_json
def script(as_json: bool) -> None:
    """Print the script that verifies a store with nothing but Python: give it, with the head, to whoever should not have to trust marsad.

    \b
    Example: marsad ledger script > verify.py
             python verify.py syria.db HEAD
    """
    from importlib.resources import files

    text = files("marsad.store").joinpath("stand_alone.py").read_text("utf-8")
    if as_json:
        options.echo_json([{"script": text}])
    else:
        click.echo(text, nl=False)

"""Commands by which a person decides: decide enters a decision in the ledger, decisions lists them and what asks for a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.looking import found
from marsad.cli.show import Column, count, isolated, table
from marsad.model.decision import VERBS

if TYPE_CHECKING:
    from marsad.model.decision import Decision
    from marsad.reconcile.reviews import Reviewed
    from marsad.store import StoredReport


@click.command(short_help="Accept, correct or reject a claim; say what is the same, what stands, how good it is.")
@click.argument("verb", type=click.Choice(VERBS))
@click.argument("claims", nargs=-1, metavar="CLAIM...")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="correct: the field and its right value (JSON, or a word).")
@click.option("--field", help="stands: the field whose value stands.")
@click.option("--scale", help="grade: the scale (airwars, source, information, evidence).")
@click.option("--code", help="grade: the code on that scale.")
@click.option("--state", help="state: how far the pair of an incident and a ceasefire is looked into.")
@click.option("--seq", type=int, help="withdraw: the number of the decision that is taken back.")
@click.option("--reason", default="", help="Why; kept with the decision.")
@click.option("--who", envvar="MARSAD_WHO", default="marsad", show_default=True, help="Who decides (or MARSAD_WHO).")
@options.db
@options.as_json
def decide(
    verb: str, claims: tuple[str, ...], changes: tuple[str, ...], reason: str, who: str, db: str, as_json: bool, **given: Any
) -> None:
    """Enter a decision about claims; each CLAIM is an id, or REPORT#KIND@START. Nothing that was kept is changed by it.

    \b
    Example: marsad decide accept hayat-2016-05-02#casualties@1187
             marsad decide correct 5f0c1a --set type=air_strike --set 'places=["حي السكري"]' --reason "the text says air"
             marsad decide grade 5f0c1a --scale airwars --code weak
             marsad decide withdraw --seq 41
    """
    from marsad.store import open_store

    told = {key: value for key, value in given.items() if value is not None} | dict(_change(c) for c in changes)
    with options.existing(db), open_store(db, actor=who) as store:
        try:
            made = store.decide(verb, claims, given=told, reason=reason)
        except (LookupError, ValueError) as error:
            raise Failed(f"{db}: {error.args[0] if error.args else error}", REFUSED) from None
    if as_json:
        options.echo_json([_row(made)])
    else:
        click.echo(f"decision {made.seq}: {verb} {', '.join(_seen(row) for row in made.seen) or told.get('seq', '')}")


def _change(text: str) -> tuple[str, Any]:
    """The field and value of `FIELD=VALUE`; the value is JSON, or the words as they stand."""
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} should be FIELD=VALUE", param_hint="--set")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@click.command(short_help="List decisions, and what asks for a person.")
@click.option("--report", help="Only on this report (id, key or its unique beginning).")
@click.option("--open", "only_open", is_flag=True, help="Only reviewed claims that a newer coder left in need of a person.")
@options.db
@options.as_json
def decisions(report: str | None, only_open: bool, db: str, as_json: bool) -> None:
    """List who decided what, when and why; with --open the claims that need a person again.

    \b
    Example: marsad decisions --db syria.db
             marsad decisions --open
    """
    with options.existing(db) as store:
        key = found(store, report, db).key if report else None
        if only_open:
            from marsad.pipeline.reviewing import reviews

            _show_open([(stored, r) for stored, r in reviews(store, key) if r.state == "ask"], as_json)
            return
        made = store.decisions(key)
    if as_json:
        options.echo_json(_row(d) for d in made)
        return
    if made:
        columns = [
            Column("no", number=True),
            Column("when"),
            Column("who", True),
            Column("what"),
            Column("claims", True),
            Column("why", True),
        ]
        table(columns, ([d.seq, d.at[:19], d.who, _what(d), "; ".join(_seen(row) for row in d.seen) or "-", d.reason or "-"] for d in made))
    click.echo(count(len(made), "decision"))


def _show_open(asking: list[tuple[StoredReport, Reviewed]], as_json: bool) -> None:
    if as_json:
        options.echo_json(
            {"report": s.id, "key": s.key, "kind": r.claim.kind, "quote": r.claim.quote, "start": r.claim.span.start, "why": r.why,
             "decision": r.decision.seq if r.decision else None} for s, r in asking
        )  # fmt: skip
        return
    if asking:
        columns = [Column("report", True), Column("claim"), Column("quote", True), Column("decision", number=True), Column("why", True)]
        rows = ((s.id, f"{r.claim.kind}/{r.claim.type}", r.claim.quote, r.decision.seq if r.decision else "-", r.why) for s, r in asking)
        table(columns, rows)
    click.echo(count(len(asking), "claim") + " in need of a person")


def _what(decision: Decision) -> str:
    told = ", ".join(
        f"{key}={value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}" for key, value in decision.given.items()
    )
    return f"{decision.verb} {told}".strip()


def _seen(row: Any) -> str:
    return f"{row['kind']} {isolated(str(row['quote']))}"


def _row(decision: Decision) -> dict[str, Any]:
    on = [{"key": a.key, "kind": a.kind, "trigger": [a.start, a.end]} for a in decision.on]
    about = {"seq": decision.seq, "at": decision.at, "who": decision.who, "verb": decision.verb, "on": on}
    return about | {"given": dict(decision.given), "reason": decision.reason, "seen": list(decision.seen)}

"""Commands by which a person decides: decide enters a decision in the ledger, decisions lists them and what asks for a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed, refusing
from marsad.cli.looking import found
from marsad.cli.show import count, isolated, table
from marsad.cli.viewing import columns
from marsad.model.decision import VERBS

if TYPE_CHECKING:
    from marsad.model.decision import Decision
    from marsad.pipeline.asking import Held
    from marsad.store import Store


@click.command(
    short_help="Accept, correct or reject a claim; say what is the same, what stands, how good it is.",
    epilog="VERB is one of: " + ", ".join(VERBS) + ".",
)
@click.argument("verb", type=click.Choice(VERBS), metavar="VERB")
@click.argument("claims", nargs=-1, metavar="CLAIM...")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="correct: the field and its right value (JSON, or a word).")
@click.option("--field", help="stands: the field whose value stands.")
@click.option("--scale", help="grade: the scale (airwars, source, information, evidence).")
@click.option("--code", help="grade: the code on that scale.")
@click.option("--state", help="state: how far the pair of an incident and a ceasefire is looked into.")
@click.option("--seq", type=int, help="withdraw: the number of the decision that is taken back.")
@click.option("--reason", default="", help="Why; kept with the decision.")
@click.option("--who", envvar="MARSAD_WHO", default="marsad", show_default=True, help="Who decides (or MARSAD_WHO).")
@click.option(
    "--as-of", "looked", metavar="MOMENT|ENTRY", help="When you looked (UTC, or the ledger's entry): refused if decided otherwise since."
)
@options.db
@options.as_json
def decide(
    verb: str,
    claims: tuple[str, ...],
    changes: tuple[str, ...],
    reason: str,
    who: str,
    looked: str | None,
    db: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Enter a decision about claims; each CLAIM is an id, or REPORT#KIND@START. Nothing that was kept is changed by it.

    \b
    Example: marsad decide accept hayat-2016-05-02#casualties@1187
             marsad decide correct 5f0c1a --set type=air_strike --set 'places=["حي السكري"]' --reason "the text says air"
             marsad decide grade 5f0c1a --scale airwars --code weak
             marsad decide withdraw --seq 41
             marsad decide reject 5f0c1a --as-of 2026-05-02T09:30
    """
    from marsad.store import Stale, open_store

    told = {key: value for key, value in given.items() if value is not None} | dict(_change(c) for c in changes)
    with options.existing(db), open_store(db, actor=who) as store, refusing(db):
        try:
            made = store.decide(verb, claims, given=told, reason=reason, as_of=_entry(store, looked))
        except Stale as error:
            theirs = "".join(f"; decision {d.seq}: {d.who} {d.verb}" for d in error.theirs)
            raise Failed(f"{db}: {error}{theirs}; look again and decide anew", REFUSED) from None
    if as_json:
        options.echo_json([_row(made)])
    else:
        click.echo(f"decision {made.seq}: {verb} {', '.join(_seen(row) for row in made.seen) or told.get('seq', '')}")


def _entry(store: Store, looked: str | None) -> int | None:
    """The last entry of the ledger that a person saw who looked then; None where they do not say."""
    if looked is None or looked.isdecimal():
        return None if looked is None else int(looked)
    return store.head(moment=options.moment(looked))[0]


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
@click.option("--open", "only_open", is_flag=True, help="Only those that newer reports or a newer coder left in need of a person.")
@options.known_at
@options.db
@options.as_json
def decisions(report: str | None, only_open: bool, known_at: str | None, db: str, as_json: bool) -> None:
    """List who decided what, when and why; with --open what needs a person again.

    \b
    Example: marsad decisions --db syria.db
             marsad decisions --open
    """
    if only_open and known_at:
        raise click.UsageError("--open tells what asks now: leave --known-at out")
    with options.own(db) as store:
        key = found(store, report, db).key if report else None
        if only_open:
            from marsad.pipeline.asking import held

            _show_open([one for one in held(store, key) if one.why], as_json)
            return
        made = [d for d in store.decisions(key) if not known_at or d.at <= known_at]
    if as_json:
        options.echo_json(_row(d) for d in made)
        return
    if made:
        rows = ([d.seq, d.at[:19], d.who, _what(d), "; ".join(_seen(row) for row in d.seen) or "-", d.reason or "-"] for d in made)
        table(columns("no# when who* what claims* why*"), rows)
    click.echo(count(len(made), "decision"))


def _show_open(asking: list[Held], as_json: bool) -> None:
    if as_json:
        options.echo_json(
            {"report": one.report.id, "key": one.report.key, "kind": one.claim.kind, "quote": one.claim.quote,
             "start": one.claim.span.start, "why": one.why, "decision": one.decision.seq, "verb": one.decision.verb} for one in asking
        )  # fmt: skip
        return
    if asking:
        rows = ((h.report.id, f"{h.claim.kind}/{h.claim.type}", h.claim.quote, h.decision.seq, h.decision.verb, h.why) for h in asking)
        table(columns("report* claim quote* no# decision why*"), rows)
    click.echo(count(len(asking), "decision") + " in need of a person")


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

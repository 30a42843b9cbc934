"""The command recode: stored reports read again with this version; what changed, which decisions stand, which ask for a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, telling
from marsad.cli.show import count, isolated, progress, table, warn
from marsad.cli.viewing import columns

if TYPE_CHECKING:
    from marsad.pipeline.asking import Held
    from marsad.store import Recoded, Store

Row = dict[str, Any]


@click.command(short_help="Read all stored reports again with this version's rules.")
@options.theatre
@options.db
@options.limit
@options.as_json
def recode(db: str, limit: int, as_json: bool) -> int:
    """Read every stored report again with this version's rules; reports that it has already read are left alone.

    It says claim by claim what changed, which decisions still stand, and which ask for a person.

    \b
    Example: marsad recode --db syria.db
             marsad recode --db syria.db --json
    """
    from marsad.pipeline.asking import held
    from marsad.store import open_store

    options.existing(db).close()
    with open_store(db) as store:
        before = store.head()[0]
        result = _read_again(store)
        for key, reason in result.failed:
            warn(f"refused {key}: {reason}")
        beside = list(held(store))
        if as_json:
            options.echo_json(_changes(store, before))
            options.echo_json(_row(one) for one in beside)
            options.echo_json([_summary(result, beside)])
        else:
            _draw(_changes(store, before), result, beside, limit)
    return REFUSED if result.failed else 0


def _read_again(store: Store) -> Recoded:
    from marsad.pipeline import code, coder

    done = 0

    def seen(now: int, total: int) -> None:
        nonlocal done
        done = now
        drawn(now, total, "")

    with telling(lambda: f"{count(done, 'report')} done, the rest keeps its older claims"), progress("recoding") as drawn:
        return store.recode(coder(), code, seen)


def _changes(store: Store, after: int) -> Iterator[Row]:
    """What the newer coder says otherwise, a row for each claim."""
    from marsad.model.claim import from_json

    for one in store.recodings(after=after):
        for change in one.changes:
            claim = from_json(dict(change.claim))
            told = {"kind": claim.kind, "type": claim.type, "quote": claim.quote, "start": claim.span.start}
            yield {"report": one.report, "key": one.key, "change": change.what} | told | {"fields": change.fields}


def _row(one: Held) -> Row:
    told = {"decision": one.decision.seq, "verb": one.decision.verb, "who": one.decision.who, "stands": not one.why, "why": one.why}
    return {"report": one.report.id, "key": one.report.key} | told | {"kind": one.claim.kind, "quote": one.claim.quote}


def _summary(result: Recoded, beside: Sequence[Held]) -> Row:
    told = {"coder": result.coder, "reports": result.reports, "added": result.added, "dropped": result.dropped, "changed": result.changed}
    asking = sum(bool(one.why) for one in beside)
    failed = [{"report": key, "reason": reason} for key, reason in result.failed]
    return told | {"failed": failed, "decisions": {"stand": len(beside) - asking, "ask": asking}}


def _draw(changes: Iterator[Row], result: Recoded, beside: Sequence[Held], limit: int) -> None:
    """Three lists: what changed, the decisions that still stand, those that ask; each at most so long."""
    shown = [row for row, _ in zip(changes, range(limit), strict=False)]
    if shown:
        cells = ([row["report"], row["change"], f"{row['kind']}/{row['type']}", row["quote"], _said(row["fields"])] for row in shown)
        table(columns("report* change claim quote* what*"), cells)
    told = f"{count(result.added, 'claim')} added, {result.dropped:,} dropped, {result.changed:,} changed"
    click.echo(f"{count(result.reports, 'report')} read with {result.coder}: {told}; {len(result.failed):,} failed{_cut(shown, result)}")
    standing, asking = ([one for one in beside if bool(one.why) is asks] for asks in (False, True))
    _list(standing[:limit], "no# who* decision report* claim*")
    click.echo(f"{count(len(standing), 'decision')} in force" if beside else "no decisions")
    _list(asking[:limit], "no# who* decision report* claim* why*")
    if asking:
        click.echo(f"{count(len(asking), 'decision')} asking for a person: marsad decisions --open")


def _cut(shown: Sequence[Row], result: Recoded) -> str:
    every = result.added + result.dropped + result.changed
    return f" ({len(shown):,} shown: --limit {every})" if every > len(shown) else ""


def _said(fields: Mapping[str, Sequence[Any]]) -> str:
    """What the fields were and are; how the claim was made is left out where something else changed too."""
    from marsad.reconcile.reviews import MADE

    seen = {f: pair for f, pair in fields.items() if f not in MADE} or fields
    return "; ".join(f"{f} {_word(was)} → {_word(now)}" for f, (was, now) in seen.items())


def _word(value: Any) -> str:
    return isolated(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _list(found: Sequence[Held], names: str) -> None:
    if found:
        rows = ([one.decision.seq, one.decision.who, one.decision.verb, one.report.id, one.claim.quote, one.why] for one in found)
        table(columns(names), (row[: len(names.split())] for row in rows))

"""Commands that look into the store: reports, claims, search."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import refusing
from marsad.cli.keeping import KINDS
from marsad.cli.show import Column, count, table

if TYPE_CHECKING:
    from marsad.model.claim import Claim
    from marsad.store import Hit, Store, StoredClaim, StoredReport

_WHO = ("by", "speaker", "participants", "parties", "brokers")
_WHERE = ("places", "areas")


def found(store: Store, name: str, db: str) -> StoredReport:
    """The report of this id, key or beginning; raises Failed naming the candidates."""
    with refusing(db):
        return store.report(name)


@click.command(short_help="List the reports of the store.")
@options.db
@click.option("--outlet", help="Only of this outlet.")
@options.since
@options.until
@options.limit
@options.as_json
def reports(db: str, outlet: str | None, since: dt.date | None, until: dt.date | None, limit: int, as_json: bool) -> None:
    """List the reports of the store, the latest day first.

    \b
    Example: marsad reports --outlet hayat --since 2016-05-01
    """
    with options.existing(db) as store:
        rows = store.reports(outlet=outlet, since=since, until=until, limit=limit)
        total = store.count_reports(outlet=outlet, since=since, until=until)
    if as_json:
        options.echo_json(_report_row(row) for row in rows)
        return
    if rows:
        columns = [Column("report", True), Column("date"), Column("outlet", True), Column("version", number=True)]
        columns += [Column(kind, number=True) for kind in KINDS]
        table(columns, ([r.id, r.date or "-", r.outlet or "-", r.version, *(r.counts.get(kind, 0) for kind in KINDS)] for r in rows))
    _total(len(rows), total, "report")


def _report_row(row: StoredReport) -> dict[str, Any]:
    keys = (
        "id",
        "key",
        "version",
        "newest",
        "date",
        "outlet",
        "title",
        "url",
        "encoding",
        "characters",
        "added_at",
        "coder",
        "text_sha256",
    )
    return {key: getattr(row, key) for key in keys} | {"claims": dict(row.counts)}


def _known_type(_context: click.Context, _option: click.Parameter, code: str | None) -> str | None:
    """The code, or a usage error where claims of no kind have such a type."""
    from marsad.model.vocabulary import TYPES

    every = [known for table in TYPES.values() for known in table]
    if code is not None and code not in every:
        near = ", ".join(get_close_matches(code, every, 3, 0.5))
        raise click.BadParameter(f"{code!r} is no type of any kind; " + (f"near it: {near}" if near else "see docs/codebook.md"))
    return code


@click.command(short_help="List claims by kind, type, time, place, actor, source.")
@options.db
@click.option("--report", help="Only of this report (id, key or its unique beginning).")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--type", "type_", callback=_known_type, help="Only this type (air_strike, killed, extended, demand, call, …).")
@options.since
@options.until
@click.option("--place", help="A part of a place's name, spelling folded, or its id.")
@click.option("--actor", help="A part of an actor's name, spelling folded, or its id.")
@click.option("--source", help="A part of a source's name, spelling folded.")
@options.limit
@options.as_json
def claims(db: str, limit: int, as_json: bool, type_: str | None, **filters: Any) -> None:
    """List claims of the store, the latest day first, by kind, type, time, place, actor and source.

    \b
    Example: marsad claims --kind casualties --place حلب --since 2016-04-22
    """
    wanted = filters | {"type": type_}
    with options.existing(db) as store:
        if wanted["report"]:
            wanted["report"] = found(store, wanted["report"], db).key
        rows = store.claims(**wanted, limit=None if wanted["report"] else limit)
        total = len(rows) if wanted.pop("report") else store.count_claims(**wanted)
    rows = rows[:limit]
    if as_json:
        options.echo_json(_claim_row(row) for row in rows)
        return
    if rows:
        columns = [Column("day"), Column("claim", True), Column("figure"), Column("who", True), Column("where", True)]
        table([*columns, Column("words", True), Column("source", True), Column("report", True)], map(_claim_cells, rows))
    _total(len(rows), total, "claim")


def _claim_row(row: StoredClaim) -> dict[str, Any]:
    from marsad.model.claim import to_json

    about = {
        "id": row.id,
        "report": row.report_id,
        "key": row.key,
        "report_date": row.report_date,
        "outlet": row.outlet,
        "coder": row.coder,
    }
    return about | to_json(row.claim)


def _claim_cells(row: StoredClaim) -> list[object]:
    claim = row.claim
    return [_day(row), f"{claim.kind}/{claim.type}", _figure(claim), _names(claim, _WHO), _names(claim, _WHERE), claim.quote,
            " <- ".join(name.text for name in claim.source), row.report_id]  # fmt: skip


def _day(row: StoredClaim) -> str:
    days = getattr(row.claim, "when", None) or getattr(row.claim, "period", None)
    if not days:
        return str(getattr(row.claim, "starts", None) or f"({row.report_date or 'no day'})")
    return str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1].strftime('%m-%d')}"


def _figure(claim: Claim) -> str:
    """A toll's bounds as the text gives them.

    >>> from marsad.model.claim import Casualties, Span
    >>> _figure(Casualties(quote="", span=Span(0, 0), trigger=Span(0, 0), rule="", outcome="killed", min=12, approx="at_least"))
    '12- at_least'
    """
    if claim.kind != "casualties":
        hours = getattr(claim, "hours", None)
        return f"{hours} h" if hours else ""
    low, high, approx = getattr(claim, "min", None), getattr(claim, "max", None), getattr(claim, "approx", "")
    bounds = str(low) if low == high and low is not None else f"{'' if low is None else low}-{'' if high is None else high}"
    return bounds if approx == "exact" else f"{'' if bounds == '-' else bounds} {approx}".strip()


def _names(claim: Claim, fields: tuple[str, ...]) -> str:
    return "، ".join(dict.fromkeys(name.text for field in fields for name in getattr(claim, field, ())))


@click.command(short_help="Find words in reports and claims, in any spelling.")
@click.argument("words", nargs=-1, required=True)
@options.db
@options.limit
@options.as_json
def search(words: tuple[str, ...], db: str, limit: int, as_json: bool) -> int:
    """Find reports and claims that hold all the words, in any spelling of hamza, ta marbuta and vowels.

    \b
    Example: marsad search هدنة حلب
    """
    with options.existing(db) as store:
        hits = store.search(" ".join(words), limit=limit)
    if as_json:
        options.echo_json(_hit_row(hit) for hit in hits)
    elif hits:
        columns = [Column("in"), Column("report", True), Column("at", number=True), Column("words", True)]
        table(columns, ([hit.kind, hit.report_id, "title" if hit.start is None else hit.start, _lit(hit)] for hit in hits))
        click.echo(count(len(hits), "hit") + (" (--limit for more)" if len(hits) == limit else ""))
    else:
        click.echo("nothing found")
    return 0


def _hit_row(hit: Hit) -> dict[str, Any]:
    keys = ("kind", "report_id", "key", "claim_id", "start", "end", "snippet")
    return {key: getattr(hit, key) for key in keys} | {"lit": [list(span) for span in hit.lit]}


def _lit(hit: Hit) -> str:
    text = hit.snippet
    for span in sorted(hit.lit, reverse=True):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def _total(shown: int, total: int, noun: str) -> None:
    click.echo(count(total, noun) + (f", the first {shown:,} shown (--limit for more)" if shown < total else ""))

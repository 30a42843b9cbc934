"""The command that leads a record back to its characters: every value to the claims that state it, every claim to its quote."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import clean, isolated, progress

if TYPE_CHECKING:
    from marsad.store import Store

Row = dict[str, Any]
PLAIN = (
    "id",
    "label",
    "claims",
    "fields",
    "figures",
    "derived",
    "casualties",
    "links",
    "history",
    "windows",
    "reports",
    "evidence",
    "sources",
)


@click.command(short_help="Lead a record back to the characters that state it.")
@click.argument("ident", metavar="RECORD")
@options.db
@options.as_of
@options.known_at
@options.as_json
def trace(ident: str, db: str, as_of: dt.date | None, known_at: str | None, as_json: bool) -> None:
    """Show the record with this id (or its beginning): each value, why it stands, its rivals, and the characters that state it.

    \b
    Example: marsad trace t4e7d --db syria.db
             marsad trace t4e7d --as-of 2016-05-01 --known-at 2026-05-02T12:00
    """
    from marsad.pipeline.records import current, records

    with options.own(db) as store, progress("reading claims") as drawn:
        past = as_of or known_at
        made = records(store, moment=known_at, until=as_of, progress=drawn) if past else current(store, drawn)
        record = _find(made, ident, db)
        if as_json:
            options.echo_json([record | {"characters": {ref: _characters(store, ref) for ref in sorted(_refs(record))}}])
            return
        for line in [*_lines(record), *_beside(made, record), *_stated(store, record)]:
            click.echo(line)


def _find(made: Row, ident: str, db: str) -> Row:
    named = [r for group in ("incidents", "tolls", "ceasefires") for r in made[group] if r["id"].startswith(ident)]
    if len(named) == 1:
        return dict(named[0])
    told = ", ".join(f"{r['id']} ({r['label']})" for r in named[:10]) or "incidents, tolls and ceasefires list them"
    raise Failed(f"{db}: {'several records' if named else 'no record'} {ident!r}: {told}", REFUSED)


def _lines(record: Row) -> Iterator[str]:
    yield f"{record['id']}  {isolated(clean(record['label']))}"
    for field, value in record.items():
        if field not in PLAIN and value not in (None, [], ""):
            yield f"  {field}: {_said(value)}{_why(record.get('fields', {}).get(field))}"
    for figure in record.get("figures", []):
        yield f"  {figure['day'] or '-'}  {figure['min']}–{figure['max']} {figure['approx']} ({figure['change']})  {_of([figure['claim']])}"
    for derived in record.get("derived", []):
        yield f"  derived: {derived['value']} = {derived['formula']} {isolated(derived['label'])}  {_of(derived['claims'])}"
    for counted in record.get("casualties", []):
        yield f"  {counted['outcome']}: least {counted['min']}, most {counted['max']}, best {counted['best']} ({counted['why']})"
        yield from (
            f"    {f['min']}–{f['max']} {f['approx']}, says {isolated(f['source'] or 'the report')}  {_of([f['claim']])}"
            for f in counted["figures"]
        )
    for grade in record.get("grades", []):
        who = f"{isolated(grade['who'])} {isolated(grade['reason'])}".rstrip()
        yield f"  graded {grade['scale']} {grade['code']} by {who} {_of([grade['claim']])}"
    for window in record.get("windows", []):
        yield f"  window: {window['starts']} – {window['ends']}, {window['hours'] or '?'} hours  {_of(window['claims'])}"
    for link in record.get("links", []):
        points = "; ".join(f"{name} {score:+} ({isolated(why)})" for name, score, why in link["points"])
        yield f"  taken as one: {isolated(link['first'])} and {isolated(link['second'])}: {points}"


def _why(field: Row | None) -> str:
    if not field:
        return ""
    rivals = "".join(f"; against it {_said(r['value'])} {_of(r['claims'])}" for r in field["rivals"])
    return f"  [{field['why']}] {_of(field['claims'])}{rivals}"


def _beside(made: Row, record: Row) -> Iterator[str]:
    """The incidents beside the ceasefire, or the ceasefires beside the incident, with each test's answer and evidence."""
    for pair in made["violations"]:
        if record["id"] in (pair["incident"], pair["ceasefire"]):
            other = pair["ceasefire"] if pair["incident"] == record["id"] else pair["incident"]
            yield f"  beside {other}: {pair['state']}"
            for test, evidence in pair["evidence"].items():
                yield f"    {test}: {pair[test]}, {isolated(clean(evidence['why']))}  {_of(evidence['claims'])}"


def _stated(store: Store, record: Row) -> Iterator[str]:
    yield "  stated by"
    for ref in sorted(_refs(record)):
        told = _characters(store, ref)
        chain = " <- ".join(isolated(clean(name)) for name in told["source"]) or "the report itself"
        yield f"    {isolated(ref)}  {isolated(clean(told['quote']))} [{told['start']}-{told['end']}]  source: {chain}"


def _characters(store: Store, ref: str) -> Row:
    """The quote of the claim, its offsets in the report's text, and its source chain."""
    report, _, rest = ref.rpartition("#")
    kind, _, start = rest.partition("@")
    found = next((c.claim for c in store.claims(report=report, kind=kind) if c.claim.span.start == int(start)), None)
    if found is None:
        return {"quote": "(kept by a decision; the coder no longer claims it)", "start": int(start), "end": int(start), "source": []}
    return {"quote": found.quote, "start": found.span.start, "end": found.span.end, "source": [name.text for name in found.source]}


def _refs(record: Any) -> set[str]:
    """Every claim that the record, or a formula or figure in it, leads to."""
    if isinstance(record, list):
        return {ref for one in record for ref in _refs(one)}
    if not isinstance(record, dict):
        return set()
    own = {ref for key in ("claim", "claims") for ref in ([record[key]] if isinstance(record.get(key), str) else record.get(key, []))}
    return own | {ref for value in record.values() for ref in _refs(value)}


def _of(refs: list[str]) -> str:
    return f"({', '.join(isolated(ref) for ref in refs)})" if refs else ""


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(v) for v in value)
    return isolated(clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))

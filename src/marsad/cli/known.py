"""What the theatres know: one name or id with all its readings (`theatre show`), the registry of sources (`theatre list --monitors`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import Column, isolated, table

if TYPE_CHECKING:
    from marsad.theatres import Theatre

_BACK = {"became": "was until then", "joined": "was joined by", "split_from": "was left by", "relays": "is relayed by"}


@click.command("show", short_help="Show what the theatres know of a name or an id.")
@click.argument("names", nargs=-1, required=True)
@options.theatre
@options.as_json
def show(names: tuple[str, ...], as_json: bool) -> int:
    """Show what goes by NAMES (names as reports write them, or ids): what it is, where or when, its other names, what it became.

    \b
    Example: marsad theatre show "جبهة النصرة"
             marsad theatre show sy/sohr sy/aleppo/kallasa
    """
    unknown = 0
    for name in names:
        found = list(_found(name))
        unknown += not found
        if as_json:
            options.echo_json(row_of(ident) for ident in found)
        else:
            click.echo("\n".join(line for ident in found for line in lines_of(ident)) or f"{isolated(name)}: no theatre in use knows it")
    return REFUSED if unknown else 0


def _found(name: str) -> Iterator[str]:
    from marsad.resolve.gazetteer import thing
    from marsad.resolve.index import key_of
    from marsad.resolve.readings import readings

    if thing(name):
        yield name
    else:
        yield from (reading.id for reading in readings(key_of(name)))


def row_of(ident: str) -> dict[str, Any]:
    """All that is known of the id, as JSON."""
    from marsad.resolve.bound import definitions_of, line_of, ties_of
    from marsad.resolve.gazetteer import thing
    from marsad.resolve.office import holders_of

    known = thing(ident)
    if known is None:
        raise Failed(f"no theatre in use knows {ident!r}", REFUSED)
    row = known._asdict() if isinstance(known, tuple) else {name: getattr(known, name) for name in known.__slots__}
    row["names"] = [{"name": form.text, "usage": form.usage, "ambiguous": form.ambiguous} for form in known.names]
    ties = [tie._asdict() for tie in ties_of(ident)]
    row["holders"] = [one._asdict() for one in reversed(holders_of(ident))]
    return row | {"ties": ties, "line": list(line_of(ident)), "definitions": [one._asdict() for one in definitions_of(ident)]}


def lines_of(ident: str) -> Iterator[str]:
    """All that is known of the id, as lines."""
    row = row_of(ident)
    yield f"{ident}  {isolated(row['name_ar'])}  {row['name_en']}  ({row['type']})"
    for key in ("parent", "side", "begins", "ends", "stance", "independent", "pcode", "source"):
        if row.get(key) not in (None, ""):
            yield f"     {key}: {row[key]}"
    if row.get("lat") is not None:
        yield f"     at: {row['lat']}, {row['lon']} ({row['precision']})"
    yield f"     names: {'; '.join(isolated(one['name']) for one in row['names'])}"
    yield from map(_tied, [ident] * len(row["ties"]), row["ties"])
    for one in row["holders"]:
        yield f"     held by {isolated(one['name_ar'])} {one['name_en']} ({one['begins'] or ''} to {one['ends'] or 'now'})"
    for one in row["definitions"]:
        yield f"     counts {counted(one)}"


def _tied(ident: str, tie: dict[str, Any]) -> str:
    from marsad.resolve.gazetteer import thing

    ahead = tie["one"] == ident
    other = tie["other"] if ahead else tie["one"]
    known = thing(other)
    words = tie["kind"].replace("_", " ") if ahead else _BACK[tie["kind"]]
    since = f" ({tie['since']})" if tie["since"] else ""
    return f"     {words} {other} {known.name_en if known else ''}{since}"


def counted(one: dict[str, Any]) -> str:
    """What a source means by a word, in words.

    >>> counted({"term": "women", "youngest": 18, "oldest": None, "note": ""})
    'women: 18 and over'
    """
    low, high = one["youngest"], one["oldest"]
    ages = f"{low} to {high}" if low is not None and high is not None else f"{low} and over" if low is not None else ""
    ages = f"under {high + 1}" if high is not None and low is None else ages
    return f"{one['term']}: {'; '.join(part for part in (ages, one['note']) if part)}"


def monitor_rows(theatres: Iterable[Theatre]) -> list[dict[str, Any]]:
    """The registry of sources of the theatres, one row each."""
    from marsad.resolve.bound import definitions_of, ties_of

    rows: list[dict[str, Any]] = []
    for theatre in theatres:
        for m in theatre.monitors.values():
            relays = [tie.other for tie in ties_of(m.id) if tie.one == m.id and tie.kind == "relays"]
            row: dict[str, Any] = {"theatre": theatre.name, "id": m.id, "name_ar": m.name_ar, "name_en": m.name_en, "type": m.type}
            row |= {"languages": list(m.languages), "independent": m.independent, "stance": m.stance, "relays": relays}
            rows.append(row | {"definitions": [one._asdict() for one in definitions_of(m.id)]})
    return rows


def monitor_table(rows: Sequence[dict[str, Any]]) -> None:
    """Prints the registry of sources."""
    columns = [Column("id"), Column("source", True), Column("type"), Column("counts"), Column("stance"), Column("relays", True)]
    columns.append(Column("means by its words", True))
    table(
        columns,
        (
            [r["id"], r["name_en"], r["type"], "itself" if r["independent"] else "", r["stance"], " ".join(r["relays"]),
             ", ".join(map(counted, r["definitions"]))] for r in rows
        ),
    )  # fmt: skip

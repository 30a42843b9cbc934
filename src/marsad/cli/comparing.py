"""Commands for reference records: import takes in what others recorded, compare lays our record beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import Column, count, progress, table, warn

if TYPE_CHECKING:
    from marsad.pipeline.beside import Compared
    from marsad.store import Store

FORMATS = tuple("ged acled ethprio airwars bayanat uwazi sheet webanno doccano".split())
PARTS = ("matched", "differing", "ours", "theirs")


@click.command(
    "import", short_help="Take in what others recorded, beside our record.", epilog="FORMAT is one of: " + ", ".join(FORMATS) + "."
)
@click.argument("format", type=click.Choice(FORMATS), metavar="FORMAT")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--set", "name", help="What the set is called; a set of this name is replaced. [default: the file's name]")
@click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="Which column, or for annotations which label, holds what.")
@click.option("--columns", type=click.Path(dir_okay=False), metavar="FILE", help="The file that keeps what --map said.")
@options.db
@options.as_json
def import_(format: str, file: Path, name: str | None, mapped: tuple[str, ...], columns: str | None, db: str, as_json: bool) -> int:
    """Take in FILE as a set of reference records in FORMAT, to be compared with ours; it is never mixed into our claims.

    \b
    Example: marsad import acled syria-2016.csv
             marsad import sheet ours.xlsx --map date=Day --map killed=Deaths --columns sheet.toml
    """
    from marsad.exchange.given import Refused
    from marsad.exchange.reference import IMPORTS
    from marsad.store import open_store

    one = IMPORTS[format]
    how = options.mapping(mapped, columns, _fields(one.maps, mapped))
    found, refused = [], 0
    for outcome in one.read(file, how):
        if isinstance(outcome, Refused):
            refused += 1
            warn(f"refused {outcome}")
        else:
            found.append(outcome.as_json())
    if not found:
        raise Failed(f"{file}: no record in it", REFUSED)
    with open_store(db) as store:
        before = store.keep_references(name or file.name, format, found)
    told = {"set": name or file.name, "format": format, "records": len(found), "refused": refused, "replaced": before}
    if as_json:
        options.echo_json([told])
    else:
        click.echo(f"{count(len(found), 'record')} in the set {told['set']}" + (f", {refused:,} refused" if refused else ""))
    return REFUSED if refused else 0


def _fields(maps: tuple[str, ...], mapped: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that may be mapped; annotations take any."""
    return tuple(one.partition("=")[0] for one in mapped) if "*" in maps else maps or ("none",)


@click.command(short_help="Lay our record beside what others recorded.")
@click.argument("name", metavar="[SET]", required=False)
@click.option("--only", type=click.Choice(PARTS), help="Show this part alone.")
@options.limit
@options.db
@options.as_json
def compare(name: str | None, only: str | None, limit: int, db: str, as_json: bool) -> int:
    """Lay our record beside a SET of reference records: what matches, what only one of the two has, what differs, and why.

    Ours outside of the days and countries that the set covers are left out. Neither side is taken to be right.

    \b
    Example: marsad compare syria-2016.csv --only differing
    """
    from marsad.exchange.reference.record import from_json
    from marsad.pipeline.beside import compare_sets
    from marsad.pipeline.exporting import content

    with options.own(db) as store, progress("reading claims") as drawn:
        chosen, format = _set(store, name)
        found = compare_sets(content(store, progress=drawn), [from_json(row) for row in store.references(chosen)], format)
    if as_json:
        options.echo_json([{"set": chosen} | found.as_json()])
    else:
        _draw(found, only, limit)
    return 0


def _set(store: Store, name: str | None) -> tuple[str, str]:
    """The name and format of the set that is asked for, the only one where none is; raises Failed with what there is."""
    known = {one.name: one.format for one in store.reference_sets()}
    if name in known:
        return str(name), known[str(name)]
    if name is None and len(known) == 1:
        return next(iter(known.items()))
    there = ", ".join(known) or "none yet: marsad import FORMAT FILE"
    raise Failed(f"{'no set ' + name if name else 'say which set'}; there are: {there}", REFUSED)


def _draw(found: Compared, only: str | None, limit: int) -> None:
    shown: dict[str, list[tuple[Any, ...]]] = {
        "matched": [(m.ours, m.label, m.theirs, "; ".join(f"{p.name}: {p.why}" for p in m.points)) for m in found.matched if not m.differs],
        "differing": [(m.ours, m.label, m.theirs, "; ".join(m.differs)) for m in found.differing],
        "ours": [(a.id, a.label, a.nearest, a.why) for a in found.ours],
        "theirs": [(a.id, a.label, a.nearest, a.why) for a in found.theirs],
    }
    heads = {"matched": ("matches", "match"), "differing": ("matches and differs", "match and differ")}
    heads |= {"ours": ("only ours",) * 2, "theirs": ("only theirs",) * 2}
    for part, rows in shown.items():
        if rows and only in (None, part):
            click.echo(f"{count(len(rows), 'record')} {heads[part][len(rows) != 1]}")
            beside = "nearest of the other side" if part in ("ours", "theirs") else "theirs"
            table([Column("record", True), Column("is", True), Column(beside, True), Column("why", True)], rows[:limit])
    days = f" of {found.window[0]} to {found.window[1]}" if found.window else ""
    sums = f"{len(found.matched)} matched ({len(found.differing)} differ), {len(found.ours)} only ours, {len(found.theirs)} only theirs"
    click.echo(f"{sums}{days}" + (f"; {found.outside:,} of ours outside of what the set covers" if found.outside else ""))

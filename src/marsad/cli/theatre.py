"""The theatres: list those that there are, make a new one, take a fetched gazetteer into it, check its files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.known import monitor_rows, monitor_table, show
from marsad.cli.show import Column, clean, count, table, warn

if TYPE_CHECKING:
    from marsad.theatres import Theatre

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FORMATS = ["cod", "geonames", "geojson", "csv", "ftm", "actors"]
SHOWN = 20


@click.group(short_help="List theatres, make one, import places and actors into it, check it.")
def theatre() -> None:
    """List the theatres that there are, make a new one, take fetched places and actors into it, check its files.

    Each of the commands gives JSON with --json.

    \b
    Example: marsad theatre new my-villages --country sy --uses syria
             marsad theatre import my-villages cod_gazetteer.csv
             marsad theatre check my-villages
             marsad code report.txt --theatre my-villages
    """


theatre.add_command(show)


@theatre.command("list", short_help="List the theatres that ship, or their sources.")
@click.argument("folders", nargs=-1, type=_FOLDER)
@click.option("--monitors", is_flag=True, help="List the sources instead: type, independence, stance, whom they relay, what they count.")
@options.as_json
def list_theatres(folders: tuple[Path, ...], monitors: bool, as_json: bool) -> None:
    """List the theatres that ship with marsad, and those in FOLDERS; with --monitors the sources that they know.

    \b
    Example: marsad theatre list
             marsad theatre list --monitors
    """
    from marsad.theatres import available, load

    found = [_loaded(name) for name in (*available(), *map(str, folders))] if folders else [load(name) for name in available()]
    if monitors:
        _list_monitors(found, as_json)
        return
    rows = [
        {"name": t.name, "name_ar": t.name_ar, "name_en": t.name_en, "countries": list(t.countries), "uses": list(t.uses),
         "places": len(t.places), "actors": len(t.actors), "monitors": len(t.monitors)} for t in found
    ]  # fmt: skip
    if as_json:
        options.echo_json(rows)
        return
    numbers = [Column(name, number=True) for name in ("places", "actors", "monitors")]
    columns = [Column("theatre"), Column("of", True), Column("countries", True), *numbers]
    table(columns, ([r["name"], r["name_en"], " ".join(r["countries"]), r["places"], r["actors"], r["monitors"]] for r in rows))  # type: ignore[arg-type]


def _list_monitors(theatres: list[Theatre], as_json: bool) -> None:
    rows = monitor_rows(theatres)
    if as_json:
        options.echo_json(rows)
    else:
        monitor_table(rows)


@theatre.command("new", short_help="Make a folder for a new theatre.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--country", required=True, help="The country it covers, as ISO 3166 code in lower case; ids of places begin with it.")
@click.option("--name-en", help="Its name in English (else the folder's).")
@click.option("--name-ar", help="Its name in Arabic (else the country's).")
@click.option("--uses", multiple=True, default=("world",), show_default=True, help="A theatre that it builds on (repeatable).")
@click.option("--timezone", default="UTC", show_default=True, help="Such as Asia/Damascus.")
@click.option("--bounds", nargs=4, type=float, metavar="S N W E", help="The country's bounds in degrees; points outside are refused.")
@options.as_json
def new_theatre(
    folder: Path,
    country: str,
    name_en: str | None,
    name_ar: str | None,
    uses: tuple[str, ...],
    timezone: str,
    bounds: tuple[float, float, float, float] | None,
    as_json: bool,
) -> None:
    """Make FOLDER with a theatre.toml and six empty tables.

    \b
    Example: marsad theatre new western-sahara --country eh --name-ar "الصحراء الغربية" --bounds 20.7 27.7 -17.2 -8.6
    """
    from marsad.theatres import load_many
    from marsad.theatres.folder import create

    try:
        below = load_many(uses)
        known = next((t.places[country] for t in below if country in t.places), None)
        named = name_ar or (known.name_ar if known else "")
        if not named:
            raise click.UsageError(f"no theatre below knows {country!r}: say its name with --name-ar")
        english = name_en or folder.name.replace("-", " ").title()
        create(folder, ar=named, en=english, country=country, zone=timezone, uses=uses, bounds=bounds)
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--uses") from None
    except FileExistsError:
        raise Failed(f"{folder} is there already: name another folder", REFUSED) from None
    _add_country(folder, country, named, known is not None)
    if faults := _faults(folder):
        raise Failed("; ".join(faults), REFUSED)
    if as_json:
        options.echo_json([{"folder": str(folder), "country": country}])
    else:
        click.echo(f"{folder}: theatre.toml and six tables; fill them, or: marsad theatre import {folder} FILE")


def _add_country(folder: Path, country: str, name: str, known: bool) -> None:
    """Enters the country itself as the first place, where no theatre below has it."""
    from marsad.theatres.folder import append

    if not known:
        english = folder.name.replace("-", " ").title()
        append(folder, "places.tsv", [(country, name, english, "country", "", "", "", "country", "", "by hand")])
        append(folder, "place_names.tsv", [(country, name, "name", "0", "")])


@theatre.command("import", short_help="Take places or actors that you fetched into a theatre.")
@click.argument("folder", type=_FOLDER)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "format_", type=click.Choice(_FORMATS), help="Its format, where its look does not tell.")
@click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="The column of a field (repeatable); FIELD==VALUE for all.")
@click.option("--country", help="The country (ISO code) whose places are taken; else the theatre's first.")
@options.as_json
def import_theatre(
    folder: Path, files: tuple[Path, ...], format_: str | None, mapped: tuple[str, ...], country: str | None, as_json: bool
) -> int:
    """Take places or actors into the theatre in FOLDER: OCHA COD-AB, GeoNames, geoBoundaries or other GeoJSON, any CSV, followthemoney.

    What the theatre, or one that it builds on, knows already is passed over. A row that cannot be used is told, the rest goes on.

    \b
    Example: marsad theatre import my-villages syr_gazetteer.csv
             marsad theatre import my-villages list.csv --map name_ar=الاسم --map lat=Y --map lon=X --map type==village
    """
    from marsad.exchange.gazetteers.taking import take

    given = dict(_field(one) for one in mapped) | ({"country": country} if country else {})
    refused = 0
    for path in files:
        try:
            taken = take(folder, path, format_, given)
        except (ValueError, OSError) as error:
            raise Failed(str(error), REFUSED) from None
        refused += len(taken.unfit) + len(taken.faults)
        if as_json:
            options.echo_json([asdict(taken) | {"file": str(path), "unfit": list(map(str, taken.unfit))}])
            continue
        _tell([str(one) for one in taken.unfit], "not used")
        _tell(taken.faults, "wrong now")
        kept = f", {count(taken.boundaries, 'boundary')} kept" if taken.boundaries else ""
        said = f"{count(taken.places, 'place')} and {count(taken.actors, 'actor')} added, {taken.known:,} known already"
        click.echo(f"{path} ({taken.format}): {said}, {len(taken.unfit):,} not used{kept}")
    return REFUSED if refused else 0


@theatre.command("check", short_help="List all that is wrong in a theatre's files.")
@click.argument("folders", nargs=-1, required=True, type=_FOLDER)
@options.as_json
def check_theatre(folders: tuple[Path, ...], as_json: bool) -> int:
    """List all that is wrong in the theatres in FOLDERS, each fault with file, line, column and what would be right.

    \b
    Example: marsad theatre check my-villages
    """
    total = 0
    for folder in folders:
        faults = _faults(folder)
        total += len(faults)
        if as_json:
            options.echo_json({"folder": str(folder), "fault": clean(one)} for one in faults)
        else:
            click.echo("\n".join((*map(clean, faults), f"{folder}: {count(len(faults), 'fault')}")))
    return REFUSED if total else 0


def _field(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not sign or not field or not column:
        raise click.BadParameter(f"{text!r}; write FIELD=COLUMN, or FIELD==VALUE", param_hint="--map")
    return field, column


def _loaded(name: str) -> Theatre:
    from marsad.theatres import load

    try:
        return load(name)
    except ValueError as error:
        raise Failed(f"{error}; marsad theatre check {name} lists all faults at once", REFUSED) from None


def _faults(folder: Path) -> list[str]:
    from marsad.theatres.load import faults_in

    return faults_in(folder)


def _tell(lines: list[str], what: str) -> None:
    for one in lines[:SHOWN]:
        warn(f"{what}: {clean(one)}")
    if len(lines) > SHOWN:
        warn(f"{what}: {len(lines) - SHOWN:,} more")

"""The command that writes claims and records in the formats of the field: export."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import count, progress

if TYPE_CHECKING:
    from marsad.exchange.export import Content, Format, Made
    from marsad.exchange.export.redaction import Redaction

NAMES = tuple("csv xlsx sqlite jsonl parquet acled ged plover polecat ethprio lemonade geojson kml hxl ftm annotation bundle".split())
KINDS = ("incident", "casualties", "ceasefire", "statement", "meeting")
PROFILES = ("acled", "ucdp", "bounds")


@click.command(short_help="Write claims and records in a format of the field.", epilog="FORMAT is one of: " + ", ".join(NAMES) + ".")
@click.argument("format", type=click.Choice(NAMES), metavar="FORMAT")
@click.option("-o", "--output", default="-", show_default=True, type=click.Path(allow_dash=True), help="The file (a folder, for several).")
@options.db
@options.since
@options.until
@options.as_of
@options.known_at
@click.option("--kind", type=click.Choice(KINDS), help="Only claims of this kind and records of such.")
@click.option("--place", default="", help="Only of this place and what lies in it: a name or a part of one.")
@click.option("--actor", default="", help="Only with this side, speaker or party.")
@click.option("--source", default="", help="Only by this source or outlet.")
@click.option("--ceasefire", default="", metavar="ID", help="Only this ceasefire, its extensions and the incidents beside it.")
@click.option("--profile", type=click.Choice(PROFILES), help="How vague numbers become figures, instead of the format's own way.")
@click.option("--base", default="", metavar="URL", help="What stands before each link, such as https://marsad.example.")
@click.option("--redact", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Hide what this profile says.")
@click.option("--losses", is_flag=True, help="Only say what the format cannot carry, as JSON; writes nothing.")
@options.as_json
def export(format: str, output: str, db: str, losses: bool, as_json: bool, **chosen: Any) -> int:
    """Write the claims and records of the store in FORMAT, and beside the file FORMAT.losses.json: what it cannot carry.

    Everything in it is alleged, as reported; each row leads back to its characters.

    \b
    Example: marsad export acled -o acled.csv --since 2016-04-22
             marsad export csv -o tables/
             marsad export bundle -o public.zip --redact public.toml
    """
    from marsad.exchange.export import FORMATS
    from marsad.exchange.export import losses as lost
    from marsad.exchange.export.choosing import Part, part
    from marsad.exchange.export.figures import PROFILES as KNOWN

    one = FORMATS[format]
    profile = KNOWN[chosen.pop("profile") or one.profile]
    if losses:
        click.echo(json.dumps(lost(one, profile=profile), ensure_ascii=False, indent=1))
        return 0
    if one.several and output == "-":
        raise click.UsageError(f"{format} makes several files: name a folder with -o")
    hidden = redaction(chosen.pop("redact"))
    wanted = Part(*(chosen.pop(name) or "" for name in ("kind", "place", "actor", "source", "ceasefire")))
    found = part(_content(db, proof=format == "bundle" and not hidden and wanted == Part(), **chosen), wanted)
    if hidden:
        from marsad.exchange.export.redacting import redacted

        found = redacted(found, hidden)
    made = _made(one, found, profile)
    told = lost(one, made, profile, found.redaction)
    _write(one, made, output, json.dumps(told, ensure_ascii=False, indent=1))
    _say(one, made, output, len(told["lost"]), as_json)
    return 0


def redaction(path: Path | None) -> Redaction | None:
    """The profile of the file; a usage error says what is wrong in it."""
    from marsad.exchange.export.redaction import load

    try:
        return load(path) if path else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _content(
    db: str, proof: bool, since: dt.date | None, until: dt.date | None, as_of: dt.date | None, known_at: str | None, base: str
) -> Content:  # fmt: skip
    from marsad.pipeline.exporting import content

    with options.own(db) as store, progress("reading claims") as drawn:
        return content(store, moment=known_at, as_of=as_of, since=since, until=until, base=base.rstrip("/"), proof=proof, progress=drawn)


def _made(one: Format, content: Content, profile: Any) -> Made:
    from marsad.exchange.export.missing import Missing

    try:
        return one.write(content, profile)
    except Missing as error:
        raise Failed(str(error), REFUSED) from None


def _write(one: Format, made: Made, output: str, losses: str) -> None:
    """The file or files, so that nothing half done is left under its name."""
    from marsad.exchange.putting import put

    if output == "-":
        click.echo(next(iter(made.files.values())), nl=False)
        return
    target = Path(output)
    folder = target if one.several else target.parent
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.files.items():
        put(folder / name if one.several else target, data)
    put(folder / f"{one.name}.losses.json", f"{losses}\n".encode())


def _say(one: Format, made: Made, output: str, lost: int, as_json: bool) -> None:
    row = {"format": one.name, "rows": made.rows, "left_out": len(made.left_out), "lost": lost, "output": output}
    said = f"{count(made.rows, 'row')}, {len(made.left_out)} left out, {count(lost, 'field')} not carried whole"
    where = "" if output == "-" else f" -> {output} (see {one.name}.losses.json)"
    click.echo(json.dumps(row) if as_json else said + where, err=output == "-")

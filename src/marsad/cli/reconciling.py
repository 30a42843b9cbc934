"""The command that makes records of claims without a store: reconcile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import count, progress

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Make records of claims: incidents, tolls, ceasefires, what is alleged against them.")
@click.argument("claims", nargs=-1, required=True, type=_FILE)
@click.option(
    "-o", "--output", default="-", show_default=True, type=click.Path(allow_dash=True, dir_okay=False), help="Where the records go."
)
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON too (the records always are).")
def reconcile(claims: tuple[Path, ...], output: str, as_json: bool) -> int:
    """Make records of CLAIMS: incidents across reports, tolls and how they grow, ceasefires and what is alleged against them.

    CLAIMS are JSON lines in the shape of docs/codebook.md, one a report, best with its "text"; the records are those of docs/records.md.

    \b
    Example: marsad reconcile claims.jsonl -o records.json
    """
    from marsad.reconcile.whole import together
    from marsad.reconcile.writing import put

    if output != "-" and any(path.samefile(output) for path in claims if Path(output).exists()):
        raise click.UsageError(f"{output} is one of the inputs: name another file for the output")
    try:
        made = together(_rows(claims))
    except UnicodeDecodeError:
        raise Failed("the claims are not UTF-8 text", REFUSED) from None
    except ValueError as error:
        raise Failed(str(error), REFUSED) from None
    with click.open_file(output, "w", encoding="utf-8") as file:
        counts = put(made, file, claims[0].stem)
    groups = {"incident": counts["incidents"], "toll": counts["tolls"], "ceasefire": counts["ceasefires"], "pair": counts["violations"]}
    said = f"{count(counts['reports'], 'report')}: {', '.join(count(found, name) for name, found in groups.items())}"
    row = {"reports": counts["reports"]} | {f"{name}s": found for name, found in groups.items()} | {"output": output}
    click.echo(json.dumps(row) if as_json else said + ("" if output == "-" else f" -> {output}"), err=output == "-")
    return 0


def _rows(paths: tuple[Path, ...]) -> Iterator[dict[str, Any]]:
    """The rows of the files that hold claims, a count of them on the terminal while it lasts."""
    from marsad.measure.gold import rows

    with progress("reading claims") as drawn:
        for number, row in enumerate((row for path in paths for row in rows(path)), 1):
            drawn(number, None, str(row["id"]))
            if not isinstance(row.get("claims"), list):
                raise ValueError(f"report {row['id']!r}: it has no list of claims; code it first: marsad code")
            yield row

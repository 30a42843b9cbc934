"""The command that makes records of claims without a store: reconcile."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import count, progress

if TYPE_CHECKING:
    from marsad.reconcile.single import Single

LARGE = 10_000_000  # bytes from which several processes are done sooner than one, each of which has the theatres to read first
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Make records of claims: incidents, tolls, ceasefires, what is alleged against them.")
@click.argument("claims", nargs=-1, required=True, type=_FILE)
@click.option(
    "-o", "--output", default="-", show_default=True, type=click.Path(allow_dash=True, dir_okay=False), help="Where the records go."
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes (default: one, or for over 10 MB one a processor).")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON too (the records always are).")
def reconcile(claims: tuple[Path, ...], output: str, workers: int | None, as_json: bool) -> int:
    """Make records of CLAIMS: incidents across reports, tolls and how they grow, ceasefires and what is alleged against them.

    CLAIMS are JSON lines in the shape of docs/codebook.md, one a report, best with its "text"; the records are those of docs/records.md.

    \b
    Example: marsad reconcile claims.jsonl -o records.json
    """
    from marsad.corpus.beside import copies
    from marsad.reconcile.whole import brought
    from marsad.reconcile.writing import put

    if output != "-" and any(path.samefile(output) for path in claims if Path(output).exists()):
        raise click.UsageError(f"{output} is one of the inputs: name another file for the output")
    workers = workers or (os.cpu_count() or 1 if sum(path.stat().st_size for path in claims) > LARGE else 1)
    beside = copies(workers)
    try:
        made = brought(_singles(claims, workers), beside)
    except UnicodeDecodeError:
        raise Failed("the claims are not UTF-8 text", REFUSED) from None
    except ValueError as error:
        raise Failed(str(error), REFUSED) from None
    with click.open_file(output, "w", encoding="utf-8") as file:
        counts = put(made, file, claims[0].stem, beside)
    groups = {"incident": counts["incidents"], "toll": counts["tolls"], "ceasefire": counts["ceasefires"], "pair": counts["violations"]}
    said = f"{count(counts['reports'], 'report')}: {', '.join(count(found, name) for name, found in groups.items())}"
    row = {"reports": counts["reports"]} | {f"{name}s": found for name, found in groups.items()} | {"output": output}
    click.echo(json.dumps(row) if as_json else said + ("" if output == "-" else f" -> {output}"), err=output == "-")
    return 0


def _singles(paths: tuple[Path, ...], workers: int) -> Iterator[Single]:
    """What the rows of the files give by themselves, a count of them on the terminal while it lasts."""
    from marsad.corpus.telling import told
    from marsad.measure.gold import lines

    with progress("reading claims") as drawn:
        for number, one in enumerate(told((line for path in paths for line in lines(path)), _row, workers), 1):
            drawn(number, None, one.product.report.id)
            yield one


def _row(line: tuple[str, str]) -> dict[str, Any]:
    from marsad.measure.gold import row

    found = row(line)
    if not isinstance(found.get("claims"), list):
        raise ValueError(f"report {found['id']!r}: it has no list of claims; code it first: marsad code")
    return found

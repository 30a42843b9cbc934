"""Commands that measure: score against annotated reports, bench for speed and size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import Column, count, progress, table

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Score claims, places or judged sentences against annotated ones.")
@click.argument("gold", required=False, type=_FILE)
@click.argument("predicted", required=False, type=_FILE)
@click.option(
    "--errors", type=click.IntRange(min=1), metavar="N", help="List up to N missed, N invented and N wrong claims of each kind, too."
)
@click.option("--places", type=_FILE, multiple=True, help="Score places instead: reports with a coder's place, or annotated reports.")
@click.option("--names", is_flag=True, help="List each name of the annotated reports of --places with what it is resolved to.")
@click.option("--gsr", type=_FILE, multiple=True, help="Score incident types instead: sentences that people judged, or marked spans in.")
@options.theatre
@options.as_json
def score(
    gold: Path | None,
    predicted: Path | None,
    errors: int | None,
    places: tuple[Path, ...],
    names: bool,
    gsr: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Score claims against annotated reports (docs/codebook.md). Without PREDICTED the texts of GOLD are coded now.

    \b
    Example: marsad score gold.jsonl
             marsad score gold.jsonl claims.jsonl --errors 3
             marsad score --places clusters.jsonl --theatre syria
             marsad score --places gold.jsonl --names
             marsad score --gsr judged.jsonl --gsr spans.jsonl
    """
    if not (gold or places or gsr):
        raise click.UsageError("name annotated reports, or a file for --places or --gsr")
    if gold:
        _score_claims(gold, predicted, errors, as_json)
    if places:
        told = [row for path in places for row in _rows(path)]
        (_list_names(told, as_json) if names else _score_places(told, errors, as_json))
    if gsr:
        _score_judged([row for path in gsr for row in _rows(path)], errors, as_json)


def _score_claims(gold: Path, predicted: Path | None, errors: int | None, as_json: bool) -> None:
    from marsad.measure import score as scoring

    wanted = _rows(gold)
    got = _rows(predicted) if predicted else _coded(wanted, gold)
    with _said_of(gold):
        result = scoring.score(wanted, got)
        listed = scoring.listing(scoring.errors(wanted, got, limit=errors)) if errors and not as_json else ""
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else scoring.table(result))
    if listed:
        click.echo(listed)


def _score_places(rows: list[dict[str, Any]], errors: int | None, as_json: bool) -> None:
    from marsad.measure import places as scoring
    from marsad.measure.gold import pipeline_coder

    with _said_of("the file for --places"):
        figures = scoring.located(rows, pipeline_coder()) | scoring.resolved(rows)
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else scoring.table(figures))
    if errors and not as_json:
        click.echo("\n".join((*figures["away"][:errors], *figures["unknown"][:errors])))


def _list_names(rows: list[dict[str, Any]], as_json: bool) -> None:
    from marsad.measure import named

    with _said_of("the file for --places"):
        found = list(named.names(rows))
    if as_json:
        options.echo_json(asdict(one) for one in found)
        return
    columns = [Column("is a"), Column("name", True), Column("resolved to"), Column("in English", True), Column("at"), Column("part of")]
    at = [f"{one.lat}, {one.lon}" if one.lat is not None else "" for one in found]
    table(columns, [[one.what, one.name, one.id, one.name_en, where, one.part_of] for one, where in zip(found, at, strict=True)])
    open_ = sum(one.id is None for one in found)
    click.echo(f"{count(len(found), 'name')}, {open_:,} open")


def _score_judged(rows: list[dict[str, Any]], errors: int | None, as_json: bool) -> None:
    from marsad.measure import gsr as scoring
    from marsad.measure.gold import pipeline_coder

    coder = pipeline_coder()
    sentences, spans = [r for r in rows if "label" in r], [r for r in rows if "spans" in r]
    with _said_of("the file for --gsr"):
        figures, marked = scoring.judged(sentences, coder), scoring.marked(spans, coder)
        listed = scoring.wrong(sentences, coder, errors) if errors and not as_json else []
    click.echo(json.dumps({"judged": figures, "marked": marked}) if as_json else scoring.table(figures, marked))
    if listed:
        click.echo("\n".join(listed))


@contextmanager
def _said_of(what: object) -> Iterator[None]:
    """Says in words what is wrong with a file that cannot be scored."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        missing = f'a row has no "{error.args[0]}"' if isinstance(error, KeyError) else str(error)
        raise Failed(f"{what} cannot be scored: {missing}", REFUSED) from None


def _rows(path: Path) -> list[dict[str, Any]]:
    from marsad.measure.gold import rows

    try:
        return list(rows(path))
    except UnicodeDecodeError:
        raise Failed(f"{path} is not UTF-8 text", REFUSED) from None
    except ValueError as error:
        raise Failed(str(error), REFUSED) from None


def _coded(gold: list[dict[str, Any]], path: Path) -> list[dict[str, Any]]:
    from marsad.measure.gold import coded, pipeline_coder

    coder, done = pipeline_coder(), []
    with progress("coding") as drawn:
        for number, row in enumerate(gold, 1):
            drawn(number, len(gold), str(row["id"]))
            try:
                done += coded([row], coder)
            except (KeyError, ValueError) as error:
                missing = f'it has no "{error.args[0]}"' if isinstance(error, KeyError) else str(error)
                raise Failed(f"{path}, report {row['id']}: {missing}", REFUSED) from None
    return done


@click.command(short_help="Measure speed and memory.")
@click.argument("data", default="../shared/data", type=click.Path(path_type=Path))
@click.option("--articles", type=click.IntRange(min=1), default=5000, show_default=True, help="How many reports of the news corpus.")
@click.option("--everything", is_flag=True, help="Check quote == text[start:end] over every corpus, too (minutes).")
@click.option(
    "--records", type=click.IntRange(min=1), metavar="N", help="Measure instead how N reports are reconciled (2000: some minutes)."
)
@click.option("--together", type=click.IntRange(min=1), metavar="N", help="Measure instead how N reports are reconciled by all processors.")
@click.option("--pages", type=click.IntRange(min=1), metavar="N", help="Measure instead how long each page takes over N reports.")
@options.as_json
def bench(data: Path, articles: int, everything: bool, records: int | None, together: int | None, pages: int | None, as_json: bool) -> int:
    """Measure speed and memory on the corpora in DATA, against a spaCy pipeline where spaCy is installed.

    \b
    Example: marsad bench ../shared/data
             marsad bench --records 2000
             marsad bench --together 100000
             marsad bench --pages 10000
    """
    if records is not None:
        return _reconciling(records, as_json)
    if together is not None:
        return _together(together, as_json)
    if pages is not None:
        return _pages(pages, as_json)
    from marsad.measure import bench as measuring

    with progress("measuring") as drawn:
        drawn(0, None, f"{data}: this takes a minute or more")
        figures = measuring.run(data, articles, everything=everything)
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else measuring.table(figures))
    failed = [done for done in figures.get("checks", []) if not done["passed"]]
    measured = any(name in figures for name in ("dev gold", "mixed news", "founding report"))
    return 0 if measured and not failed else REFUSED


def _reconciling(reports: int, as_json: bool) -> int:
    from marsad.measure import reconciling

    with progress("reconciling") as drawn:
        drawn(0, None, f"{reports:,} reports")
        figures = reconciling.measured(reports)
    click.echo(json.dumps(figures) if as_json else reconciling.table(figures))
    return 0


def _together(reports: int, as_json: bool) -> int:
    from marsad.measure import many

    with progress("reconciling") as drawn:
        drawn(0, None, f"{reports:,} reports: making them takes a minute for every thirty thousand")
        figures = many.measured(reports)
    click.echo(json.dumps(figures) if as_json else many.table(figures))
    return 0


def _chromium() -> str:
    """The path of this machine's Chromium where Playwright can drive it, else nothing."""
    from marsad.web.bulletin.pdf import NoBrowser, found

    try:
        return found() if find_spec("playwright") else ""
    except NoBrowser:
        return ""


def _pages(reports: int, as_json: bool) -> int:
    from marsad.measure import pages as measuring
    from marsad.web.acting.rights import rights
    from marsad.web.app import create_app

    paths = [right.path for right in rights() if right.method == "GET"]
    with progress("measuring") as drawn:
        drawn(0, None, f"{reports:,} reports: making them takes a minute for every few thousand")
        figures = measuring.measured(paths, create_app, reports, _chromium())
    click.echo(json.dumps(figures) if as_json else measuring.table(figures))
    return 0
